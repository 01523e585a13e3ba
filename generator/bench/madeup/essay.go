package madeup

import (
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is one token of running text. In an essay a note may end on it; in a
// note's body it may instead be a citation or a cross-reference.
type word struct {
	pre, core, post string
	note            int // 1 + index of the note whose quote ends here
	cite, page      int // 1 + index of the source, and the page cited
	xref            int // 1 + index of the note referred to
}

type span struct {
	from, to int  // words, both included
	kind     byte // 'e'm, 's'trong, 'l'ink, 'c'ode
	url      string
}

type para struct {
	words []word
	spans []span // ordered, disjoint
}

type block struct {
	kind  string // p, h2, h3, quote, ul, ol, table, code
	text  string // heading or code
	lang  string
	paras []*para
	rows  [][]string
}

type note struct {
	id                    string
	at                    *para
	from, to, order       int
	exact, prefix, suffix string
	body                  []*para
}

type source struct {
	key, kind, title, container, publisher, place, url, accessed string
	authors                                                      [][2]string // family, given
	issued                                                       string
	volume, page                                                 int
}

type essay struct {
	name, title, author, date string
	wrap                      bool
	blocks                    []block
	notes                     []*note
	sources                   []source
}

type generator struct {
	lex                    *lexicon
	paras, annots, sources int
	seed                   uint64
}

func capital(s string) string {
	c, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(c)) + s[n:]
}

func (g *generator) sentence(r *rng) []word {
	n := r.in(4, 14) + r.in(2, 14) + r.in(0, 10)
	ws := make([]word, 0, n+1)
	for i := 0; i < n; i++ {
		w := word{core: g.lex.word(r)}
		switch x := r.float(); {
		case x < 0.025:
			w.core = pick(r, names)
		case x < 0.030:
			w.core = fmt.Sprint(r.in(1560, 1999))
		case x < 0.037 && i > 2 && i < n-2:
			ws = append(ws, word{core: "–"})
		}
		if i > 1 && i < n-2 {
			switch x := r.float(); {
			case x < 0.075:
				w.post = ","
			case x < 0.083:
				w.post = ";"
			case x < 0.087:
				w.post = ":"
			}
		}
		ws = append(ws, w)
	}
	n = len(ws)
	if x := r.float(); x < 0.14 { // one parenthesis or one quotation
		pair := [2]string{"“", "”"}
		if x < 0.06 {
			pair = [2]string{"(", ")"}
		}
		a := r.in(1, n-3)
		b := min(n-2, a+r.in(1, 7))
		if ws[a].core != "–" && ws[b].core != "–" {
			ws[a].pre = pair[0]
			ws[b].post = pair[1] + ws[b].post
		}
	}
	if last := &ws[n-1]; last.core[0] <= '9' { // no sentence ends in a number
		last.core = g.lex.content(r)
	}
	ws[0].core = capital(ws[0].core)
	end := "."
	if x := r.float(); x < 0.05 {
		end = "?"
	} else if x < 0.08 {
		end = "!"
	}
	ws[n-1].post = end
	return ws
}

func (g *generator) para(r *rng, sentences int) *para {
	p := &para{}
	for ; sentences > 0; sentences-- {
		p.words = append(p.words, g.sentence(r)...)
	}
	n := len(p.words)
	mark := make([]bool, n+2)
	try := func(kind byte, every, hi int) {
		for k := n / every; k >= 0; k-- {
			if k == 0 && !r.p(float64(n%every)/float64(every)) {
				continue
			}
			l := r.in(1, hi)
			if n < l+2 {
				continue
			}
			a := r.in(1, n-l-1)
			b := a + l - 1
			free := p.words[a].core != "–" && p.words[b].core != "–"
			for i := a - 1; i <= b+1; i++ {
				free = free && !mark[i]
			}
			if !free {
				continue
			}
			for i := a; i <= b; i++ {
				mark[i] = true
			}
			s := span{from: a, to: b, kind: kind}
			if kind == 'l' {
				s.url = "https://example.org/" + g.lex.content(r) + "/" + g.lex.content(r)
			}
			p.spans = append(p.spans, s)
		}
	}
	try('e', 60, 4)
	try('l', 130, 5)
	try('s', 260, 3)
	try('c', 400, 1)
	sort.Slice(p.spans, func(i, j int) bool { return p.spans[i].from < p.spans[j].from })
	return p
}

