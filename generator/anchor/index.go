package anchor

import (
	"strings"
	"sync"

	"gloss/generator/edition"
)

// Index is a text folded once, ready for any number of selectors. It is safe
// for concurrent use.
type Index struct {
	text *edition.Text
	fold folded
	find *grams

	words  func() []token // of the folded text; split when first asked for
	posted func() buckets // where each word stands, by its hash
}

// NewIndex folds a text. It takes time linear in the text: some milliseconds
// for 400,000 characters.
func NewIndex(text *edition.Text) *Index {
	x := &Index{text: text, fold: fold(text.Plain)}
	x.find = newGrams(x.fold.text)
	x.words = sync.OnceValue(x.split)
	x.posted = sync.OnceValue(x.post)
	return x
}

// Plain is the text of a plain file as it stands: a block a line.
func Plain(s string) *edition.Text {
	t := &edition.Text{Plain: s}
	at := 0
	for line := range strings.Lines(s) {
		p, ok := trimmed(s, edition.Passage{Start: at, End: at + len(line)})
		if at += len(line); ok {
			t.Blocks = append(t.Blocks, edition.Block{Passage: p})
		}
	}
	return t
}

// Text is the text that was folded.
func (x *Index) Text() *edition.Text { return x.text }

// passage is where a range of the folded text stands in the text.
func (x *Index) passage(from, to int) edition.Passage {
	return edition.Passage{Start: x.fold.start(from), End: x.fold.end(to)}
}

// all is the whole text.
func (x *Index) all() edition.Passage { return edition.Passage{End: len(x.text.Plain)} }

// split splits the folded text into words, and says which of them begin a block.
func (x *Index) split() []token {
	words := tokenise(x.fold.text)
	for _, b := range x.text.Blocks {
		if n, _ := wordsIn(words, x.fold.at(b.Start), 0); n < len(words) {
			words[n].edge = block
		}
	}
	return words
}

// spelling is a word of the folded text.
func (x *Index) spelling(n int) string {
	t := x.words()[n]
	return x.fold.text[t.from:t.to]
}

func (x *Index) post() buckets {
	words := x.words()
	return newBuckets(numbers(nil, 0, len(words)), func(n int32) uint64 { return words[n].word })
}

// contextLength is how many characters of context a selector is given.
const contextLength = 32

// Selector quotes a passage, with what stands before and behind it. No character
// is cut from its marks.
func (x *Index) Selector(p edition.Passage) edition.Selector {
	from, to := x.fold.at(p.Start), x.fold.at(p.End)
	for range contextLength {
		from, to = x.fold.before(from), x.fold.after(to)
	}
	plain := x.text.Plain
	return edition.Selector{
		Exact:  plain[p.Start:p.End],
		Prefix: plain[min(x.fold.start(from), p.Start):p.Start],
		Suffix: plain[p.End:max(x.fold.end(to), p.End)],
	}
}
