package sidecar

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"gloss/generator/edition"
)

// The parts of the Extended Date/Time Format that are read: level 0 but its
// time of day, and of level 1 years of more than four digits, seasons,
// qualification (?, ~, %), unspecified digits at the right end, and open
// intervals. https://www.loc.gov/standards/datetime/
var (
	edtfDay  = regexp.MustCompile(`^(-?\d{4}|Y-?\d{4,9})(?:-(\d\d|XX))?(?:-(\d\d|XX))?([?~%]?)$`)
	edtfSpan = regexp.MustCompile(`^(\d\d)(XX|\dX)([?~%]?)$`)
)

// Date reads a date or an interval in EDTF. A season stands where a month
// would, as 21 (spring) to 24 (winter). EDTF counts a year 0, which is 1 BC. A
// decade (199X) or a century (19XX) becomes the interval of its years, circa.
// An interval without a beginning, and one to a season, which would be lost, are
// not read.
func Date(s string) (edition.Date, bool) {
	from, to, interval := strings.Cut(s, "/")
	d, ok := edtf(from)
	if !ok || !interval {
		return d, ok
	}
	if d.To != (edition.Day{}) { // an interval between decades
		return edition.Date{}, false
	}
	if to == "" || to == ".." {
		d.Open = true
		return d, true
	}
	e, ok := edtf(to)
	if !ok || e.To != (edition.Day{}) || e.Season != 0 || compareDays(d.From, e.From) > 0 {
		return edition.Date{}, false
	}
	d.To, d.Circa = e.From, d.Circa || e.Circa
	return d, true
}

// EDTF writes a date as Date reads it; one in words as it stands.
func EDTF(d edition.Date) string {
	if d.Literal != "" || d.From == (edition.Day{}) {
		return d.Literal
	}
	s := edtfDate(d.From)
	if d.Season > 0 && d.From.Month == 0 {
		s += "-2" + strconv.Itoa(d.Season)
	}
	if d.Circa {
		s += "~"
	}
	switch {
	case d.To != edition.Day{}:
		s += "/" + edtfDate(d.To)
	case d.Open:
		s += "/.."
	}
	return s
}

// edtfDate writes one date.
func edtfDate(d edition.Day) string {
	year, sign := d.Year, ""
	if year < 0 {
		year = -(year + 1) // EDTF has a year 0
		if sign = "-"; year == 0 {
			sign = ""
		}
	}
	s := sign + fmt.Sprintf("%04d", year)
	if year > 9999 {
		s = "Y" + s
	}
	if d.Month > 0 {
		s += "-" + two(d.Month)
		if d.Day > 0 {
			s += "-" + two(d.Day)
		}
	}
	return s
}

// edtf reads one date.
func edtf(s string) (edition.Date, bool) {
	if m := edtfSpan.FindStringSubmatch(s); m != nil {
		first, _ := strconv.Atoi(strings.ReplaceAll(m[1]+m[2], "X", "0"))
		last, _ := strconv.Atoi(strings.ReplaceAll(m[1]+m[2], "X", "9"))
		return edition.Date{From: edition.Day{Year: max(first, 1)}, To: edition.Day{Year: last}, Circa: true}, true
	}
	m := edtfDay.FindStringSubmatch(s)
	if m == nil || m[2] == "XX" && m[3] != "" && m[3] != "XX" {
		return edition.Date{}, false
	}
	d := edition.Date{Circa: m[4] != ""}
	year, err := strconv.Atoi(strings.TrimPrefix(m[1], "Y"))
	if err != nil {
		return edition.Date{}, false
	}
	if year <= 0 {
		year--
	}
	d.From.Year = year
	d.From.Month, _ = strconv.Atoi(m[2]) // XX: 0
	d.From.Day, _ = strconv.Atoi(m[3])
	if n := d.From.Month; n >= 21 && n <= 24 && m[3] == "" {
		d.Season, d.From.Month = n-20, 0
	}
	return d, d.Season > 0 || possible(d.From) && m[2] != "00" && m[3] != "00"
}

// possible reports whether a day stands in the calendar; its month and its day
// may be unknown.
func possible(d edition.Day) bool {
	if d.Year == 0 || d.Month < 0 || d.Month > 12 || d.Day < 0 || d.Month == 0 && d.Day != 0 {
		return false
	}
	return d.Day <= monthLength(d.Year, d.Month)
}

