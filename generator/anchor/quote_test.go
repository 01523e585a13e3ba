package anchor

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gloss/generator/edition"
)

// blocks makes a text of lines, a block each. A line that begins with {id} has
// that id from its author; one that begins with {code} too and holds code, in
// which / stands for the end of a line. A group with the id all holds every
// block.
func blocks(lines string) *edition.Text {
	t := &edition.Text{}
	for line := range strings.Lines(lines) {
		b := edition.Block{ID: fmt.Sprint("made-", len(t.Blocks))}
		if id, rest, ok := strings.Cut(strings.TrimPrefix(line, "{"), "} "); ok && id != "" && strings.HasPrefix(line, "{") {
			b.ID, b.Own, line = id, true, rest
		}
		if b.ID == "code" {
			b.Kind, line = edition.Code, strings.ReplaceAll(line, "/", "\n")
		}
		b.Start = len(t.Plain)
		b.End = b.Start + len(strings.TrimSuffix(line, "\n"))
		t.Plain += line
		t.Blocks = append(t.Blocks, b)
	}
	t.Plain = strings.TrimSuffix(t.Plain, "\n")
	t.Groups = []edition.Block{{ID: "all", Own: true, Kind: edition.Table, Passage: edition.Passage{End: len(t.Plain)}}}
	return t
}

// show writes a target as in YAML.
func show(t edition.Target) string {
	one := func(s edition.Selector) string {
		out := s.Exact
		if s.Prefix != "" {
			out += ", prefix: " + s.Prefix
		}
		if s.Suffix != "" {
			out += ", suffix: " + s.Suffix
		}
		return out
	}
	switch {
	case t.From != nil:
		return "start: " + one(*t.From) + "; end: " + one(*t.To)
	case t.Lines != edition.Lines{}:
		return fmt.Sprintf("block: %s, lines: %d-%d", t.Block, t.Lines.First, t.Lines.Last)
	case t.Block != "" && t.Exact != "":
		return "block: " + t.Block + ", " + one(t.Selector)
	case t.Block != "":
		return "block: " + t.Block
	}
	return one(t.Selector)
}

// ruled leads a target to its passage.
func ruled(x *Index, t edition.Target) Found {
	b := x.text.ByID(t.Block)
	switch {
	case t.From != nil:
		return x.FindRange(*t.From, *t.To)
	case t.Block == "":
		return x.Find(t.Selector)
	case b == nil:
		return Found{}
	case t.Lines != edition.Lines{}:
		p, _ := Lines(x.text, b, t.Lines)
		return exactly(p)
	case t.Exact != "":
		return x.FindIn(t.Selector, b.Passage)
	}
	p, _ := x.Whole(b.Passage)
	return exactly(p)
}

// TestQuote shows the targets that passages get.
func TestQuote(t *testing.T) {
	const song = "the road goes on and the road goes off and the road ends"
	for _, c := range []struct{ text, target string }{
		{"Whoever loves ⟦the road⟧ walks.", "the road"},
		{"whoever l⟦ov⟧es the road", "ov"},
		{"one ⟦step⟧, two step", "step, prefix: one"},
		{"a ⟦step⟧ up, a step down", "step, suffix: up,"},
		{"one ⟦step⟧ up and one step down and two step up and", "step, prefix: one, suffix: up"},
		{"on and on and ⟦on⟧ and on and on", "on, prefix: and on and, suffix: and on and"},
		{"one two three four five six ⟦seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen⟧", "start: seven eight nine; end: seventeen eighteen nineteen"},
		{song + "\n" + "⟦" + song + "⟧ here", "start: the road goes, prefix: ends; end: the road ends, suffix: here"},
		{"A short ⟦head\nAnd⟧ its text", "head And"},
		{"A ⟦head of several words\nAnd its first words⟧ and more", "start: head of several; end: its first words"},
		{"{intro} ⟦All of this⟧", "block: intro"},
		{"⟦All of that⟧\nand more", "All of that"},
		{"⟦one\ntwo⟧", "block: all"},
		{"{code} if x/⟦a = 1/b = 2⟧/end\nmore", "block: code, lines: 2-3"},
		{"{code} if x/⟦a = 1⟧/end\nmore", "a = 1"},
		{"{code} if x/⟦a = 1⟧/end\nmore a = 1", "block: code, a = 1"},
		{"{code} ⟦a = 1⟧/a = 1\nmore a = 1", "block: code, lines: 1-1"},
		{"one two three four five step\n{two} one two three four five ⟦step⟧ one two three\nfive step one two three", "block: two, step"},
		{"他说：“我喝下毒酒。”⟦然后⟧……离开了。", "然后"},
		{"山路，⟦路⟧，水路", "路, prefix: 山路，"},
		{"我们在山里走了很久很久⟦然后终于看见了山下的村庄和河流还有远方的大海与天空中的云⟧我们都笑了", "start: 然后终于看见; end: 与天空中的云"},
		{"او گفت ⟦جام زهر⟧ را بنوشم", "جام زهر"},
		{"go 👨‍👩‍👧 and ⟦👍🏽⟧ and 👍", "👍🏽"},
		{"go 👍🏽 and ⟦👍⟧", "👍"},
	} {
		plain, _ := marked(c.text)
		_, p := marked(blocks(c.text).Plain)
		x := NewIndex(blocks(plain))
		if whole, ok := x.Whole(p); !ok || whole != p {
			t.Errorf("%s: whole is %v, want %v", c.text, whole, p)
		}
		got, ok := x.Quote(p)
		if show(got) != c.target || !ok {
			t.Errorf("%s\n got %s\nwant %s", c.text, show(got), c.target)
		}
		if found := ruled(x, got); found.Result != edition.Exact || found.Passage != p {
			t.Errorf("%s: %s leads to %v %v", c.text, show(got), found.Result, found.Passage)
		}
	}
}

