package anchor

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"gloss/generator/edition"
)

// TestCarry shows what carrying promises. ⟦ and ⟧ stand around the passage, in
// the old text and in the new one; a new text without them has lost it.
func TestCarry(t *testing.T) {
	for _, c := range []struct {
		name, old, new string
		result         edition.Result
	}{
		{
			"unchanged", "He drank ⟦the chalice⟧ to the dregs.", "He drank ⟦the chalice⟧ to the dregs.",
			edition.Exact,
		},
		{
			"unchanged in other typography", "He said ⟦“drink it” – and died⟧ at once.", "He said ⟦\"drink it\"—and died⟧ at once.",
			edition.Reworded, // hyphen and spaces: the words stand, their folded form does not
		},
		{
			"insertions before and behind are not swallowed",
			"The old king took the cup and ⟦drank the poisoned chalice⟧ before them all.",
			"The old king took the cup and, as he had promised, ⟦drank the poisoned chalice⟧ without a word before them all.",
			edition.Exact,
		},
		{
			"an insertion inside",
			"The old king took the cup and ⟦drank the poisoned chalice⟧ before them all.",
			"The old king took the cup and ⟦drank the large and poisoned chalice⟧ before them all.",
			edition.Reworded,
		},
		{
			"a deletion inside",
			"The old king took the cup and ⟦drank the large and poisoned chalice⟧ before them all.",
			"The old king took the cup and ⟦drank the chalice⟧ before them all.",
			edition.Reworded,
		},
		{
			"the first word replaced",
			"The old king took the cup and ⟦drank the poisoned chalice⟧ before them all.",
			"The old king took the cup and ⟦emptied the poisoned chalice⟧ before them all.",
			edition.Reworded,
		},
		{
			"the last word replaced",
			"The old king took the cup and ⟦drank the poisoned chalice⟧ before them all.",
			"The old king took the cup and ⟦drank the poisoned goblet⟧ before them all.",
			edition.Reworded,
		},
		{
			"a copy of the paragraph before typed into the next one",
			"The old king took the cup and ⟦drank the poisoned chalice⟧ before them all.\nThen he fell to the floor of the hall.",
			"The old king took the cup and ⟦drank the poisoned chalice⟧ before them all.\nThe old king took the cup and drank the poisoned chalice before them all. Then he fell to the floor of the hall.",
			edition.Exact,
		},
		{
			"a paragraph split inside",
			"The old king took the cup. He ⟦drank the chalice. Then he⟧ fell to the floor of the hall.",
			"The old king took the cup. He ⟦drank the chalice.\nThen he⟧ fell to the floor of the hall.",
			edition.Exact,
		},
		{
			"paragraphs merged",
			"The old king took the cup. He ⟦drank the chalice.\nThen he⟧ fell to the floor of the hall.",
			"The old king took the cup. He ⟦drank the chalice. Then he⟧ fell to the floor of the hall.",
			edition.Exact,
		},
		{
			"a paragraph moved",
			"First comes the tale of how the king was born.\nThen he drank ⟦the chalice⟧ in the great hall.\nLast comes the tale of how all of them wept for him, seven days long.",
			"First comes the tale of how the king was born.\nLast comes the tale of how all of them wept for him, seven days long.\nThen he drank ⟦the chalice⟧ in the great hall.",
			edition.Moved,
		},
		{
			"a long sentence moved away from its surroundings",
			"The tale begins at night. ⟦The chalice that his brother had filled with poison stood on the table.⟧ Nobody in the hall spoke.\nHe came in late, when the candles had burnt down.\nAt dawn they found him.",
			"The tale begins at night. Nobody in the hall spoke.\nHe came in late, when the candles had burnt down.\nAt dawn they found him. ⟦The chalice that his brother had filled with poison stood on the table.⟧",
			edition.Moved,
		},
		{
			"a short line moved",
			"First comes the tale of how the king was born.\n⟦The golden cup⟧\nThen he drank it in the great hall of his fathers.\nLast comes the tale of how all of them wept for him, seven days long.",
			"First comes the tale of how the king was born.\nThen he drank it in the great hall of his fathers.\nLast comes the tale of how all of them wept for him, seven days long.\n⟦The golden cup⟧",
			edition.Moved,
		},
		{
			"a short line that stood twice, and now stands once elsewhere",
			"First comes the tale of how the king was born.\n⟦The golden cup⟧\nThen he drank it in the great hall of his fathers.\nThe golden cup\nLast comes the tale of how all of them wept for him, seven days long.",
			"First comes the tale of how the king was born.\nThen he drank it in the great hall of his fathers.\nLast comes the tale of how all of them wept for him, seven days long.\nThe golden cup",
			edition.Lost,
		},
		{
			"one of two like lines moved",
			"What must be done?\n⟦Test the documents for grammar⟧ with a tool.\nTest the documents for readability with another one.\nAsk somebody from outside to read them.\nTell the others.",
			"What must be done?\nTest the documents for readability with another one.\nAsk somebody from outside to read them.\nTell the others.\n⟦Test the documents for grammar⟧ with a tool.",
			edition.Moved,
		},
		{
			"the other of two like lines moved",
			"What must be done?\nTest the documents for grammar with a tool.\n⟦Test the documents for readability⟧ with another one.\nAsk somebody from outside to read them.\nTell the others.",
			"What must be done?\n⟦Test the documents for readability⟧ with another one.\nAsk somebody from outside to read them.\nTell the others.\nTest the documents for grammar with a tool.",
			edition.Exact,
		},
		{
			"moved and edited",
			"First comes the tale of how the king was born.\nThen he ⟦drank the whole chalice⟧ in the great hall of his fathers.\nLast comes the tale of how all of them wept for him, seven days long.",
			"First comes the tale of how the king was born.\nLast comes the tale of how all of them wept for him, seven days long.\nThen he ⟦drank the chalice⟧ in the great hall of his fathers.",
			edition.Reworded,
		},
		{
			"deleted", "The king took the cup. ⟦He drank it.⟧ Nobody in the hall spoke.", "The king took the cup. Nobody in the hall spoke.",
			edition.Lost,
		},
		{
			"deleted, and the same words stand elsewhere",
			"The king took the chalice. He drank ⟦the chalice⟧ at once. Then the chalice fell.",
			"The king took the chalice. Then the chalice fell.",
			edition.Lost,
		},
		{
			"one of two like lines deleted",
			"What does it do?\nIt has no effect.\n⟦It changes the directory⟧ to the root.\nIt changes the directory to your own.\nIt makes a new one.",
			"What does it do?\nIt has no effect.\nIt changes the directory to your own.\nIt makes a new one.",
			edition.Lost,
		},
		{
			"a heading deleted, with whose words the text below begins",
			"How it ended\n⟦The poisoned cup⟧\nThe poisoned cup stood on the table of the great hall, and nobody spoke.",
			"How it ended\nThe poisoned cup stood on the table of the great hall, and nobody spoke.",
			edition.Lost,
		},
		{
			"all but one word rewritten",
			"The king came in late, and asked ⟦for a chalice⟧ of wine. Nobody in the hall spoke.",
			"The king came in late, and asked if this chalice held any wine. Nobody in the hall spoke.",
			edition.Lost,
		},
		{
			"the other of two like lines deleted",
			"What does it do?\nIt has no effect.\n⟦It changes the directory⟧ to the root.\nIt changes the directory to your own.\nIt makes a new one.",
			"What does it do?\nIt has no effect.\n⟦It changes the directory⟧ to the root.\nIt makes a new one.",
			edition.Exact,
		},
		{
			"the second of three",
			"A king came. He drank. Another king came. ⟦He drank.⟧ A third king came. He drank.",
			"A king came. He drank. Yet another king came. ⟦He drank.⟧ A third king came. He drank.",
			edition.Exact,
		},
		{
			"rewritten", "The king took the cup. ⟦He drank it, and fell.⟧ Nobody spoke.", "The king took the cup. Poison is quick. Nobody spoke.",
			edition.Lost,
		},
		{
			"Persian", "شاه جام را برداشت و ⟦جام زهر را نوشید⟧ و همه دیدند که افتاد.", "شاه پیر جام را برداشت و ⟦جام زهر تلخ را نوشید⟧ و همه دیدند که افتاد.",
			edition.Reworded,
		},
		{
			"Arabic", "رفع الملك الكأس ثم ⟦شرب الكأس المسمومة⟧ أمام الجميع وسقط.", "وفي تلك الليلة رفع الملك الكأس ثم ⟦شرب الكأس المسمومة⟧ أمام الجميع وسقط.",
			edition.Exact,
		},
		{
			"Hebrew", "המלך הרים את הכוס ⟦ושתה את הרעל⟧ לפני כולם ונפל.", "המלך הזקן הרים את הכוס ⟦ושתה את כל הרעל⟧ לפני כולם ונפל.",
			edition.Reworded,
		},
		{
			"Chinese", "国王举起酒杯，⟦喝下了毒酒⟧，然后倒在大厅的地上。", "年老的国王举起酒杯，⟦喝下了所有毒酒⟧，然后倒在大厅的地上。",
			edition.Reworded,
		},
		{
			"Japanese", "王は杯を取り、⟦毒杯を飲み干した⟧。広間の誰も口をきかなかった。", "老いた王は杯を取り、⟦毒杯をすべて飲み干した⟧。広間の誰も口をきかなかった。",
			edition.Reworded,
		},
		{
			"Thai", "พระราชาหยิบถ้วย แล้ว⟦ดื่มยาพิษ⟧ต่อหน้าทุกคน แล้วก็ล้มลง", "พระราชาชราหยิบถ้วย แล้ว⟦ดื่มยาพิษ⟧ต่อหน้าทุกคน แล้วก็ล้มลง",
			edition.Exact,
		},
		{
			"Hindi", "राजा ने प्याला उठाया और ⟦विष का प्याला पी लिया⟧ और सब देखते रहे।", "बूढ़े राजा ने प्याला उठाया और ⟦विष का पूरा प्याला पी लिया⟧ और सब देखते रहे।",
			edition.Reworded,
		},
		{
			"emoji and combining marks", "The café 👨‍👩‍👧 was ⟦full of naïve 👍🏽 people⟧ all night long.", "The old cafe\u0301 👨‍👩‍👧 was ⟦full of nai\u0308ve 👍🏽 people⟧ all night long.",
			edition.Exact,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			old, p := marked(c.old)
			now, want := marked(c.new)
			got := Compare(NewIndex(Plain(old)), NewIndex(Plain(now))).Carry(p)
			if got.Result != c.result || got.Passage != want {
				t.Errorf("%v %q, want %v %q", got.Result, now[got.Start:got.End], c.result, now[want.Start:want.End])
			}
		})
	}
}

