package anchor

// image is what became of a stretch of old words, the passage.
type image struct {
	start, end int     // the new words; equal when there are none
	weight     int     // of the passage
	words      int     // how many of its words stand there
	likeness   float64 // share of the passage that stands there
	context    float64 // share of the words around the passage that stand around there
	total      float64 // share of both together that stands there
	bare       bool    // no words are known around the passage
	moved      bool    // it stands in another order
	intact     int     // what its block or its sentences weigh, if they were moved word for word
}

// evidence is how much speaks for an image.
func (m image) evidence() float64 { return m.likeness + m.context }

// image follows the old words from first to last.
func (a *alignment) image(first, last int) image {
	m := image{weight: weigh(a.old[first:last])}
	p := a.piece(first, last)
	if p.weight == 0 {
		return m
	}
	m.start, m.end = a.edges(first, last, p)
	m.words = p.words
	if m.moved = a.strays(p); m.moved {
		m.intact = max(a.intact(first, last, block), a.intact(first, last, sentence))
	}
	m.likeness = float64(p.weight) / float64(m.weight)
	kept, all := a.around(first, last, p, m.moved)
	m.total = float64(p.weight+kept) / float64(m.weight+all)
	if m.bare = all == 0; !m.bare {
		m.context = float64(kept) / float64(all)
	}
	return m
}

// intact weighs the parts of the old text, blocks or sentences, that a passage
// stands in: zero unless just these words are parts of the new text too.
func (a *alignment) intact(first, last int, part edge) int {
	for first > 0 && a.old[first].edge < part {
		first--
	}
	for last < len(a.old) && a.old[last].edge < part {
		last++
	}
	j := int(a.to[first])
	if j == none || a.new[j].edge < part || edgeAt(a.new, min(len(a.new), j+last-first)) < part {
		return 0
	}
	for i := first; i < last; i++ {
		if int(a.to[i]) != j+i-first {
			return 0
		}
	}
	return weigh(a.old[first:last])
}

// piece is a run of pairs in the same order: old words from first to last, new
// ones from start to end.
type piece struct {
	first, last int
	start, end  int
	words       int // how many are paired
	weight      int // of the words paired
	value       int // that, less insertions; in tenths
}

// piece finds the run of pairs that holds most of a passage. A part of the
// passage behind a long insertion, or moved away from the rest, must outweigh it.
func (a *alignment) piece(first, last int) (best piece) {
	var p piece
	for i := first; i < last; i++ {
		j := int(a.to[i])
		if j == none {
			continue
		}
		cost := 0
		if p.weight > 0 && j > p.end {
			cost = a.insertion(p, i, j)
		}
		if p.weight == 0 || j < p.end || cost >= p.value { // better without what came before
			p, cost = piece{first: i, start: j}, 0
		}
		w := a.old[i].weight()
		p.last, p.end = i+1, j+1
		p.words++
		p.weight += w
		p.value += 10*w - cost
		if p.value > best.value {
			best = p
		}
	}
	return best
}

// insertion is what it costs to go on from a piece to a pair.
func (a *alignment) insertion(p piece, i, j int) int {
	j = min(j, p.end+farthest)
	added := weigh(a.new[p.end:j]) - weigh(a.old[p.last:i])
	return max(0, added-insertionFree) * insertionCost
}

// around weighs the words near a passage, and those of them that stand near its
// piece on the same side. What was moved took its block along and not those
// around it, so there the block's words alone tell, if they are enough.
func (a *alignment) around(first, last int, p piece, moved bool) (kept, all int) {
	from, to := max(0, first-nearby), min(last+nearby, len(a.old))
	if moved {
		start, end := first, last
		for start > from && a.old[start].edge != block {
			start--
		}
		for end < to && a.old[end].edge != block {
			end++
		}
		kept, all = a.beside(start, first, p.start-2*nearby, p.start)
		k, n := a.beside(last, end, p.end, p.end+2*nearby)
		if kept, all = kept+k, all+n; all > 0 && p.weight+kept >= enough {
			return kept, all
		}
	}
	kept, all = a.beside(from, first, p.start-2*nearby, p.start)
	k, n := a.beside(last, to, p.end, p.end+2*nearby)
	return kept + k, all + n
}

// beside weighs the old words between two, and those of them whose partners
// stand between two new ones.
func (a *alignment) beside(from, to, start, end int) (kept, all int) {
	for i := from; i < to; i++ {
		w, j := a.old[i].weight(), int(a.to[i])
		all += w
		if j != none && start <= j && j < end {
			kept += w
		}
	}
	return kept, all
}

// edges widens a piece by the words that replaced the first or the last words of
// the passage: those between the piece and the partner of the word beside the
// passage, or the edge of the block. Where they are more than were replaced it
// is not known which of them belong to the passage, and none is taken.
func (a *alignment) edges(first, last int, p piece) (start, end int) {
	j := p.start
	for j > 0 && a.from[j-1] == none && a.new[j].edge != block {
		j--
	}
	start = p.start
	if p.start-j <= p.first-first && (a.new[j].edge == block || a.meet(first-1, j-1)) {
		start = j
	}
	j = p.end
	for j < len(a.new) && a.from[j] == none && a.new[j].edge != block {
		j++
	}
	end = p.end
	if j-p.end <= last-p.last && (j < len(a.new) && a.new[j].edge == block || a.meet(last, j)) {
		end = j
	}
	return start, end
}

// meet reports whether two words are partners, or both texts begin or end there.
func (a *alignment) meet(i, j int) bool {
	if i < 0 || i == len(a.old) {
		return a.whole && (j < 0 || j == len(a.new))
	}
	return int(a.to[i]) == j
}
