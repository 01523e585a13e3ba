package edit

import (
	"path"
	"slices"

	"gloss/generator/anchor"
	"gloss/generator/confirm"
	"gloss/generator/edition"
	"gloss/generator/load"
	"gloss/generator/resolve"
)

// desk is an edition as it lies before its editor.
type desk struct {
	content    *load.Content
	site       *load.Site
	id         string
	scope      *resolve.Scope
	files      []string          // of notes, in the order in which they are read
	data       map[string][]byte // what stands in them
	manuscript *edition.Manuscript
	text       *edition.Text
	index      *anchor.Index
	notes      []resolve.Standing
}

// sit reads an edition.
func sit(content *load.Content, site *load.Site, id string) (*desk, *Refusal, error) {
	d := &desk{content: content, site: site, id: id, data: map[string][]byte{}}
	var err error
	if d.scope, err = confirm.Scope(content, site); err != nil {
		return nil, nil, err
	}
	if d.files, err = content.NoteFiles(id); err != nil {
		return nil, nil, err
	}
	for _, name := range d.files {
		if d.data[name], err = content.Read(name); err != nil {
			return nil, nil, err
		}
	}
	if d.manuscript, d.notes, err = d.read(d.data); err != nil {
		return nil, nil, err
	}
	if d.manuscript == nil {
		return nil, refuse(Unreadable, d.essay(), "gloss check says why", "the essay cannot be read"), nil
	}
	d.text = &d.manuscript.Essay.Text
	d.index = anchor.NewIndex(d.text)
	return d, nil, nil
}

// read reads the edition as it is when its files hold these bytes.
func (d *desk) read(files map[string][]byte) (*edition.Manuscript, []resolve.Standing, error) {
	m, _, err := d.content.With(files).Edition(d.id, d.site)
	if err != nil || m == nil {
		return nil, nil, err
	}
	notes, _ := resolve.Notes(m, d.scope)
	return m, notes, nil
}

// essay is the place of the essay as a whole.
func (d *desk) essay() edition.Place {
	return edition.Place{File: path.Join(d.id, load.EssayFile)}
}

// place is where a passage of the text begins in the essay.
func (d *desk) place(p edition.Passage) edition.Place {
	return d.manuscript.Essay.PlaceOf(p)
}

// note finds a note by its id, and the number that it has.
func (d *desk) note(id string) (*resolve.Standing, int, *Refusal) {
	i := slices.IndexFunc(d.notes, func(s resolve.Standing) bool { return s.ID == id })
	if i < 0 {
		return nil, i, refuse(Gone, edition.Place{File: d.id}, edition.DidYouMean(id, d.ids()), "there is no note “"+id+"” any more")
	}
	return &d.notes[i], i, nil
}

// written finds a note of the files of notes.
func (d *desk) written(id string) (*resolve.Standing, int, *Refusal) {
	n, i, no := d.note(id)
	if no == nil && !slices.Contains(d.files, n.Note.At.File) {
		no = refuse(Elsewhere, n.Note.At, "change it there", "the note “"+id+"” is not written in a file of notes")
	}
	return n, i, no
}

// ids are those of the notes.
func (d *desk) ids() []string {
	ids := make([]string, 0, len(d.notes))
	for _, n := range d.notes {
		ids = append(ids, n.ID)
	}
	return ids
}
