package resolve_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"gloss/generator/cite"
	"gloss/generator/edition"
	"gloss/generator/load"
	"gloss/generator/resolve"
)

var update = flag.Bool("update", false, "write what came out into the cases")

// TestCases resolves the content tree of each archive in testdata and compares
// what came out, as text, with the archive's last file, “finished”.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases in testdata", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			last := len(archive.Files) - 1
			if archive.Files[last].Name != "finished" {
				archive.Files = append(archive.Files, txtar.File{Name: "finished"})
				last++
			}
			got := finish(t, archive.Files[:last], strings.Contains(string(archive.Comment), "draft: true"))
			if *update {
				archive.Files[last].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(archive.Files[last].Data), got); diff != "" {
				t.Errorf("(-want +got; run with -update and read the diff)\n%s", diff)
			}
		})
	}
}

// finish takes a content tree the way publish does and prints what it became.
func finish(t *testing.T, files []txtar.File, draft bool) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range files {
		name := filepath.Join(dir, f.Name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	content, err := load.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	site, problems, err := content.Site()
	if err != nil {
		t.Fatal(err)
	}
	style, more, err := content.Style(&site.Settings, "")
	if err != nil {
		t.Fatal(err)
	}
	problems = append(problems, more...)
	scope := &resolve.Scope{Settings: site.Settings, Shared: site.Shared, Editions: site.Editions, Style: style, Links: site.Links, Draft: draft}
	finished := map[string]*edition.Edition{}
	found := map[string]edition.Problems{}
	outlines := map[string]*resolve.Outline{}
	take := func(ids []string) {
		for _, id := range ids {
			m, ps, err := content.Edition(id, site)
			if err != nil {
				t.Fatal(err)
			}
			e, o, more := resolve.Edition(m, scope)
			finished[id], outlines[id], found[id] = e, o, append(ps, more...)
		}
	}
	take(site.Editions)
	var list []*resolve.Outline
	for _, id := range site.Editions {
		list = append(list, outlines[id])
	}
	scope.Index = resolve.Join(list, append(site.Pages, site.Home), scope)
	take(scope.Index.Again())
	for i, id := range site.Editions {
		list[i] = outlines[id]
		problems = append(problems, found[id]...)
	}
	whole, more := resolve.Site(list, site.Pages, site.Home, scope)
	problems = append(problems, more...)

	var b strings.Builder
	for _, id := range site.Editions {
		printEdition(&b, &site.Settings, finished[id])
	}
	for _, s := range whole.Sources {
		fmt.Fprintf(&b, "source %s%s: %s\n", s.Slug, group(&site.Settings, s.Group), cite.Plain(s.HTML))
		if s.Reached != "" || s.Dead {
			fmt.Fprintf(&b, "    last reached %q, dead %v\n", s.Reached, s.Dead)
		}
		printUses(&b, "used by", s.Uses)
	}
	if whole.Home != nil {
		fmt.Fprintf(&b, "home: %s\n", printFlow(whole.Home.Flow, whole.Home.Text.Plain))
	}
	for _, p := range whole.Pages {
		fmt.Fprintf(&b, "page %s: %s\n", p.Slug, printFlow(p.Flow, p.Text.Plain))
	}
	for _, p := range problems.Sorted() {
		p = p.Named(nil)
		fmt.Fprintf(&b, "%s:%d:%d: %s: %s\n", p.File, p.Line, p.Column, p.Severity, p.Text)
		for line := range strings.Lines(p.Hint) {
			fmt.Fprintf(&b, "    %s\n", strings.TrimRight(line, "\n"))
		}
	}
	return b.String()
}

// group names the group of a source where the site has any.
func group(s *edition.Settings, n int) string {
	switch {
	case len(s.Bibliography) == 0:
		return ""
	case n == len(s.Bibliography):
		return " (no group)"
	}
	return " (" + s.Bibliography[n].Label + ")"
}

func printEdition(b *strings.Builder, settings *edition.Settings, e *edition.Edition) {
	fmt.Fprintf(b, "edition %s (%s, %s)\n", e.ID, e.Language, e.Dir)
	for _, s := range e.Series {
		fmt.Fprintf(b, "series %s: %s, marks %s, slot %d\n", s.ID, s.Label, s.Marks, s.Slot)
	}
	fmt.Fprintf(b, "flow: %s\n", printFlow(e.Flow, e.Text.Plain))
	for _, s := range e.Segments {
		fmt.Fprintf(b, "segment %q:", e.Text.Plain[s.Start:s.End])
		for _, n := range s.Notes {
			first := ""
			if slices.Contains(s.First, n) {
				first = "<"
			}
			fmt.Fprintf(b, " %s%s", first, e.Notes[n].ID)
		}
		b.WriteByte('\n')
	}
	for _, n := range e.Notes {
		fmt.Fprintf(b, "note %s %s (%s)", n.Mark, n.ID, e.Series[n.Series].ID)
		for _, p := range n.Places {
			fmt.Fprintf(b, " %s %q", p.Result, e.Text.Plain[p.Start:p.End])
		}
		fmt.Fprintf(b, ": %s\n", strings.ReplaceAll(n.Text, "\n", " / "))
		if len(n.Body) > 0 {
			fmt.Fprintf(b, "    body: %s\n", printFlow(n.Body, n.Plain))
		}
		if n.Apart != nil {
			fmt.Fprintf(b, "    alone: %s\n", printFlow(n.Apart.Body, n.Plain))
			for _, cited := range n.Apart.Cited {
				fmt.Fprintf(b, "    alone, cited: %s\n", printFlow(cited, ""))
			}
		}
		printUses(b, "referred to by", n.Referring)
	}
	for _, id := range slices.Sorted(func(yield func(string) bool) {
		for id := range e.Backlinks {
			if !yield(id) {
				return
			}
		}
	}) {
		fmt.Fprintf(b, "block %s\n", id)
		printUses(b, "referred to by", e.Backlinks[id])
	}
	printUses(b, "edition referred to by", e.Referring)
	for _, u := range e.Tray {
		fmt.Fprintf(b, "tray %s: %s %q\n", u.ID, u.Result, u.Quoted)
	}
	for _, u := range e.Ordered {
		fmt.Fprintf(b, "by its neighbours %s: %q, first of %d places at %d\n", u.ID, u.Quoted, len(u.Near), u.Near[0].Start)
	}
	for _, s := range e.Sources {
		fmt.Fprintf(b, "bibliography %s%s: %s\n", s.Slug, group(settings, s.Group), cite.Plain(s.HTML))
	}
}

func printUses(b *strings.Builder, what string, uses []edition.Use) {
	for _, u := range uses {
		fmt.Fprintf(b, "    %s %s", what, printAddress(u.From))
		if u.Mark != "" {
			fmt.Fprintf(b, " (%s %s)", u.Series, u.Mark)
		}
		if u.Locator != "" {
			fmt.Fprintf(b, ", %s", u.Locator)
		}
		fmt.Fprintf(b, ": %s⟨%s⟩%s\n", u.Before, u.Words, u.After)
	}
}

func printAddress(a edition.Address) string {
	kind := [...]string{"note", "block", "edition", "source", "mark", "page"}[a.Kind]
	if a.Kind == edition.ToPage {
		return kind + " " + a.ID
	}
	return strings.TrimSuffix(kind+" "+a.Edition+"#"+a.ID, "#")
}

func printFlow(flow edition.Flow, plain string) string {
	var b strings.Builder
	for _, p := range flow {
		switch p.Kind {
		case edition.Markup:
			b.WriteString(p.HTML)
		case edition.Run:
			b.WriteString(plain[p.Start:p.End])
		case edition.Link:
			if p.Target != nil {
				fmt.Fprintf(&b, "<a to %s>", printAddress(*p.Target))
			} else {
				fmt.Fprintf(&b, "<a href %s>", p.URL)
			}
		case edition.Image:
			fmt.Fprintf(&b, "<img %s %dx%d>", p.URL, p.Size.Width, p.Size.Height)
		default:
			fmt.Fprintf(&b, "[hole of kind %d]", p.Kind)
		}
	}
	return b.String()
}
