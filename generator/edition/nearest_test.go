package edition

import "testing"

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
