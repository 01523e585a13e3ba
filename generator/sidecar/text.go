package sidecar

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"gloss/generator/edition"
)

// Text checks that a file is text in UTF-8, free of the control characters that
// neither YAML nor XML nor HTML can carry. It returns one problem at the first
// place that is not, and whether there was none. A byte order mark at the
// beginning is allowed.
func Text(file string, data []byte) (edition.Problem, bool) {
	p := edition.Problem{Place: edition.Place{File: file}}
	if name := wide(data); name != "" {
		p.Text, p.Hint = "the file is written in "+name, "save it as UTF-8"
		return p, false
	}
	at, size := firstBad(data)
	if at < 0 {
		return p, true
	}
	p.Place = NewLines(data).Place(file, at)
	if r, n := utf8.DecodeRune(data[at:]); r != utf8.RuneError || n > 1 {
		p.Text = fmt.Sprintf("a control character, %U, stands here", r)
		p.Hint = "take it out; an editor that shows invisible characters finds it"
		return p, false
	}
	p.Text = fmt.Sprintf("the file is not in UTF-8: %s here", octets(data[at:at+size]))
	p.Hint = "save it as UTF-8"
	if c, ok := windows1252[data[at]]; ok {
		p.Hint = fmt.Sprintf("save it as UTF-8; it seems to be Windows-1252, where this byte is the character %c", c)
	} else if data[at] >= 0xA0 {
		p.Hint = fmt.Sprintf("save it as UTF-8; it seems to be Latin-1, where this byte is the character %c", rune(data[at]))
	}
	return p, false
}

// windows1252 holds the marks that word processors of that encoding put into
// texts, by their byte.
var windows1252 = map[byte]rune{
	0x80: '€', 0x84: '„', 0x85: '…', 0x8A: 'Š', 0x8C: 'Œ', 0x8E: 'Ž', 0x91: '‘', 0x92: '’', 0x93: '“', 0x94: '”',
	0x95: '•', 0x96: '–', 0x97: '—', 0x99: '™', 0x9A: 'š', 0x9C: 'œ', 0x9E: 'ž', 0x9F: 'Ÿ',
}

var bom = []byte("\ufeff")

// wide names the encoding of a file that is written in units wider than a
// byte, or "".
func wide(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE, 0, 0}), bytes.HasPrefix(data, []byte{0, 0, 0xFE, 0xFF}):
		return "UTF-32"
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return "UTF-16"
	case len(data) >= 4 && data[0] != 0 && data[1] == 0 && data[2] != 0 && data[3] == 0,
		len(data) >= 4 && data[0] == 0 && data[1] != 0 && data[2] == 0 && data[3] != 0:
		return "UTF-16"
	}
	return ""
}

// firstBad finds the first byte that is not part of a character, or begins one
// that may not stand in a text; -1 when there is none.
func firstBad(data []byte) (at, size int) {
	for i := 0; i < len(data); {
		c := data[i]
		if c >= 0x20 && c < 0x7F || c == '\n' || c == '\t' || c == '\r' {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n <= 1 || control(r) {
			return i, max(n, 1)
		}
		i += n
	}
	return -1, 0
}

// control reports whether a character may not stand in a text: C0 and C1
// controls but tab and line ends, and Unicode's non-characters. NEL (U+0085) is
// a line end to YAML 1.1 and comes from old mainframes; it may stand.
func control(r rune) bool {
	switch {
	case r == '\t', r == '\n', r == '\r', r == 0x85:
		return false
	case r < 0x20, r >= 0x7F && r < 0xA0, r&0xFFFE == 0xFFFE, r >= 0xFDD0 && r <= 0xFDEF:
		return true
	}
	return false
}

func octets(b []byte) string {
	var s strings.Builder
	s.WriteString("byte")
	for _, c := range b {
		fmt.Fprintf(&s, " %02X", c)
	}
	return s.String()
}

// Windows1252 returns the character of a byte in Windows-1252, which is Latin-1
// but for its marks; undefined bytes are taken as Latin-1.
func Windows1252(b byte) rune {
	if r, ok := windows1252[b]; ok {
		return r
	}
	return rune(b)
}
