package anchor

import (
	"slices"
	"testing"

	"gloss/generator/edition"
)

// TestByOrder quotes real prose as a careless editor does, a word or two without
// any context, in the order of the text. What its neighbours decide is right every
// time. Where the notes stand in another order nothing is decided.
func TestByOrder(t *testing.T) {
	pick := random(11)
	ambiguous, decided := 0, 0
	for _, plain := range proseTexts(t) {
		x := NewIndex(Plain(plain))
		if len(x.words()) < 400 {
			continue
		}
		var found []Found
		var truth []edition.Passage
		for at := 0; at < len(x.words())-4; at += 1 + pick(60) {
			p := x.passage(int(x.words()[at].from), int(x.words()[at+pick(4)].to))
			f := x.Find(edition.Selector{Exact: plain[p.Start:p.End]})
			if f.Result == edition.Ambiguous {
				ambiguous++
			}
			found, truth = append(found, f), append(truth, p)
		}
		shuffled := slices.Clone(found)
		slices.Reverse(shuffled)
		if n := ByOrder(shuffled); len(n) > 0 {
			t.Errorf("%d were decided though the notes stand backwards", len(n))
		}
		for _, n := range ByOrder(found) {
			decided++
			if found[n].Result != edition.Exact || found[n].Passage != truth[n] {
				t.Errorf("%q is %v at %v, not at %v", plain[truth[n].Start:truth[n].End], found[n].Result, found[n].Passage, truth[n])
			}
		}
	}
	t.Logf("of %d ambiguous quotations the neighbours decide %d", ambiguous, decided)
	if 3*decided < ambiguous {
		t.Error("too few are decided")
	}
}
