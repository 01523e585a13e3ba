package markdown

import (
	"bytes"
	"errors"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"gloss/generator/edition"
)

// citation is [see @key, p. 3] or @key [p. 3]. Its items' Source is a byte of
// the clean text.
type citation struct {
	ast.BaseInline
	citation edition.Citation
}

var kindCitation = ast.NewNodeKind("GlossCitation")

// Kind is goldmark's name of the node.
func (*citation) Kind() ast.NodeKind { return kindCitation }

// Dump prints the node while debugging.
func (n *citation) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// citations parses citations in brackets and in the running text.
type citations struct{}

func (citations) Trigger() []byte { return []byte{'[', '@', '-'} }

func (citations) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if block.Peek() == '[' {
		return bracketCitation(parent, block, pc)
	}
	return runningCitation(parent, block, pc)
}

// bracketCitation parses [see @a, p. 3; -@b]. What is followed by ( or by the
// label of a link is a link.
func bracketCitation(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) > 1 && (line[1] == '^' || line[1] == '[') {
		return nil
	}
	r := readingOf(pc)
	if !r.hasAt(parent) {
		return nil
	}
	b := r.bracketAt(parent, segment.Start, block)
	if b == nil || bytes.IndexByte(b.text, '@') < 0 || r.linkFollows(parent, block, pc) || isLabel(pc, b.text) {
		return nil
	}
	items, err := edition.ParseCitation(string(b.text))
	if err != nil {
		var wrong *edition.CitationError
		if errors.As(err, &wrong) && hasKey(string(b.text)) {
			r.say(b.source(wrong.Offset), "this looks like a citation, but "+wrong.Text, "write [@key, p. 3] or [@one; @two]; \\@ is a plain @")
		}
		return nil
	}
	for i := range items {
		items[i].Source = b.source(items[i].Source)
	}
	n := &citation{citation: edition.Citation{Items: items}}
	n.SetPos(segment.Start)
	return n
}

// hasAt reports whether an @ stands anywhere in a block.
func (r *reading) hasAt(block ast.Node) bool {
	if r.atBlock != block {
		r.atBlock, r.at = block, false
		lines := block.Lines()
		for k := 0; k < lines.Len() && !r.at; k++ {
			line := lines.At(k)
			r.at = bytes.IndexByte(r.src.text[line.Start:line.Stop], '@') >= 0
		}
	}
	return r.at
}

// bracketAt returns what the bracket at a byte of the source holds, and moves
// the reader behind it; nil when it is not closed.
func (r *reading) bracketAt(parent ast.Node, open int, block text.Reader) *bracketed {
	all := r.bracketsOf(parent)
	shut := all.closing(open)
	if shut < 0 {
		return nil
	}
	b, ok := all.between(r.src.text, open, shut)
	if !ok {
		return nil
	}
	moveTo(block, shut)
	block.Advance(1)
	return b
}

// hasKey reports whether an @ begins a key somewhere in s.
func hasKey(s string) bool {
	for i := range len(s) {
		if s[i] == '@' && edition.KeyMayFollow(s[:i]) {
			if _, n := edition.CitationKey(s[i+1:]); n > 0 {
				return true
			}
		}
	}
	return false
}

// linkFollows reports whether what follows a closing bracket makes a link of
// it.
func (r *reading) linkFollows(parent ast.Node, block text.Reader, pc parser.Context) bool {
	switch block.Peek() {
	case '(':
		return true
	case '[':
		line, position := block.Position()
		defer block.SetPosition(line, position)
		label := r.bracketAt(parent, position.Start, block)
		return label != nil && isLabel(pc, label.text)
	}
	return false
}

// isLabel reports whether a link is defined under the label.
func isLabel(pc parser.Context, label []byte) bool {
	_, ok := pc.Reference(util.ToLinkReference(label))
	return ok
}

// runningCitation parses @key, @key [p. 3] and -@key, where the key is a source's.
// The last names no author in the sentence and is as good as one in brackets.
func runningCitation(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	r := readingOf(pc)
	if r.known == nil {
		return nil
	}
	line, segment := block.PeekLine()
	at := bytes.IndexByte(line, '@') // 1 behind a hyphen
	if at > 0 && (at > 1 || line[0] != '-') || at < 0 {
		return nil
	}
	if !edition.KeyMayFollow(string(r.src.text[max(0, segment.Start-4):segment.Start])) {
		return nil
	}
	key, length := edition.CitationKey(string(line[at+1 : min(len(line), 300)]))
	if length == 0 {
		return nil
	}
	length += at + 1
	if !r.known(key) {
		if at == 0 { // what begins with a hyphen is read again from its @
			r.mistyped(parent, block, pc, key, length)
		}
		return nil
	}
	block.Advance(length)
	items := []edition.CitationItem{{Key: key, SuppressAuthor: at > 0}}
	saved, position := block.Position()
	if more := r.locatorBracket(parent, block, pc, string(line[:length])); more != nil {
		items = more
	} else {
		block.SetPosition(saved, position)
	}
	items[0].Source = segment.Start + at + 1
	n := &citation{citation: edition.Citation{Items: items, InText: at == 0}}
	n.SetPos(segment.Start)
	return n
}

