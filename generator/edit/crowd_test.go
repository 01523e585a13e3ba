package edit_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"gloss/generator/edit"
	"gloss/generator/edition"
	"gloss/generator/load"
	"gloss/generator/sidecar"
)

// crowd are several who change one edition at once, and what each was told to have
// done.
type crowd struct {
	t       *testing.T
	content *load.Content
	site    *load.Site
	words   []string // passages of the essay

	mu    sync.Mutex
	there map[string]int // by what was written: how often it is there
	lines []string       // comments written by hand
	noes  map[edit.Reason]int
}

// TestCrowd has three editors and one who writes by hand make hundreds of changes of
// one file in disorder. Nothing that anybody was told to have written is lost, but
// by who has read it and took it out, and nothing is there twice.
func TestCrowd(t *testing.T) {
	times := 60
	if testing.Short() {
		times = 20
	}
	dir := t.TempDir()
	var essay strings.Builder
	essay.WriteString("---\ntitle: T\n---\n")
	c := &crowd{t: t, there: map[string]int{}, noes: map[edit.Reason]int{}}
	for n := range 60 {
		c.words = append(c.words, fmt.Sprintf("passage number %d", n))
		fmt.Fprintf(&essay, "\nHere stands passage number %d, and it goes on.\n", n)
	}
	place(t, dir, map[string]string{"site.yaml": settings, "e/essay.md": essay.String(), "e/annotations.yaml": "# Notes.\n"})
	c.content, c.site = open(t, dir)
	var all sync.WaitGroup
	for n := range 3 {
		all.Go(func() { c.edit(n, times) })
	}
	all.Go(func() { c.byHand(times) })
	all.Wait()
	c.check()
	t.Logf("refused: %v", c.noes)
}

// edit makes changes, each on what the editor has seen some moments before.
func (c *crowd) edit(who, times int) {
	random := rand.New(rand.NewPCG(uint64(who), 1))
	notes := c.look()
	for n := range times {
		if random.IntN(3) > 0 {
			notes = c.look()
		}
		token := fmt.Sprintf("w%d-%d", who, n)
		spot := edit.Spot{Selector: edition.Selector{Exact: c.words[random.IntN(len(c.words))], Suffix: ","}}
		var change edit.Change
		seen := pick(random, notes)
		kind := random.IntN(10)
		switch {
		case seen == nil || kind < 4:
			change = edit.Add{Spot: spot, Fields: edit.Fields{Body: token}}
		case kind < 7:
			is := edit.FieldsOf(*seen)
			is.Body += "\n\n" + token
			change = edit.Alter{Note: seen.ID, Seen: edit.FieldsOf(*seen), Fields: is}
		case kind < 8:
			is := edit.FieldsOf(*seen)
			is.Tags = append(is.Tags, token)
			change = edit.Alter{Note: seen.ID, Seen: edit.FieldsOf(*seen), Fields: is}
		case kind < 9:
			change = edit.Remove{Note: seen.ID, Seen: edit.FieldsOf(*seen)}
		default:
			change = edit.Attach{Note: seen.ID, N: 1, Spot: spot}
		}
		c.make(change, token, random.IntN(8) == 0)
	}
}

func pick(random *rand.Rand, notes []edition.Note) *edition.Note {
	if len(notes) == 0 {
		return nil
	}
	return &notes[random.IntN(len(notes))]
}

// look reads the notes as they stand.
func (c *crowd) look() []edition.Note {
	data, err := c.content.Read("e/annotations.yaml")
	if err != nil {
		c.t.Error(err)
	}
	notes, problems := sidecar.Notes("e/annotations.yaml", data)
	if len(problems) > 0 {
		c.t.Errorf("%v in\n%s", problems, data)
	}
	return notes
}

// make makes a change, remembers what came of it, and sometimes takes it back.
func (c *crowd) make(change edit.Change, token string, back bool) {
	p, no, err := edit.Make(c.content, c.site, "e", change)
	if no == nil && err == nil {
		p, no, err = p.Write(c.content)
	}
	if !c.done(no, err) {
		return
	}
	c.count(change, token, 1)
	if !back {
		return
	}
	p, no, err = edit.Make(c.content, c.site, "e", p.Undo)
	if no == nil && err == nil {
		_, no, err = p.Write(c.content)
	}
	if c.done(no, err) {
		c.count(change, token, -1)
	}
}

// done reports whether something has been done; a refusal is one that may be.
func (c *crowd) done(no *edit.Refusal, err error) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if no != nil {
		c.noes[no.Reason]++
		if no.Reason != edit.Changed && no.Reason != edit.Gone {
			c.t.Errorf("%+v", no)
		}
	}
	if err != nil {
		c.t.Error(err)
	}
	return no == nil && err == nil
}

// count remembers what a change has written and taken out.
func (c *crowd) count(change edit.Change, token string, times int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch change := change.(type) {
	case edit.Add, edit.Alter:
		c.there[token] += times
	case edit.Remove:
		for _, token := range tokens(change.Seen) {
			c.there[token] -= times
		}
	}
}

// tokens are what has been written into a note.
func tokens(f edit.Fields) []string { return append(strings.Fields(f.Body), f.Tags...) }

// byHand puts comments between the notes, as with a text editor that looks whether
// the file has changed since it was opened.
func (c *crowd) byHand(times int) {
	random := rand.New(rand.NewPCG(9, 9))
	for n := 0; n < times; {
		old, err := c.content.Read("e/annotations.yaml")
		if err != nil {
			c.t.Error(err)
			return
		}
		lines := strings.SplitAfter(string(old), "\n")
		at := len(lines) - 1
		for k := range lines {
			if strings.HasPrefix(lines[k], "- ") && random.IntN(5) == 0 {
				at = k
			}
		}
		comment := fmt.Sprintf("# by hand %d.\n", n)
		now := strings.Join(lines[:at], "") + comment + strings.Join(lines[at:], "")
		switch err := c.content.Replace("e/annotations.yaml", old, []byte(now)); {
		case err == nil:
			c.lines = append(c.lines, comment)
			n++
		case !errors.Is(err, load.ErrChanged):
			c.t.Error(err)
			return
		}
	}
}

// check compares what is there with what should be.
func (c *crowd) check() {
	data, err := c.content.Read("e/annotations.yaml")
	if err != nil {
		c.t.Fatal(err)
	}
	for _, line := range c.lines {
		if strings.Count(string(data), line) != 1 {
			c.t.Errorf("%q stands %d times in the file", line, strings.Count(string(data), line))
		}
	}
	now := map[string]int{}
	for _, n := range c.look() {
		for _, token := range tokens(edit.FieldsOf(n)) {
			now[token]++
		}
	}
	for token, n := range c.there {
		if now[token] != n {
			c.t.Errorf("%s is there %d times, want %d", token, now[token], n)
		}
		delete(now, token)
	}
	if len(now) > 0 {
		c.t.Errorf("nobody was told to have written %v", now)
	}
}
