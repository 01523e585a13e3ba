package edit

import (
	"path"
	"slices"

	"gloss/generator/confirm"
	"gloss/generator/edition"
	"gloss/generator/load"
	"gloss/generator/sidecar"
)

// revert takes a change back. Files that nobody has changed since have every byte
// that they had; in others the change alone is taken back, or, where that is not
// to be told from what came after, its opposite made.
type revert struct {
	files     []confirm.File
	otherwise Change // nil: there is none
}

func (c revert) plan(d *desk, p *Plan) (*Refusal, error) {
	for _, f := range c.files {
		data, err := d.content.Read(f.Name)
		if err != nil {
			return nil, err
		}
		now, refused := c.file(d, f, data)
		switch {
		case refused != nil && c.otherwise != nil:
			p.Files = nil
			return c.otherwise.plan(d, p)
		case refused != nil:
			return passed(refused), nil
		}
		p.replace(f.Name, data, now)
	}
	p.lock = &renamed{} // one that is changed meanwhile stays as it is
	return nil, nil
}

// file takes the change of one file back.
func (c revert) file(d *desk, f confirm.File, data []byte) ([]byte, *sidecar.Refusal) {
	switch {
	case string(data) == string(f.Old): // as it was already
		return data, nil
	case path.Base(f.Name) == load.LockFile && string(data) != string(f.New):
		return data, nil // it remembers more by now
	case slices.Contains(d.files, f.Name), string(data) == string(f.New):
		return sidecar.Undo(f.Name, data, f.Old, f.New)
	}
	return data, &sidecar.Refusal{Reason: sidecar.Changed, Problem: edition.Problem{
		Place: edition.Place{File: f.Name}, Text: "the change cannot be taken back: the file has been changed since", Hint: "change it by hand",
	}}
}
