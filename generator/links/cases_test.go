package links

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"gloss/generator/edition"
	"gloss/generator/sidecar"
)

var update = flag.Bool("update", false, "write what came out into the cases")

// TestCases asks a made-up web. A case has the files web, links (an address a
// line) and, where something is known already, known; what came of it stands in
// asked (the requests and the waits; of several hosts the requests alone, sorted),
// found (what links.jsonl would hold) and said.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			given := map[string]string{}
			out := &txtar.Archive{Comment: a.Comment}
			for _, f := range a.Files {
				given[f.Name] = string(f.Data)
				if f.Name == "web" || f.Name == "links" || f.Name == "known" {
					out.Files = append(out.Files, f)
				}
			}
			for _, f := range ask(t, given) {
				out.Files = append(out.Files, f)
				if diff := cmp.Diff(given[f.Name], string(f.Data)); diff != "" && !*update {
					t.Errorf("%s (-want +got)\n%s", f.Name, diff)
				}
			}
			if *update {
				if err := os.WriteFile(name, txtar.Format(out), 0o666); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// ask asks for the links of a case and writes down what came of it.
func ask(t *testing.T, given map[string]string) []txtar.File {
	w := newWeb(t, given["web"])
	known, ps := sidecar.Links("known", []byte(given["known"]))
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	var links []Link
	hosts := map[string]bool{}
	for i, address := range slices.Collect(strings.Lines(given["links"])) {
		page, part, ok := edition.PageOf(address)
		if !ok {
			t.Fatalf("%q is no link", address)
		}
		hosts[hostOf(page)] = true
		links = append(links, Link{Page: page, Part: part, At: edition.Place{File: "links", Line: i + 1, Column: 1}})
	}
	o := w.options()
	if strings.Contains(given["web"], " slow") {
		o.Timeout = 1500 * time.Millisecond
	}
	c := New(o)
	result, err := c.Ask(t.Context(), links, known)
	if err != nil && !errors.Is(err, ErrOffline) {
		t.Fatal(err)
	}
	if len(hosts) > 1 { // who waits then depends on who comes first, for all live in one time
		slices.Sort(w.log)
		w.log = slices.DeleteFunc(w.log, func(line string) bool { return strings.HasPrefix(line, "wait ") })
	}
	state := State{Links: links, Answers: result.Answers, Now: w.now}
	var said strings.Builder
	for _, p := range state.Problems() {
		fmt.Fprintf(&said, "%d: %s: %s\n    %s\n", p.Line, p.Severity, p.Text, strings.ReplaceAll(p.Hint, "\n", "\n    "))
	}
	fmt.Fprintf(&said, "%d pages, %d asked, %d left", result.Pages, result.Asked, result.Left)
	if err != nil {
		fmt.Fprintf(&said, "; %v", err)
	}
	return []txtar.File{
		{Name: "asked", Data: []byte(strings.Join(append(w.log, ""), "\n"))},
		{Name: "found", Data: sidecar.FormatLinks(result.Answers)},
		{Name: "said", Data: []byte(said.String() + "\n")},
	}
}
