package resolve

import (
	"fmt"
	"html"

	"gloss/generator/edition"
)

// finishPage finishes a plain page, and enters its sources.
func finishPage(p *edition.Page, s *Scope, m *merger, problems *edition.Problems) *edition.Leaf {
	w, leaf := fillPage(p, s)
	for _, key := range sortedKeys(w.cited) {
		m.add(w.sourceCard(key), fingerprint(w.records[key]), w.records[key].At)
	}
	*problems = append(*problems, w.problems...)
	return leaf
}

// fillPage finishes a plain page as an edition without notes is finished: its
// citations are set in the running text, its Markdown footnotes stand at its
// foot.
func fillPage(p *edition.Page, s *Scope) (*work, *edition.Leaf) {
	w := begin(&edition.Manuscript{Front: p.Front, Essay: p.Body, Images: p.Images}, s)
	w.page = p
	w.collectRecords()
	enter := func(d *edition.Document) *filler {
		for _, piece := range w.staying(d) {
			w.citeInText(d, piece)
		}
		return &filler{work: w, document: d, footnotes: p.Body.Footnotes, essay: true, inline: true}
	}
	body := enter(p.Body)
	notes := make([]*filler, len(p.Body.Footnotes))
	for i, f := range p.Body.Footnotes {
		notes[i] = enter(f.Body)
	}
	w.format()
	leaf := &edition.Leaf{Slug: p.Slug, Front: p.Front, Text: &p.Body.Text, Assets: p.Assets}
	leaf.Flow = append(body.fill(), footnotes(w.word("notes", "Notes"), notes)...)
	return w, leaf
}

// footnoteAnchor is the id of the n-th footnote of a plain page, n from 1.
func footnoteAnchor(n int) string { return fmt.Sprintf("fn-%d", n) }

// footnotes sets a plain page's Markdown footnotes as a list at its foot.
func footnotes(label string, notes []*filler) edition.Flow {
	if len(notes) == 0 {
		return nil
	}
	markup := func(format string, args ...any) edition.Piece {
		return edition.Piece{Kind: edition.Markup, HTML: fmt.Sprintf(format, args...)}
	}
	out := edition.Flow{markup(`<div class="footnotes" role="doc-endnotes" aria-label="%s"><ol>`, html.EscapeString(label))}
	for i, n := range notes {
		out = append(out, markup(`<li id="%s">`, footnoteAnchor(i+1)))
		for _, piece := range n.fill() {
			if piece.Kind == edition.Run { // its characters are not the page's
				piece = markup("%s", html.EscapeString(n.document.Text.Plain[piece.Start:piece.End]))
			}
			out = append(out, piece)
		}
		out = append(out, markup(` <a role="doc-backlink" href="#fnref-%d">↩</a></li>`, i+1))
	}
	return append(out, markup("</ol></div>"))
}
