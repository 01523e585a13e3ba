package render

import (
	"fmt"
	"html/template"
	"strings"
)

// mould is a page of a kind that a site may have tens of thousands of, executed
// once with a hole for each value that differs from page to page. Filling the
// holes costs a hundredth of executing the template again.
type mould struct {
	text  []string // what stands between the holes
	holes []int    // which of the values fills each of them
}

// The holes of the page of a source.
const (
	holeTitle     = iota // of the window
	holeCanonical        // the page's address
	holeHeadline
	holeBody
	holes
)

// hole is a word that no page has and no escaping changes.
func hole(n int) string { return fmt.Sprintf("glosshole%dx7q", n) }

// newMould executes a template whose view holds holes.
func (l *Layouts) newMould(kind string, view any) (*mould, error) {
	page, err := l.page(kind, view)
	if err != nil {
		return nil, err
	}
	m := &mould{}
	rest := string(page)
	for {
		at, which := len(rest), -1
		for n := range holes {
			if i := strings.Index(rest, hole(n)); i >= 0 && i < at {
				at, which = i, n
			}
		}
		m.text = append(m.text, rest[:at])
		if which < 0 {
			return m, nil
		}
		m.holes = append(m.holes, which)
		rest = rest[at+len(hole(which)):]
	}
}

// fill writes a page; the values are HTML.
func (m *mould) fill(values *[holes][]byte) []byte {
	size := 0
	for _, t := range m.text {
		size += len(t)
	}
	for _, h := range m.holes {
		size += len(values[h])
	}
	b := make([]byte, 0, size)
	for i, t := range m.text {
		b = append(b, t...)
		if i < len(m.holes) {
			b = append(b, values[m.holes[i]]...)
		}
	}
	return b
}

// sourceMould is the mould of the pages of sources.
func (p *sitePages) sourceMould(l *Layouts) (*mould, error) {
	v := sourceView{frame: p.frame("source", "../../", "", "sources/-/"), Headline: hole(holeHeadline), Body: template.HTML(hole(holeBody))}
	v.Title = hole(holeTitle)
	if v.Canonical != "" {
		v.Canonical = hole(holeCanonical)
	}
	return l.newMould("source", &v)
}
