package sidecar

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"gloss/generator/edition"
)

// file is one file while it is being read.
type file struct {
	name   string
	data   []byte
	made   bool   // a program has written it
	lines  *Lines // made when first needed
	near   near   // where something was last found
	ps     edition.Problems
	visits int          // nodes looked at; bounded, since aliases can unfold without end
	spent  bool         // the bound was met and reported
	unread []leftUnread // fields that a program has written and gloss does not read
	merges int          // how deep the mappings being merged lie in one another
}

func (f *file) at(n *yaml.Node) edition.Place {
	return edition.Place{File: f.name, Line: n.Line, Column: n.Column}
}

// severity is that of what a program may have written and its user cannot
// easily change.
func (f *file) severity() edition.Severity {
	if f.made {
		return edition.Warning
	}
	return edition.Error
}

// source returns the file's lines.
func (f *file) source() *Lines {
	if f.lines == nil {
		f.lines = NewLines(f.data)
	}
	return f.lines
}

// isText reports whether the file can be read at all, and what is wrong if not.
func (f *file) isText() bool {
	p, ok := Text(f.name, f.data)
	if !ok {
		f.ps = append(f.ps, p)
	}
	return ok
}

// near is a byte of the file and its place.
type near struct {
	at    int
	place edition.Place
}

// offset is the place of a byte. Columns are counted from the place found last, if
// that is in the same line: a program may have written a file in one.
func (f *file) offset(at int) edition.Place {
	l := f.source()
	at = max(l.starts[0], min(at, len(f.data)))
	n := l.line(at)
	if n != f.near.place.Line {
		f.near = near{l.starts[n-1], edition.Place{File: f.name, Line: n, Column: 1}}
	}
	if at >= f.near.at {
		f.near.place.Column += utf8.RuneCount(f.data[f.near.at:at])
	} else {
		f.near.place.Column -= utf8.RuneCount(f.data[at:f.near.at])
	}
	f.near.at = at
	return f.near.place
}

// parse reads YAML into a tree. It returns nil when nothing stands in the file.
// After a mistake of syntax the parts of the file that begins tells apart (the
// items of a list, the keys of a mapping) are read one by one, so that one
// mistake hides neither the others nor the rest of the file.
func (f *file) parse(src []byte, begins func(line []byte) bool) *yaml.Node {
	if !f.isText() {
		return nil
	}
	src = tame(src)
	root, err := f.document(src, 0)
	if err != nil {
		root = f.rescue(src, begins, err)
	}
	if root != nil {
		f.audit(root, err == nil)
	}
	return root
}

// tame takes out of a file what only this YAML reader stumbles over, keeping
// every line and column: Unicode's line separators, which YAML 1.1 takes for
// line ends and editors do not, and a %YAML line, which asks for a version.
func tame(src []byte) []byte {
	if bytes.Contains(src, []byte("\u2028")) || bytes.Contains(src, []byte("\u2029")) || bytes.Contains(src, []byte("\u0085")) {
		src = bytes.Map(func(r rune) rune {
			if r == 0x2028 || r == 0x2029 || r == 0x85 {
				return ' '
			}
			return r
		}, src)
	}
	if body := bytes.TrimPrefix(src, bom); bytes.HasPrefix(body, []byte("%YAML ")) {
		src = bytes.Clone(src)
		src[len(src)-len(body)] = '#'
	}
	return src
}

// document reads the one document of a file, or of a part of it that has some
// lines above it; nil when there is none. A second one is a problem. The error
// is one of syntax.
func (f *file) document(src []byte, above int) (*yaml.Node, error) {
	loader, err := yaml.NewLoader(bytes.NewReader(src))
	if err != nil {
		return nil, err
	}
	var root *yaml.Node
	for {
		var doc yaml.Node
		if err := loader.Load(&doc); errors.Is(err, io.EOF) {
			return root, nil
		} else if err != nil {
			return root, err
		}
		if len(doc.Content) == 0 || isNull(doc.Content[0]) {
			continue
		}
		if root != nil {
			doc.Line += above
			f.ps.Errorf(f.at(&doc), "take the line --- or ... out, so that the file is one document",
				"a second YAML document begins here and is not read")
			return root, nil
		}
		root = doc.Content[0]
		if above > 0 {
			shift(root, above)
		}
	}
}

// isNull reports whether a node says nothing: an empty value, ~ or null. Null
// and NULL are taken as words, since they may be somebody's name.
func isNull(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Style == 0 && (n.Value == "" || n.Value == "~" || n.Value == "null")
}

// rescue reads a file part by part after a mistake of syntax and reports the
// mistake of each part that has one. When the parts by themselves have none,
// the first mistake, that of the whole, is the one to report.
func (f *file) rescue(src []byte, begins func([]byte) bool, whole error) *yaml.Node {
	var root *yaml.Node
	lines, found := NewLines(src), 0
	for from := 1; from <= lines.Count(); {
		to := from + 1
		for to <= lines.Count() && !begins(lines.Line(to)) {
			to++
		}
		part, err := f.part(src, lines.starts[from-1], lines.Offset(to, 1), from-1)
		if err != nil {
			found++
			f.syntax(err, from-1)
		}
		root = join(root, part)
		from = to
	}
	if found == 0 {
		f.syntax(whole, 0)
	}
	return root
}