// locatorBracket reads the bracket after a key in the running text, perhaps on
// the next line: [p. 3; see @other], or [@other], a citation of others that joins
// the key's. The reader's position is undefined when it returns nil.
func (r *reading) locatorBracket(parent ast.Node, block text.Reader, pc parser.Context, key string) []edition.CitationItem {
	line, segment := block.PeekLine()
	space := util.TrimLeftSpaceLength(line)
	if space == len(line) {
		block.AdvanceLine()
		line, segment = block.PeekLine()
		space = util.TrimLeftSpaceLength(line)
	}
	if len(line) < space+2 || line[space] != '[' || line[space+1] == '^' || line[space+1] == '[' {
		return nil
	}
	b := r.bracketAt(parent, segment.Start+space, block)
	if b == nil || r.linkFollows(parent, block, pc) || isLabel(pc, b.text) {
		return nil
	}
	before := key + " "
	if first, _, _ := strings.Cut(string(b.text), ";"); hasKey(first) {
		before = key + "; "
	}
	items, err := edition.ParseCitation(before + string(b.text))
	if err != nil {
		return nil
	}
	for i := range items[1:] {
		items[1+i].Source = b.source(items[1+i].Source - len(before))
	}
	return items
}

// mistyped warns of a key that no source has, which is text, where what follows it
// in brackets is a place in a source: a name that nobody cites has none. The
// reader's position is as it was.
func (r *reading) mistyped(parent ast.Node, block text.Reader, pc parser.Context, key string, length int) {
	saved, position := block.Position()
	defer block.SetPosition(saved, position)
	block.Advance(length)
	const stand = "@x"
	items := r.locatorBracket(parent, block, pc, stand)
	if len(items) == 0 || items[0].Locator == "" && len(items) == 1 {
		return
	}
	hint := "add a record with “id: " + key + "” to sources.yaml; \\@ is a plain @"
	if r.near != nil {
		if near := r.near(key); near != "" {
			hint = "did you mean “" + near + "”?"
		}
	}
	r.say(position.Start, "this looks like a citation, but there is no source “"+key+"”", hint)
}

// citation leaves the hole for a citation.
func (w *walker) citation(n *citation) {
	c := n.citation
	for i := range c.Items {
		item := &c.Items[i]
		item.Source = w.src.was(item.Source)
		item.Prefix, item.Suffix = w.words(item.Prefix), w.words(item.Suffix)
		item.Locator = strings.ReplaceAll(item.Locator, string(rune(hiddenAt)), "@")
	}
	w.hole(edition.Piece{Kind: edition.CitationHole, Citation: &c, Source: w.src.was(n.Pos())})
}

// richTags gives CSL's rich text for the markup of a prefix or a suffix.
var richTags = map[string]string{"<em>": "<i>", "</em>": "</i>", "<strong>": "<b>", "</strong>": "</b>"}

// words reads the Markdown of a prefix or a suffix as CSL's rich text: its
// escapes, entities, quotation marks, dashes and emphasis.
func (w *walker) words(s string) string {
	if !strings.ContainsAny(s, "\\&*_`'\"-.<\n\x00") {
		return s
	}
	trimmed := strings.TrimLeft(s, " \t\n")
	space := ""
	if trimmed != s {
		space = " "
	}
	// A word goes before, so that nothing can begin a list or a heading.
	const before = "x "
	doc, _ := Parse([]byte(before+strings.Join(strings.Fields(strings.ReplaceAll(trimmed, string(rune(hiddenAt)), "@")), " ")), Options{Place: w.o.Place, Note: true})
	var b strings.Builder
	for _, p := range doc.Flow {
		switch p.Kind {
		case edition.Run:
			b.WriteString(doc.Text.Plain[p.Start:p.End])
		case edition.Markup:
			b.WriteString(richTags[p.HTML])
		}
	}
	if rich, ok := strings.CutPrefix(b.String(), before); ok {
		return space + rich
	}
	return s
}
