package load

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gloss/generator/edition"
	"gloss/generator/markdown"
	"gloss/generator/sidecar"
)

const keptEssay = `---
title: Walking
---

# On the road

The road is long, and he who walks it knows that the road is the point of it.

- First of all one needs a pair of shoes.
- Then a stick, of ash or of hazel.

The road is long, said another, but he said it sitting down by the fire.

![](a.png)

Nobody arrives who has not gone astray at least once in the wood. {#astray}
`

// readEssay reads an essay with the lock of another.
func readEssay(t *testing.T, essay string, lock *edition.Lock) *edition.Document {
	t.Helper()
	dir := t.TempDir()
	files := map[string]string{"site.yaml": "title: T\n", "e/essay.md": essay}
	if lock != nil {
		files["e/essay.lock"] = string(sidecar.FormatLock(lock))
	}
	for name, data := range files {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	s, _, err := c.Site()
	if err != nil {
		t.Fatal(err)
	}
	m, ps, err := c.Edition("e", s)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range ps {
		if strings.Contains(p.Text, "lock") {
			t.Error(p)
		}
	}
	return m.Essay
}

// ids maps the words with which blocks begin to their ids.
func ids(doc *edition.Document) map[string]string {
	m := map[string]string{}
	for _, list := range [2][]edition.Block{doc.Text.Blocks, doc.Text.Groups} {
		for _, b := range list {
			words := doc.Text.Plain[b.Start:b.End]
			m[b.Kind.Name()+" "+words[:min(len(words), 22)]] = b.ID
		}
	}
	return m
}

func TestIDsAreKept(t *testing.T) {
	was := readEssay(t, keptEssay, nil)
	lock := &edition.Lock{Text: was.Text}
	old := ids(was)
	for _, c := range []struct {
		name, from, to string
		same           map[string]string // block now → block then
	}{
		{"nothing", "", "", nil},
		{"ten before", "The road is long, and", strings.Repeat("The road is long, once more.\n\n", 10) + "The road is long, and", map[string]string{
			"paragraph The road is long, once": "-",
		}},
		{"first words", "The road is long, said another", "Yes, long it is, said another", map[string]string{"paragraph Yes, long it is, said ": "paragraph The road is long, said"}},
		{"an item before", "- First of all", "- Before all that: a purpose.\n- First of all", map[string]string{
			"list Before all that: a pur": "list First of all one needs", "item Before all that: a pur": "-",
		}},
		{"moved", "# On the road\n\nThe road is long, and he who walks it knows that the road is the point of it.\n", "# On the road\n", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			essay := keptEssay
			if c.from != "" {
				essay = strings.Replace(essay, c.from, c.to, 1)
			}
			doc := readEssay(t, essay, lock)
			seen := map[string]bool{}
			for _, list := range [2][]edition.Block{doc.Text.Blocks, doc.Text.Groups} {
				for _, b := range list {
					if b.ID == "" || seen[b.ID] {
						t.Errorf("the id %q stands twice", b.ID)
					}
					seen[b.ID] = true
				}
			}
			for block, id := range ids(doc) {
				then := block
				if k, ok := c.same[block]; ok {
					then = k
				}
				if want, ok := old[then]; ok && id != want {
					t.Errorf("%s has the id %q, want %q", block, id, want)
				}
			}
			for _, p := range doc.Flow {
				if p.Ends != "" && !seen[p.Ends] {
					t.Errorf("a block ends that begins nowhere: %q", p.Ends)
				}
			}
		})
	}
}

// The id of a block that is gone goes to no other, and the author's comes first.
func TestIDsThatAreGone(t *testing.T) {
	lock := &edition.Lock{Text: readEssay(t, keptEssay, nil).Text}
	gone := ids(readEssay(t, keptEssay, nil))["heading On the road"]
	essay := strings.Replace(keptEssay, "# On the road\n", "", 1)
	essay = strings.Replace(essay, "![](a.png)", "On the road\n\n![](a.png)", 1)
	if id := ids(readEssay(t, strings.Replace(essay, "On the road\n\n", "On the road of all roads nobody was seen.\n\n", 1), lock))["paragraph On the road of all roa"]; id == "" || id == gone {
		t.Errorf("a new paragraph has the id %q of one that is gone", id)
	}
	given := strings.Replace(keptEssay, "of hazel.", "of hazel. {#on-the-road}", 1)
	got := ids(readEssay(t, given, lock))
	if got["item Then a stick, of ash o"] != "on-the-road" || got["heading On the road"] == "on-the-road" {
		t.Errorf("the author's id does not come first: %v", got)
	}
}

// The ids of an essay of so many lists are kept through an edit. Of ten times as
// many it takes some ten times as long.
func BenchmarkKeptLists(b *testing.B) {
	for _, lists := range []int{300, 3000} {
		var essay strings.Builder
		essay.WriteString("---\ntitle: T\n---\n")
		for n := range lists {
			fmt.Fprintf(&essay, "\nHere begins list %d.\n\n- The first of %d.\n- The second of %d.\n", n, n, n)
		}
		read := func(essay string, lock *edition.Lock) *edition.Text {
			doc, _ := markdown.Parse([]byte(essay), markdown.Options{Place: func(int) edition.Place { return edition.Place{} }, Kept: kept(lock)})
			return &doc.Text
		}
		lock := &edition.Lock{Text: *read(essay.String(), nil)}
		edited := strings.Replace(essay.String(), "list 7", "the list 7", 1)
		b.Run(fmt.Sprint(lists, " lists"), func(b *testing.B) {
			for b.Loop() {
				read(edited, lock)
			}
		})
	}
}
