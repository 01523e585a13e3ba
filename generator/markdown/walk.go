package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"gloss/generator/edition"
)

// walker makes flow and text of one document: the whole, or a footnote's body.
type walker struct {
	src      *source
	reading  *reading
	o        *Options
	problems *edition.Problems
	inside   bool // a footnote's body: it stands on a page with other documents, so its blocks have no ids

	plain  []byte
	spans  []edition.Span
	flow   edition.Flow
	blocks []edition.Block
	groups []edition.Block
	tags   []tag

	quiet  int             // above zero inside alternative text: characters count, nothing is shown
	links  int             // above zero inside a link
	cell   bool            // in a table's cell
	boxed  bool            // in the label of a task's box
	held   []edition.Piece // holes that wait for the end of a link or an image
	marked []*footnote     // in the order of their first marks
}

// tag is an element that wants an id, which can only be chosen when the words
// of all blocks and all ids of the author are known.
type tag struct {
	open, close int    // pieces of the flow; close -1: a group
	index       int    // of the block or the group
	id          string // the author's
	kept        string // the one it had before
	at          int    // where it stands
	name        string // <p, up to where the id goes
	rest        string // from there on
	hidden      bool   // no id in the HTML, unless the author gave one
	suffix      string // the id is the one of the group, with this behind it
}

func newWalker(src *source, r *reading, o *Options, ps *edition.Problems, size int) *walker {
	return &walker{
		src: src, reading: r, o: o, problems: ps,
		plain: make([]byte, 0, size),
		spans: make([]edition.Span, 0, size/64+8),
		flow:  make(edition.Flow, 0, size/48+16),
	}
}

// document walks over a container and returns what it found.
func (w *walker) document(n ast.Node) *edition.Document {
	w.children(n)
	w.name()
	return &edition.Document{
		Text:  edition.Text{Plain: string(w.plain), Blocks: w.blocks, Groups: w.groups, Spans: w.spans},
		Flow:  w.flow,
		Place: w.o.Place,
	}
}

func (w *walker) place(at int) edition.Place { return w.o.Place(w.src.was(at)) }

func (w *walker) warn(at int, hint, text string) {
	w.problems.Warnf(w.place(max(at, 0)), hint, "%s", text)
}

// say passes on what was found while parsing.
func (w *walker) say(s remark) {
	*w.problems = append(*w.problems, edition.Problem{Severity: s.severity, Place: w.place(s.at), Text: s.text, Hint: s.hint})
}

// anonymous reports whether blocks have no ids.
func (w *walker) anonymous() bool { return w.o.Note || w.inside }

// piece adds a piece at the end of the text as it stands.
func (w *walker) piece(p edition.Piece) {
	if w.quiet > 0 {
		return
	}
	p.Start, p.End = len(w.plain), len(w.plain)
	w.flow = append(w.flow, p)
}

func (w *walker) html(s string) { w.piece(edition.Piece{HTML: s}) }

// hole adds a hole. In alternative text and links, where it could not stand,
// it waits for their end.
func (w *walker) hole(p edition.Piece) {
	if w.quiet > 0 || w.links > 0 {
		w.held = append(w.held, p)
		return
	}
	w.piece(p)
}

// release adds the holes that have waited.
func (w *walker) release() {
	if len(w.held) == 0 || w.quiet > 0 || w.links > 0 {
		return
	}
	for _, p := range w.held {
		w.piece(p)
	}
	w.held = w.held[:0]
}

// leaf opens a block of the text and the element that holds it.
func (w *walker) leaf(kind edition.BlockKind, level int, n ast.Node, name string) {
	if len(w.blocks) > 0 {
		w.plain = append(w.plain, '\n')
	}
	at := len(w.plain)
	w.blocks = append(w.blocks, edition.Block{Kind: kind, Level: level, Passage: edition.Passage{Start: at, End: at}})
	w.tag(n, name, len(w.blocks)-1)
}

// tag opens an element that has the attributes of n.
func (w *walker) tag(n ast.Node, name string, index int) {
	w.tags = append(w.tags, tag{open: len(w.flow), close: -1, index: index, name: name, rest: ">"})
	t := &w.tags[len(w.tags)-1]
	if a := w.reading.of(n); a != nil {
		t.attributes(a)
	}
	w.html("")
}

func (t *tag) attributes(a *attributes) {
	if t.id == "" {
		t.id, t.at = a.id, a.at
	}
	for i, c := range a.classes {
		if i == 0 {
			t.rest = ` class="`
		} else {
			t.rest += " "
		}
		t.rest += c
	}
	if len(a.classes) > 0 {
		t.rest += `">`
	}
}

// end closes the leaf that was opened last, with HTML that ends it.
func (w *walker) end(t int, html string) {
	if w.boxed {
		w.boxed = false
		w.piece(edition.Piece{HTML: "</label>", Closes: true})
	}
	w.blocks[w.tags[t].index].End = len(w.plain)
	w.tags[t].close = len(w.flow)
	w.html(html)
}

// children walks over the blocks in a container.
func (w *walker) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.block(c)
	}
}

