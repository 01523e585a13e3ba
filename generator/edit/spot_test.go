package edit_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gloss/generator/edit"
	"gloss/generator/edition"
)

// paragraphs are numbered far from the words that are selected, so that paragraphs
// of one kind have these in the same surroundings.
func paragraphs(kinds, numbers []int) string {
	var b strings.Builder
	b.WriteString("---\ntitle: T\n---\n")
	for i, kind := range kinds {
		fmt.Fprintf(&b, "\n%[1]s here are the words that are selected %[1]s, number %02[2]d.\n", strings.Repeat(string(rune('a'+kind)), 40), numbers[i])
	}
	return b.String()
}

// TestSpotOfAnEarlierText edits the essay between the selecting of words and the
// writing of the note. The note stands on the words selected, or is refused.
func TestSpotOfAnEarlierText(t *testing.T) {
	dir := t.TempDir()
	place(t, dir, map[string]string{"site.yaml": settings, "e/essay.md": paragraphs([]int{0}, []int{0})})
	content, site := open(t, dir)
	refused, written := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		kinds := rapid.SliceOfN(rapid.IntRange(0, 2), 2, 6).Draw(rt, "kinds")
		numbers := make([]int, len(kinds))
		for i := range numbers {
			numbers[i] = i
		}
		place(t, dir, map[string]string{"e/essay.md": paragraphs(kinds, numbers)})
		e, _ := finish(rt, content, site, "e")
		chosen := rapid.IntRange(0, len(kinds)-1).Draw(rt, "chosen")
		from := e.Text.Blocks[chosen].Start + strings.Index(e.Text.Plain[e.Text.Blocks[chosen].Start:], "the words")
		p := edition.Passage{Start: from, End: from + len("the words that are selected")}
		spot := edit.Spot{Passage: p, Text: e.Text}

		// A paragraph taken out and one like it put in its place is a paragraph edited.
		putIn := rapid.Bool().Draw(rt, "put in")
		for range rapid.IntRange(0, 2).Draw(rt, "edits") {
			i := rapid.IntRange(0, len(kinds)-1).Draw(rt, "at")
			switch {
			case putIn:
				kinds = slices.Insert(kinds, i, rapid.IntRange(0, 2).Draw(rt, "kind"))
				numbers = slices.Insert(numbers, i, 50)
			case len(kinds) > 1:
				kinds, numbers = slices.Delete(kinds, i, i+1), slices.Delete(numbers, i, i+1)
			}
		}
		place(t, dir, map[string]string{"e/essay.md": paragraphs(kinds, numbers)})
		made, no, err := edit.Make(content, site, "e", edit.Add{Spot: spot, Fields: edit.Fields{Body: "x"}})
		switch {
		case err != nil:
			rt.Fatal(err)
		case no != nil:
			refused++
			if no.Reason != edit.Ambiguous && no.Reason != edit.Missing {
				rt.Fatalf("%+v", no)
			}
			return
		}
		written++
		e, _ = finish(rt, content, site, "e")
		block := e.Text.Block(made.Passage.Start)
		if want := fmt.Sprintf("number %02d.", chosen); !strings.HasSuffix(e.Text.Plain[block.Start:block.End], want) {
			rt.Fatalf("selected in paragraph %d, written on %q", chosen, e.Text.Plain[block.Start:block.End])
		}
	})
	if refused == 0 || written == 0 {
		t.Errorf("%d refused, %d written: neither may be none", refused, written)
	}
}
