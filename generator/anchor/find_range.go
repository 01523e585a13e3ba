package anchor

import "gloss/generator/edition"

// FindRange finds the passage from the first word of one quotation to the last
// of another that ends behind it. Of all such pairs the one where most context
// agrees is the passage; where two pairs are equally good the result is
// ambiguous, however near to each other the words of one of them stand.
func (x *Index) FindRange(from, to edition.Selector) Found {
	starts, ends := x.places(from, x.all()), x.places(to, x.all())
	best := pairs(starts, ends)
	switch {
	case len(best) == 1:
		return exactly(best[0])
	case len(best) > 1:
		return ambiguous(best)
	}
	return lost(nil)
}

// NearRange finds the places that are most like the end that FindRange did not
// find, best first.
func (x *Index) NearRange(from, to edition.Selector) []edition.Candidate {
	if len(x.places(from, x.all()).best()) == 0 {
		return x.Near(from, x.all())
	}
	return x.Near(to, x.all())
}

// pairs are the passages from a start to an end behind it with most context
// agreeing, no more than maxPlaces.
func pairs(starts, ends places) (best []edition.Passage) {
	for sum := 4; sum >= 0 && len(best) == 0; sum-- {
		for n := max(0, sum-2); n <= min(sum, 2); n++ {
			best = appendPairs(best, starts[n], ends[sum-n])
		}
	}
	return best
}

func appendPairs(pairs, starts, ends []edition.Passage) []edition.Passage {
	first := 0
	for _, s := range starts {
		for first < len(ends) && ends[first].Start < s.End {
			first++
		}
		for _, e := range ends[first:] {
			if len(pairs) == maxPlaces {
				return pairs
			}
			pairs = append(pairs, edition.Passage{Start: s.Start, End: e.End})
		}
	}
	return pairs
}
