package edition_test

import (
	"testing"

	"gloss/generator/edition"
)

// The places that a problem names are called as its own file is.
func TestNamed(t *testing.T) {
	p := edition.Problem{
		Place: edition.Place{File: "one/essay.md", Line: 4, Column: 2},
		Text:  "the other stands at " + edition.Place{File: "one/annotations.yaml", Line: 12, Column: 3}.InWords(),
		Hint: "look there:\n  " + edition.Place{File: "one/essay.md", Line: 9}.InWords() + ": …the road…\n  " +
			edition.Place{File: "sources.yaml"}.InWords(),
	}
	within := p.Named(func(file string) string { return "content/" + file })
	if want := "the other stands at content/one/annotations.yaml:12:3"; within.Text != want || within.File != "content/one/essay.md" {
		t.Errorf("%q in %s, want %q", within.Text, within.File, want)
	}
	if want := "look there:\n  content/one/essay.md:9: …the road…\n  content/sources.yaml"; within.Hint != want {
		t.Errorf("%q, want %q", within.Hint, want)
	}
	if plain := p.Named(nil); plain.Text != "the other stands at one/annotations.yaml:12:3" || plain.File != p.File {
		t.Errorf("as it is: %+v", plain)
	}
	for _, s := range []string{"", "a \uFDD0 b", "\uFDD1", "\uFDD0\uFDD0"} {
		if got := (edition.Problem{Text: s}).Named(nil).Text; len(got) > len(s) {
			t.Errorf("%q becomes %q", s, got)
		}
	}
}
