package sidecar

import (
	"bytes"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"gloss/generator/edition"
)

// seed gives a fuzz target the files of the cases whose names begin with one of
// the prefixes.
func seed(f *testing.F, prefixes ...string) {
	for _, data := range seeds(f, "testdata/*.txtar", prefixes...) {
		f.Add(data)
	}
}

// seeds are the files of cases whose names begin with one of the prefixes.
func seeds(f *testing.F, archives string, prefixes ...string) (files [][]byte) {
	cases, err := filepath.Glob(archives)
	if err != nil || len(cases) == 0 {
		f.Fatal("no cases", err)
	}
	for _, name := range cases {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, c := range a.Files {
			for _, p := range prefixes {
				if strings.HasPrefix(c.Name, p) && !slices.Contains([]string{".read", ".do", ".done"}, filepath.Ext(c.Name)) {
					files = append(files, planted(c.Data))
				}
			}
		}
	}
	return files
}

// checkProblems checks what holds of the problems of any file: they have words,
// and their places are in the file.
func checkProblems(t *testing.T, data []byte, ps edition.Problems) {
	l := NewLines(data)
	for _, p := range ps {
		switch {
		case p.Text == "" || !utf8.ValidString(p.Text) || !utf8.ValidString(p.Hint):
			t.Errorf("a problem that says nothing: %+v", p)
		case p.Line == 0 && p.Column == 0:
		case p.Line < 1 || p.Line > l.Count() || p.Column < 1 || p.Column > utf8.RuneCount(l.Line(p.Line))+1:
			t.Errorf("a problem outside of the file: %+v", p)
		}
	}
}

func FuzzNotes(f *testing.F) {
	seed(f, "annotations", "sources")
	f.Fuzz(func(t *testing.T, data []byte) {
		notes, ps := Notes("annotations.yaml", data)
		checkProblems(t, data, ps)
		lines := sync.OnceValue(func() *Lines { return NewLines(data) })
		for i := range notes {
			n := &notes[i]
			if n.Markdown == "" {
				continue
			}
			place := BodyPlaces(lines, n)
			for at := 0; at <= len(n.Markdown); at += max(1, len(n.Markdown)/7) {
				checkProblems(t, data, edition.Problems{{Place: place(at), Text: "body"}})
			}
		}
	})
}

// Of whatever is read from a file, each format writes a file that is read without
// an error, and that says the same when it is written and read once more.
func FuzzSources(f *testing.F) {
	seed(f, "sources", "annotations")
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, name := range []string{"sources.yaml", "sources.json", "sources.bib", "sources.ris"} {
			sources, ps := Sources(name, data)
			checkProblems(t, data, ps)
			for name, write := range writers {
				once := rewritten(t, name, sources, write)
				if diff := cmp.Diff(once, rewritten(t, name, once, write)); diff != "" {
					t.Errorf("%s is not read as it was written:\n%s", name, diff)
				}
			}
		}
	})
}

// writers are what writes sources, by the name of the file.
var writers = map[string]func([]*edition.Source) []byte{"sources.json": CSLJSON, "sources.bib": BibTeX, "sources.ris": RIS}

// rewritten writes sources and reads them.
func rewritten(t *testing.T, name string, sources []edition.Source, write func([]*edition.Source) []byte) []edition.Source {
	list := make([]*edition.Source, len(sources))
	for i := range sources {
		list[i] = &sources[i]
	}
	data := write(list)
	out, ps := Sources(name, data)
	checkProblems(t, data, ps)
	for _, p := range ps {
		if p.Severity == edition.Error {
			t.Errorf("%s: %d:%d: %s\n%s", name, p.Line, p.Column, p.Text, data)
		}
	}
	if len(out) != len(sources) {
		t.Errorf("%d sources became %d:\n%s", len(sources), len(out), data)
	}
	unplace(reflect.ValueOf(out))
	for i := range out {
		out[i].Supports = nil
	}
	return out
}

func FuzzFrontMatter(f *testing.F) {
	seed(f, "essay", "site")
	f.Fuzz(func(t *testing.T, data []byte) {
		_, body, ps := FrontMatter("essay.md", data)
		checkProblems(t, data, ps)
		if body < 0 || body > len(data) {
			t.Errorf("the Markdown begins at %d of %d", body, len(data))
		}
		_, ps = Settings("site.yaml", data)
		checkProblems(t, data, ps)
	})
}

