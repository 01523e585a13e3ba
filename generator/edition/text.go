package edition

import "sort"

// Passage is a half-open range of a text, in bytes of Text.Plain. An empty
// passage is a point.
type Passage struct{ Start, End int }

// Len is the passage's length in bytes.
func (p Passage) Len() int { return p.End - p.Start }

// Overlaps reports whether the passages share at least one byte.
func (p Passage) Overlaps(q Passage) bool { return max(p.Start, q.Start) < min(p.End, q.End) }

// BlockKind says what a block is.
type BlockKind uint8

// The kinds of block. Those up to Code are leaves: they hold characters of the
// text. The rest are groups: they hold leaves.
const (
	Paragraph BlockKind = iota
	Heading
	Item // a list item's first paragraph when it stands without <p>
	Cell
	Term
	Description
	Code
	List
	Table
	Quotation
	Figure
	DefinitionList
)

// Block is a part of the text with an address.
type Block struct {
	ID    string // unique in the text; the author's {#id} or made from the first words
	Own   bool   // the ID is the author's
	Kind  BlockKind
	Level int // of a heading: 1 to 6
	Passage
}

// Text is what a reader sees of a Markdown document: characters after
// typography, one newline between blocks. Table cells and list items are
// blocks, code and images' alternative text are included; footnote marks,
// citations and the target of a cross-reference count nothing.
type Text struct {
	Plain  string
	Blocks []Block // the leaves in reading order; they do not overlap
	Groups []Block // lists, tables, quotations, figures, in the order they begin
	Spans  []Span  // in the order of Plain, covering all of it but the newlines between blocks
}

// Span says where a stretch of the text comes from. When Verbatim, byte i of
// the stretch is byte i of the source; else the stretch as a whole (an entity,
// an escape, a smart quotation mark, a line end) stands for the source's bytes.
type Span struct {
	Passage
	Source   Passage // in bytes of the Markdown source
	Verbatim bool
}

// Source returns the bytes of the Markdown source that a passage comes from:
// from the first byte of its first character to the last of its last.
func (t *Text) Source(p Passage) Passage {
	first, ok := t.span(p.Start)
	if !ok {
		return Passage{}
	}
	out := first.Source
	if first.Verbatim {
		out.Start += min(p.Start-first.Start, out.Len())
	}
	if p.Len() <= 0 {
		out.End = out.Start
		return out
	}
	last, _ := t.span(p.End - 1)
	out.End = last.Source.End
	if last.Verbatim {
		out.End = min(last.Source.Start+p.End-last.Start, last.Source.End)
	}
	return out
}

// span finds the span that holds byte i, or the last one before it.
func (t *Text) span(i int) (Span, bool) {
	n := sort.Search(len(t.Spans), func(k int) bool { return t.Spans[k].Start > i })
	if n == 0 {
		if len(t.Spans) == 0 {
			return Span{}, false
		}
		return t.Spans[0], true
	}
	return t.Spans[n-1], true
}

// Block returns the leaf that holds byte i of the text; a newline between two
// blocks belongs to the first. It is nil in an empty text.
func (t *Text) Block(i int) *Block {
	n := sort.Search(len(t.Blocks), func(k int) bool { return t.Blocks[k].Start > i })
	if n == 0 {
		if len(t.Blocks) == 0 {
			return nil
		}
		return &t.Blocks[0]
	}
	return &t.Blocks[n-1]
}

// ByID returns the leaf or group of that id, or nil.
func (t *Text) ByID(id string) *Block {
	for _, list := range [2][]Block{t.Blocks, t.Groups} {
		for i := range list {
			if list[i].ID == id {
				return &list[i]
			}
		}
	}
	return nil
}
