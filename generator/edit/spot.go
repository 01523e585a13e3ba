package edit

import (
	"fmt"
	"strings"

	"gloss/generator/edition"
	"gloss/generator/resolve"
)

// Spot says which words of an essay are meant. The passage is where they stood in
// the text that the editor saw, in bytes; the selector quotes them, with what
// stood before and behind. Either may be empty: the passage alone is taken as it
// is, the selector alone must lead to one place. Of both the selector is believed
// where they differ, for the essay may have been edited since; then everything that
// it quotes must stand there, and once.
type Spot struct {
	edition.Passage
	edition.Selector
}

// quote is the passage of a spot, and the target that leads there.
func (d *desk) quote(s Spot) (edition.Passage, edition.Target, *Refusal) {
	p, no := d.find(s)
	if no != nil {
		return p, edition.Target{}, no
	}
	t, ok := d.index.Quote(p)
	if !ok {
		at := d.manuscript.Essay.Place(d.text.Source(p).Start)
		no = refuse(Ambiguous, at, "select more", "the same words stand here too often in a row to be told apart")
	}
	return p, t, no
}

// find is the passage of a spot.
func (d *desk) find(s Spot) (edition.Passage, *Refusal) {
	seen, quoted := s.Passage.Len() > 0, strings.TrimSpace(s.Exact) != ""
	p, ok := d.index.Whole(s.Passage)
	switch {
	case ok && (!quoted || d.index.Stands(s.Selector, p)):
		return p, nil
	case !quoted:
		return p, refuse(Missing, d.essay(), "select some words", "no words are selected")
	}
	found := d.index.Find(s.Selector)
	var no *Refusal
	switch {
	case found.Result == edition.Ambiguous:
		no = refuse(Ambiguous, d.essay(), "say which by some of the words before or after:"+resolve.Listed(d.manuscript.Essay, found.Near, false),
			fmt.Sprintf("the words “%s” stand in %d places", s.Exact, len(found.Near)))
	case found.Result == edition.Lost:
		no = refuse(Missing, d.essay(), "copy them from the page or from the file", fmt.Sprintf("the words “%s” are not in the essay", s.Exact))
		if len(found.Near) > 0 {
			no.Hint += "; nearest:" + resolve.Listed(d.manuscript.Essay, found.Near, true)
		}
		if s.Prefix+s.Suffix != "" {
			no.Text += ", or not in these surroundings"
		}
	case seen && !d.index.Stands(s.Selector, found.Passage):
		no = refuse(Missing, d.essay(), "select them again", fmt.Sprintf("the words “%s” have other surroundings now", s.Exact))
		found.Near = []edition.Candidate{{Passage: found.Passage, Likeness: 1}}
	default:
		p, _ = d.index.Whole(found.Passage)
		return p, nil
	}
	no.Near = found.Near
	return p, no
}
