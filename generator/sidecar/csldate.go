package sidecar

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"

	"gloss/generator/edition"
)

// cslDay is a date's mapping while it is being read.
type cslDay struct {
	parts            *value
	year, month, day string
	season, circa    string
	literal, raw     string
}

var dateFields = fields[cslDay]{
	"date-parts": func(v value, d *cslDay) { d.parts = &v },
	"season":     func(v value, d *cslDay) { d.season = v.text() },
	"circa":      func(v value, d *cslDay) { d.circa = v.text() },
	"literal":    func(v value, d *cslDay) { d.literal = v.line() },
	"raw":        func(v value, d *cslDay) { d.raw = v.line() },
	"edtf":       func(v value, d *cslDay) { d.raw = v.line() },
	"year":       func(v value, d *cslDay) { d.year = v.text() },
	"month":      func(v value, d *cslDay) { d.month = v.text() },
	"day":        func(v value, d *cslDay) { d.day = v.text() },

	"_keys": func(value, *cslDay) {}, // written by old versions of citeproc-js
	"main":  func(value, *cslDay) {},
}

var dateNames = map[string]string{"date": "raw", "parts": "date-parts", "approximate": "circa", "text": "literal", "other": "literal"}

// cslDate reads a date in one of the forms that CSL data come in: an EDTF
// string, or words in English; {date-parts: [[2026, 11, 22]]} with season,
// circa; {literal: …}; {raw: …}; and Pandoc's older lists of {year, month, day}.
func (v value) cslDate() edition.Date {
	switch v.Kind {
	case yaml.ScalarNode:
		return v.f.dateWords(v.line(), v.at())
	case yaml.SequenceNode:
		return v.dateList()
	}
	return v.dateMapping()
}

// dateWords reads a date that is a string; what cannot be read is kept as it
// stands, and said.
func (f *file) dateWords(s string, at edition.Place) edition.Date {
	if s == "" {
		return edition.Date{}
	}
	if d, ok := Date(strings.ReplaceAll(s, " ", "")); ok {
		return d
	}
	if m := timeOfDay.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	if loose, ok := LooseDate(s); ok {
		s = loose
	}
	if d, ok := Date(looseYears(s)); ok {
		return d
	}
	if d, ok := yearAndWords(s); ok {
		return d
	}
	if year, ok := Date(s[:min(len(s), 4)]); ok && (yearFirst.MatchString(s) || edtfDay.MatchString(s)) {
		f.ps.Warnf(at, "check the month and the day", "“%s” is not in the calendar; only the year is kept", short(s))
		return year
	}
	f.ps.Warnf(at, "write 2026, 2026-11 or 2026-11-22, an interval as 2025/2026, about 1988 as 1988~",
		"“%s” cannot be read as a date; it is printed as it stands and sorted as no date", short(s))
	return edition.Date{Literal: s}
}

// yearAndWords reads a year and what follows of months, as PubMed has it: 2003 May 5,
// 2003 Jul-Aug, 2003 Spring.
func yearAndWords(s string) (edition.Date, bool) {
	year, words, _ := strings.Cut(s, " ")
	d, ok := Date(year)
	if !ok || d != (edition.Date{From: edition.Day{Year: d.From.Year}}) || strings.IndexFunc(words, unicode.IsLetter) < 0 {
		return d, false
	}
	return d, withMonths(&d, words)
}

// looseYears writes “c. 1988” and “1988–1990” in EDTF.
func looseYears(s string) string {
	return years.ReplaceAllString(about.ReplaceAllString(s, "$1~"), "$1/$2")
}

var (
	about = regexp.MustCompile(`^(?:c|ca|circa)\.?\s*(\d{4})$`)
	years = regexp.MustCompile(`^(\d{4})\s*[-–]\s*(\d{4})$`)
)

func (v value) dateMapping() edition.Date {
	var in cslDay
	read(v, "a date", dateFields, dateNames, &in)
	var d edition.Date
	switch {
	case in.parts != nil && len(in.parts.items()) > 0:
		d = in.parts.dateParts()
	case in.year != "":
		d.From = v.day([]string{in.year, in.month, in.day})
	case in.raw != "":
		d = v.f.dateWords(in.raw, v.at())
	}
	if d.IsZero() && in.literal != "" {
		return edition.Date{Literal: in.literal}
	}
	if d.IsZero() && in.season != "" {
		return edition.Date{Literal: in.season}
	}
	if n := seasonNumber(in.season); n > 0 && d.From.Month == 0 {
		d.Season = n
	}
	circa, known := bools[strings.ToLower(in.circa)]
	d.Circa = d.Circa || circa || in.circa != "" && !known
	return d
}

