package markdown

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"gloss/generator/edition"
)

// footnote is a definition [^label]: and what the walk knows of it.
type footnote struct {
	label  string
	node   *extast.Footnote
	at     int
	marked bool // a mark has been met
}

// footnoteDefinitions is goldmark's parser of footnotes. It gathers them in a
// list of its own, which we read too, because goldmark numbers the notes by
// itself and forgets those without a mark.
type footnoteDefinitions struct{ parser.BlockParser }

func (f footnoteDefinitions) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if len(pc.OpenedBlocks()) >= deepest {
		return nil, parser.NoChildren
	}
	return f.BlockParser.Open(parent, reader, pc)
}

func (f footnoteDefinitions) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	f.BlockParser.Close(node, reader, pc)
	n, ok := node.(*extast.Footnote)
	if !ok {
		return
	}
	r := readingOf(pc)
	note := &footnote{label: string(n.Ref), node: n, at: max(n.Pos(), 0)}
	if first := r.notes[note.label]; first != nil {
		r.said = append(r.said, remark{note.at, "the footnote [^" + note.label + "] is defined twice", "give one of them a label of its own", edition.Error})
		return
	}
	if r.notes == nil {
		r.notes = map[string]*footnote{}
	}
	r.notes[note.label] = note
	r.ordered = append(r.ordered, note)
}

// footnoteMark is [^label] in the text.
type footnoteMark struct {
	ast.BaseInline
	note *footnote
}

var kindFootnoteMark = ast.NewNodeKind("GlossFootnoteMark")

// Kind is goldmark's name of the node.
func (*footnoteMark) Kind() ast.NodeKind { return kindFootnoteMark }

// Dump prints the node while debugging.
func (n *footnoteMark) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// footnoteMarks parses [^label]; after a ! too, which would else begin an image.
type footnoteMarks struct{}

func (footnoteMarks) Trigger() []byte { return []byte{'!', '['} }

func (footnoteMarks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	open := 0
	if line[0] == '!' {
		open = 1
	}
	if len(line) < open+4 || line[open] != '[' || line[open+1] != '^' {
		return nil
	}
	end := labelEnd(line, open+2)
	if end < 0 {
		return nil
	}
	label := string(line[open+2 : end])
	r := readingOf(pc)
	note := r.notes[label]
	if note == nil {
		if next := end + 1; next == len(line) || line[next] != '(' && line[next] != '[' && line[next] != ':' {
			r.say(segment.Start+open, "no footnote is defined for the mark [^"+label+"]", "write it on a line of its own: [^"+label+"]: …")
		}
		return nil
	}
	if open == 1 {
		ast.MergeOrAppendTextSegment(parent, text.NewSegment(segment.Start, segment.Start+1))
	}
	block.Advance(end + 1)
	mark := &footnoteMark{note: note}
	mark.SetPos(segment.Start + open)
	return mark
}

// labelEnd returns the byte of the bracket that closes a footnote's label; -1
// when there is none.
func labelEnd(line []byte, from int) int {
	for i := from; i < len(line) && i-from < 999; i++ {
		switch {
		case line[i] == '\\' && i+1 < len(line) && util.IsPunct(line[i+1]):
			i++
		case line[i] == '[' || line[i] == '\n':
			return -1
		case line[i] == ']':
			if i == from {
				return -1
			}
			return i
		}
	}
	return -1
}

// footnotes reads the bodies in the order of their marks: first those of the
// document itself, then those that only another footnote's body refers to.
func (w *walker) footnotes() []edition.Footnote {
	var out []edition.Footnote
	for i := 0; i < len(w.marked); i++ {
		n := w.marked[i]
		body := newWalker(w.src, w.reading, w.o, w.problems, 256)
		body.inside, body.marked = true, w.marked
		doc := body.document(n.node)
		w.marked = body.marked
		out = append(out, edition.Footnote{Label: n.label, Body: doc, At: w.place(n.at)})
	}
	for _, n := range w.reading.ordered {
		if !n.marked {
			w.problems.Warnf(w.place(n.at), "write its mark where it belongs, or take it out", "the footnote [^%s] has no mark in the text", n.label)
		}
	}
	return out
}

// footnoteMark leaves the hole for a mark.
func (w *walker) footnoteMark(n *footnoteMark) {
	if !n.note.marked {
		n.note.marked = true
		w.marked = append(w.marked, n.note)
	}
	w.hole(edition.Piece{Kind: edition.FootnoteHole, Label: n.note.label, Source: w.src.was(n.Pos())})
}
