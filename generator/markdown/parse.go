package markdown

import (
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"gloss/generator/edition"
)

// Options says how Markdown is read.
type Options struct {
	Place func(source int) edition.Place // byte of source → place in the author's file; never nil
	Known func(key string) bool          // is it a source's key? decides whether a bare @word is a citation; nil: none is
	Near  func(key string) string        // the key that was meant by one that is none, "" when nothing is near; may be nil
	HTML  bool                           // let raw HTML through; else it is dropped and said (warning)
	Note  bool                           // a note's body: no raw HTML ever, no block ids in the HTML
	Kept  func(*edition.Text) Kept       // the ids that blocks had; asked once, when all blocks are known and none has an id; nil: none had one
}

// Kept holds the ids that the blocks of a text had before it was edited. An id
// that the author gives comes first.
type Kept struct {
	Leaves, Groups []string // one for each of the text's; "" for a block that is new
	Gone           []string // ids of blocks that are gone: no other block takes them
}

// Parse reads Markdown. Places and spans count bytes of source as it is passed,
// whatever its line ends and byte order mark. No input makes it fail.
func Parse(data []byte, o Options) (*edition.Document, edition.Problems) {
	var ps edition.Problems
	src := readable(data)
	if src.broken >= 0 {
		ps.Warnf(o.Place(src.broken), "save the file as UTF-8", "the text is not valid UTF-8 here")
	}
	r := &reading{src: src, known: o.Known, near: o.Near}
	root := r.parse()
	w := newWalker(src, r, &o, &ps, len(data))
	doc := w.document(root)
	doc.Footnotes = w.footnotes()
	r.lost()
	for _, s := range r.said {
		w.say(s)
	}
	return doc, ps
}

// reading is what our parsers tell each other and the walk while one text is
// read. Positions are bytes of the clean text.
type reading struct {
	src      *source
	known    func(string) bool
	near     func(string) string
	ends     map[int]*attributes      // of paragraphs, items, headings, cells: by where their last line ends
	blocks   map[ast.Node]*attributes // of other blocks
	notes    map[string]*footnote     // by label
	ordered  []*footnote              // as they are defined
	open     []*reference             // [[id|words]] whose words are being read
	said     []remark
	brackets *brackets // of the block being read
	atBlock  ast.Node  // a block
	at       bool      // that has an @ in it
	marks    int       // of emphasis met in the block being read
	links    int       // opening brackets likewise
	deep     bool      // nesting was cut off
}

// parse makes goldmark's tree.
func (r *reading) parse() ast.Node {
	context := parser.NewContext()
	context.Set(readingKey, r)
	g := grammar
	if mayHoldEMail(r.src.text) {
		g = eMailGrammar
	}
	return g().Parse(text.NewReader(r.src.text), parser.WithContext(context))
}

// remark is a problem found while parsing.
type remark struct {
	at         int
	text, hint string
	severity   edition.Severity
}

// say keeps a warning for the end.
func (r *reading) say(at int, text, hint string) {
	r.said = append(r.said, remark{at, text, hint, edition.Warning})
}

// readingKey finds the reading in goldmark's context.
var readingKey = parser.NewContextKey()

func readingOf(pc parser.Context) *reading { return pc.Get(readingKey).(*reading) }

// grammar is goldmark's parser with our additions, where no e-mail address is
// about, and eMailGrammar where one may be. Both are safe for concurrent use.
var (
	grammar      = sync.OnceValue(func() parser.Parser { return newGrammar(bareAddresses{extension.NewLinkifyParser()}) })
	eMailGrammar = sync.OnceValue(func() parser.Parser { return newGrammar(extension.NewLinkifyParser()) })
)

