package anchor

import (
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestCodePoints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawText(t) + rapid.SampledFrom([]string{"", "\x80", "é"}).Draw(t, "end")
		c := NewCodePoints(s)
		if c.Len() != utf8.RuneCountInString(s) {
			t.Fatalf("%d code points, want %d", c.Len(), utf8.RuneCountInString(s))
		}
		n := 0
		for i := range s {
			if got := c.Count(i); got != n {
				t.Fatalf("%d code points before byte %d, want %d", got, i, n)
			}
			if got, ok := c.Byte(n); got != i || !ok {
				t.Fatalf("code point %d at byte %d, want %d", n, got, i)
			}
			n++
		}
		if got, ok := c.Byte(n); got != len(s) || !ok {
			t.Fatalf("the end is at %d, want %d", got, len(s))
		}
		if c.Count(len(s)+1) != n {
			t.Fatalf("%d code points before the end, want %d", c.Count(len(s)), n)
		}
	})
	c := NewCodePoints("")
	for _, n := range []int{-1, 1} {
		if _, ok := c.Byte(n); ok {
			t.Errorf("code point %d of nothing", n)
		}
	}
}
