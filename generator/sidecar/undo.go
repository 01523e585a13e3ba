package sidecar

import (
	"slices"

	"gloss/generator/diff"
	"gloss/generator/edition"
)

// Undo takes back a change of one note, which made after of before, in a file that
// may have been changed since. In a file that has not, every byte is as it was.
// Otherwise the lines are put back as they were where nobody has touched them since,
// and else the note, written anew. When somebody has changed the note itself, that
// is refused. Undo with before and after exchanged makes the change again.
func Undo(name string, data, before, after []byte) ([]byte, *Refusal) {
	if string(data) == string(after) {
		return before, nil
	}
	now, was, made := readNotes(name, data), readNotes(name, before), readNotes(name, after)
	if merged, ok := diff.Merge(string(after), string(data), string(before)); ok {
		back := readNotes(name, []byte(merged))
		if len(back.errors.Beyond(slices.Concat(now.errors, was.errors))) == 0 && balanced(now.bare, made.bare, was.bare, back.bare) {
			return []byte(merged), nil
		}
	}
	gone, come := missing(was, made), missing(made, was)
	switch {
	case len(gone) == 1 && len(come) == 1:
		return exchange(name, data, standing(name, after, made.notes[come[0]]), standing(name, before, was.notes[gone[0]]))
	case len(gone) == 1 && len(come) == 0:
		return addStanding(name, data, besides(was.notes, gone[0], now.notes), standing(name, before, was.notes[gone[0]]))
	case len(gone) == 0 && len(come) == 1:
		return RemoveNote(name, data, made.notes[come[0]])
	}
	return data, &Refusal{Reason: Changed, Problem: edition.Problem{
		Place: edition.Place{File: name}, Text: "the change cannot be taken back: the same lines have been changed since", Hint: "change the file by hand",
	}}
}

// stood is a note as it stood in a file.
type stood struct {
	edition.Note
	text   string
	column int // the dash's
	flow   bool
	errors edition.Problems // what else was wrong in that file
}

// standing finds the bytes of a note in the file it was read from.
func standing(name string, data []byte, n edition.Note) stood {
	s := stood{Note: n}
	if e, refused := newEditor(name, data, n.At); refused == nil {
		from, to, column := e.bytesOf(n.At)
		s.text, s.column, s.flow, s.errors = string(data[from:to]), column, e.flow(e.list), e.before.errors
	}
	return s
}

// exchange puts the old bytes of a note in the place of those that the change gave
// it; where it has others by now, only its fields are changed back.
func exchange(name string, data []byte, made, was stood) ([]byte, *Refusal) {
	e, i, refused := findIn(name, data, &made.Note)
	if refused != nil {
		return data, refused
	}
	from, to, column := e.bytesOf(e.place)
	if to > from && string(data[from:to]) == made.text && column == was.column && made.flow == was.flow {
		want := slices.Clone(e.before.bare)
		want[i] = bareNote(&was.Note)
		e.before.errors = slices.Concat(e.before.errors, was.errors)
		out, refused := e.make(want, func(w *writer) string { w.splice(from, to, was.text); return "" })
		if refused == nil {
			return out, nil
		}
	}
	return ChangeNote(name, data, made.Note, was.Note)
}

// addStanding adds a note with its old bytes; anew where these do not fit the file.
func addStanding(name string, data []byte, where Position, n stood) ([]byte, *Refusal) {
	e, refused := newEditor(name, data, edition.Place{File: name})
	if refused == nil && n.text != "" {
		e.before.errors = slices.Concat(e.before.errors, n.errors)
		out, refused := e.add(where, n.Note, func(column int, flow bool) string {
			if flow != n.flow || column != n.column {
				return ""
			}
			return n.text
		})
		if refused == nil {
			return out, nil
		}
	}
	return AddNote(name, data, where, n.Note)
}

// balanced reports whether the notes are those of now, without those that a change
// made and with those that it took.
func balanced(now, made, was, back []edition.Note) bool {
	times := map[string]int{}
	for _, part := range [...]struct {
		notes []edition.Note
		n     int
	}{{now, 1}, {made, -1}, {was, 1}, {back, -1}} {
		for _, n := range part.notes {
			times[Fingerprint(n)] += part.n
		}
	}
	for _, n := range times {
		if n != 0 {
			return false
		}
	}
	return true
}

// missing are the numbers of those notes of a that b has not.
func missing(a, b said) (numbers []int) {
	for i, n := range a.bare {
		if !slices.ContainsFunc(b.bare, func(m edition.Note) bool { return equalBare(n, m) }) {
			numbers = append(numbers, i)
		}
	}
	return numbers
}

// besides is where a note goes that stood among others: behind the nearest one
// above it that is still there, or before the nearest below.
func besides(was []edition.Note, i int, now []edition.Note) Position {
	for k := i - 1; k >= 0; k-- {
		if n := FindNote(now, was[k]); n >= 0 {
			return After(now[n].At)
		}
	}
	for k := i + 1; k < len(was); k++ {
		if n := FindNote(now, was[k]); n >= 0 {
			return Before(now[n].At)
		}
	}
	return Position{}
}
