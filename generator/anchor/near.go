package anchor

import (
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"

	"gloss/generator/edition"
)

// How candidates for a lost passage are chosen. They are only shown to a
// person, so the floor is where a list begins to look like chance.
const (
	maxNear   = 3
	nearFloor = 0.5
)

// near finds the places within a passage that are most like a selector's
// quotation, best first.
func (x *Index) near(s edition.Selector, within edition.Passage) []edition.Candidate {
	quotation := []rune(foldQuotation(s.Exact))
	from, to := x.fold.at(within.Start), x.fold.at(within.End)
	if len(quotation) == 0 || from >= to {
		return nil
	}
	text := []rune(x.fold.text[from:to])
	var near []edition.Candidate
	for _, c := range likest(quotation, text) {
		start := from + len(string(text[:c.from]))
		end := start + len(string(text[c.from:c.to]))
		near = append(near, edition.Candidate{Passage: x.passage(start, end), Likeness: c.likeness})
	}
	return near
}

// likeness is a range of a text of code points and how like a quotation it is.
type likeness struct {
	from, to int
	likeness float64
}

// likest finds the ranges of a text most like a quotation, no two overlapping,
// whole words, best first.
func likest(quotation, text []rune) []likeness {
	p := newPattern(quotation)
	limit := int(float64(len(quotation)) * (1 - nearFloor))
	type end struct{ at, distance int }
	var ends []end
	p.distances(text, false, func(i, d int) {
		switch {
		case d > limit:
		case len(ends) > 0 && i-ends[len(ends)-1].at < len(quotation): // the best of its neighbourhood
			if d < ends[len(ends)-1].distance {
				ends[len(ends)-1] = end{i, d}
			}
		default:
			ends = append(ends, end{i, d})
		}
	})
	slices.SortStableFunc(ends, func(a, b end) int { return cmp.Compare(a.distance, b.distance) })
	slices.Reverse(quotation)
	back := newPattern(quotation)
	slices.Reverse(quotation)
	var out []likeness
	for _, e := range ends {
		window := slices.Clone(text[max(0, e.at+1-len(quotation)-e.distance) : e.at+1])
		slices.Reverse(window)
		length := 0
		back.distances(window, true, func(i, d int) {
			if d == e.distance {
				length = i + 1
			}
		})
		from, to := words(text, e.at+1-length, e.at+1)
		overlaps := slices.ContainsFunc(out, func(o likeness) bool { return max(o.from, from) < min(o.to, to) })
		if from < to && !overlaps {
			out = append(out, likeness{from, to, 1 - float64(e.distance)/float64(len(quotation))})
		}
		if len(out) == maxNear {
			break
		}
	}
	return out
}

// words widens a range to whole words and leaves off the space around them.
func words(text []rune, from, to int) (int, int) {
	inside := func(i int) bool { return 0 < i && i < len(text) && letterlike(text[i-1]) && letterlike(text[i]) }
	for from < to && text[from] == ' ' {
		from++
	}
	for from < to && text[to-1] == ' ' {
		to--
	}
	for inside(from) {
		from--
	}
	for inside(to) {
		to++
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
