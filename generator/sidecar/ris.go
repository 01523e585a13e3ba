package sidecar

import (
	"cmp"
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gloss/generator/bibtex"
	"gloss/generator/edition"
	"gloss/generator/ris"
)

// risRecords reads a file of RIS.
func (f *file) risRecords() []edition.Source {
	if !f.isText() {
		return nil
	}
	records, mistakes := ris.Parse(f.data)
	for _, m := range mistakes {
		f.mistake(bibtex.Mistake(m), f.offset(m.At))
	}
	sources := make([]edition.Source, len(records))
	for i := range records {
		r := risReader{file: f, record: &records[i], read: make([]bool, len(records[i].Lines)), byTag: map[string][]int{}}
		for n, l := range records[i].Lines {
			if l.Value != "" {
				r.byTag[l.Tag] = append(r.byTag[l.Tag], n)
			}
		}
		sources[i] = r.source()
	}
	f.makeKeys(sources)
	return slices.DeleteFunc(sources, func(s edition.Source) bool { return !f.checkKey(&s, s.At, "write a line with a key: ID  - ") })
}

// risReader makes a source of a record.
type risReader struct {
	*file
	record *ris.Record
	read   []bool           // of each line
	byTag  map[string][]int // the lines of each tag that say anything and may not have been read
	s      edition.Source
}

// source is the source of a record; it has no key where the record says none.
func (r *risReader) source() edition.Source {
	r.s = edition.Source{
		At:     r.offset(r.record.At),
		Fields: map[string]string{}, Names: map[string][]edition.Name{}, Dates: map[string]edition.Date{},
	}
	r.s.Type = r.sourceType()
	r.names()
	r.dates()
	r.container()
	r.pages()
	r.serials()
	r.addresses()
	r.pubMed()
	for _, t := range risTexts {
		if t.of(r.s.Type) {
			r.fill(t.csl, t.tags...)
		}
	}
	if words := r.s.Fields["language"]; words != "" {
		r.s.Fields["language"] = languageOf(words)
	}
	r.archived()
	for _, t := range risParagraphs {
		paragraphs := r.all(t.tags...)
		for i := range paragraphs {
			paragraphs[i] = withoutHTML(paragraphs[i])
		}
		r.set(t.csl, strings.Join(paragraphs, "\n\n"))
	}
	r.set("keyword", strings.Join(strings.Split(strings.Join(r.all("KW"), "\n"), "\n"), ", "))
	r.s.Key = r.key()
	for i, l := range r.record.Lines {
		if !r.read[i] && !risIgnored[l.Tag] && l.Value != "" {
			r.leaveUnread(l.Tag, r.offset(l.At))
		}
	}
	tidy(&r.s)
	return r.s
}

// next returns the first line of a tag that has not been read and says anything;
// -1 when there is none.
func (r *risReader) next(tag string) int {
	for len(r.byTag[tag]) > 0 {
		if i := r.byTag[tag][0]; !r.read[i] {
			return i
		}
		r.byTag[tag] = r.byTag[tag][1:]
	}
	return -1
}

// take reads a line.
func (r *risReader) take(i int) string {
	r.read[i] = true
	return r.record.Lines[i].Value
}

// first reads the first line of the first of some tags, in one line; the others
// are left to be reported.
func (r *risReader) first(tags ...string) string {
	for _, tag := range tags {
		if i := r.next(tag); i >= 0 {
			return oneLine(r.take(i))
		}
	}
	return ""
}

// fill sets a variable from the first line of the first of some tags, as first
// does. A line that says what the variable says already counts as read; others are
// left to be reported.
func (r *risReader) fill(csl string, tags ...string) {
	for _, tag := range tags {
		for _, i := range r.byTag[tag] {
			words := oneLine(r.record.Lines[i].Value)
			if !r.read[i] && (r.s.Fields[csl] == "" || r.s.Fields[csl] == words) {
				r.take(i)
				r.set(csl, words)
			}
		}
	}
}

