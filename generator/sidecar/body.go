package sidecar

import (
	"strings"
	"unicode/utf8"

	"gloss/generator/edition"
)

// BodyPlaces returns a function that turns a byte of a note's body into its
// place in the file the note was read from. It goes by the characters that are
// not white space, of which the file has the same ones in the same order,
// whatever YAML has done to the spaces and line ends between them. Places are asked
// for where there is a problem, mostly never: then the lines of the file are.
func BodyPlaces(lines func() *Lines, n *edition.Note) func(offset int) edition.Place {
	file, body := n.BodyAt.File, n.Markdown
	return func(offset int) edition.Place {
		l := lines()
		data := l.data
		from := l.Offset(n.BodyAt.Line, n.BodyAt.Column)
		next := plainRune
		if from > 0 && n.BodyAt.Column > 1 {
			switch data[from-1] {
			case '"':
				next = doubleQuotedRune
			case '\'':
				next = singleQuotedRune
			}
		}
		offset = max(0, min(offset, len(body)))
		before := 0
		for _, r := range body[:offset] {
			if !blank(r) {
				before++
			}
		}
		at := from
		for ; before > 0 && at < len(data); before-- {
			at = skipBlank(data, at, next)
			_, size := next(data[at:])
			at += size
		}
		if r, _ := utf8.DecodeRuneInString(body[offset:]); offset < len(body) && !blank(r) {
			at = skipBlank(data, at, next)
		}
		return l.Place(file, at)
	}
}

func skipBlank(data []byte, at int, next func([]byte) (rune, int)) int {
	for at < len(data) {
		r, size := next(data[at:])
		if !blank(r) {
			break
		}
		at += size
	}
	return at
}

func blank(r rune) bool { return strings.ContainsRune(" \t\r\n\u0085\u2028\u2029", r) }

// plainRune reads a character of a plain or block scalar.
func plainRune(data []byte) (rune, int) { return utf8.DecodeRune(data) }

// singleQuotedRune reads a character of a single-quoted scalar.
func singleQuotedRune(data []byte) (rune, int) {
	if len(data) > 1 && data[0] == '\'' && data[1] == '\'' {
		return '\'', 2
	}
	return utf8.DecodeRune(data)
}

// hexLengths holds how many digits an escape of YAML has.
var hexLengths = map[byte]int{'x': 2, 'u': 4, 'U': 8}

// blankEscapes holds the escapes of YAML that stand for white space.
const blankEscapes = " tnrLPN\t\r\n"

// doubleQuotedRune reads a character of a double-quoted scalar. Of an escape it
// tells only whether it is white space.
func doubleQuotedRune(data []byte) (rune, int) {
	if len(data) < 2 || data[0] != '\\' {
		return utf8.DecodeRune(data)
	}
	if n := hexLengths[data[1]]; n > 0 {
		n = min(n+2, len(data))
		switch strings.TrimLeft(string(data[2:n]), "0") {
		case "9", "A", "a", "D", "d", "20", "85", "2028", "2029":
			return ' ', n
		}
		return 'x', n
	}
	if strings.IndexByte(blankEscapes, data[1]) >= 0 {
		return ' ', 2
	}
	return 'x', 2
}
