package sidecar

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"gloss/generator/edition"
)

var settingsFields = fields[edition.Settings]{
	"title":        func(v value, s *edition.Settings) { s.Title = v.line() },
	"url":          func(v value, s *edition.Settings) { s.URL = v.address(false) },
	"language":     func(v value, s *edition.Settings) { s.Language = v.language() },
	"description":  func(v value, s *edition.Settings) { s.Description = v.line() },
	"editors":      func(v value, s *edition.Settings) { s.Editors = v.people() },
	"style":        func(v value, s *edition.Settings) { s.Style = v.line() },
	"citations":    func(v value, s *edition.Settings) { s.Citations = v.id() },
	"bibliography": func(v value, s *edition.Settings) { s.Bibliography = v.groups() },
	"series":       func(v value, s *edition.Settings) { s.Series = v.series() },
	"links":        func(v value, s *edition.Settings) { s.Links = v.links() },
	"words":        func(v value, s *edition.Settings) { s.Words = v.dictionary() },
	"html":         func(v value, s *edition.Settings) { s.HTML, _ = v.truth() },
}

var settingsNames = map[string]string{
	"name": "title", "baseurl": "url", "base-url": "url", "base_url": "url", "site": "url", "lang": "language", "locale": "language",
	"author": "editors", "authors": "editors", "editor": "editors", "csl": "style", "citation-style": "style", "menu": "links",
	"groups": "bibliography", "nav": "links", "navigation": "links", "summary": "description", "subtitle": "description", "strings": "words", "labels": "words",
}

var seriesFields = fields[edition.Series]{
	"id":    func(v value, s *edition.Series) { s.ID = v.id() },
	"label": func(v value, s *edition.Series) { s.Label = v.line() },
	"marks": func(v value, s *edition.Series) { s.Marks = v.marks() },
	"slot":  func(v value, s *edition.Series) { s.Slot = v.slot() },
}

var seriesNames = map[string]string{
	"name": "id", "key": "id", "title": "label", "mark": "marks", "numbering": "marks", "style": "marks", "color": "slot", "colour": "slot",
}

var personFields = fields[edition.Person]{
	"name": func(v value, p *edition.Person) { p.Name = v.line() },
	"url":  func(v value, p *edition.Person) { p.URL, p.At = v.address(true), v.at() },
}

var personNames = map[string]string{"link": "url", "href": "url", "website": "url", "homepage": "url", "email": "write url: mailto:…"}

var linkFields = fields[edition.MenuLink]{
	"label": func(v value, l *edition.MenuLink) { l.Label = v.line() },
	"url":   func(v value, l *edition.MenuLink) { l.URL, l.At = v.address(true), v.at() },
}

var linkNames = map[string]string{"title": "label", "name": "label", "text": "label", "link": "url", "href": "url"}

// Settings reads site.yaml. What it must hold is a title.
func Settings(name string, data []byte) (edition.Settings, edition.Problems) {
	var s edition.Settings
	f := &file{name: name, data: data}
	root := f.parse(data, entry)
	if root == nil {
		if len(f.ps) == 0 {
			f.ps.Errorf(edition.Place{File: name}, "write title: The name of the site", "the file is empty")
		}
		return s, f.ps
	}
	v := value{f, "", nil, root}
	if root.Kind != yaml.MappingNode {
		v.errorf("write title: The name of the site", "site.yaml is a mapping (key: value), this one is %s", kind(root))
		return s, f.ps
	}
	has := read(v, name, settingsFields, settingsNames, &s)
	s.At = places(has)
	if s.Title == "" && !has.has("title") {
		f.ps.Errorf(v.at(), "write title: The name of the site", "the site has no title")
	}
	if at := has.get("citations"); s.Citations != "" && len(s.Series) > 0 {
		ids := []string{"author"}
		for _, r := range s.Series {
			ids = append(ids, r.ID)
		}
		if !slices.Contains(ids, s.Citations) {
			at.errorf(cmp.Or(edition.DidYouMean(s.Citations, ids), "the series are "+strings.Join(ids, ", ")), "no series has the id “%s”", s.Citations)
		}
	}
	return s, f.ps
}

// places are where the values of a mapping stand.
func places(has keys) map[string]edition.Place {
	at := make(map[string]edition.Place, len(has))
	for _, v := range has {
		if v.Kind != 0 {
			at[v.key] = v.at()
		}
	}
	return at
}

