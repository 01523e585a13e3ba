package confirm_test

import (
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gloss/generator/confirm"
	"gloss/generator/edition"
	"gloss/generator/load"
)

// life is an essay whose every word is known by a number, so that it is known
// what became of each.
type life struct {
	t     testing.TB
	dir   string
	rand  *rand.Rand
	next  int
	paras [][]token
	vocab []string
	notes map[string]map[int]bool // by id: the words it stands on
	dead  map[string]bool
}

type token struct {
	id   int
	word string
}

func newLife(t testing.TB, seed int64, paragraphs int) *life {
	l := &life{t: t, dir: t.TempDir(), rand: rand.New(rand.NewSource(seed)), notes: map[string]map[int]bool{}, dead: map[string]bool{}}
	syllables := strings.Fields("ba de fi go lu ma ne pi ro su ta ve wi zo ka shi ren dor mal tis")
	for range 500 {
		w := ""
		for range 1 + l.rand.Intn(3) {
			w += syllables[l.rand.Intn(len(syllables))]
		}
		l.vocab = append(l.vocab, w)
	}
	for range paragraphs {
		l.paras = append(l.paras, l.sentence(40+l.rand.Intn(40)))
	}
	return l
}

// word draws a word; the first of the vocabulary come most often, as in any
// language.
func (l *life) word() token {
	l.next++
	n := int(float64(len(l.vocab)) * l.rand.Float64() * l.rand.Float64())
	return token{l.next, l.vocab[n]}
}

func (l *life) sentence(n int) (s []token) {
	for k := range n {
		w := l.word()
		if k%11 == 10 || k == n-1 {
			w.word += "."
		}
		s = append(s, w)
	}
	return s
}

// write writes the essay.
func (l *life) write() {
	var b strings.Builder
	b.WriteString("---\ntitle: A life\n---\n")
	for _, p := range l.paras {
		b.WriteByte('\n')
		for i, w := range p {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(w.word)
		}
		b.WriteByte('\n')
	}
	l.file("e/essay.md", b.String())
}

func (l *life) file(name, data string) {
	name = filepath.Join(l.dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		l.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
		l.t.Fatal(err)
	}
}

// annotate writes notes on drawn passages, each told from others by its context.
func (l *life) annotate(n int) {
	var b strings.Builder
	for k := range n {
		p := l.paras[k%len(l.paras)]
		size := 3 + l.rand.Intn(10)
		from := 2 + l.rand.Intn(len(p)-size-4)
		id := fmt.Sprintf("n%d", k)
		l.notes[id] = map[int]bool{}
		var quoted []string
		for _, w := range p[from : from+size] {
			l.notes[id][w.id] = true
			quoted = append(quoted, w.word)
		}
		fmt.Fprintf(&b, "- id: %s\n  target: {exact: %s, prefix: %s %s}\n  body: x\n", id, strings.Join(quoted, " "), p[from-2].word, p[from-1].word)
	}
	l.file("e/annotations.yaml", b.String())
	l.file("site.yaml", "title: T\nlanguage: en\nseries: [{id: a, label: A}]\n")
}

// edit changes the essay in one of seven ways.
func (l *life) edit() string {
	i := l.rand.Intn(len(l.paras))
	p := l.paras[i]
	at := l.rand.Intn(max(1, len(p)-8))
	switch kind := l.rand.Intn(7); {
	case kind == 0:
		l.paras[i] = splice(p, at, at, l.sentence(3+l.rand.Intn(12)))
		return "insert"
	case kind == 1 && len(p) > 30:
		l.paras[i] = splice(p, at, at+1+l.rand.Intn(8), nil)
		return "delete"
	case kind == 2 && len(p) > 10:
		l.paras[i] = splice(p, at, at+1, []token{l.word()})
		return "reword"
	case kind == 3:
		l.paras = splice(l.paras, i, i+1, nil)
		to := l.rand.Intn(len(l.paras) + 1)
		l.paras = splice(l.paras, to, to, [][]token{p})
		return "move"
	case kind == 4 && len(p) > 40:
		half := len(p)/2 + l.rand.Intn(5)
		l.paras = splice(l.paras, i, i+1, [][]token{p[:half:half], p[half:]})
		return "split"
	case kind == 5 && i+1 < len(l.paras) && len(p) < 120:
		l.paras = splice(l.paras, i, i+2, [][]token{append(p[:len(p):len(p)], l.paras[i+1]...)})
		return "merge"
	}
	l.paras[i] = splice(p, 0, min(3, len(p)), l.sentence(3))
	return "retitle"
}

