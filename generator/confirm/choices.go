package confirm

import (
	"fmt"
	"slices"

	"gloss/generator/edition"
	"gloss/generator/resolve"
)

// Choices are what an editor has decided about notes: of those that are not where
// they were, that they hold; of any, where they belong.
type Choices struct {
	Accept  []string            // ids of notes that hold where they are: on reworded words, whatever these are, or where their order put them
	All     bool                // every reworded note does
	Ordered bool                // every note does that is placed by the order of the notes
	On      map[string][]string // by id: the new words on which a reworded note holds
	To      []Move
}

// Move places a target of a note on other words.
type Move struct {
	Note  string // its id
	N     int    // which of its targets, from 1; 0: the only one, or the only one that has no certain place
	Words string
}

// Chosen is a target that an editor has decided about, and where it stands now.
type Chosen struct {
	Note  string
	N     int           // which of the note's targets, from 1
	At    edition.Place // in the essay
	Words string
}

// accepts reports whether a target waits to be accepted, and is; the words are those
// on which it stands.
func (c *Choices) accepts(a *resolve.Anchored, words string) bool {
	named := slices.Contains(c.Accept, a.Note)
	return a.Result == edition.Reworded && (c.All || named || slices.Contains(c.On[a.Note], words)) || a.Order && (c.Ordered || named)
}

// nothingToAccept says which notes were to be accepted that do not wait for it.
func (w *worker) nothingToAccept() {
	for _, id := range w.choices.Accept {
		n := w.note(id)
		waits := func(a resolve.Anchored) bool {
			return a.Note == id && (a.Order || a.Result >= edition.Reworded)
		}
		if n == nil || slices.ContainsFunc(w.Anchored, waits) {
			continue // there is something, or its problem says what
		}
		w.Needless.Warnf(n.Note.At, "reworded notes wait to be accepted, and those that their neighbours have placed",
			"there is nothing to accept of the note “%s”: it stands where its target says", id)
	}
}

// note is a note of the edition; nil when there is none of this id.
func (w *worker) note(id string) *resolve.Standing {
	i := slices.IndexFunc(w.Notes, func(n resolve.Standing) bool { return n.ID == id })
	if i < 0 {
		return nil
	}
	return &w.Notes[i]
}

// tellChosen enters what the choices have come to.
func (w *worker) tellChosen() {
	for _, s := range w.settled {
		if s.chosen {
			w.Chosen = append(w.Chosen, Chosen{s.Note, s.N, w.manuscript.Essay.PlaceOf(s.Passage), w.text.Plain[s.Start:s.End]})
		}
	}
}

// numberOf names a target of a note as gloss anchor --to does.
func numberOf(note string, n int) string { return fmt.Sprintf("%s#%d", note, n) }
