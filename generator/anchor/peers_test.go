package anchor

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gloss/generator/edition"
)

// BenchmarkCases prints the figures of each way below those of the peers, which
// stand in the folder of the cases, and the time for 1,000 cases: the best of all
// rounds, reading and folding the texts included. Hypothesis' matcher is measured
// in the same minutes, on the same texts.
func BenchmarkCases(b *testing.B) {
	cases := readCases(b)
	table, seconds := peers(b), map[string]float64{}
	enter := func(b *testing.B, name string, s scores, took float64) {
		seconds[name] = took * 1000 / float64(len(cases))
		b.ReportMetric(seconds[name], "s/1000-cases")
		table = append(table, s.row(name, seconds[name]))
	}
	for _, way := range []struct {
		name string
		run  func(testing.TB, []realEdit) scores
	}{{oldText, carryAll}, {selectorOnly, searchAll}} {
		b.Run(way.name, func(b *testing.B) {
			var s scores
			best := math.Inf(1)
			for b.Loop() {
				start := time.Now()
				s = way.run(b, cases)
				best = min(best, time.Since(start).Seconds())
			}
			enter(b, way.name, s, best)
		})
	}
	b.Run(hypothesis, func(b *testing.B) {
		var s scores
		best := math.Inf(1)
		for b.Loop() {
			var took float64
			s, took = runHypothesis(b, cases)
			best = min(best, took)
		}
		enter(b, hypothesis, s, best)
	})
	fmt.Printf("\ncorrect %% / wrong %%; of the peers over both sets, below the line of the %d cases that are here\n\n%s\n", len(cases), strings.Join(table, "\n"))
	if seconds[hypothesis] > 0 {
		fmt.Printf("\nwithout the old text gloss is %.1f times as fast as Hypothesis' matcher in Node\n\n", seconds[hypothesis]/seconds[selectorOnly])
	}
}

// The names of the rows of the table.
const (
	oldText      = "gloss, with the old text"
	selectorOnly = "gloss, selector only"
	hypothesis   = "Hypothesis in Node, here"
)

// peers are the lines of the table of the peers' figures.
func peers(b *testing.B) (lines []string) {
	readme, err := os.ReadFile(filepath.Join(casesFolder, "README.md"))
	if err != nil {
		b.Fatal(err)
	}
	_, table, _ := strings.Cut(string(readme), "\n| tool")
	table, _, _ = strings.Cut("| tool"+table, "\n\n")
	return append(strings.Split(table, "\n"), "|---|")
}

// peersClasses are the columns of the peers' table.
var peersClasses = []string{"kept", "edited", "deleted", "moved", "repeated", "twin"}

// row is a row of that table.
func (s scores) row(name string, seconds float64) string {
	share := func(n int, of *score) float64 { return 100 * float64(n) / float64(max(1, of.all)) }
	var b strings.Builder
	fmt.Fprintf(&b, "| %s |", name)
	for _, class := range peersClasses {
		c := s.of(class)
		fmt.Fprintf(&b, " %.0f/%.0f |", share(c.correct, c), share(c.wrong, c))
	}
	all := s.of("all")
	fmt.Fprintf(&b, " %.1f/%.1f | %.2f |", share(all.correct, all), share(all.wrong, all), seconds)
	return b.String()
}

// runHypothesis measures Hypothesis' way of finding quotations in Node: how it
// fared, and the seconds of its best of five rounds, the first of which compile it.
func runHypothesis(b *testing.B, cases []realEdit) (scores, float64) {
	node, err := exec.LookPath("node")
	if err != nil {
		b.Skipf("there is no Node, so nothing is compared: %v", err)
	}
	if _, err := os.Stat("../../.ci/node_modules/approx-string-match"); err != nil {
		b.Skipf("the matcher is not installed, so nothing is compared (.ci/setup installs it): %v", err)
	}
	out, err := exec.Command(node, "../bench/hypothesis.mjs", casesFolder, "5").Output()
	if err != nil {
		b.Fatal(err)
	}
	s, open := scores{}, texts{}
	lines := bufio.NewScanner(bytes.NewReader(out))
	for n := 0; lines.Scan(); n++ {
		var answer struct {
			ID         string
			Start, End *int
			Seconds    float64
		}
		if err := json.Unmarshal(lines.Bytes(), &answer); err != nil {
			b.Fatal(err)
		}
		if n == len(cases) {
			return s, answer.Seconds
		}
		c := &cases[n]
		if answer.ID != c.ID {
			b.Fatalf("an answer to %s instead of %s", answer.ID, c.ID)
		}
		in := open.open(b, c.NewText)
		p := edition.Placed{Result: edition.Lost}
		if answer.Start != nil {
			p.Result = edition.Exact
			p.Start, _ = in.points.Byte(*answer.Start)
			p.End, _ = in.points.Byte(*answer.End)
		}
		s.of(c.Class).add(c, in, p)
		s.of("all").add(c, in, p)
	}
	b.Fatal("too few answers")
	return nil, 0
}
