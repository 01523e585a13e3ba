package anchor

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"gloss/generator/edition"
)

// Found is how a selector or an old passage fared: its passage, with the share of
// its words that stand there; when it is ambiguous the places that are equally
// good, when it is lost the likeliest, best first.
type Found struct {
	edition.Placed
	Likeness float64 // 0 to 1; 0 when there is no passage
	Near     []edition.Candidate
}

// exactly is the result for the one place where a quotation stands.
func exactly(p edition.Passage) Found {
	return Found{Placed: edition.Placed{Passage: p, Result: edition.Exact}, Likeness: 1}
}

// lost is the result for a passage that stands nowhere.
func lost(near []edition.Candidate) Found {
	return Found{Placed: edition.Placed{Result: edition.Lost}, Near: near}
}

// maxPlaces is how many equally good places are named.
const maxPlaces = 20

// Find finds the passage that a selector quotes. The result is
//
//   - exact when the quotation stands once, or once where more of its prefix
//     and suffix agree than anywhere else;
//   - ambiguous when several places are equally good;
//   - lost when it stands nowhere, or only where neither prefix nor suffix
//     agrees though one was given: that is a look-alike, not the passage.
//
// Prefix and suffix agree when, folded, they stand next to the quotation
// entire. White space around the quotation counts nothing, and the passage
// excludes it.
func (x *Index) Find(s edition.Selector) Found {
	found := x.FindIn(s, x.all())
	if found.Result == edition.Lost {
		found.Near = x.Near(s, x.all())
	}
	return found
}

// FindIn is Find for a quotation that stands within a passage: in a block of
// code, for example. Prefix and suffix may lie outside it. When it is lost the
// likeliest places are left to [Index.Near], which takes longer.
func (x *Index) FindIn(s edition.Selector, within edition.Passage) Found {
	places := x.places(s, within)
	best := places.best()
	switch len(best) {
	case 0:
		return lost(nil)
	case 1:
		return exactly(best[0])
	}
	return ambiguous(best)
}

// Stands reports whether a selector stands at a passage entire: its words, and
// all of the prefix and the suffix that it has.
func (x *Index) Stands(s edition.Selector, p edition.Passage) bool {
	sides := 0
	for _, side := range [...]string{s.Prefix, s.Suffix} {
		if foldQuotation(side) != "" {
			sides++
		}
	}
	return p.End <= len(x.text.Plain) && slices.Contains(x.places(s, p)[sides], p)
}

// ambiguous is the result for several places equally good.
func ambiguous(places []edition.Passage) Found {
	found := Found{Placed: edition.Placed{Result: edition.Ambiguous}}
	for _, p := range places[:min(len(places), maxPlaces)] {
		found.Near = append(found.Near, edition.Candidate{Passage: p, Likeness: 1})
	}
	return found
}

// places are the passages that a quotation stands on, by how many sides of its
// context agree: neither, one, both. Each list is in the order of the text.
type places [3][]edition.Passage

// best are the places where most of the context agrees.
func (p places) best() []edition.Passage {
	for n := len(p) - 1; n >= 0; n-- {
		if len(p[n]) > 0 {
			return p[n]
		}
	}
	return nil
}

// places finds where a quotation stands within a passage. Where context is
// given and no side of it agrees the place is a look-alike and left out.
func (x *Index) places(s edition.Selector, within edition.Passage) places {
	found := x.standing(foldQuotation(s.Exact), s, within)
	if len(found.best()) == 0 && (strings.Contains(s.Exact, "<<") || strings.Contains(s.Exact, ">>")) {
		// Typography made « » of them, which the text alone cannot tell from
		// brackets in code.
		found = x.standing(foldQuotation(guillemets.Replace(s.Exact)), s, within)
	}
	return found
}

var guillemets = strings.NewReplacer("<<", "«", ">>", "»")

// standing is places for a folded quotation.
func (x *Index) standing(quotation string, s edition.Selector, within edition.Passage) (found places) {
	if quotation == "" {
		return found
	}
	c := foldContext(s)
	x.find.each(quotation, func(from int) bool {
		to := from + len(quotation)
		p := x.passage(from, to)
		if p.End > within.End && p.Start >= within.End {
			return false
		}
		if p.Start < within.Start || p.End > within.End || !x.fold.breaks(from) || !x.fold.breaks(to) {
			return true
		}
		if n := c.agree(x.fold.text, from, to); n > 0 || c.none() {
			found[n] = append(found[n], p)
		}
		return true
	})
	return found
}

// context is a selector's prefix and suffix, folded.
type context struct{ prefix, suffix string }

// foldContext folds prefix and suffix. Marks that a prefix begins with were cut
// from their character.
func foldContext(s edition.Selector) context {
	cut := func(r rune) bool { return !norm.NFC.PropertiesString(string(r)).BoundaryBefore() }
	return context{strings.TrimLeftFunc(foldQuotation(s.Prefix), cut), foldQuotation(s.Suffix)}
}

// none reports whether no context is given.
func (c context) none() bool { return c.prefix == "" && c.suffix == "" }

// agree counts the sides of a context that stand next to a range of a folded
// text. Space between the two counts nothing: YAML drops it at the end of a
// line.
func (c context) agree(text string, from, to int) (n int) {
	if c.prefix != "" && strings.HasSuffix(strings.TrimSuffix(text[:from], " "), c.prefix) {
		n++
	}
	if c.suffix != "" && begins(strings.TrimPrefix(text[to:], " "), c.suffix) {
		n++
	}
	return n
}

// begins reports whether a text begins with a suffix, the last character of
// which may have been cut from its marks.
func begins(text, suffix string) bool {
	r, size := utf8.DecodeLastRuneInString(suffix)
	rest, ok := strings.CutPrefix(text, suffix[:len(suffix)-size])
	if !ok || rest == "" {
		return false
	}
	next, _ := utf8.DecodeRuneInString(rest)
	return next == r || next >= utf8.RuneSelf && strings.HasPrefix(norm.NFD.String(string(next)), norm.NFD.String(string(r)))
}