// all reads every line of some tags, and returns what they say, each once.
func (r *risReader) all(tags ...string) (values []string) {
	said := map[string]bool{"": true}
	for _, tag := range tags {
		for i := r.next(tag); i >= 0; i = r.next(tag) {
			if v := r.take(i); !said[v] {
				said[v] = true
				values = append(values, v)
			}
		}
	}
	return values
}

func (r *risReader) set(csl, words string) { setOnce(&r.s, csl, words) }

// sourceType is CSL's type of a record.
func (r *risReader) sourceType() string {
	if t := risRead[r.record.Type]; t != "" {
		return t
	}
	for csl, t := range risTypes { // those that are left are written by one type each
		if t == r.record.Type {
			return csl
		}
	}
	r.ps.Warnf(r.s.At, "write BOOK, CHAP, JOUR, ELEC or another of the types of RIS", "“%s” is not a type of record; it is cited as a document", short(r.record.Type))
	return "document"
}

// names reads authors, editors and the rest. Of a book without an author, those
// that stand in their place are its editors, as EndNote writes edited books.
func (r *risReader) names() {
	for i, l := range r.record.Lines {
		tag := l.Tag
		if tag == "A1" {
			tag = "AU"
		}
		role := risRole(tag, r.s.Type)
		if role == "" {
			continue
		}
		if r.record.Type == "EDBOOK" && tag == "AU" {
			role = "editor"
		}
		names := []string{r.take(i)}
		if parted := strings.Split(l.Value, ";"); len(parted) > 1 && !slices.ContainsFunc(parted, notInverted) {
			r.ps.Warnf(r.offset(l.At), "write each on a line of its own", "names are parted by a semicolon here")
			names = parted
		}
		for _, name := range names {
			if n := risName(name); n != (edition.Name{}) {
				r.s.Names[role] = append(r.s.Names[role], n)
			}
		}
	}
}

// notInverted reports whether a name is not "Vickers, Brian".
func notInverted(name string) bool { return !strings.Contains(name, ",") }

// risRole is the role whose names a tag holds in records of a type, or "".
func risRole(tag, typ string) string {
	for _, row := range risRoles {
		if row.tag == tag && row.of(typ) {
			return row.csl
		}
	}
	return ""
}

// risName reads "Vickers, Brian", "King, Martin Luther, Jr." and, as it stands, a
// name without a comma, or with one at its end, as EndNote marks bodies.
func risName(s string) edition.Name {
	s = oneLine(s)
	if body, ok := strings.CutSuffix(s, ","); ok {
		return edition.Name{Literal: strings.TrimSpace(body)}
	}
	if s == "et al." || s == "et al" {
		return edition.Name{Literal: others}
	}
	family, rest, comma := strings.Cut(s, ",")
	if !comma || strings.TrimSpace(family) == "" {
		return edition.Name{Literal: s}
	}
	given, suffix, _ := strings.Cut(rest, ",")
	return particles(edition.Name{Family: strings.TrimSpace(family), Given: strings.TrimSpace(given), Suffix: strings.TrimSpace(suffix)})
}

// dates reads when the work was issued: on a day (DA), else in a year (PY); and
// when it was last seen (Y2).
func (r *risReader) dates() {
	if d := r.exactest("PY", "Y1", "DA"); !d.IsZero() {
		r.s.Dates["issued"] = d
	}
	if d := r.exactest("Y2", "RD"); !d.IsZero() {
		r.s.Dates["accessed"] = d
	}
}

// exactest reads the dates of some tags and returns the one that says most; those
// that say another are left to be reported. A month or a day without a year belongs
// to the year before.
func (r *risReader) exactest(tags ...string) (best edition.Date) {
	said := map[int]edition.Date{}
	for _, tag := range tags {
		for i := r.next(tag); i >= 0; i = r.next(tag) {
			at, words := r.offset(r.record.Lines[i].At), r.take(i)
			d := best
			if best.From.Year == 0 || aYear.MatchString(words) || !withMonths(&d, words) {
				d = r.risDate(words, at)
			}
			if exactness(d) > exactness(best) {
				best = d
			}
			said[i] = d
		}
	}
	for i, d := range said {
		r.read[i] = d.IsZero() || agree(d, best)
	}
	return best
}

