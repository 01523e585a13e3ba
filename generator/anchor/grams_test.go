package anchor

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestGrams: the index finds what scanning the text finds.
func TestGrams(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := fold(drawText(t)).text
		g := newGrams(text)
		from := rapid.IntRange(0, len(text)).Draw(t, "from")
		to := rapid.IntRange(from, min(len(text), from+40)).Draw(t, "to")
		s := text[from:to] + rapid.SampledFrom([]string{"", "", "x"}).Draw(t, "more")
		if s == "" {
			return
		}
		var scanned, indexed []int
		g.scan(s, func(i int) bool { scanned = append(scanned, i); return true })
		g.finds.Store(fewFinds)
		g.each(s, func(i int) bool { indexed = append(indexed, i); return true })
		if !slices.Equal(scanned, indexed) {
			t.Fatalf("%q in %q: %v by index, %v by scan", s, text, indexed, scanned)
		}
		n := 0
		g.each(s, func(int) bool { n++; return false })
		if n > 1 {
			t.Fatalf("%d places after the first was enough", n)
		}
	})
}