// part reads a part of a file. A part that refers to an anchor in another part
// is only looked through for mistakes.
func (f *file) part(src []byte, from, to, above int) (*yaml.Node, error) {
	text, foreign := src[from:to], false
	for {
		root, err := f.document(text, above)
		name, at := foreignAlias(err)
		if name == "" || !bytes.Contains(src, []byte("&"+name)) {
			if err != nil || foreign {
				root = nil
			}
			return root, err
		}
		if !foreign {
			text, foreign = bytes.Clone(text), true
		}
		// The alias becomes a word of the same length.
		i := NewLines(text).Offset(at.Line, at.Column)
		if i >= len(text) || text[i] != '*' {
			return nil, err
		}
		text[i] = 'x'
	}
}

const unknownAnchor = "unknown anchor '"

// foreignAlias tells which alias has no anchor, and where it stands, when this
// is the mistake.
func foreignAlias(err error) (name string, at yaml.Mark) {
	var e *yaml.LoadError
	if !errors.As(err, &e) || !strings.HasPrefix(e.Message, unknownAnchor) {
		return "", at
	}
	name, _, _ = strings.Cut(strings.TrimPrefix(e.Message, unknownAnchor), "' ")
	return name, e.Mark
}

// join puts a part behind the parts read before it: items behind items, entries
// behind entries, and a list under a key that has no value yet.
func join(root, part *yaml.Node) *yaml.Node {
	switch {
	case root == nil:
		return part
	case part == nil || part.Kind == yaml.ScalarNode:
		return root
	case root.Kind == part.Kind:
		root.Content = append(root.Content, part.Content...)
	case root.Kind == yaml.MappingNode && len(root.Content) > 1:
		last := len(root.Content) - 1
		if v := root.Content[last]; isNull(v) {
			root.Content[last] = part
		} else if v.Kind == part.Kind {
			v.Content = append(v.Content, part.Content...)
		}
	}
	return root
}

// shift moves a tree down by some lines.
func shift(n *yaml.Node, lines int) {
	n.Line += lines
	for _, c := range n.Content {
		shift(c, lines)
	}
}

// item reports whether an item of a list at the left margin begins on a line.
func item(line []byte) bool {
	return bytes.Equal(line, []byte("-")) || bytes.HasPrefix(line, []byte("- "))
}

// entry reports whether a key at the left margin stands on a line.
func entry(line []byte) bool {
	return len(line) > 0 && strings.IndexByte(" \t#-.]}", line[0]) < 0 && bytes.IndexByte(line, ':') > 0
}

// audit reports what YAML reads otherwise than authors mean it, anywhere in a
// tree: words that begin with & or !, a # inside a value, and control
// characters that come in through escapes, which are taken out. Of a tree that is not whole nobody
// can say which anchors nothing refers to.
func (f *file) audit(root *yaml.Node, whole bool) {
	var anchors []*yaml.Node
	used := map[*yaml.Node]bool{}
	var walk func(n *yaml.Node)
	walk = func(n *yaml.Node) {
		if n.Kind == yaml.AliasNode {
			used[n.Alias] = true
			return
		}
		if n.Anchor != "" {
			anchors = append(anchors, n)
		}
		if n.Tag == "!" || n.Style&yaml.TaggedStyle != 0 && !coreTags[n.Tag] {
			f.ps.Errorf(f.at(n), quoteHint, "“%s” is a tag to YAML and no part of the text", short(n.Tag))
		}
		if n.Kind == yaml.ScalarNode {
			f.auditScalar(n)
		}
		for _, c := range n.Content {
			walk(c)
		}
	}
	walk(root)
	for _, n := range anchors {
		if whole && !used[n] {
			f.ps.Warnf(f.at(n), quoteHint+"; an anchor that nothing refers to can go",
				"“&%s” is an anchor to YAML and no part of the text", short(n.Anchor))
		}
	}
}

const quoteHint = "if it belongs to the text, put the whole value in quotation marks"

var coreTags = map[string]bool{
	"!!str": true, "!!int": true, "!!float": true, "!!bool": true, "!!null": true, "!!timestamp": true,
	"!!map": true, "!!seq": true, "!!merge": true,
}

func (f *file) auditScalar(n *yaml.Node) {
	if c := n.LineComment; len(c) > 1 && n.Style == 0 && n.Value != "" && letterOrDigit(c[1:]) {
		first, _, _ := strings.Cut(c, " ")
		f.ps.Warnf(f.at(n), quoteHint+"; if it is a comment, write a space after the #",
			"“%s” is a comment to YAML and no part of the text", short(first))
	}
	if i := strings.IndexFunc(n.Value, control); i >= 0 {
		r, _ := utf8.DecodeRuneInString(n.Value[i:])
		f.ps.Errorf(f.at(n), "take the escape out", "the value holds a control character, %U", r)
		n.Value = strings.Map(func(r rune) rune {
			if control(r) {
				return -1
			}
			return r
		}, n.Value)
	}
}

// short makes an author's words fit for a message: one line, at most forty
// characters.
func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	s = strings.Map(func(r rune) rune {
		if control(r) {
			return utf8.RuneError
		}
		return r
	}, s)
	if utf8.RuneCountInString(s) <= 40 {
		return s
	}
	return strings.TrimRight(string([]rune(s)[:39]), " ") + "…"
}

// kind says in words what a node is.
func kind(n *yaml.Node) string {
	switch n.Kind {
	case yaml.SequenceNode:
		return "a list"
	case yaml.MappingNode:
		return "a mapping (key: value)"
	case yaml.ScalarNode:
		if isNull(n) {
			return "nothing"
		}
		return fmt.Sprintf("“%s”", short(n.Value))
	}
	return "something else"
}
