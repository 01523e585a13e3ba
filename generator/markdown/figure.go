package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"gloss/generator/edition"
)

// figure makes a figure of an image that is alone in its paragraph. The title
// is the caption, and text. The image's alternative text and the caption are
// leaves of the figure's group.
func (w *walker) figure(p *ast.Paragraph, n *ast.Image) {
	_, g, first := w.openGroup(edition.Figure, p, "<figure")
	w.leaf(edition.Paragraph, 0, nil, "")
	leaf := len(w.tags) - 1
	start := w.alternative(n)
	piece := edition.Piece{
		Kind: edition.Image, URL: w.address(n.Destination, n.Pos(), true),
		HTML:    ` alt="` + escape(string(w.plain[start:])) + `"`,
		Passage: edition.Passage{Start: start, End: len(w.plain)},
		Source:  w.src.was(max(n.Pos(), 0)),
	}
	w.blocks[len(w.blocks)-1].End = len(w.plain)
	// The image's own piece takes the place of the leaf's opening tag.
	w.flow[w.tags[leaf].open] = piece
	w.tags[leaf].hidden, w.tags[leaf].suffix = true, "-image"
	w.release()
	w.tags[leaf].close = len(w.flow)
	if len(bytes.TrimSpace(n.Title)) == 0 {
		w.html("</figure>\n")
	} else {
		w.html("\n")
		c := w.open(edition.Paragraph, nil, "<figcaption")
		w.caption(n.Title, p)
		w.end(c, "</figcaption>")
		w.html("</figure>\n")
	}
	w.closeGroup(g, first)
}

// caption adds an image's title as text. goldmark does not say where it stands,
// so each of its lines is looked for, backwards from the end of the paragraph;
// the title of an image defined elsewhere is not found there and stands for the
// whole image.
func (w *walker) caption(title []byte, p *ast.Paragraph) {
	lines := p.Lines()
	from, to := lines.At(0).Start, lines.At(lines.Len()-1).Stop
	rows := strings.Split(string(title), "\n")
	at := make([]int, len(rows))
	end, whole := to, true
	for i := len(rows) - 1; i >= 0; i-- {
		k := bytes.LastIndex(w.src.text[from:end], []byte(rows[i]))
		if k < 0 {
			w.written(strings.Join(strings.Fields(string(decodedBytes(title))), " "), from, to)
			return
		}
		at[i] = from + k
		whole = whole && (i+1 == len(rows) || at[i]+len(rows[i])+1 == at[i+1])
		end = at[i]
	}
	if whole && w.captionMarkup(at[0], at[0]+len(title)) {
		return
	}
	for i, row := range rows {
		trimmed := strings.TrimRight(row, " \t")
		w.decoded(at[i], at[i]+len(trimmed))
		if i+1 < len(rows) {
			w.lineEnd(at[i] + len(trimmed))
		}
	}
}

// captionMarkup reads a caption as a paragraph of its own: typography,
// emphasis, citations. It reports whether it is one, and not a list, say.
func (w *walker) captionMarkup(from, to int) bool {
	inner := w.src.part(from, to)
	r := &reading{src: inner, known: w.reading.known, near: w.reading.near, notes: w.reading.notes}
	p, ok := r.parse().FirstChild().(*ast.Paragraph)
	if !ok || p.NextSibling() != nil || len(r.ends) > 0 {
		return false
	}
	src, outer := w.src, w.reading
	w.src, w.reading = inner, r
	for _, s := range r.said {
		w.say(s)
	}
	w.inlines(p)
	w.src, w.reading = src, outer
	return true
}
