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

// Choices are what an editor has decided about notes that are not where they
// were.
type Choices struct {
	Accept []string            // ids of reworded notes that hold on their new words, whatever these are
	All    bool                // every reworded note does
	On     map[string][]string // by id: the new words on which a reworded note holds
	To     map[string]string   // by id: the words that a note is to stand on
}

func (c *Choices) accepts(id, words string) bool {
	return c.All || slices.Contains(c.Accept, id) || slices.Contains(c.On[id], words)
}

// Plan is what would be changed in an edition.
type Plan struct {
	Edition  string
	Files    []File             // in the order in which they must be written: the lock last
	Anchored []resolve.Anchored // every target that quotes words
	Problems edition.Problems
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
	m, anchored, problems, err := look(content, site, id)
	if err != nil {
		return nil, err
	}
	p := &Plan{Edition: id, Anchored: anchored, Problems: problems, Blocked: m == nil}
	if p.Blocked {
		return p, nil
	}
	w := &worker{Plan: p, choices: choices, manuscript: m, text: &m.Essay.Text, index: anchor.NewIndex(&m.Essay.Text)}
	for i := range anchored {
		w.settle(&anchored[i])
	}
	if err := w.patch(content); err != nil {
		return nil, err
	}
	return p, w.lock(content)
}

// look reads an edition and says how its targets fared. The manuscript is nil when
// not all of it could be read.
func look(content *load.Content, site *load.Site, id string) (*edition.Manuscript, []resolve.Anchored, edition.Problems, error) {
	m, problems, err := content.Edition(id, site)
	if err != nil || m == nil || problems.Errors() > 0 {
		return nil, nil, problems, err
	}
	scope, err := Scope(content, site)
	if err != nil {
		return nil, nil, problems, err
	}
	anchored, more := resolve.Anchors(m, scope)
	return m, anchored, append(problems, more...), nil
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
}

// settled is a target as the lock is to have it, and whether its sidecar must be
// changed for that.
type settled struct {
	edition.Confirmed
	from    edition.Target
	pending *edition.Was // what stays to be confirmed when the sidecar cannot be changed
	mend    bool
}

// settle decides what becomes of a target.
func (w *worker) settle(a *resolve.Anchored) {
	s := settled{Confirmed: edition.Confirmed{Note: a.Note, N: a.N, Target: a.Target, Passage: a.Passage}, from: a.Target}
	if words, ok := w.choices.To[a.Note]; ok && a.Result >= edition.Reworded {
		if p, ok := w.byHand(a, words); ok {
			s.Passage = p
			w.requote(&s)
			return
		}
	}
	switch a.Result {
	case edition.Exact, edition.Moved:
		if !a.Alone {
			w.requote(&s)
			return
		}
	case edition.Reworded:
		if w.choices.accepts(a.Note, w.text.Plain[a.Start:a.End]) {
			s.pending = a.Past
			w.requote(&s)
			return
		}
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

// byHand is where the words stand that an editor has named for a note.
func (w *worker) byHand(a *resolve.Anchored, words string) (edition.Passage, bool) {
	found := w.index.Find(edition.Selector{Exact: words})
	switch found.Result {
	case edition.Exact:
		return found.Passage, true
	case edition.Ambiguous:
		w.Refused.Errorf(a.Target.At, "name more of the words", "the words “%s” for the note “%s” stand in %d places", words, a.Note, len(found.Near))
	default:
		w.Refused.Errorf(a.Target.At, "copy them from the page or the file", "the words “%s” for the note “%s” are not in the essay", words, a.Note)
	}
	return edition.Passage{}, false
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
				s.Target, s.Was, s.mend = s.from, s.pending, false
			}
		}
	}
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
