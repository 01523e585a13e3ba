package anchor

// gaps aligns every stretch of old words without partners with the new words
// without partners in its place: those behind the partner of the word before it
// and those before the partner of the word behind it. Where nothing was moved
// that is one stretch.
func (a *alignment) gaps(first, last int) {
	for ; first < last; first++ {
		if a.to[first] != none {
			continue
		}
		end := first
		for end < last && a.to[end] == none {
			end++
		}
		a.gap(first, end)
		first = end
	}
}

// gap aligns the old words from first to last.
func (a *alignment) gap(first, last int) {
	left, right := 0, len(a.new) // the new words in their place begin and end here
	if first > 0 {
		left = int(a.to[first-1]) + 1
	}
	if last < len(a.old) {
		right = int(a.to[last])
	}
	after := left
	for after < len(a.new) && a.from[after] == none {
		after++
	}
	before := right
	for before > 0 && a.from[before-1] == none {
		before--
	}
	place := numbers(nil, left, after)
	if after != right || before != left { // something that was moved stands between
		place = numbers(place, before, right)
	}
	switch size := (last - first) * len(place); {
	case size == 0:
	case size <= maxCells:
		a.chain(first, last, place)
	case a.narrow(first, last, place):
		a.gaps(first, last)
	}
}

func numbers(list []int32, from, to int) []int32 {
	for n := from; n < to; n++ {
		list = append(list, int32(n))
	}
	return list
}

// maxCells bounds the table for one gap; a larger one is narrowed first.
const maxCells = 1 << 20

// narrow pairs the words that stand just once in each side of a large gap, as
// many as stand in the same order, and the equal words around them: Bram
// Cohen's patience diff. It reports whether there are any.
func (a *alignment) narrow(first, last int, place []int32) bool {
	type once struct{ olds, news, i, j int32 }
	seen := make(map[uint64]once, last-first)
	for i := first; i < last; i++ {
		o := seen[a.old[i].word]
		o.olds, o.i = o.olds+1, int32(i)
		seen[a.old[i].word] = o
	}
	for _, j := range place {
		if o, ok := seen[a.new[j].word]; ok {
			o.news, o.j = o.news+1, j
			seen[a.new[j].word] = o
		}
	}
	var olds, news []int32
	for i := first; i < last; i++ {
		if o := seen[a.old[i].word]; o.olds == 1 && o.news == 1 {
			olds, news = append(olds, o.i), append(news, o.j)
		}
	}
	for _, n := range increasing(news) {
		if a.free(int(olds[n]), int(news[n])) {
			a.extend(int(olds[n]), int(news[n]), 1)
		}
	}
	return len(news) > 0
}

// increasing returns the numbers of the elements of a longest increasing
// subsequence (Fredman 1975).
func increasing(s []int32) []int {
	if len(s) == 0 {
		return nil
	}
	var ends []int // by length: the element that the subsequence of that length ends with
	before := make([]int, len(s))
	for i, v := range s {
		lo, hi := 0, len(ends)
		for lo < hi {
			if mid := (lo + hi) / 2; s[ends[mid]] < v {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		before[i] = none
		if lo > 0 {
			before[i] = ends[lo-1]
		}
		if lo == len(ends) {
			ends = append(ends, i)
		} else {
			ends[lo] = i
		}
	}
	out := make([]int, len(ends))
	for n, i := len(ends)-1, ends[len(ends)-1]; n >= 0; n-- {
		out[n], i = i, before[i]
	}
	return out
}
