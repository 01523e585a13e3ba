package sidecar

import (
	"cmp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"gloss/generator/edition"
)

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

// bytesOf are the bytes of a note: its lines, or what stands in its braces.
func (e *editor) bytesOf(p edition.Place) (from, to, column int) {
	i := e.itemAt(p)
	if i < 0 {
		return 0, 0, 0
	}
	parts, why := e.itemParts(e.list)
	switch {
	case why != "":
		return 0, 0, 0
	case e.flow(e.list):
		return parts[i].from, parts[i].to, 0
	}
	column = e.column(parts[i].from)
	return e.lineStart(parts[i].from), e.territory(parts[i].to, column), column
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
		fresh := after.errors.Beyond(e.before.errors)
		switch {
		case len(fresh) == 0 && slices.EqualFunc(want, after.bare, equalBare):
			return out, nil
		case len(fresh) > 0 && force && e.linked() == "" && wellFormed(e.name, out):
			return e.data, e.refuse(Unfit, fresh[0].Hint, fresh[0].Text)
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
