package resolve

import "gloss/generator/edition"

// How much of the text is shown where a source or a note is used.
const (
	contextRunes = 60
	wordsRunes   = 140
)

// noteUse says that a note uses something: its mark and the words it stands on.
func (w *work) noteUse(n *note) edition.Use {
	u := edition.Use{
		From:   edition.Address{Kind: edition.ToNote, Edition: w.manuscript.ID, ID: n.ID},
		Title:  w.manuscript.Front.Title,
		Series: w.series[n.series].Label,
		Mark:   n.mark,
	}
	if !n.whole && len(n.places) > 0 {
		u.Before, u.Words, u.After = around(w.text.Plain, n.places[0].Passage, contextRunes, wordsRunes)
	}
	return u
}

// essayUse says that the essay itself uses something, in these words or at this
// point.
func (w *work) essayUse(p edition.Passage) edition.Use {
	u := edition.Use{From: edition.Address{Kind: edition.ToEdition, Edition: w.manuscript.ID}, Title: w.manuscript.Front.Title}
	if b := w.text.Block(p.Start); b != nil && b.ID != "" {
		u.From.Kind, u.From.ID = edition.ToBlock, b.ID
	}
	u.Before, u.Words, u.After = around(w.text.Plain, p, contextRunes, wordsRunes)
	return u
}
