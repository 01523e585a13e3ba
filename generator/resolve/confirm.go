package resolve

import (
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"gloss/generator/anchor"
	"gloss/generator/diff"
	"gloss/generator/edition"
)

// Anchored is how a target that quotes words fared.
type Anchored struct {
	Note   string // its id
	N      int    // which of its targets, from 1
	Target edition.Target
	anchor.Found
	Alone bool          // its selector by itself leads to the same passage
	Order bool          // the order of the notes led there, and nothing else
	Past  *edition.Was  // when reworded or lost: what it was when it was last confirmed
	Cause edition.Place // the line of the essay that was edited, or to which it was moved; the target's where that is not known
}

// confirm decides a target by two witnesses: what its selector says by itself,
// and where the passage that the lock remembers is now. The lock is the better
// one, since it knows the surroundings, and a passage that is gone from it is
// lost whatever else looks like it. It says nothing of a target whose author has
// changed it since.
func (w *work) confirm(n *note, t edition.Target, alone anchor.Found) Anchored {
	c := w.past.of(n.ID, t)
	a := Anchored{Found: alone, Alone: alone.Result == edition.Exact, Cause: t.At}
	switch {
	case c == nil:
		return w.search(t, a)
	case c.Lost:
		return w.stillLost(c, a)
	}
	a.Found = w.past.carry(c.Passage)
	a.Alone = alone.Result == edition.Exact && alone.Passage == a.Passage
	was := c.Was
	if was == nil && (a.Result == edition.Reworded || a.Result == edition.Lost) {
		was = w.past.was(c.Passage)
	}
	switch {
	case a.Result == edition.Lost:
		a.Past, a.Cause = was, w.cause(c, t)
	case was != nil && sameWords(was.Words, w.words(a.Passage)):
		a.Result = edition.Exact // its words are back
	case was != nil:
		a.Result, a.Past, a.Cause = edition.Reworded, was, w.placeOf(a.Passage)
		a.Likeness = diff.Likeness(was.Words, w.words(a.Passage))
		a.Was = strings.Clone(was.Words)
	case t.Lines != edition.Lines{} && !a.Alone:
		a.Result = edition.Moved // the lines have other numbers
	}
	if a.Result == edition.Moved || a.Result == edition.Exact && !a.Alone {
		a.Cause = w.placeOf(a.Passage)
	}
	return a
}

// search looks for words like those of a selector that leads nowhere, where
// nothing but the selector is known.
func (w *work) search(t edition.Target, a Anchored) Anchored {
	if a.Result != edition.Lost || t.Exact == "" || t.Block != "" {
		return a
	}
	// The same words where neither prefix nor suffix agrees are a look-alike.
	if found := w.anchors.Search(t.Selector); found.Result == edition.Reworded && !sameWords(w.words(found.Passage), t.Exact) {
		a.Found, a.Was = found, t.Exact
		a.Past = &edition.Was{Before: t.Prefix, Words: t.Exact, After: t.Suffix}
		a.Cause = w.placeOf(a.Passage)
	}
	return a
}

// stillLost decides a target that was lost when the lock was written: it stays
// so until its words stand again between those that stood around them.
func (w *work) stillLost(c *edition.Confirmed, a Anchored) Anchored {
	near := a.Near
	if a.Result == edition.Exact {
		near = []edition.Candidate{{Passage: a.Passage, Likeness: 1}}
	}
	back := w.anchors.Find(edition.Selector{Exact: c.Was.Words, Prefix: c.Was.Before})
	after := w.anchors.Find(edition.Selector{Exact: c.Was.Words, Suffix: c.Was.After})
	if c.Was.Before != "" && c.Was.After != "" && back.Result == edition.Exact && after.Result == edition.Exact && back.Passage == after.Passage {
		a.Alone = a.Result == edition.Exact && a.Passage == back.Passage
		a.Found = back
		return a
	}
	a.Found = anchor.Found{Placed: edition.Placed{Result: edition.Lost}, Near: near}
	a.Past = c.Was
	return a
}

