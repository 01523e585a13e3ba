package bibtex

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// straight is a straight quotation mark in a text that is cut into pieces.
type straight struct {
	piece, at int
	mark      byte
}

// curly are the marks that TeX sets for a pair of straight ones, which it has not.
var curly = map[byte][2]string{'"': {"“", "”"}, '\'': {"‘", "’"}}

// curl makes pairs of straight quotation marks curly. A mark without its partner,
// such as an apostrophe, stays.
func curl(pieces []richPiece) {
	var open []straight
	put := map[[2]int]string{}
	before := ' '
	for i, p := range pieces {
		if p.tag != "" {
			continue
		}
		for k, r := range p.text {
			if r == '"' || r == '\'' {
				after := next(pieces[i:], k+1)
				opens := !inWord(before) && !unicode.IsPunct(before) || strings.ContainsRune("([{—–-‘“", before)
				switch n := len(open) - 1; {
				case opens && !unicode.IsSpace(after):
					open = append(open, straight{i, k, byte(r)})
				case n >= 0 && open[n].mark == byte(r) && !inWord(after) && !unicode.IsSpace(before):
					put[[2]int{open[n].piece, open[n].at}] = curly[byte(r)][0]
					put[[2]int{i, k}] = curly[byte(r)][1]
					open = open[:n]
				}
			}
			before = r
		}
	}
	if len(put) == 0 {
		return
	}
	for i := range pieces {
		var b strings.Builder
		for k, r := range pieces[i].text {
			if mark, ok := put[[2]int{i, k}]; ok {
				b.WriteString(mark)
			} else {
				b.WriteRune(r)
			}
		}
		pieces[i].text = b.String()
	}
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// next is the character at a byte of the first of some pieces, or behind it; a
// space at the end.
func next(pieces []richPiece, at int) rune {
	for _, p := range pieces {
		if p.tag == "" && at < len(p.text) {
			r, _ := utf8.DecodeRuneInString(p.text[at:])
			return r
		}
		at = 0
	}
	return ' '
}