// TestQuoteAmid shows targets with context that they could do without.
func TestQuoteAmid(t *testing.T) {
	for _, c := range []struct{ text, target string }{
		{"Whoever loves ⟦the road⟧ walks.", "the road, prefix: loves, suffix: walks."},
		{"⟦Whoever loves the road⟧ walks.", "Whoever loves the road, suffix: walks."},
		{"⟦Whoever⟧", "Whoever"},
		{"and ⟦" + strings.Repeat("x ", 12) + "y⟧ or", "start: x x x, prefix: and; end: x x y, suffix: or"},
	} {
		plain, p := marked(c.text)
		got, ok := NewIndex(text(plain)).QuoteAmid(p)
		if show(got) != c.target || !ok {
			t.Errorf("%s\n got %s\nwant %s", c.text, show(got), c.target)
		}
	}
}

// TestWhole shows how a passage is widened to what a selector can name.
func TestWhole(t *testing.T) {
	for _, c := range []struct{ cut, whole string }{
		{"a ⟦ step ⟧ up", "a  ⟦step⟧  up"},
		{"a⟦\n step⟧ up", "a\n ⟦step⟧ up"},
		{"a -⟦- b⟧", "a ⟦-- b⟧"},
		{"wait.⟦.. what⟧", "wait⟦... what⟧"},
		{"caf⟦e⟧\u0301 noir", "caf⟦e\u0301⟧ noir"},
		{"a ⟦co\u00ad⟧op", "a ⟦co⟧\u00adop"},
		{"a ⟦\u200bco⟧op", "a \u200b⟦co⟧op"},
		{"go 👨‍⟦👩‍👧 on⟧", "go ⟦👨‍👩‍👧 on⟧"},
		{"🇫🇷⟦🇩⟧🇪", "🇫🇷⟦🇩🇪⟧"},
		{"ﬁ⟦n⟧al", "ﬁ⟦n⟧al"},
	} {
		plain, p := marked(c.cut)
		_, want := marked(c.whole)
		if got, ok := NewIndex(text(plain)).Whole(p); !ok || got != want {
			t.Errorf("%q: %q, want %q", c.cut, plain[got.Start:got.End], plain[want.Start:want.End])
		}
	}
	for _, empty := range []string{"a⟦ ⟧b", "a⟦⟧b", "a⟦\u00ad⟧b", "⟦⟧"} {
		plain, p := marked(empty)
		if got, ok := NewIndex(text(plain)).Whole(p); ok {
			t.Errorf("%q: %v", empty, got)
		}
	}
	for _, odd := range []edition.Passage{{Start: -10, End: -5}, {Start: 5, End: -5}, {Start: 9, End: 2}, {Start: 90, End: 99}, {Start: math.MaxInt, End: math.MinInt}} {
		if got, ok := NewIndex(text("a text")).Whole(odd); ok {
			t.Errorf("%v: %v", odd, got)
		}
	}
	if got, ok := NewIndex(text("a text")).Whole(edition.Passage{Start: math.MinInt, End: math.MaxInt}); !ok || got != (edition.Passage{End: 6}) {
		t.Errorf("all there is: %v", got)
	}
}

// TestQuoteLeadsBack: whatever is selected, and however the text repeats itself,
// its target leads back to it.
func TestQuoteLeadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := strings.Split(drawText(t), "\n")
		for i := range lines {
			lines[i] = rapid.SampledFrom([]string{"", "", "{own" + fmt.Sprint(i) + "} ", "{code} "}).Draw(t, "block") + lines[i]
			if i > 0 && strings.HasPrefix(lines[i], "{code} ") {
				lines[i] = strings.TrimPrefix(lines[i], "{code} ")
			}
		}
		x := NewIndex(blocks(strings.Join(lines, "\n")))
		n := len(x.text.Plain)
		from, to := rapid.IntRange(0, n).Draw(t, "from"), rapid.IntRange(0, n).Draw(t, "to")
		cut := edition.Passage{Start: min(from, to), End: max(from, to)}
		p, ok := x.Whole(cut)
		if !ok {
			return
		}
		if again, ok := x.Whole(p); !ok || again != p {
			t.Fatalf("%v is whole, and then %v", p, again)
		}
		target, ok := x.Quote(p)
		if !ok {
			t.Fatalf("%q in %q cannot be quoted", x.text.Plain[p.Start:p.End], x.text.Plain)
		}
		amid, ok := x.QuoteAmid(p)
		if got := ruled(x, amid); !ok || got.Passage != p {
			t.Fatalf("%q at %v in %q: amid others, %s leads to %v %v", x.text.Plain[p.Start:p.End], p, x.text.Plain, show(amid), got.Result, got.Passage)
		}
		if got := ruled(x, target); got.Result != edition.Exact || got.Passage != p {
			t.Fatalf("%q at %v in %q: %s leads to %v %v", x.text.Plain[p.Start:p.End], p, x.text.Plain, show(target), got.Result, got.Passage)
		}
	})
}
