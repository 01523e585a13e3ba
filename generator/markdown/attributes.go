package markdown

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// attributes is what an author gives a block in braces: {#id .class}.
type attributes struct {
	id      string
	classes []string
	at      int // byte of the brace
	found   bool
}

// readAttributes reads braces that begin with # or . and stand at byte at of
// the clean text. Anything but ids and classes is dropped and said: a page
// takes no style and no script from an essay. nil: the braces are text.
func (r *reading) readAttributes(braces []byte, at int) *attributes {
	inner := bytes.TrimSpace(braces[1 : len(braces)-1])
	if len(inner) < 2 || inner[0] != '#' && inner[0] != '.' {
		return nil
	}
	a := &attributes{at: at}
	var dropped []string
	for word := range strings.FieldsSeq(string(inner)) {
		switch {
		case word[0] == '#' && len(word) > 1:
			if a.id != "" {
				r.say(at, "a block has two ids, “"+a.id+"” and “"+word[1:]+"”", "keep one of them")
				continue
			}
			a.id = word[1:]
		case word[0] == '.' && len(word) > 1:
			a.classes = append(a.classes, word[1:])
		case strings.Contains(word, "="):
			dropped = append(dropped, word)
		default:
			return nil
		}
	}
	for _, c := range dropped {
		r.say(at, "“"+c+"” is left out", "braces take an id and classes: {#id .class}")
	}
	if a.id != "" && !isID(a.id) {
		r.say(at, "“"+a.id+"” is not an id", "an id is letters, digits, hyphens, underlines and full stops")
		a.id = ""
	}
	a.classes = slices.DeleteFunc(a.classes, func(c string) bool {
		if isID(c) && c[0] != '-' && !unicode.IsDigit(rune(c[0])) {
			return false
		}
		r.say(at, "“"+c+"” is not a class", "a class is letters, digits, hyphens and underlines")
		return true
	})
	return a
}

// isID reports whether an id is letters and digits of any script, hyphens,
// underlines and full stops.
func isID(s string) bool {
	for _, c := range s {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) && c != '-' && c != '_' && c != '.' {
			return false
		}
	}
	return s != ""
}

// trailing finds braces at the end of a line, after white space or alone, and
// cuts them off together with the space before them.
func (r *reading) trailing(line text.Segment) (text.Segment, *attributes) {
	src := r.src.text
	whole := line.TrimRightSpace(src)
	if whole.Len() < 4 || src[whole.Stop-1] != '}' {
		return line, nil
	}
	open := bytes.LastIndexByte(src[whole.Start:whole.Stop], '{')
	if open < 0 || open > 0 && !util.IsSpace(src[whole.Start+open-1]) {
		return line, nil
	}
	open += whole.Start
	a := r.readAttributes(src[open:whole.Stop], open)
	if a == nil {
		return line, nil
	}
	whole.Stop = open
	return whole.TrimRightSpace(src), a
}

// end notes the attributes of a block by where its last line ends.
func (r *reading) end(at int, a *attributes) {
	if r.ends == nil {
		r.ends = map[int]*attributes{}
	}
	if before := r.ends[at]; before != nil {
		a = r.merged(before, a)
	}
	r.ends[at] = a
}

// block notes the attributes of a block that is not made of lines.
func (r *reading) block(n ast.Node, a *attributes) {
	if r.blocks == nil {
		r.blocks = map[ast.Node]*attributes{}
	}
	if before := r.blocks[n]; before != nil {
		a = r.merged(before, a)
	}
	r.blocks[n] = a
}

func (r *reading) merged(a, b *attributes) *attributes {
	if a.id != "" && b.id != "" {
		r.say(b.at, "a block has two ids, “"+a.id+"” and “"+b.id+"”", "keep one of them")
		b.id = ""
	}
	return &attributes{id: cmp.Or(a.id, b.id), classes: append(slices.Clone(a.classes), b.classes...), at: min(a.at, b.at)}
}

// of returns the attributes of a block, or nil.
func (r *reading) of(n ast.Node) *attributes {
	var a *attributes
	switch n.(type) {
	case *ast.Paragraph, *ast.TextBlock, *ast.Heading, *extast.TableCell, *extast.DefinitionTerm:
		if len(r.ends) > 0 && n.Lines().Len() > 0 {
			a = r.ends[n.Lines().At(n.Lines().Len()-1).Stop]
		}
	default:
		if len(r.blocks) > 0 {
			a = r.blocks[n]
		}
	}
	if a != nil {
		a.found = true
	}
	return a
}

