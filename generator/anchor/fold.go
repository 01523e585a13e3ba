package anchor

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// folded is a text in its folded form and the way back.
//
//   - A run of white space is one space; between two characters of a script
//     written without spaces it is nothing. Line ends and block edges are white
//     space.
//   - Every quotation mark, apostrophe and prime is one straight mark, two like
//     single ones side by side too.
//   - A run of dashes, hyphens or minus signs is one hyphen.
//   - … is three dots, and three dots are one sign.
//   - Compatibility ligatures, presentation forms and widths are their plain
//     letters, all is in NFC.
//   - Soft hyphens, zero-width characters, directional marks and variation
//     selectors are nothing.
//   - A byte that is no UTF-8 is U+FFFD.
type folded struct {
	text  string
	units []unit
}

// unit is a stretch that folding changed: it is matched whole or not at all.
// Between two units folded and plain text have the same bytes, or a space where
// the plain text has another white space of one byte.
type unit struct {
	from, to   int // bytes of the folded text; equal when the stretch counts nothing
	start, end int // bytes of the plain text
}

// fold folds a text.
func fold(plain string) folded {
	f := folder{plain: plain, out: make([]byte, 0, len(plain)+8)}
	for f.at < len(plain) {
		f.step()
	}
	return folded{text: string(f.out), units: f.units}
}

// foldQuotation folds a selector's words, without the white space around them.
func foldQuotation(s string) string { return strings.Trim(fold(s).text, " ") }

// folder folds a text from left to right.
type folder struct {
	plain string
	at    int // next byte of plain
	out   []byte
	units []unit
	wide  bool // the last character written belongs to a script without spaces
}

// step folds the next characters: a run that stands for itself, or one that is
// folded.
func (f *folder) step() {
	if f.letters() {
		return
	}
	r, size := utf8.DecodeRuneInString(f.plain[f.at:])
	switch kindOf(r) {
	case blank:
		if size == 1 && f.at+1 < len(f.plain) && letter[f.plain[f.at+1]] {
			f.put(" ", 1, false)
			return
		}
		f.space()
	case dash:
		f.put("-", f.run(func(r rune) bool { return kindOf(r) == dash }), false)
	case quote:
		n := size
		if next, _ := utf8.DecodeRuneInString(f.plain[f.at+size:]); next == r && unicode.Is(singles, r) {
			n += size
		}
		f.put("'", n, isWide(r))
	case dot:
		if strings.HasPrefix(f.plain[f.at:], "...") {
			f.put("...", 3, false)
			return
		}
		f.character(r, size)
	default:
		if r == utf8.RuneError && size == 1 {
			f.put("\ufffd", 1, false)
			return
		}
		f.character(r, size)
	}
}

// letters copies the ASCII characters that stand for themselves, up to one that
// a mark might follow, and reports whether there were any.
func (f *folder) letters() bool {
	s, i := f.plain, f.at
	for i < len(s) && (letter[s[i]] || s[i] == ' ' && i+1 < len(s) && letter[s[i+1]] && i > f.at) {
		i++
	}
	if i < len(s) && s[i] >= firstMark && i > f.at {
		i--
	}
	if i == f.at {
		return false
	}
	f.out = append(f.out, s[f.at:i]...)
	f.at, f.wide = i, false
	return true
}

// run is the length of the run of characters of a kind that begins here.
func (f *folder) run(kind func(rune) bool) int {
	for i, r := range f.plain[f.at:] {
		if !kind(r) {
			return i
		}
	}
	return len(f.plain) - f.at
}

// space folds a run of white space and characters that count nothing.
func (f *folder) space() {
	n := f.run(func(r rune) bool { return kindOf(r) == blank })
	next, _ := utf8.DecodeRuneInString(f.plain[f.at+n:])
	if f.wide && isWide(next) || !strings.ContainsFunc(f.plain[f.at:f.at+n], unicode.IsSpace) {
		f.put("", n, f.wide)
		return
	}
	f.put(" ", n, false)
}

// character folds a character and the marks that belong to it.
func (f *folder) character(r rune, size int) {
	if settled(r) && !f.marked(f.at+size) {
		f.put(f.plain[f.at:f.at+size], size, isWide(r))
		return
	}
	n := size
	seq := append(make([]byte, 0, 16), plainForm(r)...)
	last := r
	for f.marked(f.at + n) {
		next, size := utf8.DecodeRuneInString(f.plain[f.at+n:])
		switch {
		case next == zwj && f.joins(last, f.at+n+size), !unicode.Is(glued, next):
			seq = append(seq, plainForm(next)...)
		}
		n += size
		last = next
	}
	f.put(composed(seq), n, isWide(r))
}

// marked reports whether the character at byte i belongs to the one before it:
// it combines with it, or only changes how it looks.
func (f *folder) marked(i int) bool {
	if i >= len(f.plain) || f.plain[i] < firstMark {
		return false
	}
	r, _ := utf8.DecodeRuneInString(f.plain[i:])
	return !settled(r) && (unicode.Is(glued, r) || !norm.NFC.PropertiesString(plainForm(r)).BoundaryBefore())
}

