package cite

import (
	"fmt"
	"strings"
	"testing"
)

// TestBuiltIn renders 85 sources of every kind in the built-in styles: cited
// first, cited again with pages, and in the bibliography.
func TestBuiltIn(t *testing.T) {
	for _, name := range []string{BuiltIn, "gloss-author-date"} {
		t.Run(name, func(t *testing.T) {
			style, err := Open(name)
			if err != nil {
				t.Fatal(err)
			}
			r := renderSources(t, style, "en")
			var b strings.Builder
			for i, part := range [][]Fragment{r.cited, r.again} {
				fmt.Fprintf(&b, "\n# %s\n", [...]string{"Cited", "Cited again, with pages"}[i])
				for _, f := range part {
					fmt.Fprintf(&b, "%s: %s\n", f.Key, f.HTML)
				}
			}
			b.WriteString("\n# Bibliography\n")
			for _, e := range r.bibliography {
				fmt.Fprintf(&b, "%s: %s\n", e.Key, e.HTML)
			}
			golden(t, "testdata/"+name+".golden", b.String())
		})
	}
}