func (g *generator) phrase(r *rng, n int) string {
	ws := make([]string, n)
	for i := range ws {
		ws[i] = g.lex.word(r)
		if i == 0 || i == n-1 {
			ws[i] = g.lex.content(r)
		}
	}
	return capital(strings.Join(ws, " "))
}

func (g *generator) essay(index int) *essay {
	r := &rng{mix(g.seed, uint64(index))}
	e := &essay{
		name:   fmt.Sprintf("essay-%05d", index+1),
		title:  g.phrase(r, r.in(3, 8)),
		author: pick(r, given) + " " + pick(r, names),
		date:   fmt.Sprintf("%d-%02d-%02d", r.in(2001, 2025), r.in(1, 12), r.in(1, 28)),
		wrap:   index%2 == 1, // every second manuscript is wrapped at 80 columns
	}
	g.body(r, e)
	for k := 0; k < g.sources; k++ {
		e.sources = append(e.sources, g.source(r, index, k))
	}
	g.annotate(r, e)
	return e
}

func (g *generator) body(r *rng, e *essay) {
	next := r.in(3, 6)
	for i := 0; i < g.paras; i++ {
		if i == next {
			kind := "h2"
			if i > 8 && r.p(0.35) { // the first headings are not deeper ones
				kind = "h3"
			}
			e.blocks = append(e.blocks, block{kind: kind, text: g.phrase(r, r.in(2, 6))})
			next += r.in(3, 7)
		}
		e.blocks = append(e.blocks, block{kind: "p", paras: []*para{g.para(r, r.in(3, 7))}})
		if i == 0 {
			continue // the first block stays alone, so that a test can edit it
		}
		switch x := r.float(); {
		case x < 0.10:
			b := block{kind: "quote"}
			for k := r.in(1, 2); k > 0; k-- {
				b.paras = append(b.paras, g.para(r, r.in(1, 4)))
			}
			e.blocks = append(e.blocks, b)
		case x < 0.15:
			b := block{kind: "ul"}
			if r.p(0.4) {
				b.kind = "ol"
			}
			for k := r.in(3, 6); k > 0; k-- {
				b.paras = append(b.paras, g.para(r, 1))
			}
			e.blocks = append(e.blocks, b)
		case x < 0.20:
			lang, text := g.code(r)
			e.blocks = append(e.blocks, block{kind: "code", lang: lang, text: text})
		case x < 0.23:
			b := block{kind: "table"}
			cols := r.in(3, 4)
			for k := r.in(4, 9); k > 0; k-- {
				row := make([]string, cols)
				for c := range row {
					row[c] = g.phrase(r, r.in(1, 4))
				}
				b.rows = append(b.rows, row)
			}
			e.blocks = append(e.blocks, b)
		}
	}
}

