package edit

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"gloss/generator/edition"
)

func drawFields(t *rapid.T, label string) Fields {
	word := rapid.SampledFrom([]string{"", "a", "b", " a "})
	words := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b"}), 0, 2)
	return Fields{
		ID: word.Draw(t, label), Series: word.Draw(t, label), Creator: word.Draw(t, label), Created: word.Draw(t, label), Modified: word.Draw(t, label),
		Language: word.Draw(t, label), Sources: words.Draw(t, label), Tags: words.Draw(t, label), Body: word.Draw(t, label),
	}
}

// TestMerge: what only one has changed is as that one has it, and nothing of theirs
// is overwritten unsaid.
func TestMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		was, theirs, ours := drawFields(t, "was"), drawFields(t, "theirs"), drawFields(t, "ours")
		merged, both := merge(was, theirs, ours)
		for _, name := range differ(merged, theirs) {
			if !slices.Contains(differ(was, ours), name) || slices.Contains(differ(was, theirs), name) != slices.Contains(both, name) {
				t.Fatalf("%s of theirs is overwritten: %+v %+v %+v: %+v %v", name, was, theirs, ours, merged, both)
			}
		}
		for _, name := range differ(merged, ours) {
			if slices.Contains(differ(was, ours), name) {
				t.Fatalf("%s of ours is lost: %+v %+v %+v: %+v", name, was, theirs, ours, merged)
			}
		}
		if len(both) == 0 {
			if other, _ := merge(was, ours, theirs); len(differ(merged, other)) > 0 {
				t.Fatalf("the other way round: %+v, %+v", merged, other)
			}
		}
	})
}

// TestFields: every field of a note but its targets comes through.
func TestFields(t *testing.T) {
	f := Fields{"id", "series", "creator", "2026", "2027", "de", []string{"a, p. 1"}, []string{"x"}, "Body", nil}
	if got := FieldsOf(f.note([]edition.Target{{Whole: true}})); len(differ(got, f)) > 0 {
		t.Errorf("%+v became %+v", f, got)
	}
	if len(fields) != 9 || len(differ(f, Fields{})) != 9 {
		t.Errorf("%d fields, of which %v differ from none", len(fields), differ(f, Fields{}))
	}
}
