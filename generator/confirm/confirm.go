// Package confirm brings the sidecars and the lock of an edition up to date with
// its essay: what the selectors quote becomes what stands there now, and the lock
// remembers it. It decides nothing about passages, which is for package resolve,
// and nothing about bytes, which is for package sidecar.
package confirm

import (
	"bytes"
	"path"
	"slices"

	"gloss/generator/anchor"
	"gloss/generator/edition"
	"gloss/generator/load"
	"gloss/generator/resolve"
	"gloss/generator/sidecar"
)

// Plan is what would be changed in an edition.
type Plan struct {
	Edition  string
	Files    []File // in the order in which they must be written: the lock last
	Notes    []resolve.Standing
	Anchored []resolve.Anchored // every target that quotes words
	Chosen   []Chosen           // what the choices do, as far as it can be done
	Problems edition.Problems
	Needless edition.Problems // what was chosen and changes nothing
	Refused  edition.Problems // what was chosen or is needed, and cannot be done
	Blocked  bool             // the notes could not all be read, so nothing may be written
}

// File is a file before and after.
type File struct {
	Name     string
	Old, New []byte // Old is nil where there is none yet
}

// Make plans what to change in an edition of the content.
func Make(content *load.Content, site *load.Site, id string, choices *Choices) (*Plan, error) {
	m, p, err := look(content, site, id)
	if err != nil || p.Blocked {
		return p, err
	}
	w := &worker{Plan: p, choices: choices, manuscript: m, text: &m.Essay.Text, index: anchor.NewIndex(&m.Essay.Text)}
	w.placeByHand()
	for i := range p.Anchored {
		w.settle(&p.Anchored[i])
	}
	w.nothingToAccept()
	if err := w.patch(content); err != nil {
		return nil, err
	}
	w.tellChosen()
	return p, w.lock(content)
}

// look reads an edition, and begins a plan by how its notes and their targets
// fared. The manuscript is nil when not all of it could be read.
func look(content *load.Content, site *load.Site, id string) (*edition.Manuscript, *Plan, error) {
	p := &Plan{Edition: id, Blocked: true}
	m, problems, err := content.Edition(id, site)
	if p.Problems = problems; err != nil || m == nil || problems.Errors() > 0 {
		return nil, p, err
	}
	scope, err := Scope(content, site)
	if err != nil {
		return nil, p, err
	}
	p.Blocked = false
	p.Notes, p.Anchored, problems = resolve.Anchors(m, scope)
	p.Problems = append(p.Problems, problems...)
	return m, p, nil
}

// Scope is what an edition must know of the site around it for its notes to find
// their places.
func Scope(content *load.Content, site *load.Site) (*resolve.Scope, error) {
	style, _, err := content.Style(&site.Settings, "") // where notes stand does not depend on it
	if err != nil {
		return nil, err
	}
	return &resolve.Scope{Settings: site.Settings, Shared: site.Shared, Editions: site.Editions, Style: style}, nil
}

// Write writes the files of a plan: those of the notes first, each in one step.
// Stopped anywhere, it can be made again and comes to the same.
func (p *Plan) Write(content *load.Content) error {
	for _, f := range p.Files {
		if err := content.Replace(f.Name, f.Old, f.New); err != nil {
			return err
		}
	}
	return nil
}

// worker makes a plan.
type worker struct {
	*Plan
	choices    *Choices
	manuscript *edition.Manuscript
	text       *edition.Text
	index      *anchor.Index
	settled    []settled
	placed     map[numbered]bool // targets that were placed by hand
}

// numbered is a target of a note, by its number from 1.
type numbered struct {
	note string
	n    int
}

// settled is a target as the lock is to have it, and whether its sidecar must be
// changed for that.
type settled struct {
	edition.Confirmed
	from    edition.Target
	pending *edition.Was // what stays to be confirmed when the sidecar cannot be changed
	mend    bool
	chosen  bool // an editor has decided it
}

// settle decides what becomes of a target.
func (w *worker) settle(a *resolve.Anchored) {
	if w.placed[numbered{a.Note, a.N}] {
		return
	}
	s := settled{Confirmed: edition.Confirmed{Note: a.Note, N: a.N, Target: a.Target, Passage: a.Passage}, from: a.Target}
	switch {
	case a.Result <= edition.Reworded && w.choices.accepts(a, w.text.Plain[a.Start:a.End]):
		s.pending, s.chosen = a.Past, true
		w.requote(&s)
		return
	case a.Order:
		return // neither file nor lock is told: nobody has said that the note belongs there
	}
	switch a.Result {
	case edition.Exact, edition.Moved:
		if !a.Alone {
			w.requote(&s)
			return
		}
	case edition.Reworded:
		s.Was = a.Past
	case edition.Lost:
		if s.Lost, s.Was = true, a.Past; s.Was == nil {
			return // the lock never knew it
		}
	default:
		return
	}
	w.settled = append(w.settled, s)
}

// requote makes the target say what stands at its passage.
func (w *worker) requote(s *settled) {
	s.Target, s.mend = w.index.Requote(s.from, s.Passage), true
	s.Target.At = s.from.At
	w.settled = append(w.settled, *s)
}

// patch changes the sidecars.
func (w *worker) patch(content *load.Content) error {
	changes := map[string][]sidecar.Requote{}
	for _, s := range w.settled {
		if s.mend {
			changes[s.from.At.File] = append(changes[s.from.At.File], sidecar.Requote{At: s.from.At, To: s.Target})
		}
	}
	for _, name := range sortedKeys(changes) {
		old, err := content.Read(name)
		if err != nil {
			return err
		}
		now, refused := sidecar.Patch(name, old, changes[name])
		w.Refused = append(w.Refused, refused...)
		w.giveBack(refused)
		if !bytes.Equal(old, now) {
			w.Files = append(w.Files, File{name, old, now})
		}
	}
	return nil
}

// giveBack leaves targets that could not be changed as they are.
func (w *worker) giveBack(refused edition.Problems) {
	for i := range w.settled {
		s := &w.settled[i]
		for _, p := range refused {
			if s.mend && p.Place == s.from.At {
				s.Target, s.Was, s.mend, s.chosen = s.from, s.pending, false, false
			}
		}
	}
	w.settled = slices.DeleteFunc(w.settled, func(s settled) bool { return !s.Target.Quotes() }) // the lock has no such target
}

// lock makes the new lock.
func (w *worker) lock(content *load.Content) error {
	l := &edition.Lock{Text: edition.Text{Plain: w.text.Plain, Blocks: w.text.Blocks, Groups: w.text.Groups}}
	for _, s := range w.settled {
		l.Targets = append(l.Targets, s.Confirmed)
	}
	name := path.Join(w.manuscript.Folder, load.LockFile)
	old, err := content.Read(name)
	if err != nil {
		return err
	}
	if now := sidecar.FormatLock(l); !bytes.Equal(old, now) {
		w.Files = append(w.Files, File{name, old, now})
	}
	return nil
}

func sortedKeys(m map[string][]sidecar.Requote) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
