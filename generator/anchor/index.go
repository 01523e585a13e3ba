package anchor

import "gloss/generator/edition"

// Index is a text folded once, ready for any number of selectors. It is safe
// for concurrent use.
type Index struct {
	text *edition.Text
	fold folded
	find grams
}

// NewIndex folds a text. It takes time linear in the text: some milliseconds
// for 400,000 characters.
func NewIndex(text *edition.Text) *Index {
	f := fold(text.Plain)
	return &Index{text: text, fold: f, find: newGrams(f.text)}
}

// Text is the text that was folded.
func (x *Index) Text() *edition.Text { return x.text }

// passage is where a range of the folded text stands in the text.
func (x *Index) passage(from, to int) edition.Passage {
	return edition.Passage{Start: x.fold.start(from), End: x.fold.end(to)}
}

// all is the whole text.
func (x *Index) all() edition.Passage { return edition.Passage{End: len(x.text.Plain)} }
