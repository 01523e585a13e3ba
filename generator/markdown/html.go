package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"gloss/generator/edition"
)

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// escape makes a string fit for HTML, between quotation marks too.
func escape(s string) string {
	if !strings.ContainsAny(s, `&<>"`) {
		return s
	}
	return escaper.Replace(s)
}

const allowHTML = "write it in Markdown, or allow it with “html: true” in the front matter or in site.yaml"

// rawBlock lets a block of raw HTML through, or says that it does not. A
// comment is dropped without a word.
func (w *walker) rawBlock(n *ast.HTMLBlock) {
	var b []byte
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		b = append(b, s.Value(w.src.text)...)
	}
	if n.HasClosure() {
		b = append(b, n.ClosureLine.Value(w.src.text)...)
	}
	w.raw(b, n.Pos())
}

// rawInline does the same for a tag in a paragraph.
func (w *walker) rawInline(n *ast.RawHTML) {
	if w.quiet > 0 {
		return
	}
	var b []byte
	for i := range n.Segments.Len() {
		s := n.Segments.At(i)
		b = append(b, s.Value(w.src.text)...)
	}
	w.raw(b, n.Pos())
}

func (w *walker) raw(b []byte, at int) {
	trimmed := bytes.TrimSpace(b)
	switch {
	case w.o.HTML && !w.o.Note:
		w.piece(edition.Piece{HTML: string(b), Source: w.src.was(max(at, 0))})
	case bytes.HasPrefix(trimmed, []byte("<!--")) && bytes.HasSuffix(trimmed, []byte("-->")):
	case bytes.HasPrefix(trimmed, []byte("</")): // said of the tag it closes
	case w.o.Note:
		w.warn(at, "write it in Markdown", "a note takes no HTML: "+excerpt(trimmed)+" is left out")
	default:
		w.warn(at, allowHTML, "HTML is left out: "+excerpt(trimmed))
	}
}

// excerpt shortens raw HTML for a message.
func excerpt(b []byte) string {
	if i := bytes.IndexByte(b, '\n'); i >= 0 {
		b = b[:i]
	}
	if r := []rune(string(b)); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return string(b)
}
