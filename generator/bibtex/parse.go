package bibtex

import (
	"regexp"
	"slices"
	"strings"
)

// Entry is a record as it stands in a file.
type Entry struct {
	Type   string // in small letters: article, book …
	Key    string // empty when it has none
	Fields []Field
	At     int // byte of the file where its @ stands
	KeyAt  int // byte where the key stands, or would
}

// Field is a field of an entry.
type Field struct {
	Name  string // in small letters
	Value Value
	At    int    // byte where its name stands; of a field that is inherited, that of the entry's key
	From  string // the key of the entry it is inherited from, or empty
}

// Get returns the text of a field, or "".
func (e *Entry) Get(name string) string {
	if f := e.Field(name); f != nil {
		return f.Value.Text
	}
	return ""
}

// Field returns a field, or nil.
func (e *Entry) Field(name string) *Field {
	for i := range e.Fields {
		if e.Fields[i].Name == name {
			return &e.Fields[i]
		}
	}
	return nil
}

// Parse reads a file. Entries of type xdata, which only others refer to, are
// left out.
func Parse(data []byte) ([]Entry, []Mistake) {
	r := &reader{src: string(data), strings: map[string]Value{}, room: 1<<20 + 8*len(data)}
	r.borders()
	for r.next() {
		r.entry()
	}
	r.inherit()
	r.entries = slices.DeleteFunc(r.entries, func(e Entry) bool { return e.Type == "xdata" })
	return r.entries, r.mistakes
}

// reader walks through a file.
type reader struct {
	src      string
	at       int
	starts   []int // where lines begin entries, ascending
	entries  []Entry
	strings  map[string]Value
	room     int // how many bytes strings and inheritance may still unfold to
	mistakes []Mistake
}

func (r *reader) fail(at int, hint, text string) {
	r.mistakes = append(r.mistakes, Mistake{At: at, Text: text, Hint: hint})
}

func (r *reader) warn(at int, hint, text string) {
	r.mistakes = append(r.mistakes, Mistake{At: at, Text: text, Hint: hint, Warning: true})
}

// border is a line that begins an entry, whatever stands before it.
var border = regexp.MustCompile(`(?im)^[ \t]*(@[ \t]*(?:(?:comment|preamble|string)[ \t]*[{(]|[a-z][a-z0-9_-]*[ \t]*[{(][ \t\r\n]*[^\s,={}"#%]*[ \t\r\n]*,))`)

func (r *reader) borders() {
	for _, m := range border.FindAllStringSubmatchIndex(r.src, -1) {
		r.starts = append(r.starts, m[2])
	}
}

// limit is where the next entry begins: no value goes on behind it.
func (r *reader) limit() int {
	i, _ := slices.BinarySearch(r.starts, r.at+1)
	if i < len(r.starts) {
		return r.starts[i]
	}
	return len(r.src)
}

// next goes to the next entry, and says where text between entries looks like
// part of one.
func (r *reader) next() bool {
	outside := -1
	defer func() {
		if outside >= 0 {
			r.warn(outside, "an entry begins with @ and its type: @book{key, …}; put % before a comment", "what stands here is outside of any entry and is not read")
		}
	}()
	for r.at < len(r.src) {
		switch c := r.src[r.at]; {
		case c == '@' && r.opens():
			return true
		case c == '%':
			r.line()
		case outside < 0 && (c == '{' || c == '=' || c == '}'):
			outside = r.word()
			r.at++
		default:
			r.at++
		}
	}
	return false
}

// word is where the word at this point, or before it, begins in its line.
func (r *reader) word() int {
	begin := strings.LastIndexAny(r.src[:r.at], "\r\n") + 1
	return begin + len(r.src[begin:r.at]) - len(strings.TrimLeft(r.src[begin:r.at], " \t"))
}

// opens reports whether the @ here begins an entry.
func (r *reader) opens() bool {
	i := r.at + 1
	for i < len(r.src) && blank(r.src[i]) {
		i++
	}
	begin := i
	for i < len(r.src) && nameByte(r.src[i]) {
		i++
	}
	if i == begin || r.at > 0 && nameByte(r.src[r.at-1]) { // an address for mail
		return false
	}
	for i < len(r.src) && blank(r.src[i]) {
		i++
	}
	return i < len(r.src) && (r.src[i] == '{' || r.src[i] == '(')
}

// line goes to the end of the line.
func (r *reader) line() {
	if i := strings.IndexAny(r.src[r.at:], "\r\n"); i >= 0 {
		r.at += i
	} else {
		r.at = len(r.src)
	}
}

// space goes to the next byte that is neither white space nor comment.
func (r *reader) space() {
	for r.at < len(r.src) && (blank(r.src[r.at]) || r.src[r.at] == '%') {
		if r.src[r.at] == '%' {
			r.line()
		} else {
			r.at++
		}
	}
}

func blank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

// nameByte reports whether a byte may stand in the name of a type, a field or a
// string.
func nameByte(c byte) bool {
	return c > ' ' && strings.IndexByte("{}(),=\"#%'@\\~\x7f", c) < 0
}

// name reads a name; "" when there is none.
func (r *reader) name() string {
	begin := r.at
	for r.at < len(r.src) && nameByte(r.src[r.at]) {
		r.at++
	}
	return strings.ToLower(r.src[begin:r.at])
}

