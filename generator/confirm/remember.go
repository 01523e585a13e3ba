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

// Remember brings what the lock says of one note up to date, and leaves every
// other line and every sidecar as it is: for who has added the note, changed it or
// taken it out. was is its id before and now its id after, empty when there was
// none or is none; the content is as it is then, or will be ([load.Content.With]).
// The file must be written after those of the notes. It is nil when the lock need
// not be changed.
//
// Where a target is what it was, its line stays: to change a note's body confirms
// nothing. A new target has a line when it stands by its selector. Where the essay
// has been edited since the lock was written, the lock's text stays, since the
// other notes hang on it, and the new target has a line only if the blocks it
// stands in are in the lock unchanged; else its selector alone speaks, until
// gloss anchor --write. A lock that cannot be read whole is left alone, and where
// there is none a new one is made, with every target that is certain.
func Remember(content *load.Content, site *load.Site, id, was, now string) (*File, error) {
	m, p, err := look(content, site, id)
	name := path.Join(id, load.LockFile)
	damaged := func(p edition.Problem) bool { return p.File == name }
	if m == nil || err != nil || slices.ContainsFunc(p.Problems, damaged) {
		return nil, err
	}
	l, wanted := m.Lock, func(note string) bool { return note == now }
	if l == nil {
		l, wanted = &edition.Lock{Text: m.Essay.Text}, func(string) bool { return true }
	}
	old, err := content.Read(name)
	if err != nil {
		return nil, err
	}
	r := &rememberer{old: &l.Text, now: &m.Essay.Text}
	next := &edition.Lock{Text: l.Text}
	confirmed := map[edition.BareTarget]edition.Confirmed{}
	for _, c := range l.Targets {
		if c.Note == was || c.Note == now {
			confirmed[c.Target.Bare()] = c
		} else {
			next.Targets = append(next.Targets, c)
		}
	}
	for i := range p.Anchored {
		a := &p.Anchored[i]
		if !wanted(a.Note) {
			continue
		}
		c, ok := confirmed[a.Target.Bare()]
		if !ok {
			c, ok = r.confirm(a)
		}
		if c.Note, c.N = a.Note, a.N; ok {
			next.Targets = append(next.Targets, c)
		}
	}
	if data := sidecar.FormatLock(next); !bytes.Equal(old, data) {
		return &File{name, old, data}, nil
	}
	return nil, nil
}

// rememberer finds in the text of a lock what stands in the essay.
type rememberer struct{ old, now *edition.Text }

// confirm is a new target as the lock is to have it, if it can.
func (r *rememberer) confirm(a *resolve.Anchored) (edition.Confirmed, bool) {
	if a.Result > edition.Moved || !a.Alone {
		return edition.Confirmed{}, false
	}
	p, ok := r.passage(a.Passage)
	return edition.Confirmed{Target: a.Target, Passage: p}, ok
}

// passage is where the lock's text has a passage of the essay, if it has all the
// blocks that the passage stands in as they are, and it leads from there to here.
func (r *rememberer) passage(p edition.Passage) (edition.Passage, bool) {
	if r.old.Plain == r.now.Plain {
		return p, true
	}
	blocks := r.now.Blocks[number(r.now, p.Start) : number(r.now, p.End-1)+1]
	k := slices.IndexFunc(r.old.Blocks, func(b edition.Block) bool { return b.ID == blocks[0].ID })
	if k < 0 || k+len(blocks) > len(r.old.Blocks) {
		return p, false
	}
	for i, b := range blocks {
		o := r.old.Blocks[k+i]
		if o.ID != b.ID || o.Kind != b.Kind || r.old.Plain[o.Start:o.End] != r.now.Plain[b.Start:b.End] {
			return p, false
		}
	}
	by := r.old.Blocks[k].Start - blocks[0].Start
	there := edition.Passage{Start: p.Start + by, End: p.End + by}
	found := anchor.Compare(anchor.NewIndex(r.old), anchor.NewIndex(r.now)).Carry(there)
	return there, found.Result <= edition.Moved && found.Passage == p
}

// number is the number of the block that holds a byte.
func number(t *edition.Text, at int) int {
	n, _ := slices.BinarySearchFunc(t.Blocks, at+1, func(b edition.Block, at int) int { return b.Start - at })
	return max(0, n-1)
}
