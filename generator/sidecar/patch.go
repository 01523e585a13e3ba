package sidecar

import (
	"path"
	"reflect"
	"slices"
	"strings"

	"gloss/generator/edition"
)

// Requote is a change of what a target quotes.
type Requote struct {
	At edition.Place  // the target's, as [Notes] or [Sources] read it
	To edition.Target // what the target becomes
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
	b := batch{
		data: data, n: len(changes),
		splices: func(i int, force bool) ([]splice, string) { return p.splices(changes[i], force) },
		reads: func(out []byte, made []int) string {
			var list []Requote
			for _, i := range made {
				list = append(list, changes[i])
			}
			return p.reads(out, list)
		},
	}
	out, reasons := b.make()
	for i, c := range changes {
		if why := reasons[i]; why != "" {
			refuse(c, why)
		}
	}
	return out, refused
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
	unplace(reflect.ValueOf(&c.notes))
	unplace(reflect.ValueOf(&c.sources))
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
func (p *patcher) reads(out []byte, made []Requote) string {
	want, at := contentsOf(p.name, p.data)
	n := 0
	for t := range want.targets {
		for _, c := range made {
			if at[n] == c.At {
				*t = c.To
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
	return (&writer{tree: &tree{}}).inline(targetNode(t), true)
}
