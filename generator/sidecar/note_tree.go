package sidecar

import (
	"go.yaml.in/yaml/v4"

	"gloss/generator/edition"
)

// noteKey is a key of a note and what stands behind it, nil for nothing.
type noteKey struct {
	key  string
	node func(n *edition.Note) *yaml.Node
}

// noteKeys are the keys of a note in the order in which a new one has them.
var noteKeys = []noteKey{
	{"id", func(n *edition.Note) *yaml.Node { return optional(n.ID) }},
	{"target", func(n *edition.Note) *yaml.Node { return targetsNode(n.Targets) }},
	{"series", func(n *edition.Note) *yaml.Node { return optional(n.Series) }},
	{"creator", func(n *edition.Note) *yaml.Node { return optional(n.Creator) }},
	{"created", func(n *edition.Note) *yaml.Node { return optional(n.Created) }},
	{"modified", func(n *edition.Note) *yaml.Node { return optional(n.Modified) }},
	{"language", func(n *edition.Note) *yaml.Node { return optional(n.Language) }},
	{"sources", func(n *edition.Note) *yaml.Node { return usesNode(n.Sources) }},
	{"tags", func(n *edition.Note) *yaml.Node { return tagsNode(n.Tags) }},
	{"body", func(n *edition.Note) *yaml.Node { return bodyNode(n.Markdown) }},
}

// noteOrder is the order of the keys alone.
var noteOrder = func() (order []string) {
	for _, k := range noteKeys {
		order = append(order, k.key)
	}
	return order
}()

// targetKeys are the keys of a target in the order in which a new one has them.
var targetKeys = []string{"block", "lines", "exact", "prefix", "suffix", "start", "end", "whole"}

// noteNode is a note as it is to be written.
func noteNode(n *edition.Note) *yaml.Node {
	m := &yaml.Node{Kind: yaml.MappingNode}
	for _, k := range noteKeys {
		pairNode(m, k.key, k.node(n))
	}
	return m
}

// noteChanges are the entries in which two notes differ.
func noteChanges(was, is *edition.Note) (list []change) {
	for _, k := range noteKeys {
		if c := (change{k.key, k.node(was), k.node(is)}); !says(c.was, c.is) {
			list = append(list, c)
		}
	}
	return list
}

func optional(s string) *yaml.Node {
	if s == "" {
		return nil
	}
	return wordsNode(s)
}

func bodyNode(s string) *yaml.Node {
	if n := proseNode(s); textOf(n) != "" {
		return n
	}
	return nil
}

func tagsNode(tags []string) *yaml.Node {
	var items []*yaml.Node
	for _, t := range tags {
		items = append(items, wordsNode(t))
	}
	return listOrNone(true, items)
}

func usesNode(uses []edition.SourceUse) *yaml.Node {
	var items []*yaml.Node
	for _, u := range uses {
		items = append(items, wordsNode(u.Text))
	}
	return listOrNone(true, items)
}

// targetsNode is a target, or a list of several.
func targetsNode(targets []edition.Target) *yaml.Node {
	var items []*yaml.Node
	for _, t := range targets {
		items = append(items, targetNode(t))
	}
	if len(items) == 1 {
		return items[0]
	}
	return listOrNone(false, items)
}

func listOrNone(flow bool, items []*yaml.Node) *yaml.Node {
	if len(items) == 0 {
		return nil
	}
	return listNode(flow, items)
}

// FormatTarget writes a target on one line, as a file of YAML may have it: targets
// that say the same are the same text.
func FormatTarget(t edition.Target) string {
	n := targetNode(t)
	w := &writer{tree: &tree{lines: NewLines(nil), eol: "\n"}}
	return w.inline(n, n.Kind != yaml.ScalarNode)
}

// targetNode is a target; one that is only words is just these.
func targetNode(t edition.Target) *yaml.Node {
	m := bracesNode()
	pairNode(m, "block", optional(t.Block))
	if (t.Lines != edition.Lines{}) {
		pairNode(m, "lines", typedNode(lineNumbers(t.Lines)))
	}
	selectorEntries(m, t.Selector)
	if t.From != nil {
		pairNode(m, "start", selectorNode(*t.From))
	}
	if t.To != nil {
		pairNode(m, "end", selectorNode(*t.To))
	}
	if t.Whole {
		pairNode(m, "whole", typedNode("true"))
	}
	return bare(m)
}

func selectorNode(s edition.Selector) *yaml.Node {
	m := bracesNode()
	selectorEntries(m, s)
	return bare(m)
}

func selectorEntries(m *yaml.Node, s edition.Selector) {
	s = trimmed(s)
	pairNode(m, "exact", optional(s.Exact))
	pairNode(m, "prefix", optional(s.Prefix))
	pairNode(m, "suffix", optional(s.Suffix))
}

// bare takes words out of their mapping when they stand alone in it.
func bare(m *yaml.Node) *yaml.Node {
	if len(m.Content) == 2 && m.Content[0].Value == "exact" {
		return m.Content[1]
	}
	return m
}
