package sidecar

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"gloss/generator/bibtex"
	"gloss/generator/edition"
)

// BibTeX writes sources as BibLaTeX, in UTF-8. What BibLaTeX has no field for is
// written in a field that is called as in CSL; styles pass over it.
func BibTeX(sources []*edition.Source) []byte {
	var b []byte
	for i, s := range sources {
		if i > 0 {
			b = append(b, '\n')
		}
		w := bibWriter{s: s}
		b = bibtex.Append(b, w.entry(), bibKey(s.Key), w.fields())
	}
	return b
}

// bibKey is the key of an entry: the source's, or what its address is made of.
func bibKey(key string) string {
	if bibtex.IsKey(key) {
		return key
	}
	return edition.Slug(key)
}

// bibWriter makes an entry of a source.
type bibWriter struct {
	s    *edition.Source
	out  []bibtex.Pair
	done map[string]bool // the variables that have been written
}

func (w *bibWriter) entry() string { return cmp.Or(bibTypes[w.s.Type], "misc") }

// fields are the fields in the order of bibOrder, then others by their names.
func (w *bibWriter) fields() []bibtex.Pair {
	w.done = map[string]bool{}
	event := w.s.Fields["event-title"] != ""
	if entryType(w.entry(), "", event) != w.s.Type {
		subtype := w.s.Type
		for word, t := range bibSubtypes {
			if t == subtype {
				subtype = word
			}
		}
		w.add("entrysubtype", subtype)
	}
	w.names()
	w.dates()
	w.texts()
	if w.s.Archived != "" {
		w.add("archived", verbatim(w.s.Archived))
	}
	slices.SortFunc(w.out, func(a, b bibtex.Pair) int {
		return cmp.Or(cmp.Compare(rank(a.Name), rank(b.Name)), cmp.Compare(a.Name, b.Name))
	})
	return w.out
}

// bibOrder is the order in which the fields are written.
var bibOrder = words(`
	entrysubtype author editor editortype editora editoratype editorb editorbtype editorc editorctype bookauthor translator title maintitle
	shorttitle booktitle journaltitle shortjournal issuetitle titleaddon eventtitle eventdate venue type series volume part number eid volumes
	edition version date origdate year publisher institution organization location origtitle origpublisher origlocation pages pagetotal chapter
	howpublished isbn issn doi pmid pmcid url urldate archived langid language pubstate library shorthand keywords note abstract annotation`)

var bibRanks = func() map[string]int {
	ranks := map[string]int{}
	for i, name := range bibOrder {
		ranks[name] = i
	}
	return ranks
}()

func rank(name string) int {
	if i, ok := bibRanks[name]; ok {
		return i
	}
	return len(bibOrder)
}

func (w *bibWriter) add(name, tex string) { w.out = append(w.out, bibtex.Pair{Name: name, TeX: tex}) }

// text writes a variable, if there is one, under a name.
func (w *bibWriter) text(csl, name string) {
	value := w.s.Fields[csl]
	if value == "" || w.done[csl] {
		return
	}
	w.done[csl] = true
	if w.keepsCapitals(csl) {
		w.add(name, bibtex.KeepCapitals(value))
		return
	}
	w.add(name, bibtex.Escape(value, readingOf(csl)))
}

// keepsCapitals reports whether a title is one whose letters TeX's styles may make
// small: those in English, of which CSL's data have the capitals that are to stay,
// and not those of journals.
func (w *bibWriter) keepsCapitals(csl string) bool {
	tag, _, _ := strings.Cut(w.s.Fields["language"], "-")
	english := tag == "" || strings.EqualFold(tag, "en")
	return cslTitles[csl] && english && csl != "container-title-short" && !(csl == "container-title" && inJournals[w.s.Type])
}

// verbatim writes what TeX takes as it stands. Braces would not be even, and are
// percent-encoded.
func verbatim(address string) string { return encodeBraces.Replace(address) }

var encodeBraces = strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C")

