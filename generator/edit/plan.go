package edit

import (
	"bytes"
	"errors"
	"path"
	"slices"

	"gloss/generator/confirm"
	"gloss/generator/edition"
	"gloss/generator/load"
	"gloss/generator/resolve"
)

// Change is what an editor asks for: an [Add], an [Alter], a [Remove], an [Attach],
// an [Accept], or the [Plan.Undo] of one.
type Change interface {
	plan(d *desk, p *Plan) (*Refusal, error)
}

// Plan is a change as it would be made.
type Plan struct {
	Edition string
	Files   []confirm.File  // in the order in which they are written: the lock last; none when nothing changes
	ID      string          // of the note that the change is about; empty when there may be several
	At      edition.Place   // where the note stands when the change is made; not of one that is taken out
	Passage edition.Passage // the first that it stands on, or stood; none when it stands on no words
	Undo    Change          // takes the change back; use it when the plan has been written

	site            *load.Site
	change, inverse Change
	lock            func(*load.Content) (*confirm.File, error) // makes the lock alone, when the notes are as planned; nil: it takes a new plan
}

// Make plans a change of an edition. Nothing is written. There is a plan, or a
// refusal, or an error, which is what the machine refused.
func Make(content *load.Content, site *load.Site, id string, change Change) (*Plan, *Refusal, error) {
	d, no, err := sit(content, site, id)
	if no != nil || err != nil {
		return nil, no, err
	}
	p := &Plan{Edition: id, site: site, change: change}
	if no, err = change.plan(d, p); no != nil || err != nil {
		return nil, no, err
	}
	p.Undo = revert{p.Files, p.inverse}
	return p, nil, nil
}

// Notes lists the notes of an edition as they are written now. The files of notes
// and what else makes notes are as [resolve.Notes] has them.
func Notes(content *load.Content, site *load.Site, id string) ([]resolve.Standing, error) {
	d, _, err := sit(content, site, id)
	if d == nil || err != nil {
		return nil, err
	}
	return d.notes, nil
}

// replace enters what a file becomes, if that is something else.
func (p *Plan) replace(name string, old, now []byte) {
	if !bytes.Equal(old, now) || (old == nil) != (now == nil) {
		p.Files = append(p.Files, confirm.File{Name: name, Old: old, New: now})
	}
}

// Drawn are the files as they would be, for [load.Content.With].
func (p *Plan) Drawn() map[string][]byte {
	files := make(map[string][]byte, len(p.Files))
	for _, f := range p.Files {
		files[f.Name] = f.New
	}
	return files
}

// Problems are those of the edition as it would be that it has not now: what is
// wrong with what was written.
func (p *Plan) Problems(content *load.Content) (edition.Problems, error) {
	before, err := problems(content, p)
	if err != nil {
		return nil, err
	}
	drawn := content.With(p.Drawn())
	after, err := problems(drawn, p)
	if err != nil {
		return nil, err
	}
	drawn.Excerpts(after)
	return after.Beyond(before), nil
}

// problems are those of the edition in a content.
func problems(content *load.Content, p *Plan) (edition.Problems, error) {
	m, ps, err := content.Edition(p.Edition, p.site)
	if err != nil || m == nil {
		return ps, err
	}
	scope, err := confirm.Scope(content, p.site)
	if err != nil {
		return ps, err
	}
	_, _, more := resolve.Edition(m, scope)
	return append(ps, more...).Sorted(), nil
}

// remember enters the lock, as it would be with the note.
func (d *desk) remember(p *Plan, was, now string) error {
	p.lock = func(content *load.Content) (*confirm.File, error) {
		return confirm.Remember(content, d.site, d.id, was, now)
	}
	f, err := p.lock(d.content.With(p.Drawn()))
	if f != nil {
		p.Files = append(p.Files, *f)
	}
	return err
}

