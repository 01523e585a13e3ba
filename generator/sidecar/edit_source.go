package sidecar

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"

	"go.yaml.in/yaml/v4"

	"gloss/generator/edition"
)

// SourceField is a change of one field of a source.
type SourceField struct {
	Key string // the source's id
	// Field is archived, or a text or a date of CSL: URL, note, accessed …
	Field string
	Was   string // what the caller saw; "" when the source had none
	Is    string // what it becomes, a date in EDTF; "" takes it out
}

// PatchSources changes fields of the sources of a file, CSL-YAML or CSL-JSON, and
// leaves every other byte as it is, as [Patch] does. In CSL-JSON archived stands
// under custom, unless the record has it beside its other keys. A change that cannot be made is
// left out, and a problem at the source says why; so is one of a field that has been
// changed since the caller saw it.
func PatchSources(name string, data []byte, changes []SourceField) ([]byte, edition.Problems) {
	var refused edition.Problems
	p, why := newSourcePatcher(name, data, changes)
	if why != "" {
		for _, c := range changes {
			refused.Errorf(edition.Place{File: name}, byHand(c), "the source “%s” cannot be changed: %s", c.Key, why)
		}
		return data, refused
	}
	b := batch{data: data, n: len(changes), splices: p.splices, reads: p.reads}
	out, reasons := b.make()
	for i, c := range changes {
		if why := reasons[i]; why != "" {
			refused.Errorf(p.place(c.Key), byHand(c), "the source “%s” cannot be changed: %s", c.Key, why)
		}
	}
	return out, refused
}

func byHand(c SourceField) string {
	if c.Is == "" {
		return "change it by hand: take “" + c.Field + "” out"
	}
	return "change it by hand: " + c.Field + ": " + c.Is
}

// sourcePatcher changes fields of sources.
type sourcePatcher struct {
	*tree
	changes []SourceField
	before  []edition.Source
	errors  edition.Problems
}

func newSourcePatcher(name string, data []byte, changes []SourceField) (*sourcePatcher, string) {
	t, why := newTree(name, data)
	if why != "" {
		return nil, why
	}
	p := &sourcePatcher{tree: t, changes: changes}
	p.before, p.errors = Sources(name, data)
	return p, ""
}

// number is that of a source; -1 when there is none.
func (p *sourcePatcher) number(key string) int {
	return slices.IndexFunc(p.before, func(s edition.Source) bool { return s.Key == key })
}

func (p *sourcePatcher) place(key string) edition.Place {
	if i := p.number(key); i >= 0 {
		return p.before[i].At
	}
	return edition.Place{File: p.name}
}

// splices finds the bytes of a change.
func (p *sourcePatcher) splices(i int, force bool) ([]splice, string) {
	c := p.changes[i]
	k := p.number(c.Key)
	if k < 0 {
		return nil, "no source of this id is in the file"
	}
	item := p.itemAt(p.before[k].At)
	if item < 0 {
		return nil, "it comes in through an *alias"
	}
	was, ok := sourceField(&p.before[k], c.Field)
	switch {
	case !ok:
		return nil, "“" + c.Field + "” is not a text or a date of a source"
	case was != c.Was && !sameDate(c.Field, was, c.Was):
		return nil, fmt.Sprintf("“%s” has been changed meanwhile, to “%s”", c.Field, short(was))
	}
	n := p.list.Content[item]
	w := &writer{tree: p.tree, force: force}
	field := change{c.Field, p.fieldNode(c.Field, c.Was), p.fieldNode(c.Field, c.Is)}
	if p.json && c.Field == "archived" && partOf(n, "archived") < 0 {
		n, field = inCustom(n, field)
	}
	why := w.entries(n, behindURL(n, field.key), []change{field})
	return w.splices, why
}

