package sidecar

import (
	"cmp"
	"fmt"
	"strings"

	"gloss/generator/edition"
	"gloss/generator/ris"
)

// RIS writes sources as RIS, in UTF-8. What RIS has no tag for, which the README
// lists, is left out; CSL's rich text stands in its tags, as in what Zotero writes.
func RIS(sources []*edition.Source) []byte {
	var b []byte
	for i, s := range sources {
		if i > 0 {
			b = append(b, '\n')
		}
		w := risWriter{s: s, out: ris.Append(b, "TY", cmp.Or(risTypes[s.Type], "GEN"))}
		w.record()
		w.out = append(w.out, "ER  - \n"...)
		b = w.out
	}
	return b
}

// risWriter makes a record of a source.
type risWriter struct {
	s    *edition.Source
	out  []byte
	done map[string]bool // the variables that have been written
	tags map[string]bool // the tags that hold one value and have it
}

func (w *risWriter) add(tag, value string) { w.out = ris.Append(w.out, tag, value) }

// text writes a variable under a tag, once.
func (w *risWriter) text(csl, tag string) {
	value := w.s.Fields[csl]
	if value == "" || w.done[csl] || w.tags[tag] {
		return
	}
	w.done[csl], w.tags[tag] = true, true
	w.add(tag, value)
}

func (w *risWriter) record() {
	w.done, w.tags = map[string]bool{}, map[string]bool{}
	w.add("ID", w.s.Key)
	w.names()
	w.text("title", "TI")
	w.container()
	w.dates()
	w.pages()
	for _, t := range risTexts {
		if t.of(w.s.Type) {
			w.text(t.csl, t.tags[0])
		}
	}
	w.text("publisher-place", "CY")
	for _, csl := range [...]string{"ISBN", "ISSN"} {
		if v := w.s.Fields[csl]; v != "" {
			w.add("SN", v)
		}
	}
	w.text("DOI", "DO")
	w.text("URL", "UR")
	if w.s.Archived != "" {
		w.add("N1", archivedNote+w.s.Archived)
	}
	if id := w.s.Fields["PMID"]; id != "" && inJournals[w.s.Type] {
		w.add("AN", id)
		w.add("DB", "PubMed")
	}
	for _, t := range risParagraphs {
		w.text(t.csl, t.tags[0])
	}
	for _, word := range strings.Split(w.s.Fields["keyword"], ",") {
		if word = strings.TrimSpace(word); word != "" {
			w.add("KW", word)
		}
	}
}

// names writes the names of each role that RIS has a tag for, tag by tag.
func (w *risWriter) names() {
	done := map[string]bool{}
	for _, row := range risRoles {
		if done[row.csl] || risRole(row.tag, w.s.Type) != row.csl {
			continue
		}
		done[row.csl] = true
		for _, n := range w.s.Names[row.csl] {
			w.add(row.tag, risNameOf(n))
		}
	}
}

// risNameOf writes a name as "van Gogh, Vincent" or "Beethoven, Ludwig van".
func risNameOf(n edition.Name) string {
	n = n.WithFamily()
	if n.Literal != "" {
		if n.Literal == others {
			return "et al."
		}
		if strings.Contains(n.Literal, ",") {
			return n.Literal + ","
		}
		return n.Literal
	}
	family := strings.TrimSpace(n.NonDroppingParticle + " " + n.Family)
	given := strings.TrimSpace(n.Given + " " + n.DroppingParticle)
	switch {
	case n.Suffix != "":
		return family + ", " + given + ", " + n.Suffix
	case given != "":
		return family + ", " + given
	}
	return family
}

// dates writes the day and the year the work was issued, and when it was seen.
func (w *risWriter) dates() {
	if d := w.s.Dates["issued"]; !d.IsZero() {
		w.add("DA", risDateOf(d))
		if d.From.Year > 0 {
			w.add("PY", fmt.Sprintf("%04d", d.From.Year))
		}
	}
	if d := w.s.Dates["accessed"]; !d.IsZero() {
		w.add("Y2", risDateOf(d))
	}
}

// risDateOf writes a date as YYYY/MM/DD/other; other is the date in EDTF where it
// is more than a day.
func risDateOf(d edition.Date) string {
	plain := edition.Date{From: d.From}
	if d.Literal != "" {
		return "///" + d.Literal
	}
	part := func(n, width int) string {
		if n <= 0 {
			return ""
		}
		return fmt.Sprintf("%0*d", width, n)
	}
	s := part(d.From.Year, 4) + "/" + part(d.From.Month, 2) + "/" + part(d.From.Day, 2) + "/"
	if d != plain || d.From.Year < 32 {
		s += EDTF(d)
	}
	return s
}

// container writes the title of what the work stands in. Of a paper that is the
// proceedings, which give way to the conference, as its place does.
func (w *risWriter) container() {
	has := func(csl string) bool { return w.s.Fields[csl] != "" }
	typ, paper := w.s.Type, w.s.Type == "paper-conference"
	switch {
	case paper && has("event-title") && has("container-title"):
		w.text("container-title", "C3")
		w.text("event-title", "T2")
	case !inSeries(typ) && typ != "speech":
		w.text("container-title", "T2")
	}
	if paper && has("event-place") && has("publisher-place") {
		w.text("publisher-place", "C1")
		w.text("event-place", "CY")
	}
}

// pages writes the first and the last page; of a book, how many there are.
func (w *risWriter) pages() {
	page := w.s.Fields["page"]
	first, last, both := strings.Cut(page, "-")
	switch {
	case countsPages(w.s.Type):
		if !strings.ContainsAny(w.s.Fields["number-of-pages"], "-–") {
			w.text("number-of-pages", "SP")
		}
	case both && !strings.ContainsAny(last, "-, ") && !strings.ContainsAny(first, ", "):
		w.add("SP", first)
		w.add("EP", last)
	case page != "":
		w.add("SP", page)
	}
}
