package sidecar

import (
	"strings"

	"go.yaml.in/yaml/v4"

	"gloss/generator/edition"
)

var noteFields = fields[edition.Note]{
	"id":       func(v value, n *edition.Note) { n.ID = v.id() },
	"target":   func(v value, n *edition.Note) { n.Targets = v.targets() },
	"series":   func(v value, n *edition.Note) { n.Series, n.SeriesAt = v.id(), v.at() },
	"creator":  func(v value, n *edition.Note) { n.Creator = v.line() },
	"created":  func(v value, n *edition.Note) { n.Created = v.date() },
	"modified": func(v value, n *edition.Note) { n.Modified = v.date() },
	"language": func(v value, n *edition.Note) { n.Language = v.language() },
	"sources":  func(v value, n *edition.Note) { n.Sources = v.sourceUses() },
	"tags":     func(v value, n *edition.Note) { n.Tags = v.words("one, two") },
	"body":     func(v value, n *edition.Note) { n.Markdown, n.BodyAt = v.markdown() },
}

// noteNames are what others call the parts of a note.
var noteNames = map[string]string{
	"text": "body", "note": "body", "content": "body", "comment": "body", "value": "body", "annotation": "body", "markdown": "body",
	"quote": "target", "quotation": "target", "exact": "target", "selector": "target", "lemma": "target", "passage": "target", "on": "target", "at": "target", "targets": "target",
	"source": "sources", "references": "sources", "cite": "sources", "citation": "sources", "tag": "tags", "keywords": "tags",
	"author": "creator", "by": "creator", "editor": "creator", "date": "created", "updated": "modified", "lang": "language",
	"key": "id", "name": "id", "category": "series", "type": "series", "kind": "series",
}

// Notes reads a file of notes. A note that has a mistake is returned with the
// rest of it, so that what refers to it is not reported as well.
func Notes(name string, data []byte) ([]edition.Note, edition.Problems) {
	f := &file{name: name, data: data}
	notes := f.notes(f.parse(data, item))
	return notes, f.ps
}

// notes reads the notes of a tree, which may be nil.
func (f *file) notes(root *yaml.Node) []edition.Note {
	if root == nil {
		return nil
	}
	list := value{f, "", nil, root}
	if root.Kind != yaml.SequenceNode {
		list.errorf("begin each note with “- ”: - target: drink the chalice", "a file of notes is a list, this one is %s", kind(root))
		return nil
	}
	notes := make([]edition.Note, 0, len(root.Content))
	ids := map[string]edition.Place{}
	for _, v := range list.items() {
		n, ok := v.note()
		if !ok {
			continue
		}
		if n.ID != "" {
			if first, twice := ids[n.ID]; twice {
				f.ps.Errorf(n.At, "give one of them another id", "two notes have the id “%s”, the first in line %d", n.ID, first.Line)
				continue
			}
			ids[n.ID] = n.At
		}
		notes = append(notes, n)
	}
	return notes
}

func (v value) note() (n edition.Note, ok bool) {
	n.At = v.at()
	if v.Kind != yaml.MappingNode {
		v.errorf("write what it is about and what it says: target: …, body: …", "a note is a mapping (key: value), this one is %s", kind(v.Node))
		return n, false
	}
	has := read(v, "a note", noteFields, noteNames, &n)
	if v.f.spent { // what is missing has not been read
		return n, false
	}
	if !has.has("target") {
		v.errorf("quote the words it is about: target: drink the chalice; or write target: {whole: true}", "a note without a target")
	}
	if !has.has("sources") && (!has.has("body") || has.get("body").blank()) {
		v.errorf("add a body, or sources", "a note that says nothing")
	}
	return n, true
}

// blank reports whether a text holds no words.
func (v value) blank() bool {
	return v.Kind == yaml.ScalarNode && strings.TrimSpace(v.Value) == ""
}

// sourceUses reads a note's list of sources.
func (v value) sourceUses() []edition.SourceUse {
	var uses []edition.SourceUse
	for _, item := range v.items() {
		switch {
		case item.Kind != yaml.ScalarNode:
			item.wants("a list of citations", `write sources: ["ap1988, p. 1"]`)
		case item.text() == "":
			item.errorf("write a source's key or take the item out", "an empty citation in “%s”", v.key)
		default:
			uses = append(uses, edition.SourceUse{Text: item.line(), At: item.textAt()})
		}
	}
	return uses
}

// markdown reads a body and the place of its first character.
func (v value) markdown() (string, edition.Place) {
	if v.text() == "" {
		return "", edition.Place{}
	}
	return v.Value, v.textAt()
}

// textAt is the place of a scalar's first character: behind the quotation mark,
// or in the line below the | or >, where the text is indented.
func (v value) textAt() edition.Place {
	p := v.at()
	const marked = yaml.SingleQuotedStyle | yaml.DoubleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle
	if v.Anchor == "" && v.Style&yaml.TaggedStyle == 0 {
		switch {
		case v.Style&marked == 0:
			return p
		case v.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
			p.Column++
			return p
		}
	}
	l := v.f.source()
	at := skipProperties(l.data, l.Offset(p.Line, p.Column))
	p = l.Place(p.File, at)
	switch {
	case v.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
		p.Column++
	case v.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		p.Line++
		p.Column = max(blockIndent(l, p.Line)-blockIndent(NewLines([]byte(v.Value)), 1), 0) + 1
	}
	return p
}

// skipProperties finds where a value begins behind its tag and its anchor.
func skipProperties(data []byte, at int) int {
	for at < len(data) {
		switch data[at] {
		case '&', '!':
			for at < len(data) && strings.IndexByte(" \t\r\n", data[at]) < 0 {
				at++
			}
		case ' ', '\t', '\r', '\n':
			at++
		case '#':
			for at < len(data) && data[at] != '\n' && data[at] != '\r' {
				at++
			}
		default:
			return at
		}
	}
	return at
}

// blockIndent is the indentation of the first line with words from a line on.
func blockIndent(l *Lines, from int) int {
	for n := from; n <= l.Count(); n++ {
		line := l.Line(n)
		if words := strings.TrimLeft(string(line), " "); words != "" {
			return len(line) - len(words)
		}
	}
	return 0
}
