package sidecar

import (
	"bytes"
	"strings"

	"go.yaml.in/yaml/v4"

	"gloss/generator/edition"
)

var frontFields = fields[edition.Front]{
	"title":     func(v value, f *edition.Front) { f.Title = v.line() },
	"subtitle":  func(v value, f *edition.Front) { f.Subtitle = v.line() },
	"author":    func(v value, f *edition.Front) { f.Authors = v.words("Ann Author, Ben Author") },
	"date":      func(v value, f *edition.Front) { f.Date = v.date() },
	"language":  func(v value, f *edition.Front) { f.Language = v.language() },
	"dir":       func(v value, f *edition.Front) { f.Dir = v.direction() },
	"summary":   func(v value, f *edition.Front) { f.Summary = v.line() },
	"published": func(v value, f *edition.Front) { f.Published = v.published() },
	"rights":    func(v value, f *edition.Front) { f.Rights = v.line() },
	"series":    func(v value, f *edition.Front) { f.Series = v.series() },
	"draft":     func(v value, f *edition.Front) { f.Draft, _ = v.truth() },
	"margin":    func(v value, f *edition.Front) { m, ok := v.truth(); f.EndnotesOnly = ok && !m },
	"html": func(v value, f *edition.Front) {
		if yes, ok := v.truth(); ok {
			f.HTML = &yes
		}
	},
}

var frontNames = map[string]string{
	"authors": "author", "by": "author", "byline": "author", "creator": "author", "writer": "author", "lang": "language",
	"headline": "title", "name": "title", "abstract": "summary", "description": "summary", "excerpt": "summary",
	"license": "rights", "licence": "rights", "copyright": "rights", "credit": "rights", "source": "published", "origin": "published",
	"publication": "published", "first-published": "published", "year": "date", "created": "date", "direction": "dir",
	"status": "write draft: true", "endnotes": "write margin: false",
}

var publishedFields = fields[edition.Published]{
	"title": func(v value, p *edition.Published) { p.Title = v.line() },
	"date":  func(v value, p *edition.Published) { p.Date = v.date() },
	"url":   func(v value, p *edition.Published) { p.URL, p.At = v.address(false), v.at() },
}

var publishedNames = map[string]string{"in": "title", "name": "title", "where": "title", "journal": "title", "when": "date", "link": "url", "href": "url"}

// FrontMatter reads what stands between two lines of --- at the head of a
// Markdown file. Body is the byte where the Markdown begins: behind the second
// line, or at the beginning when there is no front matter. What a front matter
// must hold depends on the file, so nothing is missed here.
func FrontMatter(name string, data []byte) (front edition.Front, body int, ps edition.Problems) {
	f := &file{name: name, data: data}
	if p, ok := Text(name, data); !ok {
		return front, len(data), edition.Problems{p}
	}
	from, to, body := f.fences()
	if from < 0 {
		return front, body, f.ps
	}
	// Everything before the front matter is passed on as empty lines, so that
	// YAML counts lines as the file does.
	src := append(bytes.Repeat([]byte{'\n'}, f.source().Place("", from).Line-1), data[from:to]...)
	root := f.parse(src, entry)
	if root == nil {
		return front, body, f.ps
	}
	v := value{f, "", nil, root}
	if root.Kind != yaml.MappingNode {
		v.errorf("write title: The title, and a space after each colon", "front matter is a mapping (key: value), this one is %s", kind(root))
		return front, body, f.ps
	}
	front.At = places(read(v, "front matter", frontFields, frontNames, &front))
	return front, body, f.ps
}

// fences finds the lines around the front matter: it stands from from to to,
// the Markdown from body on; from is -1 when there is none.
func (f *file) fences() (from, to, body int) {
	l := f.source()
	first := 1
	for first < l.Count() && len(bytes.TrimSpace(l.Line(first))) == 0 {
		first++
	}
	start := l.starts[0]
	switch opening := strings.TrimRight(string(l.Line(first)), " \t"); {
	case opening == "+++":
		f.ps.Errorf(edition.Place{File: f.name, Line: first, Column: 1}, "write it in YAML between two lines of ---",
			"front matter in TOML is not read")
		return -1, 0, f.closing(l, first, "+++")
	case opening != "---":
		return -1, 0, start
	case first > 1 && !entry(l.Line(first+1)): // a line across the page, in an essay that begins with empty lines
		return -1, 0, start
	}
	for n := first + 1; n <= l.Count(); n++ {
		switch strings.TrimRight(string(l.Line(n)), " \t") {
		case "---", "...":
			return l.starts[first], l.starts[n-1], l.Offset(n+1, 1)
		}
	}
	if first == 1 && !entry(l.Line(2)) && len(bytes.TrimSpace(l.Line(2))) == 0 { // a line across the page
		return -1, 0, start
	}
	f.ps.Errorf(edition.Place{File: f.name, Line: first, Column: 1}, "write --- on a line of its own before the essay begins",
		"the front matter that opens here is never closed")
	return -1, 0, len(f.data)
}

// closing finds the byte behind the next line that is a fence; the end of the
// file when there is none.
func (f *file) closing(l *Lines, opening int, fence string) int {
	for n := opening + 1; n <= l.Count(); n++ {
		if strings.TrimSpace(string(l.Line(n))) == fence {
			return l.Offset(n+1, 1)
		}
	}
	return len(f.data)
}

// published reads where a text first appeared; a plain string is a title.
func (v value) published() edition.Published {
	var p edition.Published
	switch {
	case isNull(v.Node):
	case v.Kind == yaml.ScalarNode:
		p.Title = v.line()
	case v.Kind == yaml.MappingNode:
		read(v, "“published”", publishedFields, publishedNames, &p)
	default:
		v.wants("a mapping", "write published: {title: The Journal, date: 2026-02, url: https://…}")
	}
	return p
}
