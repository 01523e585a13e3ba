package browsertest_test

import (
	"context"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"gloss/generator/publish"
)

// site is a built site, served under a base path.
type site struct {
	dir   string // where it was built
	url   string // its base address as served, with a slash at the end
	pages []page // every page, in the order of their paths
}

// page is a page of a site.
type page struct {
	path string // as a reader sees it: retreat/ or 404.html
	file string // the file within the site
	kind string
}

// basePath is where the sites are served, so that a link that forgets it breaks.
const basePath = "/some/base/"

// sites builds each site once for all tests.
var sites = struct {
	real, stress, numbered, hostile func() (*site, error)
}{
	real:     sync.OnceValues(func() (*site, error) { return buildSite("../../content") }),
	stress:   sync.OnceValues(func() (*site, error) { return makeSite(writeStress) }),
	numbered: sync.OnceValues(func() (*site, error) { return makeSite(writeNumbered) }),
	hostile:  sync.OnceValues(func() (*site, error) { return makeSite(writeHostile) }),
}

func get(t *testing.T, build func() (*site, error)) *site {
	t.Helper()
	s, err := build()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// makeSite builds a site from content that a function writes.
func makeSite(write func(dir string) error) (*site, error) {
	content, err := tempDir()
	if err != nil {
		return nil, err
	}
	if err := write(content); err != nil {
		return nil, err
	}
	return buildSite(content)
}

// scratch is removed when the tests have run.
var scratch string

func TestMain(m *testing.M) {
	var err error
	if scratch, err = os.MkdirTemp("", "gloss-browsertest-"); err != nil {
		panic(err)
	}
	status := m.Run()
	if browser, err := startChrome(); err == nil {
		_ = chromedp.Cancel(browser)
	}
	_ = os.RemoveAll(scratch)
	os.Exit(status)
}

func tempDir() (string, error) { return os.MkdirTemp(scratch, "") }

func buildSite(content string) (*site, error) {
	parent, err := tempDir()
	if err != nil {
		return nil, err
	}
	out := filepath.Join(parent, "public")
	server := httptest.NewServer(http.StripPrefix(strings.TrimSuffix(basePath, "/"), http.FileServer(http.Dir(out))))
	s := &site{dir: out, url: server.URL + basePath}
	_, problems, err := publish.Build(context.Background(), publish.Options{Content: content, Out: out, URL: s.url})
	if err != nil {
		return nil, err
	}
	if problems.Errors() > 0 {
		return nil, problemsError(problems)
	}
	s.pages, err = listPages(out)
	return s, err
}

func listPages(dir string) ([]page, error) {
	var pages []page
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, _ fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, ".html") {
			path := strings.TrimSuffix(name, "index.html")
			pages = append(pages, page{path: path, file: name, kind: kindOf(path)})
		}
		return err
	})
	return pages, err
}

// kindOf tells the kind of a page from its path.
func kindOf(path string) string {
	parts := strings.Split(strings.TrimSuffix(path, "/"), "/")
	switch {
	case path == "":
		return "home"
	case path == "404.html":
		return "notfound"
	case parts[0] == "pages":
		return "plain"
	case parts[0] == "sources" && len(parts) == 1:
		return "sources"
	case parts[0] == "sources":
		return "source"
	case parts[len(parts)-1] == "commentary":
		return "commentary"
	}
	return "edition"
}

// of lists the pages of a kind.
func (s *site) of(kind string) []page {
	var out []page
	for _, p := range s.pages {
		if p.kind == kind {
			out = append(out, p)
		}
	}
	return out
}

// samples lists one page of each kind, and every edition.
func (s *site) samples() []page {
	var out []page
	seen := map[string]bool{}
	for _, p := range s.pages {
		if p.kind == "edition" || !seen[p.kind] {
			out = append(out, p)
		}
		seen[p.kind] = true
	}
	return out
}

func (s *site) read(t *testing.T, p page) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(p.file)))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// Every kind of page that gloss has is in the sites under test.
func TestSitesHaveEveryKindOfPage(t *testing.T) {
	t.Parallel()
	for name, build := range map[string]func() (*site, error){"real": sites.real, "stress": sites.stress} {
		s := get(t, build)
		for _, kind := range []string{"home", "notfound", "plain", "edition", "commentary", "sources", "source"} {
			if !slices.ContainsFunc(s.pages, func(p page) bool { return p.kind == kind }) {
				t.Errorf("the %s site has no page of kind %s", name, kind)
			}
		}
	}
}
