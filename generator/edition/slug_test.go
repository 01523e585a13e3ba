package edition

import (
	"testing"

	"pgregory.net/rapid"
)

func TestSlug(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Drink the chalice", "drink-the-chalice"},
		{"Khomeini’s “poison”", "khomeinis-poison"},
		{"  --a__b-- ", "a-b"},
		{"Élise 1980", "élise-1980"},
		{"ولایت فقیه", "ولایت-فقیه"},
		{"हिन्दी पाठ", "हिन्दी-पाठ"},
		{"!?", ""},
	} {
		if got := Slug(c.in); got != c.want {
			t.Errorf("Slug(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestSlugOfASlugIsItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		slug := Slug(rapid.String().Draw(t, "words"))
		if again := Slug(slug); again != slug {
			t.Fatalf("Slug(%q) = %q", slug, again)
		}
	})
}