func monthLength(year, month int) int {
	switch month {
	case 2:
		if year < 0 {
			year++ // 1 BC is the year 0 of the rule
		}
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// compareDays orders days as far as both are known.
func compareDays(a, b edition.Day) int {
	if c := cmp.Compare(a.Year, b.Year); c != 0 || a.Month == 0 || b.Month == 0 {
		return c
	}
	if c := cmp.Compare(a.Month, b.Month); c != 0 || a.Day == 0 || b.Day == 0 {
		return c
	}
	return cmp.Compare(a.Day, b.Day)
}

// months holds the beginnings of the English names of the months.
var months = []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// seasons holds the English names of the seasons.
var seasons = map[string]int{"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}

var (
	dayMonthYear = regexp.MustCompile(`^(?:(\d{1,2})(?:st|nd|rd|th)? )?([A-Za-z]+)\.?,? (-?\d{4})$`)         // 22 November 2026, Nov. 2026
	monthDayYear = regexp.MustCompile(`^([A-Za-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$`)                // November 22, 2026
	yearFirst    = regexp.MustCompile(`^(\d{4})[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?(?:[T ]\d\d:\d\d.*)?\.?$`) // 2026/11/22, 2026-1-5
	dayFirst     = regexp.MustCompile(`^(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4})$`)                           // 22.11.2026
	longMonths   = map[string]bool{
		"january": true, "february": true, "march": true, "april": true, "may": true, "june": true, "july": true,
		"august": true, "september": true, "october": true, "november": true, "december": true, "sept": true,
	}
)

// LooseDate reads a single date as people write it in English, or with figures
// that can be taken in one way only, and returns it in EDTF: "22 November 2026",
// "Nov. 22, 2026", "November 2026", "Spring 2026", "22.11.2026". A date such as
// 3/4/2026 can be taken in two ways and is not read.
func LooseDate(s string) (string, bool) {
	s = strings.Join(strings.Fields(s), " ")
	if m := dayMonthYear.FindStringSubmatch(s); m != nil {
		if n := seasons[strings.ToLower(m[2])]; n > 0 && m[1] == "" {
			return m[3] + "-2" + strconv.Itoa(n), true
		}
		return iso(m[3], monthNumber(m[2]), m[1])
	}
	if m := monthDayYear.FindStringSubmatch(s); m != nil {
		return iso(m[3], monthNumber(m[1]), m[2])
	}
	if m := yearFirst.FindStringSubmatch(s); m != nil {
		month, _ := strconv.Atoi(m[2])
		return iso(m[1], month, m[3])
	}
	if m := dayFirst.FindStringSubmatch(s); m != nil {
		a, _ := strconv.Atoi(m[1])
		b, _ := strconv.Atoi(m[2])
		switch {
		case a > 12 || a == b:
			return iso(m[3], b, m[1])
		case b > 12:
			return iso(m[3], a, m[2])
		}
	}
	return "", false
}

// monthNumber reads an English month, whole or shortened to three letters or
// more; 0 when it is none.
func monthNumber(s string) int {
	s = strings.ToLower(s)
	for i, m := range months {
		if s == m || longMonths[s] && strings.HasPrefix(s, m) {
			return i + 1
		}
	}
	return 0
}

// iso writes a date in EDTF; day may be empty.
func iso(year string, month int, day string) (string, bool) {
	if month < 1 || month > 12 {
		return "", false
	}
	s := year + "-" + two(month)
	if n, _ := strconv.Atoi(day); n > 0 {
		s += "-" + two(n)
	}
	_, ok := edtf(s)
	return s, ok
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// plainDay is a date as front matter and notes have it: a year, a month or a
// day, with nothing uncertain.
var (
	plainDay  = regexp.MustCompile(`^-?\d{4}(?:-\d\d(?:-\d\d)?)?$`)
	timeOfDay = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:Z|[+-]\d\d(?::?\d\d)?)?$`)
)

// date reads a year, a month or a day. A time of day is left out: gloss counts
// in days.
func (v value) date() string {
	s := v.text()
	if s == "" {
		return ""
	}
	if m := timeOfDay.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	if d, ok := edtf(s); ok && plainDay.MatchString(s) && d.Season == 0 {
		return s
	}
	if plainDay.MatchString(s) {
		v.errorf("check the month and the day", "“%s” is not in the calendar", s)
	} else {
		v.errorf(dateHint(s), "“%s” is not a date", short(s))
	}
	return ""
}

func dateHint(s string) string {
	if loose, ok := LooseDate(s); ok {
		return "write " + loose
	}
	return "write a year, a month or a day: 2026, 2026-11 or 2026-11-22"
}