// TestSearch shows what can be known from the selector alone.
func TestSearch(t *testing.T) {
	const essay = "The old king took the cup and ⟦drank the large and poisoned chalice⟧ before them all. Nobody in the hall spoke.\n" +
		"His brother took another cup and drank the wine."
	plain, passage := marked(essay)
	x := NewIndex(Plain(plain))
	for _, c := range []struct {
		name, exact, prefix, suffix string
		result                      edition.Result
	}{
		{"an insertion inside", "drank the poisoned chalice", "old king took the cup and ", " before them all.", edition.Reworded},
		{"reworded surroundings", "drank the large and poisoned chalice", "The young king took his cup and ", " before us all.", edition.Reworded},
		{"no surroundings, but long", "drank the very large and poisoned chalice before them all", "", "", edition.Reworded},
		{"no surroundings, short", "drank a poisoned cup", "", "", edition.Lost},
		{"other surroundings", "drank the poison", "In the house of his sister he ", " that she had made.", edition.Lost},
		{"nothing like it", "crossed the river on foot", "Two days later he ", " and was not seen.", edition.Lost},
		{"nothing", "", "the cup and ", " before", edition.Lost},
		{"twice", "took", "", "", edition.Ambiguous},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := x.Search(edition.Selector{Exact: c.exact, Prefix: c.prefix, Suffix: c.suffix})
			if got.Result != c.result {
				t.Fatalf("%v %q, want %v", got.Result, plain[got.Start:got.End], c.result)
			}
			if p := got.Passage; c.result == edition.Reworded && (p.Start > passage.Start || !p.Overlaps(passage)) {
				t.Errorf("%q", plain[p.Start:p.End])
			}
		})
	}
}

