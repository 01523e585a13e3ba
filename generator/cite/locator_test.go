package cite

import (
	"testing"

	"gloss/generator/edition"
)

func TestLocator(t *testing.T) {
	style, err := Open(BuiltIn)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ label, locator, want string }{
		{"chapter", "C-12", "chap. C-12"},
		{"page", "A-12", "p. A-12"},
		{"page", "A12-A15", "pp. A12–15"},
		{"page", "xii-12", "pp. xii–12"},
		{"page", "XII-XV", "pp. XII–XV"},
		{"page", "12.3-4", "pp. 12.3–4"},
		{"page", "12.3-12.5", "pp. 12.3–12.5"},
		{"page", "12.3", "p. 12.3"},
		{"verse", "3:16-18", "vv. 3:16–18"},
		{"verse", "3:16, 18", "vv. 3:16, 18"},
		{"verse", "3:16", "v. 3:16"},
		{"page", "100-104", "pp. 100–104"},
	} {
		if got := style.Locator(edition.CitationItem{Label: c.label, Locator: c.locator}, "en"); got != c.want {
			t.Errorf("%s %s: %s, want %s", c.label, c.locator, got, c.want)
		}
	}
}
