package confirm

import (
	"strings"
	"unicode/utf8"

	"gloss/generator/edition"
)

// mostContext is how many words of context on a side are tried, before more is
// taken than needed.
const mostContext = 8

// target is a target of the form that it has, for a passage.
func (w *worker) target(t edition.Target, p edition.Passage) edition.Target {
	switch {
	case t.From != nil && t.To != nil:
		from, to := w.ends(*t.From, *t.To, p)
		return edition.Target{From: &from, To: &to}
	case t.Lines != edition.Lines{}:
		return edition.Target{Block: t.Block, Lines: w.lines(t, p)}
	}
	area := edition.Passage{End: len(w.text.Plain)}
	if b := w.text.ByID(t.Block); t.Block != "" && b != nil {
		area = b.Passage
	}
	leads := func(s edition.Selector) bool {
		found := w.index.FindIn(s, area)
		return found.Result == edition.Exact && found.Passage == p
	}
	return edition.Target{Block: t.Block, Selector: w.selector(t.Selector, p, leads)}
}

// selector quotes a passage, with as much context as is needed to tell it from
// others: what its author gave, if that still does, else words on the sides
// where there was some, else on whichever side fewer are needed.
func (w *worker) selector(was edition.Selector, p edition.Passage, leads func(edition.Selector) bool) edition.Selector {
	exact := oneLine(w.text.Plain[p.Start:p.End])
	s := edition.Selector{Exact: exact, Prefix: was.Prefix, Suffix: was.Suffix}
	if leads(s) {
		return s
	}
	before, after := w.text.Plain[:p.Start], w.text.Plain[p.End:]
	for n := 1; n <= mostContext; n++ {
		prefix, suffix := lastWords(before, n), firstWords(after, n)
		var tries []edition.Selector
		switch {
		case was.Prefix != "" && was.Suffix != "":
			tries = []edition.Selector{{Exact: exact, Prefix: prefix, Suffix: suffix}}
		case was.Prefix != "":
			tries = []edition.Selector{{Exact: exact, Prefix: prefix}, {Exact: exact, Prefix: prefix, Suffix: suffix}}
		case was.Suffix != "":
			tries = []edition.Selector{{Exact: exact, Suffix: suffix}, {Exact: exact, Prefix: prefix, Suffix: suffix}}
		default:
			tries = []edition.Selector{{Exact: exact, Prefix: prefix}, {Exact: exact, Suffix: suffix}, {Exact: exact, Prefix: prefix, Suffix: suffix}}
		}
		for _, s := range tries {
			if leads(s) {
				return s
			}
		}
	}
	whole := w.index.Selector(p)
	return edition.Selector{Exact: exact, Prefix: oneLine(whole.Prefix), Suffix: oneLine(whole.Suffix)}
}

// ends quotes the first and the last words of a passage: as many as before, or
// as many more as are needed.
func (w *worker) ends(from, to edition.Selector, p edition.Passage) (edition.Selector, edition.Selector) {
	words := w.text.Plain[p.Start:p.End]
	leads := func(a, b edition.Selector) bool {
		found := w.index.FindRange(a, b)
		return found.Result == edition.Exact && found.Passage == p
	}
	m, n := len(strings.Fields(from.Exact)), len(strings.Fields(to.Exact))
	all := len(strings.Fields(words))
	for k := 0; k < all; k++ {
		a, b := edition.Selector{Exact: firstWords(words, m+k)}, edition.Selector{Exact: lastWords(words, n+k)}
		if k == 0 {
			a.Prefix, a.Suffix, b.Prefix, b.Suffix = from.Prefix, from.Suffix, to.Prefix, to.Suffix
		}
		if leads(a, b) {
			return a, b
		}
		if m+n+2*k > all {
			break
		}
	}
	a, b := edition.Selector{Exact: firstWords(words, m)}, edition.Selector{Exact: lastWords(words, n)}
	a.Prefix, b.Suffix = lastWords(w.text.Plain[:p.Start], mostContext), firstWords(w.text.Plain[p.End:], mostContext)
	return a, b
}

// lines are the lines of a block of code that hold a passage.
func (w *worker) lines(t edition.Target, p edition.Passage) edition.Lines {
	b := w.text.ByID(t.Block)
	if b == nil || p.Start < b.Start || p.End > b.End {
		return t.Lines
	}
	first := 1 + strings.Count(w.text.Plain[b.Start:p.Start], "\n")
	return edition.Lines{First: first, Last: first + strings.Count(strings.TrimSuffix(w.text.Plain[p.Start:p.End], "\n"), "\n")}
}

// firstWords are the first n words of a text, as they stand.
func firstWords(s string, n int) string {
	words := strings.Fields(s[:near(s)])
	return strings.Join(words[:min(n, len(words))], " ")
}

// near is how much of a text is looked at for a few words.
func near(s string) int {
	n := min(len(s), 4096)
	for n < len(s) && !utf8.RuneStart(s[n]) {
		n++
	}
	return n
}

// lastWords are the last n words of a text.
func lastWords(s string, n int) string {
	from := max(0, len(s)-4096)
	for from < len(s) && !utf8.RuneStart(s[from]) {
		from++
	}
	words := strings.Fields(s[from:])
	return strings.Join(words[max(0, len(words)-n):], " ")
}
