package sidecar

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"gloss/generator/edition"
)

// lockVersion is the version of the lock's format that is written, and the only
// one that is read.
const lockVersion = 1

// A lock is a file of JSON lines. The first names the version. Then come the
// blocks of the text in reading order, a line each, a group before the leaves it
// holds. The targets of notes follow the block in which they begin, so that a
// line changes only when its own block or note does. Targets that are lost stand at
// the end. Before each block, with the groups that begin with it, is an empty line,
// as before each paragraph of an essay: git takes changes to lines side by side for
// a conflict, and two people may well work on neighbouring paragraphs. Offsets are
// bytes of the text of the block named.
type (
	lockHead struct {
		Version int `json:"gloss-lock"`
	}
	lockGroup struct {
		ID     string `json:"group"`
		Kind   string `json:"kind"`
		Leaves int    `json:"leaves"` // how many of the blocks that follow it holds
	}
	lockBlock struct {
		ID    string `json:"block"`
		Kind  string `json:"kind"`
		Level int    `json:"level,omitempty"`
		Text  string `json:"text"`
	}
	lockNote struct {
		ID     string     `json:"note"`
		N      int        `json:"n"`
		In     string     `json:"in,omitempty"` // the block it begins in
		Start  int        `json:"start,omitempty"`
		To     string     `json:"to,omitempty"` // the block it ends in, if another
		End    int        `json:"end,omitempty"`
		Lost   bool       `json:"lost,omitempty"`
		Was    *lockWas   `json:"was,omitempty"`
		Target lockTarget `json:"target"`
	}
	lockWas struct {
		Before string `json:"before,omitempty"`
		Words  string `json:"words"`
		After  string `json:"after,omitempty"`
	}
	lockTarget struct {
		Exact  string        `json:"exact,omitempty"`
		Prefix string        `json:"prefix,omitempty"`
		Suffix string        `json:"suffix,omitempty"`
		Start  *lockSelector `json:"start,omitempty"`
		End    *lockSelector `json:"end,omitempty"`
		Block  string        `json:"block,omitempty"`
		Lines  *[2]int       `json:"lines,omitempty"`
	}
	lockSelector struct {
		Exact  string `json:"exact"`
		Prefix string `json:"prefix,omitempty"`
		Suffix string `json:"suffix,omitempty"`
	}
)

// FormatLock writes a lock.
func FormatLock(l *edition.Lock) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	line := func(v any) { _ = e.Encode(v) } // neither the values nor the buffer can fail
	line(lockHead{lockVersion})
	targets := slices.Clone(l.Targets)
	slices.SortStableFunc(targets, func(a, b edition.Confirmed) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.Note, b.Note), cmp.Compare(a.N, b.N))
	})
	groups := l.Text.Groups
	next := 0
	for i, block := range l.Text.Blocks {
		b.WriteByte('\n')
		for len(groups) > 0 && groups[0].Start <= block.Start {
			line(lockGroup{groups[0].ID, groups[0].Kind.Name(), leavesIn(l.Text.Blocks[i:], groups[0])})
			groups = groups[1:]
		}
		line(lockBlock{block.ID, block.Kind.Name(), block.Level, l.Text.Plain[block.Start:block.End]})
		for ; next < len(targets) && (i+1 == len(l.Text.Blocks) || targets[next].Start < l.Text.Blocks[i+1].Start); next++ {
			if !targets[next].Lost {
				line(noteLine(&l.Text, targets[next]))
			}
		}
	}
	for _, g := range groups {
		line(lockGroup{g.ID, g.Kind.Name(), 0})
	}
	slices.SortStableFunc(targets, func(a, b edition.Confirmed) int { return cmp.Or(cmp.Compare(a.Note, b.Note), cmp.Compare(a.N, b.N)) })
	for _, t := range targets {
		if t.Lost {
			b.WriteByte('\n')
			line(noteLine(&l.Text, t))
		}
	}
	return b.Bytes()
}

// leavesIn counts the leaves that a group holds, of blocks that begin with its
// first.
func leavesIn(blocks []edition.Block, group edition.Block) (n int) {
	for n < len(blocks) && blocks[n].End <= group.End {
		n++
	}
	return n
}

func noteLine(text *edition.Text, c edition.Confirmed) lockNote {
	n := lockNote{ID: c.Note, N: c.N, Lost: c.Lost, Target: targetLine(c.Target)}
	if c.Was != nil {
		n.Was = &lockWas{c.Was.Before, c.Was.Words, c.Was.After}
	}
	if c.Lost {
		return n
	}
	first, last := text.Block(c.Start), text.Block(max(c.Start, c.End-1))
	n.In, n.Start, n.End = first.ID, c.Start-first.Start, c.End-last.Start
	if last.ID != first.ID {
		n.To = last.ID
	}
	return n
}

