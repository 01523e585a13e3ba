package edit

import (
	"gloss/generator/confirm"
	"gloss/generator/edition"
)

// Accept says of notes whose words were edited that they still hold: their targets
// quote what stands there now, and the lock remembers it. With it everything is
// confirmed that is certain, as by gloss anchor --accept.
type Accept struct {
	Notes []string // their ids
	All   bool     // every one that is reworded
}

func (c Accept) plan(d *desk, p *Plan) (*Refusal, error) {
	for _, id := range c.Notes {
		if _, _, no := d.note(id); no != nil {
			return no, nil
		}
	}
	plan, err := confirm.Make(d.content, d.site, d.id, &confirm.Choices{Accept: c.Notes, All: c.All})
	if err != nil {
		return nil, err
	}
	switch {
	case plan.Blocked:
		return refuse(Unsafe, edition.Place{File: d.id}, "mend them first: gloss check says where", "the files of the edition have mistakes"), nil
	case len(plan.Refused) > 0:
		return &Refusal{Reason: Unsafe, Problem: plan.Refused[0]}, nil
	}
	p.Files = plan.Files
	return nil, nil
}
