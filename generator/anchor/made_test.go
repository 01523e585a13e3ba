package anchor

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gloss/generator/edition"
)

// TestMadeEdits edits real prose by rule, and knows of every word what became of
// it: a second set beside that of real edits, with what no threshold was chosen
// on. Each passage has a fate, with look-alikes that stay where it goes, among
// other edits that change a tenth of the text and more.
func TestMadeEdits(t *testing.T) {
	passages := 2500
	if testing.Short() {
		passages = 600
	}
	texts, pick := proseTexts(t), random(5)
	with, without := scores{}, scores{}
	for n := range passages {
		plain, strange := texts[n%len(texts)], texts[pick(len(texts))]
		e := &essay{pick: pick, vocabulary: strings.Fields(strange)}
		e.take(plain)
		fate := &fates[pick(len(fates))]
		if m, ok := e.choose(); ok {
			m.meet(t, fate, with, without)
		}
	}
	t.Logf("with the old text\n%v", with.table(fateNames()))
	t.Logf("without it\n%v", without.table(fateNames()))
	for _, f := range fates {
		if with.of(f.name).all >= 100 {
			with.rates(t, f.name, f.correct, 10)
		}
	}
	// Where one of two lines side by side is deleted, and they are alike but for a
	// word, nothing says which: none at all cannot be asked.
	with.rates(t, "all", 960, 2)
}

// proseTexts are the texts of the cases, or where they are not the essays of the
// demonstration.
func proseTexts(t *testing.T) (texts []string) {
	for _, pattern := range []string{filepath.Join(casesFolder, "texts", "*.txt"), "../../content/*/essay.md"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Count(string(data), "\n") > 20 {
				texts = append(texts, string(data))
			}
		}
		if len(texts) > 0 {
			return texts
		}
	}
	t.Fatal("there is no prose to edit")
	return nil
}

// take makes a text the essay.
func (e *essay) take(plain string) {
	for line := range strings.Lines(plain) {
		var p []int
		for _, w := range strings.Fields(line) {
			p = append(p, len(e.words))
			e.words = append(e.words, w)
		}
		if len(p) > 0 {
			e.paragraphs = append(e.paragraphs, p)
		}
	}
}

// part is how much of a text around a passage is meant.
type part int

const (
	nothing part = iota
	theWords
	theSentence
	theBlock
)

// fate is what becomes of a passage.
type fate struct {
	name    string
	twin    part // what stands a second time elsewhere
	like    bool // with other words here and there
	edit    func(*made)
	correct int // of a thousand, at least, with the old text
}

var fates = []fate{
	{"kept", nothing, false, func(*made) {}, 980},
	{"reworded", nothing, false, (*made).reword, 930},
	{"repeated", theWords, false, func(*made) {}, 970},
	{"words cut", nothing, false, cut(theWords), 990},
	{"sentence cut", nothing, false, cut(theSentence), 990},
	{"block cut", nothing, false, cut(theBlock), 990},
	{"rewritten", nothing, false, rewrite(theSentence), 990},
	{"words cut, twin stays", theWords, false, cut(theWords), 990},
	{"sentence cut, twin stays", theSentence, false, cut(theSentence), 990},
	{"block cut, twin stays", theBlock, false, cut(theBlock), 990},
	{"sentence cut, like one stays", theSentence, true, cut(theSentence), 990},
	{"rewritten, twin stays", theSentence, false, rewrite(theSentence), 990},
	{"sentence moved", nothing, false, move(theSentence), 650},
	{"block moved", nothing, false, move(theBlock), 880},
}

func fateNames() (names []string) {
	for _, f := range fates {
		names = append(names, f.name)
	}
	return append(names, "all")
}

// made is an essay with a passage, by the numbers of its words.
type made struct {
	*essay
	passage []int
}

// choose chooses a passage of two to fifteen words.
func (e *essay) choose() (*made, bool) {
	p := e.paragraphs[e.pick(len(e.paragraphs))]
	n := min(len(p), 2+e.pick(14))
	from := e.pick(len(p) - n + 1)
	m := &made{e, slices.Clone(p[from : from+n])}
	return m, n > 1 && len(m.text()) > 9 && len(e.paragraphs) > 8
}

func (m *made) text() string {
	var words []string
	for _, w := range m.passage {
		words = append(words, m.words[w])
	}
	return strings.Join(words, " ")
}