// TestUnedited: a text that was not edited carries every passage to its place.
func TestUnedited(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := NewIndex(Plain(drawText(t)))
		p, ok := drawPassage(t, x)
		if !ok {
			return
		}
		if got := Compare(x, x).Carry(p); got.Result != edition.Exact || got.Passage != p {
			t.Fatalf("%v became %v %v", p, got.Result, got.Passage)
		}
	})
}

// TestOtherParagraph: editing one paragraph changes no passage of another.
func TestOtherParagraph(t *testing.T) {
	all := strings.SplitAfter(prose(60_000), "\n")
	rapid.Check(t, func(t *rapid.T) {
		first := rapid.IntRange(0, len(all)-20).Draw(t, "first")
		before := all[first : first+20]
		after := append([]string(nil), before...)
		edited := rapid.IntRange(0, 19).Draw(t, "edited")
		after[edited] = rapid.SampledFrom([]string{"", "Something else altogether.\n", all[0] + all[edited], strings.ToUpper(before[edited])}).Draw(t, "edit")
		old, now := NewIndex(Plain(strings.Join(before, ""))), NewIndex(Plain(strings.Join(after, "")))
		edit := Compare(old, now)
		start := 0
		for i, line := range before {
			p, ok := trimmed(old.text.Plain, edition.Passage{Start: start, End: start + len(line)})
			start += len(line)
			if !ok || i == edited {
				continue
			}
			want := p
			if i > edited {
				want.Start += len(now.text.Plain) - len(old.text.Plain)
				want.End += len(now.text.Plain) - len(old.text.Plain)
			}
			if got := edit.Carry(p); got.Result != edition.Exact || got.Passage != want {
				t.Fatalf("paragraph %d, %q, is %v %q", i, line, got.Result, now.text.Plain[got.Start:got.End])
			}
		}
	})
}

