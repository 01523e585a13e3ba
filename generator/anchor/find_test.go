package anchor

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/generator/edition"
)

// text makes a text of plain words, a block a line.
func text(plain string) *edition.Text {
	t := &edition.Text{Plain: plain}
	at := 0
	for line := range strings.Lines(plain) {
		t.Blocks = append(t.Blocks, edition.Block{Passage: edition.Passage{Start: at, End: at + len(strings.TrimRight(line, "\n"))}})
		at += len(line)
	}
	return t
}

// TestFind shows what folding makes alike and what it does not, and how context
// decides. In a text, ⟦ and ⟧ stand around the passage; a text without them has
// none.
func TestFind(t *testing.T) {
	for _, c := range []struct {
		name, text, exact, prefix, suffix string
		result                            edition.Result
	}{
		{"once", "I ⟦drink⟧ the chalice.", "drink", "", "", edition.Exact},
		{"part of a word", "un⟦drink⟧able", "drink", "", "", edition.Exact},
		{"case is kept", "I drink the chalice.", "Drink", "", "", edition.Lost},
		{"empty", "I drink.", "", "", "", edition.Lost},
		{"nothing but space", "I drink.", " \n", "", "", edition.Lost},
		{"nothing but what counts nothing", "I drink.", "\u00ad\u200b", "", "", edition.Lost},
		{"space around", "I  ⟦drink⟧  the", "\n drink ", "", "", edition.Exact},
		{"runs of space", "to ⟦drink \u00a0\tthe\u2009chalice⟧.", "drink the chalice", "", "", edition.Exact},
		{"space in the quotation", "to ⟦drink the chalice⟧.", "drink\u202f\n  the\u00a0chalice", "", "", edition.Exact},
		{"a block edge", "to ⟦drink\nthe⟧ chalice", "drink the", "", "", edition.Exact},
		{"apostrophe", "the ⟦king’s⟧ cup", "king's", "", "", edition.Exact},
		{"modifier apostrophe", "the ⟦kingʼs⟧ cup", "king’s", "", "", edition.Exact},
		{"quotation marks", "he said ⟦“drink” and “die”⟧.", `"drink" and „die“`, "", "", edition.Exact},
		{"guillemets", "er sagte ⟦»trink«⟧.", "“trink”", "", "", edition.Exact},
		{"typed guillemets", "il dit ⟦«bois»⟧.", "<<bois>>", "", "", edition.Exact},
		{"brackets in code", "a ⟦Vec<Vec<u8>>⟧ of", "Vec<Vec<u8>>", "", "", edition.Exact},
		{"half of brackets in code", "a Vec<⟦Vec<u8>⟧> of", "Vec<u8>", "", "", edition.Exact},
		{"two singles", "he said ⟦“drink”⟧.", "``drink''", "", "", edition.Exact},
		{"corner brackets", "彼は⟦「飲む」⟧と言った", "“飲む”", "", "", edition.Exact},
		{"primes", "at ⟦5′ 10″⟧ N", `5' 10"`, "", "", edition.Exact},
		{"gershayim", "ב⟦צה״ל⟧ אמרו", `צה"ל`, "", "", edition.Exact},
		{"dashes", "cup⟦—and then --- the — end⟧", "--and then – the - end", "", "", edition.Exact},
		{"a joined dash whole", "cup⟦--and⟧", "-and", "", "", edition.Exact},
		{"hyphens", "a ⟦well‑known⟧ cup", "well-known", "", "", edition.Exact},
		{"ellipsis", "and ⟦then… the end⟧", "then... the end", "", "", edition.Exact},
		{"typed ellipsis", "and ⟦then... the end⟧", "then… the end", "", "", edition.Exact},
		{"half an ellipsis", "and then…", "then.", "", "", edition.Lost},
		{"half a typed ellipsis", "and then...", "then.", "", "", edition.Lost},
		{"ligature", "the ⟦ﬁnal oﬀer⟧", "final offer", "", "", edition.Exact},
		{"typed ligature", "the ⟦final⟧ offer", "ﬁnal", "", "", edition.Exact},
		{"half a ligature", "the ﬁnal", "inal", "", "", edition.Lost},
		{"composed", "the ⟦cafe\u0301⟧ door", "caf\u00e9", "", "", edition.Exact},
		{"decomposed", "the ⟦caf\u00e9⟧ door", "cafe\u0301", "", "", edition.Exact},
		{"half a sequence", "the cafe\u0301 door", "cafe", "", "", edition.Lost},
		{"half a sequence without a composed form", "x\u0301y", "x", "", "", edition.Lost},
		{"full width", "第⟦１２３！⟧話", "123!", "", "", edition.Exact},
		{"half width kana", "⟦ｶﾞｲﾄﾞ⟧本", "ガイド", "", "", edition.Exact},
		{"superscripts are other signs", "10² is", "102", "", "", edition.Lost},
		{"soft hyphen", "the ⟦co\u00adoperate⟧", "cooperate", "", "", edition.Exact},
		{"soft hyphen in the quotation", "the ⟦cooperate⟧", "co\u00adoperate\u00ad", "", "", edition.Exact},
		{"zero-width at the edge", "the \u200b\u2060⟦cup⟧\u200b\u200f and", "cup", "", "", edition.Exact},
		{"zero-width in space", "a cup on the \u200b ⟦cup⟧", "cup", "the", "", edition.Exact},
		{"Persian", "او ⟦نمی\u200cخواهم⟧ گفت", "نمی\u200cخواهم", "", "", edition.Exact},
		{"Persian without the joiner", "او ⟦نمی\u200cخواهم⟧ گفت", "نمیخواهم", "", "", edition.Exact},
		{"Arabic presentation forms", "قال ⟦ﻻ⟧ ثم", "لا", "", "", edition.Exact},
		{"Hebrew points", "אמר ⟦שָׁלוֹם⟧ לו", "שָׁלוֹם", "", "", edition.Exact},
		{"Hebrew letters without their points", "שָׁלוֹם", "ש", "", "", edition.Lost},
		{"Chinese", "我们⟦喝下毒酒⟧。", "喝下毒酒", "", "", edition.Exact},
		{"Chinese over a line end", "我们⟦喝下\n毒酒⟧。", "喝下毒酒", "", "", edition.Exact},
		{"Chinese from a wrapped file", "我们⟦喝下毒酒⟧。", "喝下\n毒酒", "", "", edition.Exact},
		{"Japanese", "私は⟦毒杯を飲む⟧ことに", "毒杯を飲む", "", "", edition.Exact},
		{"Thai", "ฉัน⟦ดื่มยาพิษ⟧แล้ว", "ดื่มยา\u200bพิษ", "", "", edition.Exact},
		{"half a Thai syllable", "น้ำ", "น", "", "", edition.Lost},
		{"Hindi", "मैंने ⟦विष का प्याला⟧ पिया", "विष का प्याला", "", "", edition.Exact},
		{"half a Hindi syllable", "प्याला", "प्", "", "", edition.Lost},
		{"half a conjunct", "क्षमा", "षमा", "", "", edition.Lost},
		{"emoji", "a ⟦👨‍👩‍👧⟧ here", "👨‍👩‍👧", "", "", edition.Exact},
		{"half a family", "a 👨‍👩‍👧 here", "👩", "", "", edition.Lost},
		{"a family is not three people", "a 👨👩👧 here", "👨‍👩‍👧", "", "", edition.Lost},
		{"a skin tone", "a 👍🏽 here", "👍", "", "", edition.Lost},
		{"variation selector", "I ⟦❤\ufe0f⟧ you", "❤", "", "", edition.Exact},
		{"a flag", "the ⟦🇫🇷⟧🇩🇪 flags", "🇫🇷", "", "", edition.Exact},
		{"half of two flags", "the 🇫🇷🇩🇪 flags", "🇷🇩", "", "", edition.Lost},
		{"invalid bytes", "a\x80 ⟦cup⟧ \xff", "cup", "", "", edition.Exact},
		{"a byte is no half of a character", "é", "\xa9", "", "", edition.Lost},

		{"twice", "a cup and a cup", "cup", "", "", edition.Ambiguous},
		{"overlapping", "aaa", "aa", "", "", edition.Ambiguous},
		{"prefix decides", "a cup and the ⟦cup⟧", "cup", "and the ", "", edition.Exact},
		{"prefix without its space", "a cup and the ⟦cup⟧", "cup", "the", "", edition.Exact},
		{"suffix decides", "a ⟦cup⟧ and the cup", "cup", "", " and", edition.Exact},
		{"both win over one", "a cup of a ⟦cup⟧ or", "cup", "a ", " or", edition.Exact},
		{"one on each side", "a cup of the cup or", "cup", "a ", " or", edition.Ambiguous},
		{"one of two is enough", "the ⟦cup⟧ of", "cup", "a ", " of", edition.Exact},
		{"a look-alike", "the cup of", "cup", "a ", " or", edition.Lost},
		{"a look-alike, suffix only", "the cup of", "cup", "", " or", edition.Lost},
		{"context is folded", "a cup; “and—the ⟦cup⟧", "cup", "\"and--the\n", "", edition.Exact},
		{"context over a block edge", "a cup\nthe\n⟦cup⟧", "cup", "cup the ", "", edition.Exact},
		{"context of nothing but space", "the ⟦cup⟧", "cup", " ", "\n", edition.Exact},
		{"a suffix cut from its marks", "the ⟦cup⟧ cafe\u0301", "cup", "", " cafe", edition.Exact},
		{"a prefix cut from its character", "cafe\u0301 ⟦cup⟧", "cup", "\u0301 ", "", edition.Exact},
		{"context must be adjacent", "the red cup", "cup", "the ", "", edition.Lost},
	} {
		t.Run(c.name, func(t *testing.T) {
			plain, want := marked(c.text)
			x := NewIndex(text(plain))
			got := x.Find(edition.Selector{Exact: c.exact, Prefix: c.prefix, Suffix: c.suffix})
			if got.Result != c.result || got.Passage != want {
				t.Errorf("%s: %v %q, want %v %q", c.exact, got.Result, plain[got.Start:got.End], c.result, plain[want.Start:want.End])
			}
		})
	}
}

