package edition

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Many of these are from the examples in Pandoc's manual, "Citation syntax".
var citationCases = []struct {
	in   string
	want []CitationItem
}{
	{"@a", []CitationItem{{Key: "a", Source: 1}}},
	{"-@a", []CitationItem{{Key: "a", SuppressAuthor: true, Source: 2}}},
	{"see -@a", []CitationItem{{Key: "a", Prefix: "see", SuppressAuthor: true, Source: 6}}},
	{"see @doe99, pp. 33-35 and passim; @smith04, chap. 1", []CitationItem{
		{Key: "doe99", Prefix: "see", Label: "page", Locator: "33-35", Suffix: " and passim", Source: 5},
		{Key: "smith04", Label: "chapter", Locator: "1", Source: 35},
	}},
	{"@smith{ii, A, D-Z}, with a suffix", []CitationItem{{Key: "smith", Label: "page", Locator: "ii, A, D-Z", Suffix: ", with a suffix", Source: 1}}},
	{"@smith, {pp. iv, vi-xi, (xv)-(xvii)} with suffix here", []CitationItem{{Key: "smith", Label: "page", Locator: "iv, vi-xi, (xv)-(xvii)", Suffix: " with suffix here", Source: 1}}},
	{"@smith{}, 99 years later", []CitationItem{{Key: "smith", Suffix: ", 99 years later", Source: 1}}},
	{"@{https://example.com/bib?name=foobar&date=2000}, p.  33", []CitationItem{{Key: "https://example.com/bib?name=foobar&date=2000", Label: "page", Locator: "33", Source: 1}}},
	{"@Foo_bar.baz.", []CitationItem{{Key: "Foo_bar.baz", Suffix: ".", Source: 1}}},
	{"@Foo_bar--baz", []CitationItem{{Key: "Foo_bar", Suffix: "--baz", Source: 1}}},
	{"@a, 33", []CitationItem{{Key: "a", Label: "page", Locator: "33", Source: 1}}},
	{"@a 33", []CitationItem{{Key: "a", Label: "page", Locator: "33", Source: 1}}},
	{"@a, p.3", []CitationItem{{Key: "a", Label: "page", Locator: "3", Source: 1}}},
	{"@a, p. iv", []CitationItem{{Key: "a", Label: "page", Locator: "iv", Source: 1}}},
	{"@a, iv", []CitationItem{{Key: "a", Suffix: ", iv", Source: 1}}},
	{"@a, pp. 3, 5–7, xii, 9 ff.", []CitationItem{{Key: "a", Label: "page", Locator: "3, 5–7, xii, 9 ff.", Source: 1}}},
	{"@a, pp. 3 and 5 & 7", []CitationItem{{Key: "a", Label: "page", Locator: "3 and 5 & 7", Source: 1}}},
	{"@a, pp. 3 and elsewhere", []CitationItem{{Key: "a", Label: "page", Locator: "3", Suffix: " and elsewhere", Source: 1}}},
	{"@a, p. 3 I think", []CitationItem{{Key: "a", Label: "page", Locator: "3", Suffix: " I think", Source: 1}}},
	{"@a, §§ 3.1, 4", []CitationItem{{Key: "a", Label: "section", Locator: "3.1, 4", Source: 1}}},
	{"@a, §3", []CitationItem{{Key: "a", Label: "section", Locator: "3", Source: 1}}},
	{"@a, ¶ 12", []CitationItem{{Key: "a", Label: "paragraph", Locator: "12", Source: 1}}},
	{"@a, vol. 2, p. 5", []CitationItem{{Key: "a", Label: "volume", Locator: "2", Suffix: ", p. 5", Source: 1}}},
	{"@a, s.v. ketman", []CitationItem{{Key: "a", Label: "sub-verbo", Locator: "ketman", Source: 1}}},
	{"@a, sub verbo ketman", []CitationItem{{Key: "a", Label: "sub-verbo", Locator: "ketman", Source: 1}}},
	{"@a, art. 34(1)(i)", []CitationItem{{Key: "a", Label: "article-locator", Locator: "34(1)(i)", Source: 1}}},
	{"@a, 591 [84]", []CitationItem{{Key: "a", Label: "page", Locator: "591 [84]", Source: 1}}},
	{"@a, Part II", []CitationItem{{Key: "a", Label: "part", Locator: "II", Source: 1}}},
	{"@a, Lines 3–5", []CitationItem{{Key: "a", Label: "line", Locator: "3–5", Source: 1}}},
	{"@a, v. 3:16", []CitationItem{{Key: "a", Label: "verse", Locator: "3:16", Source: 1}}},
	{"@a, 2nd ed.", []CitationItem{{Key: "a", Suffix: ", 2nd ed.", Source: 1}}},
	{"@a, notes on it", []CitationItem{{Key: "a", Suffix: ", notes on it", Source: 1}}},
	{"@a, pages missing", []CitationItem{{Key: "a", Suffix: ", pages missing", Source: 1}}},
	{"@a, p. 3.", []CitationItem{{Key: "a", Label: "page", Locator: "3", Suffix: ".", Source: 1}}},
	{"@a; also an interview", []CitationItem{{Key: "a", Suffix: "; also an interview", Source: 1}}},
	{"an interview; also @a", []CitationItem{{Key: "a", Prefix: "an interview; also", Source: 20}}},
	{"write to me@x.org or @a", []CitationItem{{Key: "a", Prefix: "write to me@x.org or", Source: 22}}},
	{"@a, {one; two}; @b", []CitationItem{{Key: "a", Label: "page", Locator: "one; two", Source: 1}, {Key: "b", Source: 17}}},
	{"@ملک۱۹۸۸, p. ۳", []CitationItem{{Key: "ملک۱۹۸۸", Label: "page", Locator: "۳", Source: 1}}},
	{"@a,\n  p.\n 3", []CitationItem{{Key: "a", Label: "page", Locator: "3", Source: 1}}},
	// a note's list of sources
	{"ap1988, p. 1", []CitationItem{{Key: "ap1988", Label: "page", Locator: "1"}}},
	{"ap1988", []CitationItem{{Key: "ap1988"}}},
	{" -ap1988 3; unsc598, sec. 2", []CitationItem{
		{Key: "ap1988", SuppressAuthor: true, Label: "page", Locator: "3", Source: 2},
		{Key: "unsc598", Label: "section", Locator: "2", Source: 12},
	}},
}

