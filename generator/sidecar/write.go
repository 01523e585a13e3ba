package sidecar

import (
	"encoding/json"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// What is to be written is a tree as well: words, prose, lists and mappings.

// wordsNode is a text on one line.
func wordsNode(s string) *yaml.Node { return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s} }

// typedNode is a number, a truth or a date, which readers may take as one.
func typedNode(s string) *yaml.Node { return &yaml.Node{Kind: yaml.ScalarNode, Value: s} }

// proseNode is a text that stands after a | on lines of its own.
func proseNode(s string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Style: yaml.LiteralStyle, Value: s}
}

// listNode is a list, in brackets when flow is set.
func listNode(flow bool, items []*yaml.Node) *yaml.Node {
	n := &yaml.Node{Kind: yaml.SequenceNode, Content: items}
	if flow {
		n.Style = yaml.FlowStyle
	}
	return n
}

// pairNode adds an entry to a mapping that stands in braces; a nil value adds none.
func pairNode(m *yaml.Node, key string, v *yaml.Node) {
	if v != nil {
		m.Content = append(m.Content, wordsNode(key), v)
	}
}

func bracesNode() *yaml.Node { return &yaml.Node{Kind: yaml.MappingNode, Style: yaml.FlowStyle} }

// says reports whether two trees say the same, however they are written. Outer
// white space says nothing, but for that before the first words of a prose.
func says(a, b *yaml.Node) bool {
	if a == nil || b == nil || a.Kind != b.Kind || len(a.Content) != len(b.Content) {
		return a == nil && b == nil
	}
	if a.Kind == yaml.ScalarNode {
		return textOf(a) == textOf(b)
	}
	if a.Kind == yaml.AliasNode {
		return a.Alias == b.Alias
	}
	for i := range a.Content {
		if !says(a.Content[i], b.Content[i]) {
			return false
		}
	}
	return true
}

// textOf is what a scalar says.
func textOf(n *yaml.Node) string {
	if strings.Contains(strings.TrimSpace(n.Value), "\n") || n.Style&yaml.LiteralStyle != 0 {
		return strings.TrimRight(n.Value, " \t\n")
	}
	return strings.TrimSpace(n.Value)
}

// render writes words, prose, a list of these, or what stands in braces, behind a
// colon or a dash that stands in a column. A list that stands in no brackets begins
// with a line end. With force every text stands in double quotation marks on one line.
func (w *writer) render(n *yaml.Node, column int, flow bool) string {
	switch {
	case n.Kind == yaml.ScalarNode && n.Style&yaml.LiteralStyle != 0 && !flow && !w.force:
		return w.literal(textOf(n), column, column+2)
	case n.Kind == yaml.ScalarNode || flow || n.Style&yaml.FlowStyle != 0:
		return w.inline(n, flow || n.Kind != yaml.ScalarNode)
	}
	var b strings.Builder
	for _, c := range n.Content {
		b.WriteString(w.eol + spaces(column+2) + "- " + w.inline(c, c.Kind != yaml.ScalarNode))
	}
	return b.String()
}

// entry writes an entry of a mapping whose keys stand in a column.
func (w *writer) entry(key string, v *yaml.Node, column int, flow bool) string {
	if w.json {
		key = w.quote(key)
	}
	text := w.render(v, column, flow)
	if strings.HasPrefix(text, w.eol) || w.compact {
		return key + ":" + text
	}
	return key + ": " + text
}

// inline writes a tree on one line, which stands in brackets or braces when flow
// is set.
func (w *writer) inline(n *yaml.Node, flow bool) string {
	if n.Kind == yaml.ScalarNode {
		return w.inlineWords(n, flow)
	}
	var parts []string
	for i, c := range n.Content {
		switch {
		case n.Kind == yaml.SequenceNode:
			parts = append(parts, w.inline(c, true))
		case i%2 == 0:
			parts = append(parts, w.entry(c.Value, n.Content[i+1], 0, true))
		}
	}
	comma := ", "
	if w.compact {
		comma = ","
	}
	if n.Kind == yaml.SequenceNode {
		return "[" + strings.Join(parts, comma) + "]"
	}
	return "{" + strings.Join(parts, comma) + "}"
}

// inlineWords writes words without quotation marks where they can stand so.
func (w *writer) inlineWords(n *yaml.Node, flow bool) string {
	switch s := textOf(n); {
	case w.json && n.Tag == "" && json.Valid([]byte(s)):
		return s
	case w.force || w.json:
		return w.quote(s)
	case plain(n, flow):
		return s
	default:
		return quoted(s)
	}
}

// quote writes words in the quotation marks that any reader takes.
func (w *writer) quote(s string) string {
	if !w.json {
		return double(s)
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string can always be written
	return strings.TrimSuffix(b.String(), "\n")
}

// literal writes a text after a |, indented to a column. The number behind the |
// says how deep it is where the text itself begins with white space; it counts
// from the column of the key.
func (w *writer) literal(text string, key, column int) string {
	if !inBlock(text) {
		return double(text)
	}
	head := "|"
	if first := strings.TrimLeft(text, "\n"); strings.IndexAny(first, " \t") == 0 {
		head += string(rune('0' + column - key))
	}
	return head + w.eol + w.indented(strings.Split(text, "\n"), column)
}

// indented puts lines into a column; those that are empty stay empty.
func (w *writer) indented(lines []string, column int) string {
	for i, line := range lines {
		if line != "" {
			lines[i] = spaces(column) + line
		}
	}
	return strings.Join(lines, w.eol)
}

func spaces(n int) string { return strings.Repeat(" ", max(n, 0)) }

// clean makes of a text what the reader of YAML would make of it: line ends are
// \n, and Unicode's separators of lines are spaces.
func clean(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", " ", "\u2029", " ", "\u0085", " ").Replace(s)
	return strings.ToValidUTF8(s, string(utf8.RuneError))
}
