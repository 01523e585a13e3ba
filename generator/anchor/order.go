package anchor

import "gloss/generator/edition"

// ByOrder decides what is ambiguous by the order in which the targets of a file
// are written, in which they are given. Where those with a place of their own all
// stand in the order of the text, the others belong between their neighbours: an
// ambiguous one of whose places just one is there is exact now. It returns the
// numbers of those that it decided. The order refuses nothing: what has one place
// keeps it, wherever its neighbours are.
func ByOrder(found []Found) (decided []int) {
	if !inOrder(found) {
		return nil
	}
	before := 0 // where the nearest neighbour before begins
	for n := range found {
		if found[n].Result == edition.Ambiguous && len(found[n].Near) < maxPlaces { // all its places are known
			if p, ok := between(found[n].Near, before, found[n+1:]); ok {
				found[n] = exactly(p)
				decided = append(decided, n)
			}
		}
		if found[n].placed() {
			before = found[n].Start
		}
	}
	return decided
}

// placed reports whether there is one place.
func (f *Found) placed() bool { return f.Result <= edition.Reworded }

// inOrder reports whether enough targets have a place of their own, and all of
// these stand in the order of the text.
func inOrder(found []Found) bool {
	placed, last := 0, 0
	for n := range found {
		if !found[n].placed() {
			continue
		}
		if found[n].Start < last {
			return false
		}
		placed, last = placed+1, found[n].Start
	}
	return placed >= fewest
}

// between returns the one place from a point to where the nearest of the
// neighbours behind begins, if there is just one.
func between(places []edition.Candidate, from int, behind []Found) (p edition.Passage, ok bool) {
	var there []edition.Passage
	for _, c := range places {
		if from <= c.Start && c.Start <= next(behind, c.Start) {
			there = append(there, c.Passage)
		}
	}
	if len(there) != 1 {
		return p, false
	}
	return there[0], true
}

// next is where the nearest of some neighbours begins; without any, a point
// itself.
func next(behind []Found, point int) int {
	for n := range behind {
		if behind[n].placed() {
			return behind[n].Start
		}
	}
	return point
}
