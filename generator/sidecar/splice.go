package sidecar

import (
	"cmp"
	"slices"
)

// splice puts a text into the place of the bytes from one to another.
type splice struct {
	from, to int
	text     string
}

// apply makes splices of which no two replace the same bytes. Those that put
// something into one place stand there in the order in which they are given.
func apply(data []byte, splices []splice) []byte {
	all := slices.Clone(splices)
	slices.SortStableFunc(all, func(a, b splice) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	out, at := make([]byte, 0, len(data)+64*len(all)), 0
	for _, s := range all {
		if s.from < at { // two splices meet: what comes out is refused when it is read again
			continue
		}
		out = append(append(out, data[at:s.from]...), s.text...)
		at = s.to
	}
	return append(out, data[at:]...)
}

// within says what is wrong when a change touches bytes outside of those from one
// to another.
func (w *writer) within(from, to int) string {
	for _, s := range w.splices {
		if s.from < from || s.to > to {
			return noEnd
		}
	}
	return ""
}
