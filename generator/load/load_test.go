package load

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"gloss/generator/edition"
	"gloss/generator/load/loadtest"
)

var update = flag.Bool("update", false, "write what came out into the cases")

// TestMalformed opens each content tree under testdata/malformed and compares
// the problems with the archive's last file, named problems. A case has one
// mistake, or several of a kind; everything else in it is right.
func TestMalformed(t *testing.T) {
	runTrees(t, "testdata/malformed/*.txtar", "problems", func(c *Content) string {
		_, problems := readAll(t, c)
		return problems
	})
}

// TestTrees opens each content tree under testdata/trees and compares what was
// read with the archive's last file, named read.
func TestTrees(t *testing.T) {
	runTrees(t, "testdata/trees/*.txtar", "read", func(c *Content) string {
		read, problems := readAll(t, c)
		return problems + read
	})
}

func runTrees(t *testing.T, pattern, result string, read func(*Content) string) {
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			want := ""
			if n := len(a.Files) - 1; n >= 0 && a.Files[n].Name == result {
				want = string(a.Files[n].Data)
				a.Files = a.Files[:n]
			}
			c, err := Open(loadtest.Plant(t, a))
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			got := read(c)
			if *update {
				a.Files = append(a.Files, txtar.File{Name: result, Data: []byte(got)})
				if err := os.WriteFile(name, txtar.Format(a), 0o666); err != nil {
					t.Fatal(err)
				}
			} else if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// readAll reads a whole content folder and writes down what is in it, and the
// problems with their excerpts.
func readAll(t *testing.T, c *Content) (read, problems string) {
	var b strings.Builder
	s, ps, err := c.Site()
	if err != nil {
		t.Fatal(err)
	}
	_, more, err := c.Style(&s.Settings, "")
	if err != nil {
		t.Fatal(err)
	}
	ps = append(ps, more...)
	fmt.Fprintf(&b, "site %q, editions %q, shared %q\n", s.Settings.Title, s.Editions, keysOf(s.Shared))
	for _, p := range append(s.Pages, s.Home) {
		if p != nil {
			fmt.Fprintf(&b, "page %q of %s %q: %q\n", p.Slug, p.File, p.Front.Title, p.Body.Text.Plain)
			writeFiles(&b, p.Images, p.Assets)
		}
	}
	for _, id := range s.Editions {
		m, more, err := c.Edition(id, s)
		if err != nil {
			t.Fatal(err)
		}
		ps = append(ps, more...)
		if m == nil {
			fmt.Fprintf(&b, "edition %s cannot be read\n", id)
			continue
		}
		fmt.Fprintf(&b, "edition %s %q draft=%v sources %q: %q\n", m.Folder, m.Front.Title, m.Front.Draft, keysOf(m.Sources), m.Essay.Text.Plain)
		for _, n := range m.Notes {
			fmt.Fprintf(&b, "\tnote %q at %s:%d: %q\n", n.ID, n.At.File, n.At.Line, n.Body.Text.Plain)
		}
		writeFiles(&b, m.Images, m.Assets)
	}
	ps = ps.Sorted()
	c.Excerpts(ps)
	return b.String(), written(ps)
}

func written(ps edition.Problems) string {
	var b strings.Builder
	for _, p := range ps {
		b.WriteString(p.File)
		if p.Line > 0 {
			fmt.Fprintf(&b, ":%d:%d", p.Line, p.Column)
		}
		fmt.Fprintf(&b, ": %s: %s\n", p.Severity, p.Text)
		if p.Excerpt != "" {
			fmt.Fprintf(&b, "    > %s\n", strings.ReplaceAll(p.Excerpt, "\x00", "␀"))
		}
		if p.Hint != "" {
			fmt.Fprintf(&b, "    %s\n", p.Hint)
		}
	}
	return b.String()
}

func keysOf(sources []edition.Source) []string {
	keys := make([]string, len(sources))
	for i := range sources {
		keys[i] = sources[i].Key
	}
	return keys
}

func writeFiles(b *strings.Builder, images map[string]edition.Size, assets []string) {
	var names []string
	for name := range images {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		fmt.Fprintf(b, "\timage %s %dx%d\n", name, images[name].Width, images[name].Height)
	}
	if len(assets) > 0 {
		fmt.Fprintf(b, "\tassets %q\n", assets)
	}
}
