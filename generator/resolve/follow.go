package resolve

import (
	"gloss/generator/anchor"
	"gloss/generator/edition"
)

// Follow returns what makes of a line of a lock the line that a lock of another
// text has, and confirms nothing: its passage is where the words are in that text,
// and where they were edited, or are gone, the line says what they were.
func Follow(lock *edition.Lock, text *edition.Text) func(edition.Confirmed) edition.Confirmed {
	p := newPast(lock, text, anchor.NewIndex(text))
	return func(c edition.Confirmed) edition.Confirmed {
		if c.Lost {
			return c
		}
		found := p.carry(c.Passage)
		if c.Was == nil && found.Result >= edition.Reworded {
			c.Was = p.was(c.Passage)
		}
		c.Passage, c.Lost = found.Passage, found.Result == edition.Lost
		return c
	}
}
