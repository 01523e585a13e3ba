package edition

import "unicode/utf8"

// Nearest returns the known name most like a misspelt one, of equals the first, or
// "" when none is like it. The measure is the number of edits (insertion, deletion,
// substitution, exchange of neighbours: Damerau's four, in the restricted form
// called optimal string alignment), at most a third of the longer name.
func Nearest(name string, known []string) string {
	best, least := "", 1<<30
	wrong := []rune(name)
	var right []rune
	var m measure
	for _, k := range known {
		limit := min(max(len(wrong), utf8.RuneCountInString(k), 3)/3, least-1)
		right = right[:0]
		for _, r := range k {
			right = append(right, r)
		}
		if d := m.edits(wrong, right, limit); d <= limit {
			best, least = k, d
		}
	}
	return best
}

// DidYouMean is the hint that names the nearest known name, or "".
func DidYouMean(name string, known []string) string {
	if k := Nearest(name, known); k != "" {
		return "did you mean “" + k + "”?"
	}
	return ""
}

// measure counts edits; its rows are used again and again, since thousands of
// names may be held against thousands.
type measure struct{ before, last, row []int }

// edits is how many edits make b of a, or some number above limit when it takes
// more. Only what is no farther than that from the diagonal is looked at (Ukkonen
// 1985).
func (m *measure) edits(a, b []rune, limit int) int {
	more := limit + 1
	if max(len(a)-len(b), len(b)-len(a)) > limit {
		return more
	}
	m.begin(len(b)+1, more)
	for j := range min(len(b), limit) + 1 {
		m.last[j] = j
	}
	lastLeast := 0
	for i := range a {
		from, to := max(0, i-limit), min(len(b), i+limit+1)
		m.row[from] = more
		if from == 0 {
			m.row[0] = i + 1
		}
		least := m.row[from]
		for j := from; j < to; j++ {
			d := min(m.last[j+1], m.row[j]) + 1
			if a[i] == b[j] {
				d = min(d, m.last[j])
			} else {
				d = min(d, m.last[j]+1)
			}
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				d = min(d, m.before[j-1]+1)
			}
			m.row[j+1] = d
			least = min(least, d)
		}
		if min(least, lastLeast) > limit { // an exchange looks back two rows
			return more
		}
		lastLeast = least
		if to < len(b) {
			m.row[to+1] = more
		}
		m.before, m.last, m.row = m.last, m.row, m.before
	}
	return m.last[len(b)]
}

// begin makes rows of so many places, where nothing is within reach.
func (m *measure) begin(places, more int) {
	for _, row := range []*[]int{&m.before, &m.last, &m.row} {
		if cap(*row) < places {
			*row = make([]int, places)
		}
		*row = (*row)[:places]
		for j := range *row {
			(*row)[j] = more
		}
	}
}
