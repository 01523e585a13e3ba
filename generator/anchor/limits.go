package anchor

// limits decides whether what became of a passage is that passage still.
//
// The figures were chosen on 507 real edits of English prose in 99 texts
// (TestCases) and on some hundreds of deletions made in the same texts, whose
// sentence or block was cut out with the passage in it (TestDeletions). What
// guided them:
//
//   - Where words stand in the order they stood in, nothing but the passage is
//     likely to hold most of them. But for one, passages that were edited begin at
//     an evidence of 0.91 and a likeness of 0.52; of what is gone nothing is alike
//     by more than 0.28.
//   - Where they were moved they may be other words that happen to be alike. Of
//     the context in their own block true moves keep 0.70 and more, false ones
//     0.53 and less. What left its block has no context, and is told from a few
//     like words by its length, or by being a whole sentence.
//   - Without the old text the words beyond prefix and suffix are unknown, and
//     the order too. What is gone and resembles something reaches a context of
//     0.38; a dozen edited passages are lost for it. Of 796 passages deleted 27
//     are attached, nearly all to words that a reader would take for them as well.
//
// With the cases split by text into halves, a tenth more or less of any of these
// shares puts no passage on wrong words where the old text is known, and changes
// the outcome of two cases of a half at most; without it, of one wrong and six
// right ones (TestLimitsHold). Edits made by rule (TestMadeEdits) were not used to
// choose a share; they showed what else is evidence: intact and oneWord.
type limits struct {
	likeness float64 // at least
	evidence float64 // at least
	context  float64 // at least

	// Or else:
	long   int     // the passage weighs at least so much
	whole  float64 // and its likeness is at least this
	around float64 // and its context this

	// Or else, unless it is zero:
	intact int // its block or sentences were moved word for word and weigh so much
}

var (
	stayed = limits{likeness: 0.45, evidence: 0.9, long: 40, whole: 0.9}
	moved  = limits{likeness: 0.6, evidence: 1.2, context: 0.6, long: 40, whole: 0.9, intact: 8}
	sought = limits{likeness: 0.5, evidence: 1.05, context: 0.45, long: 40, whole: 0.8, around: 0.2}
)

// allow reports whether an image is good enough.
func (l *limits) allow(m image) bool {
	if m.start == m.end || m.words == 1 && m.likeness < oneWord {
		return false
	}
	whole := m.weight >= l.long && m.likeness >= l.whole && (m.context >= l.around || m.bare)
	intact := l.intact > 0 && m.intact >= l.intact
	return whole || intact || m.likeness >= l.likeness && m.evidence() >= l.evidence && m.context >= l.context
}

const (
	// margin is how much more of a quotation and its context must stand at the
	// best place than at the next, where there is no old text to decide.
	margin = 0.1

	// oneWord is the likeness below which a single word does not stand for several.
	// No edited passage of the cases is left with one.
	oneWord = 0.75

	// enough is what the words of a moved block that stand in it must weigh to
	// be the context of one of them without the words around the block.
	enough = 25

	// nearby is how many words on either side of a passage are its context.
	nearby = 12

	// What was inserted into a passage, beyond a few words, counts against the
	// words behind it: two tenths of its weight.
	insertionFree = 20
	insertionCost = 2

	// farthest is how many words of an insertion are looked at.
	farthest = 500
)