// marked takes the brackets around a passage out of a text.
func marked(s string) (string, edition.Passage) {
	before, rest, ok := strings.Cut(s, "⟦")
	if !ok {
		return s, edition.Passage{}
	}
	passage, after, _ := strings.Cut(rest, "⟧")
	return before + passage + after, edition.Passage{Start: len(before), End: len(before) + len(passage)}
}

func TestFindIn(t *testing.T) {
	plain := "let a = 1;\nprint(a)\nprint(a)\n"
	x := NewIndex(text(plain))
	second := edition.Passage{Start: 20, End: 28}
	got := x.FindIn(edition.Selector{Exact: "print"}, second)
	if want := (edition.Placed{Passage: edition.Passage{Start: 20, End: 25}}); got.Placed != want {
		t.Errorf("got %v, want %v", got.Placed, want)
	}
	if got := x.FindIn(edition.Selector{Exact: "let"}, second); got.Result != edition.Lost {
		t.Errorf("found outside: %v", got)
	}
	if got := x.FindIn(edition.Selector{Exact: "print", Prefix: "a) "}, second); got.Result != edition.Exact {
		t.Errorf("context outside the passage: %v", got)
	}
}

func TestFindRange(t *testing.T) {
	for _, c := range []struct {
		name, text, from, to string
		result               edition.Result
	}{
		{"once", "a ⟦cup of wine and a drop⟧ of", "cup", "drop", edition.Exact},
		{"the end before the start", "a drop and a cup", "cup", "drop", edition.Lost},
		{"only one end behind", "drop ⟦cup drop⟧", "cup", "drop", edition.Exact},
		{"only one start before", "⟦cup drop⟧ cup", "cup", "drop", edition.Exact},
		{"two ends", "cup drop drop", "cup", "drop", edition.Ambiguous},
		{"two starts", "cup cup drop", "cup", "drop", edition.Ambiguous},
		{"no end", "cup of wine", "cup", "drop", edition.Lost},
		{"no start", "drop of wine", "cup", "drop", edition.Lost},
		{"over blocks", "a ⟦cup\nof\na drop⟧\n", "cup", "drop", edition.Exact},
		{"overlapping words", "a cup of wine", "a cup", "cup of", edition.Lost},
	} {
		t.Run(c.name, func(t *testing.T) {
			plain, want := marked(c.text)
			got := NewIndex(text(plain)).FindRange(edition.Selector{Exact: c.from}, edition.Selector{Exact: c.to})
			if got.Result != c.result || got.Passage != want {
				t.Errorf("%v %v, want %v %v", got.Result, got.Passage, c.result, want)
			}
		})
	}
}

