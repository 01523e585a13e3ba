package resolve

import (
	"gloss/generator/cite"
	"gloss/generator/edition"
)

// formatCitations hands every citation to the style, in reading order, since
// how a source is named depends on the citations before it.
func (w *work) formatCitations() {
	essay := w.staying(w.manuscript.Essay)
	upTo := func(offset int) {
		for len(essay) > 0 && essay[0].Start <= offset {
			w.citeInText(w.manuscript.Essay, essay[0])
			essay = essay[1:]
		}
	}
	for i, n := range w.notes {
		upTo(n.end())
		w.citeInNote(n, setting{note: i + 1, mark: n.mark, series: w.series[n.series].ID})
	}
	upTo(len(w.text.Plain))
	w.format()
}

// staying are the citations of a text that stay in it or leave a name there:
// those of an essay do not, where the style is one for notes.
func (w *work) staying(d *edition.Document) (holes []edition.Piece) {
	for _, p := range d.Flow {
		if p.Kind == edition.CitationHole && w.stays(d, p) {
			holes = append(holes, p)
		}
	}
	return holes
}

// stays reports it of one citation.
func (w *work) stays(d *edition.Document, p edition.Piece) bool {
	toNotes := w.page == nil && d == w.manuscript.Essay && w.scope.Style.Note
	return p.Citation.InText || !toNotes
}

// setting is where in the document a citation stands.
type setting struct {
	note         int // as in cite.Cluster
	mark, series string
}

// theText is the setting of citations in the running text. No id of a series has
// a space.
var theText = setting{series: "the text"}

// citeInText enters a citation that stays in the running text of the essay or of
// a plain page. Where the style is one for notes, the essay keeps but the
// author's name; the rest is in the note.
func (w *work) citeInText(d *edition.Document, p edition.Piece) {
	if w.page == nil && w.scope.Style.Note {
		w.enter(cite.Cluster{Items: w.known(p.Citation.Items[:1], nil), AuthorOnly: true, Form: cite.Inline}, entered{})
		w.holes[d] = append(w.holes[d], len(w.clusters)-1)
		return
	}
	w.citeIn(d, p, theText, entered{document: d, at: p.Start})
}

// citeIn enters a citation that is set where it stands: in the essay, on a page
// or in the body of a note.
func (w *work) citeIn(d *edition.Document, p edition.Piece, in setting, from entered) {
	form := formAt(d.Text.Plain, p.Start)
	c := w.cluster(p.Citation, form, in, from, func(i edition.CitationItem) edition.Place { return d.Place(i.Source) })
	// A style for notes knows only whole notes and sets no parentheses.
	w.asides[c] = w.scope.Style.Note && form == cite.Inline && !p.Citation.InText && isAside(d, p)
	w.holes[d] = append(w.holes[d], c)
}

// citeInNote enters the citations of a note: those in its body, its list of
// sources, and the essay's citation that it stands for.
func (w *work) citeInNote(n *note, in setting) {
	from := entered{note: n}
	if n.Body != nil {
		for _, p := range n.Body.Flow {
			if p.Kind == edition.CitationHole {
				w.citeIn(n.Body, p, in, from)
			}
		}
	}
	for _, s := range n.Sources {
		items, err := cite.ParseItems(s.Text)
		if err != nil {
			w.problems.Errorf(s.At, "write a source's key and, after a comma, where in it: \"ap1988, p. 1\"", "“%s” is no citation: %v", s.Text, err)
			continue
		}
		at := func(edition.CitationItem) edition.Place { return s.At }
		n.sources = append(n.sources, w.cluster(&edition.Citation{Items: items}, cite.Standalone, in, from, at))
	}
	if n.citation != nil {
		at := func(i edition.CitationItem) edition.Place { return w.manuscript.Essay.Place(i.Source) }
		n.sources = append(n.sources, w.cluster(n.citation, cite.Standalone, in, from, at))
	}
}

// entered says who made a citation: a note, or a text at a byte of it; or nobody
// of whom a source should know.
type entered struct {
	note     *note
	document *edition.Document
	at       int
}

// cluster enters a citation and returns its number.
func (w *work) cluster(c *edition.Citation, form cite.Form, in setting, from entered, at func(edition.CitationItem) edition.Place) int {
	w.enter(cite.Cluster{
		Items: w.known(c.Items, at), InText: c.InText, Form: form, Note: in.note, Mark: in.mark, Series: in.series,
	}, from)
	return len(w.clusters) - 1
}

func (w *work) enter(c cite.Cluster, from entered) {
	w.clusters, w.entered = append(w.clusters, c), append(w.entered, from)
}

// known are the items whose sources there are, their locators read with the labels
// of the language. The others are reported, unless that is done elsewhere.
func (w *work) known(all []edition.CitationItem, at func(edition.CitationItem) edition.Place) []edition.CitationItem {
	items := make([]edition.CitationItem, 0, len(all))
	labels := w.scope.Style.Labels(w.language())
	for _, i := range all {
		switch {
		case w.records[i.Key] != nil:
			i.Relabel(labels)
			items = append(items, i)
		case at != nil:
			w.unknownSource(at(i), i.Key)
		}
	}
	return items
}
