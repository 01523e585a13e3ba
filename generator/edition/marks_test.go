package edition

import "testing"

func TestNth(t *testing.T) {
	for _, c := range []struct {
		marks Marks
		n     int
		want  string
	}{
		{Figures, 1, "1"},
		{Figures, 120, "120"},
		{Letters, 1, "a"},
		{Letters, 26, "z"},
		{Letters, 27, "aa"},
		{Letters, 52, "az"},
		{Letters, 53, "ba"},
		{Letters, 703, "aaa"},
		{Romans, 4, "iv"},
		{Romans, 49, "xlix"},
		{Romans, 1994, "mcmxciv"},
		{Symbols, 1, "*"},
		{Symbols, 2, "†"},
		{Symbols, 6, "¶"},
		{Symbols, 7, "**"},
		{Symbols, 13, "***"},
	} {
		if got := c.marks.Nth(c.n); got != c.want {
			t.Errorf("mark %d of %q is %q, want %q", c.n, c.marks, got, c.want)
		}
	}
}

func TestNthIsUnique(t *testing.T) {
	for _, m := range []Marks{Figures, Letters, Romans, Symbols} {
		seen := map[string]int{}
		for n := 1; n <= 3000; n++ {
			s := m.Nth(n)
			if other, ok := seen[s]; ok {
				t.Fatalf("marks %q: %d and %d are both %q", m, other, n, s)
			}
			seen[s] = n
		}
	}
}
