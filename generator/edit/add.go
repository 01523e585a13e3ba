package edit

import (
	"gloss/generator/edition"
	"gloss/generator/sidecar"
)

// Add writes a new note on some words. The fields are as they are to be written,
// but that an id is made when there is none: the clock, and who writes, are the
// caller's.
type Add struct {
	Spot
	Fields
}

func (c Add) plan(d *desk, p *Plan) (*Refusal, error) {
	passage, target, no := d.quote(&c.Spot)
	if no != nil {
		return no, nil
	}
	p.change = c
	if c.ID == "" {
		c.ID = d.name(d.text.Plain[passage.Start:passage.End])
	} else if no := d.free(c.ID); no != nil {
		return no, nil
	}
	file := d.file(c.Creator)
	now, refused := sidecar.AddNote(file, d.data[file], d.position(file, passage), c.note([]edition.Target{target}))
	if refused != nil {
		if refused.Line == 0 && refused.Reason == sidecar.Unfit && !c.Whole {
			refused.Place = d.place(passage) // it stands nowhere yet
		}
		return passed(refused), nil
	}
	p.ID = c.ID
	p.replace(file, d.data[file], now)
	seen := c.Fields
	seen.Targets = []string{sidecar.FormatTarget(target)}
	p.inverse = Remove{p.ID, seen}
	return d.check(p, anew, "", passage)
}
