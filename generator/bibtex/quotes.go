package bibtex

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// straight is a straight quotation mark in a text that is cut into pieces.
type straight struct{ piece, at int }

// curly are the marks that TeX sets for a pair of straight ones, which it has not.
var curly = map[rune][2]string{'"': {"“", "”"}, '\'': {"‘", "’"}}

// quoteMarks are all that words in quotation marks may stand next to.
const quoteMarks = "\"'“”‘’"

// curl makes pairs of straight quotation marks curly: a mark opens before a word
// and closes the last of its kind behind one. A mark without its partner, such as
// an apostrophe, stays. What is curly already makes no difference, so that nothing
// is left to do a second time.
func curl(pieces []richPiece) {
	open := map[rune][]straight{}
	put := map[straight]string{}
	before := ' '
	for i, p := range pieces {
		if p.tag != "" {
			continue
		}
		for k, r := range p.text {
			if r == '"' || r == '\'' {
				after := next(pieces[i:], k+1)
				last := len(open[r]) - 1
				switch {
				case (unicode.IsSpace(before) || strings.ContainsRune("([{—–-"+quoteMarks, before)) &&
					(inWord(after) || strings.ContainsRune("([{…¿¡"+quoteMarks, after)):
					open[r] = append(open[r], straight{i, k})
				case last >= 0 && !inWord(after) && !unicode.IsSpace(before):
					put[open[r][last]], put[straight{i, k}] = curly[r][0], curly[r][1]
					open[r] = open[r][:last]
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
			if mark, ok := put[straight{i, k}]; ok {
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
