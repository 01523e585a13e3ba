package edition

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
)

// Place is where something stands in an author's file. Line and Column count
// from 1, Column in code points; a zero Line means the file as a whole.
type Place struct {
	File         string // slash-separated, relative to the content folder
	Line, Column int
}

// Severity tells a problem that stops publication from one that does not.
type Severity uint8

// The severities.
const (
	Error Severity = iota
	Warning
)

func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// Problem is something wrong in an author's file. It is data: the steps collect
// problems, and one place sorts and prints them. What the machine refuses is an
// ordinary error instead.
type Problem struct {
	Severity Severity
	Place
	Text    string // what is wrong, lower case, no full stop
	Excerpt string // the line it stands on; filled in when problems are reported
	Hint    string // what to do next; may be empty
	Unread  bool   // nothing could be read of the whole file
}

// Problems collects problems.
type Problems []Problem

// Errorf adds an error at a place.
func (ps *Problems) Errorf(at Place, hint, format string, args ...any) {
	*ps = append(*ps, Problem{Severity: Error, Place: at, Text: fmt.Sprintf(format, args...), Hint: hint})
}

// Warnf adds a warning at a place.
func (ps *Problems) Warnf(at Place, hint, format string, args ...any) {
	*ps = append(*ps, Problem{Severity: Warning, Place: at, Text: fmt.Sprintf(format, args...), Hint: hint})
}

// Errors counts the problems that stop publication.
func (ps Problems) Errors() int {
	n := 0
	for _, p := range ps {
		if p.Severity == Error {
			n++
		}
	}
	return n
}

// Sorted returns the problems by file, line and column, each once.
func (ps Problems) Sorted() Problems {
	out := slices.Clone(ps)
	slices.SortStableFunc(out, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Severity, b.Severity), cmp.Compare(a.Text, b.Text))
	})
	return slices.Compact(out)
}

// Beyond are the problems that are not among some known ones, whatever the lines on
// which they stand: of several that are alike, those that are more.
func (ps Problems) Beyond(known Problems) (more Problems) {
	count := map[string]int{}
	for _, p := range known {
		count[p.wherever()]++
	}
	for _, p := range ps {
		if count[p.wherever()]--; count[p.wherever()] < 0 {
			more = append(more, p)
		}
	}
	return more
}

var lineNumber = regexp.MustCompile(`(:|\bline )\d+`)

// wherever is what a problem says, whatever the line on which it stands.
func (p *Problem) wherever() string {
	return p.Severity.String() + lineNumber.ReplaceAllString(p.File+" "+p.Text, "$1")
}