// cause is the line of the essay where a passage stood that is gone: that of the
// nearest block before it which is still there.
func (w *work) cause(c *edition.Confirmed, t edition.Target) edition.Place {
	blocks := w.past.lock.Text.Blocks
	for i := len(blocks) - 1; i >= 0; i-- {
		if blocks[i].Start > c.Start || blocks[i].Len() == 0 {
			continue
		}
		if found := w.past.block(i); found.Result != edition.Lost {
			return w.placeOf(found.Passage)
		}
	}
	return t.At
}

func (w *work) placeOf(p edition.Passage) edition.Place {
	return w.manuscript.Essay.PlaceOf(p)
}

func (w *work) words(p edition.Passage) string { return w.text.Plain[p.Start:p.End] }

// sameWords compares words without the white space between them.
func sameWords(a, b string) bool {
	return strings.Join(strings.Fields(a), " ") == strings.Join(strings.Fields(b), " ")
}

// reworded says that a note's words were edited.
func (w *work) reworded(a Anchored) {
	hint := fmt.Sprintf("was: %s\nnow: %s\n     %s\nif the note still holds: gloss anchor --accept %s; its target stands at %s",
		shorten(a.Past.Words, 200), shorten(w.words(a.Passage), 200), shorten(diff.Words(a.Past.Words, w.words(a.Passage)), 300), a.Note, a.Target.At.InWords())
	w.problems.Warnf(a.Cause, hint, "note “%s” is reworded: the words it stands on were edited (%d %% alike)", a.Note, int(100*a.Likeness))
}

// goneHint says what to do about a note whose passage is gone.
func (w *work) goneHint(a Anchored) string {
	return fmt.Sprintf("the target stands at %s; place it with gloss anchor --to %s \"new words\", or take the note out",
		a.Target.At.InWords(), a.Note) + Listed(w.manuscript.Essay, a.Near, true)
}

// past is what the lock remembers, compared with the text as it is.
type past struct {
	lock    *edition.Lock
	now     *anchor.Index
	edit    func() *anchor.Edit
	targets map[pastKey]*edition.Confirmed
	notes   map[edition.BareTarget][]string // ids by target, in the order of the lock

	orphaned []orphan        // nil: not looked for
	blocks   []*anchor.Found // what became of the lock's blocks, of each that was asked for
}

type pastKey struct {
	note   string
	target edition.BareTarget
}

// newPast takes up a lock, or none.
func newPast(lock *edition.Lock, text *edition.Text, now *anchor.Index) *past {
	p := &past{lock: lock, now: now}
	if lock == nil {
		return p
	}
	p.targets = make(map[pastKey]*edition.Confirmed, len(lock.Targets))
	p.notes = make(map[edition.BareTarget][]string, len(lock.Targets))
	for i := range lock.Targets {
		c := &lock.Targets[i]
		bare := c.Target.Bare()
		p.targets[pastKey{c.Note, bare}] = c
		p.notes[bare] = append(p.notes[bare], c.Note)
	}
	if lock.Text.Plain != text.Plain {
		p.edit = sync.OnceValue(func() *anchor.Edit { return anchor.Compare(anchor.NewIndex(&lock.Text), now) })
	}
	return p
}

// of finds a target as it was confirmed; nil when it is new, or its author has
// changed it since.
func (p *past) of(note string, t edition.Target) *edition.Confirmed {
	return p.targets[pastKey{note, t.Bare()}]
}

// ids lists the notes that the lock knows with one of the targets.
func (p *past) ids(targets []edition.Target) (ids []string) {
	for _, t := range targets {
		ids = append(ids, p.notes[t.Bare()]...)
	}
	return ids
}

