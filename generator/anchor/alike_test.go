package anchor

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gloss/generator/edition"
)

// TestParagraphsAlike takes paragraphs out of texts of up to four, or puts one in,
// of which any may begin alike, the passage and its context included: only a number
// at the end tells them apart. Every passage stays in its own paragraph, or is lost
// with it.
func TestParagraphsAlike(t *testing.T) {
	const words = "the words that are selected"
	n := 0
	eachOf(3, 4, func(kinds []int) {
		old := Plain(alike(kinds, numbersOf(kinds)))
		x := NewIndex(old)
		eachChange(kinds, func(change string, kinds, numbers []int) {
			now := Plain(alike(kinds, numbers))
			edit := Compare(x, NewIndex(now))
			for chosen, b := range old.Blocks {
				start := b.Start + strings.Index(old.Plain[b.Start:], words)
				found := edit.Carry(edition.Passage{Start: start, End: start + len(words)})
				at := slices.Index(numbers, chosen)
				switch stands := found.Result != edition.Lost; {
				case stands != (at >= 0):
					t.Errorf("%q\n%s: a passage of paragraph %d is %v", old.Plain, change, chosen, found.Result)
				case stands && (found.Start < now.Blocks[at].Start || found.End > now.Blocks[at].End):
					t.Errorf("%q\n%s: a passage of paragraph %d stands in %q", old.Plain, change, chosen, now.Plain[found.Start:])
				}
				n++
			}
		})
	})
	t.Logf("%d passages", n)
}

// alike makes a paragraph of each kind, with a number far from the words selected.
func alike(kinds, numbers []int) string {
	var b strings.Builder
	for i, kind := range kinds {
		fmt.Fprintf(&b, "%[1]s here are the words that are selected %[1]s, number %02[2]d.\n", strings.Repeat(string(rune('a'+kind)), 40), numbers[i])
	}
	return b.String()
}

// numbersOf numbers paragraphs from zero.
func numbersOf(kinds []int) (list []int) {
	for i := range kinds {
		list = append(list, i)
	}
	return list
}

// eachOf calls yield with all lists of two to most numbers below n.
func eachOf(n, most int, yield func([]int)) {
	var add func(list []int)
	add = func(list []int) {
		if len(list) > 1 {
			yield(list)
		}
		for k := 0; k < n && len(list) < most; k++ {
			add(append(slices.Clone(list), k))
		}
	}
	add(nil)
}

// eachChange calls yield with what is left when one paragraph or two are taken
// out, and with one of each kind put in at each place.
func eachChange(kinds []int, yield func(change string, kinds, numbers []int)) {
	numbers := numbersOf(kinds)
	for i := range kinds {
		without, left := slices.Delete(slices.Clone(kinds), i, i+1), slices.Delete(slices.Clone(numbers), i, i+1)
		yield(fmt.Sprint("without ", i), without, left)
		for j := i; j < len(without) && len(without) > 1; j++ {
			yield(fmt.Sprint("without ", i, " and ", j+1), slices.Delete(slices.Clone(without), j, j+1), slices.Delete(slices.Clone(left), j, j+1))
		}
	}
	for i := range len(kinds) + 1 {
		for kind := range 3 {
			yield(fmt.Sprint("one put in before ", i), slices.Insert(slices.Clone(kinds), i, kind), slices.Insert(slices.Clone(numbers), i, 50))
		}
	}
}