// meet lets a passage meet its fate, among other edits, and scores what is said
// of it.
func (m *made) meet(t *testing.T, f *fate, with, without scores) {
	if f.twin != nothing {
		m.plant(f.twin, f.like)
	}
	was := m.print()
	p := edition.Passage{Start: was.at[m.passage[0]].Start, End: was.at[m.passage[len(m.passage)-1]].End}
	f.edit(m)
	for range m.pick(1 + len(was.order)/60) {
		m.essay.edit()
	}
	now := m.print()
	truth, ok := m.truth(now)
	if !ok {
		return
	}
	carried := Compare(was.index, now.index).Carry(p)
	sought := now.index.Search(was.index.Selector(p))
	in := &measured{now.index, NewCodePoints(now.index.text.Plain)}
	wrong := with.of(f.name).wrong
	for _, class := range []string{f.name, "all"} {
		with.of(class).add(truth, in, carried.Placed)
		without.of(class).add(truth, in, sought.Placed)
	}
	if with.of(f.name).wrong > wrong {
		t.Logf("%s: %q became %v %q", f.name, was.text(p), carried.Result, now.text(carried.Passage))
	}
}

// truth is where the passage stands now. It is not known when less than two
// thirds of its words stand, or not side by side.
func (m *made) truth(now *print) (*realEdit, bool) {
	var stand []int // where the words stand that do, in words
	for _, w := range m.passage {
		if n := slices.Index(now.order, w); n >= 0 {
			stand = append(stand, n)
		}
	}
	if len(stand) == 0 {
		return &realEdit{}, true
	}
	first, last := stand[0], stand[len(stand)-1]
	if 3*len(stand) < 2*len(m.passage) || !slices.IsSorted(stand) || last-first > len(m.passage)+4 {
		return nil, false
	}
	points := NewCodePoints(now.index.text.Plain)
	return &realEdit{Expected: &codePoints{
		points.Count(now.at[now.order[first]].Start), points.Count(now.at[now.order[last]].End),
	}}, true
}

// find finds a part around the passage: its paragraph, and its words there.
func (m *made) find(what part) (n, from, to int) {
	for n = range m.paragraphs {
		if from = slices.Index(m.paragraphs[n], m.passage[0]); from >= 0 {
			break
		}
	}
	p := m.paragraphs[n]
	to = from + len(m.passage)
	ends := func(i int) bool { return strings.ContainsAny(m.words[p[i]][len(m.words[p[i]])-1:], ".?!:;") }
	switch what {
	case theBlock:
		return n, 0, len(p)
	case theSentence:
		for from > 0 && !ends(from-1) {
			from--
		}
		for to < len(p) && !ends(to-1) {
			to++
		}
	}
	return n, from, to
}

// splice puts other words in the place of some.
func (m *made) splice(n, from, to int, words []int) {
	m.paragraphs[n] = slices.Concat(m.paragraphs[n][:from], words, m.paragraphs[n][to:])
	if len(m.paragraphs[n]) == 0 {
		m.paragraphs = slices.Delete(slices.Clone(m.paragraphs), n, n+1)
	}
}

// insert puts words somewhere else than near a paragraph: as one of their own, or
// at the beginning or the end of one.
func (m *made) insert(words []int, farFrom int) {
	n := m.pick(len(m.paragraphs))
	for -3 < n-farFrom && n-farFrom < 3 {
		n = m.pick(len(m.paragraphs))
	}
	switch at := len(m.paragraphs[n]); m.pick(3) {
	case 0:
		m.paragraphs = slices.Insert(slices.Clone(m.paragraphs), n, words)
	case 1:
		m.splice(n, at, at, words)
	default:
		m.splice(n, 0, 0, words)
	}
}

// plant makes a twin.
func (m *made) plant(what part, like bool) {
	n, from, to := m.find(what)
	var twin []int
	for _, w := range m.paragraphs[n][from:to] {
		if like && m.pick(6) == 0 {
			twin = append(twin, m.write(1)...)
			continue
		}
		twin = append(twin, len(m.words))
		m.words = append(m.words, m.words[w])
	}
	m.insert(twin, n)
}

func cut(what part) func(*made) {
	return func(m *made) {
		n, from, to := m.find(what)
		m.splice(n, from, to, nil)
	}
}

func rewrite(what part) func(*made) {
	return func(m *made) {
		n, from, to := m.find(what)
		m.splice(n, from, to, m.write(to-from))
	}
}

func move(what part) func(*made) {
	return func(m *made) {
		n, from, to := m.find(what)
		words := slices.Clone(m.paragraphs[n][from:to])
		m.splice(n, from, to, nil)
		if what == theBlock {
			m.paragraphs = slices.Insert(slices.Clone(m.paragraphs), m.pick(len(m.paragraphs)+1), words)
			return
		}
		m.insert(words, n)
	}
}

// reword replaces, deletes and inserts words of the passage, one in six.
func (m *made) reword() {
	n, from, to := m.find(theWords)
	for i := to - 1; i >= from; i-- {
		switch m.pick(18) {
		case 0:
			m.splice(n, i, i+1, m.write(1))
		case 1:
			m.splice(n, i, i+1, nil)
		case 2:
			m.splice(n, i, i, m.write(1+m.pick(3)))
		}
	}
}
