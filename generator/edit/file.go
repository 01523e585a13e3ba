package edit

import (
	"cmp"
	"path"

	"gloss/generator/edition"
	"gloss/generator/load"
	"gloss/generator/resolve"
	"gloss/generator/sidecar"
)

// file is the file of notes that a new note goes into: the one that has its
// creator's name, else one in which all notes are the creator's, else the first.
func (d *desk) file(creator string) string {
	if len(d.files) == 0 {
		return path.Join(d.id, load.NotesFile)
	}
	own := edition.Slug(creator) + ".yaml"
	for _, name := range d.files {
		if creator != "" && path.Base(name) == own {
			return name
		}
	}
	for _, name := range d.files {
		if d.writtenBy(name, creator) {
			return name
		}
	}
	return d.files[0]
}

// writtenBy reports whether all notes of a file are a creator's.
func (d *desk) writtenBy(name, creator string) bool {
	some := false
	for _, n := range d.manuscript.Notes {
		if n.At.File == name {
			if n.Creator != creator {
				return false
			}
			some = true
		}
	}
	return some
}

// position is where in a file a note on a passage goes: behind the one that comes
// before it in the text, or else before the one that comes after it.
func (d *desk) position(file string, p edition.Passage) sidecar.Position {
	var before, after *resolve.Standing
	for i := range d.notes {
		n := &d.notes[i]
		if n.Note.At.File != file || len(n.Places) == 0 {
			continue
		}
		switch inOrder := reading(n.Places[0].Passage, p) <= 0; {
		case inOrder && (before == nil || reading(before.Places[0].Passage, n.Places[0].Passage) <= 0):
			before = n
		case !inOrder && (after == nil || reading(n.Places[0].Passage, after.Places[0].Passage) < 0):
			after = n
		}
	}
	switch {
	case before != nil:
		return sidecar.After(before.Note.At)
	case after != nil:
		return sidecar.Before(after.Note.At)
	}
	return sidecar.Position{}
}

// reading compares two passages in the order in which their notes are numbered.
func reading(a, b edition.Passage) int {
	return cmp.Or(cmp.Compare(a.End, b.End), cmp.Compare(b.Start, a.Start))
}
