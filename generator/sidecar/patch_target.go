package sidecar

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"gloss/generator/edition"
)

// patcher knows where the targets of a file stand.
type patcher struct {
	name    string
	data    []byte
	lines   *Lines
	eol     string // the line end that the file uses
	targets map[edition.Place]slot
}

// slot is a target's node.
type slot struct {
	node *yaml.Node
	flow bool // it stands inside brackets
	why  string
}

// newPatcher reads a file; why says what keeps it from being changed.
func newPatcher(name string, data []byte) (p *patcher, why string) {
	if strings.HasSuffix(name, ".json") {
		return nil, "the file is JSON, which another program has written"
	}
	f := &file{name: name, data: data}
	if _, ok := Text(name, data); !ok {
		return nil, "the file is not text in UTF-8"
	}
	root, err := f.document(tame(data), 0)
	if err != nil {
		return nil, "the file has mistakes of syntax"
	}
	p = &patcher{name: name, data: data, lines: NewLines(data), eol: lineEnd(data), targets: map[edition.Place]slot{}}
	if root == nil {
		return p, ""
	}
	key := "target"
	if isSources(name) {
		key = "supports"
		if root.Kind == yaml.MappingNode {
			if _, list := entryOf(root, "references"); list != nil {
				root = list
			}
		}
	}
	flow := root.Style&yaml.FlowStyle != 0
	for _, item := range root.Content {
		if item.Kind != yaml.MappingNode {
			continue
		}
		if _, t := entryOf(item, key); t != nil {
			p.enter(t, flow || item.Style&yaml.FlowStyle != 0, root.Anchor+item.Anchor)
		}
	}
	return p, ""
}

// enter enters a target, or the targets of a list.
func (p *patcher) enter(n *yaml.Node, flow bool, anchor string) {
	anchor += n.Anchor
	switch n.Kind {
	case yaml.SequenceNode:
		for _, c := range n.Content {
			p.enter(c, flow || n.Style&yaml.FlowStyle != 0, anchor)
		}
		return
	case yaml.AliasNode: // its target stands where the anchor does
		return
	}
	s := slot{node: n, flow: flow || n.Style&yaml.FlowStyle != 0}
	if anchor != "" {
		s.why = "the anchor &" + anchor + " stands there, and other places may refer to it"
	}
	p.targets[edition.Place{File: p.name, Line: n.Line, Column: n.Column}] = s
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

// edit finds the bytes of a change. With force every value it writes stands in
// double quotation marks on one line.
func (p *patcher) edit(c Requote, force bool) (e edit, why string) {
	e.Requote = c
	s, ok := p.targets[c.At]
	switch {
	case !ok:
		return e, "no target of its own stands there; it may come in through an *alias"
	case s.why != "":
		return e, s.why
	}
	w := &writer{patcher: p, force: force}
	switch {
	case c.To.From != nil && c.To.To != nil:
		why = w.part(s, "start", *c.To.From)
		if why == "" {
			why = w.part(s, "end", *c.To.To)
		}
	case c.To.Lines != edition.Lines{}:
		_, lines := entryOf(s.node, "lines")
		if s.node.Kind != yaml.MappingNode || lines == nil {
			return e, "it names no lines"
		}
		why = w.scalar(lines, true, lineNumbers(c.To.Lines))
	case c.To.Exact != "":
		why = w.selector(s.node, s.flow, c.To.Selector)
	default:
		why = "it quotes no words"
	}
	e.splices = w.splices
	return e, why
}

func lineNumbers(l edition.Lines) string {
	if l.First == l.Last {
		return strconv.Itoa(l.First)
	}
	return fmt.Sprintf("%d-%d", l.First, l.Last)
}

// writer collects the splices of one change.
type writer struct {
	*patcher
	force   bool
	splices []splice
}

func (w *writer) splice(from, to int, text string) {
	if string(w.data[from:to]) != text {
		w.splices = append(w.splices, splice{from, to, text})
	}
}

func (w *writer) offset(n *yaml.Node) int { return w.lines.Offset(n.Line, n.Column) }

// part changes the beginning or the end of a long passage.
func (w *writer) part(s slot, key string, to edition.Selector) string {
	if s.node.Kind != yaml.MappingNode {
		return "it has no start and end"
	}
	_, v := entryOf(s.node, key)
	if v == nil {
		return "it has no start and end of its own"
	}
	return w.selector(v, s.flow, to)
}

// selector changes words, or a mapping of words and context.
func (w *writer) selector(n *yaml.Node, flow bool, to edition.Selector) string {
	if n.Kind == yaml.ScalarNode {
		if to.Prefix == "" && to.Suffix == "" {
			return w.scalar(n, flow, to.Exact)
		}
		return w.spread(n, to)
	}
	if n.Kind != yaml.MappingNode || n.Anchor != "" {
		return "an *alias or an &anchor stands there"
	}
	name, exact := entryOf(n, "exact")
	if exact == nil {
		return "it has no “exact” of its own"
	}
	flow = flow || n.Style&yaml.FlowStyle != 0
	if why := w.scalar(exact, flow, to.Exact); why != "" {
		return why
	}
	_, prefix := entryOf(n, "prefix")
	_, suffix := entryOf(n, "suffix")
	before := ""
	switch {
	case prefix != nil:
		if why := w.scalar(prefix, flow, to.Prefix); why != "" {
			return why
		}
	case to.Prefix != "":
		before = w.entry("prefix", to.Prefix, flow, exact) + w.gap(name, flow)
	}
	switch {
	case suffix != nil:
		if why := w.scalar(suffix, flow, to.Suffix); why != "" {
			return why
		}
	case to.Suffix != "":
		text := w.entry("suffix", to.Suffix, flow, exact)
		from, end, why := w.span(exact)
		switch {
		case why != "":
			return why
		case flow:
			w.splice(end, end, ", "+text)
		case w.data[from] == '|' || w.data[from] == '>':
			before += text + w.gap(name, flow)
		default:
			for end < len(w.data) && w.data[end] != '\n' && w.data[end] != '\r' {
				end++
			}
			w.splice(end, end, w.gap(name, flow)+text)
		}
	}
	if before != "" {
		at := w.offset(name)
		w.splice(at, at, before)
	}
	return ""
}

// entry is a new entry of a mapping.
func (w *writer) entry(key, value string, flow bool, like *yaml.Node) string {
	if !w.force && like.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) == 0 && plain(value, flow) {
		return key + ": " + value
	}
	return key + ": " + quoted(value)
}

// gap is what parts a new entry from the one named.
func (w *writer) gap(name *yaml.Node, flow bool) string {
	if flow {
		return ", "
	}
	return w.eol + strings.Repeat(" ", name.Column-1)
}

// spread makes a mapping of words that stood alone.
func (w *writer) spread(n *yaml.Node, to edition.Selector) string {
	from, end, why := w.span(n)
	if why == "" {
		w.splice(from, end, flowSelector(to, !w.force && n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) == 0))
	}
	return why
}

// flowSelector writes a selector as a mapping in braces.
func flowSelector(s edition.Selector, bare bool) string {
	var parts []string
	for _, e := range [...]struct{ key, value string }{{"exact", s.Exact}, {"prefix", s.Prefix}, {"suffix", s.Suffix}} {
		switch {
		case e.value == "":
		case bare && plain(e.value, true):
			parts = append(parts, e.key+": "+e.value)
		default:
			parts = append(parts, e.key+": "+quoted(e.value))
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}
