package resolve

import (
	"cmp"
	"slices"
)

// orderNotes puts the notes into reading order: by the end of the first
// passage; of passages that end together the inner one first; notes on the
// whole work before all.
func (w *work) orderNotes() {
	slices.SortStableFunc(w.notes, func(a, b *note) int {
		return cmp.Or(
			cmp.Compare(a.end(), b.end()),
			cmp.Compare(b.start(), a.start()),
			cmp.Compare(a.series, b.series),
			cmp.Compare(a.order, b.order),
		)
	})
}

func (n *note) end() int {
	if n.whole || len(n.places) == 0 {
		return -1
	}
	return n.places[0].End
}

func (n *note) start() int {
	if n.whole || len(n.places) == 0 {
		return -1
	}
	return n.places[0].Start
}

// numberNotes counts each series by itself.
func (w *work) numberNotes() {
	count := make([]int, len(w.series))
	for _, n := range w.notes {
		count[n.series]++
		n.mark = w.series[n.series].Marks.Nth(count[n.series])
	}
}
