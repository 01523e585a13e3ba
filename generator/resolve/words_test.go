package resolve

import (
	"strings"
	"testing"

	"gloss/generator/edition"
)

func TestAround(t *testing.T) {
	plain := "When Khomeini agreed to end the war, it was to rebuild the strength of the state."
	at := strings.Index(plain, "end the war")
	before, words, after := around(plain, edition.Passage{Start: at, End: at + len("end the war")}, 14, 40)
	if before != "…agreed to " || words != "end the war" || after != ", it was to…" {
		t.Errorf("%q %q %q", before, words, after)
	}
	blocks := "A heading\nWords of a paragraph.\nAnother."
	at = strings.Index(blocks, "of a")
	before, words, after = around(blocks, edition.Passage{Start: at, End: at + len("of a")}, 60, 40)
	if before != "Words " || words != "of a" || after != " paragraph." {
		t.Errorf("across blocks: %q %q %q", before, words, after)
	}
	_, words, _ = around(plain, edition.Passage{Start: 0, End: len(plain)}, 10, 40)
	if words != "When Khomeini agreed to … the state." {
		t.Errorf("%q", words)
	}
}

func TestCountWords(t *testing.T) {
	for _, c := range []struct {
		s    string
		want int
	}{
		{"", 0},
		{"Retreat is a strategy.", 4},
		{"Khomeini’s well-known 1988 letter", 4},
		{"don't — stop", 2},
		{"国の 歴史", 4},
		{"ولایت فقیه", 2},
		{"हिन्दी पाठ", 2},
	} {
		if got := countWords(c.s); got != c.want {
			t.Errorf("countWords(%q) = %d, want %d", c.s, got, c.want)
		}
	}
}
