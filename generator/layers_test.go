// Package generator_test holds the architecture: which package may import
// which.
package generator_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// levels is the table of packages. A package imports only packages of a lower
// level. Test files of the package itself keep to it as well; those of an
// external test package (name_test) may import whatever they need.
var levels = map[string]int{
	"layouts":                   0,
	"layouts/styles":            0,
	"generator/edition":         0,
	"generator/bibtex":          0,
	"generator/diff":            0,
	"generator/disk":            0,
	"generator/anchor":          1,
	"generator/markdown":        1,
	"generator/sidecar":         1,
	"generator/cite":            1,
	"generator/ris":             0,
	"generator/load":            2,
	"generator/resolve":         2,
	"generator/render":          2,
	"generator/publish":         3,
	"generator/confirm":         3,
	"generator/links":           3,
	"generator/edit":            4,
	"generator/serve":           5,
	"generator/cmd/gloss":       6,
	"generator":                 7, // this test
	"generator/browsertest":     7, // tests only
	"generator/bench":           7, // measures the program from outside
	"generator/bench/preview":   7, // so does this, the preview
	"generator/bench/citations": 7, // and this, the citations
	"generator/load/loadtest":   0, // content folders for tests
	"generator/bench/madeup":    0, // made-up essays, for bench and tests
}

// owners says who alone may import a library: its beginning → the packages.
// Test files are free.
var owners = map[string][]string{
	"github.com/yuin/goldmark":      {"generator/markdown", "generator/bench"}, // bench measures it alone
	"github.com/alecthomas/chroma/": {"generator/markdown"},
	"go.yaml.in/":                   {"generator/sidecar"},
	"github.com/aymanbagabas/":      {"generator/diff"},
	"github.com/spf13/cobra":        {"generator/cmd/gloss"},
	"github.com/fsnotify/fsnotify":  {"generator/serve"},
	"github.com/chromedp/":          {"generator/bench/preview"},
	"html/template":                 {"generator/render"},
	"golang.org/x/net/":             {"generator/links"},
}

// never lists what no package of the generator may import, but for these: nothing
// is fetched while building, and no random number reaches a page.
var never = map[string][]string{
	"net/http":     {"generator/links", "generator/serve", "generator/bench/preview"},
	"math/rand":    {},
	"math/rand/v2": {},
}

const module = "gloss/"

// TestTheBuildKnowsNoNet: nothing that makes a site, or mends its notes, can reach
// another machine, by whatever library.
func TestTheBuildKnowsNoNet(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "./publish", "./confirm").Output()
	if err != nil {
		t.Fatal(err)
	}
	deps := strings.Fields(string(out))
	if !slices.Contains(deps, "gloss/generator/load") {
		t.Fatalf("they need %v", deps)
	}
	for _, never := range []string{"net", "net/http", "crypto/tls", "os/exec"} {
		if slices.Contains(deps, never) {
			t.Errorf("the build needs %s", never)
		}
	}
}

func TestImportsGoDownwards(t *testing.T) {
	t.Chdir("..")
	for _, root := range []string{"generator", "layouts"} {
		if _, err := os.Stat(root); err != nil {
			t.Errorf("no folder %s", root)
			continue
		}
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() && d.Name() == "testdata" {
				return filepath.SkipDir
			}
			if filepath.Ext(name) == ".go" {
				checkFile(t, filepath.ToSlash(name))
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func checkFile(t *testing.T, name string) {
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
	if err != nil {
		t.Error(err)
		return
	}
	test := strings.HasSuffix(name, "_test.go")
	if test && strings.HasSuffix(file.Name.Name, "_test") {
		return
	}
	pkg := path.Dir(name)
	level, known := levels[pkg]
	if !known {
		t.Errorf("%s: package %s has no level in the table of generator/layers_test.go", name, pkg)
		return
	}
	for _, spec := range file.Imports {
		imported, _ := strconv.Unquote(spec.Path.Value)
		if ours, ok := strings.CutPrefix(imported, module); ok {
			below, known := levels[ours]
			switch {
			case !known:
				t.Errorf("%s imports %s, which has no level", name, imported)
			case below >= level:
				t.Errorf("%s (level %d) imports %s (level %d); imports go downwards only", name, level, imported, below)
			}
			continue
		}
		if test {
			continue
		}
		for _, table := range []map[string][]string{owners, never} {
			for library, who := range table {
				if strings.HasPrefix(imported, library) && !slices.Contains(who, pkg) {
					t.Errorf("%s imports %s, which is for %v alone", name, imported, who)
				}
			}
		}
	}
}