func splice[T any](s []T, from, to int, with []T) []T {
	to = min(to, len(s))
	return append(append(append([]T{}, s[:from]...), with...), s[to:]...)
}

// on lists the words that stand in a passage.
func (l *life) on(p edition.Passage) map[int]bool {
	in, at := map[int]bool{}, 0
	for _, para := range l.paras {
		for _, w := range para {
			if at < p.End && at+len(strings.TrimSuffix(w.word, ".")) > p.Start {
				in[w.id] = true
			}
			at += len(w.word) + 1
		}
	}
	return in
}

// whole reports whether words stand side by side and in the order they had.
func (l *life) whole(words map[int]bool) bool {
	for _, para := range l.paras {
		for i, w := range para {
			if !words[w.id] {
				continue
			}
			n := 0
			for ; i+n < len(para) && words[para[i+n].id]; n++ {
			}
			return n == len(words)
		}
	}
	return false
}

// make opens the content and plans to accept what was reworded.
func (l *life) make() (*load.Content, *confirm.Plan) {
	content, err := load.Open(l.dir)
	if err != nil {
		l.t.Fatal(err)
	}
	site, _, err := content.Site()
	if err != nil {
		l.t.Fatal(err)
	}
	plan, err := confirm.Make(content, site, "e", &confirm.Choices{All: true})
	if err != nil {
		l.t.Fatal(err)
	}
	return content, plan
}

// confirm re-anchors, accepts what was reworded, and writes.
func (l *life) confirm() *confirm.Plan {
	content, plan := l.make()
	defer content.Close()
	if plan.Blocked || len(plan.Refused) > 0 {
		l.t.Fatal(plan.Problems, plan.Refused)
	}
	if err := plan.Write(content); err != nil {
		l.t.Fatal(err)
	}
	return plan
}

// TestLongLife takes an essay with a hundred notes through two hundred edits.
// After each, a note whose words all stand is on just these; one that was edited
// is on some of its words, or lost; one whose words are gone is lost; and what
// is lost stays so.
func TestLongLife(t *testing.T) {
	t.Parallel()
	edits := 200
	if testing.Short() {
		edits = 40
	}
	l := newLife(t, 1, 40)
	l.annotate(100)
	l.write()
	for _, a := range l.confirm().Anchored {
		if a.Result != edition.Exact {
			t.Fatalf("%s is %s before any edit", a.Note, a.Result)
		}
	}
	early := 0
	for n := range edits {
		kind := l.edit()
		l.write()
		plan := l.confirm()
		if len(plan.Anchored) != 100 {
			t.Fatalf("edit %d: %d notes of 100", n, len(plan.Anchored))
		}
		for _, a := range plan.Anchored {
			early += l.check(fmt.Sprintf("edit %d (%s): note %s", n, kind, a.Note), a.Note, a.Result, a.Passage)
		}
	}
	t.Logf("%d notes live, %d are lost, %d of them with some of their words left", 100-len(l.dead), len(l.dead), early)
	if early > 5 {
		t.Errorf("%d notes were given up though some of their words stood", early)
	}
	files := len(l.confirm().Files)
	if files > 0 {
		t.Errorf("done again, %d files changed", files)
	}
}

// check checks a note after an edit and returns 1 when it was given up with
// some of its words left.
func (l *life) check(what, id string, result edition.Result, p edition.Passage) int {
	words, left := l.notes[id], map[int]bool{}
	for _, para := range l.paras {
		for _, w := range para {
			if words[w.id] {
				left[w.id] = true
			}
		}
	}
	lost := result == edition.Lost
	switch {
	case l.dead[id]:
		if !lost {
			l.t.Errorf("%s was lost and is %s", what, result)
		}
		return 0
	case lost:
		l.dead[id] = true
		if len(left) == len(words) && l.whole(words) {
			l.t.Errorf("%s is lost, and all its words stand", what)
		}
		return min(1, len(left))
	case result == edition.Ambiguous:
		l.t.Errorf("%s is ambiguous", what)
		return 0
	}
	on := l.on(p)
	shared := 0
	for w := range on {
		if left[w] {
			shared++
		}
	}
	switch {
	case shared == 0:
		l.t.Errorf("%s is %s on words of which none is its own", what, result)
	case len(left) == len(words) && l.whole(words) && (shared != len(words) || len(on) != len(words)):
		l.t.Errorf("%s is %s: of its %d words %d are in a passage of %d", what, result, len(words), shared, len(on))
	}
	l.notes[id] = on
	return 0
}
