package edit

import (
	"cmp"
	"io/fs"
	"path"
	"strings"

	"gloss/generator/edition"
	"gloss/generator/load"
	"gloss/generator/resolve"
	"gloss/generator/sidecar"
)

// file is the file of notes that a new note goes into: the one that has its
// creator's name, else one in which all notes are the creator's. Else, where there
// is a folder for one file an annotator, it is a new one there, so that nobody's is
// written into by another; and else the one that all share.
func (d *desk) file(creator string) string {
	own := edition.Slug(creator)
	for _, name := range d.files {
		if own != "" && strings.EqualFold(path.Base(name), own+".yaml") {
			return name
		}
	}
	for _, name := range d.files {
		if by := d.writers(name); len(by) == 1 && by[creator] {
			return name
		}
	}
	folder := path.Join(d.id, load.NotesFolder)
	info, err := fs.Stat(d.content.FS(), folder)
	inFolder := err == nil && info.IsDir()
	if inFolder && own != "" {
		return path.Join(folder, own+".yaml")
	}
	for _, name := range d.files {
		if len(d.writers(name)) > 1 || !inFolder {
			return name
		}
	}
	return path.Join(d.id, load.NotesFile)
}

// writers are the creators of the notes of a file.
func (d *desk) writers(name string) map[string]bool {
	by := map[string]bool{}
	for _, n := range d.manuscript.Notes {
		if n.At.File == name {
			by[n.Creator] = true
		}
	}
	return by
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