func (g *generator) code(r *rng) (lang, text string) {
	w := func() string { return g.lex.content(r) }
	var b strings.Builder
	f := func(format string, a ...any) { fmt.Fprintf(&b, format+"\n", a...) }
	lang = pick(r, []string{"python", "go", "sql", "xml", "bash", "json"})
	switch lang {
	case "python":
		f("import re\n\ndef %s_%s(lines, limit=%d):", w(), w(), r.in(2, 90))
		f("    \"\"\"%s.\"\"\"\n    found = {}", g.phrase(r, 7))
		f("    for number, line in enumerate(lines):\n        if re.match(r'^%s\\s+(\\d+)', line):", w())
		f("            found[number] = line.strip()[:limit]  # %s", g.phrase(r, 4))
		f("    return sorted(found.items(), key=lambda item: item[1])")
	case "go":
		f("// %s %s.\nfunc %s(r io.Reader, n int) (string, error) {", w(), g.phrase(r, 6), w())
		f("\tvar %s strings.Builder\n\tfor i := 0; i < n; i++ {", w())
		f("\t\tif _, err := fmt.Fprintf(os.Stdout, \"%s %%d\\n\", i); err != nil {\n\t\t\treturn \"\", err\n\t\t}\n\t}", w())
		f("\treturn \"%s\", nil\n}", w())
	case "sql":
		f("SELECT w.title, count(*) AS %s\nFROM witnesses AS w\nJOIN readings AS r ON r.witness_id = w.id", w())
		f("WHERE r.lemma = '%s' AND w.year BETWEEN %d AND %d", w(), r.in(1500, 1600), r.in(1601, 1900))
		f("GROUP BY w.title\nHAVING count(*) > %d\nORDER BY %s DESC;", r.in(2, 40), w())
	case "xml":
		f("<app xml:id=\"%s-%d\">\n  <lem wit=\"#A #B\">%s</lem>", w(), r.in(1, 99), g.phrase(r, 4))
		for k := r.in(2, 5); k > 0; k-- {
			f("  <rdg wit=\"#%c\" type=\"%s\">%s</rdg>", 'C'+rune(k), w(), g.phrase(r, 4))
		}
		f("  <!-- %s -->\n</app>", g.phrase(r, 6))
	case "bash":
		f("#!/bin/sh\nset -eu\nfor f in %s/*.txt; do\n  grep -n '%s' \"$f\" | sort -u > \"out/$(basename \"$f\").%s\"\ndone", w(), w(), w())
		f("echo \"%s: $(wc -l < out/%s)\" # %s", w(), w(), g.phrase(r, 5))
	case "json":
		f("{\n  \"id\": \"%s\",\n  \"lemma\": \"%s\",\n  \"lines\": [%d, %d, %d],", w(), g.phrase(r, 5), r.in(1, 99), r.in(100, 199), r.in(200, 299))
		f("  \"checked\": true,\n  \"by\": \"%s\"\n}", pick(r, names))
	}
	return lang, b.String()
}

func (g *generator) source(r *rng, essayIndex, k int) source {
	x, year := r.float(), r.in(1820, 2024)
	if x >= 0.90 { // a web page
		year = r.in(2001, 2024)
	}
	s := source{title: g.phrase(r, r.in(2, 7)), issued: fmt.Sprint(year)}
	for n := pick(r, []int{1, 1, 1, 2, 3}); n > 0; n-- {
		s.authors = append(s.authors, [2]string{pick(r, names), pick(r, given)})
	}
	s.key = fmt.Sprintf("%s%d-%d-%d", ascii(s.authors[0][0]), year, essayIndex+1, k+1)
	web := r.p(0.3)
	switch {
	case x < 0.45:
		s.kind, s.publisher, s.place = "book", pick(r, houses), pick(r, places)
	case x < 0.75:
		s.kind, s.container = "article-journal", pick(r, journals)
		s.volume, s.page = r.in(1, 90), r.in(1, 400)
	case x < 0.90:
		s.kind, s.container = "chapter", g.phrase(r, r.in(3, 5))
		s.publisher, s.place, s.page = pick(r, houses), pick(r, places), r.in(1, 400)
	default:
		s.kind, s.container, web = "webpage", pick(r, journals), true
		s.issued = fmt.Sprintf("%d-%02d-%02d", year, r.in(1, 12), r.in(1, 28))
	}
	if web {
		s.url = "https://example.org/" + g.lex.content(r) + "/" + s.key
		s.accessed = fmt.Sprintf("2025-%02d-%02d", r.in(1, 12), r.in(1, 28))
	}
	return s
}

// plain is the paragraph as a reader sees it, with the offsets of the words' cores.
func (p *para) plain() (text string, start, end []int) {
	var b strings.Builder
	for i, w := range p.words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.pre)
		start = append(start, b.Len())
		b.WriteString(w.core)
		end = append(end, b.Len())
		b.WriteString(w.post)
	}
	return b.String(), start, end
}