// What is read of links.jsonl can be written, and read again the same.
func FuzzLinks(f *testing.F) {
	f.Add([]byte("{\"gloss-links\":1}\n{\"url\":\"https://a.example/\",\"asked\":\"2026-11-22\",\"outcome\":\"reached\",\"has\":[\"x\"]}\n"))
	f.Add([]byte("{\"gloss-links\":1}\n{\"url\":\"http://b.example/?q\",\"asked\":\"2026-11-22\",\"outcome\":\"dead\",\"why\":\"it answers 404\",\"since\":\"2026-11-01\"}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		answers, ps := Links("links.jsonl", data)
		checkProblems(t, data, ps)
		written := FormatLinks(answers)
		again, ps := Links("links.jsonl", written)
		if len(ps) > 0 || string(FormatLinks(again)) != string(written) {
			t.Errorf("%s\n%v", written, ps)
		}
	})
}

// A date is read as it is written; words that people write become one.
func FuzzDate(f *testing.F) {
	for _, s := range []string{"2026", "2026-11", "2026-11-22", "2025/..", "1988~", "2026-21", "-0043", "199X", "Y17000", "22 Nov. 2026", "Nov 22nd, 2026", "22.11.2026", "Spring 2026"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d, ok := Date(s); ok && (!possible(d.From) || d.To != (edition.Day{}) && (!possible(d.To) || compareDays(d.From, d.To) > 0)) {
			t.Errorf("%q was read as %+v", s, d)
		}
		if d, ok := Date(s); ok {
			if again, ok := Date(EDTF(d)); !ok || again != d {
				t.Errorf("%q was read as %+v, written as %q and read as %+v", s, d, EDTF(d), again)
			}
		}
		if loose, ok := LooseDate(s); ok {
			if _, ok := Date(loose); !ok {
				t.Errorf("%q was made %q, which is no date", s, loose)
			}
		}
		if languageHint(s) == "" {
			if tag := canonicalLanguage(s); !strings.EqualFold(tag, s) || languageHint(tag) != "" {
				t.Errorf("the tag %q became %q", s, tag)
			}
		}
	})
}

// A file is changed only where it says so: what comes out reads as intended, and
// a change that is refused changes nothing.
func FuzzPatch(f *testing.F) {
	for _, data := range seeds(f, "testdata/*.txtar", "annotations") {
		f.Add(data, "new: words", "", 0)
		f.Add(data, "new 'words'", "before", 1)
	}
	f.Fuzz(func(t *testing.T, data []byte, exact, prefix string, which int) {
		const name = "annotations.yaml"
		before, at := contentsOf(name, data)
		if len(at) == 0 || !utf8.ValidString(exact+prefix) {
			return
		}
		n := int(uint(which) % uint(len(at)))
		var to edition.Target
		k := 0
		for t := range before.targets {
			if k == n {
				to = *t
			}
			k++
		}
		to.Exact, to.Prefix = exact, prefix
		out, refused := Patch(name, data, []Requote{{At: at[n], To: to}})
		if len(refused) > 0 && string(out) != string(data) {
			t.Errorf("refused, and changed all the same: %v", refused)
		}
		after, _ := contentsOf(name, out)
		if len(after.notes) != len(before.notes) {
			t.Errorf("%d notes became %d", len(before.notes), len(after.notes))
		}
	})
}

// Whatever is in a file, a change of a note is made so that the others keep their
// bytes and can be taken back, or nothing changes.
func FuzzEdits(f *testing.F) {
	const name = "annotations.yaml"
	for i, data := range seeds(f, "testdata/edit/*.txtar", "annotations") {
		f.Add(data, "new: words", "A *body*.\n\n- a: list\n", i, i)
	}
	for i, data := range seeds(f, "testdata/*.txtar", "annotations") {
		f.Add(data, "it's", "  indented\n\twords # \"so\"", i, i+1)
	}
	f.Fuzz(func(t *testing.T, data []byte, words, body string, which, what int) {
		notes, _ := Notes(name, data)
		note := edition.Note{Targets: []edition.Target{{Selector: edition.Selector{Exact: words}}}, Markdown: body}
		k, at := -1, Position{}
		if len(notes) > 0 {
			k = int(uint(which) % uint(len(notes)))
			at = []Position{{}, Before(notes[k].At), After(notes[k].At)}[uint(which)%3]
		}
		var out []byte
		var refused *Refusal
		switch uint(what) % 4 {
		case 0:
			k = -1
			out, refused = AddNote(name, data, at, note)
		case 1:
			out, refused = RemoveNote(name, data, noteOr(notes, k, note))
		case 2:
			is := copyNote(ptr(noteOr(notes, k, note)))
			is.Markdown = body
			out, refused = ChangeNote(name, data, noteOr(notes, k, note), is)
		case 3:
			is := copyNote(ptr(noteOr(notes, k, note)))
			is.ID, is.Targets, is.Tags, is.Creator = "", note.Targets, strings.Fields(body), words
			out, refused = ChangeNote(name, data, noteOr(notes, k, note), is)
		}
		if refused != nil {
			if !bytes.Equal(out, data) || refused.Text == "" {
				t.Errorf("refused, and changed all the same: %v", refused)
			}
			return
		}
		checkKept(t, notes, k, data, out)
		if back, no := Undo(name, out, data, out); no != nil || !bytes.Equal(back, data) {
			t.Errorf("not taken back: %v", no)
		}
	})
}

