package anchor

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// In a script that puts no spaces between words, so many characters count as one.
const pairOf = 2

// longestWord is how many bytes a word is taken to have at most.
const longestWord = 64

// FirstWords are the first n words of a text, on one line. In scripts that put no
// spaces between words two characters count as one.
func FirstWords(s string, n int) string {
	s = head(s, n*longestWord)
	if starts := wordStarts(s); len(starts) > n {
		s = s[:starts[n]]
	}
	return oneLine(s)
}

// lastWords are the last n words of a text, on one line.
func lastWords(s string, n int) string {
	s = tail(s, n*longestWord)
	if starts := wordStarts(s); len(starts) > n {
		s = s[starts[len(starts)-n]:]
	}
	return oneLine(s)
}

// countWords counts words up to a number.
func countWords(s string, most int) int {
	return min(len(wordStarts(head(s, most*longestWord))), most)
}

// wordStarts are the bytes of a text at which words begin. Signs belong to the
// word they stand at.
func wordStarts(s string) (starts []int) {
	inWord, side := false, 0 // side: how many characters of a word that stands beside its neighbours
	for i, r := range s {
		switch {
		case unicode.IsSpace(r):
			inWord, side = false, 0
		case unicode.IsLetter(r) && unicode.In(r, spaceless...):
			if side%pairOf == 0 {
				starts = append(starts, i)
			}
			inWord, side = true, side+1
		case !inWord || side > 0 && unicode.In(r, unicode.L, unicode.N):
			starts = append(starts, i)
			inWord, side = true, 0
		}
	}
	return starts
}

// head is the beginning of a text, some bytes long or up to the next space.
func head(s string, length int) string {
	for i, r := range s {
		if i >= length && unicode.IsSpace(r) || i >= 2*length {
			return s[:i]
		}
	}
	return s
}

// tail is the end of a text, some bytes long.
func tail(s string, length int) string {
	from := max(0, len(s)-length)
	for from < len(s) && !utf8.RuneStart(s[from]) {
		from++
	}
	return s[from:]
}

// oneLine makes one line of words from several blocks.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