func newGrammar(addresses parser.InlineParser) parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewSetextHeadingParser(), 100),
			util.Prioritized(definitionLists{extension.NewDefinitionListParser()}, 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(lists{parser.NewListParser()}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(headings{parser.NewATXHeadingParser()}, 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(quotations{parser.NewBlockquoteParser()}, 800),
			util.Prioritized(parser.NewHTMLBlockParser(), 900),
			util.Prioritized(footnoteDefinitions{extension.NewFootnoteBlockParser()}, 999),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(taskBoxes{extension.NewTaskCheckBoxParser()}, 0),
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(footnoteMarks{}, 101),
			util.Prioritized(references{}, 150),
			util.Prioritized(citations{}, 160),
			util.Prioritized(links{parser.NewLinkParser()}, 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
			util.Prioritized(emphases{parser.NewEmphasisParser()}, 500),
			util.Prioritized(emphases{extension.NewStrikethroughParser()}, 500),
			util.Prioritized(addresses, 999),
			util.Prioritized(extension.NewTypographerParser(), 9999),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(definitions{parser.LinkReferenceParagraphTransformer}, 100),
			util.Prioritized(tables{extension.NewTableParagraphTransformer()}, 200),
			util.Prioritized(paragraphAttributes{}, 300),
		),
	)
}

// deepest is how many blocks may stand inside each other. goldmark's time grows
// with the square of the depth, and no reader follows further.
const deepest = 100

// tooDeep reports whether no further block may be opened, and says so once.
func tooDeep(pc parser.Context, reader text.Reader) bool {
	if len(pc.OpenedBlocks()) < deepest {
		return false
	}
	r := readingOf(pc)
	if !r.deep {
		r.deep = true
		_, segment := reader.Position()
		r.say(segment.Start, "quotations and lists are nested too deeply", "what is deeper than a hundred levels is read as plain words")
	}
	return true
}

// lists, quotations and definitionLists are goldmark's parsers, kept from
// nesting without end.
type (
	lists           struct{ parser.BlockParser }
	quotations      struct{ parser.BlockParser }
	definitionLists struct{ parser.BlockParser }
)

func (l lists) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	node, state := l.BlockParser.Open(parent, reader, pc)
	if node != nil && tooDeep(pc, reader) {
		return nil, parser.NoChildren
	}
	return node, state
}

func (q quotations) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if tooDeep(pc, reader) {
		return nil, parser.NoChildren
	}
	return q.BlockParser.Open(parent, reader, pc)
}

func (d definitionLists) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if len(pc.OpenedBlocks()) >= deepest {
		return nil, parser.NoChildren
	}
	return d.BlockParser.Open(parent, reader, pc)
}

// How many marks of emphasis and opening brackets a block may have before the
// rest is read as plain characters. goldmark compares each with all before it.
const (
	mostMarks = 4000
	mostLinks = 1000
)

// mostDefinitions is how many lines a paragraph may have to be searched for
// definitions of links, which takes the square of their number.
const mostDefinitions = 5000

// definitions is goldmark's parser of [label]: address.
type definitions struct{ parser.ParagraphTransformer }

func (d definitions) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if node.Lines().Len() <= mostDefinitions {
		d.ParagraphTransformer.Transform(node, reader, pc)
	}
}

// emphases is goldmark's parser of emphasis or of strikethrough, and links its
// parser of links, both kept from taking for ever.
type (
	emphases struct{ parser.InlineParser }
	links    struct{ parser.InlineParser }
)

func (e emphases) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	r := readingOf(pc)
	if r.marks++; r.marks > mostMarks {
		return nil
	}
	return e.InlineParser.Parse(parent, block, pc)
}

func (l links) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if block.Peek() != ']' {
		r := readingOf(pc)
		if r.links++; r.links > mostLinks {
			return nil
		}
	}
	return l.InlineParser.Parse(parent, block, pc)
}

// CloseBlock lets goldmark's parser close its open brackets.
func (l links) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	if c, ok := l.InlineParser.(parser.CloseBlocker); ok {
		c.CloseBlock(parent, block, pc)
	}
}

// taskBoxes is goldmark's parser of [ ] and [x], which would take the link
// [x](address) for a box too: GitHub wants white space after it.
type taskBoxes struct{ parser.InlineParser }

func (b taskBoxes) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if len(line) < 4 || line[2] != ']' || !util.IsSpace(line[3]) {
		return nil
	}
	return b.InlineParser.Parse(parent, block, pc)
}