func TestParseCitation(t *testing.T) {
	for _, c := range citationCases {
		got, err := ParseCitation(c.in)
		if err != nil {
			t.Errorf("%q: %v", c.in, err)
			continue
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%q (-want +got):\n%s", c.in, d)
		}
	}
}

func TestParseCitationErrors(t *testing.T) {
	for _, c := range []struct {
		in   string
		want CitationError
	}{
		{"", CitationError{0, "an empty citation"}},
		{"  ", CitationError{0, "an empty citation"}},
		{"@a;; @b", CitationError{3, "nothing stands between two semicolons"}},
		{"@a;", CitationError{3, "nothing stands between two semicolons"}},
		{"@a @b", CitationError{4, "two keys in one item: put a semicolon between them"}},
		{"me@x.org", CitationError{0, "no @key in the citation"}},
		{`\@a`, CitationError{0, "no @key in the citation"}},
		{", p. 1", CitationError{0, "a source's key is missing"}},
		{"a!b", CitationError{1, "'!' cannot stand in a key or right after it"}},
	} {
		_, err := ParseCitation(c.in)
		var e *CitationError
		if !errors.As(err, &e) || *e != c.want {
			t.Errorf("%q: got %v, want %v", c.in, err, &c.want)
		}
	}
}

func TestRelabel(t *testing.T) {
	labels := map[string]string{"s": "page", "seite": "page", "kap": "chapter", "глава": "chapter", "ص": "page", "§": "section", "sub verbo": "sub-verbo"}
	for _, c := range []struct{ in, label, locator, suffix string }{
		{"@a, S. 12", "page", "12", ""},
		{"@a, s. xii-xv und öfter", "page", "xii-xv", " und öfter"},
		{"@a, Seite 12 f.; auch anderswo", "page", "12 f.", "; auch anderswo"},
		{"@a, Kap. 3", "chapter", "3", ""},
		{"@a, глава 3", "chapter", "3", ""},
		{"@a, главами 3", "", "", ", главами 3"},
		{"@a, ص ۱۲", "page", "۱۲", ""},
		{"@a, {Kap. drei}", "chapter", "drei", ""},
		{"@a, {drei}", "page", "drei", ""},
		{"@a, p. 12", "page", "12", ""}, // the English ones hold everywhere
		{"@a, 12", "page", "12", ""},
		{"@a, Siehe 12", "", "", ", Siehe 12"},
	} {
		items, err := ParseCitation(c.in)
		if err != nil {
			t.Fatal(err)
		}
		items[0].Relabel(labels)
		if i := items[0]; i.Label != c.label || i.Locator != c.locator || i.Suffix != c.suffix {
			t.Errorf("%s: %q %q %q", c.in, i.Label, i.Locator, i.Suffix)
		}
	}
}

func TestIsRoman(t *testing.T) {
	for s, want := range map[string]bool{
		"i": true, "iv": true, "IX": true, "mcmlxxxviii": true, "xl": true, "viiii": true,
		"": false, "a": false, "Iv": false, "vx": false, "iix": false, "did": false,
	} {
		if isRoman(s) != want {
			t.Errorf("isRoman(%q) = %v", s, !want)
		}
	}
}

// Whatever the text, keys stand where Source says, and nothing is lost: prefix,
// key, locator and suffix are words of the text.
func FuzzParseCitation(f *testing.F) {
	for _, c := range citationCases {
		f.Add(c.in)
	}
	f.Fuzz(func(t *testing.T, s string) {
		items, err := ParseCitation(s)
		if err != nil {
			var e *CitationError
			if !errors.As(err, &e) || e.Offset < 0 || e.Offset > len(s) {
				t.Fatalf("error out of range: %v", err)
			}
			return
		}
		if len(items) == 0 {
			t.Fatal("neither items nor an error")
		}
		last := 0
		for _, it := range items {
			if it.Source < last || it.Key == "" || (it.Label == "") != (it.Locator == "") {
				t.Fatalf("bad item %+v", it)
			}
			key, n := CitationKey(s[it.Source:])
			if key != it.Key {
				t.Fatalf("key %q does not stand at %d", it.Key, it.Source)
			}
			last = it.Source + n
		}
	})
}
