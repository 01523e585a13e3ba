package sidecar

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"gloss/generator/edition"
)

// Refusal says why a file was left as it is. Its problem stands at the note and
// says what to do instead.
type Refusal struct {
	Reason Reason
	edition.Problem
	Theirs *edition.Note // with [Changed]: what the note says now
}

// Reason is a kind of refusal.
type Reason uint8

// The reasons.
const (
	// Unsafe: the file is written so that the change would touch other bytes, or
	// it has mistakes of syntax.
	Unsafe Reason = iota
	// Unfit: what is to be written is no note; the problem says why.
	Unfit
	// Changed: somebody has changed the note meanwhile.
	Changed
	// Gone: the note is not in the file any more, or cannot be told from others.
	Gone
)

// AddNote writes a note into a file of notes and leaves every other byte as it is.
// An empty or absent file, which is nil, becomes a list of one. The note is written
// as the file writes others: its indentation, line ends and empty lines. Of its
// places nothing is used.
//
// This and the other changes of a file are read again before they are handed back:
// the note must read as intended and everything else as before, or the change is
// refused and what was given is returned.
func AddNote(name string, data []byte, where Position, n edition.Note) ([]byte, *Refusal) {
	e, refused := newEditor(name, data, edition.Place{File: name})
	if refused != nil {
		return data, refused
	}
	fit, refused := fitting(&n, edition.Place{File: name})
	if refused != nil {
		return data, refused
	}
	return e.add(where, fit, nil)
}

// ChangeNote makes a note say something else. Was is what the caller saw; when the
// note has been changed since, or is gone, the change is refused. Only the bytes
// of the fields change that differ between was and is; other changes of the file
// do not matter. For notes without a written id see [FindNote].
func ChangeNote(name string, data []byte, was, is edition.Note) ([]byte, *Refusal) {
	e, i, refused := findIn(name, data, &was)
	if refused != nil {
		return data, refused
	}
	fit, refused := fitting(&is, e.place)
	if refused != nil {
		return data, refused
	}
	want := slices.Clone(e.before.bare)
	want[i] = bareNote(&fit)
	return e.make(want, func(w *writer) string {
		n := w.list.Content[w.itemAt(e.place)]
		return w.entries(n, noteOrder, noteChanges(&e.before.notes[i], &fit))
	})
}

// RemoveNote takes a note out of its file, with what stands on its lines and the
// comments below them that are indented deeper. Comments above it, at the margin,
// stay: nobody can tell whether they are meant for it alone. Was is what the caller
// saw, as for [ChangeNote]. Taken back is it by [Undo].
func RemoveNote(name string, data []byte, was edition.Note) ([]byte, *Refusal) {
	e, i, refused := findIn(name, data, &was)
	if refused != nil {
		return data, refused
	}
	want := slices.Delete(slices.Clone(e.before.bare), i, i+1)
	return e.make(want, func(w *writer) string { return w.removeItem(w.itemAt(e.place)) })
}

// editor changes a file of notes.
type editor struct {
	*tree
	place  edition.Place // where a refusal stands
	before said
}

// newEditor reads a file to be changed.
func newEditor(name string, data []byte, at edition.Place) (*editor, *Refusal) {
	e := &editor{place: at}
	t, why := newTree(name, data)
	if why == "" && (isSources(name) || t.json) {
		why = "this is no file of notes"
	}
	if why != "" {
		return nil, e.refuse(Unsafe, "mend it first: gloss check says what is wrong", "the file cannot be changed: "+why)
	}
	notes := t.file.notes(t.root)
	e.tree, e.before = t, saidBy(notes, t.file.ps)
	return e, nil
}

// add puts a note into the list: as text writes it, else anew.
func (e *editor) add(where Position, n edition.Note, text func(column int, flow bool) string) ([]byte, *Refusal) {
	item, k := -1, len(e.before.notes)
	if where.note != (edition.Place{}) {
		item, k = e.itemAt(where.note), e.before.noteAt(where.note)
		if item < 0 || k < 0 {
			return e.data, e.refuse(Gone, "look at the file", "no note stands where the new one is to go")
		}
		if where.after {
			k++
		}
	}
	want := slices.Insert(slices.Clone(e.before.bare), k, bareNote(&n))
	return e.make(want, func(w *writer) string {
		return w.addItem(item, where.after, func(column int, flow bool) (s string) {
			if text != nil {
				s = text(column, flow)
			}
			if s == "" && flow {
				s = w.inline(noteNode(&n), true)
			} else if s == "" {
				s = w.item(noteNode(&n), column)
			}
			return s
		})
	})
}

