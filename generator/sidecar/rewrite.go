package sidecar

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// writer collects the splices that make parts of a tree say something else. Its
// methods return why that cannot be done, or "".
type writer struct {
	*tree
	force   bool // write every text in double quotation marks on one line
	splices []splice
}

// splice puts a text into the place of some bytes. Where these cannot be, since an end
// was not made out, nothing happens: the file will not read as intended.
func (w *writer) splice(from, to int, text string) {
	if from < 0 || to < from || to > len(w.data) {
		return
	}
	if string(w.data[from:to]) != text {
		w.splices = append(w.splices, splice{from, to, text})
	}
}

const noEnd = "its end cannot be made out"

// seat is where a value stands.
type seat struct {
	behind int // the byte behind its colon or its dash
	column int // the one in which its key or its dash stands
	flow   bool
}

// change is what becomes of an entry of a mapping. Without was it is not there
// yet, without is it is to go.
type change struct {
	key     string
	was, is *yaml.Node
}

// value makes a value say what is says. Of a value that is written in parts only
// those change that do not say the same in was and is.
func (w *writer) value(s seat, n, was, is *yaml.Node) (why string) {
	was, is = shaped(n, was), shaped(n, is)
	switch {
	case says(was, is) || says(n, is):
		return ""
	case n.Anchor != "":
		return anchorStands(n.Anchor)
	case n.Kind == yaml.MappingNode && is.Kind == yaml.MappingNode && shares(n, is):
		return w.entries(n, targetKeys, changes(n, was, is))
	case n.Kind == yaml.SequenceNode && is.Kind == yaml.SequenceNode && len(n.Content) > 0 && len(is.Content) > 0:
		return w.items(s, n, was, is)
	case n.Kind == yaml.ScalarNode && is.Kind == yaml.ScalarNode && !isNull(n):
		return w.scalar(s, n, is)
	}
	return w.replace(s, n, is)
}

func anchorStands(name string) string {
	return "the anchor &" + name + " stands there, and other places may refer to it"
}

// shaped gives what a value is to say the shape that the value has: a list of
// one and its item say the same, and so do {exact: words} and the words. A number
// or a date is written anew whatever stood there.
func shaped(n, is *yaml.Node) *yaml.Node {
	switch {
	case is == nil || n.Kind == is.Kind || n.Kind == yaml.AliasNode || isNull(n) || is.Kind == yaml.ScalarNode && is.Tag == "":
	case n.Kind == yaml.SequenceNode:
		return listNode(n.Style&yaml.FlowStyle != 0, []*yaml.Node{is})
	case is.Kind == yaml.SequenceNode && len(is.Content) == 1:
		return shaped(n, is.Content[0])
	case n.Kind == yaml.MappingNode && is.Kind == yaml.ScalarNode && isTarget(n):
		m := bracesNode()
		pairNode(m, "exact", is)
		return m
	}
	return is
}

// isTarget tells the mapping of a target from others, such as that of a date.
func isTarget(n *yaml.Node) bool {
	return slices.ContainsFunc(targetKeys, func(key string) bool { return partOf(n, key) >= 0 })
}

// shares reports whether a mapping has one of the keys of another.
func shares(n, is *yaml.Node) bool {
	for i := 0; i < len(is.Content); i += 2 {
		if _, v := entryOf(n, is.Content[i].Value); v != nil {
			return true
		}
	}
	return false
}

// changes lists what becomes of the entries of a mapping that was to say one thing
// and is to say another.
func changes(n, was, is *yaml.Node) (list []change) {
	if was == nil || was.Kind != yaml.MappingNode {
		was = n
	}
	for i := 0; i+1 < len(is.Content); i += 2 {
		_, v := entryOf(was, is.Content[i].Value)
		list = append(list, change{is.Content[i].Value, v, is.Content[i+1]})
	}
	for i := 0; i+1 < len(was.Content); i += 2 {
		if _, v := entryOf(is, was.Content[i].Value); v == nil {
			list = append(list, change{was.Content[i].Value, was.Content[i+1], nil})
		}
	}
	return list
}

// entries changes entries of a mapping. A new one stands behind the last of those
// whose keys go before its own in an order.
func (w *writer) entries(n *yaml.Node, order []string, list []change) (why string) {
	parts, why := w.entryParts(n)
	if why != "" {
		return why
	}
	flow := w.flow(n)
	for _, c := range list {
		i := partOf(n, c.key)
		switch {
		case i < 0 && c.is == nil && c.was != nil:
			return "its “" + c.key + "” comes in through an *alias"
		case c.is == nil && i >= 0:
			if a := anchorIn(n.Content[2*i+1]); a != "" {
				return anchorStands(a)
			}
			parts[i].gone = true
		case c.is != nil && i >= 0:
			name := n.Content[2*i]
			s := seat{w.colon(name), w.column(parts[i].from), flow}
			if why := w.value(s, n.Content[2*i+1], c.was, c.is); why != "" {
				return why
			}
		}
	}
	for _, c := range list {
		if c.is == nil || partOf(n, c.key) >= 0 {
			continue
		}
		behind := -1
		for i := range parts {
			if k := slices.Index(order, n.Content[2*i].Value); !parts[i].gone && k >= 0 && k < slices.Index(order, c.key) {
				behind = i
			}
		}
		column := w.column(parts[0].from)
		w.putIn(parts, behind, column, flow, w.entry(c.key, c.is, column, flow))
	}
	w.takeOut(parts, flow)
	return ""
}

