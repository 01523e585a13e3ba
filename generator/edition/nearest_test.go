package edition

import (
	"math/rand/v2"
	"testing"
)

func TestNearest(t *testing.T) {
	known := []string{"editor", "source", "author", "heroic-flexibility"}
	for _, c := range []struct{ name, want string }{
		{"editr", "editor"},
		{"auhtor", "author"}, // neighbours exchanged count once
		{"Source", "source"},
		{"heroic-flexability", "heroic-flexibility"},
		{"zebra", ""},
		{"", ""},
	} {
		if got := Nearest(c.name, known); got != c.want {
			t.Errorf("Nearest(%q) = %q, want %q", c.name, got, c.want)
		}
	}
}

// Edits within a limit are counted as all of them are; beyond it they are more than
// it.
func TestEditsWithinALimit(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	word := func() []rune {
		word := make([]rune, random.IntN(9))
		for i := range word {
			word[i] = []rune("abä")[random.IntN(3)]
		}
		return word
	}
	var m measure
	for range 100_000 {
		a, b := word(), word()
		all := m.edits(a, b, 20)
		limit := random.IntN(6)
		if got := m.edits(a, b, limit); all <= limit && got != all || all > limit && got <= limit {
			t.Fatalf("%q to %q: %d edits, within %d: %d", string(a), string(b), all, limit, got)
		}
	}
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"abc", "", 3}, {"kitten", "sitting", 3}, {"ab", "ba", 1}, {"ca", "abc", 3}, {"abcd", "badc", 2}} {
		if got := m.edits([]rune(c.a), []rune(c.b), 20); got != c.want {
			t.Errorf("%q to %q: %d edits, want %d", c.a, c.b, got, c.want)
		}
	}
}
