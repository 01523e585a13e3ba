package anchor

// What a gap between two runs of paired words costs, in weights of words: a
// short one by its words, a long one no more than longGap. A run must be worth
// the gap that leads to it, or every "the" would find a partner. From 3 to 9 the
// price of a long one changes the outcome of two edited passages of 157.
const (
	openGap   = 1
	extendGap = 1
	longGap   = 5
)

// How a cell of the table was reached, by what ends in it.
const (
	pairAfterShort = 1 << iota // a pair, and before it a short gap
	pairAfterLong              // a pair, and before it a long gap; neither: another pair
	shortOpens                 // a short gap of this word alone, after a pair
	shortOld                   // a short gap whose last word is the old one, not the new
	longOpens
	longOld
)

// table is the last row of a table of scores: of the best chain that ends, at
// each new word, in a pair, in a short gap, in a long gap.
type table struct {
	pair, short, long []int32
	trace             []uint8 // of all rows
}

const never = -1 << 30

// chain pairs old words from first to last with words of the place given, in
// the same order, such that the words paired weigh most, less what the gaps
// between them cost: alignment with affine gaps (Gotoh 1982) in two pieces (Li,
// minimap2, 2018), by dynamic programming.
func (a *alignment) chain(first, last int, place []int32) {
	t := newTable(last-first, len(place))
	for i := range last - first {
		t.row(i+1, a.old[first+i], a.new, place)
	}
	a.follow(t, first, last, place)
}

func newTable(rows, columns int) *table {
	scores := make([]int32, 3*(columns+1))
	t := &table{
		pair: scores[:columns+1], short: scores[columns+1 : 2*columns+2], long: scores[2*columns+2:],
		trace: make([]uint8, (rows+1)*(columns+1)),
	}
	for j := range t.pair {
		t.pair[j], t.short[j], t.long[j] = never, int32(-openGap-extendGap*j), -longGap
	}
	t.pair[0], t.short[0], t.long[0] = 0, never, never // the word before is paired
	return t
}

// row computes the row of an old word.
func (t *table) row(i int, old token, new []token, place []int32) {
	pair, short, long := t.pair, t.short, t.long
	trace := t.trace[i*len(pair) : (i+1)*len(pair)]
	weight := int32(old.weight())
	lastPair, lastShort, lastLong := pair[0], short[0], long[0] // of the row before, one column back
	pair[0], short[0], long[0] = never, int32(-openGap-extendGap*i), -longGap
	trace[0] = shortOld | longOld
	for n, j := range place {
		j, k := n+1, new[j].word
		from := uint8(shortOld | longOld)
		p := int32(never)
		if k == old.word {
			p = lastPair
			if lastShort > p {
				p, from = lastShort, from|pairAfterShort
			}
			if lastLong > p {
				p, from = lastLong, from&^pairAfterShort|pairAfterLong
			}
			p += weight
		}
		s := short[j] - extendGap
		if v := short[j-1] - extendGap; v > s {
			s, from = v, from&^shortOld
		}
		if v := p - openGap; v > s {
			s, from = v, from|shortOpens
		}
		l := long[j]
		if v := long[j-1]; v > l {
			l, from = v, from&^longOld
		}
		if v := p - longGap; v > l {
			l, from = v, from|longOpens
		}
		lastPair, lastShort, lastLong = pair[j], short[j], long[j]
		pair[j], short[j], long[j] = p, s, l
		trace[j] = from
	}
}

// follow pairs the words of the best chain, from its end.
func (a *alignment) follow(t *table, first, last int, place []int32) {
	j := len(place)
	opens, fromOld := uint8(shortOpens), uint8(shortOld)
	if t.long[j] > t.short[j] {
		opens, fromOld = longOpens, longOld
	}
	paired := t.pair[j] >= max(t.short[j], t.long[j])
	for i := last - first; i > 0 && j > 0; {
		from := t.trace[i*(len(place)+1)+j]
		switch {
		case paired:
			i, j = i-1, j-1
			a.pair(first+i, int(place[j]))
			paired = from&(pairAfterShort|pairAfterLong) == 0
			opens, fromOld = shortOpens, shortOld
			if from&pairAfterLong != 0 {
				opens, fromOld = longOpens, longOld
			}
		case from&opens != 0:
			paired = true
		case from&fromOld != 0:
			i--
		default:
			j--
		}
	}
}