var aYear = regexp.MustCompile(`\d{4}`)

// exactness is how much a date says.
func exactness(d edition.Date) int {
	switch {
	case d.IsZero():
		return 0
	case d.Literal != "":
		return 1
	case d.To != edition.Day{} || d.Open || d.From.Day > 0:
		return 4
	case d.From.Month > 0 || d.Season > 0 || d.Circa:
		return 3
	}
	return 2
}

// risDate reads YYYY/MM/DD/other, of which the end may be left out. What is other
// may be a season, or the whole date in EDTF, or in words; a time of day is passed
// over.
func (r *risReader) risDate(s string, at edition.Place) edition.Date {
	parts := strings.SplitN(s, "/", 4)
	if len(parts) < 4 {
		return r.risDay(parts, s, at)
	}
	other := strings.TrimSpace(parts[3])
	if d, ok := Date(other); ok {
		return d
	}
	if parts[0]+parts[1] == "" && other != "" {
		return edition.Date{Literal: other}
	}
	d := r.risDay(parts[:3], s, at)
	switch with := d; {
	case other == "" || clock.MatchString(other):
	case d.Literal == "" && withMonths(&with, other):
		return with
	default:
		if said, ok := LooseDate(other); !ok || said != EDTF(d) {
			r.ps.Warnf(at, "write a date as 2026/11/22, or 2026///Spring", "“%s”, which stands behind the day, is not read", short(other))
		}
	}
	return d
}

// clock is a time of day.
var clock = regexp.MustCompile(`^\d\d?:\d\d(?::\d\d)?$`)

// risDay reads the year, the month and the day of s.
func (r *risReader) risDay(parts []string, s string, at edition.Place) edition.Date {
	if digits := strings.Join(parts, ""); strings.Trim(digits, "0123456789 ") == "" && strings.TrimSpace(parts[0]) != "" {
		var n [3]int
		for i, p := range parts {
			n[i], _ = strconv.Atoi(strings.TrimSpace(p))
		}
		if d := (edition.Day{Year: n[0], Month: n[1], Day: n[2]}); n[0] > 31 && possible(d) {
			return edition.Date{From: d}
		}
	}
	return r.dateWords(s, at)
}

// container reads the title of what the work stands in, from the tag that its
// type has for it, and where that came out.
func (r *risReader) container() {
	typ, paper := r.s.Type, r.s.Type == "paper-conference"
	switch {
	case paper && r.next("C3") >= 0:
		r.fill("container-title", "C3")
		r.fill("event-title", "T2")
	case inSeries(typ) || typ == "speech":
		if r.next("TI") < 0 && r.next("T1") < 0 {
			r.fill("title", "BT")
		}
	default:
		r.fill("container-title", "T2", "JF", "BT", "JO")
		if r.s.Fields["container-title"] != "" { // the same, shortened
			r.fill("container-title-short", "JF", "JO")
		} else if inJournals[typ] {
			r.fill("container-title", "JA", "J2", "J1")
		}
	}
	if paper && r.next("C1") >= 0 {
		r.fill("publisher-place", "C1")
		r.fill("event-place", "CY")
	}
	r.fill("publisher-place", "CY", "PP")
}

// pages reads the first and the last page; of a book, how many there are. Where SP
// holds a range, it says all, and EP can but say its end again.
func (r *risReader) pages() {
	first := r.first("SP")
	if strings.ContainsAny(first, "-–") {
		r.set("page", first)
		if i := r.next("EP"); i >= 0 && strings.HasSuffix(first, r.record.Lines[i].Value) {
			r.take(i)
		}
		return
	}
	switch last := r.first("EP"); {
	case countsPages(r.s.Type) && last == "":
		r.set("number-of-pages", first)
	case first == "" || last == "" || first == last:
		r.set("page", cmp.Or(first, last))
	default:
		r.set("page", first+"-"+last)
	}
}

// issn and isbn are what SN may hold.
var (
	issn = regexp.MustCompile(`^\d{4}[-–]?\d{3}[\dXx]\b`)
	isbn = regexp.MustCompile(`^(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dXx]\b`)
)

