package render

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// Each case is an archive of essay, notes (see editionOf) and the HTML that is
// woven of them, with a line end after every closing tag of a block.
func TestWeave(t *testing.T) {
	files, err := filepath.Glob("testdata/weave/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			part := map[string]string{}
			for _, f := range archive.Files {
				part[f.Name] = string(f.Data)
			}
			e := editionOf(t, strings.ReplaceAll(strings.TrimSpace(part["essay"]), "\n", ""), part["notes"])
			got := string(weave(nil, e, &spot{root: "../", edition: e.ID, notes: true}, english))
			got = strings.NewReplacer("</p>", "</p>\n", "</h2>", "</h2>\n", "</li>", "</li>\n", "</td>", "</td>\n", "</div>", "</div>\n").Replace(got)
			if !strings.HasSuffix(got, "\n") {
				got += "\n"
			}
			if *update {
				for i := range archive.Files {
					if archive.Files[i].Name == "want" {
						archive.Files[i].Data = []byte(got)
					}
				}
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(part["want"], got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
