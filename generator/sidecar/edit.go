package sidecar

import (
	"cmp"
	"slices"

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
		from, to, _ := e.bytesOf(e.place)
		return cmp.Or(w.entries(n, noteOrder, noteChanges(&e.before.notes[i], &fit)), w.within(from, to))
	})
}

// RemoveNote takes a note out of its file, with what stands on its lines and the
// comments below them that are indented deeper. Comments above it, at the margin,
// stay: nobody can tell whether they are meant for it alone. Was is what the caller
// saw, as for [ChangeNote]. [Undo] puts it back.
func RemoveNote(name string, data []byte, was edition.Note) ([]byte, *Refusal) {
	e, i, refused := findIn(name, data, &was)
	if refused != nil {
		return data, refused
	}
	want := slices.Delete(slices.Clone(e.before.bare), i, i+1)
	return e.make(want, func(w *writer) string { return w.removeItem(w.itemAt(e.place)) })
}
