package edit_test

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"gloss/generator/anchor"
	"gloss/generator/bench/madeup"
	"gloss/generator/cite"
	"gloss/generator/edit"
	"gloss/generator/edition"
	"gloss/generator/load"
	"gloss/generator/resolve"
	"gloss/generator/sidecar"
)

const settings = "title: T\nlanguage: en\nseries: [{id: editor, label: Notes}, {id: source, label: Sources}]\n"

// place writes files into a folder.
func place(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for name, data := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(data), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
}

// open opens a content folder.
func open(t testing.TB, dir string) (*load.Content, *load.Site) {
	t.Helper()
	content, err := load.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { content.Close() })
	site, _, err := content.Site()
	if err != nil {
		t.Fatal(err)
	}
	return content, site
}

type failer interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// finish finishes an edition as a build does.
func finish(t failer, content *load.Content, site *load.Site, id string) (*edition.Edition, edition.Problems) {
	t.Helper()
	m, problems, err := content.Edition(id, site)
	if err != nil || m == nil {
		t.Fatal(err, problems)
	}
	style, err := cite.Open("")
	if err != nil {
		t.Fatal(err)
	}
	e, _, more := resolve.Edition(m, &resolve.Scope{Settings: site.Settings, Shared: site.Shared, Editions: site.Editions, Style: style, Draft: true})
	return e, append(problems, more...)
}

// noteOf finds a note of a finished edition; nil when there is none.
func noteOf(e *edition.Edition, id string) *edition.Annotation {
	i := slices.IndexFunc(e.Notes, func(n edition.Annotation) bool { return n.ID == id })
	if i < 0 {
		return nil
	}
	return &e.Notes[i]
}

// places are where the notes of an edition stand, by id.
func places(e *edition.Edition) map[string][]edition.Placed {
	out := map[string][]edition.Placed{}
	for _, n := range e.Notes {
		out[n.ID] = n.Places
	}
	return out
}

func plan(t failer, content *load.Content, site *load.Site, id string, c edit.Change) *edit.Plan {
	t.Helper()
	p, no, err := edit.Make(content, site, id, c)
	if err != nil || no != nil {
		t.Fatalf("%+v: %v %v", c, no, err)
	}
	return p
}

// TestEveryPassageCanBeAnnotated selects whatever can be selected in essays: over
// blocks, in code, in tables and headings, beneath other notes, in any script.
// The note that is added stands there exactly, the others stand where they did,
// and it can be taken back.
func TestEveryPassageCanBeAnnotated(t *testing.T) {
	essay, err := os.ReadFile("testdata/essay.md")
	if err != nil {
		t.Fatal(err)
	}
	byHand, madeUp := t.TempDir(), t.TempDir()
	place(t, byHand, map[string]string{
		"site.yaml": settings, "all/essay.md": string(essay),
		"all/road.svg":         `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>`,
		"all/sources.yaml":     "- {id: smith1999, type: book, title: Roads}\n",
		"all/annotations.yaml": "# Notes.\n\n- target: {start: Whoever loves, end: wide}\n  body: One.\n\n- target: {block: listing}\n  body: Two. # three\n",
	})
	if err := (madeup.Shape{Essays: 2, Paragraphs: 25, Notes: 60, Sources: 5, Seed: 7}).Content(madeUp); err != nil {
		t.Fatal(err)
	}
	type stand struct {
		content *load.Content
		site    *load.Site
		id      string
		index   *anchor.Index
		places  map[string][]edition.Placed
	}
	var stands []*stand
	for _, dir := range []string{byHand, madeUp} {
		content, site := open(t, dir)
		for _, id := range site.Editions {
			e, _ := finish(t, content, site, id)
			stands = append(stands, &stand{content, site, id, anchor.NewIndex(e.Text), places(e)})
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := stands[rapid.SampledFrom([]int{0, 0, 0, 1, 2}).Draw(t, "essay")]
		text := s.index.Text()
		from := rapid.IntRange(0, len(text.Plain)).Draw(t, "from")
		length := rapid.SampledFrom([]int{1, 3, 8, 20, 60, 200, 1000}).Draw(t, "length")
		to := min(len(text.Plain), from+rapid.IntRange(0, length).Draw(t, "more"))
		p, ok := s.index.Whole(edition.Passage{Start: from, End: to})
		if !ok {
			return
		}
		spot := edit.Spot{Passage: p}
		if rapid.Bool().Draw(t, "quoted") {
			spot.Selector = s.index.Selector(p)
		}
		add := edit.Add{Spot: spot, Fields: edit.Fields{Body: "It has *words*: [[" + "x|y" + "]]\n\n- and a list"}}
		made := plan(t, s.content, s.site, s.id, add)
		if made.Passage != p || len(made.Files) > 2 || path.Base(made.Files[0].Name) != "annotations.yaml" {
			t.Fatalf("%v is planned as %v, in %d files", p, made.Passage, len(made.Files))
		}
		e, _ := finish(t, s.content.With(made.Drawn()), s.site, s.id)
		n := noteOf(e, made.ID)
		if n == nil {
			t.Fatalf("there is no note %s in\n%s", made.ID, made.Files[0].New)
		}
		whole, _ := s.index.Whole(n.Places[0].Passage)
		if whole != p || n.Places[0].Result != edition.Exact || len(n.Places) != 1 {
			t.Fatalf("selected %v %q, stands at %v\n%s", p, text.Plain[p.Start:p.End], n.Places, made.Files[0].New)
		}
		now := places(e)
		delete(now, made.ID)
		if fmt.Sprint(now) != fmt.Sprint(s.places) {
			t.Fatalf("other notes moved")
		}
		back := plan(t, s.content.With(made.Drawn()), s.site, s.id, edit.Remove{Note: made.ID, Seen: edit.FieldsOf(noteIn(t, made.Drawn(), made.At))})
		if string(back.Files[0].New) != string(made.Files[0].Old) {
			t.Fatalf("taken out again it leaves\n%s", back.Files[0].New)
		}
	})
}

// noteIn reads the note that stands at a place of some files.
func noteIn(t failer, files map[string][]byte, at edition.Place) edition.Note {
	t.Helper()
	notes, problems := sidecar.Notes(at.File, files[at.File])
	i := slices.IndexFunc(notes, func(n edition.Note) bool { return n.At == at })
	if i < 0 {
		t.Fatalf("no note stands at %v: %v", at, problems)
	}
	return notes[i]
}
