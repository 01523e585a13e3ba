package anchor

import (
	"testing"

	"gloss/generator/edition"
)

// FuzzFind: no text and no selector makes a search fail, and whatever is found
// folds to the quotation.
func FuzzFind(f *testing.F) {
	for i, s := range scripts {
		f.Add(s, scripts[(i+1)%len(scripts)][:7], s[:9], s[3:12])
		f.Add(s, s[3:12], s[:3], "")
	}
	f.Fuzz(func(t *testing.T, plain, exact, prefix, suffix string) {
		checkMap(t, plain)
		x := NewIndex(text(plain))
		got := x.Find(edition.Selector{Exact: exact, Prefix: prefix, Suffix: suffix})
		want := foldQuotation(exact)
		if got.Result == edition.Exact && foldQuotation(plain[got.Start:got.End]) != want && foldQuotation(guillemets.Replace(exact)) == want {
			t.Fatalf("%q found at %q", exact, plain[got.Start:got.End])
		}
		for _, c := range got.Near {
			if c.Start < 0 || c.End > len(plain) || c.Start >= c.End || c.Likeness < 0 || c.Likeness > 1 {
				t.Fatalf("candidate %v of %q", c, plain)
			}
		}
		x.FindRange(edition.Selector{Exact: exact}, edition.Selector{Exact: suffix})
		c := NewCodePoints(plain)
		for i := range plain {
			if n, ok := c.Byte(c.Count(i)); n != i || !ok {
				t.Fatalf("byte %d of %q is code point %d, which is at %d", i, plain, c.Count(i), n)
			}
		}
	})
}

// FuzzCarry: whatever became of a text, its passages are carried or lost, and
// what is exact or moved is what it was.
func FuzzCarry(f *testing.F) {
	for i, s := range scripts {
		f.Add(s, s[:len(s)/2]+scripts[(i+1)%len(scripts)]+s[len(s)/2:])
		f.Add(s+"\n"+s, "\n"+s)
	}
	f.Fuzz(func(t *testing.T, before, after string) {
		if len(before)+len(after) < 4000 {
			checkEdit(t, before, after)
		}
	})
}
