package anchor

// limits decides whether what became of a passage is that passage still.
//
// The figures were chosen on 507 real edits of English prose in 99 texts
// (TestCases) and on some thousand deletions made in the same texts, whose
// sentence or block was cut out with the passage in it (TestDeletions). What
// guided them:
//
//   - Where the old text is known, passages that are gone and have words
//     elsewhere reach an evidence of 0.9 only where next to none of their
//     context stands there (0.11 at most) or less than 0.45 of their words;
//     those that were edited begin at 0.91, 0.18 and 0.51.
//   - A sentence moved without its surroundings has no context either. It is
//     told from a few words that happen to stand elsewhere by its length.
//   - Without the old text the words beyond prefix and suffix are unknown, so
//     more is asked of those. Passages that are gone and resemble others reach
//     a context of 0.38; what is lost for it is a dozen edited ones.
//
// With the cases split by text, no figure changes the outcome of more than two
// cases of either half, and no wrong one with the old text, within a tenth of
// where it is.
type limits struct {
	likeness float64 // at least
	evidence float64 // at least
	context  float64 // at least, unless the passage is long and stands nearly whole:
	long     int     // its weight at least
	whole    float64 // its likeness at least
	around   float64 // its context at least
}

var (
	carried = limits{likeness: 0.45, evidence: 0.9, context: 0.15, long: 40, whole: 0.9}
	sought  = limits{likeness: 0.5, evidence: 1.05, context: 0.4, long: 50, whole: 0.8, around: 0.2}
)

// allow reports whether an image is good enough.
func (l *limits) allow(m image) bool {
	switch {
	case m.start == m.end || m.likeness < l.likeness || m.evidence() < l.evidence:
		return false
	case m.context >= l.context:
		return true
	}
	return m.weight >= l.long && m.likeness >= l.whole && (m.context >= l.around || m.bare)
}

const (
	// margin is how much more evidence the best place must have than the next,
	// where there is no old text to decide between them.
	margin = 0.1

	// nearby is how many words on either side of a passage are its context.
	nearby = 12

	// What was inserted into a passage, beyond a few words, counts against the
	// words behind it: two tenths of its weight.
	insertionFree = 20
	insertionCost = 2

	// farthest is how many words of an insertion are looked at.
	farthest = 500
)
