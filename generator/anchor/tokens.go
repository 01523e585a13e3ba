package anchor

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word of a folded text, or a sign between words. Of a script that
// puts no spaces between words each character is one.
type token struct {
	word     uint64 // hash of the word without its case; words are equal when these are
	from, to int32  // bytes of the folded text
	edge     edge   // what begins with it
}

// edge is what begins with a word; the larger, the likelier an edit begins there
// too.
type edge uint8

const (
	inSentence edge = iota
	sentence
	block
)

// maxWeight bounds what a word counts, in bytes.
const maxWeight = 12

// weight is what it counts that a word stands: its length. Long words are rarer,
// and signs say next to nothing.
func (t token) weight() int { return int(min(t.to-t.from, maxWeight)) }

// weigh sums the weights of words.
func weigh(words []token) (n int) {
	for _, t := range words {
		n += t.weight()
	}
	return n
}

// tokenise splits a folded text into words.
func tokenise(text string) []token {
	words := make([]token, 0, len(text)/4)
	ended := false // the word before ends a sentence
	for i := 0; i < len(text); {
		if text[i] == ' ' {
			i++
			continue
		}
		first, n, hash := nextWord(text[i:])
		t := token{word: hash, from: int32(i), to: int32(i + n)}
		if ended && (text[i-1] == ' ' || text[i] >= utf8.RuneSelf) {
			t.edge = sentence
		}
		ended = endsSentence(first)
		words = append(words, t)
		i += n
	}
	return words
}

// endsSentence reports whether a sign ends a sentence, or a part of one that
// could be a sentence.
func endsSentence(r rune) bool {
	switch r {
	case '.', '!', '?', ';', ':', '。', '؟', '۔', '।':
		return true
	}
	return false
}

// nextWord reads the word that a text begins with: its first character, its
// length, and a hash of it without its case (FNV-1a, 64 bits). An apostrophe or
// an underscore between letters is part of a word, marks are part of the character
// before them, and an ellipsis is one word.
func nextWord(s string) (first rune, n int, hash uint64) {
	const offset, prime = 14695981039346656037, 1099511628211
	hash = offset
	if strings.HasPrefix(s, "...") {
		return '.', 3, hash
	}
	word := true // of a script that puts spaces between words
	for n < len(s) {
		if c := s[n]; word && wordByte[c] != 0 {
			if n == 0 {
				first = rune(c)
			}
			hash = (hash ^ uint64(wordByte[c])) * prime
			n++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[n:])
		if n == 0 {
			first, word = r, letterlike(r)
		} else if !(word && (letterlike(r) || joinsLetters(r, s[n+size:])) || unicode.Is(unicode.M, r)) {
			break
		}
		hash = (hash ^ uint64(unicode.ToLower(r))) * prime
		n += size
	}
	return first, n, hash
}

// wordByte holds the ASCII letters and digits, without their case.
var wordByte = func() (t [256]byte) {
	for c := range utf8.RuneSelf {
		if letterlike(rune(c)) {
			t[c] = byte(unicode.ToLower(rune(c)))
		}
	}
	return t
}()

// joinsLetters reports whether a sign that follows a letter makes one word with
// the letters after it.
func joinsLetters(r rune, after string) bool {
	if r != '\'' && r != '_' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(after)
	return letterlike(next)
}

// wordsIn returns the words that overlap a range of the folded text, as a range
// of their numbers.
func wordsIn(words []token, from, to int) (first, last int) {
	first, _ = slices.BinarySearchFunc(words, from, func(t token, at int) int {
		if int(t.to) <= at {
			return -1
		}
		return 1
	})
	for last = first; last < len(words) && int(words[last].from) < to; last++ {
	}
	return first, last
}
