package diff

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestWords(t *testing.T) {
	for _, c := range []struct {
		old, now, want string
		likeness       float64
	}{
		{"drink the chalice", "drink the chalice", "drink the chalice", 1},
		{"drink the chalice", "drain the bitter chalice", "[-drink-] {+drain+} the {+bitter+} chalice", 10. / 21},
		{"a b", "", "[-a b-]", 0},
		{"", "a\nb", "{+a b+}", 0},
		{"道可道", "道非道", "道 [-可-] {+非+} 道", 6. / 9},
		{"", "", "", 1},
	} {
		if got := Words(c.old, c.now); got != c.want {
			t.Errorf("Words(%q, %q) = %q, want %q", c.old, c.now, got, c.want)
		}
		if got := Likeness(c.old, c.now); math.Abs(got-c.likeness) > 1e-9 {
			t.Errorf("Likeness(%q, %q) = %v, want %v", c.old, c.now, got, c.likeness)
		}
	}
}

// Whatever the texts, the signs taken out and put in again make either of them.
func TestWordsHoldBothTexts(t *testing.T) {
	words := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"a", "bb", "é", "道", "ccc", "🙂"})).Draw(t, "words"), " ")
	})
	rapid.Check(t, func(t *rapid.T) {
		old, now := words.Draw(t, "old"), words.Draw(t, "now")
		shown := Words(old, now)
		side := func(drop, keep string) string {
			for _, sign := range []string{drop} {
				for {
					i := strings.Index(shown, sign)
					if i < 0 {
						break
					}
					shut := map[string]string{"[-": "-]", "{+": "+}"}[sign]
					shown = shown[:i] + shown[i+strings.Index(shown[i:], shut)+2:]
				}
			}
			return strings.Join(split(strings.NewReplacer(keep, "", map[string]string{"[-": "-]", "{+": "+}"}[keep], "").Replace(shown)), " ")
		}
		whole := shown
		if got, want := side("{+", "[-"), strings.Join(split(old), " "); got != want {
			t.Fatalf("%q: old is %q, want %q", whole, got, want)
		}
		shown = whole
		if got, want := side("[-", "{+"), strings.Join(split(now), " "); got != want {
			t.Fatalf("%q: new is %q, want %q", whole, got, want)
		}
	})
}

func TestLines(t *testing.T) {
	const want = "--- a/x.yaml\n+++ b/x.yaml\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n"
	if got := Lines("x.yaml", "a\nb\n", "a\nc\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := Lines("x.yaml", "a\n", "a\n"); got != "" {
		t.Errorf("nothing changed, and yet\n%s", got)
	}
}
