package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"gloss/generator/edition"
)

// reference is a cross-reference. One with words holds them as children.
type reference struct {
	ast.BaseInline
	reference edition.Reference
	worded    bool
	source    text.Segment // [[id| as written
	closes    int          // byte of the ]] that closes the words
	bottom    *parser.Delimiter
}

var kindReference = ast.NewNodeKind("GlossReference")

// Kind is goldmark's name of the node.
func (*reference) Kind() ast.NodeKind { return kindReference }

// Dump prints the node while debugging.
func (n *reference) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// references parses [[id]], [[edition#id]], [[#block]] and [[id|words]]. The
// words are parsed as text in between, as goldmark does with a link's.
type references struct{}

func (references) Trigger() []byte { return []byte{'[', ']'} }

func (references) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if block.Peek() == ']' {
		return closeReference(parent, block, pc)
	}
	return openReference(parent, block, pc)
}

func openReference(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 5 || line[1] != '[' {
		return nil
	}
	end := bytes.IndexAny(line[:min(len(line), longestTarget)], "|]\n")
	if end < 0 || line[end] == '\n' {
		return nil
	}
	target, ok := referenceTarget(string(line[2:end]))
	if !ok {
		return nil
	}
	r := readingOf(pc)
	n := &reference{reference: target, source: text.NewSegment(segment.Start, segment.Start+end+1)}
	n.SetPos(segment.Start)
	if line[end] == ']' {
		if end+1 == len(line) || line[end+1] != ']' || isLabel(pc, line[2:end]) {
			return nil
		}
		block.Advance(end + 2)
		if r.linkFollows(parent, block, pc) {
			return nil
		}
		return n
	}
	if len(r.open) > 0 { // no reference inside a reference
		return nil
	}
	all := r.bracketsOf(parent)
	shut := all.closing(segment.Start + 1)
	if shut < 0 || all.closing(segment.Start) != shut+1 || r.blank(parent, segment.Start+end+1, shut) {
		return nil
	}
	saved, position := block.Position()
	moveTo(block, shut+1)
	block.Advance(1)
	if r.linkFollows(parent, block, pc) {
		return nil
	}
	block.SetPosition(saved, position)
	block.Advance(end + 1)
	n.worded, n.closes, n.bottom = true, shut, pc.LastDelimiter()
	r.open = append(r.open, n)
	return n
}

// longestTarget bounds what stands before the bar or the closing brackets, in
// bytes.
const longestTarget = 300

// blank reports whether only space stands between two bytes of a block.
func (r *reading) blank(block ast.Node, from, to int) bool {
	lines := block.Lines()
	for k := range lines.Len() {
		line := lines.At(k)
		if a, b := max(line.Start, from), min(line.Stop, to); a < b && !util.IsBlank(r.src.text[a:b]) {
			return false
		}
	}
	return true
}

// referenceTarget reads what stands before the bar.
func referenceTarget(s string) (edition.Reference, bool) {
	s = strings.TrimSpace(s)
	folder, id, hash := strings.Cut(s, "#")
	if !hash {
		folder, id = "", s
	}
	if folder != "" && !isID(folder) || id != "" && !isID(id) || folder == "" && id == "" {
		return edition.Reference{}, false
	}
	return edition.Reference{Edition: folder, ID: id, Hash: hash}, true
}

func closeReference(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	r := readingOf(pc)
	if len(r.open) == 0 {
		return nil
	}
	n := r.open[len(r.open)-1]
	_, segment := block.PeekLine()
	if segment.Start != n.closes || n.Parent() != parent {
		return nil
	}
	block.Advance(2)
	r.open = r.open[:len(r.open)-1]
	var bottom ast.Node
	if n.bottom != nil {
		bottom = n.bottom
	}
	parser.ProcessDelimiters(bottom, pc)
	for c := n.NextSibling(); c != nil; {
		next := c.NextSibling()
		parent.RemoveChild(parent, c)
		n.AppendChild(n, c)
		c = next
	}
	parent.RemoveChild(parent, n)
	return n
}

// CloseBlock turns a reference whose end was swallowed, by raw HTML say, into
// text. It is called at the end of every block, so the counts begin anew here.
func (references) CloseBlock(_ ast.Node, _ text.Reader, pc parser.Context) {
	r := readingOf(pc)
	for _, n := range r.open {
		if p := n.Parent(); p != nil {
			p.ReplaceChild(p, n, ast.NewTextSegment(n.source))
		}
	}
	r.open = r.open[:0]
	r.marks, r.links = 0, 0
}

// crossReference leaves the hole for a reference. Inside a link, where none
// may stand, one without words waits for its end, and one with words is only
// its words.
func (w *walker) crossReference(n *reference) {
	ref := n.reference
	piece := edition.Piece{Kind: edition.ReferenceHole, Reference: &ref, Source: w.src.was(n.Pos())}
	if !n.worded {
		w.hole(piece)
		return
	}
	if w.quiet > 0 || w.links > 0 {
		w.warn(n.Pos(), "take the cross-reference out of the link", "a cross-reference stands inside a link and leads nowhere")
		w.inlines(n)
		return
	}
	start := len(w.plain)
	piece.Nest = 1
	w.piece(piece)
	w.links++
	w.inlines(n)
	w.links--
	ref.Words = strings.TrimSpace(string(w.plain[start:]))
	w.piece(edition.Piece{HTML: "</a>", Nest: -1, Closes: true})
	w.release()
}
