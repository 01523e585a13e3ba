package anchor

import "gloss/generator/edition"

// Edit is what was done to a text between two states of it.
type Edit struct {
	old, new *Index
	words    *alignment
}

// Compare aligns two states of a text word by word, moves included. It takes
// time linear in the texts but for the parts that were rewritten.
func Compare(old, new *Index) *Edit {
	return &Edit{old, new, align(old.words(), new.words())}
}

// Carry finds what became of a passage of the old text. The result is
//
//   - exact when it stands unchanged, moved when it does so in another order;
//   - reworded when it was edited: the passage is then what became of its words,
//     without what was inserted before or behind them;
//   - lost when it is gone, or when too little of it stands to be sure. The places
//     likest to it are left to [Edit.Near], which takes longer.
func (e *Edit) Carry(p edition.Passage) Found {
	from, to := e.old.fold.whole(e.old.fold.at(p.Start), e.old.fold.at(p.End))
	first, last := wordsIn(e.words.old, from, to)
	if first == last {
		return lost(nil)
	}
	m := e.words.image(first, last)
	limits := &stayed
	if m.moved {
		limits = &moved
	}
	if !limits.allow(m) || m.moved && !e.returns(m, first, last) {
		return lost(nil)
	}
	start, end := e.within(m, first, last, from, to)
	found := Found{Placed: edition.Placed{Passage: e.new.passage(start, end), Result: edition.Reworded}, Likeness: m.likeness}
	if e.old.fold.text[from:to] == e.new.fold.text[start:end] {
		found.Result = edition.Exact
		if m.moved {
			found.Result = edition.Moved
		}
	}
	return found
}

// Near finds the places of the new text that are most like a passage of the old
// one, best first.
func (e *Edit) Near(p edition.Passage) []edition.Candidate {
	return e.new.named(likest(e.new.candidates(newQuery(e.old.Selector(p)))))
}

// returns reports whether what was moved leads back to the passage, old words
// from first to last, alone. It does not where the words that stand there now may
// as well have stood in another place of the old text and are gone from there:
// either may have been deleted, and the other one moved.
func (e *Edit) returns(m image, first, last int) bool {
	back := newQuery(e.new.Selector(e.new.place(m)))
	around := func(first, last int) image {
		return e.old.within(back, max(0, first-nearby), min(len(e.words.old), last+nearby))
	}
	here, alone := around(first, last), true
	e.old.find.each(e.new.folded(m), func(from int) bool {
		other, end := wordsIn(e.words.old, from, from+1)
		end += m.end - m.start - 1
		switch {
		case end > first && other < last:
		case m.context < moved.context: // it has nothing but its words to be known by
			alone = false
		case e.words.gone(other, end):
			alone = here.total >= around(other, end).total+margin
		}
		return alone
	})
	return alone
}

// within returns the range of the new folded text that an image covers. Where the
// passage begins or ends inside a word that still stands there, so does the
// range.
func (e *Edit) within(m image, first, last, from, to int) (start, end int) {
	start, end = int(e.words.new[m.start].from), int(e.words.new[m.end-1].to)
	if e.stands(first, m.start) {
		start += max(0, from-int(e.words.old[first].from))
	}
	if e.stands(last-1, m.end-1) {
		end -= max(0, int(e.words.old[last-1].to)-to)
	}
	return e.new.fold.whole(start, end)
}

// stands reports whether an old word stands unchanged in its partner.
func (e *Edit) stands(i, j int) bool {
	return int(e.words.to[i]) == j && e.old.spelling(i) == e.new.spelling(j)
}