// seasonNumber reads 1 to 4, 13 to 16, 21 to 24 or an English name; 0 when it is
// none.
func seasonNumber(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return monthSeason(n, 1)
	}
	return seasons[strings.ToLower(s)]
}

// monthSeason reads the numbers by which CSL data write seasons in place of
// months; least is the lowest that counts.
func monthSeason(n, least int) int {
	for _, first := range [3]int{1, 13, 21} {
		if n >= max(first, least) && n < first+4 {
			return n - first + 1
		}
	}
	return 0
}

// dateParts reads [[2026, 11, 22]] or [[2025], [2026]]; an end of zeros leaves
// the interval open. A single list, [2026, 11, 22], is taken too.
func (v value) dateParts() edition.Date {
	items := v.items()
	if items[0].Kind == yaml.ScalarNode { // of a year alone, items are the year
		return v.partsDate(v, nil)
	}
	if len(items) > 1 {
		return v.partsDate(items[0], &items[1])
	}
	return v.partsDate(items[0], nil)
}

func (v value) partsDate(from value, to *value) edition.Date {
	var d edition.Date
	first := from.partWords()
	if len(first) > 1 {
		if n, _ := strconv.Atoi(first[1]); monthSeason(n, 13) > 0 {
			d.Season, first = monthSeason(n, 13), first[:1]
		}
	}
	d.From = v.day(first)
	if to == nil || d.From == (edition.Day{}) {
		return d
	}
	last := to.partWords()
	if len(last) > 1 {
		if n, _ := strconv.Atoi(last[1]); monthSeason(n, 13) > 0 {
			last = last[:1]
			v.warnf("name the first one only, or write the interval as literal", "an interval of seasons keeps only the first season")
		}
	}
	if strings.Trim(strings.Join(last, ""), "0") == "" {
		d.Open = true
		return d
	}
	d.To = v.day(last)
	if d.To != (edition.Day{}) && compareDays(d.From, d.To) > 0 {
		v.warnf("exchange them", "an interval that ends before it begins; its end is left out")
		d.To = edition.Day{}
	}
	return d
}

// partWords reads the year, the month and the day of one date.
func (v value) partWords() []string {
	var words []string
	for _, item := range v.items() {
		if item.Kind != yaml.ScalarNode {
			item.wants("numbers in date-parts", "write date-parts: [[2026, 11, 22]]")
			return nil
		}
		if words = append(words, item.text()); len(words) == 3 {
			break
		}
	}
	return words
}

// day reads the words for year, month and day. What cannot be in the calendar is
// said and left out.
func (v value) day(words []string) edition.Day {
	var n [3]int
	for i, w := range words {
		if w == "" {
			break
		}
		number, err := strconv.Atoi(w)
		if i == 1 && err != nil {
			number = monthNumber(w)
			err = nil
			if number == 0 {
				number = -1
			}
		}
		if err != nil {
			v.warnf("write the year, the month and the day as numbers", "“%s” is not a number of a date", short(w))
			break
		}
		n[i] = number
	}
	d := edition.Day{Year: n[0], Month: n[1], Day: n[2]}
	if d == (edition.Day{}) || possible(d) {
		return d
	}
	v.warnf("check the month and the day", "“%s” is not in the calendar; only the year is kept", strings.Join(words, "-"))
	return edition.Day{Year: d.Year}
}

// dateList reads Pandoc's older form, a list of one or two {year, month, day},
// and the lists of parts that some programs write without date-parts.
func (v value) dateList() edition.Date {
	items := v.items()
	if len(items) == 0 {
		return edition.Date{}
	}
	if items[0].Kind != yaml.MappingNode {
		return v.dateParts()
	}
	d := items[0].dateMapping()
	if len(items) > 1 && items[1].Kind == yaml.MappingNode {
		d.To = items[1].dateMapping().From
	}
	return d
}
