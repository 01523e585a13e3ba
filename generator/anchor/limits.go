package anchor

// limits decides whether what became of a passage is that passage still.
//
// The figures were chosen on 507 real edits of English prose in 99 texts and on
// 2,700 deletions made in the same texts, whose sentence or paragraph was cut
// out with the passage in it. Where the old text is known, passages that are
// gone and yet have words elsewhere reach an evidence of 1.15, passages that
// were edited begin at 1.23. Of what is gone and has the same few words
// elsewhere next to no context stands there, at most 0.11; what was moved
// without its surroundings is told from that by its length. Without the old
// text half of the surroundings are unknown, so more is asked of the rest. Both
// halves of the cases, split by text, choose the same figures within 0.05.
type limits struct {
	likeness float64 // at least
	evidence float64 // at least
	context  float64 // at least, unless the passage is long and stands nearly whole:
	long     int     // its weight at least
	whole    float64 // its likeness at least
	around   float64 // its context at least
}

var (
	carried = limits{likeness: 0.4, evidence: 0.9, context: 0.15, long: 40, whole: 0.9}
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