func ptr(n edition.Note) *edition.Note { return &n }

func noteOr(notes []edition.Note, k int, n edition.Note) edition.Note {
	if k >= 0 {
		return notes[k]
	}
	return n
}

// checkKept checks that what stands before the line of the note that changed, and
// from the line of the next one on, or from that one on, is what it was. When none is named, one was
// added: all that was there is still there.
func checkKept(t *testing.T, notes []edition.Note, k int, data, out []byte) {
	if k < 0 {
		if rest := strings.NewReplacer("[", "", "]", ""); !subsequence(rest.Replace(spaceless(data)), string(out)) {
			t.Errorf("%q lost something: %q", data, out)
		}
		return
	}
	l := NewLines(data)
	tree, _ := newTree("", data)
	parts, _ := tree.itemParts(tree.list)
	if first := tree.lineStart(parts[tree.itemAt(notes[k].At)].from); !strings.HasPrefix(spaceless(out), strings.TrimRight(spaceless(data[:first]), "-")) {
		t.Errorf("%q changed before note %d: %q", data, k, out)
	}
	if k+1 < len(notes) && notes[k+1].At.Line > notes[k].At.Line {
		next := l.Offset(notes[k+1].At.Line, 1)
		behind := tree.itemAt(notes[k+1].At)                          // -1: it is written somewhere else
		if parts[tree.itemAt(notes[k].At)].to > next && behind >= 0 { // it ends in the line in which the next one begins
			next = parts[behind].from
		}
		rest := data[next:]
		if tree.flow(tree.list) { // the space before an item in brackets is the list's
			rest = bytes.TrimLeft(rest, " \t")
		}
		if !bytes.HasSuffix(out, rest) {
			t.Errorf("%q changed behind note %d: %q", data, k, out)
		}
	}
}

// subsequence reports whether all of a stands in b in its order.
func subsequence(a, b string) bool {
	i := 0
	for k := 0; k < len(b) && i < len(a); k++ {
		if a[i] == b[k] {
			i++
		}
	}
	return i == len(a)
}

// Whatever is in a file of sources, a field is added so that all that was there is
// still there, or nothing changes.
func FuzzPatchSources(f *testing.F) {
	for i, data := range seeds(f, "testdata/*.txtar", "sources") {
		f.Add(data, "https://web.example.org/1/a", i%2 == 0)
	}
	for i, data := range seeds(f, "testdata/edit/sources.txtar", "yaml/", "change/", "date/", "json") {
		f.Add(data, "2026-11-22", i%2 == 0)
	}
	f.Fuzz(func(t *testing.T, data []byte, text string, json bool) {
		name := map[bool]string{true: "sources.json", false: "sources.yaml"}[json]
		sources, _ := Sources(name, data)
		if len(sources) == 0 {
			return
		}
		s := sources[len(sources)/2]
		for _, field := range []string{"archived", "note", "accessed"} {
			c := SourceField{Key: s.Key, Field: field, Is: text}
			c.Was, _ = sourceField(&s, field)
			out, refused := PatchSources(name, data, []SourceField{c})
			switch {
			case len(refused) > 0 && !bytes.Equal(out, data):
				t.Errorf("refused, and changed all the same: %v", refused)
			case len(refused) == 0 && c.Was == "" && text != "" && !bytes.Contains(data, []byte(field)) && !subsequence(spaceless(data), string(out)):
				t.Errorf("%q lost something: %q", data, out)
			}
		}
	})
}
