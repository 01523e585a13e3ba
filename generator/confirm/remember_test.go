package confirm_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"gloss/generator/confirm"
	"gloss/generator/diff"
	"gloss/generator/load"
	"gloss/generator/load/loadtest"
)

const remembered = `
-- site.yaml --
title: A site
language: en
-- e/essay.md --
---
title: The river
---

The innkeeper kept a lamp burning in the upper window for those who came late, as his mother had done.

Some of his guests had drowned in the river on their way, and their names were cut into the beam above the door.

In the spring of that year the river rose above the mill, and the miller moved his family into the church.
-- e/annotations.yaml --
- {id: lamp, target: a lamp burning, body: One.}
- {id: beam, target: the beam above the door, body: Two.}
- {id: mill, target: {exact: river, prefix: the, suffix: rose}, body: Three.}
`

// TestRemember changes one note after another way, before or after the essay was
// edited, and looks at which lines of the lock change.
func TestRemember(t *testing.T) {
	for _, c := range []struct {
		name     string
		essay    string // what is replaced in the essay, and by what
		notes    string // likewise in the notes
		was, now string
		want     string
	}{
		{
			"a new note", "", "- {id: beam, =>- {id: church, target: the church, body: New.}\n- {id: beam, ", "", "church",
			`+{"note":"church","n":1,"in":"in-the-spring-of","start":95,"end":105,"target":{"exact":"the church"}}`,
		},
		{
			"a note changed to other words", "", "a lamp burning=>the upper window", "lamp", "lamp",
			`-{"note":"lamp","n":1,"in":"the-innkeeper-kept-a","start":19,"end":33,"target":{"exact":"a lamp burning"}}
+{"note":"lamp","n":1,"in":"the-innkeeper-kept-a","start":37,"end":53,"target":{"exact":"the upper window"}}`,
		},
		{
			"a note with a second place", "", "target: a lamp burning=>target: [the upper window, a lamp burning]", "lamp", "lamp",
			`-{"note":"lamp","n":1,"in":"the-innkeeper-kept-a","start":19,"end":33,"target":{"exact":"a lamp burning"}}
+{"note":"lamp","n":2,"in":"the-innkeeper-kept-a","start":19,"end":33,"target":{"exact":"a lamp burning"}}
+{"note":"lamp","n":1,"in":"the-innkeeper-kept-a","start":37,"end":53,"target":{"exact":"the upper window"}}`,
		},
		{
			"a note taken out", "", "- {id: lamp, target: a lamp burning, body: One.}\n=>", "lamp", "",
			`-{"note":"lamp","n":1,"in":"the-innkeeper-kept-a","start":19,"end":33,"target":{"exact":"a lamp burning"}}`,
		},
		{
			"a note with another id", "", "id: lamp=>id: light", "lamp", "light",
			`-{"note":"lamp","n":1,"in":"the-innkeeper-kept-a","start":19,"end":33,"target":{"exact":"a lamp burning"}}
+{"note":"light","n":1,"in":"the-innkeeper-kept-a","start":19,"end":33,"target":{"exact":"a lamp burning"}}`,
		},
		{"another body", "", "body: One.=>body: Another.", "lamp", "lamp", ""},
		{"words that stand in two places", "", "a lamp burning=>the river", "lamp", "lamp", `-{"note":"lamp","n":1,"in":"the-innkeeper-kept-a","start":19,"end":33,"target":{"exact":"a lamp burning"}}`},
		{"another body, and the words were edited", "a lamp burning=>a light burning", "body: One.=>body: Another.", "lamp", "lamp", ""},
		{
			"a new note, and the essay was edited elsewhere", "a lamp=>a bright and large lamp", "- {id: beam, =>- {id: church, target: the church, body: New.}\n- {id: beam, ", "", "church",
			`+{"note":"church","n":1,"in":"in-the-spring-of","start":95,"end":105,"target":{"exact":"the church"}}`,
		},
		{"a new note in what was edited", "moved his family=>took his family", "- {id: beam, =>- {id: church, target: the church, body: New.}\n- {id: beam, ", "", "church", ""},
		{
			"a new note over two blocks", "a lamp=>a bright lamp", "- {id: beam, =>- {id: long, target: {start: names were cut, end: above the mill}, body: New.}\n- {id: beam, ", "", "long",
			`+{"note":"long","n":1,"in":"some-of-his-guests","start":68,"to":"in-the-spring-of","end":56,"target":{"start":{"exact":"names were cut"},"end":{"exact":"above the mill"}}}`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := &life{t: t, dir: loadtest.Plant(t, txtar.Parse([]byte(remembered)))}
			l.note("", "")
			l.confirm()
			for name, change := range map[string]string{"e/essay.md": c.essay, "e/annotations.yaml": c.notes} {
				from, to, _ := strings.Cut(change, "=>")
				l.file(name, strings.Replace(l.read(name), from, to, 1))
			}
			if diff := cmp.Diff(c.want, l.note(c.was, c.now)); diff != "" {
				t.Errorf("lines of the lock (-want +got)\n%s", diff)
			}
			if again := l.note(c.was, c.now); again != "" {
				t.Errorf("done again it changes\n%s", again)
			}
		})
	}
}

// note remembers one note and returns the lines of the lock that change.
func (l *life) note(was, now string) string {
	content, err := load.Open(l.dir)
	if err != nil {
		l.t.Fatal(err)
	}
	defer content.Close()
	site, _, err := content.Site()
	if err != nil {
		l.t.Fatal(err)
	}
	f, err := confirm.Remember(content, site, "e", was, now)
	if err != nil {
		l.t.Fatal(err)
	}
	if f == nil {
		return ""
	}
	if err := content.Replace(f.Name, f.Old, f.New); err != nil {
		l.t.Fatal(err)
	}
	var changed []string
	for line := range strings.Lines(diff.Lines("", string(f.Old), string(f.New))) {
		if strings.HasPrefix(line, "+{") || strings.HasPrefix(line, "-{") {
			changed = append(changed, strings.TrimSuffix(line, "\n"))
		}
	}
	return strings.Join(changed, "\n")
}

// A lock that is not there is made with every note that is certain, as gloss
// anchor --write makes it; one that cannot be read whole is left as it is.
func TestRememberWithoutLock(t *testing.T) {
	l := &life{t: t, dir: loadtest.Plant(t, txtar.Parse([]byte(remembered)))}
	l.note("", "lamp")
	lock := l.read("e/essay.lock")
	if n := strings.Count(lock, `{"note"`); n != 3 {
		t.Errorf("%d notes in a new lock, want all three:\n%s", n, lock)
	}
	if err := os.Remove(filepath.Join(l.dir, "e/essay.lock")); err != nil {
		t.Fatal(err)
	}
	l.confirm()
	if made := l.read("e/essay.lock"); made != lock {
		t.Errorf("gloss anchor makes another one (-remembered +made)\n%s", cmp.Diff(lock, made))
	}
	damaged := strings.Replace(lock, `{"note":"beam"`, `<<<<<<< HEAD`+"\n"+`{"note":"beam"`, 1)
	l.file("e/essay.lock", damaged)
	l.file("e/annotations.yaml", strings.Replace(l.read("e/annotations.yaml"), "a lamp burning", "the upper window", 1))
	if changed := l.note("lamp", "lamp"); changed != "" || l.read("e/essay.lock") != damaged {
		t.Errorf("a damaged lock was changed:\n%s", changed)
	}
}
