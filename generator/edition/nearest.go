package edition

// Nearest returns the known name most like a misspelt one, or "" when none is
// like it. The measure is the number of edits (insertion, deletion,
// substitution, exchange of neighbours: Damerau's four, in the restricted form
// called optimal string alignment), at most a third of the longer name.
func Nearest(name string, known []string) string {
	best, least := "", 1<<30
	for _, k := range known {
		limit := max(len([]rune(name)), len([]rune(k)), 3) / 3
		if d := edits([]rune(name), []rune(k)); d <= limit && d < least {
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

func edits(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(last[j]+cost, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
