package anchor

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gloss/generator/edition"
)

// casesFolder holds real texts before and after editing, and where each of some
// quotations went. It lies beside the project: its texts are not ours.
var casesFolder = filepath.FromSlash("../../../shared/anchoring")

// realEdit is a quotation from a text and its true place in a later state.
type realEdit struct {
	ID, Class, Pair       string
	OldText               string `json:"old_text"`
	NewText               string `json:"new_text"`
	Exact, Prefix, Suffix string
	Start                 int         // code point in the old text
	Expected              *codePoints // nil when the passage is gone
	Wide                  *codePoints `json:"expected_wide"` // where two ends are defensible
}

type codePoints struct{ Start, End int }

func (c *realEdit) selector() edition.Selector {
	return edition.Selector{Exact: c.Exact, Prefix: c.Prefix, Suffix: c.Suffix}
}

// classes are the classes of cases, in the order they are printed.
var classes = []string{"kept", "edited", "deleted", "moved", "repeated", "twin"}

func readCases(tb testing.TB) (cases []realEdit) {
	f, err := os.Open(filepath.Join(casesFolder, "cases.jsonl"))
	if os.IsNotExist(err) {
		tb.Skipf("the cases are not here, so nothing was measured: %v", err)
	}
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var c realEdit
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			tb.Fatal(err)
		}
		cases = append(cases, c)
	}
	if lines.Err() != nil || len(cases) == 0 {
		tb.Fatal("no cases", lines.Err())
	}
	return cases
}

// measured is a text of the cases, read once.
type measured struct {
	*Index
	points *CodePoints
}

// texts reads texts of the cases.
type texts map[string]*measured

func (t texts) open(tb testing.TB, name string) *measured {
	if t[name] == nil {
		data, err := fs.ReadFile(os.DirFS(casesFolder), name)
		if err != nil {
			tb.Fatal(err)
		}
		text := Plain(string(data))
		t[name] = &measured{NewIndex(text), NewCodePoints(text.Plain)}
	}
	return t[name]
}

// quoted is where a case's quotation stands in the old text.
func (m *measured) quoted(c *realEdit) edition.Passage {
	start, _ := m.points.Byte(c.Start)
	return edition.Passage{Start: start, End: start + len(c.Exact)}
}

// score is how many cases of a class had which outcome.
type score struct{ all, correct, partly, missed, wrong int }

// add counts a case: correct at an overlap (intersection over union) of 0.8,
// wrong below 0.3 or when a passage that is gone was attached.
func (s *score) add(c *realEdit, in *measured, p edition.Placed) {
	s.all++
	attached := p.Result <= edition.Reworded
	switch {
	case !attached && c.Expected == nil:
		s.correct++
	case !attached:
		s.missed++
	case c.Expected == nil:
		s.wrong++
	default:
		switch o := c.overlap(in.points.Count(p.Start), in.points.Count(p.End)); {
		case o >= 0.8:
			s.correct++
		case o >= 0.3:
			s.partly++
		default:
			s.wrong++
		}
	}
}

// overlap is the best over the places that are right.
func (c *realEdit) overlap(start, end int) (best float64) {
	wide := c.Wide
	if wide == nil {
		wide = c.Expected
	}
	for _, s := range []int{c.Expected.Start, wide.Start} {
		for _, e := range []int{c.Expected.End, wide.End} {
			both := max(0, min(e, end)-max(s, start))
			best = max(best, float64(both)/float64(max(1, e-s+end-start-both)))
		}
	}
	return best
}

// scores are the outcomes by class, and of all under "all".
type scores map[string]*score

func (s scores) of(class string) *score {
	if s[class] == nil {
		s[class] = &score{}
	}
	return s[class]
}

func (s scores) String() string { return s.table(append(classes, "all")) }

