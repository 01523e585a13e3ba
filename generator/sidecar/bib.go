package sidecar

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strings"

	"gloss/generator/bibtex"
	"gloss/generator/edition"
)

// bibTeX reads a file of BibTeX or BibLaTeX.
func (f *file) bibTeX() []edition.Source {
	if !f.isText() {
		return nil
	}
	entries, mistakes := bibtex.Parse(f.data)
	for _, m := range mistakes {
		f.mistake(m, f.offset(m.At))
	}
	keys := make(map[string]string, len(entries)) // as BibTeX takes them, in small letters
	for i := range entries {
		keys[strings.ToLower(entries[i].Key)] = entries[i].Key
	}
	sources := make([]edition.Source, 0, len(entries))
	for i := range entries {
		r := bibReader{file: f, e: &entries[i], fields: make(map[string]*bibtex.Field, len(entries[i].Fields))}
		if s, ok := r.read(); ok {
			s.Parents = parents(r.e, keys)
			sources = append(sources, s)
		}
	}
	return sources
}

// parents are the keys of the entries that one has fields from.
func parents(e *bibtex.Entry, keys map[string]string) (list []string) {
	for _, name := range strings.Split(e.Get("xdata")+","+e.Get("crossref"), ",") {
		if key := keys[strings.ToLower(strings.TrimSpace(name))]; key != "" {
			list = append(list, key)
		}
	}
	return list
}

// mistake reports what package bibtex, or ris, has found.
func (f *file) mistake(m bibtex.Mistake, at edition.Place) {
	severity := edition.Error
	if m.Warning {
		severity = edition.Warning
	}
	f.ps = append(f.ps, edition.Problem{Severity: severity, Place: at, Text: m.Text, Hint: m.Hint})
}

// bibReader makes a source of an entry.
type bibReader struct {
	*file
	e      *bibtex.Entry
	fields map[string]*bibtex.Field // those that have not been read yet
	s      edition.Source
}

func (r *bibReader) read() (edition.Source, bool) {
	for i := range r.e.Fields {
		f := &r.e.Fields[i]
		r.fields[f.Name] = f
	}
	r.s = edition.Source{
		Key: r.e.Key, At: r.offset(r.e.At),
		Fields: map[string]string{}, Names: map[string][]edition.Name{}, Dates: map[string]edition.Date{},
	}
	r.s.Type = r.sourceType()
	r.names()
	r.dates()
	r.titles()
	r.numbers()
	r.publisher()
	r.addresses()
	r.notes()
	r.language()
	for _, t := range bibTexts {
		r.fill(t.csl, t.how, t.names...)
	}
	for _, key := range [...]string{"genre", "status"} {
		if words, ok := bibStrings[r.s.Fields[key]]; ok {
			r.s.Fields[key] = words
		}
	}
	if genre := bibGenres[r.e.Type]; genre != "" && r.s.Fields["genre"] == "" {
		r.set("genre", genre)
	}
	r.others()
	tidy(&r.s)
	return r.s, r.checkKey(&r.s, r.offset(r.e.KeyAt), "write a key behind the brace: ")
}

// tidy leaves out the maps of a source that are empty.
func tidy(s *edition.Source) {
	if len(s.Fields) == 0 {
		s.Fields = nil
	}
	if len(s.Names) == 0 {
		s.Names = nil
	}
	if len(s.Dates) == 0 {
		s.Dates = nil
	}
}

// take returns a field that has not been read yet, and counts it as read; nil
// when there is none.
func (r *bibReader) take(name string) *bibtex.Field {
	f := r.fields[name]
	delete(r.fields, name)
	return f
}

// text reads the TeX of a field; of none, "".
func (r *bibReader) text(f *bibtex.Field, how bibtex.Reading) string {
	if f == nil {
		return ""
	}
	words, mistakes := bibtex.Text(f.Value.Text, how)
	r.report(f, mistakes)
	return words
}

// report reports the mistakes in a field; what is inherited has been reported
// where it stands.
func (r *bibReader) report(f *bibtex.Field, mistakes []bibtex.Mistake) {
	for _, m := range mistakes {
		if f.From == "" {
			r.mistake(m, r.offset(f.Value.At(m.At)))
		}
	}
}

// first reads the first of some fields that says anything. The others are left to
// be reported.
func (r *bibReader) first(names ...string) string {
	for _, name := range names {
		if words := r.text(r.take(name), bibtex.Line); words != "" {
			return words
		}
	}
	return ""
}

