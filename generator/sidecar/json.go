package sidecar

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// parseJSON reads JSON (RFC 8259) into the same tree as YAML; nil when nothing
// stands in the file, or after a mistake, which is reported. The standard
// library's reader tells no places of values, hence this one.
func (f *file) parseJSON() *yaml.Node {
	if !f.isText() {
		return nil
	}
	r := &jsonReader{data: f.data, line: 1}
	if bytes.HasPrefix(f.data, bom) {
		r.at, r.counted = len(bom), len(bom)
	}
	r.space()
	if r.at == len(r.data) {
		return nil
	}
	root := r.value(0)
	if r.space(); r.text == "" && r.at < len(r.data) {
		r.fail("the file goes on behind its end", "put everything into one list: [ … ]")
	}
	if r.text != "" {
		f.ps.Errorf(f.source().Place(f.name, r.failed), r.hint, "%s", r.text)
		return nil
	}
	f.audit(root, true)
	return root
}

// jsonReader walks through a file. After the first mistake it stands still.
type jsonReader struct {
	data []byte
	at   int

	// The line and the column of the byte counted; they only go forward.
	line, column, counted int

	failed     int // byte of the first mistake
	text, hint string
}

// jsonDepth is how deep lists and objects may lie in one another; no record of CSL
// goes deeper than seven.
const jsonDepth = 200

func (r *jsonReader) fail(text, hint string) {
	if r.text == "" {
		r.failed, r.text, r.hint = r.at, text, hint
	}
}

func (r *jsonReader) space() {
	for r.at < len(r.data) && strings.IndexByte(" \t\r\n", r.data[r.at]) >= 0 {
		r.at++
	}
}

// peek is the next byte behind white space; 0 at the end and after a mistake.
func (r *jsonReader) peek() byte {
	if r.space(); r.text != "" || r.at >= len(r.data) {
		return 0
	}
	return r.data[r.at]
}

// node makes a node that stands at the next byte.
func (r *jsonReader) node(kind yaml.Kind) *yaml.Node {
	for ; r.counted < r.at; r.counted++ {
		switch c := r.data[r.counted]; {
		case c == '\n', c == '\r' && (r.counted+1 == len(r.data) || r.data[r.counted+1] != '\n'):
			r.line, r.column = r.line+1, 0
		case utf8.RuneStart(c):
			r.column++
		}
	}
	return &yaml.Node{Kind: kind, Line: r.line, Column: r.column + 1}
}

func (r *jsonReader) value(depth int) *yaml.Node {
	switch c := r.peek(); {
	case depth > jsonDepth:
		r.fail("lists and objects lie too deep in one another", "check the brackets")
	case c == '{':
		return r.object(depth)
	case c == '[':
		return r.array(depth)
	case c == '"':
		n := r.node(yaml.ScalarNode)
		n.Style, n.Value = yaml.DoubleQuotedStyle, r.string()
		return n
	case c == '-' || c >= '0' && c <= '9', c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
		return r.word()
	case c == '\'':
		r.fail("JSON knows no single quotation marks", `write " instead`)
	case c == '/' || c == '#':
		r.fail("JSON knows no comments", "take it out")
	case c == ']' || c == '}' || c == ',':
		r.fail("a value is missing here", "write one, or take the comma before it out")
	case c == 0:
		r.fail("the file ends in the middle", "it may have been cut off: export it again")
	default:
		r.fail("no value of JSON begins like this", `write text in " quotation marks`)
	}
	return r.node(yaml.ScalarNode)
}

// word reads a number, true, false or null, as written.
func (r *jsonReader) word() *yaml.Node {
	n := r.node(yaml.ScalarNode)
	end := r.at
	for end < len(r.data) && strings.IndexByte(" \t\r\n,]}:", r.data[end]) < 0 {
		end++
	}
	n.Value = string(r.data[r.at:end])
	if !json.Valid(r.data[r.at:end]) {
		r.fail(fmt.Sprintf("“%s” is no value of JSON", short(n.Value)), `write text in " quotation marks`)
	}
	r.at = end
	return n
}

func (r *jsonReader) string() string {
	start := r.at
	plain := true
	for r.at++; r.at < len(r.data); r.at++ {
		switch r.data[r.at] {
		case '\\':
			plain = false
			r.at++
		case '\n', '\r':
			r.at = start
			r.fail("the quotation mark that opens here is not closed in its line", `close it; a line end inside text is written \n`)
			return ""
		case '"':
			r.at++
			if plain && bytes.IndexByte(r.data[start:r.at], '\t') < 0 {
				return string(r.data[start+1 : r.at-1])
			}
			var s string
			if err := json.Unmarshal(r.data[start:r.at], &s); err != nil {
				r.at = start
				r.fail("a wrong escape in this text", `write \\ for a backslash, \" for a quotation mark, \t for a tab`)
			}
			return s
		}
	}
	r.at = start
	r.fail("the quotation mark that opens here is never closed", "the file may have been cut off: export it again")
	return ""
}

func (r *jsonReader) array(depth int) *yaml.Node {
	n := r.node(yaml.SequenceNode)
	r.at++
	if r.peek() == ']' {
		r.at++
		return n
	}
	for r.text == "" {
		n.Content = append(n.Content, r.value(depth+1))
		switch r.peek() {
		case ',':
			r.at++
		case ']':
			r.at++
			return n
		default:
			r.fail("a comma or ] is missing here", "write a comma between the items, and ] behind the last")
		}
	}
	return n
}

func (r *jsonReader) object(depth int) *yaml.Node {
	n := r.node(yaml.MappingNode)
	r.at++
	if r.peek() == '}' {
		r.at++
		return n
	}
	for r.text == "" {
		if c := r.peek(); c != '"' && c != 0 {
			r.fail("a key in quotation marks is missing here", `write "key": value, and no comma behind the last entry`)
		}
		key := r.value(depth + 1)
		if r.peek() != ':' {
			r.fail("a colon is missing here", `write "key": value`)
			break
		}
		r.at++
		n.Content = append(n.Content, key, r.value(depth+1))
		switch r.peek() {
		case ',':
			r.at++
		case '}':
			r.at++
			return n
		default:
			r.fail("a comma or } is missing here", "write a comma between the entries, and } behind the last")
		}
	}
	return n
}
