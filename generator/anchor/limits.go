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

	// Or else, unless it is zero: with 8 more than nine tenths of the blocks moved by
	// rule are found, with 16 four in a hundred less.
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

// What half or double of each of these changes was measured too: with the old text
// no passage of the cases stands on wrong words for it.
const (
	// margin is how much more of a quotation and its context must stand at the
	// best place than at the next, where there is no old text to decide. With half
	// of it one case more of 507 is right and 31 of 796 deleted passages are
	// attached instead of 27; with double two cases less, and 24.
	margin = 0.1

	// oneWord is the likeness below which a single word does not stand for several.
	// No edited passage of the cases is left with one, nor is any lost for it.
	oneWord = 0.75

	// enough is what the words of a moved block that stand in it must weigh to
	// be the context of one of them without the words around the block. With 15
	// or 40 nothing changes but a hundredth of the moves made by rule.
	enough = 25

	// nearby is how many words on either side of a passage are its context. With
	// 8 one edited passage of 157 less is found without the old text, with 18 two
	// less are with it.
	nearby = 12

	// What was inserted into a passage, beyond a few words, counts against the
	// words behind it: two tenths of its weight. At half the cost one case more is
	// wrong without the old text; double, or more words free, changes nothing.
	insertionFree = 20
	insertionCost = 2

	// farthest is how many words of an insertion are looked at.
	farthest = 500

	// fewest is how many targets with a place of their own must all be in the order
	// of the text before that order is evidence: eight are so by chance once in
	// 40,320 times. Of bare quotations of a word to four that are ambiguous in real
	// prose, 46 in 100 are then decided, and none is wrong (TestByOrder). Of notes
	// added at the end of the file that belong anywhere, one by itself is never
	// decided; of three added together one in 10,500 is, wrongly, where chance has put
	// the others in order (TestByOrderAppended). Hence nobody's file is changed for it
	// unasked.
	fewest = 8
)