// serials reads SN, which holds an ISSN, an ISBN or, of a report, its number.
func (r *risReader) serials() {
	for _, v := range r.all("SN") {
		v = oneLine(v)
		name := "ISBN"
		switch {
		case issn.MatchString(v):
			name = "ISSN"
		case isbn.MatchString(v):
		case inJournals[r.s.Type]:
			name = "ISSN"
		case !books[r.s.Type] && !inBooks[r.s.Type]:
			name = "number"
		}
		if was := r.s.Fields[name]; was != "" {
			v = was + ", " + v
		}
		r.s.Fields[name] = v
	}
}

// addresses reads DOI and URL. Of several addresses the first is taken.
func (r *risReader) addresses() {
	if i := r.next("DO"); i >= 0 {
		r.s.DOIAt = r.offset(r.record.Lines[i].At)
		r.set("DOI", bareDOI(r.take(i)))
	}
	if i := r.next("M3"); i >= 0 && strings.HasPrefix(bareDOI(r.record.Lines[i].Value), "10.") { // some publishers' place for it
		r.set("DOI", bareDOI(r.take(i)))
	}
	for _, tag := range [...]string{"UR", "LK"} {
		for i := r.next(tag); i >= 0 && r.s.Fields["URL"] == ""; i = r.next(tag) {
			at := r.offset(r.record.Lines[i].At)
			first, more, _ := strings.Cut(r.take(i), "\n")
			if more != "" {
				r.leaveUnread(tag, at)
			}
			if r.set("URL", r.address(first, at, false)); r.s.Fields["URL"] != "" {
				r.s.URLAt = at
			}
		}
	}
}

// archivedNote begins a note that holds the address of an archived copy, for which
// RIS has no tag.
const archivedNote = "Archived: "

// archived reads the address of an archived copy.
func (r *risReader) archived() {
	for i, l := range r.record.Lines {
		address, ok := strings.CutPrefix(l.Value, archivedNote)
		if l.Tag == "N1" && ok && strings.HasPrefix(address, "http") && r.s.Archived == "" {
			r.take(i)
			if r.s.Archived = r.address(address, r.offset(l.At), false); r.s.Archived != "" {
				r.s.ArchivedAt = r.offset(l.At)
			}
		}
	}
}

// withoutHTML makes text of a note in HTML, as Zotero writes them: it begins with
// the tag of a block.
func withoutHTML(s string) string {
	if !htmlBlock.MatchString(s) {
		return s
	}
	s = paragraphEnd.ReplaceAllString(s, "\n\n")
	return strings.TrimSpace(html.UnescapeString(noRichText.ReplaceAllString(s, "")))
}

// htmlBlock begins a block of HTML; paragraphEnd ends a paragraph of it;
// noRichText is a tag that CSL's rich text has not.
var (
	htmlBlock    = regexp.MustCompile(`(?i)^<(?:p|div|h[1-6]|ul|ol|blockquote|pre|table|hr)(?: [^<>]*)?/?>`)
	paragraphEnd = regexp.MustCompile(`(?i)(?:</p>|</div>|</li>|</h[1-6]>|</pre>|</tr>|<br ?/?>)\s*`)
	noRichText   = regexp.MustCompile(`(?i)</?(?:p|div|span|a|ul|ol|li|h[1-6]|strong|em|u|blockquote|pre|code|table|thead|tbody|tr|th|td|hr|img)(?: [^<>]*)?/?>`)
)

// pubMed reads the number of an article in PubMed, which stands as that of a
// record in a database.
func (r *risReader) pubMed() {
	db, an := r.next("DB"), r.next("AN")
	if db < 0 || an < 0 || !inJournals[r.s.Type] {
		return
	}
	number := r.record.Lines[an].Value
	switch strings.ToLower(r.record.Lines[db].Value) {
	case "pubmed", "medline", "nlm":
		if strings.Trim(number, "0123456789") == "" {
			r.take(db)
			r.set("PMID", r.take(an))
		}
	}
}
