package edit

import (
	"gloss/generator/edition"
	"gloss/generator/sidecar"
)

// Remove takes a note out. Seen is what it said, and on what, when its editor
// decided so; when it says something else now, or stands on other words, the change
// is refused as [Changed].
type Remove struct {
	Note string // its id
	Seen Fields
}

func (c Remove) plan(d *desk, p *Plan) (*Refusal, error) {
	n, _, no := d.written(c.Note)
	if no != nil {
		return no, nil
	}
	theirs := FieldsOf(n.Note)
	both := differ(c.Seen, theirs)
	if elsewhere(c.Seen, theirs) {
		both = append(both, targets)
	}
	if len(both) > 0 {
		return changed(n.Note.At, theirs, both), nil
	}
	file := n.Note.At.File
	now, refused := sidecar.RemoveNote(file, d.data[file], n.Note)
	if refused != nil {
		return passed(refused), nil
	}
	p.ID = c.Note
	back := restore{id: c.Note, file: file, note: n.Note}
	if len(n.Places) > 0 {
		p.Passage = n.Places[0].Passage
		back.place = p.Passage
	}
	p.replace(file, d.data[file], now)
	p.inverse = back
	return nil, d.remember(p, c.Note, "")
}

// restore writes a note that was taken out, where its file has been changed so
// that its bytes cannot be put back.
type restore struct {
	id, file string
	note     edition.Note
	place    edition.Passage // where it stood; empty: nowhere
}

func (c restore) plan(d *desk, p *Plan) (*Refusal, error) {
	if no := d.unused(c.id); no != nil {
		return no, nil
	}
	var where sidecar.Position
	if c.place.Len() > 0 {
		where = d.position(c.file, c.place)
	}
	now, refused := sidecar.AddNote(c.file, d.data[c.file], where, c.note)
	if refused != nil {
		return passed(refused), nil
	}
	p.ID = c.id
	p.replace(c.file, d.data[c.file], now)
	p.inverse = Remove{c.id, FieldsOf(c.note)}
	return d.check(p, anew, "", edition.Passage{})
}