// entry reads what an @ begins.
func (r *reader) entry() {
	e := Entry{At: r.at}
	end := r.limit()
	r.at++
	r.space()
	e.Type = r.name()
	r.space()
	shut := byte('}')
	if r.src[r.at] == '(' {
		shut = ')'
	}
	switch e.Type {
	case "comment":
		r.comment(end)
		return
	case "preamble":
		r.at++
		r.space()
		if _, ok := r.value(end); !ok || !r.shut(shut, end) {
			r.unclosed(&e, end)
		}
		return
	case "string":
		r.at++
		if !r.define(end) || !r.shut(shut, end) {
			r.unclosed(&e, end)
		}
		return
	}
	r.at++
	r.key(&e, shut)
	r.fields(&e, shut, end)
	r.entries = append(r.entries, e)
}

// comment passes over a comment: to the brace that closes it, or to the next
// entry.
func (r *reader) comment(end int) {
	if n := balanced(r.src[r.at:end]); n > 0 {
		r.at += n
	} else {
		r.at = end
	}
}

// balanced returns how long the group is that s begins with; 0 when it is not
// closed.
func balanced(s string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '{', '(':
			if s[i] == s[0] {
				depth++
			}
		case '}', ')':
			if s[i] == s[0]+1 || s[i] == '}' && s[0] == '{' {
				if depth--; depth == 0 {
					return i + 1
				}
			}
		}
	}
	return 0
}

// shut reads the sign that closes an entry.
func (r *reader) shut(sign byte, end int) bool {
	r.space()
	if r.at < end && r.src[r.at] == sign {
		r.at++
		return true
	}
	return false
}

// unclosed says that an entry does not end where it should, unless its own
// mistake has been said, and goes to the next one.
func (r *reader) unclosed(e *Entry, end int) {
	if n := len(r.mistakes); n == 0 || r.mistakes[n-1].At < e.At || r.mistakes[n-1].Warning {
		r.fail(e.At, "close it with } before the next @", "the entry that begins here is not closed")
	}
	r.at = max(r.at, end)
}

// key reads the key of an entry, up to its comma.
func (r *reader) key(e *Entry, shut byte) {
	r.space()
	e.KeyAt = r.at
	i := r.at
	for i < len(r.src) && r.src[i] != ',' && r.src[i] != '\n' && r.src[i] != '\r' && r.src[i] != shut && r.src[i] != '=' && r.src[i] != '{' {
		i++
	}
	if i < len(r.src) && r.src[i] == '=' { // the key is missing: this is a field
		return
	}
	e.Key = strings.Clone(strings.TrimSpace(r.src[r.at:i]))
	r.at = i
}

// fields reads the fields of an entry and the sign that closes it.
func (r *reader) fields(e *Entry, shut byte, end int) {
	seen := map[string]bool{}
	for {
		for r.space(); r.at < end && r.src[r.at] == ','; r.space() {
			r.at++
		}
		if r.at >= end {
			r.open(e)
			r.at = end
			return
		}
		if r.src[r.at] == shut {
			r.at++
			return
		}
		f := Field{At: r.at, Name: r.name()}
		if f.Name == "" {
			r.broken(f.At, end, "the name of a field is missing here", "write name = {…}, with a comma before the next")
			return
		}
		if r.space(); r.at >= end || r.src[r.at] != '=' {
			r.broken(f.At, end, "“"+short(f.Name)+"” is not followed by =", "write "+short(f.Name)+" = {…}")
			return
		}
		r.at++
		r.space()
		value, ok := r.value(end)
		if !ok {
			r.at = end
			return
		}
		f.Value = value
		if seen[f.Name] {
			r.warn(f.At, "keep one of them", "the field “"+short(f.Name)+"” stands twice in this entry; the first is taken")
		} else {
			seen[f.Name] = true
			e.Fields = append(e.Fields, f)
		}
		if r.space(); r.at < end && r.src[r.at] != ',' && r.src[r.at] != shut {
			if !assigns.MatchString(r.src[r.at:min(end, r.at+80)]) {
				r.broken(r.at, end, "a comma or "+string(shut)+" is missing here", "check the braces and quotation marks before it")
				return
			}
			r.fail(r.at, "write one behind each field", "a comma is missing before this field")
		}
	}
}

// broken reports a mistake after which the rest of an entry is not read.
func (r *reader) broken(at, end int, text, hint string) {
	r.fail(at, hint+"; the rest of the entry is not read", text)
	r.at = end
}

// assigns is the beginning of a field; line says that it begins a line.
var (
	assigns    = regexp.MustCompile(`^[A-Za-z][\w-]*\s*=\s*["{\w]`)
	assignLine = regexp.MustCompile(`(?m)^[ \t]*[A-Za-z][\w-]*[ \t]*=[ \t]*["{\w]`)
)

// open reports an entry that is not closed. When its last value holds what looks
// like further fields, it is that value's sign which is missing.
func (r *reader) open(e *Entry) {
	if n := len(e.Fields); n > 0 {
		f := &e.Fields[n-1]
		if assignLine.MatchString(f.Value.Text) {
			at := f.Value.At(0) - 1
			r.fail(at, "close it before the next field", "the brace or quotation mark that opens here is closed too late, and takes in the fields behind it")
			e.Fields = e.Fields[:n-1]
			return
		}
	}
	r.fail(e.At, "close it with } before the next @", "the entry that begins here is not closed")
}

// short makes a name fit for a message.
func short(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:39]) + "…"
	}
	return s
}
