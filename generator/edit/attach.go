package edit

import (
	"slices"

	"gloss/generator/edition"
	"gloss/generator/resolve"
	"gloss/generator/sidecar"
)

// Attach puts a target of a note on other words: a note that was lost or
// ambiguous finds its place again, any other moves. A note that a source's
// supports have made can be attached too.
type Attach struct {
	Note string // its id
	N    int    // which of its targets, from 1
	Was  string // that target as the editor saw it, as in [Fields]; empty: whatever it is
	Spot
}

func (c Attach) plan(d *desk, p *Plan) (*Refusal, error) {
	passage, target, no := d.quote(&c.Spot)
	if no != nil {
		return no, nil
	}
	n, _, no := c.note(d)
	if no != nil {
		return no, nil
	}
	if c.Was == "" {
		c.Was = sidecar.FormatTarget(n.Note.Targets[c.N-1])
	}
	p.change = c
	if d.remembered(n, target, passage) {
		if amid, ok := d.index.QuoteAmid(passage); ok {
			target = amid
		}
	}
	return c.to(d, p, target, passage)
}

// remembered reports whether the lock knows the note with this very target, and so
// on another passage than is meant now: it would go on to believe that.
func (d *desk) remembered(n *resolve.Standing, target edition.Target, passage edition.Passage) bool {
	if d.manuscript.Lock == nil || slices.ContainsFunc(n.Places, func(p edition.Placed) bool { return p.Passage == passage }) {
		return false
	}
	return slices.ContainsFunc(d.manuscript.Lock.Targets, func(c edition.Confirmed) bool {
		return c.Note == n.ID && c.Target.Bare() == target.Bare()
	})
}

// note finds the note, and its number, if it has such a target.
func (c Attach) note(d *desk) (*resolve.Standing, int, *Refusal) {
	n, i, no := d.note(c.Note)
	switch {
	case no != nil:
	case len(n.Note.Targets) == 0:
		no = refuse(Elsewhere, n.Note.At, "move it there", "the note “"+c.Note+"” has its place in the essay itself")
	case c.N < 1 || c.N > len(n.Note.Targets):
		no = refuse(Gone, n.Note.At, "look at what it says now", "the note “"+c.Note+"” has no such target any more")
	}
	return n, i, no
}

// to puts the target in the place of the one there is.
func (c Attach) to(d *desk, p *Plan, target edition.Target, passage edition.Passage) (*Refusal, error) {
	n, i, no := c.note(d)
	if no != nil {
		return no, nil
	}
	was := n.Note.Targets[c.N-1]
	if now := sidecar.FormatTarget(was); now != c.Was {
		return refuse(Changed, was.At, "look at what it says now", "the note “"+c.Note+"” has been put on other words meanwhile: "+now), nil
	}
	var err error
	if slices.Contains(d.files, n.Note.At.File) {
		no = c.inNote(d, p, n, target)
	} else {
		no, err = inSource(d, p, was, target)
	}
	if no != nil || err != nil {
		return no, err
	}
	p.ID = c.Note
	no, err = d.check(p, i, c.Note, passage)
	p.inverse = reattach{Attach{Note: p.ID, N: c.N, Was: sidecar.FormatTarget(target)}, was}
	return no, err
}

// inNote changes the target of a note of the files. Where its author gave it no id
// it keeps the one that it had, though that was made of other words: others may
// refer to it.
func (c Attach) inNote(d *desk, p *Plan, n *resolve.Standing, target edition.Target) *Refusal {
	is := n.Note
	is.ID = n.ID
	is.Targets = slices.Clone(is.Targets)
	is.Targets[c.N-1] = target
	file := n.Note.At.File
	now, refused := sidecar.ChangeNote(file, d.data[file], n.Note, is)
	if refused == nil {
		p.replace(file, d.data[file], now)
	}
	return passed(refused)
}

// inSource changes one of the targets that a source supports.
func inSource(d *desk, p *Plan, was, target edition.Target) (*Refusal, error) {
	file := was.At.File
	data, err := d.content.Read(file)
	if err != nil {
		return nil, err
	}
	now, refused := sidecar.Patch(file, data, []sidecar.Requote{{At: was.At, To: target}})
	if len(refused) > 0 {
		return &Refusal{Reason: Unsafe, Problem: refused[0]}, nil
	}
	p.replace(file, data, now)
	return nil, nil
}

// reattach puts a target back that was there before.
type reattach struct {
	Attach
	target edition.Target
}

func (c reattach) plan(d *desk, p *Plan) (*Refusal, error) {
	return c.to(d, p, c.target, edition.Passage{})
}
