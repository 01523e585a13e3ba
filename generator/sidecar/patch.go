package sidecar

import (
	"cmp"
	"path"
	"reflect"
	"slices"
	"strings"

	"gloss/generator/edition"
)

// Requote is a change of what a target quotes.
type Requote struct {
	At edition.Place // the target's, as [Notes] or [Sources] read it
	// To is what the target becomes. It has the form the target has: a
	// selector, a beginning and an end, or lines of a block.
	To edition.Target
}

// Patch changes what targets of a file of notes or of sources quote, and leaves
// every other byte as it is: comments, order, indentation, quotation marks, line
// ends. Before the file is handed back it has been read again: the targets read
// as intended and everything else as before. A change that cannot be made so is
// left out, and a problem at the target says why; the bytes of the others are
// made all the same.
func Patch(name string, data []byte, changes []Requote) ([]byte, edition.Problems) {
	p, why := newPatcher(name, data)
	var refused edition.Problems
	refuse := func(c Requote, why string) {
		refused.Errorf(c.At, "change it by hand: "+describe(c.To), "the target cannot be changed: %s", why)
	}
	if why != "" {
		for _, c := range changes {
			refuse(c, why)
		}
		return data, refused
	}
	var made []edit
	for _, c := range changes {
		e, why := p.edit(c, false)
		if why == "" && slices.ContainsFunc(made, e.meets) {
			why = "two changes are wanted in one place"
		}
		if why != "" {
			refuse(c, why)
			continue
		}
		made = append(made, e)
	}
	if out := apply(data, made); p.reads(out, made) == "" {
		return out, refused
	}
	// Something went wrong somewhere: each change shows by itself that it is
	// right, or is written in plain quotation marks, or is left out.
	var right []edit
	for _, e := range made {
		why := p.reads(apply(data, []edit{e}), []edit{e})
		if why != "" {
			if quoted, no := p.edit(e.Requote, true); no == "" {
				e, why = quoted, p.reads(apply(data, []edit{quoted}), []edit{quoted})
			}
		}
		if why != "" {
			refuse(e.Requote, why)
			continue
		}
		right = append(right, e)
	}
	out := apply(data, right)
	if why := p.reads(out, right); why != "" {
		for _, e := range right {
			refuse(e.Requote, why)
		}
		return data, refused
	}
	return out, refused
}

// edit is a change in bytes.
type edit struct {
	Requote
	splices []splice
}

// splice puts a text into the place of the bytes from one to another.
type splice struct {
	from, to int
	text     string
}

// meets reports whether two changes touch the same bytes.
func (e edit) meets(o edit) bool {
	for _, a := range e.splices {
		for _, b := range o.splices {
			if max(a.from, b.from) < min(a.to, b.to) || a.from == b.from {
				return true
			}
		}
	}
	return false
}

// apply makes changes that do not meet.
func apply(data []byte, edits []edit) []byte {
	var all []splice
	for _, e := range edits {
		all = append(all, e.splices...)
	}
	slices.SortStableFunc(all, func(a, b splice) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	out, at := make([]byte, 0, len(data)+64*len(all)), 0
	for _, s := range all {
		out = append(append(out, data[at:s.from]...), s.text...)
		at = s.to
	}
	return append(out, data[at:]...)
}

// contents is what a file says, without the places where it says it.
type contents struct {
	notes    []edition.Note
	sources  []edition.Source
	problems []string
}

// contentsOf reads a file of notes or, by its name, of sources. The places of
// its targets are returned in their order.
func contentsOf(name string, data []byte) (c contents, at []edition.Place) {
	var ps edition.Problems
	if isSources(name) {
		c.sources, ps = Sources(name, data)
	} else {
		c.notes, ps = Notes(name, data)
	}
	for _, p := range ps {
		c.problems = append(c.problems, p.Text)
	}
	for t := range c.targets {
		at = append(at, t.At)
		strip(t)
	}
	for i := range c.notes {
		n := &c.notes[i]
		n.At, n.BodyAt, n.SeriesAt = edition.Place{}, edition.Place{}, edition.Place{}
		for k := range n.Sources {
			n.Sources[k].At = edition.Place{}
		}
	}
	for i := range c.sources {
		c.sources[i] = c.sources[i].Bare()
	}
	return c, at
}

// isSources tells a file of sources from one of notes.
func isSources(name string) bool { return strings.HasPrefix(path.Base(name), "sources.") }

// targets ranges over the targets of a file.
func (c *contents) targets(yield func(*edition.Target) bool) {
	for i := range c.notes {
		for k := range c.notes[i].Targets {
			if !yield(&c.notes[i].Targets[k]) {
				return
			}
		}
	}
	for i := range c.sources {
		for k := range c.sources[i].Supports {
			if !yield(&c.sources[i].Supports[k]) {
				return
			}
		}
	}
}

// strip takes the place out of a target, and the outer space out of its words,
// which says nothing.
func strip(t *edition.Target) {
	t.At = edition.Place{}
	t.Selector = trimmed(t.Selector)
	for _, s := range []**edition.Selector{&t.From, &t.To} {
		if *s != nil {
			bare := trimmed(**s)
			*s = &bare
		}
	}
}

func trimmed(s edition.Selector) edition.Selector {
	return edition.Selector{Exact: strings.TrimSpace(s.Exact), Prefix: strings.TrimSpace(s.Prefix), Suffix: strings.TrimSpace(s.Suffix)}
}

// reads reports what is wrong with a changed file: "" when it says what it said,
// with the changes.
func (p *patcher) reads(out []byte, edits []edit) string {
	want, at := contentsOf(p.name, p.data)
	n := 0
	for t := range want.targets {
		for _, e := range edits {
			if at[n] == e.At {
				*t = e.To
				strip(t)
			}
		}
		n++
	}
	got, _ := contentsOf(p.name, out)
	switch {
	case !slices.Equal(want.problems, got.problems):
		return "the file would be read differently"
	case !reflect.DeepEqual(want, got):
		return "it would change other notes too, or not read as it should"
	}
	return ""
}

// describe shows a target as an author would write it.
func describe(t edition.Target) string {
	switch {
	case t.From != nil && t.To != nil:
		return "{start: " + oneSelector(*t.From) + ", end: " + oneSelector(*t.To) + "}"
	case t.Lines != edition.Lines{}:
		return "lines: " + lineNumbers(t.Lines)
	}
	return oneSelector(t.Selector)
}

func oneSelector(s edition.Selector) string {
	if s.Prefix == "" && s.Suffix == "" {
		return quoted(s.Exact)
	}
	return flowSelector(s, false)
}
