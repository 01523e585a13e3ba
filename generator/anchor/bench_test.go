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
