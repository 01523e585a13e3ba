package anchor

import (
	"slices"
	"testing"

	"gloss/generator/edition"
)

// careless is prose quoted as a careless editor does: a word to four without any
// context, in the order of the text.
type careless struct {
	index *Index
	found []Found
	truth []edition.Passage
}

func quoteCarelessly(x *Index, pick func(int) int) *careless {
	c := &careless{index: x}
	for at := 0; at < len(x.words())-4; at += 1 + pick(60) {
		c.quote(at, pick)
	}
	return c
}

// quote adds a quotation of a word to four.
func (c *careless) quote(word int, pick func(int) int) {
	words := c.index.words()
	p := c.index.passage(int(words[word].from), int(words[word+pick(4)].to))
	c.found = append(c.found, c.index.Find(edition.Selector{Exact: c.index.text.Plain[p.Start:p.End]}))
	c.truth = append(c.truth, p)
}

// decide has the order decide, and counts what it decides and what of that is wrong.
func (c *careless) decide() (decided, wrong int) {
	found := slices.Clone(c.found)
	for _, n := range ByOrder(found) {
		decided++
		if found[n].Result != edition.Exact || found[n].Passage != c.truth[n] {
			wrong++
		}
	}
	return decided, wrong
}

// ambiguous counts what is so by itself.
func (c *careless) ambiguous() (n int) {
	for _, f := range c.found {
		if f.Result == edition.Ambiguous {
			n++
		}
	}
	return n
}

func carelessTexts(t *testing.T) (indexes []*Index) {
	for _, plain := range proseTexts(t) {
		if x := NewIndex(Plain(plain)); len(x.words()) >= 400 {
			indexes = append(indexes, x)
		}
	}
	return indexes
}

// TestByOrder takes the order of the notes as evidence. What it decides is right
// every time. Where the notes stand in another order nothing is decided, nor
// anything before the first that has a place or behind the last.
func TestByOrder(t *testing.T) {
	pick := random(11)
	ambiguous, decided := 0, 0
	for _, x := range carelessTexts(t) {
		c := quoteCarelessly(x, pick)
		n, wrong := c.decide()
		if wrong > 0 {
			t.Errorf("%d of %d that are decided are wrong", wrong, n)
		}
		ambiguous, decided = ambiguous+c.ambiguous(), decided+n
		back := slices.Clone(c.found)
		slices.Reverse(back)
		if n := ByOrder(back); len(n) > 0 {
			t.Errorf("%d were decided though the notes stand backwards", len(n))
		}
		strays := slices.DeleteFunc(slices.Clone(c.found), func(f Found) bool { return f.Result != edition.Ambiguous })
		for _, n := range ByOrder(slices.Concat(strays, c.found, strays)) {
			if n < len(strays) || n >= len(strays)+len(c.found) {
				t.Error("one that stands at an end of the file is decided")
			}
		}
	}
	t.Logf("of %d ambiguous quotations the neighbours decide %d", ambiguous, decided)
	if 3*decided < ambiguous {
		t.Error("too few are decided")
	}
}

// TestByOrderAppended adds notes at the end of the file that belong anywhere: one,
// of which nothing is ever decided, and three, which are taken to be in order only
// where chance has made them so.
func TestByOrderAppended(t *testing.T) {
	pick := random(12)
	for _, more := range []int{1, 3} {
		appended, decided, wrong := 0, 0, 0
		for _, x := range carelessTexts(t) {
			c := quoteCarelessly(x, pick)
			ordered := c.found
			for range 20 {
				c.found = slices.Clip(ordered)
				for range more {
					c.quote(pick(len(x.words())-4), pick)
				}
				found := slices.Clone(c.found)
				for _, n := range ByOrder(found) {
					if n < len(ordered) {
						continue
					}
					if decided++; found[n].Passage != c.truth[n] {
						wrong++
					}
				}
				appended += more
				c.truth = c.truth[:len(ordered)]
			}
		}
		t.Logf("of %d appended %d at a time, %d are decided, %d wrongly", appended, more, decided, wrong)
		if more == 1 && decided > 0 || 500*wrong > appended {
			t.Errorf("appended %d at a time, too many are decided", more)
		}
	}
}
