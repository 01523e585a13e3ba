// Package diff shows what changed: word by word for messages, line by line for
// files. It also merges what two people have made of one file.
package diff

import (
	"strings"
	"unicode"

	"github.com/aymanbagabas/go-udiff"
)

// Change is what became of some words.
type Change int

// The changes.
const (
	Kept Change = iota
	Out         // taken out
	In          // put in
)

// Piece is a run of words with one space between them.
type Piece struct {
	Change
	Words string
}

// Pieces shows word by word what became of some words. None is empty; what was
// taken out stands before what was put in in its place.
func Pieces(old, now string) (pieces []Piece) {
	was := split(old)
	coded, codedNow, letters := code(was, split(now))
	put := func(change Change, runes []rune) {
		if words := strings.TrimSpace(decode(runes, letters)); words != "" {
			pieces = append(pieces, Piece{change, words})
		}
	}
	at, runes := 0, []rune(coded)
	for _, e := range edits(coded, codedNow) {
		put(Kept, runes[at:e.from])
		put(Out, runes[e.from:e.to])
		put(In, []rune(e.now))
		at = e.to
	}
	put(Kept, runes[at:])
	return pieces
}

// Words shows the pieces in one line: what was taken out stands in [-…-], what was
// put in, in {+…+}.
func Words(old, now string) string {
	signs := map[Change][2]string{Out: {"[-", "-]"}, In: {"{+", "+}"}}
	var shown []string
	for _, p := range Pieces(old, now) {
		shown = append(shown, signs[p.Change][0]+p.Words+signs[p.Change][1])
	}
	return strings.Join(shown, " ")
}

// Likeness is the share of words, by their length, that two texts have in common
// in the same order: from 0 to 1.
func Likeness(old, now string) float64 {
	weigh := func(words []string) (n int) {
		for _, w := range words {
			n += len(w)
		}
		return n
	}
	was, is := split(old), split(now)
	coded, codedNow, letters := code(was, is)
	all := max(weigh(was), weigh(is))
	if all == 0 {
		return 1
	}
	kept, at, runes := 0, 0, []rune(coded)
	count := func(part []rune) {
		for _, r := range part {
			kept += len(letters[r])
		}
	}
	for _, e := range edits(coded, codedNow) {
		count(runes[at:e.from])
		at = e.to
	}
	count(runes[at:])
	return float64(kept) / float64(all)
}

// Lines is the unified diff of a file, "" when nothing changed.
func Lines(name, old, now string) string {
	return udiff.Unified("a/"+name, "b/"+name, old, now)
}

// split splits a text into words; what is written without spaces between words
// is split at every character.
func split(s string) []string {
	var words []string
	for _, w := range strings.Fields(s) {
		from := 0
		for i, r := range w {
			if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) && i > from {
				words = append(words, w[from:i])
				from = i
			}
		}
		words = append(words, w[from:])
	}
	return words
}

// code writes each word as a character of its own, since the library compares
// characters.
func code(old, now []string) (was, is string, letters map[rune]string) {
	letters = map[rune]string{}
	known := map[string]rune{}
	next := rune(0x10000) // beyond it there are no surrogates
	write := func(words []string) string {
		var b strings.Builder
		for _, w := range words {
			r, ok := known[w]
			if !ok {
				r = next
				next++
				known[w], letters[r] = r, w
			}
			b.WriteRune(r)
		}
		return b.String()
	}
	return write(old), write(now), letters
}

func decode(runes []rune, letters map[rune]string) string {
	words := make([]string, len(runes))
	for i, r := range runes {
		words[i] = letters[r]
	}
	return strings.Join(words, " ")
}

// edit replaces the characters of the old text from one to another.
type edit struct {
	from, to int
	now      string
}

// edits lists what changed, in characters.
func edits(old, now string) []edit {
	var out []edit
	for _, e := range udiff.Strings(old, now) {
		// Every character of a coded text has four bytes.
		out = append(out, edit{e.Start / 4, e.End / 4, e.New})
	}
	return out
}
