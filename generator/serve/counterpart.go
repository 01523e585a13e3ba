package serve

import (
	"unicode"
	"unicode/utf8"
)

// counterpart finds the place in plain that corresponds to the byte at of shown.
// Shown is what a page shows of plain, with what it adds (marks, citations, the
// sign of a paragraph) and without what it shows otherwise (the words of an
// image). The two are laid beside each other word by word, and letter by letter
// between words that both have.
func counterpart(shown, plain string, at int) int {
	a, b := pieces(shown, wordEnd), pieces(plain, wordEnd)
	same := pairs(a, b)
	// What both have before and behind the place.
	fromA, fromB, toA, toB := 0, 0, len(shown), len(plain)
	for i, j := range same {
		switch {
		case j < 0:
		case a[i].start <= at && at <= a[i].end:
			return b[j].start + at - a[i].start
		case a[i].end < at:
			fromA, fromB = a[i].end, b[j].end
		case a[i].start > at:
			toA, toB = a[i].start, b[j].start
			return fromB + amongLetters(shown[fromA:toA], plain[fromB:toB], at-fromA)
		}
	}
	return fromB + amongLetters(shown[fromA:toA], plain[fromB:toB], at-fromA)
}

// amongLetters is counterpart, letter by letter.
func amongLetters(shown, plain string, at int) int {
	a, b := pieces(shown, letterEnd), pieces(plain, letterEnd)
	end := 0
	for i, j := range pairs(a, b) {
		switch {
		case j < 0:
		case a[i].start >= at:
			if a[i].start == at {
				return b[j].start
			}
			return end
		default:
			end = b[j].end
		}
	}
	return end
}

// piece is a part of a text that is not white space.
type piece struct {
	text       string
	start, end int
}

// pieces cuts a text; end says where the piece ends that a text begins with.
func pieces(s string, end func(string) int) (out []piece) {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) {
			i += n
			continue
		}
		n = end(s[i:])
		out = append(out, piece{s[i : i+n], i, i + n})
		i += n
	}
	return out
}

func letterEnd(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	return n
}

// wordEnd is the end of a run of letters and digits, or of one other character.
func wordEnd(s string) int {
	for i, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			return max(i, letterEnd(s))
		}
	}
	return len(s)
}

// mostDiffering is in how many pieces two texts may differ to be laid beside each
// other; what differs in more is no page of the text.
const mostDiffering = 3000

// pairs says of each piece of a which of b corresponds to it, -1 for none, so that
// as few as can be have none: E. W. Myers, An O(ND) Difference Algorithm and Its
// Variations, 1986.
func pairs(a, b []piece) []int {
	same := make([]int, len(a))
	for i := range same {
		same[i] = -1
	}
	var trace [][]int // how far in a each diagonal has come, after so many differences
	furthest := map[int]int{1: 0}
	for d := 0; d <= mostDiffering; d++ {
		row := make([]int, 0, d+1)
		for k := -d; k <= d; k += 2 {
			x := furthest[k-1] + 1
			if down(k, d, furthest[k-1], furthest[k+1]) {
				x = furthest[k+1]
			}
			for x < len(a) && x-k < len(b) && x-k >= 0 && a[x].text == b[x-k].text {
				x++
			}
			furthest[k] = x
			row = append(row, x)
			if x >= len(a) && x-k >= len(b) {
				goBack(trace, same, len(a), len(b))
				return same
			}
		}
		trace = append(trace, row)
	}
	return same
}

// down reports whether a diagonal is reached by passing over a piece of b.
func down(k, d, left, right int) bool { return k == -d || k != d && left < right }

// goBack enters the pairs on the way back from the ends of both texts.
func goBack(trace [][]int, same []int, x, y int) {
	for d := len(trace); d >= 0; d-- {
		px, py := 0, 0
		if d > 0 {
			furthest := func(k int) int {
				if k < 1-d || k > d-1 {
					return -1
				}
				return trace[d-1][(k+d-1)/2]
			}
			k := x - y
			from := k - 1
			if down(k, d, furthest(k-1), furthest(k+1)) {
				from = k + 1
			}
			px, py = furthest(from), furthest(from)-from
		}
		for x > px && y > py {
			x, y = x-1, y-1
			same[x] = y
		}
		x, y = px, py
	}
}
