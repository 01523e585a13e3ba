package cite

import (
	"regexp"
	"strconv"
	"strings"
)

// noteField is a line of a note that holds a variable: "event-date: 2004-10-01",
// or {:event-date: 2004-10-01} anywhere in it. Reference managers keep what they
// have no field for in this way.
var (
	noteField  = regexp.MustCompile(`^([A-Za-z_-]+): *(.+)$`)
	noteBraces = regexp.MustCompile(`\{:([A-Za-z_-]+): *([^}]+)\}`)
)

// readNote takes the variables that stand in the lines of the note and that the
// record does not have.
func (it *Item) readNote() {
	note := it.text[vNote]
	if !strings.Contains(note, ":") {
		return
	}
	for _, m := range noteBraces.FindAllStringSubmatch(note, -1) {
		it.fill(m[1], strings.TrimSpace(m[2]))
	}
	for i, line := range strings.Split(note, "\n") {
		m := noteField.FindStringSubmatch(strings.TrimSpace(line))
		if m == nil {
			if i > 0 {
				return
			}
			continue
		}
		it.fill(m[1], m[2])
	}
}

// fill sets a variable that is not set; names are written "Family || Given".
func (it *Item) fill(name, value string) {
	v, known := variableIndex[name]
	switch {
	case !known || v == vNote:
	case v.isName():
		family, given, two := strings.Cut(value, "||")
		n := Name{Family: strings.TrimSpace(family), Given: strings.TrimSpace(given)}
		if !two {
			n = Name{Literal: value}
		}
		n.parseParticles()
		it.names[v-firstName] = append(it.names[v-firstName], n)
	case v.isDate():
		if it.dates[v-firstDate] == nil {
			if d := parseDate(value); d != nil {
				it.SetDate(name, d)
			}
		}
	case it.text[v] == "":
		it.text[v] = value
	}
}

// parseDate reads a date in the form of EDTF's first level, or of it what this
// package can hold: 2004, 2004-10, 2004-10-01, a range with a slash, ~ or ? for
// circa. It returns nil for anything else.
func parseDate(s string) *Date {
	from, to, isRange := strings.Cut(strings.TrimSpace(s), "/")
	d := &Date{Range: isRange}
	var circa bool
	var ok bool
	if d.From, circa, ok = parseDay(from); !ok {
		return nil
	}
	d.Circa = circa
	if isRange && to != "" && to != ".." {
		if d.To, circa, ok = parseDay(to); !ok {
			return nil
		}
		d.Circa = d.Circa || circa
	}
	return d
}

var dayPattern = regexp.MustCompile(`^(-?\d{1,4})(?:-(\d\d?))?(?:-(\d\d?))?([~?%]?)$`)

func parseDay(s string) (d Day, circa, ok bool) {
	m := dayPattern.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return d, false, false
	}
	d.Year, _ = strconv.Atoi(m[1])
	d.Month, _ = strconv.Atoi(m[2])
	d.Day, _ = strconv.Atoi(m[3])
	return d, m[4] != "", true
}
