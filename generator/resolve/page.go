package resolve

import (
	"fmt"
	"html"

	"gloss/generator/anchor"
	"gloss/generator/edition"
)

// finishPage finishes a plain page as an edition without notes is finished: its
// citations are set in the running text, its Markdown footnotes stand at its
// foot.
func finishPage(p *edition.Page, s *Scope, m *merger, problems *edition.Problems) *edition.Leaf {
	w := &work{
		manuscript: &edition.Manuscript{Front: p.Front, Essay: p.Body, Images: p.Images},
		scope:      s,
		text:       &p.Body.Text,
		anchors:    anchor.NewIndex(&edition.Text{}),
		records:    map[string]*edition.Source{},
		byID:       map[string]*note{},
		uses:       map[edition.Address][]edition.Use{},
	}
	w.collectRecords()
	cite := func(flow edition.Flow) (holes []int) {
		for _, piece := range flow {
			if piece.Kind == edition.CitationHole {
				holes = append(holes, w.citeInEssay(piece))
			}
		}
		return holes
	}
	body := &filler{work: w, document: p.Body, holes: cite(p.Body.Flow), essay: true, inline: true}
	notes := make([]*filler, len(p.Body.Footnotes))
	for i, f := range p.Body.Footnotes {
		notes[i] = &filler{work: w, document: f.Body, holes: cite(f.Body.Flow), essay: true, inline: true}
	}
	w.formatted = s.Style.Format(w.records, w.clusters, w.language())
	leaf := &edition.Leaf{Slug: p.Slug, Front: p.Front, Text: &p.Body.Text, Assets: p.Assets}
	leaf.Flow = append(body.fill(), footnotes(notes)...)
	for _, b := range w.formatted.Bibliography {
		record := w.records[b.Key]
		m.add(sourceCard(edition.Entry{Source: record, Slug: edition.Slug(b.Key), HTML: b.HTML, Sort: b.Sort}), fingerprint(record), record.At)
	}
	*problems = append(*problems, w.problems...)
	return leaf
}

// footnotes sets a plain page's Markdown footnotes as a list at its foot.
func footnotes(notes []*filler) edition.Flow {
	if len(notes) == 0 {
		return nil
	}
	markup := func(format string, args ...any) edition.Piece {
		return edition.Piece{Kind: edition.Markup, HTML: fmt.Sprintf(format, args...)}
	}
	out := edition.Flow{markup(`<section class="footnotes"><ol>`)}
	for i, n := range notes {
		out = append(out, markup(`<li id="fn-%d">`, i+1))
		for _, piece := range n.fill() {
			if piece.Kind == edition.Run { // its characters are not the page's
				piece = markup("%s", html.EscapeString(n.document.Text.Plain[piece.Start:piece.End]))
			}
			out = append(out, piece)
		}
		out = append(out, markup(` <a role="doc-backlink" href="#fnref-%d">↩</a></li>`, i+1))
	}
	return append(out, markup("</ol></section>"))
}