// lost says which attributes no block took.
func (r *reading) lost() {
	var all []*attributes
	for _, a := range r.ends {
		all = append(all, a)
	}
	for _, a := range r.blocks {
		all = append(all, a)
	}
	slices.SortFunc(all, func(a, b *attributes) int { return cmp.Compare(a.at, b.at) })
	for _, a := range all {
		if !a.found {
			r.say(a.at, "nothing here can take an id or a class", "put it at the end of a paragraph or a heading, or alone after a list, a table or a quotation")
		}
	}
}

// paragraphAttributes takes braces off the end of a paragraph, or a paragraph
// of nothing else, which speaks for the block before it.
type paragraphAttributes struct{}

func (paragraphAttributes) Transform(node *ast.Paragraph, _ text.Reader, pc parser.Context) {
	lines := node.Lines()
	n := lines.Len()
	if n == 0 {
		return
	}
	r := readingOf(pc)
	last := lines.At(n - 1)
	cut, a := r.trailing(last.TrimLeftSpace(r.src.text))
	switch {
	case a == nil:
	case cut.Len() > 0:
		lines.Set(n-1, cut)
		r.end(cut.Stop, a)
	case n > 1: // the braces have the last line for themselves
		lines.SetSliced(0, n-1)
		above := lines.At(n - 2)
		lines.Set(n-2, above.TrimRightSpace(r.src.text))
		r.end(lines.At(n-2).Stop, a)
	default:
		r.before(node, a)
		node.Parent().RemoveChild(node.Parent(), node)
	}
}

// before gives attributes to the block that stands before a paragraph.
func (r *reading) before(node ast.Node, a *attributes) {
	last := node.PreviousSibling()
	for last != nil && (last.Kind() == ast.KindLinkReferenceDefinition || last.Kind() == extast.KindFootnoteList) {
		last = last.PreviousSibling()
	}
	switch last := last.(type) {
	case nil:
		r.say(a.at, "no block stands before this", "braces in a paragraph of their own speak for the block before them")
	case *ast.Paragraph, *ast.Heading:
		if n := last.Lines().Len(); n > 0 {
			r.end(last.Lines().At(n-1).Stop, a)
		}
	default:
		r.block(last, a)
	}
}

// headings is goldmark's parser of # headings, with braces at the end, before
// or after the closing run of #.
type headings struct{ parser.BlockParser }

func (h headings) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	node, state := h.BlockParser.Open(parent, reader, pc)
	if node == nil || node.Lines().Len() == 0 {
		return node, state
	}
	r := readingOf(pc)
	line, a := r.trailing(node.Lines().At(0))
	if a == nil {
		return node, state
	}
	src := r.src.text
	words := bytes.TrimRight(src[line.Start:line.Stop], "#")
	if len(words) == 0 || util.IsSpace(words[len(words)-1]) {
		line.Stop = line.Start + len(words)
		line = line.TrimRightSpace(src)
	}
	node.Lines().Set(0, line)
	r.end(line.Stop, a)
	return node, state
}

// tables is goldmark's parser of tables, with braces at the end of cells, or
// as the row after the last.
type tables struct{ parser.ParagraphTransformer }

func (t tables) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	parent, after := node.Parent(), node.NextSibling()
	t.ParagraphTransformer.Transform(node, reader, pc)
	last := parent.LastChild()
	if after != nil {
		last = after.PreviousSibling()
	}
	table, ok := last.(*extast.Table)
	if !ok || table.FirstChild() == nil {
		return
	}
	r := readingOf(pc)
	if row := table.LastChild(); row.Kind() == extast.KindTableRow && row.FirstChild() != nil {
		cell := row.FirstChild()
		if cell.Lines().Len() == 1 && r.alone(cell.Lines().At(0)) {
			if cut, a := r.trailing(cell.Lines().At(0)); a != nil && cut.Len() == 0 {
				table.RemoveChild(table, row)
				r.block(table, a)
			}
		}
	}
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			if cell.Lines().Len() != 1 {
				continue
			}
			if cut, a := r.trailing(cell.Lines().At(0)); a != nil {
				cell.Lines().Set(0, cut)
				r.end(cut.Stop, a)
			}
		}
	}
}

// alone reports whether a cell has its line for itself, without any bar.
func (r *reading) alone(cell text.Segment) bool {
	src := r.src.text
	end := bytes.IndexByte(src[cell.Stop:], '\n')
	if end < 0 {
		end = len(src) - cell.Stop
	}
	return bytes.IndexByte(src[cell.Stop:cell.Stop+end], '|') < 0 && (cell.Start == 0 || src[cell.Start-1] != '|')
}
