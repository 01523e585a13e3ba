package anchor

// strays reports whether most words of a piece were moved.
func (a *alignment) strays(p piece) bool {
	if a.stays == nil {
		return false
	}
	n := 0
	for i := p.first; i < p.last; i++ {
		switch {
		case a.stays[i]:
			n -= a.old[i].weight()
		case a.to[i] != none:
			n += a.old[i].weight()
		}
	}
	return n > 0
}

// staying tells the words that stand where they stood from those that were moved:
// of all pairs, the heaviest that stand in the same order in both texts.
func (a *alignment) staying() []bool {
	runs := a.runs()
	// best[n] is the heaviest chain of runs that ends before word n of the new
	// text, by a Fenwick tree of maxima; a run is known by its number plus one.
	type chain struct{ weight, run int }
	best := make([]chain, len(a.new)+1)
	before := make([]int, len(runs)+1)
	var heaviest chain
	for n, r := range runs {
		var c chain
		for k := r.new; k > 0; k &= k - 1 {
			if best[k].weight > c.weight {
				c = best[k]
			}
		}
		before[n+1] = c.run
		c = chain{c.weight + r.weight, n + 1}
		if c.weight > heaviest.weight {
			heaviest = c
		}
		for k := r.new + r.len; k < len(best); k += k & -k {
			if best[k].weight < c.weight {
				best[k] = c
			}
		}
	}
	stays := make([]bool, len(a.old))
	for n := heaviest.run; n > 0; n = before[n] {
		for i := range runs[n-1].len {
			stays[runs[n-1].old+i] = true
		}
	}
	return stays
}

// run is a stretch of equal words side by side in both texts.
type run struct{ old, new, len, weight int }

// runs returns the runs in the order of the old text.
func (a *alignment) runs() (runs []run) {
	for i := 0; i < len(a.old); i++ {
		j := int(a.to[i])
		if j == none {
			continue
		}
		r := run{old: i, new: j}
		for i < len(a.old) && int(a.to[i]) == j+r.len {
			r.weight += a.old[i].weight()
			r.len++
			i++
		}
		i--
		runs = append(runs, r)
	}
	return runs
}
