package anchor

import "gloss/generator/edition"

// Edit is what was done to a text between two states of it.
type Edit struct {
	old, new *Index
	words    *alignment
	stays    []bool // by word of the old text: it was not moved
}

// Compare aligns two states of a text word by word, moves included. It takes
// time linear in the texts but for the parts that were rewritten.
func Compare(old, new *Index) *Edit {
	words := align(old.words(), new.words())
	return &Edit{old, new, words, words.stays()}
}

// Carry finds what became of a passage of the old text. The result is
//
//   - exact when it stands unchanged, moved when it does so in another order;
//   - reworded when it was edited: the passage is then what became of its words,
//     without what was inserted before or behind them;
//   - lost when it is gone, or when too little of it stands to be sure.
func (e *Edit) Carry(p edition.Passage) Found {
	from, to := e.old.fold.at(p.Start), e.old.fold.at(p.End)
	first, last := wordsIn(e.words.old, from, to)
	if first == last {
		return lost(nil)
	}
	m := e.words.image(first, last)
	if !carried.allow(m) {
		return lost(e.new.near(e.old.Selector(p), e.new.all()))
	}
	start, end := int(e.words.new[m.start].from), int(e.words.new[m.end-1].to)
	found := Found{Placed: edition.Placed{Passage: e.new.passage(start, end), Result: edition.Reworded}, Likeness: m.likeness}
	if words := e.old.fold.text[from:to]; words == e.new.fold.text[start:end] {
		found.Result = edition.Exact
		if !e.stays[first] {
			found.Result = edition.Moved
		}
	}
	return found
}
