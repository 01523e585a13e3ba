package confirm_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"gloss/generator/edition"
)

// BenchmarkLongEssay re-anchors an essay of 400,000 characters with 5,000 notes
// after 500 edits all over it, from the files to the plan: reading the essay, the
// notes and the lock, following the words, mending the selectors.
func BenchmarkLongEssay(b *testing.B) {
	l := newLife(b, 1, 1260)
	l.annotate(5000)
	l.write()
	l.confirm()
	for range 500 {
		l.edit()
	}
	l.write()
	if n := len(l.read("e/essay.md")); n < 400_000 {
		b.Fatalf("the essay has %d characters", n)
	}
	results, best := map[edition.Result]int{}, math.Inf(1)
	for b.Loop() {
		start := time.Now()
		content, plan := l.make()
		best = min(best, time.Since(start).Seconds())
		clear(results)
		for _, a := range plan.Anchored {
			results[a.Result]++
		}
		if len(plan.Anchored) != 5000 || plan.Blocked {
			b.Fatal(plan.Problems)
		}
		content.Close()
	}
	b.ReportMetric(best, "s-at-best")
	b.Logf("%v", results)
}

// BenchmarkDeletedHalf reads an essay of which half is gone, with the lock of the
// whole. With ten times as many notes it takes some ten times as long.
func BenchmarkDeletedHalf(b *testing.B) {
	for _, notes := range []int{300, 3000} {
		b.Run(fmt.Sprint(notes, " notes"), func(b *testing.B) {
			l := newLife(b, 1, notes)
			l.annotate(notes)
			l.write()
			l.confirm()
			essay := l.read("e/essay.md")
			blocks := strings.Split(essay, "\n\n")
			k := len(blocks)
			half := slices.Concat(blocks[:k/4], blocks[3*k/4:])
			l.file("e/essay.md", strings.Join(half, "\n\n"))
			for b.Loop() {
				content, plan := l.make()
				lost := 0
				for _, a := range plan.Anchored {
					if a.Result == edition.Lost {
						lost++
					}
				}
				if lost < notes/4 {
					b.Fatal(lost)
				}
				content.Close()
			}
		})
	}
}
