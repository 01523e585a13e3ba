package edit

import (
	"gloss/generator/confirm"
	"gloss/generator/edition"
	"gloss/generator/resolve"
)

// Accept says of notes whose words were edited that they still hold: their targets
// quote what stands there now, and the lock remembers it. With it everything is
// confirmed that is certain, as by gloss anchor --write.
type Accept struct {
	Notes []Reworded
}

// Reworded is a note on words that were edited, as its editor saw it. One that
// stands on several is meant on these alone.
type Reworded struct {
	Note string `json:"id"`
	Now  string `json:"now"` // the words as they are now
}

func (c Accept) plan(d *desk, p *Plan) (*Refusal, error) {
	choices := &confirm.Choices{On: map[string][]string{}}
	for _, r := range c.Notes {
		if _, _, no := d.note(r.Note); no != nil {
			return no, nil
		}
		choices.On[r.Note] = append(choices.On[r.Note], r.Now)
	}
	plan, err := confirm.Make(d.content, d.site, d.id, choices)
	if err != nil {
		return nil, err
	}
	switch {
	case plan.Blocked:
		return refuse(Unsafe, edition.Place{File: d.id}, "mend them first: gloss check says where", "the files of the edition have mistakes"), nil
	case len(plan.Refused) > 0:
		return &Refusal{Reason: Unsafe, Problem: plan.Refused[0]}, nil
	}
	for _, r := range c.Notes {
		if no := d.stillReads(r, plan.Anchored); no != nil {
			return no, nil
		}
	}
	p.Files = plan.Files
	return nil, nil
}

// stillReads refuses a note whose words are others than its editor saw. One that
// quotes them already has been accepted by somebody else, or by a plan before this.
func (d *desk) stillReads(r Reworded, anchored []resolve.Anchored) *Refusal {
	n, _, _ := d.note(r.Note)
	no := refuse(Changed, n.Note.At, "look at what there is now", "the words of the note “"+r.Note+"” have gone meanwhile")
	for _, a := range anchored {
		switch {
		case a.Note != r.Note || a.Result > edition.Reworded:
		case d.text.Plain[a.Start:a.End] == r.Now:
			return nil
		default:
			no.Place, no.Text = a.Cause, "the words of the note “"+r.Note+"” have been edited once more"
		}
	}
	return no
}
