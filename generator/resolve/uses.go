package resolve

import (
	"slices"
	"strings"

	"gloss/generator/edition"
)

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
		r := w.reads(w.manuscript.Essay)
		u.Before, u.Words, u.After = around(r.plain, r.of(n.places[0].Passage), contextRunes, wordsRunes)
	}
	return u
}

// useSource enters a use of a source. One at the same place as the last adds but
// where in the source it points.
func (w *work) useSource(key string, use edition.Use) {
	list := w.sourceUses[key]
	if n := len(list); n > 0 {
		last := &list[n-1]
		twin := use
		twin.Locator = last.Locator
		if *last == twin {
			if use.Locator != "" && !strings.HasSuffix(", "+last.Locator, ", "+use.Locator) {
				last.Locator = strings.TrimPrefix(last.Locator+", "+use.Locator, ", ")
			}
			return
		}
	}
	w.sourceUses[key] = append(list, use)
}

// referenceUse says that the essay itself, or a plain page, refers to something,
// in its own words or in those that stand for what is referred to. The rest of the
// flow begins with the cross-reference.
func (w *work) referenceUse(d *edition.Document, p edition.Piece, rest edition.Flow) edition.Use {
	r := w.reads(d)
	if p.Reference.Words == "" {
		return w.useAround(d, p.Start, r.reference(p.Reference))
	}
	return w.useAround(d, p.Start, r.of(edition.Passage{Start: p.Start, End: linkEnd(rest)}))
}

// citationUse says that the essay itself, or a plain page, cites something, in the
// words of a citation.
func (w *work) citationUse(d *edition.Document, at, cluster int) edition.Use {
	return w.useAround(d, at, w.reads(d).citation(cluster))
}

// useAround says that a text uses something at a byte of it, in words of its
// reading.
func (w *work) useAround(d *edition.Document, at int, words edition.Passage) edition.Use {
	u := edition.Use{From: w.spot(d, at), Title: w.manuscript.Front.Title}
	if w.page != nil && u.Title == "" {
		u.Title = w.scope.Settings.Title // the home page's
	}
	u.Before, u.Words, u.After = around(w.reads(d).plain, words, contextRunes, wordsRunes)
	return u
}

// spot is where a link leads to that leads to a point of a text: its block; of a
// footnote on a plain page, the footnote.
func (w *work) spot(d *edition.Document, at int) edition.Address {
	id := ""
	if d != w.manuscript.Essay {
		footnotes := w.manuscript.Essay.Footnotes
		id = footnoteAnchor(1 + slices.IndexFunc(footnotes, func(f edition.Footnote) bool { return f.Body == d }))
	} else if b := d.Text.Block(at); b != nil {
		id = b.ID
	}
	switch {
	case w.page != nil && id != "":
		return edition.Address{Kind: edition.ToPage, ID: w.page.Slug + "#" + id}
	case w.page != nil:
		return edition.Address{Kind: edition.ToPage, ID: w.page.Slug}
	case id != "":
		return edition.Address{Kind: edition.ToBlock, Edition: w.manuscript.ID, ID: id}
	}
	return edition.Address{Kind: edition.ToEdition, Edition: w.manuscript.ID}
}
