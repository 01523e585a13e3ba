package anchor

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"gloss/generator/edition"
)

// scripts are words in the scripts that a passage must be found in at the right
// character, with the signs that make it hard.
var scripts = []string{
	"the poisoned chalice, “drink it” — he said… and died; café naïve ﬁnal co\u00adoperate",
	"او گفت «نمی\u200cخواهم» جام زهر را بنوشم، اما کتاب\u200cها می\u200cمانند؟",
	"قَالَ إِنَّ الكأسَ المسمومةَ قد شُرِبَت، ثم مضى ﻻ يلوي على شيء؛ ١٢٣",
	"הוא אמר ״לא אשתה״ מן הכוס, שָׁלוֹם ולא־עוד צה״ל",
	"他说：“我喝下毒酒。”然后……离开了——再也没有回来。（１９８８年）",
	"彼は「毒杯を飲む」と言った。ガイド、ｶﾞｲﾄﾞ、パソコン〜々",
	"เขาดื่มยาพิษแล้วน้ำตาก็ไหล ผู้ใหญ่บ้านไม่กล้า",
	"उसने विष का प्याला पी लिया, क्षमा और प्रार्थना के साथ। श्रीमान्‌जी",
	"👨‍👩‍👧 and 👍🏽 🇫🇷🇩🇪 ❤️ 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f 1️⃣",
	"Việt Nam: tiê\u0301ng Viê\u0323t, e\u0301e\u0302\u0323, a\u0308\u0304 x\u0301\u0327 각 \u1112\u1161\u11ab",
	"fn main() { let v: Vec<Vec<u8>> = a << b; i--; // 'x' \"\" `y` }\n\tif a -> b {}",
}

// drawText draws a text of some words of some scripts, with blocks.
func drawText(t *rapid.T) string {
	var pool []string
	for range rapid.IntRange(1, 3).Draw(t, "scripts") {
		pool = append(pool, strings.Fields(rapid.SampledFrom(scripts).Draw(t, "script"))...)
	}
	var b strings.Builder
	for range rapid.IntRange(1, 40).Draw(t, "words") {
		b.WriteString(rapid.SampledFrom(pool).Draw(t, "word"))
		b.WriteString(rapid.SampledFrom([]string{" ", " ", " ", "\n", "", "  ", "\u00a0", "\u200b", " — ", "... "}).Draw(t, "space"))
	}
	return b.String()
}

// drawPassage draws a passage of a text that cuts no character and has no white
// space at its edges.
func drawPassage(t *rapid.T, x *Index) (edition.Passage, bool) {
	n := len(x.fold.text)
	cut := func(label string) int {
		i := rapid.IntRange(0, n).Draw(t, label)
		for i < n && (!utf8.RuneStart(x.fold.text[i]) || !x.fold.breaks(i)) {
			i++
		}
		return i
	}
	from, to := cut("from"), cut("to")
	if to < from {
		from, to = to, from
	}
	for from < to && x.fold.text[from] == ' ' {
		from++
	}
	for from < to && x.fold.text[to-1] == ' ' {
		to--
	}
	return x.passage(from, to), from < to
}

// TestFoundFoldsToQuotation: what is found is, folded, what was quoted, and
// stands whole in the text.
func TestFoundFoldsToQuotation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		plain := drawText(t)
		x := NewIndex(text(plain))
		p, ok := drawPassage(t, x)
		if !ok {
			return
		}
		exact := plain[p.Start:p.End]
		got := x.Find(edition.Selector{Exact: exact})
		switch got.Result {
		case edition.Exact:
			if got.Passage != p {
				t.Fatalf("%q at %v found at %v", exact, p, got.Passage)
			}
		case edition.Ambiguous:
			for _, c := range got.Near {
				if foldQuotation(plain[c.Start:c.End]) != foldQuotation(exact) {
					t.Fatalf("%q is not %q", plain[c.Start:c.End], exact)
				}
			}
		default:
			t.Fatalf("%q is %v in %q", exact, got.Result, plain)
		}
	})
}