func (s scores) table(classes []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-29s %5s  %7s %7s %7s %7s\n", "class", "n", "correct", "partly", "missed", "wrong")
	for _, class := range classes {
		c := s.of(class)
		fmt.Fprintf(&b, "%-29s %5d ", class, c.all)
		for _, n := range []int{c.correct, c.partly, c.missed, c.wrong} {
			fmt.Fprintf(&b, " %6.1f%%", 100*float64(n)/float64(max(1, c.all)))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// rates checks the share of correct cases of a class in thousandths, and that no
// more are wrong than allowed.
func (s scores) rates(t *testing.T, class string, correct, wrong int) {
	t.Helper()
	if c := s.of(class); c.correct*1000 < correct*c.all || c.wrong*1000 > wrong*c.all {
		t.Errorf("%s: %d of %d correct, %d wrong", class, c.correct, c.all, c.wrong)
	}
}

// carryAll measures with the old text: each pair of texts is compared once.
func carryAll(tb testing.TB, cases []realEdit) scores {
	s, open, edits := scores{}, texts{}, map[string]*Edit{}
	for i := range cases {
		c := &cases[i]
		old, new := open.open(tb, c.OldText), open.open(tb, c.NewText)
		if edits[c.NewText] == nil {
			edits[c.NewText] = Compare(old.Index, new.Index)
		}
		found := edits[c.NewText].Carry(old.quoted(c))
		s.of(c.Class).add(c, new, found.Placed)
		s.of("all").add(c, new, found.Placed)
	}
	return s
}

// searchAll measures without it.
func searchAll(tb testing.TB, cases []realEdit) scores {
	s, open := scores{}, texts{}
	for i := range cases {
		c := &cases[i]
		new := open.open(tb, c.NewText)
		found := new.Search(c.selector())
		s.of(c.Class).add(c, new, found.Placed)
		s.of("all").add(c, new, found.Placed)
	}
	return s
}

// TestCases holds the program to what it promises on real edits.
func TestCases(t *testing.T) {
	cases := readCases(t)
	with := carryAll(t, cases)
	t.Logf("with the old text\n%v", with)
	for _, class := range classes {
		with.rates(t, class, map[string]int{"edited": 970, "deleted": 1000, "twin": 1000}[class], 0)
	}
	for _, class := range []string{"kept", "moved", "repeated"} {
		with.rates(t, class, 995, 0)
	}
	with.rates(t, "all", 990, 0)
	without := searchAll(t, cases)
	t.Logf("without it\n%v", without)
	without.rates(t, "all", 970, 10)
}

// TestLimitsHold moves each limit by a tenth, on either half of the texts: with
// the old text nothing stands on wrong words for it, and few outcomes change.
func TestLimitsHold(t *testing.T) {
	if testing.Short() {
		t.Skip("each limit is measured twice on each half of the cases")
	}
	var halves [2][]realEdit
	pairs := map[string]int{}
	for _, c := range readCases(t) {
		if _, ok := pairs[c.Pair]; !ok {
			pairs[c.Pair] = len(pairs) % 2
		}
		halves[pairs[c.Pair]] = append(halves[pairs[c.Pair]], c)
	}
	for n, half := range halves {
		measure := func(limits *limits, run func(testing.TB, []realEdit) scores, right, wrong int) {
			all := run(t, half).of("all")
			for _, share := range []*float64{&limits.likeness, &limits.evidence, &limits.context, &limits.whole, &limits.around} {
				was := *share
				for _, by := range []float64{0.9, 1.1} {
					*share = was * by
					s := run(t, half).of("all")
					if s.wrong > all.wrong+wrong || s.correct < all.correct-right {
						t.Errorf("half %d: at %.3f instead of %.3f %d are correct and %d wrong, not %d and %d", n, *share, was, s.correct, s.wrong, all.correct, all.wrong)
					}
				}
				*share = was
			}
		}
		measure(&stayed, carryAll, 2, 0)
		measure(&moved, carryAll, 2, 0)
		measure(&sought, searchAll, 6, 1)
	}
}

// TestDeletions cuts out of the new texts the sentence or the block that a
// passage of the old one stands in, and counts what is attached all the same.
// Some texts hold the sentence twice or have one just like it, so none at all
// cannot be asked.
func TestDeletions(t *testing.T) {
	cases := readCases(t)
	open, done, pick := texts{}, map[string]bool{}, random(7)
	var all, carriedOn, searched int
	for i := range cases {
		c := &cases[i]
		if done[c.Pair] {
			continue
		}
		done[c.Pair] = true
		old, new := open.open(t, c.OldText), open.open(t, c.NewText)
		edit, words := Compare(old.Index, new.Index), old.words()
		for range 12 {
			length := 3 + pick(12)
			if len(words) < 4*length {
				continue
			}
			first := pick(len(words) - length)
			p := old.passage(int(words[first].from), int(words[first+length-1].to))
			found := edit.Carry(p)
			if found.Likeness < 1 {
				continue
			}
			x := NewIndex(Plain(without(new.text.Plain, found.Passage, []string{"\n", "\n."}[pick(2)])))
			all++
			if Compare(old.Index, x).Carry(p).Result <= edition.Reworded {
				carriedOn++
			}
			if x.Search(old.Selector(p)).Result <= edition.Reworded {
				searched++
			}
		}
	}
	t.Logf("of %d passages deleted %d were attached with the old text, %d without it", all, carriedOn, searched)
	if carriedOn*100 > all || searched*100 > 6*all {
		t.Error("too many passages that are gone were attached")
	}
}

// without cuts out a passage and all around it up to one of some characters.
func without(plain string, p edition.Passage, until string) string {
	start := strings.LastIndexAny(plain[:p.Start], until) + 1
	end := strings.IndexAny(plain[p.End:], until)
	if end < 0 {
		return plain[:start]
	}
	return plain[:start] + plain[p.End+end:]
}

// random picks numbers below n, the same in every run (Knuth's MMIX constants).
func random(seed uint64) func(n int) int {
	return func(n int) int {
		seed = seed*6364136223846793005 + 1442695040888963407
		return int(seed >> 33 % uint64(n))
	}
}
