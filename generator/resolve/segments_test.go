package resolve

import (
	"slices"
	"testing"

	"gloss/generator/edition"
	"pgregory.net/rapid"
)

// drawText draws a text of blocks, a newline between two.
func drawText(t *rapid.T) *edition.Text {
	text := &edition.Text{}
	for i, n := range rapid.SliceOfN(rapid.IntRange(1, 12), 1, 6).Draw(t, "blocks") {
		if i > 0 {
			text.Plain += "\n"
		}
		start := len(text.Plain)
		for range n {
			text.Plain += "x"
		}
		text.Blocks = append(text.Blocks, edition.Block{Passage: edition.Passage{Start: start, End: len(text.Plain)}})
	}
	return text
}

func drawNotes(t *rapid.T, length int) []edition.Annotation {
	passage := rapid.Custom(func(t *rapid.T) edition.Placed {
		a, b := rapid.IntRange(0, length).Draw(t, "a"), rapid.IntRange(0, length).Draw(t, "b")
		return edition.Placed{Passage: edition.Passage{Start: min(a, b), End: max(a, b)}}
	})
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) edition.Annotation {
		return edition.Annotation{Places: rapid.SliceOfN(passage, 0, 3).Draw(t, "places")}
	}), 0, 8).Draw(t, "notes")
}

// TestSegments compares the sweep with the definition: byte by byte, which
// notes lie on it.
func TestSegments(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := drawText(t)
		notes := drawNotes(t, len(text.Plain))
		got := segments(text, notes)
		if !slices.IsSortedFunc(got, func(a, b edition.Segment) int { return a.Start - b.Start }) {
			t.Fatalf("not in order: %v", got)
		}
		for i := range len(text.Plain) {
			var want, have []int
			for n, note := range notes {
				if slices.ContainsFunc(note.Places, func(p edition.Placed) bool { return p.Start <= i && i < p.End }) {
					want = append(want, n)
				}
			}
			if text.Plain[i] == '\n' {
				want = nil // belongs to no block
			}
			for _, s := range got {
				if s.Start <= i && i < s.End {
					if have != nil {
						t.Fatalf("byte %d lies in two segments", i)
					}
					have = s.Notes
					if b := text.Block(i); s.Start < b.Start || s.End > b.End {
						t.Fatalf("segment %v leaves its block %v", s.Passage, b.Passage)
					}
				}
			}
			if !slices.Equal(want, have) {
				t.Fatalf("byte %d: notes %v, want %v", i, have, want)
			}
		}
		for n, note := range notes {
			firsts := 0
			for _, s := range got {
				if slices.Contains(s.First, n) {
					firsts++
				}
			}
			begins := len(note.Places) > 0 && len(parts(text, note.Places[0].Passage)) > 0
			if begins != (firsts == 1) {
				t.Fatalf("note %d begins %d times", n, firsts)
			}
		}
	})
}
