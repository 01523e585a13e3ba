package anchor

import (
	"gloss/generator/edition"
)

// Requote makes a target say what stands at a passage, in the form that it has:
// what its author gave stays where it still leads there, and context is added on
// the side where there was some. Where nothing of that form leads to the passage
// the target comes as near as it can.
func (x *Index) Requote(t edition.Target, p edition.Passage) edition.Target {
	q := newQuoter(x, p)
	switch {
	case t.From != nil && t.To != nil:
		from, to, _ := q.between(*t.From, *t.To, countWords(t.From.Exact, mostAround), countWords(t.To.Exact, mostAround))
		return edition.Target{From: &from, To: &to}
	case t.Lines != edition.Lines{}:
		if b := x.text.ByID(t.Block); b != nil && b.Start <= p.Start && p.End <= b.End {
			t.Lines = q.linesOf(b)
		}
		return edition.Target{Block: t.Block, Lines: t.Lines}
	}
	area := x.all()
	if b := x.text.ByID(t.Block); t.Block != "" && b != nil {
		area = b.Passage
	}
	s, ok := q.selector(t.Selector, mostAround, func(s edition.Selector) bool { return q.is(q.FindIn(s, area)) })
	if !ok {
		s = x.Selector(p)
		s = edition.Selector{Exact: oneLine(s.Exact), Prefix: oneLine(s.Prefix), Suffix: oneLine(s.Suffix)}
	}
	return edition.Target{Block: t.Block, Selector: s}
}

// selector quotes the words with as much context as is needed to tell the
// passage from others: what was given, if that still does, else words on the
// sides where there was some, else on whichever side fewer are needed.
func (q *quoter) selector(was edition.Selector, most int, leads func(edition.Selector) bool) (edition.Selector, bool) {
	exact := oneLine(q.words)
	s := edition.Selector{Exact: exact, Prefix: was.Prefix, Suffix: was.Suffix}
	if leads(s) {
		return s, true
	}
	for n := 1; n <= most; n = more(n) {
		before := edition.Selector{Exact: exact, Prefix: lastWords(q.before, n)}
		after := edition.Selector{Exact: exact, Suffix: FirstWords(q.after, n)}
		both := edition.Selector{Exact: exact, Prefix: before.Prefix, Suffix: after.Suffix}
		tries := []edition.Selector{before, after, both}
		switch {
		case was.Prefix != "" && was.Suffix != "":
			tries = tries[2:]
		case was.Prefix != "":
			tries = []edition.Selector{before, both}
		case was.Suffix != "":
			tries = tries[1:]
		}
		for _, s := range tries {
			if leads(s) {
				return s, true
			}
		}
	}
	return s, false
}

// more is how many words of context are tried after so many.
func more(n int) int {
	if n < manyAround {
		return n + 1
	}
	return 2 * n
}

// between quotes the first m and the last n words, or as many more as are
// needed, or with context. What context was given stays if it still serves.
func (q *quoter) between(from, to edition.Selector, m, n int) (a, b edition.Selector, ok bool) {
	leads := func() bool { return q.is(q.FindRange(a, b)) }
	all := countWords(q.words, m+n+2*manyAround)
	for k := 0; k == 0 || k <= manyAround && m+n+2*k <= all; k++ {
		a, b = edition.Selector{Exact: FirstWords(q.words, m+k)}, edition.Selector{Exact: lastWords(q.words, n+k)}
		if k == 0 {
			a.Prefix, a.Suffix, b.Prefix, b.Suffix = from.Prefix, from.Suffix, to.Prefix, to.Suffix
		}
		if leads() {
			return a, b, true
		}
	}
	for k := 1; k <= mostAround; k = more(k) {
		a, b = edition.Selector{Exact: FirstWords(q.words, m)}, edition.Selector{Exact: lastWords(q.words, n)}
		a.Prefix, b.Suffix = lastWords(q.before, k), FirstWords(q.after, k)
		if leads() {
			return a, b, true
		}
	}
	return a, b, false
}
