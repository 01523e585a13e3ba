package anchor

import (
	"slices"
	"sort"
	"strings"
	"testing"

	"gloss/generator/edition"
)

// TestLongLife takes an essay through 200 edits with 100 notes, carried across
// each of them, and knows of every word whether it is still the same one. No note
// ever stands on words that are not its own; one whose words stand is on them;
// one whose words are gone is lost.
func TestLongLife(t *testing.T) {
	for seed := range uint64(3) {
		e := newEssay(random(seed + 1))
		notes := e.annotate(100)
		alive, results := len(notes), map[edition.Result]int{}
		for range 200 {
			was := e.print()
			what := e.edit()
			now := e.print()
			edit := Compare(was.index, now.index)
			for i, p := range notes {
				if p.Len() == 0 {
					continue
				}
				found := edit.Carry(p)
				results[found.Result]++
				checkLife(t, what, was, now, p, found)
				if notes[i] = found.Passage; found.Result == edition.Lost {
					alive--
				}
			}
		}
		t.Logf("%d of %d notes stand after 200 edits; %v", alive, len(notes), results)
		if alive == 0 || alive == len(notes) {
			t.Error("nothing was tested")
		}
	}
}

// checkLife checks what became of a passage in one edit.
func checkLife(t *testing.T, what string, was, now *print, p edition.Passage, found Found) {
	t.Helper()
	words := was.in(p)
	var kept []int // of words, those that still stand
	keptWeight, weight := 0, 0
	for _, w := range words {
		n := len(was.essay.words[w])
		weight += n
		if _, ok := now.at[w]; ok {
			kept = append(kept, w)
			keptWeight += n
		}
	}
	got := now.in(found.Passage)
	fail := func(why string) {
		t.Errorf("%s: %s: %q became %v %q", what, why, was.text(p), found.Result, now.text(found.Passage))
	}
	switch {
	case found.Result == edition.Lost:
		if keptWeight*10 > weight*6 && now.together(kept) {
			fail("its words stand")
		}
	case len(kept) == 0:
		fail("its words are gone")
	case !slices.ContainsFunc(got, func(w int) bool { return slices.Contains(kept, w) }):
		fail("these are other words")
	case len(kept) == len(words) && now.adjacent(words):
		if found.Result > edition.Moved || !slices.Equal(got, words) {
			fail("nothing was changed")
		}
	case slices.Index(got, kept[0]) > len(words)-len(kept):
		fail("words before it were swallowed")
	}
}

// essay is a text that knows its words: each has a number of its own for life.
type essay struct {
	pick       func(int) int
	vocabulary []string
	words      []string // by number
	paragraphs [][]int
}

func newEssay(pick func(int) int) *essay {
	e := &essay{pick: pick, vocabulary: strings.Fields(prose(60_000))}
	for range 50 {
		e.paragraphs = append(e.paragraphs, e.write(10+pick(70)))
	}
	return e
}

// write makes new words.
func (e *essay) write(n int) (words []int) {
	for range n {
		words = append(words, len(e.words))
		e.words = append(e.words, e.vocabulary[e.pick(len(e.vocabulary))])
	}
	return words
}

// annotate draws passages of two to twelve words.
func (e *essay) annotate(n int) (notes []edition.Passage) {
	now := e.print()
	for len(notes) < n {
		p := e.paragraphs[e.pick(len(e.paragraphs))]
		first := e.pick(len(p) - 1)
		last := min(len(p)-1, first+1+e.pick(11))
		notes = append(notes, edition.Passage{Start: now.at[p[first]].Start, End: now.at[p[last]].End})
	}
	return notes
}

// edit makes one edit and says what it did.
func (e *essay) edit() string {
	n := e.pick(len(e.paragraphs))
	p := e.paragraphs[n]
	from := e.pick(len(p))
	to := min(len(p), from+1+e.pick(12))
	switch e.pick(8) {
	case 0:
		e.paragraphs[n] = slices.Insert(slices.Clone(p), from, e.write(1+e.pick(15))...)
		return "insert"
	case 1:
		if to-from < len(p)-1 {
			e.paragraphs[n] = slices.Delete(slices.Clone(p), from, to)
		}
		return "delete"
	case 2:
		to = min(to, from+4)
		e.paragraphs[n] = slices.Replace(slices.Clone(p), from, to, e.write(1+e.pick(5))...)
		return "reword"
	case 3:
		if len(p) < 10 { // too short to be told from others without its surroundings
			return "nothing"
		}
		e.paragraphs = slices.Delete(e.paragraphs, n, n+1)
		e.paragraphs = slices.Insert(e.paragraphs, e.pick(len(e.paragraphs)+1), p)
		return "move"
	case 4:
		if from > 1 && len(p)-from > 1 {
			e.paragraphs = slices.Replace(e.paragraphs, n, n+1, slices.Clone(p[:from]), slices.Clone(p[from:]))
		}
		return "split"
	case 5:
		if n+1 < len(e.paragraphs) {
			e.paragraphs = slices.Replace(e.paragraphs, n, n+2, slices.Concat(p, e.paragraphs[n+1]))
		}
		return "merge"
	case 6:
		e.paragraphs = slices.Insert(e.paragraphs, n, e.write(2+e.pick(60)))
		return "new paragraph"
	}
	if len(e.paragraphs) > 30 && e.pick(3) == 0 {
		e.paragraphs = slices.Delete(e.paragraphs, n, n+1)
		return "delete paragraph"
	}
	if len(p) < 12 { // a title
		e.paragraphs[n] = e.write(len(p))
	}
	return "retitle"
}

// print is a state of an essay: its text, and where each word stands in it.
type print struct {
	essay *essay
	index *Index
	order []int // the words' numbers as they stand
	at    map[int]edition.Passage
}

func (e *essay) print() *print {
	s := &print{essay: e, at: map[int]edition.Passage{}}
	var b strings.Builder
	for _, p := range e.paragraphs {
		for i, w := range p {
			if i > 0 {
				b.WriteByte(' ')
			}
			s.at[w] = edition.Passage{Start: b.Len(), End: b.Len() + len(e.words[w])}
			s.order = append(s.order, w)
			b.WriteString(e.words[w])
		}
		b.WriteByte('\n')
	}
	s.index = NewIndex(Plain(b.String()))
	return s
}

func (s *print) text(p edition.Passage) string { return s.index.text.Plain[p.Start:p.End] }

// in returns the words that stand in a passage, in order.
func (s *print) in(p edition.Passage) []int {
	first := sort.Search(len(s.order), func(n int) bool { return s.at[s.order[n]].End > p.Start })
	last := sort.Search(len(s.order), func(n int) bool { return s.at[s.order[n]].Start >= p.End })
	return s.order[first:max(first, last)]
}

// together reports whether words stand near each other, in this order.
func (s *print) together(words []int) bool {
	first, last := slices.Index(s.order, words[0]), slices.Index(s.order, words[len(words)-1])
	return first <= last && last-first < 3*len(words)+10
}

// adjacent reports whether words stand side by side in this order.
func (s *print) adjacent(words []int) bool {
	n := slices.Index(s.order, words[0])
	return n >= 0 && n+len(words) <= len(s.order) && slices.Equal(s.order[n:n+len(words)], words)
}