func targetLine(t edition.Target) lockTarget {
	b := t.Bare()
	l := lockTarget{Exact: b.Selector.Exact, Prefix: b.Selector.Prefix, Suffix: b.Selector.Suffix, Block: b.Block}
	if t.From != nil {
		l.Start = &lockSelector{b.From.Exact, b.From.Prefix, b.From.Suffix}
	}
	if t.To != nil {
		l.End = &lockSelector{b.To.Exact, b.To.Prefix, b.To.Suffix}
	}
	if t.Lines != (edition.Lines{}) {
		l.Lines = &[2]int{t.Lines.First, t.Lines.Last}
	}
	return l
}

// target is the target that a line of a note holds. Space around its words says
// nothing, and is not written either.
func (l lockTarget) target() edition.Target {
	t := edition.Target{Selector: lockSelector{l.Exact, l.Prefix, l.Suffix}.selector(), Block: l.Block}
	if l.Start != nil {
		from := l.Start.selector()
		t.From = &from
	}
	if l.End != nil {
		to := l.End.selector()
		t.To = &to
	}
	if l.Lines != nil {
		t.Lines = edition.Lines{First: l.Lines[0], Last: l.Lines[1]}
	}
	return t
}

func (l lockSelector) selector() edition.Selector {
	return edition.Selector{Exact: strings.TrimSpace(l.Exact), Prefix: strings.TrimSpace(l.Prefix), Suffix: strings.TrimSpace(l.Suffix)}
}

// Lock reads a lock. A line that is wrong is a problem and left out: the notes
// that hang on it are then found by their selectors alone. The lock is nil when
// it is not one at all.
func Lock(file string, data []byte) (*edition.Lock, edition.Problems) {
	r := &lockReader{file: file, lock: &edition.Lock{}, blocks: map[string]int{}, groups: map[string]bool{}, notes: map[lockKey]bool{}}
	lines := NewLines(data)
	version := false
	var notes []lockNote
	var at []int
	for n := 1; n <= lines.Count(); n++ {
		line := bytes.TrimSpace(lines.Line(n))
		r.line = n
		switch {
		case len(line) == 0:
		case !version:
			var head lockHead
			if err := strict(line, &head); err != nil || head.Version != lockVersion {
				r.wrong(throwAway, "this is no lock that this version of gloss can read")
				return nil, r.ps
			}
			version = true
		case bytes.HasPrefix(line, []byte(`{"note"`)):
			var note lockNote
			if r.read(line, &note) {
				notes, at = append(notes, note), append(at, n)
			}
		case bytes.HasPrefix(line, []byte(`{"group"`)):
			var group lockGroup
			if r.read(line, &group) {
				r.group(group)
			}
		default:
			var block lockBlock
			if r.read(line, &block) {
				r.block(block)
			}
		}
	}
	if !version {
		r.line = 1
		r.wrong(throwAway, "the lock is empty")
		return nil, r.ps
	}
	r.lock.Text.Plain = r.plain.String()
	r.closeGroups()
	for i, note := range notes {
		r.line = at[i]
		r.note(note)
	}
	return r.lock, r.ps
}

const throwAway = "take it from git again, or delete the file and run gloss anchor --write"

// strict reads a line that must hold one object with known keys.
func strict(line []byte, to any) error {
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(to); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("more than one value")
	}
	return nil
}

// mergeMark reports whether a line is one of those that git puts around what it
// could not merge.
func mergeMark(line []byte) bool {
	for _, sign := range []string{"<<<<<<<", "|||||||", "=======", ">>>>>>>"} {
		if bytes.HasPrefix(line, []byte(sign)) {
			return true
		}
	}
	return false
}

type lockKey struct {
	note string
	n    int
}

type lockReader struct {
	file   string
	line   int
	ps     edition.Problems
	lock   *edition.Lock
	plain  strings.Builder
	blocks map[string]int // by id: its index
	groups map[string]bool
	open   []openGroup
	notes  map[lockKey]bool
}

// openGroup is a group whose leaves are yet to come.
type openGroup struct {
	index, first, leaves int
	line                 int
}

func (r *lockReader) wrong(hint, format string, args ...any) {
	r.ps.Warnf(edition.Place{File: r.file, Line: r.line, Column: 1}, hint, format, args...)
}

func (r *lockReader) read(line []byte, to any) bool {
	err := strict(line, to)
	switch {
	case err == nil:
		return true
	case mergeMark(line):
		r.wrong("keep the lines of one side, or of both where they speak of different blocks and notes; gloss anchor --write then puts the lock right", "a merge has left its marks here")
	default:
		r.wrong(throwAway, "this line of the lock cannot be read: %s", short(err.Error()))
	}
	return false
}