// fill sets a variable from the first of some fields that says anything. One that
// says what the variable says already counts as read; the others are left to be
// reported.
func (r *bibReader) fill(csl string, how bibtex.Reading, names ...string) {
	for _, name := range names {
		f := r.fields[name]
		if f == nil {
			continue
		}
		words, mistakes := bibtex.Text(f.Value.Text, how)
		if was := r.s.Fields[csl]; was == "" || words == "" || words == was {
			r.report(f, mistakes)
			r.take(name)
			r.set(csl, words)
		}
	}
}

// set sets a variable that has not been set.
func (r *bibReader) set(csl, words string) { setOnce(&r.s, csl, words) }

// setOnce sets a variable that has not been set; a genre that says no more than
// the type is none.
func setOnce(s *edition.Source, csl, words string) {
	if words == "" || s.Fields[csl] != "" || csl == "genre" && typeWords[strings.ToLower(words)] {
		return
	}
	s.Fields[csl] = words
}

// sourceType is CSL's type of an entry.
func (r *bibReader) sourceType() string {
	subtype := strings.ToLower(r.text(r.take("entrysubtype"), bibtex.Line))
	if t := entryType(r.e.Type, subtype, r.fields["eventtitle"] != nil); t != "" {
		return t
	}
	hint := edition.DidYouMean(r.e.Type, slices.Sorted(maps.Keys(bibEntries)))
	if hint == "" {
		hint = "write @book, @article, @incollection, @online or another of BibLaTeX's types"
	}
	r.ps.Warnf(r.s.At, hint, "“@%s” is not a type of entry; it is cited as a document", short(r.e.Type))
	return "document"
}

// entryType is CSL's type of a type of entry, or "".
func entryType(entry, subtype string, event bool) string {
	switch {
	case cslTypes[subtype]:
		return subtype
	case bibSubtypes[subtype] != "":
		return bibSubtypes[subtype]
	case cslOtherTypes[subtype] != "":
		return cslOtherTypes[subtype]
	case entry == "unpublished" && event:
		return "speech"
	case bibEntries[entry] != "":
		return bibEntries[entry]
	case cslTypes[entry]:
		return entry
	}
	return cslOtherTypes[entry]
}

// joined is a title with its subtitle and what is added to it.
func (r *bibReader) joined(title string, more ...string) string {
	words := r.text(r.take(title), bibtex.Title)
	for i, name := range more {
		part := r.text(r.take(name), bibtex.Title)
		switch {
		case part == "":
		case words == "":
			words = part
		case strings.HasSuffix(words, "?") || strings.HasSuffix(words, "!") || strings.HasSuffix(words, ":"):
			words += " " + part
		case i == 0:
			words += ": " + part
		default:
			words += ". " + part
		}
	}
	return words
}

// titles reads the titles of a work, of its volume and of what it stands in.
func (r *bibReader) titles() {
	container := r.joined("journaltitle", "journalsubtitle", "journaltitleaddon")
	if container == "" {
		container = r.text(r.take("journal"), bibtex.Title)
	}
	if container == "" {
		container = r.joined("booktitle", "booksubtitle", "booktitleaddon")
	}
	if online[r.s.Type] && container == "" {
		container = r.text(r.take("titleaddon"), bibtex.Title)
	}
	if f := r.fields["title"]; f != nil && r.fields["subtitle"] != nil && r.fields["shorttitle"] == nil {
		r.set("title-short", r.text(f, bibtex.Title))
	}
	title := r.joined("title", "subtitle", "titleaddon")
	if volume := r.joined("issuetitle", "issuesubtitle"); volume != "" {
		r.set("volume-title", volume)
	} else if main := r.joined("maintitle", "mainsubtitle", "maintitleaddon"); main != "" && container != "" {
		r.set("volume-title", container)
		container = main
	} else if main != "" {
		r.set("volume-title", title)
		title = main
	}
	r.set("title", title)
	r.set("container-title", container)
	r.fill("container-title", bibtex.Title, "journal") // beside journaltitle
	r.set("event-title", r.joined("eventtitle", "eventtitleaddon"))
}

// numbers reads what is numbered otherwise in a journal, in a series and by
// itself.
func (r *bibReader) numbers() {
	number := r.first("number")
	issue := r.first("issue")
	pages := strings.ReplaceAll(r.first("pages"), "–", "-")
	r.set("page", strings.ReplaceAll(strings.ReplaceAll(pages, " -", "-"), "- ", "-"))
	switch {
	case inJournals[r.s.Type] && number != "" && issue != "":
		r.set("issue", number+", "+issue)
	case inJournals[r.s.Type] && number != "":
		r.set("issue", number)
	case inBooks[r.s.Type] || books[r.s.Type]:
		r.set("collection-number", number)
	default:
		r.set("number", number)
	}
	r.set("issue", issue)
	r.fill("number", bibtex.Line, "eid", "articleno", "article-number")
}

