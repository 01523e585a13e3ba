package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"gloss/generator/edition"
)

// inlines walks over what stands in a leaf.
func (w *walker) inlines(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.inline(c)
	}
}

func (w *walker) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		w.text(n)
	case *ast.String:
		w.typographic(n)
	case *ast.Emphasis:
		if n.Level == 2 {
			w.element(n, "<strong>", "</strong>", 0)
		} else {
			w.element(n, "<em>", "</em>", 0)
		}
	case *ast.Link:
		w.link(n)
	case *ast.AutoLink:
		w.autoLink(n)
	case *ast.Image:
		w.image(n)
		w.release()
	case *ast.CodeSpan:
		w.codeSpan(n)
	case *ast.RawHTML:
		w.rawInline(n)
	case *extast.Strikethrough:
		w.element(n, "<del>", "</del>", 0)
	case *extast.TaskCheckBox:
		w.taskBox(n)
	case *footnoteMark:
		w.footnoteMark(n)
	case *citation:
		w.citation(n)
	case *reference:
		w.crossReference(n)
	default:
		w.inlines(n)
	}
}

// element walks over an inline element.
func (w *walker) element(n ast.Node, open, closing string, nest int8) {
	w.piece(edition.Piece{HTML: open, Nest: nest})
	w.inlines(n)
	w.piece(edition.Piece{HTML: closing, Nest: -nest, Closes: true})
}

func (w *walker) text(n *ast.Text) {
	s := n.Segment
	if s.Padding > 0 {
		w.written(spaces[:min(s.Padding, len(spaces))], s.Start, s.Start)
	}
	if n.IsRaw() {
		w.verbatim(s.Start, s.Stop)
	} else {
		w.decoded(s.Start, s.Stop)
	}
	switch {
	case n.HardLineBreak():
		w.html("<br>")
		w.lineEnd(s.Stop)
	case n.SoftLineBreak():
		if !w.joins(n) {
			w.lineEnd(s.Stop)
		}
	}
}

const spaces = "        "

// joins reports whether the line end after n is nothing, because the
// characters before and after it are East Asian and written without spaces.
func (w *walker) joins(n ast.Node) bool {
	r, _ := utf8.DecodeLastRune(w.plain)
	if r < 0x2E80 || !spaceless(r) || w.blocks[len(w.blocks)-1].Start == len(w.plain) {
		return false
	}
	next := w.firstRune(following(n))
	return next >= 0x2E80 && spaceless(next)
}

// spaceless reports whether words are written without spaces in the script of
// the character, which is East Asian: Chinese and Japanese, not Korean.
func spaceless(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo, unicode.Yi) ||
		0x3000 <= r && r <= 0x303F || 0xFF00 <= r && r <= 0xFF60 || 0xFE30 <= r && r <= 0xFE4F || r == 0x30FC
}

// following returns the inline node after n and all it is in, or nil.
func following(n ast.Node) ast.Node {
	for n != nil && n.Type() == ast.TypeInline {
		if next := n.NextSibling(); next != nil {
			return next
		}
		n = n.Parent()
	}
	return nil
}

// firstRune returns the first character that n or what follows it shows, if it
// stands there plainly; 0 otherwise.
func (w *walker) firstRune(n ast.Node) rune {
	for n != nil {
		if t, ok := n.(*ast.Text); ok {
			if t.Segment.Stop > t.Segment.Start {
				r, _ := utf8.DecodeRune(w.src.text[t.Segment.Start:t.Segment.Stop])
				return r
			}
			n = following(n)
		} else if c := n.FirstChild(); c != nil {
			n = c
		} else {
			return 0
		}
	}
	return 0
}

// typography gives the character for each entity that goldmark's typographer
// writes, and the number of source bytes it stands for; 0: one of them.
var typography = map[string]struct {
	char   string
	source int
}{
	"&lsquo;": {"‘", 1}, "&rsquo;": {"’", 1}, "&ldquo;": {"“", 1}, "&rdquo;": {"”", 1},
	"&ndash;": {"–", 2}, "&mdash;": {"—", 3}, "&hellip;": {"…", 3}, "&laquo;": {"«", 2}, "&raquo;": {"»", 2},
}

// typographic adds what the typographer made. A String has no position of its
// own; goldmark keeps it in the node beneath.
func (w *walker) typographic(n *ast.String) {
	at := max(n.BaseNode.Pos(), 0)
	if t, ok := typography[string(n.Value)]; ok {
		w.written(t.char, at, min(at+t.source, len(w.src.text)))
		return
	}
	w.written(string(n.Value), at, at)
}

