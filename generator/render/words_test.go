package render

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gloss/generator/edition"
	"gloss/layouts"
)

// The table holds every word that templates and code ask for, and no other.
func TestWordsAreComplete(t *testing.T) {
	used := map[string]bool{}
	inTemplate := regexp.MustCompile(`\.Words\.([a-z_]+)`)
	templates, err := fs.Glob(layouts.FS, "*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range templates {
		text, err := fs.ReadFile(layouts.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range inTemplate.FindAllSubmatch(text, -1) {
			used[string(m[1])] = true
		}
	}
	sources, err := filepath.Glob("../re*/*.go") // resolve speaks a few of them
	if err != nil {
		t.Fatal(err)
	}
	quoted := regexp.MustCompile(`"([a-z_]+)"`)
	for _, name := range sources {
		if filepath.Base(name) == "words.go" || strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range quoted.FindAllSubmatch(text, -1) {
			used[string(m[1])] = used[string(m[1])] || english[string(m[1])] != ""
		}
	}
	for _, key := range []string{"date", "date_month", "months", "note", "note_of"} {
		used[key] = true // in words.go itself
	}
	for _, key := range WordKeys() {
		if !used[key] {
			t.Errorf("nothing uses the word %s", key)
		}
	}
	for key := range used {
		if used[key] && english[key] == "" {
			t.Errorf("there is no word %s", key)
		}
	}
	if !slices.IsSorted(WordKeys()) {
		t.Error("the keys are not sorted")
	}
}

func TestWords(t *testing.T) {
	french := wordsOf(&edition.Settings{Words: map[string]string{
		"count_notes": "{n} note|{n} notes", "date": "{day} {month} {year}", "date_month": "{month} {year}",
		"months": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre", "unheard": "of",
	}})
	for _, c := range []struct{ got, want string }{
		{words(english).count("count_notes", 1), "1 note"},
		{words(english).count("count_notes", 0), "0 notes"},
		{words(english).count("count_words", 12345), "12\u202f345 words"},
		{words(english).count("count_uses", 1), "cited in one place"},
		{french.date("2026-11-02"), "2 novembre 2026"},
		{french.date("2026-08"), "août 2026"},
		{french.date("2026"), "2026"},
		{french.date("2026-13-02"), "2026-13-02"},
		{french.date("198X"), "198X"},
		{french.date("2026-11-02T10:00:00Z"), "2 novembre 2026"},
		{french.date("2004-06/2006-08"), "2004-06/2006-08"},
		{french["unheard"], ""},
		{french["notes"], "Notes"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}
