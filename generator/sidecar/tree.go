package sidecar

import (
	"bytes"
	"path"
	"strings"

	"go.yaml.in/yaml/v4"
)

// tree is a file whose bytes are to be changed: what it says, and where each
// part of it begins and ends. The reader of YAML tells only where a part
// begins; its end is sought in the bytes, and is -1 where it cannot be made out.
type tree struct {
	file    *file // what read it
	name    string
	data    []byte
	lines   *Lines
	eol     string     // the line end that the file uses
	json    bool       // another program has written it
	compact bool       // that program puts no spaces between the parts
	root    *yaml.Node // nil when nothing stands in the file
	list    *yaml.Node // the list of notes or of sources; nil when there is none
}

// newTree reads a file; why says what keeps it from being changed.
func newTree(name string, data []byte) (t *tree, why string) {
	f := &file{name: name, data: data, lines: NewLines(data), made: strings.HasSuffix(strings.ToLower(name), ".json")}
	t = &tree{file: f, name: name, data: data, lines: f.lines, eol: lineEnd(data), json: f.made}
	t.compact = f.made && !bytes.Contains(data, []byte(`": `))
	if _, made := exports[strings.ToLower(path.Ext(name))]; made && !f.made {
		return nil, "a reference manager has written it, and gloss changes files in YAML and JSON only"
	}
	if _, ok := Text(name, data); !ok {
		return nil, "the file is not text in UTF-8"
	}
	if f.made {
		if t.root = f.parseJSON(); t.root == nil && len(f.ps) > 0 {
			return nil, f.ps[0].Text
		}
	} else {
		var err error
		switch t.root, err = f.document(tame(data), 0); {
		case err != nil:
			return nil, "the file has mistakes of syntax"
		case len(f.ps) > 0: // a second document
			return nil, f.ps[0].Text
		case t.root != nil:
			f.audit(t.root, true)
		}
	}
	t.list = t.root
	if t.root != nil && t.root.Kind == yaml.MappingNode && isSources(name) {
		for _, key := range [...]string{"references", "items", "sources"} {
			if _, list := entryOf(t.root, key); list != nil {
				t.list = list
				break
			}
		}
	}
	if t.list != nil && t.list.Kind != yaml.SequenceNode {
		if !isNull(t.list) {
			return nil, "the file is no list"
		}
		t.list = nil
	}
	return t, ""
}

// entryOf finds an entry of a mapping by its key.
func entryOf(n *yaml.Node, key string) (name, v *yaml.Node) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Kind == yaml.ScalarNode && n.Content[i].Value == key {
			return n.Content[i], n.Content[i+1]
		}
	}
	return nil, nil
}

// lineEnd is how the first line of a file ends.
func lineEnd(data []byte) string {
	switch i := bytes.IndexAny(data, "\r\n"); {
	case i < 0 || data[i] == '\n':
		return "\n"
	case i+1 < len(data) && data[i+1] == '\n':
		return "\r\n"
	}
	return "\r"
}

// flow reports whether a part stands in brackets or braces.
func (t *tree) flow(n *yaml.Node) bool { return t.json || n.Style&yaml.FlowStyle != 0 }

// from is the byte where a part begins; its anchor and its tag belong to it.
func (t *tree) from(n *yaml.Node) int { return t.lines.Offset(n.Line, n.Column) }

// start is the byte where a part begins behind its anchor and its tag.
func (t *tree) start(n *yaml.Node) int {
	if n.Anchor == "" && n.Style&yaml.TaggedStyle == 0 && n.Tag != "!" {
		return t.from(n)
	}
	return skipProperties(t.data, t.from(n))
}

// end is the byte behind a part. That of a text after | or > is behind its last
// word; that of an empty value in a block, behind the colon or the dash.
func (t *tree) end(n *yaml.Node) int {
	from := t.start(n)
	switch {
	case n.Kind == yaml.AliasNode:
		return min(from+1+len(n.Value), len(t.data))
	case n.Kind != yaml.ScalarNode && t.flow(n):
		return t.flowEnd(n, from)
	case n.Kind != yaml.ScalarNode && len(n.Content) > 0:
		return t.end(n.Content[len(n.Content)-1])
	case n.Kind != yaml.ScalarNode:
		return -1
	case n.Style&yaml.DoubleQuotedStyle != 0:
		return t.closing(from, '"')
	case n.Style&yaml.SingleQuotedStyle != 0:
		return t.closing(from, '\'')
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return t.blockEnd(n)
	}
	return t.plainEnd(from, n.Value)
}

// flowEnd finds the byte behind the bracket or brace that closes the one at from.
func (t *tree) flowEnd(n *yaml.Node, from int) int {
	open := strings.IndexByte("[{", byteAt(t.data, from))
	if open < 0 && n.Kind == yaml.MappingNode && len(n.Content) == 2 { // [key: value]
		return t.entryEnd(n.Content[0], n.Content[1])
	}
	if open < 0 {
		return -1
	}
	i := from + 1
	for _, c := range n.Content {
		if i = max(i, t.end(c)); i < 0 {
			return -1
		}
	}
	for {
		i = t.skip(i)
		switch c := byteAt(t.data, i); c {
		case ',', ':', '?':
			i++
		case "]}"[open]:
			return i + 1
		default:
			return -1
		}
	}
}

// byteAt is a byte of a file; 0 outside of it.
func byteAt(data []byte, i int) byte {
	if i < 0 || i >= len(data) {
		return 0
	}
	return data[i]
}

// colon is the byte behind the colon of an entry; -1 when it has none.
func (t *tree) colon(name *yaml.Node) int {
	end := t.end(name)
	if end < 0 {
		return -1
	}
	if i := t.skip(end); byteAt(t.data, i) == ':' {
		return i + 1
	}
	return -1
}

// entryEnd is the byte behind the value of an entry.
func (t *tree) entryEnd(name, v *yaml.Node) int {
	colon := t.colon(name)
	if v.Kind == yaml.ScalarNode && v.Style == 0 && v.Value == "" && v.Anchor == "" {
		return colon
	}
	if end := t.end(v); end >= colon {
		return end
	}
	return -1
}

// dash is the byte of the dash before an item of a list that does not stand in
// brackets; -1 when it cannot be made out.
func (t *tree) dash(list *yaml.Node, i int) int {
	from := t.start(list)
	if i > 0 {
		from = t.end(list.Content[i-1])
	}
	if from = t.skip(from); byteAt(t.data, from) != '-' {
		return -1
	}
	return from
}
