package confirm_test

import (
	"math"
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
