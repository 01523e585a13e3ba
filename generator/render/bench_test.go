package render

import (
	"fmt"
	"strings"
	"testing"

	"gloss/generator/edition"
	"gloss/layouts"
)

// large is an edition of some 5,000 words with fifty notes.
func large(t testing.TB) *edition.Edition {
	var essay, notes strings.Builder
	n := 0
	for p := range 50 {
		if p%10 == 0 {
			fmt.Fprintf(&essay, `<h2 id="h%d">Section %d</h2>`, p, p)
		}
		fmt.Fprintf(&essay, `<p id="p%d">`, p)
		for range 100 {
			n++
			fmt.Fprintf(&essay, "w%d ", n)
		}
		essay.WriteString("<em>end</em></p>")
		fmt.Fprintf(&notes, "note-%d %d w%d w%d w%d\n", p, p%3+1, n-40, n-39, n-38)
	}
	return editionOf(t, essay.String(), notes.String())
}

func BenchmarkEdition(b *testing.B) {
	l, s, e := must(Open(layouts.FS)), settingsOf(), large(b)
	b.ReportAllocs()
	for b.Loop() {
		for _, f := range l.Edition(s, e) {
			if _, err := f.Data(); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkWeave(b *testing.B) {
	e := large(b)
	b.ReportAllocs()
	for b.Loop() {
		weave(nil, e, &spot{}, english)
	}
}

func BenchmarkSourcePage(b *testing.B) {
	site, _ := demo(b)
	l, p := must(Open(layouts.FS)), newSitePages(site)
	m := must(p.sourceMould(l))
	b.ReportAllocs()
	for b.Loop() {
		p.source(m, &site.Sources[0])
	}
}
