package edit

import (
	"cmp"

	"gloss/generator/edition"
	"gloss/generator/sidecar"
)

// Alter changes what a note says. Seen is what it said when its editor began. What
// somebody else has changed since, in other fields, stays changed; where both have
// changed one field, the change is refused as [Changed]. Who has looked at theirs
// asks again with it as what was seen. So is a change of a note that has no written
// id and stands on other words now: its id is made of words, and may be another
// note's by now.
type Alter struct {
	Note         string // its id
	Seen, Fields Fields
}

func (c Alter) plan(d *desk, p *Plan) (*Refusal, error) {
	n, i, no := d.written(c.Note)
	if no != nil {
		return no, nil
	}
	theirs := FieldsOf(n.Note)
	merged, both := merge(c.Seen, theirs, c.Fields)
	if n.Note.ID == "" && elsewhere(c.Seen, theirs) {
		both = append(both, targets)
	}
	if len(both) > 0 {
		return changed(n.Note.At, theirs, both), nil
	}
	if merged.ID != theirs.ID {
		if no := d.free(merged.ID); no != nil {
			return no, nil
		}
	}
	file := n.Note.At.File
	now, refused := sidecar.ChangeNote(file, d.data[file], n.Note, merged.note(n.Note.Targets))
	if refused != nil {
		return passed(refused), nil
	}
	p.ID = cmp.Or(merged.ID, c.Note)
	p.replace(file, d.data[file], now)
	var stood edition.Passage // it must not move
	if len(n.Places) > 0 && n.Places[0].Result <= edition.Moved {
		stood, _ = d.index.Whole(n.Places[0].Passage)
	}
	no, err := d.check(p, i, c.Note, stood)
	p.inverse = Alter{p.ID, merged, theirs}
	return no, err
}

// targets is what a refusal calls the targets of a note, among its fields.
const targets = "targets"

// changed refuses to overwrite what somebody else has made of a note.
func changed(at edition.Place, theirs Fields, both []string) *Refusal {
	no := refuse(Changed, at, "look at what it says now", "the note has been changed meanwhile")
	no.Theirs, no.Both = &theirs, both
	return no
}