func (g *generator) annotate(r *rng, e *essay) {
	var targets []*para
	for _, b := range e.blocks {
		if b.kind == "p" || b.kind == "quote" {
			targets = append(targets, b.paras...)
		}
	}
	if len(targets) == 0 {
		return
	}
	order := map[*para]int{}
	for i, p := range targets {
		order[p] = i
	}
	for tries := 0; len(e.notes) < g.annots && tries < 50*g.annots; tries++ {
		p := pick(r, targets)
		to := r.in(2, len(p.words)-1)
		ok := p.words[to].note == 0 && p.words[to].core != "–"
		for _, s := range p.spans {
			if (s.kind == 'l' || s.kind == 'c') && to >= s.from && to <= s.to {
				ok = false // a footnote mark cannot stand in a link or in code
			}
		}
		if !ok {
			continue
		}
		from := max(0, to-r.in(1, 11))
		for p.words[from].core == "–" {
			from++
		}
		p.words[to].note = -1 // taken
		e.notes = append(e.notes, &note{at: p, from: from, to: to})
	}
	sort.Slice(e.notes, func(i, j int) bool {
		a, b := e.notes[i], e.notes[j]
		if a.at != b.at {
			return order[a.at] < order[b.at]
		}
		return a.to < b.to
	})
	for i, n := range e.notes {
		n.order = i + 1
		n.at.words[n.to].note = i + 1
		n.id = fmt.Sprintf("%s-%d", g.lex.content(r), i+1)
		text, start, end := n.at.plain()
		a, b := start[n.from], end[n.to]
		n.exact, n.prefix, n.suffix = text[a:b], tail(text[:a], 32), head(text[b:], 32)
		g.noteBody(r, e, n)
	}
}

// noteBody: 20 to 80 words, one or two citations, one cross-reference.
func (g *generator) noteBody(r *rng, e *essay, n *note) {
	goal := r.in(20, 80)
	p := &para{}
	for len(p.words) < goal {
		s := g.para(r, 1)
		at := len(p.words)
		for _, sp := range s.spans {
			if sp.kind == 'e' || sp.kind == 'l' {
				sp.from, sp.to = sp.from+at, sp.to+at
				p.spans = append(p.spans, sp)
			}
		}
		p.words = append(p.words, s.words...)
	}
	if len(p.words) > 80 { // the last sentence would run over
		p.words = p.words[:80]
		p.words[79].post = "."
		keep := p.spans[:0]
		for _, s := range p.spans {
			if s.to < 80 {
				keep = append(keep, s)
			}
		}
		p.spans = keep
	}
	last := len(p.words) - 1
	if len(e.sources) > 0 {
		p.words = append(p.words, word{cite: 1 + r.n(len(e.sources)), page: r.in(1, 480), post: "."})
		p.words[last].post = "" // … word [@key, p. 12].
	}
	if len(e.notes) > 1 {
		other := r.n(len(e.notes) - 1)
		if other >= n.order-1 {
			other++
		}
		p.words = append(p.words, word{core: pick(r, []string{"See", "Compare", "But", "Cf."})}, word{xref: other + 1, post: "."})
	}
	n.body = []*para{p}
	if len(e.sources) > 0 && r.p(0.5) {
		q := &para{words: g.sentence(r)[:4]}
		q.words[0].pre, q.words[3].post = "", ""
		q.words = append(q.words, word{cite: 1 + r.n(len(e.sources)), page: r.in(1, 480), post: "."})
		if r.p(0.25) { // now and then a note has two paragraphs
			n.body = append(n.body, q)
		} else {
			p.words = append(p.words, q.words...)
		}
	}
}

func tail(s string, n int) string {
	rs := []rune(s)
	return string(rs[max(0, len(rs)-n):])
}

func head(s string, n int) string {
	rs := []rune(s)
	return string(rs[:min(n, len(rs))])
}

var fold = strings.NewReplacer("é", "e", "è", "e", "ü", "u", "á", "a", "ă", "a", "Á", "A", "É", "E", "ë", "e")

func ascii(s string) string { return strings.ToLower(fold.Replace(s)) }