// TestAlignment: partners are mutual, equal, and each has just one.
func TestAlignment(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkEdit(t, drawText(t), drawText(t)) })
}

// checkPairs checks that the words of two texts are paired one to one with equal ones.
func checkPairs(t failer, before, after string, a *alignment) {
	for i, j := range a.to {
		if j != none && (int(a.from[j]) != i || a.old[i].word != a.new[j].word) {
			t.Fatalf("%q to %q: word %d has the partner %d, which has %d", before, after, i, j, a.from[j])
		}
	}
	for j, i := range a.from {
		if i != none && int(a.to[i]) != j {
			t.Fatalf("%q to %q: word %d there has the partner %d, which has %d", before, after, j, i, a.to[i])
		}
	}
}

// checkEdit checks what holds for any two texts.
func checkEdit(t failer, before, after string) {
	old, now := NewIndex(Plain(before)), NewIndex(Plain(after))
	e := Compare(old, now)
	checkPairs(t, before, after, e.words)
	words := old.words()
	for first := range words {
		last := min(len(words), first+1+first%7)
		p := old.passage(int(words[first].from), int(words[last-1].to))
		got := e.Carry(p)
		stands := got.Result <= edition.Reworded
		if stands && (got.Start >= got.End || got.End > len(after) || got.Likeness <= 0 || got.Likeness > 1) {
			t.Fatalf("%q of %q carried to %v of %q", before[p.Start:p.End], before, got, after)
		}
		if got.Result <= edition.Moved && foldQuotation(before[p.Start:p.End]) != foldQuotation(after[got.Start:got.End]) {
			t.Fatalf("%q is not %q", before[p.Start:p.End], after[got.Start:got.End])
		}
	}
}

// TestIncreasing compares with every subsequence.
func TestIncreasing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SliceOfN(rapid.Int32Range(0, 9), 0, 10).Draw(t, "s")
		got := increasing(s)
		for n := 1; n < len(got); n++ {
			if got[n-1] >= got[n] || s[got[n-1]] >= s[got[n]] {
				t.Fatalf("%v of %v does not increase", got, s)
			}
		}
		longest := 0
		for set := range 1 << len(s) {
			n, last := 0, int32(-1)
			for i, v := range s {
				if set>>i&1 == 0 {
					continue
				}
				if v <= last {
					n = -1
					break
				}
				n, last = n+1, v
			}
			longest = max(longest, n)
		}
		if len(got) != longest {
			t.Fatalf("%v of %v, but there is one of %d", got, s, longest)
		}
	})
}

// What slides towards the beginning of a text does not slide beyond it, though the
// number before the first word's is that of no partner.
func TestSlideAtTheBeginning(t *testing.T) {
	for _, c := range []struct {
		old, new string
		pairs    [][2]int
	}{
		{"this that this that other", "that other", [][2]int{{1, 0}, {4, 1}}},
		{"that other", "this that this that other", [][2]int{{0, 1}, {1, 4}}},
		{"this that other more", "that more this that other", [][2]int{{1, 0}, {2, 4}, {3, 1}}},
	} {
		a := newAlignment(NewIndex(Plain(c.old)).words(), NewIndex(Plain(c.new)).words())
		a.heldOld, a.heldNew = make([]bool, len(a.old)), make([]bool, len(a.new))
		for _, p := range c.pairs {
			a.pair(p[0], p[1])
		}
		a.slide()
		checkPairs(t, c.old, c.new, a)
	}
}

// However texts repeat themselves and are taken apart, their words are paired one
// to one with equal ones.
func TestPairsOfRepetitiveTexts(t *testing.T) {
	rounds := 100_000
	if testing.Short() {
		rounds = 10_000
	}
	random := rand.New(rand.NewPCG(1, 1))
	kinds := []string{"this", "that", "other", "this.\n", "that.", "more\n"}
	for range rounds {
		var old []string
		for range 1 + random.IntN(40) {
			old = append(old, kinds[random.IntN(2+random.IntN(len(kinds)-1))])
		}
		now := slices.Clone(old)
		for range 1 + random.IntN(5) {
			from := random.IntN(len(now) + 1)
			to := from + random.IntN(len(now)-from+1)
			part := slices.Clone(now[from:to])
			if random.IntN(3) > 0 {
				now = slices.Delete(now, from, to)
			}
			if random.IntN(2) > 0 {
				now = slices.Insert(now, random.IntN(len(now)+1), part...)
			}
		}
		before, after := strings.Join(old, " "), strings.Join(now, " ")
		checkPairs(t, before, after, Compare(NewIndex(Plain(before)), NewIndex(Plain(after))).words)
	}
}
