package anchor

import (
	"strings"

	"gloss/generator/edition"
)

// How a passage is quoted, in words.
const (
	longPassage = 12  // one that has more is quoted by its first words and its last
	fewEnds     = 3   // this many of each, at first
	fewAround   = 3   // context that is tried before the id of a block
	manyAround  = 8   // context up to which each word more is tried, and then twice as many
	mostAround  = 512 // context that is tried at all
)

// Quote makes a target that leads to a passage and nowhere else, as short as its
// editor would write it:
//
//   - a block by its id, if its author gave it one, and so some lines of code;
//   - more than a dozen words, or words of several blocks, by the first and the
//     last of them;
//   - fewer by themselves, with some words before or behind where they stand more
//     than once, or with the id of their block.
//
// The passage is as [Index.Whole] returns it. It is false when nothing tells the
// passage from others: the same words stand there too often in a row.
func (x *Index) Quote(p edition.Passage) (edition.Target, bool) {
	q := newQuoter(x, p)
	forms := []func() (edition.Target, bool){
		q.block,
		func() (edition.Target, bool) { return q.lines(2) },
		q.ends,
		func() (edition.Target, bool) { return q.alone(0) },
		func() (edition.Target, bool) { return q.alone(fewAround) },
		q.inBlock,
		func() (edition.Target, bool) { return q.lines(1) },
		func() (edition.Target, bool) { return q.alone(mostAround) },
	}
	if q.code() {
		forms[4] = q.inBlock
	}
	for _, form := range forms {
		if t, ok := form(); ok {
			return t, true
		}
	}
	return edition.Target{}, false
}

// QuoteAmid is [Index.Quote] with words of context on both sides, even where the
// passage could do without.
func (x *Index) QuoteAmid(p edition.Passage) (edition.Target, bool) {
	q := newQuoter(x, p)
	long, isLong := q.ends()
	for n := 1; n <= mostAround; n = more(n) {
		before, after := lastWords(q.before, n), FirstWords(q.after, n)
		if isLong {
			long.From.Prefix, long.To.Suffix = before, after
			if q.is(q.FindRange(*long.From, *long.To)) {
				return long, true
			}
			continue
		}
		s := edition.Selector{Exact: oneLine(q.words), Prefix: before, Suffix: after}
		if q.is(q.Find(s)) {
			return edition.Target{Selector: s}, true
		}
	}
	return edition.Target{}, false
}

// quoter quotes a passage.
type quoter struct {
	*Index
	passage              edition.Passage
	before, words, after string
}

func newQuoter(x *Index, p edition.Passage) *quoter {
	plain := x.text.Plain
	return &quoter{x, p, plain[:p.Start], plain[p.Start:p.End], plain[p.End:]}
}

// is reports whether something has been found, and is the passage.
func (q *quoter) is(found Found) bool {
	return found.Result == edition.Exact && found.Passage == q.passage
}

// leaf is the leaf that holds the passage; nil when it runs over several.
func (q *quoter) leaf() *edition.Block {
	if b := q.text.Block(q.passage.Start); b != nil && b.End >= q.passage.End {
		return b
	}
	return nil
}

// code reports whether the passage stands in code.
func (q *quoter) code() bool {
	b := q.leaf()
	return b != nil && b.Kind == edition.Code
}

// block names the leaf or the group that the passage is the whole of.
func (q *quoter) block() (edition.Target, bool) {
	for b := range q.holding {
		if whole, ok := q.Whole(b.Passage); ok && whole == q.passage {
			return edition.Target{Block: b.ID}, true
		}
	}
	return edition.Target{}, false
}

// holding ranges over the blocks that hold the passage and have an id of their
// author's: the leaf, and then the groups.
func (q *quoter) holding(yield func(*edition.Block) bool) {
	for _, list := range [2][]edition.Block{q.text.Blocks, q.text.Groups} {
		for i := range list {
			b := &list[i]
			if b.Own && b.Start <= q.passage.Start && q.passage.End <= b.End && !yield(b) {
				return
			}
		}
	}
}

// lines numbers the lines of code that the passage is, if these are so many.
func (q *quoter) lines(least int) (edition.Target, bool) {
	b := q.leaf()
	if b == nil || b.Kind != edition.Code || !b.Own {
		return edition.Target{}, false
	}
	lines := q.linesOf(b)
	p, ok := Lines(q.text, b, lines)
	return edition.Target{Block: b.ID, Lines: lines}, ok && p == q.passage && lines.Last-lines.First+1 >= least
}

// linesOf are the lines of a block that hold the passage.
func (q *quoter) linesOf(b *edition.Block) edition.Lines {
	first := 1 + strings.Count(q.text.Plain[b.Start:q.passage.Start], "\n")
	return edition.Lines{First: first, Last: first + strings.Count(strings.TrimSuffix(q.words, "\n"), "\n")}
}

// ends quotes the first and the last words of a passage that is long.
func (q *quoter) ends() (edition.Target, bool) {
	n := countWords(q.words, longPassage+1)
	if n <= longPassage && (q.leaf() != nil || n < 2*fewEnds) {
		return edition.Target{}, false
	}
	from, to, ok := q.between(edition.Selector{}, edition.Selector{}, fewEnds, fewEnds)
	return edition.Target{From: &from, To: &to}, ok
}

// alone quotes all of the words, with so many words of context on a side at
// most.
func (q *quoter) alone(around int) (edition.Target, bool) {
	s, ok := q.selector(edition.Selector{}, around, func(s edition.Selector) bool { return q.is(q.Find(s)) })
	return edition.Target{Selector: s}, ok
}

// inBlock quotes the words and names a block that has them once.
func (q *quoter) inBlock() (edition.Target, bool) {
	s := edition.Selector{Exact: oneLine(q.words)}
	for b := range q.holding {
		if q.is(q.FindIn(s, b.Passage)) {
			return edition.Target{Block: b.ID, Selector: s}, true
		}
	}
	return edition.Target{}, false
}