// inCustom makes a change of a record in CSL-JSON one of what stands under custom,
// where its schema has room for keys that CSL has not.
func inCustom(record *yaml.Node, field change) (*yaml.Node, change) {
	_, custom := entryOf(record, "custom")
	switch {
	case custom == nil || custom.Kind == yaml.MappingNode && len(custom.Content) == 0:
		m := bracesNode()
		pairNode(m, field.key, field.is)
		return record, change{"custom", custom, m}
	case custom.Kind != yaml.MappingNode:
		return record, field
	case field.is == nil && len(custom.Content) == 2:
		return record, change{"custom", custom, nil}
	}
	return custom, field
}

// behindURL is an order of keys in which a new one comes behind the address, or
// behind all where there is none.
func behindURL(n *yaml.Node, key string) (order []string) {
	for i := 0; i < len(n.Content); i += 2 {
		order = append(order, n.Content[i].Value)
		if n.Content[i].Value == "URL" {
			break
		}
	}
	return append(order, key)
}

// fieldNode is a field as it is to be written. In JSON a date stands in parts.
func (p *sourcePatcher) fieldNode(field, s string) *yaml.Node {
	d, ok := Date(s)
	if s == "" || !cslDates[field] || !ok {
		return optional(s)
	}
	if !p.json {
		return typedNode(s)
	}
	m := bracesNode()
	var parts []*yaml.Node
	for _, day := range [...]edition.Day{d.From, d.To} {
		var part []*yaml.Node
		for _, n := range [...]int{day.Year, day.Month, day.Day} {
			if n != 0 {
				part = append(part, typedNode(strconv.Itoa(n)))
			}
		}
		if len(part) > 0 {
			parts = append(parts, listNode(true, part))
		}
	}
	pairNode(m, "date-parts", listNode(true, parts))
	return m
}

// sourceField is what a field of a source says, a date in EDTF; ok is false when
// no field of this name can be changed.
func sourceField(s *edition.Source, field string) (text string, ok bool) {
	switch {
	case field == "archived":
		return s.Archived, true
	case cslDates[field]:
		return EDTF(s.Dates[field]), true
	}
	return s.Fields[field], cslTexts[field] == field
}

// setSourceField is what a source says when a field of it has been changed.
func setSourceField(s *edition.Source, field, text string) {
	switch {
	case field == "archived":
		s.Archived = text
	case cslDates[field]:
		s.Dates = maps.Clone(s.Dates)
		if s.Dates == nil {
			s.Dates = map[string]edition.Date{}
		}
		delete(s.Dates, field)
		if d, ok := Date(text); ok {
			s.Dates[field] = d
		}
	default:
		s.Fields = maps.Clone(s.Fields)
		if s.Fields == nil {
			s.Fields = map[string]string{}
		}
		delete(s.Fields, field)
		if text != "" {
			s.Fields[field] = text
		}
	}
	if len(s.Dates) == 0 {
		s.Dates = nil
	}
	if len(s.Fields) == 0 {
		s.Fields = nil
	}
}

// sameDate reports whether two dates are the same, however they are written.
func sameDate(field, a, b string) bool {
	d, ok := Date(a)
	e, ok2 := Date(b)
	return cslDates[field] && ok && ok2 && d == e
}

// reads says what is wrong with a file in which some fields have been changed.
func (p *sourcePatcher) reads(out []byte, made []int) string {
	want, _ := bareSources(p.name, p.data)
	for _, i := range made {
		setSourceField(&want[p.number(p.changes[i].Key)], p.changes[i].Field, p.changes[i].Is)
	}
	got, ps := bareSources(p.name, out)
	if fresh := errorsOf(ps).Beyond(errorsOf(p.errors)); len(fresh) > 0 {
		return fresh[0].Text
	}
	if !reflect.DeepEqual(want, got) {
		return "it would change other sources too, or not read as it should"
	}
	return ""
}

// bareSources reads sources without their places.
func bareSources(name string, data []byte) ([]edition.Source, edition.Problems) {
	sources, ps := Sources(name, data)
	unplace(reflect.ValueOf(sources))
	for i := range sources {
		for k := range sources[i].Supports {
			strip(&sources[i].Supports[k])
		}
	}
	return sources, ps
}
