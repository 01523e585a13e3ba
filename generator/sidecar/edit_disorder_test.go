package sidecar

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"gloss/generator/edition"
)

// crowd is two people who edit notes from what they saw a while ago, and a third
// with a text editor, all in one file. It knows what each note must say by now.
type crowd struct {
	*hand
	t       *testing.T
	name    string
	data    []byte
	model   map[string]edition.Note
	seen    [2][]edition.Note
	last    [2]*deed
	remarks int
	counts  map[string]int
}

// deed is a change that can be taken back: what a note was and is; nil when there
// was none.
type deed struct {
	id            string
	was, is       *edition.Note
	before, after []byte
}

// TestDisorder makes a thousand changes in disorder: no note and no remark of
// anybody's is lost, and whoever has an old note before their eyes is told.
func TestDisorder(t *testing.T) {
	c := &crowd{
		hand: &hand{Rand: rand.New(rand.NewPCG(1, 7)), eol: "\n"}, t: t, name: "annotations.yaml",
		data: []byte("# Notes\n"), model: map[string]edition.Note{}, counts: map[string]int{},
	}
	for n := range 1000 {
		who := c.IntN(2)
		if c.chance(10) {
			c.seen[who], _ = Notes(c.name, c.data)
		}
		switch {
		case c.chance(10):
			c.remark()
		case c.chance(11):
			c.takeBack(who)
		case len(c.seen[who]) < 3 || c.chance(20):
			c.addNote(who, fmt.Sprintf("n%d", n))
		case c.chance(25):
			c.removeNote(who)
		default:
			c.changeNote(who)
		}
		if t.Failed() {
			t.Fatalf("change %d:\n%s", n, shown(c.data))
		}
	}
	c.check()
	t.Logf("%d notes and %d remarks in the end, %v", len(c.model), c.remarks, c.counts)
}

// made enters a change that was made, or counts one that was refused; expected says
// whether it had to be.
func (c *crowd) made(who int, what string, d *deed, out []byte, refused *Refusal, expected bool) {
	if (refused == nil) != expected {
		c.t.Errorf("%s of %s: refused: %v, expected to be made: %v\nit says %+v\nwas %+v\nis %+v", what, d.id, refused, expected, c.model[d.id], d.was, d.is)
		return
	}
	if refused != nil {
		c.counts[what+" refused"]++
		if !bytes.Equal(out, c.data) {
			c.t.Errorf("%s of %s was refused, and the file changed", what, d.id)
		}
		return
	}
	c.counts[what]++
	d.before, d.after = c.data, out
	c.data = out
	if c.last[who] = d; bytes.Equal(d.before, d.after) {
		c.last[who] = nil // nothing to take back
	}
	if d.is == nil {
		delete(c.model, d.id)
	} else {
		mapTexts(d.is, clean)
		c.model[d.id] = *d.is
	}
}

// remark puts a line of comment into the file as somebody with a text editor would.
func (c *crowd) remark() {
	notes, _ := Notes(c.name, c.data)
	at := len(c.data)
	if len(notes) > 0 {
		at = NewLines(c.data).Offset(notes[c.IntN(len(notes))].At.Line, 1)
	}
	line := fmt.Sprintf("# remark %d.\n", c.remarks)
	c.data = []byte(string(c.data[:at]) + line + string(c.data[at:]))
	c.remarks++
}

func (c *crowd) addNote(who int, id string) {
	n := edition.Note{ID: id, Targets: []edition.Target{c.drawTarget()}, Markdown: c.prose() + "x"}
	where := Position{}
	if now, _ := Notes(c.name, c.data); len(now) > 0 && c.chance(70) {
		at := now[c.IntN(len(now))].At
		where = []Position{Before(at), After(at)}[c.IntN(2)]
	}
	out, refused := AddNote(c.name, c.data, where, n)
	c.made(who, "add", &deed{id: id, is: &n}, out, refused, true)
}

// same reports whether a note says what somebody believes.
func (c *crowd) same(id string, believed *edition.Note) bool {
	now, ok := c.model[id]
	return ok == (believed != nil) && (!ok || SameNote(now, *believed))
}

func (c *crowd) removeNote(who int) {
	was := c.seen[who][c.IntN(len(c.seen[who]))]
	out, refused := RemoveNote(c.name, c.data, was)
	c.told(refused, was.ID)
	c.made(who, "remove", &deed{id: was.ID, was: &was}, out, refused, c.same(was.ID, &was))
}

func (c *crowd) changeNote(who int) {
	was := c.seen[who][c.IntN(len(c.seen[who]))]
	is := copyNote(&was)
	c.drawChange(&is)
	is.ID = was.ID
	out, refused := ChangeNote(c.name, c.data, was, is)
	c.told(refused, was.ID)
	c.made(who, "change", &deed{id: was.ID, was: &was, is: &is}, out, refused, c.same(was.ID, &was))
}

// told checks that a refusal says what the note says now, or that it is gone.
func (c *crowd) told(r *Refusal, id string) {
	now, ok := c.model[id]
	switch {
	case r == nil:
	case ok && (r.Reason != Changed || !SameNote(*r.Theirs, now)), !ok && r.Reason != Gone:
		c.t.Errorf("refused for %v, %v; the note says %v", r, r.Theirs, now)
	}
}

func (c *crowd) takeBack(who int) {
	d := c.last[who]
	if d == nil {
		return
	}
	out, refused := Undo(c.name, c.data, d.before, d.after)
	c.made(who, "take back", &deed{id: d.id, was: d.is, is: d.was}, out, refused, c.same(d.id, d.is))
}

// check reads the file in the end.
func (c *crowd) check() {
	notes, ps := Notes(c.name, c.data)
	if ps.Errors() > 0 || len(notes) != len(c.model) {
		c.t.Errorf("%d notes, want %d; %v", len(notes), len(c.model), ps)
	}
	for _, n := range notes {
		if want, ok := c.model[n.ID]; !ok || !SameNote(n, want) {
			c.t.Errorf("note %s says %+v, want %+v", n.ID, n, want)
		}
	}
	for i := range c.remarks {
		if strings.Count(string(c.data), fmt.Sprintf("# remark %d.", i)) != 1 {
			c.t.Errorf("remark %d is lost", i)
		}
	}
}
