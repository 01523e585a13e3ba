package anchor

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/generator/edition"
)

// How candidates for a lost passage are chosen. They are only shown to a person,
// so the floor is where a list begins to look like chance.
const (
	maxNear   = 3
	nearFloor = 0.4

	// mostMisspelt is how many words may all be misspelt.
	mostMisspelt = 3
)

// Near finds the places within a passage that are most like a selector's
// quotation, best first.
func (x *Index) Near(s edition.Selector, within edition.Passage) []edition.Candidate {
	found := x.candidates(newQuery(s))
	found = slices.DeleteFunc(found, func(m image) bool {
		p := x.place(m)
		return p.Start < within.Start || p.End > within.End
	})
	return x.nearest(found, s, within)
}

// nearest chooses among the places found for the words of a selector. Where none
// has enough of them, as when the one word of a quotation is misspelt, it looks
// for the characters.
func (x *Index) nearest(found []image, s edition.Selector, within edition.Passage) []edition.Candidate {
	if found = likest(found); len(found) > 0 {
		return x.named(found)
	}
	quotation := foldQuotation(s.Exact)
	if strings.Count(quotation, " ") >= mostMisspelt {
		return nil
	}
	return x.spelled(quotation, within)
}

// likest returns those of the places found that are like enough to be named.
func likest(found []image) []image {
	found = slices.DeleteFunc(found, func(m image) bool { return m.likeness < nearFloor })
	return found[:min(len(found), maxNear)]
}

// named names the places of images.
func (x *Index) named(found []image) (near []edition.Candidate) {
	for _, m := range found {
		near = append(near, edition.Candidate{Passage: x.place(m), Likeness: m.likeness})
	}
	return near
}

// spelled finds the places within a passage that are spelled most like a short
// quotation, best first.
func (x *Index) spelled(quotation string, within edition.Passage) (near []edition.Candidate) {
	letters := []rune(quotation)
	from, to := x.fold.at(within.Start), x.fold.at(within.End)
	if len(letters) == 0 || len(letters) > maxPattern || from >= to {
		return nil
	}
	text := x.fold.text[from:to]
	endings := newPattern(letters).endings(text, int(float64(len(letters))*(1-nearFloor)))
	slices.SortStableFunc(endings, func(a, b ending) int { return a.edits - b.edits })
	slices.Reverse(letters)
	backwards := newPattern(letters)
	for _, e := range endings[:min(len(endings), maxNear)] {
		start, end := wholeWords(text, backwards.beginning(text[:e.at]), e.at)
		p := x.passage(from+start, from+end)
		overlaps := func(c edition.Candidate) bool { return c.Overlaps(p) }
		if start < end && !slices.ContainsFunc(near, overlaps) {
			near = append(near, edition.Candidate{Passage: p, Likeness: 1 - float64(e.edits)/float64(len(letters))})
		}
	}
	return near
}

// wholeWords widens a range of a text to whole words and leaves off the space
// around them.
func wholeWords(text string, from, to int) (int, int) {
	trimmed := strings.TrimLeft(text[from:to], " ")
	from = to - len(trimmed)
	to = from + len(strings.TrimRight(trimmed, " "))
	if from >= to {
		return to, to
	}
	first, _ := utf8.DecodeRuneInString(text[from:])
	for letterlike(first) {
		r, size := utf8.DecodeLastRuneInString(text[:from])
		if !letterlike(r) {
			break
		}
		from -= size
	}
	last, _ := utf8.DecodeLastRuneInString(text[:to])
	for letterlike(last) {
		r, size := utf8.DecodeRuneInString(text[to:])
		if !letterlike(r) {
			break
		}
		to += size
	}
	return from, to
}

// letterlike reports whether a character can stand inside a word of a script
// that puts spaces between words.
func letterlike(r rune) bool {
	if r < utf8.RuneSelf {
		return '0' <= r && r <= '9' || 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	return unicode.In(r, unicode.L, unicode.N, unicode.M) && !unicode.In(r, spaceless...)
}