// check enters the lock, reads the edition as it would be, and looks at the note
// that the plan is about: the one of this number, or of the plan's id where it is
// new. It must stand where it is meant to, whatever the file, the text and the lock
// may have in them; an empty passage is any.
func (d *desk) check(p *Plan, number int, was string, want edition.Passage) (*Refusal, error) {
	if err := d.remember(p, was, p.ID); err != nil {
		return nil, err
	}
	_, notes, err := d.read(p.Drawn())
	if err != nil {
		return nil, err
	}
	if number == anew {
		number = slices.IndexFunc(notes, func(s resolve.Standing) bool { return s.ID == p.ID })
	}
	stands := func(place edition.Placed) bool {
		whole, ok := d.index.Whole(place.Passage)
		return ok && whole == want && place.Result <= edition.Moved
	}
	if number < 0 || number >= len(notes) || want.Len() > 0 && !slices.ContainsFunc(notes[number].Places, stands) {
		return refuse(Unsafe, d.essay(), "write it into the file by hand, and look at what gloss check says", "the note would not stand on these words"), nil
	}
	n := &notes[number]
	if p.ID, p.At, p.Passage = n.ID, n.Note.At, want; want.Len() == 0 && len(n.Places) > 0 {
		p.Passage = n.Places[0].Passage
	}
	return nil, nil
}

// anew is the number of a note that is new.
const anew = -1

// tries is how often a change is planned anew because its file has been changed.
const tries = 50

// Write writes the files of a plan, each in one step, those of the notes first;
// stopped anywhere, a file is the old one or the new one. Where a file has been
// changed since the plan was made, the change is planned again on what stands there
// now. The plan returned is the one that was written, with every file of those
// before it that had been written by then. When it ends in a refusal or an error,
// these are as they were, unless the machine refuses that, too.
func (p *Plan) Write(content *load.Content) (*Plan, *Refusal, error) {
	var written []confirm.File
	for range tries {
		files, err := p.write(content)
		written = append(written, files...)
		if err == nil {
			p.Files = written
			p.Undo = revert{written, p.inverse}
			return p, nil, nil
		}
		if !errors.Is(err, load.ErrChanged) {
			return nil, nil, errors.Join(err, unwrite(content, written))
		}
		again, no, err := Make(content, p.site, p.Edition, p.change)
		if no != nil || err != nil {
			return nil, no, errors.Join(err, unwrite(content, written))
		}
		p = again
	}
	no := refuse(Changed, edition.Place{File: p.Edition}, "do it again", "somebody changes the files of the edition all the time")
	return nil, no, unwrite(content, written)
}

// write writes the files and returns those that it has written, as they were and
// are.
func (p *Plan) write(content *load.Content) (written []confirm.File, err error) {
	for i, f := range p.Files {
		err := content.Replace(f.Name, f.Old, f.New)
		if errors.Is(err, load.ErrChanged) && i > 0 && p.lock != nil && isLock(f.Name) {
			return p.writeLock(content, written)
		}
		if err != nil {
			return written, err
		}
		written = append(written, f)
	}
	return written, nil
}

// writeLock writes the lock alone, on what stands there now: the notes are written.
func (p *Plan) writeLock(content *load.Content, written []confirm.File) ([]confirm.File, error) {
	for range tries {
		f, err := p.lock(content)
		if f == nil || err != nil {
			return written, err
		}
		if err = content.Replace(f.Name, f.Old, f.New); err == nil {
			return append(written, *f), nil
		}
		if !errors.Is(err, load.ErrChanged) {
			return written, err
		}
	}
	return written, nil // the note's selector speaks by itself, until gloss anchor --write
}

// unwrite puts files back that were written for a change that has come to nothing.
// One that somebody has changed since stays: what is in it was asked for.
func unwrite(content *load.Content, written []confirm.File) error {
	for _, f := range slices.Backward(written) {
		if err := content.Replace(f.Name, f.New, f.Old); err != nil && !errors.Is(err, load.ErrChanged) {
			return err
		}
	}
	return nil
}

// isLock reports whether a file is the lock of an edition.
func isLock(name string) bool { return path.Base(name) == load.LockFile }
