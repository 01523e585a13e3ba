package edit_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"gloss/generator/diff"
	"gloss/generator/edit"
	"gloss/generator/edition"
	"gloss/generator/load"
	"gloss/generator/load/loadtest"
)

var update = flag.Bool("update", false, "write what came out into the cases")

// ask is a change as the cases write it.
type ask struct {
	Note, Exact, Prefix, Suffix string
	Was                         string // of an attachment: the words that its editor saw
	N                           int
	Whole                       bool
	Notes                       []edit.Reworded
	Last                        int          // of an undo: which change, 1 (or 0) being the last
	Seen                        *edit.Fields // what the note says when it is absent; the targets seen may be given apart
	edit.Fields
	File, Old, New string // of an edit by hand
}

// TestCases makes the changes that the archives under testdata list, one after the
// other, and compares what became of the files, or why nothing did, with the
// archive's last file, done. A line of an archive's comment is a change: its name
// and JSON. The edition is e.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
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
			if n := len(a.Files) - 1; a.Files[n].Name == "done" {
				want, a.Files = string(a.Files[n].Data), a.Files[:n]
			}
			dir := loadtest.Plant(t, &txtar.Archive{Files: append(a.Files, txtar.File{Name: "site.yaml", Data: []byte(settings)})})
			got := changes(t, dir, string(a.Comment))
			if *update {
				a.Files = append(a.Files, txtar.File{Name: "done", Data: []byte(got)})
				if err := os.WriteFile(name, txtar.Format(a), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// changes makes the changes and tells what came of each.
func changes(t *testing.T, dir, script string) string {
	var out strings.Builder
	content, site := open(t, dir)
	var done []*edit.Plan
	for line := range strings.Lines(script) {
		name, text, _ := strings.Cut(strings.TrimSpace(line), " ")
		if name == "" || name == "#" {
			continue
		}
		var a ask
		if err := json.Unmarshal([]byte(text), &a); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		fmt.Fprintf(&out, "== %s", line)
		if name == "hand" {
			byHand(t, content, a)
			continue
		}
		p, no, err := edit.Make(content, site, "e", change(t, content, site, name, &a, done))
		if err != nil {
			t.Fatal(err)
		}
		if no == nil {
			p, no, err = p.Write(content)
		}
		switch {
		case err != nil:
			t.Fatal(err)
		case no != nil:
			sayNo(&out, no)
			continue
		}
		done = append(done, p)
		if p.At.Line > 0 {
			fmt.Fprintf(&out, "%s:%d:%d: %s\n", p.At.File, p.At.Line, p.At.Column, p.ID)
		}
		for _, f := range p.Files {
			text := diff.Lines(f.Name, string(f.Old), string(f.New))
			if f.New == nil {
				text = "removed " + f.Name + "\n"
			}
			out.WriteString(strings.ReplaceAll(text, "\r", "␍"))
		}
		checkNoted(t, content, p)
	}
	return out.String()
}

// byHand changes a file as somebody else does.
func byHand(t *testing.T, content *load.Content, a ask) {
	old, err := content.Read(a.File)
	if err != nil {
		t.Fatal(err)
	}
	now := []byte(strings.Replace(string(old), a.Old, a.New, 1))
	if err := content.Replace(a.File, old, now); err != nil || string(old) == string(now) {
		t.Fatalf("%s cannot be changed by hand: %v", a.File, err)
	}
}

func change(t *testing.T, content *load.Content, site *load.Site, name string, a *ask, done []*edit.Plan) edit.Change {
	spot := edit.Spot{Selector: edition.Selector{Exact: a.Exact, Prefix: a.Prefix, Suffix: a.Suffix}, Whole: a.Whole}
	seen := a.Seen
	if seen == nil && (name == "alter" || name == "remove") {
		seen = &edit.Fields{}
		notes, err := edit.Notes(content, site, "e")
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range notes {
			if n.ID == a.Note {
				*seen = edit.FieldsOf(n.Note)
			}
		}
	}
	if seen != nil && a.Targets != nil {
		seen.Targets = a.Targets
	}
	switch name {
	case "add":
		return edit.Add{Spot: spot, Fields: a.Fields}
	case "alter":
		fields := *seen
		fields.Targets = nil
		overlay(&fields, a.Fields)
		return edit.Alter{Note: a.Note, Seen: *seen, Fields: fields}
	case "remove":
		return edit.Remove{Note: a.Note, Seen: *seen}
	case "attach":
		return edit.Attach{Note: a.Note, N: max(a.N, 1), Was: a.Was, Spot: spot}
	case "accept":
		return edit.Accept{Notes: a.Notes}
	case "undo":
		n := len(done) - max(a.Last, 1)
		if n < 0 {
			t.Fatal("nothing has been done")
		}
		return done[n].Undo
	}
	t.Fatalf("no change is called %s", name)
	return nil
}

// overlay sets the fields that are given; “-” empties one.
func overlay(f *edit.Fields, with edit.Fields) {
	for _, p := range []struct{ to, from *string }{
		{&f.ID, &with.ID}, {&f.Series, &with.Series}, {&f.Creator, &with.Creator}, {&f.Created, &with.Created},
		{&f.Modified, &with.Modified}, {&f.Language, &with.Language}, {&f.Body, &with.Body},
	} {
		switch *p.from {
		case "":
		case "-":
			*p.to = ""
		default:
			*p.to = *p.from
		}
	}
	if with.Sources != nil {
		f.Sources = with.Sources
	}
	if with.Tags != nil {
		f.Tags = with.Tags
	}
}

func sayNo(out *strings.Builder, no *edit.Refusal) {
	p := no.Problem.Named(nil)
	fmt.Fprintf(out, "%s: %s:%d:%d: %s (%s)\n", reasons[no.Reason], p.File, p.Line, p.Column, p.Text, p.Hint)
	if no.Theirs != nil {
		theirs, _ := json.Marshal(no.Theirs)
		fmt.Fprintf(out, "  theirs: %s\n  both: %v\n", theirs, no.Both)
	}
}

var reasons = map[edit.Reason]string{
	edit.Unsafe: "unsafe", edit.Unfit: "unfit", edit.Changed: "changed", edit.Gone: "gone", edit.Elsewhere: "elsewhere",
	edit.Unreadable: "unreadable", edit.Missing: "missing", edit.Ambiguous: "ambiguous",
}

// checkNoted finds the note that a plan says it has written.
func checkNoted(t *testing.T, content *load.Content, p *edit.Plan) {
	if !strings.Contains(p.At.File, "annotations") {
		return
	}
	data, err := content.Read(p.At.File)
	if err != nil {
		t.Fatal(err)
	}
	n := noteIn(t, map[string][]byte{p.At.File: data}, p.At)
	if n.ID != p.ID && n.ID != "" {
		t.Errorf("%s stands at %v, not %s", n.ID, p.At, p.ID)
	}
}
