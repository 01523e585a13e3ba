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

// TestSource shows entries of a list of sources taken apart and written.
func TestSource(t *testing.T) {
	for _, c := range []struct {
		entry string
		parts Source
		again string
	}{
		{"ap1988", Source{Key: "ap1988"}, "ap1988"},
		{"ap1988, p. 1", Source{Key: "ap1988", Locator: "p. 1"}, "ap1988, p. 1"},
		{" ap1988 p. 1, and passim ", Source{Key: "ap1988", Locator: "p. 1, and passim"}, "ap1988, p. 1, and passim"},
		{"@ap1988, p. 1", Source{Key: "ap1988", Locator: "p. 1"}, "ap1988, p. 1"},
		{"-ap1988", Source{Key: "ap1988", SuppressAuthor: true}, "-ap1988"},
		{"see -@ap1988, p. 1", Source{Prefix: "see", SuppressAuthor: true, Key: "ap1988", Locator: "p. 1"}, "see -@ap1988, p. 1"},
		{"{http://example.org/a b}", Source{}, ""},
		{"{http://example.org/a}, p. 1", Source{Key: "http://example.org/a", Locator: "p. 1"}, "{http://example.org/a}, p. 1"},
		{"@{a@b}, 3", Source{Key: "a@b", Locator: "3"}, "@{a@b}, 3"},
		{"a; b", Source{}, ""},
		{"", Source{}, ""},
	} {
		got, err := ParseSource(c.entry)
		if got != c.parts || (err != nil) != (c.again == "") {
			t.Errorf("%q is %+v, %v", c.entry, got, err)
		}
		if err == nil && got.String() != c.again {
			t.Errorf("%q becomes %q", c.entry, got)
		}
	}
}

// TestSourceLeadsBack: what is written is read as it was.
func TestSourceLeadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entry := rapid.StringMatching(`(see )?(-)?@?(\{[a@:/é]{1,5}\}|[a-c:.@1]{1,6})[ ,]{0,2}(p\. [1-9]|[a-c@; {}]{0,6})`).Draw(t, "entry")
		s, err := ParseSource(entry)
		if err != nil {
			return
		}
		again, err := ParseSource(s.String())
		if err != nil || again != s {
			t.Fatalf("%q is %+v, written %q, and then %+v %v", entry, s, s, again, err)
		}
	})
}
