package sidecar

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"gloss/generator/edition"
	"gloss/generator/load/loadtest"
)

// TestEdits makes the changes of each txtar file under testdata/edit. A case is a
// file, under its name with .do what is done to it, and under its name with .done
// what comes of it or why it is refused. What is done is in the first line:
//
//	add end, add before ID, add after ID: the note that follows
//	change ID: the fields that follow become as they are there; empty ones go
//	remove ID
//	set KEY FIELD VALUE: of a source
//
// A file that ends with ⟦⟧ has no line end there. Where nothing is refused, the
// change is taken back as well, and every byte must be as it was.
func TestEdits(t *testing.T) {
	files, err := filepath.Glob("testdata/edit/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { editCases(t, name) })
	}
}

func editCases(t *testing.T, archive string) {
	a, err := txtar.ParseFile(archive)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range a.Files {
		files[f.Name] = f.Data
	}
	out := &txtar.Archive{Comment: a.Comment}
	for _, f := range a.Files {
		do, ok := files[f.Name+".do"]
		if !ok {
			continue
		}
		was := planted(f.Data)
		now, refused := edited(f.Name, was, string(do))
		got := shown(now)
		if refused != "" {
			got = refused
			if string(now) != string(was) {
				t.Errorf("%s was refused and changed all the same:\n%s", f.Name, now)
			}
		} else if back, no := Undo(f.Name, now, was, now); no != nil || string(back) != string(was) {
			t.Errorf("%s was not taken back: %v\n%s", f.Name, no, back)
		}
		out.Files = append(out.Files, f, txtar.File{Name: f.Name + ".do", Data: do}, txtar.File{Name: f.Name + ".done", Data: []byte(got)})
		if diff := cmp.Diff(string(files[f.Name+".done"]), got); diff != "" && !*update {
			t.Errorf("%s (-want +got):\n%s", f.Name, diff)
		}
	}
	writeCases(t, archive, out)
}

// planted are the bytes of a file in an archive.
func planted(data []byte) []byte {
	if bare, ok := strings.CutSuffix(string(data), "⟦⟧\n"); ok {
		data = []byte(bare)
	}
	return loadtest.Unescape(data)
}

// shown is a file as it stands in an archive.
func shown(data []byte) string {
	s := strings.NewReplacer("\r", "⟦0D⟧", "\ufeff", "⟦EF BB BF⟧").Replace(string(data))
	if s != "" && !strings.HasSuffix(s, "\n") {
		s += "⟦⟧\n"
	}
	return s
}

// edited does what is wanted to a file.
func edited(name string, data []byte, do string) (out []byte, refused string) {
	line, rest, _ := strings.Cut(do, "\n")
	w := strings.Fields(line)
	notes, _ := Notes(name, data)
	find := func(id string) (n edition.Note) {
		for _, n := range notes {
			if n.ID == id {
				return n
			}
		}
		return edition.Note{ID: id}
	}
	told, _ := Notes(name, []byte(rest))
	var r *Refusal
	switch w[0] {
	case "add":
		where := Position{}
		switch w[1] {
		case "before":
			where = Before(find(w[2]).At)
		case "after":
			where = After(find(w[2]).At)
		}
		out, r = AddNote(name, data, where, told[0])
	case "change":
		was := find(w[1])
		is := copyNote(&was)
		override(&is, &told[0], rest)
		out, r = ChangeNote(name, data, was, is)
	case "remove":
		out, r = RemoveNote(name, data, find(w[1]))
	case "set":
		sources, _ := Sources(name, data)
		c := SourceField{Key: w[1], Field: w[2], Is: strings.Join(w[3:], " ")}
		for i := range sources {
			if sources[i].Key == c.Key {
				c.Was, _ = sourceField(&sources[i], c.Field)
			}
		}
		var ps edition.Problems
		if out, ps = PatchSources(name, data, []SourceField{c}); len(ps) > 0 {
			r = &Refusal{Problem: ps[0]}
		}
	}
	if r != nil {
		refused = fmt.Sprintf("%d:%d: refused: %s\n\t%s\n", r.Line, r.Column, r.Text, r.Hint)
	}
	return out, refused
}

var keyOfLine = regexp.MustCompile(`(?m)^[- ] (\w+):`)

// copies take fields of a note over from another, by their keys.
var copies = map[string]func(to, from *edition.Note){
	"id":       func(to, from *edition.Note) { to.ID = from.ID },
	"target":   func(to, from *edition.Note) { to.Targets = from.Targets },
	"series":   func(to, from *edition.Note) { to.Series = from.Series },
	"creator":  func(to, from *edition.Note) { to.Creator = from.Creator },
	"created":  func(to, from *edition.Note) { to.Created = from.Created },
	"modified": func(to, from *edition.Note) { to.Modified = from.Modified },
	"language": func(to, from *edition.Note) { to.Language = from.Language },
	"sources":  func(to, from *edition.Note) { to.Sources = from.Sources },
	"tags":     func(to, from *edition.Note) { to.Tags = from.Tags },
	"body":     func(to, from *edition.Note) { to.Markdown = from.Markdown },
}

// override sets the fields of a note that are named in a text.
func override(n, told *edition.Note, text string) {
	for _, m := range keyOfLine.FindAllStringSubmatch(text, -1) {
		if take := copies[m[1]]; take != nil {
			take(n, told)
		}
	}
}