func (w *walker) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		w.paragraph(n)
	case *ast.Heading:
		w.heading(n)
	case *ast.List:
		w.list(n)
	case *ast.Blockquote:
		w.group(edition.Quotation, n, "<blockquote", "\n", "</blockquote>\n")
	case *ast.FencedCodeBlock:
		w.fence(n)
	case *ast.CodeBlock:
		w.code(n, "", w.reading.of(n))
	case *ast.HTMLBlock:
		w.rawBlock(n)
	case *ast.ThematicBreak:
		w.html("<hr>\n")
	case *ast.TextBlock: // neither the first of its item nor a paragraph
		t := w.open(edition.Item, n, "<div")
		w.inlines(n)
		w.end(t, "</div>\n")
	case *extast.Table:
		w.table(n)
	case *extast.DefinitionList:
		w.group(edition.DefinitionList, n, "<dl", "\n", "</dl>\n")
	case *extast.DefinitionTerm:
		t := w.open(edition.Term, n, "<dt")
		w.inlines(n)
		w.end(t, "</dt>\n")
	case *extast.DefinitionDescription:
		w.item(n, edition.Description, "<dd", "</dd>\n")
	case *ast.LinkReferenceDefinition, *extast.FootnoteList:
	default:
		w.children(n)
	}
}

// open is leaf for callers that need only the tag's number.
func (w *walker) open(kind edition.BlockKind, n ast.Node, name string) int {
	w.leaf(kind, 0, n, name)
	return len(w.tags) - 1
}

// paragraph walks over a paragraph. One of nothing but an image is a figure;
// one that shows nothing, because its raw HTML was dropped, is none.
func (w *walker) paragraph(n *ast.Paragraph) {
	if image, ok := n.FirstChild().(*ast.Image); ok && image.NextSibling() == nil {
		w.figure(n, image)
		return
	}
	flow, plain := len(w.flow), len(w.plain)
	t := w.open(edition.Paragraph, n, "<p")
	w.inlines(n)
	if len(w.flow) == flow+1 {
		w.flow, w.plain, w.tags, w.blocks = w.flow[:flow], w.plain[:plain], w.tags[:t], w.blocks[:len(w.blocks)-1]
		return
	}
	w.end(t, "</p>\n")
}

// headingTags are the tags of headings, by level.
var headingTags = [7][2]string{
	1: {"<h1", "</h1>\n"}, 2: {"<h2", "</h2>\n"}, 3: {"<h3", "</h3>\n"},
	4: {"<h4", "</h4>\n"}, 5: {"<h5", "</h5>\n"}, 6: {"<h6", "</h6>\n"},
}

func (w *walker) heading(n *ast.Heading) {
	w.leaf(edition.Heading, n.Level, n, headingTags[n.Level][0])
	t := len(w.tags) - 1
	w.inlines(n)
	w.end(t, headingTags[n.Level][1])
}

// group walks over a container that is a group of the text.
func (w *walker) group(kind edition.BlockKind, n ast.Node, name, after, closing string) {
	t, g, first := w.openGroup(kind, n, name)
	w.tags[t].rest += after
	w.children(n)
	w.closeGroup(g, first)
	w.html(closing)
}

// openGroup opens a group and its element. It returns the numbers of the tag,
// of the group, and of the first leaf that will belong to it.
func (w *walker) openGroup(kind edition.BlockKind, n ast.Node, name string) (t, group, first int) {
	w.groups = append(w.groups, edition.Block{Kind: kind})
	w.tag(n, name, len(w.groups)-1)
	return len(w.tags) - 1, len(w.groups) - 1, len(w.blocks)
}

// closeGroup sets a group's range to that of its leaves.
func (w *walker) closeGroup(group, first int) {
	p := edition.Passage{Start: len(w.plain), End: len(w.plain)}
	if first < len(w.blocks) {
		p = edition.Passage{Start: w.blocks[first].Start, End: w.blocks[len(w.blocks)-1].End}
	}
	w.groups[group].Passage = p
}

func (w *walker) list(n *ast.List) {
	if !n.IsOrdered() {
		w.listOf(n, "<ul", "</ul>\n")
		return
	}
	name := "<ol"
	if n.Start != 1 {
		name += ` start="` + strconv.Itoa(n.Start) + `"`
	}
	w.listOf(n, name, "</ol>\n")
}

func (w *walker) listOf(n *ast.List, name, closing string) {
	t, g, first := w.openGroup(edition.List, n, name)
	w.tags[t].rest += "\n"
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.item(c, edition.Item, "<li", "</li>\n")
	}
	w.closeGroup(g, first)
	w.html(closing)
}

// item walks over a list item or a description. When it is tight its first
// block stands in it without <p> and has the item's element for its own.
func (w *walker) item(n ast.Node, kind edition.BlockKind, name, closing string) {
	c := n.FirstChild()
	words, tight := c.(*ast.TextBlock)
	if !tight {
		if c == nil {
			w.html(name + ">")
		} else {
			w.html(name + ">\n")
		}
		w.children(n)
		w.html(closing)
		return
	}
	t := w.open(kind, words, name)
	w.inlines(words)
	if words.NextSibling() == nil {
		w.end(t, closing)
		return
	}
	w.end(t, "\n")
	for c := words.NextSibling(); c != nil; c = c.NextSibling() {
		w.block(c)
	}
	w.html(closing)
}
