package anchor

import (
	"cmp"
	"slices"

	"gloss/generator/edition"
)

// Search finds the passage that a selector quotes in a text that may have been
// edited since, when nothing but the selector is known. Where Find decides, so
// does Search. Else it looks for the words of prefix, quotation and suffix
// together; what it finds so is reworded, even where the quotation itself
// stands unchanged in reworded surroundings. Where two places are nearly as good
// it is ambiguous, and where none is good enough, lost.
func (x *Index) Search(s edition.Selector) Found {
	switch standing := x.places(s, x.all()).best(); len(standing) {
	case 0:
	case 1:
		return exactly(standing[0])
	default:
		return ambiguous(standing)
	}
	places := x.candidates(newQuery(s))
	if len(places) == 0 || !sought.allow(places[0]) {
		return lost(x.nearest(places, s, x.all()))
	}
	if len(places) > 1 && !better(places[0], places[1]) {
		return Found{Placed: edition.Placed{Result: edition.Ambiguous}, Near: x.named(places)}
	}
	return Found{Placed: edition.Placed{Passage: x.place(places[0]), Result: edition.Reworded}, Likeness: places[0].likeness}
}

// better reports whether a place is that much better than another that it
// decides: by the margin, or because all the context agrees there alone.
func better(a, b image) bool {
	return a.total >= b.total+margin || a.context == 1 && b.context < 1
}

// place is where an image stands.
func (x *Index) place(m image) edition.Passage {
	words := x.words()
	return x.passage(int(words[m.start].from), int(words[m.end-1].to))
}

// folded is what stands in an image, folded.
func (x *Index) folded(m image) string {
	words := x.words()
	return x.fold.text[words[m.start].from:words[m.end-1].to]
}

// query is a selector in words.
type query struct {
	words       []token // of prefix, quotation and suffix
	first, last int     // the quotation's
}

// newQuery splits a selector into words. The outermost words of its context may
// have been cut and are left out.
func newQuery(s edition.Selector) query {
	f := fold(s.Prefix + s.Exact + s.Suffix)
	words := tokenise(f.text)
	first, last := wordsIn(words, f.at(len(s.Prefix)), f.at(len(s.Prefix)+len(s.Exact)))
	if last < len(words) {
		words = words[:len(words)-1]
	}
	if first > 0 {
		words, first, last = words[1:], first-1, last-1
	}
	return query{words, first, last}
}

// How candidates are sought: by the rarest words of the query, in the windows
// that hold most of them.
const (
	seeds       = 12   // words at most
	mostHits    = 5000 // places of the rarest word at most
	maxHits     = 500  // places of these words at most, but for the first
	maxWindows  = 5
	windowFloor = 2 // a window must hold half of what the best one does
)

// candidates finds what became of a query's quotation in each part of the text
// that holds many words of the query, best first; no two overlap.
func (x *Index) candidates(q query) (found []image) {
	if q.first == q.last {
		return nil
	}
	add := func(m image) {
		overlaps := func(o image) bool { return max(o.start, m.start) < min(o.end, m.end) }
		if m.start < m.end && !slices.ContainsFunc(found, overlaps) {
			found = append(found, m)
		}
	}
	for _, w := range x.windows(q) {
		m := x.within(q, w.from, w.to)
		add(m)
		if m.likeness >= nearFloor { // there may be another beside it
			add(x.within(q, w.from, m.start))
			add(x.within(q, m.end, w.to))
		}
	}
	slices.SortStableFunc(found, func(a, b image) int { return cmp.Compare(b.total, a.total) })
	return found
}

// within aligns a query with the words of the text from one to another and
// returns what became of its quotation there.
func (x *Index) within(q query, from, to int) image {
	if to-from < (q.last-q.first)/2 {
		return image{}
	}
	a := newAlignment(q.words, x.words()[from:to])
	a.chain(0, len(q.words), numbers(nil, 0, to-from))
	m := a.image(q.first, q.last)
	m.start, m.end = m.start+from, m.end+from
	return m
}

// window is a part of a text, in words.
type window struct{ from, to, weight int }

// windows finds the parts of the text that hold most of the rare words of a
// query, heaviest first.
func (x *Index) windows(q query) []window {
	slack := 8 + len(q.words)/4
	var all []window
	hits := x.hits(q)
	first, weight := 0, 0
	for _, h := range hits {
		weight += h.weight
		for ; hits[first].at < h.at-slack; first++ {
			weight -= hits[first].weight
		}
		at := hits[first].at
		if n := len(all) - 1; n < 0 || at-all[n].from > slack {
			all = append(all, window{from: at, weight: weight})
		} else if weight > all[n].weight {
			all[n] = window{from: at, weight: weight}
		}
	}
	slices.SortStableFunc(all, func(a, b window) int { return b.weight - a.weight })
	for n := range all {
		if n == maxWindows || all[n].weight*windowFloor < all[0].weight {
			return all[:n]
		}
		from := all[n].from
		all[n].from, all[n].to = max(0, from-slack), min(len(x.words()), from+len(q.words)+3*slack)
	}
	return all
}

// hit is a word of a query in the text.
type hit struct {
	at     int // where the query would begin
	weight int
}

// hits finds the rarest words of a query in the text, in order.
func (x *Index) hits(q query) (hits []hit) {
	words, posted := x.words(), x.posted()
	type seed struct {
		n     int // word of the query
		stand []int32
	}
	rarest := make([]seed, len(q.words))
	for n, w := range q.words {
		rarest[n] = seed{n, posted.of(w.word)}
	}
	slices.SortStableFunc(rarest, func(a, b seed) int { return len(a.stand) - len(b.stand) })
	used := 0
	for _, s := range rarest {
		if used == seeds || used > 0 && len(hits)+len(s.stand) > maxHits {
			break
		}
		before := len(hits)
		for _, p := range s.stand[:min(len(s.stand), mostHits)] {
			if words[p].word == q.words[s.n].word {
				hits = append(hits, hit{int(p) - s.n, q.words[s.n].weight()})
			}
		}
		if len(hits) > before {
			used++
		}
	}
	slices.SortFunc(hits, func(a, b hit) int { return a.at - b.at })
	return hits
}