// publisher reads who has given the work out: BibLaTeX parts what CSL has not. The
// organization of a page may be but the name of its site.
func (r *bibReader) publisher() {
	var all []string
	for _, name := range [...]string{"publisher", "institution", "school", "organization"} {
		f := r.take(name)
		if name == "organization" && online[r.s.Type] && r.text(f, bibtex.Title) == r.s.Fields["container-title"] {
			continue
		}
		if words := r.text(f, bibtex.Line); words != "" && !slices.Contains(all, words) {
			all = append(all, words)
		}
	}
	r.set("publisher", strings.Join(all, "; "))
}

// notes reads the remarks.
func (r *bibReader) notes() {
	var all []string
	for _, name := range [...]string{"note", "addendum"} {
		if words := r.remarks(r.take(name)); words != "" {
			all = append(all, words)
		}
	}
	r.set("note", strings.Join(all, "\n"))
}

// remarks reads a note. Lines of the form “OCLC: 1234”, which Zotero writes of its
// field Extra, stay lines: they are fields of their own to CSL.
func (r *bibReader) remarks(f *bibtex.Field) string {
	if f == nil || !extraLines.MatchString(f.Value.Text) {
		return r.text(f, bibtex.Paragraphs)
	}
	var lines []string
	at := 0
	for line := range strings.Lines(f.Value.Text) {
		words, mistakes := bibtex.Text(line, bibtex.Line)
		for i := range mistakes {
			mistakes[i].At += at
		}
		r.report(f, mistakes)
		lines, at = append(lines, words), at+len(line)
	}
	return strings.Join(lines, "\n")
}

// extraLines are two lines or more of the form “OCLC: 1234”, or “\_eprint: …”.
var extraLines = regexp.MustCompile(`^(?:(?:\\_)?[A-Za-z][A-Za-z -]*: .*\n)+(?:\\_)?[A-Za-z][A-Za-z -]*: .*$`)

// language reads the language, which may be a tag or a name. Of two the longer tag
// is kept, which names a dialect of the other.
func (r *bibReader) language() {
	for _, name := range [...]string{"langid", "hyphenation", "language"} {
		f := r.fields[name]
		if f == nil {
			continue
		}
		words, mistakes := bibtex.Text(f.Value.Text, bibtex.Line)
		tag, was := languageOf(words), r.s.Fields["language"]
		if !strings.HasPrefix(was, tag) && !strings.HasPrefix(tag, was) {
			continue
		}
		r.report(f, mistakes)
		r.take(name)
		if len(tag) > len(was) {
			r.s.Fields["language"] = tag
		}
	}
}

// languageOf turns the name of a language into its tag; what is none stays.
func languageOf(words string) string {
	name := strings.ToLower(words)
	for tag, babel := range bibLanguages {
		if babel == name {
			return tag
		}
	}
	if tag := bibOtherLanguages[name]; tag != "" {
		return tag
	}
	return cmp.Or(languages[name], words)
}

// others reads fields that are called as in CSL, and notes what is left.
func (r *bibReader) others() {
	for i := range r.e.Fields {
		f := &r.e.Fields[i]
		if r.fields[f.Name] != f {
			continue
		}
		r.own(f, bibOwn[f.Name])
		if r.fields[f.Name] == f && f.From == "" && !bibIgnored[f.Name] && !strings.HasPrefix(f.Name, "bdsk-") {
			r.leaveUnread(f.Name, r.offset(f.At))
		}
	}
}

// own reads a field that is called as in CSL, by the name it has there; "" is none.
func (r *bibReader) own(f *bibtex.Field, csl string) {
	switch {
	case csl == "archived":
		r.take(f.Name)
		if r.s.Archived = r.address(bibtex.Verbatim(f.Value.Text), r.offset(f.Value.At(0)), false); r.s.Archived != "" {
			r.s.ArchivedAt = r.offset(f.Value.At(0))
		}
	case cslNames[csl]:
		r.take(f.Name)
		r.people(f, csl)
	case cslDates[csl]:
		r.dated(csl, f.Name)
	case cslTexts[csl] != "":
		r.fill(cslTexts[csl], readingOf(cslTexts[csl]), f.Name)
	}
}

// readingOf says how a variable is read.
func readingOf(csl string) bibtex.Reading {
	switch {
	case multiline[csl]:
		return bibtex.Paragraphs
	case cslTitles[csl]:
		return bibtex.Title
	}
	return bibtex.Line
}

// bibOwn are the fields that are called as in CSL, by their names in small
// letters.
var bibOwn = func() map[string]string {
	m := map[string]string{"archived": "archived"}
	for name := range cslTexts {
		m[strings.ToLower(name)] = name
	}
	for name := range cslNames {
		m[name] = name
	}
	for name := range cslDates {
		m[name] = name
	}
	return m
}()
