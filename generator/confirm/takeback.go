package confirm

import (
	"bytes"

	"gloss/generator/edition"
	"gloss/generator/load"
	"gloss/generator/resolve"
	"gloss/generator/sidecar"
)

// TakeBack takes a change of a lock back, whatever the lock remembers since; the
// content is as it is, or will be, when the change of the sidecars has been taken
// back. A lock that is as the change left it becomes what it was. In another one
// the lines of those targets that the change added, took out or confirmed are as
// they were, brought to the lock's text, and the others stay. The file is nil when
// the lock need not be changed, or cannot be read whole.
func TakeBack(content *load.Content, site *load.Site, id string, change File) (*File, error) {
	data, err := content.Read(change.Name)
	switch {
	case err != nil || bytes.Equal(data, change.Old):
		return nil, err
	case bytes.Equal(data, change.New):
		return &File{change.Name, data, change.Old}, nil
	}
	m, _, err := content.Edition(id, site)
	lock, whole := wholeLock(change.Name, data)
	if m == nil || err != nil || !whole {
		return nil, err
	}
	was, _ := wholeLock(change.Name, change.Old)
	made, _ := wholeLock(change.Name, change.New)
	t := &takerBack{
		was: newLines(was), made: newLines(made), now: newLines(lock), written: targetsOf(m),
		toMade: resolve.Follow(was, &made.Text), toNow: resolve.Follow(was, &lock.Text),
	}
	if now := sidecar.FormatLock(t.lock()); !bytes.Equal(data, now) {
		return &File{change.Name, data, now}, nil
	}
	return nil, nil
}

// wholeLock reads a lock, one without lines where there is none, and reports whether
// all of it could be read.
func wholeLock(name string, data []byte) (*edition.Lock, bool) {
	if data == nil {
		return &edition.Lock{}, true
	}
	l, problems := sidecar.Lock(name, data)
	if l == nil {
		l = &edition.Lock{}
	}
	return l, len(problems) == 0
}

// lines are a lock whose lines can be found by note and target.
type lines struct {
	*edition.Lock
	of map[noteTarget]edition.Confirmed
}

type noteTarget struct {
	note   string
	target edition.BareTarget
}

func keyOf(c edition.Confirmed) noteTarget { return noteTarget{c.Note, c.Target.Bare()} }

func newLines(l *edition.Lock) lines {
	of := make(map[noteTarget]edition.Confirmed, len(l.Targets))
	for _, c := range l.Targets {
		of[keyOf(c)] = c
	}
	return lines{l, of}
}

func (l lines) has(k noteTarget) bool { _, ok := l.of[k]; return ok }

// targetsOf are the targets that the notes of a manuscript have, under the ids that
// they are given: none where there is none.
func targetsOf(m *edition.Manuscript) map[noteTarget]bool {
	written := map[noteTarget]bool{}
	enter := func(id string, targets []edition.Target) {
		for _, t := range targets {
			written[noteTarget{id, t.Bare()}] = true
		}
	}
	for i := range m.Notes {
		enter(m.Notes[i].ID, m.Notes[i].Targets)
	}
	for i := range m.Sources {
		enter("", m.Sources[i].Supports)
	}
	return written
}

// takerBack takes a change back that made a lock of another, from what it is now.
type takerBack struct {
	was, made, now lines
	toMade, toNow  func(edition.Confirmed) edition.Confirmed // a line of was in another's text
	written        map[noteTarget]bool
}

// lock is the lock as it is without the change.
func (t *takerBack) lock() *edition.Lock {
	out := &edition.Lock{Text: t.now.Text}
	type number struct {
		note string
		n    int
	}
	taken := map[number]bool{}
	enter := func(c edition.Confirmed) {
		if n := (number{c.Note, c.N}); !taken[n] {
			taken[n] = true
			out.Targets = append(out.Targets, c)
		}
	}
	for _, c := range t.now.Targets {
		k := keyOf(c)
		switch {
		case t.confirmed(k) && !t.now.pending(k):
			enter(t.toNow(t.was.of[k]))
		case t.stands(k) || t.was.has(k) || !t.made.has(k):
			enter(c)
		}
	}
	for _, c := range t.was.Targets {
		if k := keyOf(c); t.stands(k) && !t.made.has(k) && !t.now.has(k) {
			enter(t.toNow(c))
		}
	}
	return out
}

// stands reports whether a note has the target.
func (t *takerBack) stands(k noteTarget) bool {
	return t.written[k] || t.written[noteTarget{target: k.target}]
}

// pending reports whether a line waits to be confirmed.
func (l lines) pending(k noteTarget) bool { c := l.of[k]; return c.Was != nil || c.Lost }

// confirmed reports whether the change confirmed a target that it left as it was.
func (t *takerBack) confirmed(k noteTarget) bool {
	if !t.was.has(k) || !t.made.has(k) || t.made.pending(k) {
		return false
	}
	return t.was.pending(k) || t.toMade(t.was.of[k]).Was != nil
}
