package edit

import (
	"cmp"
	"slices"

	"gloss/generator/confirm"
	"gloss/generator/edition"
	"gloss/generator/load"
	"gloss/generator/sidecar"
)

// revert takes a change back. Files that nobody has changed since have every byte
// that they had; in others the change alone is taken back, or, where that is not
// to be told from what came after, its opposite made. The lock says of the notes
// what it said before, whatever it remembers since.
type revert struct {
	files     []confirm.File
	otherwise Change // nil: there is none
}

func (c revert) plan(d *desk, p *Plan) (*Refusal, error) {
	no, err := c.sidecars(d, p)
	if no != nil && c.otherwise != nil {
		p.Files = nil
		no, err = c.otherwise.plan(d, p)
	}
	if no != nil || err != nil {
		return no, err
	}
	for _, f := range c.files {
		if isLock(f.Name) {
			err = c.lock(d, p, f)
		}
	}
	return nil, err
}

// sidecars takes back what was changed in other files than the lock.
func (c revert) sidecars(d *desk, p *Plan) (*Refusal, error) {
	for _, f := range c.files {
		if isLock(f.Name) {
			continue
		}
		data, err := d.content.With(p.Drawn()).Read(f.Name)
		if err != nil {
			return nil, err
		}
		now, refused := c.file(d, f, data)
		if refused != nil {
			return passed(refused), nil
		}
		p.replace(f.Name, data, now)
	}
	return nil, nil
}

// file takes the change of one file back.
func (c revert) file(d *desk, f confirm.File, data []byte) ([]byte, *sidecar.Refusal) {
	switch {
	case string(data) == string(f.Old): // as it was already
		return data, nil
	case slices.Contains(d.files, f.Name), string(data) == string(f.New):
		return sidecar.Undo(f.Name, data, f.Old, f.New)
	}
	return data, &sidecar.Refusal{Reason: sidecar.Changed, Problem: edition.Problem{
		Place: edition.Place{File: f.Name}, Text: "the change cannot be taken back: the file has been changed since", Hint: "change it by hand",
	}}
}

// lock takes back what was changed in the lock, after what the plan itself has the
// lock remember.
func (c revert) lock(d *desk, p *Plan, change confirm.File) error {
	before := p.lock
	p.lock = func(content *load.Content) (*confirm.File, error) {
		var first *confirm.File
		if before != nil {
			var err error
			if first, err = before(content); err != nil {
				return nil, err
			}
		}
		return takeBack(content, d, first, change)
	}
	p.Files = slices.DeleteFunc(p.Files, func(f confirm.File) bool { return isLock(f.Name) })
	f, err := p.lock(d.content.With(p.Drawn()))
	if f != nil {
		p.Files = append(p.Files, *f)
	}
	return err
}

// takeBack takes a change of the lock back in what another change, if there is one,
// makes of it.
func takeBack(content *load.Content, d *desk, first *confirm.File, change confirm.File) (*confirm.File, error) {
	if first != nil {
		content = content.With(map[string][]byte{first.Name: first.New})
	}
	f, err := confirm.TakeBack(content, d.site, d.id, change)
	if f == nil || first == nil || err != nil {
		return cmp.Or(f, first), err
	}
	f.Old = first.Old
	return f, nil
}
