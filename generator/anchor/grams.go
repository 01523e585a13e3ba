package anchor

import (
	"strings"
	"sync"
	"sync/atomic"
)

// gram is the number of bytes that are looked up as one.
const gram = 8

// fewFinds is how often a text is scanned before an index of it pays.
const fewFinds = 16

// grams finds a string in a text by the rarest eight bytes that begin a word in
// it: a q-gram index (Ukkonen 1992) sampled at the beginnings of words. It is
// made when the text has been asked for often enough.
type grams struct {
	text  string
	finds atomic.Int32
	words func() buckets // where words begin, by their first eight bytes
}

func newGrams(text string) *grams {
	return &grams{text: text, words: sync.OnceValue(func() buckets { return indexWords(text) })}
}

func indexWords(text string) buckets {
	starts := make([]int32, 0, len(text)/5)
	for i := 0; i+gram <= len(text); i++ {
		if wordStart(text, i) {
			starts = append(starts, int32(i))
		}
	}
	return newBuckets(starts, func(i int32) uint64 { return eight(text[i:]) })
}

// eight is the first eight bytes of a string as a number.
func eight(s string) uint64 {
	_ = s[gram-1]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// wordStart reports whether byte i begins a word: it stands after an ASCII
// character that is no letter, or begins a character of the scripts above
// U+0800, many of which put no spaces between words.
func wordStart(s string, i int) bool { return s[i] >= 0xe0 || i > 0 && breaking[s[i-1]] }

// each calls yield with the positions of s in the text, ascending, also those
// that overlap, until yield says no.
func (g *grams) each(s string, yield func(int) bool) {
	if g.finds.Add(1) <= fewFinds {
		g.scan(s, yield)
		return
	}
	words := g.words()
	offset, rarest := -1, []int32(nil)
	for i := 0; i+gram <= len(s); i++ {
		if !wordStart(s, i) {
			continue
		}
		if list := words.of(eight(s[i:])); offset < 0 || len(list) < len(rarest) {
			offset, rarest = i, list
		}
	}
	if offset < 0 {
		g.scan(s, yield)
		return
	}
	for _, p := range rarest {
		if i := int(p) - offset; i >= 0 && strings.HasPrefix(g.text[i:], s) && !yield(i) {
			return
		}
	}
}

// scan is each without the index.
func (g *grams) scan(s string, yield func(int) bool) {
	for at := 0; ; at++ {
		i := strings.Index(g.text[at:], s)
		if i < 0 || !yield(at+i) {
			return
		}
		at += i
	}
}
