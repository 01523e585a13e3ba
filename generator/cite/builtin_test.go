package cite

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestBuiltIn renders 65 sources of every kind in the built-in styles: cited
// first, cited again with a page, and in the bibliography.
func TestBuiltIn(t *testing.T) {
	data, err := os.ReadFile("testdata/sources.json")
	if err != nil {
		t.Fatal(err)
	}
	var records []map[string]any
	if err := decode(string(data), &records); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{BuiltIn, "gloss-author-date"} {
		t.Run(name, func(t *testing.T) {
			style, err := Open(name)
			if err != nil {
				t.Fatal(err)
			}
			p := newProcessor(style, style.words("en"))
			defer p.release()
			var clusters []cluster
			for _, page := range []string{"", "12-15"} {
				for i, r := range records {
					ref := reference{locator: page, label: "page"}
					if page == "" {
						ref.item = jsonItem(r)
						p.register(ref.item)
					} else {
						ref.item = clusters[i].cites[0].item
					}
					clusters = append(clusters, cluster{note: len(clusters) + 1, cites: []reference{ref}})
				}
			}
			p.order()
			p.setPositions(clusters, false)
			p.disambiguate()
			var b strings.Builder
			for i := range clusters {
				if i%len(records) == 0 {
					fmt.Fprintf(&b, "\n# %s\n", [...]string{"Cited", "Cited again, with pages"}[i/len(records)])
				}
				fmt.Fprintf(&b, "%s: %s\n", clusters[i].cites[0].item.ID, p.html(p.renderCluster(&clusters[i])))
			}
			b.WriteString("\n# Bibliography\n")
			for _, e := range p.bibliography() {
				fmt.Fprintf(&b, "%s: %s\n", e.Key, e.HTML)
			}
			golden(t, "testdata/"+name+".golden", b.String())
		})
	}
}
