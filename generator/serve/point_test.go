package serve

import (
	"strings"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"
)

// In each case ‸ marks the same place in what a page shows and in the text.
func TestCounterpart(t *testing.T) {
	for _, c := range []struct{ shown, plain string }{
		{"wor‸ds", "wor‸ds"},
		{"In 19883, a‸nd", "In 1988, a‸nd"},
		{"In 1988‸3, and", "In 1988‸, and"},
		{"one1 two2 thr‸ee3", "one two thr‸ee"},
		{"It was so (Vickers 1996, 12) i‸n truth.", "It was so i‸n truth."},
		{"¶ A par‸agraph", "A par‸agraph"},
		{"cell one cell t‸wo", "cell one\ncell t‸wo"},
		{"cell one\n\t\tcell t‸wo", "cell one\ncell t‸wo"},
		{"before after the ima‸ge", "before a picture of boats after the ima‸ge"},
		{"متن فارسی1 با یادداش‸ت", "متن فارسی با یادداش‸ت"},
		{"𝒳 and 👩‍👩‍👧1 are‸", "𝒳 and 👩‍👩‍👧 are‸"},
		{"‸first", "‸first"},
		{"the end‸1", "the end‸"},
	} {
		at, want := strings.Index(c.shown, "‸"), strings.Index(c.plain, "‸")
		shown, plain := strings.Replace(c.shown, "‸", "", 1), strings.Replace(c.plain, "‸", "", 1)
		got := counterpart(shown, plain, at)
		if got != want {
			t.Errorf("%q: %q‸%q", c.shown, plain[:got], plain[got:])
		}
		units := len(utf16.Encode([]rune(shown[:at])))
		if i, ok := byteOfUTF16(shown, units); i != at || !ok {
			t.Errorf("%q: %d units are %d bytes", c.shown, units, i)
		}
	}
}

// Whatever marks stand in a text, a place between its words is found again.
func TestCounterpartOfMarkedText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"alpha", "beta", "gamma", "delta", "1988", "the", "of", "的", "متن", "👍"}), 1, 40).Draw(t, "words")
		var shown, plain strings.Builder
		at := rapid.IntRange(0, len(words)-1).Draw(t, "at")
		shownAt, plainAt := 0, 0
		for i, w := range words {
			if i > 0 {
				shown.WriteByte(' ')
				plain.WriteByte(' ')
			}
			if i == at {
				shownAt, plainAt = shown.Len(), plain.Len()
			}
			shown.WriteString(w)
			plain.WriteString(w)
			if rapid.IntRange(0, 4).Draw(t, "mark") == 0 {
				shown.WriteString(rapid.SampledFrom([]string{"†", "‡", "[see Smith]"}).Draw(t, "as"))
			}
		}
		if got := counterpart(shown.String(), plain.String(), shownAt); got != plainAt {
			t.Fatalf("%q: %q is found at %q", shown.String(), plain.String()[plainAt:], plain.String()[got:])
		}
	})
}

func FuzzCounterpart(f *testing.F) {
	f.Add("In 19883, and", "In 1988, and", 4)
	f.Fuzz(func(t *testing.T, shown, plain string, at int) {
		at = max(0, min(at, len(shown)))
		if got := counterpart(shown, plain, at); got < 0 || got > len(plain) {
			t.Errorf("%d of %d", got, len(plain))
		}
	})
}