// fresh reports whether no block has an id yet, and it can be one.
func (r *lockReader) fresh(id string) bool {
	_, leaf := r.blocks[id]
	switch {
	case id == "" || strings.ContainsFunc(id, func(c rune) bool { return c <= ' ' || strings.ContainsRune(`"'<>&`, c) || c == utf8.RuneError }):
		r.wrong(throwAway, "“%s” is not the id of a block", short(id))
	case leaf || r.groups[id]:
		r.wrong("keep one of them", "two blocks of the lock have the id “%s”", short(id))
	default:
		return true
	}
	return false
}

func (r *lockReader) block(b lockBlock) {
	kind, ok := edition.KindNamed(b.Kind)
	switch {
	case !ok || !kind.Leaf():
		r.wrong(throwAway, "the lock knows no block of kind “%s”", short(b.Kind))
		return
	case !utf8.ValidString(b.Text) || b.Level < 0 || b.Level > 6:
		r.wrong(throwAway, "a block that no essay can have")
		return
	case !r.fresh(b.ID):
		return
	}
	if len(r.lock.Text.Blocks) > 0 {
		r.plain.WriteByte('\n')
	}
	start := r.plain.Len()
	r.plain.WriteString(b.Text)
	r.blocks[b.ID] = len(r.lock.Text.Blocks)
	r.lock.Text.Blocks = append(r.lock.Text.Blocks, edition.Block{
		ID: b.ID, Kind: kind, Level: b.Level, Passage: edition.Passage{Start: start, End: r.plain.Len()},
	})
}

func (r *lockReader) group(g lockGroup) {
	kind, ok := edition.KindNamed(g.Kind)
	switch {
	case !ok || kind.Leaf() || g.Leaves < 0:
		r.wrong(throwAway, "the lock knows no group of kind “%s”", short(g.Kind))
		return
	case !r.fresh(g.ID):
		return
	}
	r.groups[g.ID] = true
	r.open = append(r.open, openGroup{len(r.lock.Text.Groups), len(r.lock.Text.Blocks), g.Leaves, r.line})
	r.lock.Text.Groups = append(r.lock.Text.Groups, edition.Block{ID: g.ID, Kind: kind})
}

// closeGroups gives the groups their passages, now that the leaves are known. A
// group has fewer leaves when some of them could not be read.
func (r *lockReader) closeGroups() {
	blocks := r.lock.Text.Blocks
	for _, o := range r.open {
		g := &r.lock.Text.Groups[o.index]
		g.Start, g.End = r.plain.Len(), r.plain.Len()
		if last := min(o.leaves, len(blocks)-o.first); last > 0 {
			g.Start, g.End = blocks[o.first].Start, blocks[o.first+last-1].End
		}
	}
}

func (r *lockReader) note(n lockNote) {
	key := lockKey{n.ID, n.N}
	c := edition.Confirmed{Note: n.ID, N: n.N, Target: n.Target.target(), Lost: n.Lost}
	switch {
	case !isID(n.ID) || n.N < 1 || !c.Target.Quotes():
		r.wrong(throwAway, "a note without an id, a number or a quotation")
		return
	case r.notes[key]:
		r.wrong("keep one of them", "the lock has two lines for target %d of the note “%s”", n.N, short(n.ID))
		return
	case n.Lost && n.Was == nil:
		r.wrong(throwAway, "a note that is lost, without the words it had")
		return
	}
	if n.Was != nil {
		c.Was = &edition.Was{Before: n.Was.Before, Words: n.Was.Words, After: n.Was.After}
	}
	if !n.Lost {
		var err error
		if c.Passage, err = r.passage(n); err != nil {
			r.wrong("its selector alone will say where it belongs; gloss anchor --write puts the lock right", "the note “%s”: %v", short(n.ID), err)
			return
		}
	}
	r.notes[key] = true
	r.lock.Targets = append(r.lock.Targets, c)
}

// passage is the passage that a note's line names.
func (r *lockReader) passage(n lockNote) (p edition.Passage, err error) {
	if n.To == "" {
		n.To = n.In
	}
	first, ok := r.blocks[n.In]
	last, also := r.blocks[n.To]
	if !ok || !also {
		return p, errors.New("its block is not in the lock")
	}
	from, to := r.lock.Text.Blocks[first], r.lock.Text.Blocks[last]
	p = edition.Passage{Start: from.Start + n.Start, End: to.Start + n.End}
	plain := r.lock.Text.Plain
	if n.Start < 0 || n.End < 0 || p.Start >= from.End || p.End <= to.Start || p.End > to.End || p.Start >= p.End ||
		!utf8.RuneStart(plain[p.Start]) || p.End < len(plain) && !utf8.RuneStart(plain[p.End]) {
		return p, fmt.Errorf("its block has no words from %d to %d", n.Start, n.End)
	}
	return p, nil
}
