package anchor

import "gloss/generator/edition"

// ByOrder decides what is ambiguous by the order in which the targets of a file
// are written, in which they are given. Where those with a place of their own all
// stand in the order of the text, one that stands between two of them in the file
// belongs between these in the text: an ambiguous one of whose places just one is
// there is exact now. It returns the numbers of those that it decided. What is
// written before the first of them, or after the last, has a neighbour on one side
// only and is left as it is: notes are added at the end of a file wherever they
// belong. The order refuses nothing: what has one place keeps it, wherever its
// neighbours are.
func ByOrder(found []Found) (decided []int) {
	if !inOrder(found) {
		return nil
	}
	before := -1 // where the nearest neighbour before begins; -1: there is none
	for n := range found {
		if found[n].Result == edition.Ambiguous && len(found[n].Near) < maxPlaces { // all its places are known
			if p, ok := between(found[n].Near, before, next(found[n+1:])); ok {
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

// between returns the one place that begins from one neighbour on and not after
// the other, if there is just one and there are both.
func between(places []edition.Candidate, before, behind int) (p edition.Passage, ok bool) {
	if before < 0 || behind < 0 {
		return p, false
	}
	var there []edition.Passage
	for _, c := range places {
		if before <= c.Start && c.Start <= behind {
			there = append(there, c.Passage)
		}
	}
	if len(there) != 1 {
		return p, false
	}
	return there[0], true
}

// next is where the nearest neighbour behind begins; -1 when there is none.
func next(behind []Found) int {
	for n := range behind {
		if behind[n].placed() {
			return behind[n].Start
		}
	}
	return -1
}
