package cite

import (
	"strings"

	"gloss/generator/edition"
)

// Item is a bibliographic record as the engine reads it: CSL's variables, each
// under its name.
type Item struct {
	ID, Type string

	text  [maxText]string
	names [maxNames][]Name
	dates [maxDates]*Date
	other map[string]string // variables that only the style knows
}

// Room for the known variables; the tables of variable.go must fit.
const (
	maxText  = 80
	maxNames = 32
	maxDates = 8
)

// Name is a person or an institution.
type Name struct {
	Family, Given       string
	DroppingParticle    string // "de" in "de Tocqueville"
	NonDroppingParticle string // "van" in "van Gogh"
	Suffix              string
	CommaSuffix         bool // a comma stands before the suffix
	Literal             string
}

// Date is one day, or a range of days. Months 13 to 16 are the seasons, from
// spring to winter.
type Date struct {
	From, To Day
	Range    bool // To is given, or the range is open
	Circa    bool
	Literal  string
}

// Day is a date as exact as it is known. Years before 1 are negative, 1 BC
// being -1.
type Day struct{ Year, Month, Day int }

// Set sets a variable that holds text. Unknown variables are kept too.
func (it *Item) Set(name, value string) {
	v, known := variableIndex[name]
	switch {
	case known && int(v) < textVariables:
		it.text[v] = value
	default:
		if it.other == nil {
			it.other = map[string]string{}
		}
		it.other[name] = value
	}
}

// SetNames sets a variable that holds names; it reports whether there is such
// a variable.
func (it *Item) SetNames(name string, list []Name) bool {
	v := variableIndex[name]
	if !v.isName() {
		return false
	}
	it.names[v-firstName] = list
	return true
}

// SetDate sets a variable that holds a date; it reports whether there is such
// a variable.
func (it *Item) SetDate(name string, d *Date) bool {
	v := variableIndex[name]
	if !v.isDate() {
		return false
	}
	d.From.season()
	d.To.season()
	it.dates[v-firstDate] = d
	return true
}

// finish fills the variables that follow from others.
func (it *Item) finish() {
	it.readNote()
	t := &it.text
	for _, pair := range [...][2]variable{{vTitleShort, vShortTitle}, {vContainerShort, vJournalShort}, {vEventTitle, vEvent}, {vEvent, vEventTitle}} {
		if t[pair[0]] == "" {
			t[pair[0]] = t[pair[1]]
		}
	}
	if t[vPageFirst] == "" && t[vPage] != "" {
		t[vPageFirst] = firstPage(t[vPage])
	}
}

// season brings the seasons of EDTF (months 21 to 24) and those written as 17
// to 20 to 13 to 16.
func (d *Day) season() {
	if d.Month > 16 && d.Month <= 24 {
		d.Month = 13 + (d.Month-13)%4
	}
}

// firstPage is what stands before the first sign that is no part of a number.
func firstPage(pages string) string {
	if i := strings.IndexAny(pages, "-–,;& "); i > 0 {
		return strings.TrimSpace(pages[:i])
	}
	return pages
}

// read fills an empty item from a record of an edition.
func (it *Item) read(s *edition.Source) {
	it.ID, it.Type = s.Key, s.Type
	for name, value := range s.Fields {
		it.Set(name, value)
	}
	it.text[vDOI] = edition.BareDOI(it.text[vDOI]) // styles write its resolver before it
	for name, list := range s.Names {
		names := make([]Name, len(list))
		for i, n := range list {
			names[i] = Name{
				Family: n.Family, Given: n.Given, DroppingParticle: n.DroppingParticle,
				NonDroppingParticle: n.NonDroppingParticle, Suffix: n.Suffix, Literal: n.Literal,
			}
			names[i].parseParticles()
		}
		it.SetNames(name, names)
	}
	for name, d := range s.Dates {
		if d.IsZero() {
			continue
		}
		it.SetDate(name, sourceDate(d))
	}
	if s.Archived != "" {
		it.Set("archived-url", s.Archived)
	}
	it.finish()
}

func sourceDate(d edition.Date) *Date {
	out := &Date{From: Day(d.From), To: Day(d.To), Circa: d.Circa, Literal: d.Literal}
	out.Range = d.Open || d.To != edition.Day{}
	if d.Season > 0 && out.From.Month == 0 {
		out.From.Month = 12 + d.Season
	}
	return out
}
