package anchor

import (
	"slices"
	"unicode/utf8"
)

// stride is how many code points lie between two entries of a table of code
// points.
const stride = 64

// CodePoints translates between bytes and code points of a string in O(log n).
// A byte that is no UTF-8 counts as one code point, as everywhere in Go.
type CodePoints struct {
	s     string
	every []int // byte at which code point k·stride begins
	n     int
}

// NewCodePoints makes the table of a string.
func NewCodePoints(s string) *CodePoints {
	c := &CodePoints{s: s}
	for i := range s {
		if c.n%stride == 0 {
			c.every = append(c.every, i)
		}
		c.n++
	}
	return c
}

// Len is the number of code points.
func (c *CodePoints) Len() int { return c.n }

// Count is the number of code points that begin before a byte; beyond the end
// it is all of them.
func (c *CodePoints) Count(at int) int {
	if at >= len(c.s) {
		return c.n
	}
	k, _ := slices.BinarySearch(c.every, at+1)
	if k == 0 {
		return 0
	}
	n := (k - 1) * stride
	for i := c.every[k-1]; i < at; n++ {
		_, size := utf8.DecodeRuneInString(c.s[i:])
		i += size
	}
	return n
}

// Byte is where code point n begins, n from 0; the end of the string when there
// are just n, and no byte beyond that.
func (c *CodePoints) Byte(n int) (int, bool) {
	switch {
	case n < 0 || n > c.n:
		return 0, false
	case n == c.n:
		return len(c.s), true
	}
	i := c.every[n/stride]
	for range n % stride {
		_, size := utf8.DecodeRuneInString(c.s[i:])
		i += size
	}
	return i, true
}