// joins reports whether a joiner after a character and before byte i joins
// emoji.
func (f *folder) joins(last rune, i int) bool {
	next, _ := utf8.DecodeRuneInString(f.plain[i:])
	return unicode.Is(pictures, next) && (unicode.Is(pictures, last) || last == 0xfe0f)
}

// plainForm is a character without its typographic form.
func plainForm(r rune) string {
	s := string(r)
	if !unicode.Is(compatible, r) {
		return s
	}
	if k := norm.NFKC.String(s); k[0] != ' ' { // a spacing form of a mark stays
		return k
	}
	return s
}

func composed(seq []byte) string {
	if norm.NFC.IsNormal(seq) {
		return string(seq)
	}
	return norm.NFC.String(string(seq))
}

// put writes what the next n bytes fold to.
func (f *folder) put(s string, n int, wide bool) {
	from, start := len(f.out), f.at
	f.out = append(f.out, s...)
	f.at += n
	f.wide = wide
	same := len(s) == n && (n == 1 || s != "..." && s == f.plain[start:f.at])
	if !same {
		f.units = append(f.units, unit{from, len(f.out), start, f.at})
	}
}

// unit finds the last unit that begins at or before byte i of the folded text,
// and -1 when there is none.
func (f *folded) unit(i int) int {
	n, _ := slices.BinarySearchFunc(f.units, i+1, func(u unit, i int) int { return u.from - i })
	return n - 1
}

// start is the byte of the plain text where the character at byte i of the
// folded text begins.
func (f *folded) start(i int) int {
	k := f.unit(i)
	if k < 0 {
		return i
	}
	u := f.units[k]
	if i < u.to {
		return u.start
	}
	return u.end + i - u.to
}

// end is the byte of the plain text where the character before byte i of the
// folded text ends.
func (f *folded) end(i int) int {
	if i == 0 {
		return 0
	}
	k := f.unit(i - 1)
	if k < 0 {
		return i
	}
	u := f.units[k]
	if i <= u.to {
		return u.end
	}
	return u.end + i - u.to
}

// at is the byte of the folded text for a byte of the plain text: the first
// character that does not end before it.
func (f *folded) at(plain int) int {
	n, _ := slices.BinarySearchFunc(f.units, plain+1, func(u unit, i int) int { return u.start - i })
	if n == 0 {
		return plain
	}
	u := f.units[n-1]
	if plain < u.end {
		return u.from
	}
	return u.to + plain - u.end
}

// until is the byte of the folded text behind the last character that begins
// before a byte of the plain text.
func (f *folded) until(plain int) int {
	n, _ := slices.BinarySearchFunc(f.units, plain, func(u unit, i int) int { return u.start - i })
	if n == 0 {
		return plain
	}
	u := f.units[n-1]
	if plain <= u.end {
		return u.to
	}
	return u.to + plain - u.end
}

// whole widens a range of the folded text to whole units.
func (f *folded) whole(from, to int) (int, int) {
	if k := f.unit(from); k >= 0 && from < f.units[k].to {
		from = f.units[k].from
	}
	if k := f.unit(to); k >= 0 && f.units[k].from < to && to < f.units[k].to {
		to = f.units[k].to
	}
	return from, to
}

// breaks reports whether a match may begin or end at byte i of the folded text:
// not inside a unit, nor inside what a reader sees as one character (the rules
// of UAX #29 for combining marks, emoji, flags and conjuncts).
func (f *folded) breaks(i int) bool {
	if i <= 0 || i >= len(f.text) {
		return true
	}
	if k := f.unit(i); k >= 0 && f.units[k].from < i && i < f.units[k].to {
		return false
	}
	if f.text[i] < firstMark {
		return true
	}
	next, _ := utf8.DecodeRuneInString(f.text[i:])
	last, _ := utf8.DecodeLastRuneInString(f.text[:i])
	switch {
	case unicode.Is(unicode.M, next), next == zwj, last == zwj, unicode.Is(appended, next):
		return false
	case unicode.Is(linkers, last):
		return !unicode.IsLetter(next)
	case unicode.Is(regional, next) && unicode.Is(regional, last):
		return f.flags(i)%2 == 0
	}
	return norm.NFC.PropertiesString(f.text[i:]).BoundaryBefore()
}

// seam reports whether a character ends and another begins at byte i of the
// folded text.
func (f *folded) seam(i int) bool {
	return i <= 0 || i >= len(f.text) || utf8.RuneStart(f.text[i]) && f.breaks(i)
}

// before is where the character before byte i begins.
func (f *folded) before(i int) int {
	for i--; !f.seam(i); i-- {
	}
	return max(i, 0)
}

// after is where the character at byte i ends.
func (f *folded) after(i int) int {
	for i++; !f.seam(i); i++ {
	}
	return min(i, len(f.text))
}

// flags counts the regional letters that stand in a row before byte i.
func (f *folded) flags(i int) (n int) {
	for {
		r, size := utf8.DecodeLastRuneInString(f.text[:i])
		if !unicode.Is(regional, r) {
			return n
		}
		n++
		i -= size
	}
}