// people reads a person or a list of them; a plain string is a name.
func (v value) people() []edition.Person {
	var people []edition.Person
	for _, item := range v.items() {
		var p edition.Person
		switch item.Kind {
		case yaml.ScalarNode:
			p.Name = item.line()
		case yaml.MappingNode:
			if read(item, "a person", personFields, personNames, &p).misspelt() {
				continue
			}
		default:
			item.wants("a list of people", "write - {name: A. Editor, url: https://…}")
			continue
		}
		if p.Name == "" {
			item.errorf("write name: …", "“%s” has a person without a name", v.key)
			continue
		}
		people = append(people, p)
	}
	return people
}

// links reads the entries of the menu.
func (v value) links() []edition.MenuLink {
	var links []edition.MenuLink
	for _, item := range v.items() {
		if item.Kind != yaml.MappingNode {
			item.wants("a list of links", "write - {label: About, url: /pages/about/}")
			continue
		}
		var l edition.MenuLink
		has := read(item, "a link", linkFields, linkNames, &l)
		if !has.has("label") || !has.has("url") {
			item.errorf("write {label: About, url: /pages/about/}", "a link wants a label and a url")
			continue
		}
		if l.URL != "" && l.Label != "" {
			links = append(links, l)
		}
	}
	return links
}

// dictionary reads words by their keys.
func (v value) dictionary() map[string]string {
	if isNull(v.Node) {
		return nil
	}
	if v.Kind != yaml.MappingNode {
		v.wants("a mapping of words", "write "+v.key+": {notes: Notes}")
		return nil
	}
	words := map[string]string{}
	for _, p := range v.pairs() {
		words[p.key] = p.value.line()
	}
	return words
}

// series reads a list of series.
func (v value) series() []edition.Series {
	const hint = "write - {id: editor, label: Editor's notes, marks: 1, slot: 1}"
	if v.Kind == yaml.MappingNode {
		v.wants("a list of series", hint)
		return nil
	}
	var list []edition.Series
	for _, item := range v.items() {
		if item.Kind != yaml.MappingNode {
			item.wants("a list of mappings", hint)
			continue
		}
		s := edition.Series{At: item.at()}
		has := read(item, "a series", seriesFields, seriesNames, &s)
		if !has.has("id") {
			item.errorf("write id: editor", "a series without an id")
			continue
		}
		if s.ID == "" {
			continue
		}
		if i := slices.IndexFunc(list, func(o edition.Series) bool { return o.ID == s.ID }); i >= 0 {
			item.errorf("give one of them another id", "two series have the id “%s”, the first in line %d", s.ID, list[i].At.Line)
			continue
		}
		list = append(list, s)
	}
	return list
}

var marks = []edition.Marks{edition.Figures, edition.Letters, edition.Romans, edition.Symbols}

// marksNames are what people write for a kind of marks.
var marksNames = map[string]edition.Marks{
	"numbers": edition.Figures, "figures": edition.Figures, "numeric": edition.Figures, "arabic": edition.Figures, "decimal": edition.Figures,
	"letters": edition.Letters, "alpha": edition.Letters, "abc": edition.Letters, "roman": edition.Romans, "romans": edition.Romans,
	"symbols": edition.Symbols, "symbol": edition.Symbols, "star": edition.Symbols, "asterisk": edition.Symbols, "†": edition.Symbols,
	"**": edition.Symbols,
}

// marks reads the kind of a series' marks.
func (v value) marks() edition.Marks {
	m := edition.Marks(v.text())
	if m == "" || slices.Contains(marks, m) {
		return m
	}
	hint := `marks are 1, a, i or "*"`
	if k, ok := marksNames[strings.ToLower(string(m))]; ok {
		hint = "write " + strings.ReplaceAll(string(k), "*", `"*"`)
	}
	v.errorf(hint, "unknown marks “%s”", short(string(m)))
	return ""
}

// slot reads the number of a series' colour.
func (v value) slot() int {
	s := v.text()
	n, err := strconv.Atoi(s)
	if s == "" || err == nil && n >= 1 && n <= 6 {
		return n
	}
	v.errorf("the colours have the numbers 1 to 6", "“%s” is not a slot", short(s))
	return 0
}
