// Package ris reads and writes files of RIS, the line format that reference
// managers exchange records in. It knows lines and records, and nothing of what
// the tags mean.
//
//	TY  - BOOK
//	AU  - Vickers, Brian
//	PY  - 1996
//	ER  -
//
// A line is a tag of a letter and a letter or digit, two spaces, a hyphen, a
// space and a value. TY begins a record, ER ends it. A line without a tag goes on
// with the value above it. Some programs write one space before the hyphen or
// none: where a record's TY is written so, its other tags may be too.
package ris

import (
	"regexp"
	"strings"
)

// Record is a record as it stands in a file.
type Record struct {
	Type  string // the value of TY, in capitals
	Lines []Line
	At    int // byte of the file where TY stands
}

// Line is a tag and its value.
type Line struct {
	Tag   string
	Value string // lines that go on are parted by "\n"
	At    int    // byte of the file where the value begins
}

// Mistake is something wrong in a file.
type Mistake struct {
	At      int  // byte of the file
	Warning bool // it can be read all the same
	Text    string
	Hint    string
}

// tagged is a line that begins with a tag; strictly is one with two spaces.
var (
	tagged   = regexp.MustCompile(`^([A-Z][A-Z0-9])[ \t]{0,2}-(?:[ \t]+|$)`)
	strictly = regexp.MustCompile(`^[A-Z][A-Z0-9]  -(?:[ \t]+|$)`)
)

// Parse reads a file. Its lines may end with "\n", "\r\n" or "\r".
func Parse(data []byte) ([]Record, []Mistake) {
	r := reader{}
	for at, line := range lines(string(data)) {
		r.line(at, line)
	}
	if r.open {
		r.warn(r.record().At, "write a line “ER  - ” at its end", "the record that begins here is not closed")
	}
	r.settle()
	return r.records, r.mistakes
}

// lines yields the lines of a file without their ends, and where each begins. A
// byte order mark is passed over.
func lines(s string) func(yield func(int, string) bool) {
	return func(yield func(int, string) bool) {
		at := len(s) - len(strings.TrimPrefix(s, "\ufeff"))
		for at < len(s) {
			n := strings.IndexAny(s[at:], "\r\n")
			if n < 0 {
				n = len(s) - at
			}
			if !yield(at, s[at:at+n]) {
				return
			}
			at += n
			if strings.HasPrefix(s[at:], "\r\n") {
				at++
			}
			at++
		}
	}
}

// reader reads line by line.
type reader struct {
	records  []Record
	more     []string // what goes on with the last value
	open     bool     // a record has begun and not ended
	loose    bool     // its TY is written with other than two spaces
	outside  bool     // that lines stand outside of records has been said
	mistakes []Mistake
}

func (r *reader) record() *Record { return &r.records[len(r.records)-1] }

func (r *reader) warn(at int, hint, text string) {
	r.mistakes = append(r.mistakes, Mistake{At: at, Warning: true, Text: text, Hint: hint})
}

// line reads a line.
func (r *reader) line(at int, line string) {
	text := strings.TrimRight(line, " \t")
	m := tagged.FindStringSubmatchIndex(text)
	strict := m != nil && strictly.MatchString(text)
	if m == nil || !strict && !r.loose && text[m[2]:m[3]] != "TY" {
		r.goOn(at, text)
		return
	}
	r.settle()
	tag, begin := text[m[2]:m[3]], m[1]
	value := strings.Clone(strings.TrimSpace(text[begin:]))
	switch {
	case tag == "TY":
		if r.open {
			r.warn(at, "write a line “ER  - ” before it", "a record begins here and the one before is not closed")
		}
		r.open, r.outside, r.loose = true, false, !strict
		r.records = append(r.records, Record{Type: strings.ToUpper(value), At: at})
	case !r.open && tag == "ER":
		r.stray(at)
	case tag == "ER":
		r.open = false
	case !r.open:
		r.stray(at)
	default:
		r.record().Lines = append(r.record().Lines, Line{Tag: strings.Clone(tag), Value: value, At: at + begin})
	}
}

// goOn reads a line without a tag.
func (r *reader) goOn(at int, text string) {
	switch {
	case r.open && len(r.record().Lines) > 0:
		r.more = append(r.more, strings.TrimSpace(text))
	case strings.TrimSpace(text) != "":
		r.stray(at)
	}
}

// settle ends a value that goes over several lines. Empty lines around it are no
// part of it.
func (r *reader) settle() {
	if len(r.more) > 0 {
		last := &r.record().Lines[len(r.record().Lines)-1]
		last.Value = strings.Trim(last.Value+"\n"+strings.Join(r.more, "\n"), "\n")
	}
	r.more = r.more[:0]
}

// stray says, once between two records, that something stands outside of them.
func (r *reader) stray(at int) {
	if !r.outside {
		r.outside = true
		r.mistakes = append(r.mistakes, Mistake{
			At: at, Text: "this line stands outside of any record and is not read",
			Hint: "a record begins with a line “TY  - BOOK” and ends with a line “ER  - ”",
		})
	}
}

// Append appends a line. Line ends in the value become lines that go on with it;
// what would be read as a tag is indented.
func Append(b []byte, tag, value string) []byte {
	b = append(append(b, tag...), "  - "...)
	for i, line := range strings.Split(value, "\n") {
		if i > 0 {
			b = append(b, '\n')
			if tagged.MatchString(line) {
				b = append(b, ' ')
			}
		}
		b = append(b, line...)
	}
	return append(b, '\n')
}