func TestFindNote(t *testing.T) {
	notes, _ := Notes("annotations.yaml", []byte(`- {id: a, target: one, body: x}
- {target: one, body: x}
- {target: two, body: y}
- {target: two, body: y}
- {target: three, body: z}
- {target: three, body: not z}
- {target: [four, five], sources: k}
`))
	changed := func(i int, change func(n *edition.Note)) edition.Note {
		n := copyNote(&notes[i])
		change(&n)
		return n
	}
	for _, c := range []struct {
		name string
		was  edition.Note
		want int
	}{
		{"an id", notes[0], 0},
		{"an id, all else changed", changed(0, func(n *edition.Note) { n.Targets, n.Markdown = nil, "" }), 0},
		{"an id that is gone", changed(0, func(n *edition.Note) { n.ID = "b" }), -1},
		{"no id, beside one with it", notes[1], 1},
		{"twins, by the line", notes[3], 3},
		{"twins, of which the line is lost", changed(3, func(n *edition.Note) { n.At.Line = 40 }), 2},
		{"one target, two bodies", notes[5], 5},
		{"one target, two bodies, one changed", changed(4, func(n *edition.Note) { n.Markdown = "new" }), -1},
		{"a body changed", changed(6, func(n *edition.Note) { n.Markdown = "new" }), 6},
		{"a target changed", changed(6, func(n *edition.Note) { n.Targets = n.Targets[:1] }), 6},
		{"nothing like it", edition.Note{Targets: []edition.Target{{Whole: true}}}, -1},
	} {
		if got := FindNote(notes, c.was); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

// A note that cannot be written, or is not what its editor saw, is refused with a
// reason that can be told from others, and nothing changes.
func TestEditRefusals(t *testing.T) {
	const name = "annotations.yaml"
	file := `- id: a
  target: one
  body: x
- &b
  id: b
  target: two
  body: y
- *b
- {target: one, body: z}
`
	notes, _ := Notes(name, []byte(file))
	with := func(i int, change func(n *edition.Note)) edition.Note {
		n := copyNote(&notes[i])
		change(&n)
		return n
	}
	is := func(change func(n *edition.Note)) func(data []byte) ([]byte, *Refusal) {
		return func(data []byte) ([]byte, *Refusal) { return ChangeNote(name, data, notes[0], with(0, change)) }
	}
	for _, c := range []struct {
		name   string
		edit   func(data []byte) ([]byte, *Refusal)
		reason Reason
		text   string
	}{
		{"a control character", is(func(n *edition.Note) { n.Markdown = "bell \a" }), Unfit, "control character"},
		{"a language", is(func(n *edition.Note) { n.Language = "English" }), Unfit, "not a language tag"},
		{"a date", is(func(n *edition.Note) { n.Created = "2026-02-31" }), Unfit, "not in the calendar"},
		{"an id", is(func(n *edition.Note) { n.ID = "a b" }), Unfit, "cannot be an id"},
		{"an id that is taken", is(func(n *edition.Note) { n.ID = "b" }), Unfit, "two notes have the id"},
		{"no target", is(func(n *edition.Note) { n.Targets = nil }), Unfit, "without a target"},
		{"two forms", is(func(n *edition.Note) { n.Targets[0].Whole = true }), Unfit, "not both"},
		{"nothing said", is(func(n *edition.Note) { n.Markdown = " \n" }), Unfit, "says nothing"},
		{"bytes that are no text", is(func(n *edition.Note) { n.Markdown = "\xff\ufffe" }), Unfit, "control character"},
		{"changed meanwhile", func(data []byte) ([]byte, *Refusal) {
			return RemoveNote(name, data, with(0, func(n *edition.Note) { n.Markdown = "w" }))
		}, Changed, "changed meanwhile"},
		{"gone meanwhile", func(data []byte) ([]byte, *Refusal) {
			return RemoveNote(name, data, with(0, func(n *edition.Note) { n.ID = "c" }))
		}, Gone, "not in the file"},
		{"a place that is gone", func(data []byte) ([]byte, *Refusal) {
			return AddNote(name, data, After(edition.Place{Line: 2, Column: 3}), notes[0])
		}, Gone, "no note stands"},
		{"twice there", func(data []byte) ([]byte, *Refusal) { return RemoveNote(name, data, notes[1]) }, Unsafe, "anchor &b"},
		{"sources", func(data []byte) ([]byte, *Refusal) { return RemoveNote("e/sources.yaml", data, notes[0]) }, Unsafe, "no file of notes"},
		{"JSON", func([]byte) ([]byte, *Refusal) {
			return AddNote("annotations.json", []byte(file), Position{}, notes[0])
		}, Unsafe, "cannot be changed"},
		{"not UTF-8", func([]byte) ([]byte, *Refusal) {
			return AddNote(name, []byte(file), Position{}, edition.Note{Targets: notes[0].Targets, Series: "\xff", Markdown: "x"})
		}, Unfit, "cannot be an id"},
	} {
		out, r := c.edit([]byte(file))
		switch {
		case r == nil:
			t.Errorf("%s: was not refused:\n%s", c.name, out)
		case r.Reason != c.reason || !strings.Contains(r.Text, c.text):
			t.Errorf("%s: refused for %v, %q", c.name, r.Reason, r.Text)
		case string(out) != file:
			t.Errorf("%s: refused, and changed all the same", c.name)
		case r.Reason == Changed && (r.Theirs == nil || !SameNote(*r.Theirs, notes[0])):
			t.Errorf("%s: the note says %v now", c.name, r.Theirs)
		case r.Hint == "":
			t.Errorf("%s: nothing to do about it", c.name)
		}
	}
}
