package anchor

import (
	"math/bits"
	"strings"
)

// gram is the number of bytes that are looked up as one.
const gram = 8

// grams finds a string in a text by its rarest eight bytes: a q-gram index
// (Ukkonen 1992) with the positions of each bucket side by side. Two arrays of
// counts and positions, no hashing of strings, no allocation per word.
type grams struct {
	text  string
	shift uint    // 64 minus the bits of a bucket's number
	first []int32 // by bucket: where its positions begin in at
	at    []int32 // positions in text, ascending within a bucket
}

func newGrams(text string) grams {
	n := max(len(text)-gram+1, 0)
	width := max(bits.Len(uint(n)), 4)
	g := grams{text: text, shift: uint(64 - width), first: make([]int32, 1<<width+2), at: make([]int32, n)}
	counts := g.first[2:]
	for i := range n {
		counts[g.bucket(text[i:])]++
	}
	for b := range counts {
		g.first[b+2] += g.first[b+1]
	}
	next := g.first[1:]
	for i := range n {
		b := g.bucket(text[i:])
		g.at[next[b]] = int32(i)
		next[b]++
	}
	return g
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
	if len(s) < gram {
		for at := 0; ; at++ {
			i := strings.Index(g.text[at:], s)
			if i < 0 || !yield(at+i) {
				return
			}
			at += i
		}
	}
	offset, at := 0, g.at
	for i := 0; i+gram <= len(s) && len(at) > 1; i++ {
		b := g.bucket(s[i:])
		if list := g.at[g.first[b]:g.first[b+1]]; i == 0 || len(list) < len(at) {
			offset, at = i, list
		}
	}
	for _, p := range at {
		i := int(p) - offset
		if i >= 0 && strings.HasPrefix(g.text[i:], s) && !yield(i) {
			return
		}
	}
}
