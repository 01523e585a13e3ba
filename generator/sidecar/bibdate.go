package sidecar

import (
	"regexp"
	"strconv"
	"strings"

	"gloss/generator/bibtex"
	"gloss/generator/edition"
)

// dates reads the dates of an entry: BibLaTeX's, or BibTeX's year and month.
func (r *bibReader) dates() {
	for _, d := range bibDates {
		r.dated(d.csl, d.names...)
	}
	year, month, day := r.fields["year"], r.fields["month"], r.fields["day"]
	if year == nil && month != nil { // the year may stand, or be inherited, as a date
		year = r.e.Field("date")
	}
	if year != nil && setDate(&r.s, "issued", r.yearAndMonth(year, month, day)) {
		for _, name := range [...]string{"year", "month", "day"} {
			r.take(name)
		}
	}
}

// dated reads a date from some fields; those that say another than the first are
// left to be reported.
func (r *bibReader) dated(csl string, names ...string) {
	for _, name := range names {
		if f := r.fields[name]; f != nil && setDate(&r.s, csl, r.date(f)) {
			r.take(name)
		}
	}
}

// setDate sets a date that has not been set, or says more of it; false when it is
// another one.
func setDate(s *edition.Source, csl string, d edition.Date) bool {
	was, dated := s.Dates[csl]
	switch {
	case d.IsZero():
	case !dated:
		s.Dates[csl] = d
	case !agree(d, was):
		return false
	case exactness(d) > exactness(was):
		s.Dates[csl] = d
	}
	return true
}

// agree reports whether two dates may be the same, of which one says less.
func agree(a, b edition.Date) bool {
	same := func(n, m int) bool { return n == m || n == 0 || m == 0 }
	if a.Literal != "" || b.Literal != "" {
		return a == b
	}
	return a.From.Year == b.From.Year && same(a.From.Month, b.From.Month) && same(a.From.Day, b.From.Day)
}

// date reads a field that holds a date.
func (r *bibReader) date(f *bibtex.Field) edition.Date {
	if d, ok := Date(strings.TrimSpace(f.Value.Text)); ok { // before TeX takes ~ for a space
		return d
	}
	return r.dateWords(plainDashes.Replace(r.text(f, bibtex.Line)), r.offset(f.Value.At(0)))
}

// plainDashes turns what TeX makes of hyphens and ties back.
var plainDashes = strings.NewReplacer("–", "-", "\u00a0", " ")

// yearAndMonth reads a date that stands in two or three fields.
func (r *bibReader) yearAndMonth(year, month, day *bibtex.Field) edition.Date {
	words := strings.TrimSpace(year.Value.Text)
	if _, ok := Date(words); !ok {
		words = plainDashes.Replace(r.text(year, bibtex.Line))
	}
	words = looseYears(words)
	months := strings.TrimSpace(plainDashes.Replace(r.text(month, bibtex.Line) + " " + r.text(day, bibtex.Line)))
	d, ok := Date(words)
	if !ok && months == "" && words != "" && !strings.ContainsAny(words, "0123456789") { // forthcoming, n.d.
		return edition.Date{Literal: words}
	}
	if !ok || months == "" {
		return r.dateWords(strings.TrimSpace(words+" "+months), r.offset(year.Value.At(0)))
	}
	months = strings.Trim(strings.TrimSuffix(strings.TrimPrefix(months, words), words), " ,/") // month = {May 2003}
	if months == "" {
		return d
	}
	in := edition.Date{From: edition.Day{Year: d.From.Year}, To: d.To, Circa: d.Circa}
	if withMonths(&in, months) && agree(in, d) {
		if exactness(d) > exactness(in) {
			return d
		}
		return in
	}
	at := year
	if month != nil {
		at = month
	}
	r.ps.Warnf(r.offset(at.Value.At(0)), "write month = jun, or date = {2026-06-22}", "“%s” is no month or day of the year; only the year is kept", short(months))
	return d
}

// monthWord is a word or a number of a month.
var monthWord = regexp.MustCompile(`[^\s,./&-]+`)

// withMonths adds to a year what its month says: June, 6, 22 June, June 22, Spring,
// May-June.
func withMonths(d *edition.Date, words string) bool {
	if d.To != (edition.Day{}) || d.From.Month != 0 {
		return false
	}
	if s := seasons[strings.ToLower(words)]; s > 0 {
		d.Season = s
		return true
	}
	var months, days []int
	for _, w := range monthWord.FindAllString(words, -1) {
		n, err := strconv.Atoi(strings.TrimRight(w, "stndrh"))
		switch m := monthNumber(w); {
		case m > 0:
			months = append(months, m)
		case err == nil:
			days = append(days, n)
		case w != "and":
			return false
		}
	}
	if len(months) == 0 && len(days) > 0 { // month = 6, and perhaps day = 22
		months, days = days[:1], days[1:]
	}
	year := d.From.Year
	switch {
	case len(months) == 1 && len(days) <= 1:
		d.From.Month = months[0]
		if len(days) == 1 {
			d.From.Day = days[0]
		}
	case len(months) == 1 && len(days) == 2: // 3-5 June
		d.From = edition.Day{Year: year, Month: months[0], Day: days[0]}
		d.To = edition.Day{Year: year, Month: months[0], Day: days[1]}
	case len(months) == 2 && len(days) == 0:
		d.From.Month = months[0]
		d.To = edition.Day{Year: year, Month: months[1]}
	default:
		return false
	}
	return possible(d.From) && (d.To == edition.Day{} || possible(d.To) && compareDays(d.From, d.To) <= 0)
}
