package bibtex

import (
	"slices"
	"strings"
)

// Value is the text of a field as TeX, without its outer braces or quotation
// marks. It knows where its bytes stand in the file.
type Value struct {
	Text  string
	parts []part
}

// part is where a stretch of a value comes from.
type part struct {
	begin int  // byte of the value
	file  int  // byte of the file
	fixed bool // it all comes from one place: a string, or another entry
}

// At returns the byte of the file where a byte of the value stands; of a string
// that was put in, where its name stands.
func (v Value) At(i int) int {
	if len(v.parts) == 0 {
		return 0
	}
	n, found := slices.BinarySearchFunc(v.parts, i, func(p part, i int) int { return p.begin - i })
	if !found && n > 0 {
		n--
	}
	p := v.parts[n]
	if p.fixed {
		return p.file
	}
	return p.file + max(i-p.begin, 0)
}

// at is the value as it is seen from another place.
func (v Value) at(file int) Value {
	return Value{Text: v.Text, parts: []part{{file: file, fixed: true}}}
}

// add appends a piece that stands in the file.
func (v *Value) add(text string, file int, fixed bool) {
	if n := len(v.parts); n > 0 && v.parts[n-1].begin == len(v.Text) { // the piece before was empty
		v.parts = v.parts[:n-1]
	}
	v.parts = append(v.parts, part{len(v.Text), file, fixed})
	v.Text += text
}

// morePieces is how many pieces a value may be joined of.
const morePieces = 1000

// value reads pieces joined by #. After a mistake, which is reported, it is not
// ok.
func (r *reader) value(end int) (v Value, ok bool) {
	begin := r.at
	for n := 0; ; n++ {
		if r.space(); r.at >= end {
			r.fail(min(begin, len(r.src)), "write the value in braces: name = {…}", "a value is missing here")
			return v, false
		}
		if n == morePieces {
			r.fail(r.at, "write the value as one", "more than a thousand pieces are joined here")
			return v, false
		}
		switch r.src[r.at] {
		case '{', '"':
			if !r.quoted(&v, end) {
				return v, false
			}
		default:
			if !r.bare(&v) {
				return v, false
			}
		}
		if r.space(); r.at >= end || r.src[r.at] != '#' {
			return v, true
		}
		r.at++
	}
}

// quoted reads a piece in braces or quotation marks.
func (r *reader) quoted(v *Value, end int) bool {
	open, depth := r.at, 0
	mark := r.src[open] == '"'
	for i := open; i < end; i++ {
		switch c := r.src[i]; {
		case c == '{':
			depth++
		case c == '}' && depth == 0: // inside quotation marks
			if strings.IndexByte(r.src[i:end], '"') < 0 {
				return r.neverClosed(open)
			}
			r.fail(i, "write { before it, or take it out", "a } that no { opens")
			return false
		case c == '}':
			depth--
		}
		if depth == 0 && (!mark && i > open || mark && i > open && r.src[i] == '"') {
			v.add(r.src[open+1:i], open+1, false)
			r.at = i + 1
			return true
		}
	}
	return r.neverClosed(open)
}

// neverClosed reports the sign that opens a piece.
func (r *reader) neverClosed(open int) bool {
	sign := "{"
	if r.src[open] == '"' {
		sign = "quotation mark"
	}
	r.fail(open, "close it; what stands up to the next entry is not read", "the "+sign+" that opens here is never closed")
	return false
}

// bare reads a number or the name of a string.
func (r *reader) bare(v *Value) bool {
	at := r.at
	name := r.name()
	switch s, defined := r.strings[name]; {
	case name == "":
		r.fail(at, "write the value in braces: name = {…}", "a value is missing here")
		return false
	case strings.Trim(name, "0123456789") == "":
		v.add(name, at, false)
	case defined && len(s.Text) > r.room:
		r.fail(at, "write out what you mean", "the strings of this file unfold to more than it can mean")
		return false
	case defined:
		r.room -= len(s.Text)
		v.add(s.Text, at, true)
	case months[name] != "":
		v.add(months[name], at, true)
	default:
		r.warn(at, "define it above, @string{"+short(name)+" = {…}}, or put the words into braces", "nothing is called “"+short(name)+"”; it is taken as it stands")
		v.add(r.src[at:r.at], at, false)
	}
	return true
}

// months holds the strings that are always defined.
var months = map[string]string{
	"jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May", "jun": "June",
	"jul": "July", "aug": "August", "sep": "September", "oct": "October", "nov": "November", "dec": "December",
}

// define reads a string's name and value.
func (r *reader) define(end int) bool {
	r.space()
	at, name := r.at, r.name()
	if r.space(); name == "" || r.at >= end || r.src[r.at] != '=' {
		r.fail(at, "write @string{name = {…}}", "a string needs a name and a value")
		return false
	}
	r.at++
	value, ok := r.value(end)
	if ok {
		r.strings[name] = value
	}
	return ok
}
