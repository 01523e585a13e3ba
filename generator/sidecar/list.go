package sidecar

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"gloss/generator/edition"
)

// Position is where in a file a new note goes. The zero value is the end of the
// file.
type Position struct {
	note  edition.Place
	after bool
}

// Before is the position before a note, whose place is as [Notes] reads it from the
// same bytes. Comments directly above the note stay with it, but for those that
// begin on the first line of the file, which belong to the file.
func Before(note edition.Place) Position { return Position{note: note} }

// After is the position behind a note and the comments that belong to it.
func After(note edition.Place) Position { return Position{note: note, after: true} }

// itemAt is the number of the item of a list that stands at a place; -1 when none
// does.
func (t *tree) itemAt(p edition.Place) int {
	if t.list == nil {
		return -1
	}
	return slices.IndexFunc(t.list.Content, func(n *yaml.Node) bool { return n.Line == p.Line && n.Column == p.Column })
}

// itemText writes an item whose dash stands in a column, or one in brackets.
type itemText func(column int, flow bool) string

// addItem puts an item into the list of the file: behind another, before it, or at
// the end when its number is less than 0.
func (w *writer) addItem(i int, after bool, item itemText) string {
	switch list := w.list; {
	case list == nil && w.root != nil:
		return "the file has no list"
	case list == nil:
		return w.addLast(item, 0)
	case len(list.Content) == 0:
		return w.addFirst(item)
	case w.flow(list):
		return w.addFlow(i, after, item)
	}
	parts, why := w.itemParts(w.list)
	if why != "" {
		return why
	}
	column := w.column(parts[0].from)
	switch {
	case i < 0:
		return w.addLast(item, column)
	case after:
		at := w.territory(parts[i].to, column)
		w.splice(at, at, w.gap()+item(column, false))
	default:
		at := w.commentsAbove(parts[i].from, column)
		w.splice(at, at, item(column, false)+w.gap())
	}
	return ""
}

// addFirst puts an item into an empty list in brackets, which goes.
func (w *writer) addFirst(item itemText) string {
	from, to := w.start(w.list), w.end(w.list)
	if to < 0 || !w.flow(w.list) {
		return noEnd
	}
	column := w.column(from)
	alone := w.blankLine(w.lineStart(from), from)
	if alone && w.lineEnd(to) == w.trailing(to) {
		w.splice(from, to, strings.TrimLeft(item(column, false), " "))
		return ""
	}
	if alone {
		to = w.trailing(to)
	}
	for !alone && w.data[from-1] == ' ' {
		from--
	}
	w.splice(from, to, "")
	w.splice(w.lineEnd(to), w.lineEnd(to), w.eol+item(0, false))
	return ""
}

// addFlow puts an item into a list in brackets.
func (w *writer) addFlow(i int, after bool, item itemText) string {
	parts, why := w.itemParts(w.list)
	if why != "" {
		return why
	}
	text, gap := item(0, true), w.flowGap(parts)
	switch {
	case i < 0:
		w.putInFlow(parts[len(parts)-1].to, gap, text)
	case after:
		w.putInFlow(parts[i].to, gap, text)
	case i > 0:
		w.putInFlow(parts[i-1].to, gap, text)
	default:
		w.splice(parts[0].from, parts[0].from, text+gap)
	}
	return ""
}

// addLast puts an item behind the last line with words, or before the line that
// ends the document.
func (w *writer) addLast(item itemText, column int) string {
	at, last := w.lines.starts[0], ""
	for n := 1; n <= w.lines.Count(); n++ {
		line := string(w.lines.Line(n))
		if line == "..." || strings.HasPrefix(line, "... ") {
			break
		}
		if strings.TrimSpace(line) != "" {
			at, last = w.lines.Offset(n, 1)+len(line), line
		}
	}
	text := item(column, false)
	switch {
	case last == "":
		text += w.eol
	case last == "---" || strings.HasPrefix(last, "--- "):
		text = w.eol + text
	case strings.HasPrefix(strings.TrimSpace(last), "#"):
		text = w.eol + w.eol + text
	case w.list == nil:
		return "something stands in the file that is no list"
	default:
		text = w.gap() + text
	}
	w.splice(at, at, text)
	return ""
}

// item writes an item of the list, whose dashes stand in a column.
func (w *writer) item(item *yaml.Node, column int) string {
	if w.braces() && !strings.Contains(bodyOf(item), "\n") {
		return spaces(column) + "- " + w.inline(item, true)
	}
	inner := column + w.indent()
	var b strings.Builder
	b.WriteString(spaces(column) + "-" + spaces(inner-column-1))
	for i := 0; i+1 < len(item.Content); i += 2 {
		if i > 0 {
			b.WriteString(w.eol + spaces(inner))
		}
		b.WriteString(w.entry(item.Content[i].Value, item.Content[i+1], inner, false))
	}
	return b.String()
}

// braces reports whether all items of the list stand in braces.
func (w *writer) braces() bool {
	if w.list == nil || len(w.list.Content) == 0 {
		return false
	}
	return !slices.ContainsFunc(w.list.Content, func(n *yaml.Node) bool { return n.Kind != yaml.MappingNode || !w.flow(n) })
}

func bodyOf(item *yaml.Node) string {
	if _, body := entryOf(item, "body"); body != nil {
		return textOf(body)
	}
	return ""
}

// indent is how much deeper than their dashes the keys of items stand.
func (w *writer) indent() int {
	if w.list != nil {
		for i, n := range w.list.Content {
			dash := w.dash(w.list, i)
			if n.Kind == yaml.MappingNode && !w.flow(n) && n.Anchor == "" && dash >= 0 && w.lines.Place("", dash).Line == n.Line {
				return n.Column - 1 - w.column(dash)
			}
		}
	}
	return 2
}

// gap is what parts the items of the list: a line end, and an empty line where
// most of them are parted by one.
func (w *writer) gap() string {
	with, without := 0, 0
	if parts, why := w.itemParts(w.list); why == "" {
		for i := range parts[1:] {
			if w.emptyLine(parts[i].to, parts[i+1].from) {
				with++
			} else {
				without++
			}
		}
	}
	if with >= without {
		return w.eol + w.eol
	}
	return w.eol
}

// removeItem takes an item out of the list, with the comments in it. What stands at
// the margin above it stays, since it may be meant for more than this item. Of the
// empty lines around it those stay that part its neighbours.
func (w *writer) removeItem(i int) string {
	parts, why := w.itemParts(w.list)
	if why != "" {
		return why
	}
	if w.flow(w.list) {
		w.takeOutFlow(parts, i, i)
		return ""
	}
	from, to := w.lineStart(parts[i].from), w.territory(parts[i].to, w.column(parts[i].from))
	if !w.blankLine(from, parts[i].from) {
		return "it begins in the middle of a line"
	}
	rest := w.skipBlank(to)
	above := w.lineAbove(from)
	switch {
	case rest == len(w.data): // nothing follows: the empty lines above it go
		from = w.blankAbove(from)
		if from > w.lines.starts[0] {
			from = w.lineAbove(from)
		} else {
			to = w.pastLineEnd(to)
		}
	case w.blankLine(w.lineStart(above), above):
		to = w.lineStart(rest)
	default:
		to = w.pastLineEnd(to)
	}
	w.splice(from, to, "")
	return ""
}