// TestContextDecides: with all of the text as context, every passage is found
// at its own place.
func TestContextDecides(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		plain := drawText(t)
		x := NewIndex(text(plain))
		p, ok := drawPassage(t, x)
		if !ok {
			return
		}
		s := edition.Selector{Exact: plain[p.Start:p.End], Prefix: plain[:p.Start], Suffix: plain[p.End:]}
		if got := x.Find(s); got.Result != edition.Exact || got.Passage != p {
			t.Fatalf("%q at %v: %v %v", s.Exact, p, got.Result, got.Passage)
		}
	})
}

// TestSelector: a passage quoted is found again, unless its surroundings stand
// elsewhere too.
func TestSelector(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := NewIndex(text(drawText(t)))
		p, ok := drawPassage(t, x)
		if !ok {
			return
		}
		s := x.Selector(p)
		if got := x.Find(s); got.Result != edition.Ambiguous && (got.Result != edition.Exact || got.Passage != p) {
			t.Fatalf("%+v at %v: %v %v", s, p, got.Result, got.Passage)
		}
		if got := x.Search(s); got.Result != edition.Ambiguous && (got.Result != edition.Exact || got.Passage != p) {
			t.Fatalf("%+v at %v: search says %v %v", s, p, got.Result, got.Passage)
		}
	})
}

// TestOtherStyle: a quotation in other quotes, dashes, spaces and forms is found
// at the same places.
func TestOtherStyle(t *testing.T) {
	styles := []*strings.Replacer{
		strings.NewReplacer("“", "\"", "”", "''", "’", "'", "'", "’", "«", "„", "»", "“", "״", "\"", "「", "«", "」", "»"),
		strings.NewReplacer("—", "--", "--", "–", "-", "‑", "־", "-"),
		strings.NewReplacer("…", "...", "...", "…"),
		strings.NewReplacer(" ", "\u00a0", "\n", " ", "\u00a0", "\n  "),
		strings.NewReplacer("ﬁ", "fi", "１", "1", "９", "9", "８", "8", "ﻻ", "لا", "ｶﾞ", "ガ"),
		strings.NewReplacer("\u00ad", "", "\u200b", "", "\ufe0f", "", "oo", "o\u00ado"),
		strings.NewReplacer("é", "e\u0301", "ï", "i\u0308", "e\u0301", "é", "ガ", "カ\u3099", "각", "\u1100\u1161\u11a8"),
	}
	rapid.Check(t, func(t *rapid.T) {
		plain := drawText(t)
		x := NewIndex(text(plain))
		p, ok := drawPassage(t, x)
		if !ok {
			return
		}
		exact := plain[p.Start:p.End]
		other := rapid.SampledFrom(styles).Draw(t, "style").Replace(exact)
		want, got := x.Find(edition.Selector{Exact: exact}), x.Find(edition.Selector{Exact: other})
		if foldQuotation(other) == foldQuotation(exact) && (got.Result != want.Result || got.Passage != want.Passage) {
			t.Fatalf("%q: %v %v, %q: %v %v", exact, want.Result, want.Passage, other, got.Result, got.Passage)
		}
	})
}

// TestFoldMap: the map of a folded text leads from every character to one that
// folds to it, in order.
func TestFoldMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkMap(t, drawText(t)) })
}

type failer interface {
	Fatalf(format string, args ...any)
}

func checkMap(t failer, plain string) {
	f := fold(plain)
	if !utf8.ValidString(f.text) || strings.Contains(f.text, "  ") {
		t.Fatalf("%q folds to %q", plain, f.text)
	}
	before := 0 // where the character before i begins
	for i := 1; i <= len(f.text); i++ {
		if i < len(f.text) && (!utf8.RuneStart(f.text[i]) || !f.breaks(i)) {
			continue
		}
		start, end := f.start(before), f.end(i)
		if start >= end || end > len(plain) {
			t.Fatalf("%q: bytes %d to %d of %q stand at %d to %d", plain, before, i, f.text, start, end)
		}
		if got := fold(plain[start:end]).text; got != f.text[before:i] {
			t.Fatalf("%q: %q folds to %q, in the text to %q", plain, plain[start:end], got, f.text[before:i])
		}
		if at := f.at(start); at != before {
			t.Fatalf("%q: byte %d of %q stands at %d, and that at byte %d", plain, before, f.text, start, at)
		}
		before = i
	}
}
