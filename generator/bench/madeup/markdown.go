package madeup

import (
	"fmt"
	"strings"
)

// dialect says how one reader of Markdown wants notes, citations and references.
type dialect struct {
	refs bool // put [^id] after the quoted passage
	cite func(e *essay, source, page int) string
	xref func(e *essay, note int) string
}

func (d *dialect) inline(e *essay, p *para) []string {
	toks := make([]string, 0, len(p.words))
	si := 0
	for i, w := range p.words {
		t := w.core
		switch {
		case w.cite > 0:
			t = d.cite(e, w.cite-1, w.page)
		case w.xref > 0:
			t = d.xref(e, w.xref-1)
		}
		closing := ""
		if si < len(p.spans) && i >= p.spans[si].from {
			s := p.spans[si]
			m := map[byte]string{'e': "*", 's': "**", 'c': "`", 'l': "["}[s.kind]
			if i == s.from {
				t = m + t
			}
			if i == s.to {
				closing, si = m, si+1
				if s.kind == 'l' {
					closing = "](" + s.url + ")"
				}
			}
		}
		t = w.pre + t + closing + w.post
		if d.refs && w.note > 0 {
			t += "[^" + e.notes[w.note-1].id + "]"
		}
		toks = append(toks, t)
	}
	return toks
}

// fill writes tokens as one line or, when wrap is set, as lines of about 80 columns.
func fill(b *strings.Builder, toks []string, indent string, wrap bool) {
	col := len(indent)
	for i, t := range toks {
		if i > 0 {
			if wrap && col+1+len(t) > 80 {
				b.WriteString("\n" + indent)
				col = len(indent)
			} else {
				b.WriteByte(' ')
				col++
			}
		}
		b.WriteString(t)
		col += len(t)
	}
	b.WriteByte('\n')
}

func (d *dialect) bodyOf(b *strings.Builder, e *essay) {
	for i, bl := range e.blocks {
		if i > 0 {
			b.WriteByte('\n')
		}
		switch bl.kind {
		case "h2":
			b.WriteString("## " + bl.text + "\n")
		case "h3":
			b.WriteString("### " + bl.text + "\n")
		case "p":
			fill(b, d.inline(e, bl.paras[0]), "", e.wrap)
		case "quote":
			for j, p := range bl.paras {
				if j > 0 {
					b.WriteString(">\n")
				}
				b.WriteString("> ")
				fill(b, d.inline(e, p), "> ", e.wrap)
			}
		case "ul", "ol":
			for j, p := range bl.paras {
				mark := "- "
				if bl.kind == "ol" {
					mark = fmt.Sprintf("%d. ", j+1)
				}
				b.WriteString(mark)
				fill(b, d.inline(e, p), strings.Repeat(" ", len(mark)), e.wrap)
			}
		case "code":
			b.WriteString("```" + bl.lang + "\n" + bl.text + "```\n")
		case "table":
			for j, row := range bl.rows {
				b.WriteString("| " + strings.Join(row, " | ") + " |\n")
				if j == 0 {
					b.WriteString(strings.Repeat("| --- ", len(row)) + "|\n")
				}
			}
		}
	}
}

// footnotes writes the notes as [^id]: definitions at the end of the document.
func (d *dialect) footnotes(b *strings.Builder, e *essay) {
	for _, n := range e.notes {
		b.WriteString("\n[^" + n.id + "]: ")
		for j, p := range n.body {
			if j > 0 {
				b.WriteString("\n    ")
			}
			fill(b, d.inline(e, p), "    ", e.wrap)
		}
	}
}

// quoteYAML writes a string as YAML.
func quoteYAML(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

func frontMatter(b *strings.Builder, e *essay, extra string) {
	fmt.Fprintf(b, "---\ntitle: %s\nauthor: %s\ndate: %s\n%s---\n\n", quoteYAML(e.title), quoteYAML(e.author), e.date, extra)
}

// glossForm is the form gloss itself reads, a folder of the content.
func glossForm(e *essay) []file {
	d := &dialect{
		cite: func(e *essay, k, page int) string { return fmt.Sprintf("[@%s, p. %d]", e.sources[k].key, page) },
		xref: func(e *essay, j int) string { return "[[" + e.notes[j].id + "]]" },
	}
	var md, an, so strings.Builder
	frontMatter(&md, e, "")
	d.bodyOf(&md, e)
	for _, n := range e.notes {
		fmt.Fprintf(&an, "- id: %s\n  target:\n    exact: %s\n    prefix: %s\n    suffix: %s\n  body: |\n", n.id,
			quoteYAML(n.exact), quoteYAML(n.prefix), quoteYAML(n.suffix))
		for j, p := range n.body {
			if j > 0 {
				an.WriteByte('\n')
			}
			an.WriteString("    ")
			fill(&an, d.inline(e, p), "    ", e.wrap)
		}
	}
	sourcesYAML(&so, e, "")
	return []file{{e.name + "/essay.md", md.String()}, {e.name + "/annotations.yaml", an.String()}, {e.name + "/sources.yaml", so.String()}}
}

func sourcesYAML(b *strings.Builder, e *essay, indent string) {
	for _, s := range e.sources {
		f := func(key, value string) {
			if value != "" {
				fmt.Fprintf(b, "%s  %s: %s\n", indent, key, quoteYAML(value))
			}
		}
		fmt.Fprintf(b, "%s- id: %s\n%s  type: %s\n", indent, s.key, indent, s.kind)
		f("title", s.title)
		fmt.Fprintf(b, "%s  author:\n", indent)
		for _, a := range s.authors {
			fmt.Fprintf(b, "%s    - family: %s\n%s      given: %s\n", indent, quoteYAML(a[0]), indent, quoteYAML(a[1]))
		}
		f("issued", s.issued)
		f("container-title", s.container)
		f("publisher", s.publisher)
		f("publisher-place", s.place)
		if s.volume > 0 {
			f("volume", fmt.Sprint(s.volume))
		}
		if s.page > 0 {
			f("page", fmt.Sprintf("%d-%d", s.page, s.page+14))
		}
		f("URL", s.url)
		f("accessed", s.accessed)
	}
}

// hugoForm is the same essay with its notes as footnotes. A citation is a link
// to an entry of the list of sources, which the template makes from the front
// matter.
func hugoForm(e *essay) []file {
	d := &dialect{
		refs: true,
		xref: func(_ *essay, j int) string { return fmt.Sprintf("[note %[1]d](#fn:%[1]d)", j+1) },
		cite: func(e *essay, k, page int) string {
			s := e.sources[k]
			return fmt.Sprintf("([%s %s](#src-%s), p. %d)", s.authors[0][0], s.issued[:4], s.key, page)
		},
	}
	var b, sources strings.Builder
	sources.WriteString("sources:\n")
	sourcesYAML(&sources, e, "  ")
	frontMatter(&b, e, sources.String())
	d.bodyOf(&b, e)
	d.footnotes(&b, e)
	return []file{{"content/essays/" + e.name + ".md", b.String()}}
}
