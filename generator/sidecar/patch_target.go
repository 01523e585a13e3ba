package sidecar

import (
	"fmt"
	"strconv"

	"go.yaml.in/yaml/v4"

	"gloss/generator/edition"
)

// patcher knows where the targets of a file stand.
type patcher struct {
	*tree
	targets map[edition.Place]slot
}

// slot is a target's node.
type slot struct {
	seat
	node *yaml.Node
	was  edition.Target // what it says
	why  string
}

// newPatcher reads a file; why says what keeps it from being changed.
func newPatcher(name string, data []byte) (p *patcher, why string) {
	t, why := newTree(name, data)
	if why != "" {
		return nil, why
	}
	p = &patcher{tree: t, targets: map[edition.Place]slot{}}
	if t.list == nil {
		return p, ""
	}
	key := "target"
	if isSources(name) {
		key = "supports"
	}
	for _, item := range t.list.Content {
		if name, v := entryOf(item, key); v != nil {
			p.enter(seat{t.colon(name), t.column(t.from(name)), t.flow(t.list) || t.flow(item)}, v, t.list.Anchor+item.Anchor)
		}
	}
	c, places := contentsOf(name, data)
	n := 0
	for t := range c.targets {
		if s, ok := p.targets[places[n]]; ok {
			s.was = *t
			p.targets[places[n]] = s
		}
		n++
	}
	return p, ""
}

// enter enters a target, or the targets of a list.
func (p *patcher) enter(s seat, n *yaml.Node, anchor string) {
	anchor += n.Anchor
	switch n.Kind {
	case yaml.SequenceNode:
		parts, _ := p.itemParts(n)
		for i := range parts {
			p.enter(p.itemSeat(s, n, parts[i]), n.Content[i], anchor)
		}
		return
	case yaml.AliasNode: // its target stands where the anchor does
		return
	}
	e := slot{seat: s, node: n}
	if anchor != "" {
		e.why = anchorStands(anchor)
	}
	p.targets[edition.Place{File: p.name, Line: n.Line, Column: n.Column}] = e
}

// splices finds the bytes of a change.
func (p *patcher) splices(c Requote, force bool) (list []splice, why string) {
	s, ok := p.targets[c.At]
	switch {
	case !ok:
		return nil, "no target of its own stands there; it may come in through an *alias"
	case s.why != "":
		return nil, s.why
	}
	w := &writer{tree: p.tree, force: force}
	why = w.value(s.seat, s.node, targetNode(s.was), targetNode(c.To))
	return w.splices, why
}

func lineNumbers(l edition.Lines) string {
	if l.First == l.Last {
		return strconv.Itoa(l.First)
	}
	return fmt.Sprintf("%d-%d", l.First, l.Last)
}
