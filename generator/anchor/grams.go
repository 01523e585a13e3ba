package anchor

import (
	"math/bits"
	"strings"
)

// gram is the number of bytes that are looked up as one.
const gram = 8

// grams finds a string in a text by the rarest eight bytes that begin a word in
// it: a q-gram index (Ukkonen 1992) sampled at the beginnings of words, with
// the positions of each bucket side by side.
type grams struct {
	text  string
	shift uint    // 64 minus the bits of a bucket's number
	first []int32 // by bucket: where its positions begin in at
	at    []int32 // positions in text, ascending within a bucket
}

func newGrams(text string) grams {
	var starts []int32
	for i := 0; i+gram <= len(text); i++ {
		if wordStart(text, i) {
			starts = append(starts, int32(i))
		}
	}
	width := max(bits.Len(uint(len(starts))), 4)
	g := grams{text: text, shift: uint(64 - width), first: make([]int32, 1<<width+2), at: make([]int32, len(starts))}
	counts := g.first[2:]
	for _, i := range starts {
		counts[g.bucket(text[i:])]++
	}
	for b := range counts {
		g.first[b+2] += g.first[b+1]
	}
	next := g.first[1:]
	for _, i := range starts {
		b := g.bucket(text[i:])
		g.at[next[b]] = i
		next[b]++
	}
	return g
}

// wordStart reports whether byte i begins a word: it stands after an ASCII
// character that is no letter, or begins a character of the scripts above
// U+0800, many of which put no spaces between words.
func wordStart(s string, i int) bool {
	return s[i] >= 0xe0 || i > 0 && breaking[s[i-1]]
}

// bucket hashes the first eight bytes of s, by multiplication (Knuth, TAOCP
// 6.4).
func (g *grams) bucket(s string) int {
	_ = s[gram-1]
	v := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
	return int(v * 0x9e3779b97f4a7c15 >> g.shift)
}

// each calls yield with the positions of s in the text, ascending, also those
// that overlap, until yield says no.
func (g *grams) each(s string, yield func(int) bool) {
	offset, rarest := -1, []int32(nil)
	for i := 0; i+gram <= len(s); i++ {
		if !wordStart(s, i) {
			continue
		}
		b := g.bucket(s[i:])
		if list := g.at[g.first[b]:g.first[b+1]]; offset < 0 || len(list) < len(rarest) {
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

// scan is each for a string in which no eight bytes are known to begin a word.
func (g *grams) scan(s string, yield func(int) bool) {
	for at := 0; ; at++ {
		i := strings.Index(g.text[at:], s)
		if i < 0 || !yield(at+i) {
			return
		}
		at += i
	}
}
