package resolve

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/generator/cite"
	"gloss/generator/edition"
)

// sentenceEnds are the characters that end a sentence, closing marks apart.
const sentenceEnds = ".?!…。؟\n"

// formAt tells a citation that is a sentence of its own from one that begins a
// sentence and from one inside, by what stands around it.
func formAt(plain string, at int) cite.Form {
	before := strings.TrimRight(strings.TrimRight(plain[:at], " "), "”’\"')")
	if last, _ := utf8.DecodeLastRuneInString(before); before != "" && !strings.ContainsRune(sentenceEnds, last) {
		return cite.Inline
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(plain[at:], " "))
	if unicode.IsLower(next) || strings.ContainsRune(",;:", next) {
		return cite.Opening
	}
	return cite.Sentence
}

// isAside tells a citation that interrupts its sentence, and wants parentheses,
// from one that the sentence leads up to (“See”, “So too”): that has no more
// than two words before it, a cross-reference counting as one.
func isAside(d *edition.Document, citation edition.Piece) bool {
	before := d.Text.Plain[:citation.Start]
	start := strings.LastIndexAny(before, sentenceEnds) + 1
	words := len(strings.Fields(before[start:]))
	for _, p := range d.Flow {
		if p.Kind == edition.ReferenceHole && p.Start >= start && p.Source < citation.Source {
			words++
		}
	}
	return words > 2
}
