package sidecar

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// part is an entry of a mapping or an item of a list, with its key or its dash.
type part struct {
	from, to int
	gone     bool // it is to be taken out
}

// entryParts finds the entries of a mapping in the bytes.
func (t *tree) entryParts(n *yaml.Node) (parts []part, why string) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		p := part{from: t.keyStart(n.Content[i]), to: t.entryEnd(n.Content[i], n.Content[i+1])}
		if p.to < p.from {
			return nil, noEnd
		}
		parts = append(parts, p)
	}
	return parts, ""
}

// keyStart is where a key begins, or the ? before it.
func (t *tree) keyStart(name *yaml.Node) int {
	from := t.from(name)
	i := from - 1
	for byteAt(t.data, i) == ' ' {
		i--
	}
	if byteAt(t.data, i) == '?' && i < from-1 {
		return i
	}
	return from
}

// itemParts finds the items of a list in the bytes.
func (t *tree) itemParts(list *yaml.Node) (parts []part, why string) {
	for i, n := range list.Content {
		p := part{from: t.from(n), to: t.end(n)}
		if !t.flow(list) {
			p.from = t.dash(list, i)
			p.to = max(p.to, p.from+1)
		}
		if p.from < 0 || p.to < p.from {
			return nil, noEnd
		}
		parts = append(parts, p)
	}
	return parts, ""
}

// putIn puts a new part behind one of those there are, or before the first. All
// stand in one column.
func (w *writer) putIn(parts []part, behind, column int, flow bool, text string) {
	gap := w.eol + spaces(column)
	if flow {
		gap = w.flowGap(parts)
	}
	switch {
	case behind < 0:
		w.splice(parts[0].from, parts[0].from, text+gap)
	case flow:
		w.putInFlow(parts[behind].to, gap, text)
	default:
		at := w.territory(parts[behind].to, column)
		w.splice(at, at, gap+text)
	}
}

// putInFlow puts a new part behind one in brackets or braces: where each has a line,
// below the line on which that one ends.
func (w *writer) putInFlow(behind int, gap, text string) {
	comma := w.comma(behind)
	line := w.lineEnd(max(behind, comma))
	switch {
	case !strings.Contains(gap, w.eol) || !w.lastOnLine(max(behind, comma)):
		w.splice(behind, behind, gap+text)
	case comma < 0:
		w.splice(behind, behind, ",")
		w.splice(line, line, gap[1:]+text)
	default:
		w.splice(line, line, gap[1:]+text+",")
	}
}

// flowGap is what parts the parts in brackets or braces: a comma, and the white
// space before the second.
func (w *writer) flowGap(parts []part) string {
	if len(parts) < 2 {
		return ", "
	}
	from := parts[1].from
	if line := w.lineStart(from); w.blankLine(line, from) {
		return "," + w.eol + string(w.data[line:from])
	}
	if i := w.comma(parts[0].to); i >= 0 && w.skipBlank(i) == from {
		return "," + string(w.data[i:from])
	}
	return ", "
}

// comma is the byte behind the comma that follows a byte; -1 when none does.
func (t *tree) comma(i int) int {
	if i = t.skip(i); byteAt(t.data, i) == ',' {
		return i + 1
	}
	return -1
}

// takeOut takes out the parts that are to go; one at least stays.
func (w *writer) takeOut(parts []part, flow bool) {
	for i := 0; i < len(parts); i++ {
		if !parts[i].gone {
			continue
		}
		last := i
		for last+1 < len(parts) && parts[last+1].gone {
			last++
		}
		if flow {
			w.takeOutFlow(parts, i, last)
		} else {
			w.takeOutLines(parts, i, last)
		}
		i = last
	}
}

// takeOutLines takes out the lines of some parts. Of those at the beginning that
// stand on a line with a dash, only what stands before the next part.
func (w *writer) takeOutLines(parts []part, first, last int) {
	column := w.column(parts[first].from)
	for i := first; i <= last; i++ {
		from, to := w.lineStart(parts[i].from), w.territory(parts[i].to, column)
		switch {
		case w.blankLine(from, parts[i].from) && from > w.lines.starts[0]:
			w.splice(w.lineAbove(from), to, "")
		case w.blankLine(from, parts[i].from):
			w.splice(from, w.pastLineEnd(to), "")
		case w.skipBlank(to) == parts[last+1].from && i == first:
			w.splice(parts[i].from, parts[last+1].from, "")
			return
		default:
			from = parts[i].from
			for w.data[from-1] == ' ' {
				from--
			}
			w.splice(from, to, "")
		}
	}
}

// takeOutFlow takes out parts in brackets or braces, with the comma behind each or,
// when none is behind the last, the one before the first. A part that has a line
// takes it along.
func (w *writer) takeOutFlow(parts []part, first, last int) {
	end := last+1 == len(parts)
	if before := w.commaBefore(parts, first); end && before > 0 && w.comma(parts[last].to) < 0 {
		w.splice(before-1, before, "")
	}
	for i := first; i <= last; i++ {
		from, to := parts[i].from, max(parts[i].to, w.comma(parts[i].to))
		line := w.lineStart(from)
		if w.blankLine(line, from) && w.lastOnLine(to) && line > w.lines.starts[0] {
			w.splice(w.lineAbove(line), w.lineEnd(to), "")
			continue
		}
		if i+1 < len(parts) && w.skipBlank(to) == parts[i+1].from {
			to = parts[i+1].from
		}
		for end && i == first && w.data[from-1] == ' ' {
			from--
		}
		w.splice(from, to, "")
	}
}

// commaBefore is the byte behind the comma before a part; -1 when there is none.
func (w *writer) commaBefore(parts []part, i int) int {
	if i == 0 {
		return -1
	}
	return w.comma(parts[i-1].to)
}