// findIn reads a file and finds a note that has not been changed.
func findIn(name string, data []byte, was *edition.Note) (e *editor, i int, refused *Refusal) {
	if e, refused = newEditor(name, data, edition.Place{File: name, Line: was.At.Line, Column: was.At.Column}); refused != nil {
		return nil, 0, refused
	}
	if i = FindNote(e.before.notes, *was); i < 0 {
		return nil, 0, e.refuse(Gone, "look at the file", "the note is not in the file any more")
	}
	now := e.before.notes[i]
	e.place = now.At
	switch {
	case !SameNote(now, *was):
		r := e.refuse(Changed, "look at what it says now", "the note has been changed meanwhile")
		r.Theirs = &now
		return nil, 0, r
	case e.itemAt(now.At) < 0:
		return nil, 0, e.refuse(Unsafe, "change it by hand", "the note comes in through an *alias")
	}
	return e, i, nil
}

func (e *editor) refuse(reason Reason, hint, text string) *Refusal {
	return &Refusal{Reason: reason, Problem: edition.Problem{Place: e.place, Text: text, Hint: hint}}
}

// make makes a change and reads what came of it: the notes must be those wanted.
// When they are not, it is tried once more with every text in quotation marks.
func (e *editor) make(want []edition.Note, change func(*writer) string) (out []byte, refused *Refusal) {
	for _, force := range [...]bool{false, true} {
		w := &writer{tree: e.tree, force: force}
		if why := change(w); why != "" {
			return e.data, e.refuse(Unsafe, "change it by hand", "the note cannot be changed: "+why)
		}
		out = apply(e.data, w.splices)
		after := readNotes(e.name, out)
		p := newError(e.before.errors, after.errors)
		switch {
		case p == nil && slices.EqualFunc(want, after.bare, equalBare):
			return out, nil
		case p != nil && force && e.linked() == "" && wellFormed(e.name, out):
			return e.data, e.refuse(Unfit, p.Hint, p.Text)
		}
	}
	return e.data, e.refuse(Unsafe, "change it by hand", "the note cannot be changed: "+
		cmp.Or(e.linked(), "it would change other notes too, or not read as it should"))
}

func wellFormed(name string, data []byte) bool {
	_, why := newTree(name, data)
	return why == ""
}

// linked says what ties the note to other parts of the file; "" when nothing does.
func (e *editor) linked() string {
	i := e.itemAt(e.place)
	switch {
	case i < 0:
		return ""
	case anchorIn(e.list.Content[i]) != "":
		return anchorStands(anchorIn(e.list.Content[i]))
	case aliasIn(e.list.Content[i]):
		return "an *alias stands there"
	}
	return ""
}

func aliasIn(n *yaml.Node) bool {
	return n.Kind == yaml.AliasNode || slices.ContainsFunc(n.Content, aliasIn)
}

// said is what a file of notes says.
type said struct {
	notes  []edition.Note
	bare   []edition.Note // the same without places
	errors edition.Problems
}

func readNotes(name string, data []byte) said { return saidBy(Notes(name, data)) }

func saidBy(notes []edition.Note, ps edition.Problems) said {
	r := said{notes: notes, errors: errorsOf(ps)}
	for i := range notes {
		r.bare = append(r.bare, bareNote(&notes[i]))
	}
	return r
}

func errorsOf(ps edition.Problems) (errors edition.Problems) {
	for _, p := range ps {
		if p.Severity == edition.Error {
			errors = append(errors, p)
		}
	}
	return errors
}

func (r *said) noteAt(p edition.Place) int {
	return slices.IndexFunc(r.notes, func(n edition.Note) bool { return n.At.Line == p.Line && n.At.Column == p.Column })
}

var lineNumber = regexp.MustCompile(`\bline \d+`)

// newError is a problem that was not there before, wherever it stands.
func newError(before, after edition.Problems) *edition.Problem {
	times := map[string]int{}
	key := func(p edition.Problem) string { return lineNumber.ReplaceAllString(p.Text, "line") }
	for _, p := range before {
		times[key(p)]++
	}
	for _, p := range after {
		if k := key(p); times[k] > 0 {
			times[k]--
		} else {
			return &p
		}
	}
	return nil
}

// fitting is a note as it reads when it is written: outer spaces are gone, and a
// name stands on one line. What cannot be written is refused.
func fitting(n *edition.Note, at edition.Place) (edition.Note, *Refusal) {
	c := copyNote(n)
	mapTexts(&c, clean)
	w := &writer{tree: &tree{lines: NewLines(nil), eol: "\n"}}
	for _, w.force = range [...]bool{false, true} {
		r := readNotes("annotations.yaml", []byte(w.item(noteNode(&c), 0)+"\n"))
		if len(r.errors) > 0 {
			p := r.errors[0]
			p.Place = at
			return c, &Refusal{Reason: Unfit, Problem: p}
		}
		if len(r.notes) == 1 && equalBare(spaced(&c), spaced(&r.notes[0])) {
			return r.notes[0], nil
		}
	}
	return c, &Refusal{Reason: Unfit, Problem: edition.Problem{Place: at, Text: "the note cannot be written", Hint: "take unusual characters out of it"}}
}

// spaced is a note with all white space made single spaces.
func spaced(n *edition.Note) edition.Note {
	c := bareNote(n)
	mapTexts(&c, func(s string) string { return strings.Join(strings.Fields(s), " ") })
	return c
}