func TestFindRangeContext(t *testing.T) {
	plain := "a cup of wine, a cup of tea; a drop of wine, a drop of tea"
	x := NewIndex(text(plain))
	got := x.FindRange(edition.Selector{Exact: "cup", Suffix: " of tea"}, edition.Selector{Exact: "drop", Suffix: " of wine"})
	if got.Result != edition.Exact || plain[got.Start:got.End] != "cup of tea; a drop" {
		t.Errorf("got %v %q", got.Result, plain[got.Start:got.End])
	}
}

func TestNear(t *testing.T) {
	plain := "We drank the poisoned chalice.\nNobody drinks the chalice twice.\n毒杯を飲んだ。\n"
	x := NewIndex(text(plain))
	for exact, want := range map[string]string{
		"drank the poisonous chalice": "drank the poisoned chalice",
		"drinks teh chalice":          "drinks the chalice",
		"毒盃を飲んだ":                      "毒杯を飲んだ",
	} {
		got := x.Find(edition.Selector{Exact: exact})
		if got.Result != edition.Lost || len(got.Near) == 0 {
			t.Errorf("%s: %v %v", exact, got.Result, got.Near)
			continue
		}
		if best := got.Near[0]; plain[best.Start:best.End] != want || best.Likeness < 0.5 || best.Likeness >= 1 {
			t.Errorf("%s: nearest is %q at %v", exact, plain[best.Start:best.End], best.Likeness)
		}
	}
	if got := x.Find(edition.Selector{Exact: "an entirely other thing altogether"}); len(got.Near) > 0 {
		t.Errorf("near nothing: %v", got.Near)
	}
	if got := x.Find(edition.Selector{Exact: "chalice", Prefix: "his "}); len(got.Near) != 2 || got.Near[0].Likeness != 1 {
		t.Errorf("look-alikes are not named: %v", got.Near)
	}
}

func TestLines(t *testing.T) {
	tx := text("zero\n  one\n\ttwo \n\nfour\nfive")
	block := &edition.Block{Passage: edition.Passage{Start: 5, End: 23}}
	type want struct {
		words string
		ok    bool
	}
	for lines, w := range map[edition.Lines]want{
		{First: 1, Last: 1}: {"one", true},
		{First: 1, Last: 2}: {"one\n\ttwo", true},
		{First: 3, Last: 3}: {"", false},
		{First: 3, Last: 4}: {"four", true},
		{First: 4, Last: 5}: {"", false},
		{First: 0, Last: 1}: {"", false},
		{First: 2, Last: 1}: {"", false},
		{}:                  {"", false},
	} {
		p, ok := Lines(tx, block, lines)
		if got := (want{tx.Plain[p.Start:p.End], ok}); ok != w.ok || ok && got != w {
			t.Errorf("%v: %s", lines, cmp.Diff(w, got, cmp.AllowUnexported(want{})))
		}
	}
}