// partOf is the number of an entry among those of a mapping; -1 when it has none
// of this key.
func partOf(n *yaml.Node, key string) int {
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Kind == yaml.ScalarNode && n.Content[i].Value == key {
			return i / 2
		}
	}
	return -1
}

// anchorIn is the name of an anchor in a tree, or "".
func anchorIn(n *yaml.Node) string {
	name := n.Anchor
	for _, c := range n.Content {
		if name == "" {
			name = anchorIn(c)
		}
	}
	return name
}

// items makes a list say what another says. Items that both have stay; of those
// between them the first are changed, and the rest taken out or put in.
func (w *writer) items(s seat, n, was, is *yaml.Node) (why string) {
	if was == nil || was.Kind != yaml.SequenceNode || len(was.Content) != len(n.Content) {
		was = n
	}
	parts, why := w.itemParts(n)
	if why != "" {
		return why
	}
	flow, column := w.flow(n), w.column(parts[0].from)
	same := func(i, k int) bool { return says(was.Content[i], is.Content[k]) || says(n.Content[i], is.Content[k]) }
	i, k := 0, 0
	for _, m := range append(match(len(n.Content), len(is.Content), same), [2]int{len(n.Content), len(is.Content)}) {
		for ; i < m[0] && k < m[1]; i, k = i+1, k+1 {
			if why := w.value(w.itemSeat(s, n, parts[i]), n.Content[i], was.Content[i], is.Content[k]); why != "" {
				return why
			}
		}
		for ; i < m[0]; i++ {
			if a := anchorIn(n.Content[i]); a != "" {
				return anchorStands(a)
			}
			parts[i].gone = true
		}
		for ; k < m[1]; k++ {
			text := w.render(is.Content[k], column, flow)
			if !flow {
				text = "- " + text
			}
			w.putIn(parts, i-1, column, flow, text)
		}
		i, k = m[0]+1, m[1]+1
	}
	w.takeOut(parts, flow)
	return ""
}

// match pairs the items of two lists that are the same, in their order, as many as
// there can be; of lists that are very long only those at the ends.
func match(n, m int, same func(i, k int) bool) (pairs [][2]int) {
	first := 0
	for first < min(n, m) && same(first, first) {
		pairs = append(pairs, [2]int{first, first})
		first++
	}
	tail := 0
	for tail < min(n, m)-first && same(n-1-tail, m-1-tail) {
		tail++
	}
	rows, columns := n-tail-first, m-tail-first
	if rows*columns <= 1<<20 {
		// longest[i][k] is how many pairs there are from i and k on.
		longest := make([][]int, rows+1)
		longest[rows] = make([]int, columns+1)
		for i := rows - 1; i >= 0; i-- {
			longest[i] = make([]int, columns+1)
			for k := columns - 1; k >= 0; k-- {
				if longest[i][k] = max(longest[i+1][k], longest[i][k+1]); same(first+i, first+k) {
					longest[i][k] = 1 + longest[i+1][k+1]
				}
			}
		}
		for i, k := 0, 0; i < rows && k < columns; {
			switch {
			case same(first+i, first+k):
				pairs = append(pairs, [2]int{first + i, first + k})
				i, k = i+1, k+1
			case longest[i+1][k] >= longest[i][k+1]:
				i++
			default:
				k++
			}
		}
	}
	for ; tail > 0; tail-- {
		pairs = append(pairs, [2]int{n - tail, m - tail})
	}
	return pairs
}

// itemSeat is where an item of a list stands that has a seat itself.
func (t *tree) itemSeat(list seat, n *yaml.Node, p part) seat {
	if t.flow(n) {
		return seat{p.from, list.column, true}
	}
	return seat{p.from + 1, t.column(p.from), false}
}

// replace writes a value anew. A comment behind it keeps its line.
func (w *writer) replace(s seat, n, is *yaml.Node) string {
	if a := anchorIn(n); a != "" {
		return anchorStands(a)
	}
	from, to := s.behind, w.end(n)
	if isNull(n) && n.Value == "" {
		to = from
	}
	if from < 0 || to < from {
		return noEnd
	}
	if to > from && w.skipBlank(from) != w.from(n) {
		return w.replaceBelow(s, n, is)
	}
	text := w.render(is, s.column, s.flow)
	if !strings.HasPrefix(text, w.eol) && !(s.flow && strings.IndexByte(" [{,", byteAt(w.data, from-1)) >= 0) {
		text = " " + text
	}
	w.put(s, from, to, text)
	return ""
}

// replaceBelow writes a value anew that comments part from its key. A text after a |
// begins on the key's line when all the comment stands there.
func (w *writer) replaceBelow(s seat, n, is *yaml.Node) string {
	from, to := w.from(n), w.end(n)
	text := w.render(inBraces(is), s.column, s.flow)
	head, lines, prose := strings.Cut(text, w.eol)
	if line := w.lineStart(from); prose && line == w.pastLineEnd(w.lineEnd(s.behind)) {
		w.splice(s.behind, s.behind, " "+head)
		w.splice(line, to, lines)
		return ""
	}
	w.put(s, from, to, text)
	return ""
}

// put puts a text of one or more lines in the place of a value. What stands behind
// the value stays on its line.
func (w *writer) put(s seat, from, to int, text string) {
	if s.flow {
		w.splice(from, to, text)
		return
	}
	first, rest, more := strings.Cut(text, w.eol)
	w.splice(from, to, first)
	if more {
		w.splice(w.lineEnd(to), w.lineEnd(to), w.eol+rest)
	}
}

// inBraces makes lists and mappings stand in brackets and braces.
func inBraces(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.ScalarNode {
		return n
	}
	m := *n
	m.Style |= yaml.FlowStyle
	return &m
}