// codeSpan adds code, in which a line end is a space.
func (w *walker) codeSpan(n *ast.CodeSpan) {
	w.piece(edition.Piece{HTML: "<code>", Nest: 1})
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		s := t.Segment
		switch {
		case s.Stop > s.Start && w.src.text[s.Stop-1] == '\n':
			w.verbatim(s.Start, s.Stop-1)
			w.written(" ", s.Stop-1, s.Stop)
		case w.cell:
			w.cellCode(s.Start, s.Stop)
		default:
			w.verbatim(s.Start, s.Stop)
		}
	}
	w.piece(edition.Piece{HTML: "</code>", Nest: -1, Closes: true})
}

// cellCode adds code in a table's cell, where a bar is escaped even in code.
// goldmark resolves that in a pass of its own, which takes the square of the
// number of such cells.
func (w *walker) cellCode(from, to int) {
	for {
		i := bytes.Index(w.src.text[from:to], []byte(`\|`))
		if i < 0 {
			w.verbatim(from, to)
			return
		}
		w.verbatim(from, from+i)
		w.written("|", from+i, from+i+2)
		from += i + 2
	}
}

func (w *walker) link(n *ast.Link) {
	if w.links > 0 || w.quiet > 0 { // a link in a link is only its words
		w.inlines(n)
		return
	}
	w.piece(edition.Piece{
		Kind: edition.Link, URL: w.address(n.Destination, n.Pos(), false), HTML: titleAttribute(n.Title),
		Nest: 1, Source: w.src.was(max(n.Pos(), 0)),
	})
	from := len(w.flow)
	w.links++
	w.inlines(n)
	w.links--
	if len(w.flow) == from && len(w.held) > 0 { // a link on nothing but a citation, which is a link itself
		w.warn(n.Pos(), "write words for the link, or leave the citation to itself", "a link has no words of its own and is left out")
		w.flow = w.flow[:from-1]
		w.release()
		return
	}
	w.piece(edition.Piece{HTML: "</a>", Nest: -1, Closes: true})
	w.release()
}

func titleAttribute(title []byte) string {
	if len(title) == 0 {
		return ""
	}
	return ` title="` + escape(string(decodedBytes(title))) + `"`
}

// autoLink adds <https://…>, <me@example.org> and bare addresses.
func (w *walker) autoLink(n *ast.AutoLink) {
	label, at := n.Label(w.src.text), max(n.Pos(), 0)
	if !bytes.HasPrefix(w.src.text[at:], label) { // it begins with < or with the space before the address
		at++
	}
	if w.links > 0 || w.quiet > 0 {
		w.verbatim(at, at+len(label))
		return
	}
	url := n.URL(w.src.text)
	if n.AutoLinkType == ast.AutoLinkEmail && !bytes.HasPrefix(bytes.ToLower(url), []byte("mailto:")) {
		url = append([]byte("mailto:"), url...)
	}
	w.piece(edition.Piece{Kind: edition.Link, URL: w.plainAddress(url, at), Nest: 1, Source: w.src.was(at)})
	w.verbatim(at, at+len(label))
	w.piece(edition.Piece{HTML: "</a>", Nest: -1, Closes: true})
}

// image adds an image. Its alternative text counts as text, without the markup
// in it.
func (w *walker) image(n *ast.Image) {
	start := w.alternative(n)
	if w.quiet > 0 {
		return
	}
	w.flow = append(w.flow, edition.Piece{
		Kind: edition.Image, URL: w.address(n.Destination, n.Pos(), true),
		HTML:    ` alt="` + escape(string(w.plain[start:])) + `"` + titleAttribute(n.Title),
		Passage: edition.Passage{Start: start, End: len(w.plain)},
		Source:  w.src.was(max(n.Pos(), 0)),
	})
}

// alternative adds an image's alternative text and returns where it begins.
func (w *walker) alternative(n *ast.Image) int {
	start := len(w.plain)
	w.quiet++
	w.inlines(n)
	w.quiet--
	return start
}

// taskBox adds the box of a task and opens the label that holds the box and the
// words; the end of the block closes it.
func (w *walker) taskBox(n *extast.TaskCheckBox) {
	w.boxed = true
	if n.IsChecked {
		w.html(`<label><input type="checkbox" disabled checked> `)
	} else {
		w.html(`<label><input type="checkbox" disabled> `)
	}
}