// texts writes the variables that are text, each once, under the name that
// BibLaTeX has for it in entries of this type.
func (w *bibWriter) texts() {
	w.titles()
	w.numbers()
	switch typ := w.s.Type; {
	case ofBodies[typ]:
		w.text("publisher", "institution")
	case online[typ] && w.s.Fields["publisher"] != w.s.Fields["container-title"]:
		w.text("publisher", "organization")
	default:
		w.text("publisher", "publisher")
	}
	for _, csl := range [...]string{"URL", "DOI"} {
		if value := w.s.Fields[csl]; value != "" {
			w.done[csl] = true
			w.add(strings.ToLower(csl), verbatim(value))
		}
	}
	if tag := w.s.Fields["language"]; bibLanguages[tag] != "" {
		w.done["language"] = true
		w.add("langid", bibLanguages[tag])
	}
	w.text("medium", "howpublished")
	for _, t := range bibTexts {
		w.text(t.csl, t.names[0])
	}
	for _, csl := range slices.Sorted(maps.Keys(w.s.Fields)) { // what is left goes by its own name
		w.text(csl, strings.ToLower(csl))
	}
}

// titles writes the titles of a work, of its volume and of what it stands in.
func (w *bibWriter) titles() {
	typ, volume := w.s.Type, w.s.Fields["volume-title"] != ""
	switch {
	case inJournals[typ]:
		w.text("volume-title", "issuetitle")
		w.text("container-title", "journaltitle")
	case volume && w.s.Fields["container-title"] != "":
		w.text("volume-title", "booktitle")
		w.text("container-title", "maintitle")
	case volume && w.s.Fields["title"] != "":
		w.text("volume-title", "title")
		w.text("title", "maintitle")
	case inBooks[typ]:
		w.text("container-title", "booktitle")
	case online[typ] && w.s.Fields["publisher"] == "": // styles print the site's name as an organization
		w.site()
		fallthrough
	default:
		w.text("container-title", "journaltitle")
	}
	w.text("title", "title")
	w.text("event-title", "eventtitle")
}

// site writes the name of the site that a page stands on.
func (w *bibWriter) site() {
	if site := w.s.Fields["container-title"]; site != "" {
		w.add("organization", bibtex.Escape(site, bibtex.Line))
	}
}

// numbers writes what is numbered in a journal, in a series and by itself.
func (w *bibWriter) numbers() {
	switch typ := w.s.Type; {
	case inJournals[typ]:
		w.text("issue", "number")
		w.text("number", "eid")
	case inBooks[typ] || books[typ]:
		w.text("collection-number", "number")
		w.text("number", "eid")
	}
	if pages := w.s.Fields["page"]; pages != "" {
		w.done["page"] = true
		tex := bibtex.Escape(strings.ReplaceAll(pages, "-", "–"), bibtex.Line)
		w.add("pages", strings.ReplaceAll(tex, "–", "--"))
	}
}

// bibPeople says which field the names of a role are written into, and bibDays
// which a date.
var bibPeople, bibDays = func() (people, days map[string]string) {
	people, days = map[string]string{}, map[string]string{}
	for _, role := range bibRoles {
		people[role.csl] = role.names[0]
	}
	for _, e := range bibEditors {
		people[e.role] = e.field
	}
	for _, d := range bibDates {
		days[d.csl] = d.names[0]
	}
	return people, days
}()

// names writes the names of each role.
func (w *bibWriter) names() {
	for _, e := range bibEditors {
		if e.role != "editor" && len(w.s.Names[e.role]) > 0 {
			w.add(e.kind, e.role)
		}
	}
	for role, names := range w.s.Names {
		var list []bibtex.Name
		for i, n := range names {
			name := partsOf(n)
			if name.Others && i < len(names)-1 { // somebody is called so
				name = bibtex.Name{Literal: others}
			}
			list = append(list, name)
		}
		if len(list) > 0 {
			w.add(cmp.Or(bibPeople[role], role), string(bibtex.AppendNames(nil, list)))
		}
	}
}

// dates writes the dates: in EDTF, or in words into the year.
func (w *bibWriter) dates() {
	for csl, d := range w.s.Dates {
		name := cmp.Or(bibDays[csl], csl)
		switch {
		case d.IsZero():
		case d.Literal != "" && csl == "issued":
			w.add("year", bibtex.Escape(d.Literal, bibtex.Line))
		case d.Literal != "":
			w.add(name, bibtex.Escape(d.Literal, bibtex.Line))
		default:
			w.add(name, EDTF(d))
		}
	}
}
