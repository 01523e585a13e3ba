package anchor

import (
	"fmt"
	"strings"
	"testing"

	"gloss/generator/edition"
)

// prose makes about n bytes of made-up words, natural in length and frequency.
func prose(n int) string {
	var b strings.Builder
	state := uint64(1)
	next := func(n int) int {
		state = state*6364136223846793005 + 1442695040888963407
		return int(state >> 33 % uint64(n))
	}
	for b.Len() < n {
		rank := next(1 + next(1+next(8000)))
		fmt.Fprintf(&b, "%s%s", strings.Repeat(string("etaoinshrdlu"[rank%12]), 1+rank%3), string("abcdefghijklmnopqrstuvwxyz"[rank/12%26])+string("aeiou"[rank/300%5]))
		b.WriteString([]string{" ", " ", " ", " ", " ", ", ", ". ", "’s ", "\n"}[next(9)])
	}
	return b.String()
}

func BenchmarkNewIndex(b *testing.B) {
	for _, n := range []int{30_000, 400_000} {
		t := text(prose(n))
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.SetBytes(int64(len(t.Plain)))
			for b.Loop() {
				NewIndex(t)
			}
		})
	}
	t := text(strings.Repeat("他说：“我喝下毒酒。”然后……离开了——再也没有回来。\n", 16_000))
	b.Run("Chinese", func(b *testing.B) {
		b.SetBytes(int64(len(t.Plain)))
		for b.Loop() {
			NewIndex(t)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	x := NewIndex(text(prose(400_000)))
	for _, n := range []int{5, 40, 400} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			at := 0
			for b.Loop() {
				at = (at + 7919) % (len(x.fold.text) - 500)
				x.Find(edition.Selector{Exact: x.fold.text[at : at+n], Prefix: x.fold.text[max(0, at-32):at], Suffix: x.fold.text[at+n : at+n+32]})
			}
		})
	}
}

func BenchmarkNear(b *testing.B) {
	x := NewIndex(text(prose(400_000)))
	quotation := strings.ReplaceAll(x.fold.text[200_000:200_147], "a", "y")
	for b.Loop() {
		x.Find(edition.Selector{Exact: quotation})
	}
}

// BenchmarkCarry carries 5,000 passages across 500 edits scattered over a text:
// folding both states, aligning them and following every passage.
func BenchmarkCarry(b *testing.B) {
	for _, n := range []int{50_000, 400_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			old, new := edited(prose(n), n/800)
			for b.Loop() {
				edit := Compare(NewIndex(Plain(old)), NewIndex(Plain(new)))
				for i := range n / 80 {
					start := edit.old.fold.start(len(edit.old.fold.text) / (n / 80) * i)
					edit.Carry(edition.Passage{Start: start, End: min(start+60, len(old))})
				}
			}
		})
	}
}

// edited makes some edits at random places of a text: sentences inserted, words
// deleted, words replaced.
func edited(old string, edits int) (string, string) {
	pick := random(3)
	var b strings.Builder
	at := 0
	for i := range edits {
		to := min(len(old), at+pick(2*len(old)/edits))
		b.WriteString(old[at:to])
		at = to
		switch i % 3 {
		case 0:
			b.WriteString(" Something that nobody had thought of before was put in here. ")
		case 1:
			at = min(len(old), at+pick(80))
		case 2:
			b.WriteString(" other words ")
			at = min(len(old), at+pick(40))
		}
	}
	return old, b.String() + old[at:]
}