// idOfPassage is the note that the lock knows on the passage to which the first
// of the targets leads, if none of the notes as written has its target any more:
// the author, or an earlier run that was stopped, has changed the quotation.
func (p *past) idOfPassage(w *work, targets []edition.Target) string {
	if len(targets) == 0 || targets[0].Block != "" || !targets[0].Quotes() || len(p.orphans(w.manuscript)) == 0 {
		return ""
	}
	now := w.alone(targets[0])
	if now.Result != edition.Exact {
		return ""
	}
	for _, was := range p.orphans(w.manuscript) {
		both := min(was.End, now.End) - max(was.Start, now.Start)
		if 2*both > max(was.Len(), now.Len()) {
			return was.note
		}
	}
	return ""
}

// orphan is a passage of a note that the lock knows with a target which no note has
// any more: where it stands now.
type orphan struct {
	note string
	edition.Passage
}

// orphans lists them all.
func (p *past) orphans(m *edition.Manuscript) []orphan {
	if p.orphaned != nil || p.lock == nil {
		return p.orphaned
	}
	written := map[edition.BareTarget]bool{}
	enter := func(targets []edition.Target) {
		for _, t := range targets {
			written[t.Bare()] = true
		}
	}
	for i := range m.Notes {
		enter(m.Notes[i].Targets)
	}
	for i := range m.Sources {
		enter(m.Sources[i].Supports)
	}
	p.orphaned = []orphan{}
	for i := range p.lock.Targets {
		c := &p.lock.Targets[i]
		if c.Lost || written[c.Target.Bare()] {
			continue
		}
		if now := p.carry(c.Passage); now.Result != edition.Lost {
			p.orphaned = append(p.orphaned, orphan{c.Note, now.Passage})
		}
	}
	return p.orphaned
}

// was is a passage of the lock with a few words around it.
func (p *past) was(at edition.Passage) *edition.Was {
	plain := p.lock.Text.Plain
	from, to := at.Start, at.End
	for range 32 {
		_, size := utf8.DecodeLastRuneInString(plain[:from])
		from -= size
		_, size = utf8.DecodeRuneInString(plain[to:])
		to += size
	}
	return &edition.Was{Before: plain[from:at.Start], Words: plain[at.Start:at.End], After: plain[at.End:to]}
}

// near finds what is most like the passage on which the lock knows a note, where
// that is not there any more.
func (p *past) near(note string, t edition.Target) []edition.Candidate {
	c := p.of(note, t)
	if c == nil || c.Lost || p.edit == nil {
		return nil
	}
	return p.edit().Near(c.Passage)
}

// block finds what became of a block of the lock.
func (p *past) block(i int) *anchor.Found {
	if p.blocks == nil {
		p.blocks = make([]*anchor.Found, len(p.lock.Text.Blocks))
	}
	if p.blocks[i] == nil {
		found := p.carry(p.lock.Text.Blocks[i].Passage)
		p.blocks[i] = &found
	}
	return p.blocks[i]
}

// carry finds what became of a passage of the lock.
func (p *past) carry(at edition.Passage) anchor.Found {
	if p.edit == nil {
		return anchor.Found{Placed: edition.Placed{Passage: at}, Likeness: 1}
	}
	found := p.edit().Carry(at)
	if found.Result != edition.Reworded {
		return found
	}
	// Whole words are carried. A passage that begins inside of one, or with a
	// sign that is none, may stand there unchanged.
	old, now := p.lock.Text.Plain, p.now.Text().Plain
	const slack = 64
	area := edition.Passage{Start: max(0, found.Start-slack), End: min(len(now), found.End+slack)}
	whole := p.now.FindIn(edition.Selector{Exact: old[at.Start:at.End]}, area)
	if whole.Result == edition.Exact && whole.Overlaps(found.Passage) && sameEdges(old, at, now, whole.Passage) {
		return whole
	}
	return found
}

// sameEdges reports whether two passages begin and end alike: both inside of a
// word, or neither.
func sameEdges(a string, p edition.Passage, b string, q edition.Passage) bool {
	return lettersBefore(a[:p.Start]) == lettersBefore(b[:q.Start]) && lettersAfter(a[p.End:]) == lettersAfter(b[q.End:])
}

func lettersBefore(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func lettersAfter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}
