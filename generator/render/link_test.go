package render

import (
	"testing"

	"gloss/generator/edition"
)

func TestHref(t *testing.T) {
	page := &spot{root: "../", edition: "here", notes: true, listed: map[string]bool{"listed": true}}
	commentary := &spot{root: "../../", edition: "here", page: "../", notes: true, listed: page.listed, files: "../"}
	plain := &spot{root: "../../", files: "../"}
	feed := &spot{root: "https://example.org/b/", edition: "here", page: "https://example.org/b/here/", listed: page.listed}
	note, block := edition.Address{Kind: edition.ToNote, Edition: "here", ID: "x"}, edition.Address{Kind: edition.ToBlock, Edition: "here", ID: "b"}
	for _, c := range []struct {
		at   *spot
		to   edition.Address
		want string
	}{
		{page, note, "#n-x"},
		{page, block, "#b"},
		{page, edition.Address{Kind: edition.ToMark, ID: "x", N: 1}, "#r-x"},
		{page, edition.Address{Kind: edition.ToMark, ID: "x", N: 2}, "#r-x-2"},
		{page, edition.Address{Kind: edition.ToEdition, Edition: "here"}, "./"},
		{page, edition.Address{Kind: edition.ToEdition, Edition: "there"}, "../there/"},
		{page, edition.Address{Kind: edition.ToNote, Edition: "there", ID: "x"}, "../there/#n-x"},
		{page, edition.Address{Kind: edition.ToSource, ID: "listed"}, "#s-listed"},
		{page, edition.Address{Kind: edition.ToSource, ID: "other"}, "../sources/other/"},
		{commentary, note, "#n-x"},
		{commentary, block, "../#b"},
		{commentary, edition.Address{Kind: edition.ToEdition, Edition: "here"}, "../"},
		{commentary, edition.Address{Kind: edition.ToSource, ID: "listed"}, "../#s-listed"},
		{commentary, edition.Address{Kind: edition.ToSource, ID: "other"}, "../../sources/other/"},
		{plain, note, "../../here/#n-x"},
		{plain, edition.Address{Kind: edition.ToBlock, Edition: "a b", ID: "é"}, "../../a%20b/#é"},
		{plain, edition.Address{Kind: edition.ToPage, ID: "about#see"}, "../../pages/about/#see"},
		{plain, edition.Address{Kind: edition.ToPage, ID: "a b"}, "../../pages/a%20b/"},
		{plain, edition.Address{Kind: edition.ToPage, ID: "#see"}, "../../#see"},
		{&spot{}, edition.Address{Kind: edition.ToPage}, "./"},
		{feed, note, "https://example.org/b/here/#n-x"},
		{feed, edition.Address{Kind: edition.ToSource, ID: "other"}, "https://example.org/b/sources/other/"},
	} {
		if got := string(c.at.appendHref(nil, &c.to)); got != c.want {
			t.Errorf("%+v from %+v: %s, want %s", c.to, c.at, got, c.want)
		}
	}
}

func TestAuthorsAddresses(t *testing.T) {
	page, deeper := &spot{root: "../"}, &spot{root: "../../", files: "../"}
	for _, c := range []struct{ url, page, deeper string }{
		{"images/a b.png", "images/a%20b.png", "../images/a%20b.png"},
		{"#there", "#there", "../#there"},
		{"/pages/about/", "../pages/about/", "../../pages/about/"},
		{"https://example.org/?a=1&b=2", "https://example.org/?a=1&amp;b=2", "https://example.org/?a=1&amp;b=2"},
		{"//example.org/", "//example.org/", "//example.org/"},
		{"mailto:a@example.org", "mailto:a@example.org", "mailto:a@example.org"},
		{"a:b/../c", "a:b/../c", "a:b/../c"},
		{"javascript:alert(1)", "", ""},
		{" Java\tScript\n:alert(1)", "", ""},
		{"\x01vbscript:x", "", ""},
		{"data:text/html,x", "", ""},
		{"data:image/png;base64,AA", "data:image/png;base64,AA", "data:image/png;base64,AA"},
		{`x"onclick="y`, "x%22onclick=%22y", "../x%22onclick=%22y"},
		{"", "", ""},
	} {
		if got := string(page.appendURL(nil, c.url)); got != c.page {
			t.Errorf("%q on the page: %q, want %q", c.url, got, c.page)
		}
		if got := string(deeper.appendURL(nil, c.url)); got != c.deeper {
			t.Errorf("%q a level deeper: %q, want %q", c.url, got, c.deeper)
		}
	}
}

func TestEntryLinks(t *testing.T) {
	p := newBase(settingsOf(), true)
	for _, c := range []struct {
		listing
		want string
	}{
		{listing{html: "Plain."}, "Plain."},
		{listing{html: "See https://e.org/?a=1&#38;b.", address: "https://e.org/?a=1&b"}, `See <a class="url" href="https://e.org/?a=1&amp;b">https://e.org/?a=1&#38;b</a>.`},
		{listing{html: "Titled.", address: "https://www.e.org/x"}, `Titled. <a class="link" href="https://www.e.org/x">e.org</a>`},
		{
			listing{html: "Paper. https://doi.org/10.1/a&#60;b.", address: "https://www.e.org/doi/10.1/a<b", doi: "10.1/a<b"},
			`Paper. <a class="url" href="https://doi.org/10.1/a%3Cb">https://doi.org/10.1/a&#60;b</a>. <a class="link" href="https://www.e.org/doi/10.1/a%3Cb">e.org</a>`,
		},
		{listing{html: "Paper. doi:10.1/a.", address: "https://doi.org/10.1/a", doi: "10.1/a"}, `Paper. <a class="url" href="https://doi.org/10.1/a">doi:10.1/a</a>.`},
		{
			listing{html: "Paper. https://e.org/doi/10.1/a, doi 10.1/a", address: "https://e.org/doi/10.1/a", doi: "10.1/a"},
			`Paper. <a class="url" href="https://e.org/doi/10.1/a">https://e.org/doi/10.1/a</a>, doi <a class="url" href="https://doi.org/10.1/a">10.1/a</a>`,
		},
		{
			listing{html: "About https://e.org/abc. https://e.org/a&#62;.", address: "https://e.org/a"},
			`About https://e.org/abc. <a class="url" href="https://e.org/a">https://e.org/a</a>&#62;.`,
		},
		{listing{html: "Bad.", address: "javascript:x", reached: "2026-11-22"}, "Bad."},
		{listing{html: "Kept.", archived: "https://a.org/1"}, `Kept. <a class="link" href="https://a.org/1">Archived copy</a>`},
		{
			listing{html: "At https://e.org/, kept at https://a.org/https://e.org/.", address: "https://e.org/", archived: "https://a.org/https://e.org/"},
			`At <a class="url" href="https://e.org/">https://e.org/</a>, kept at <a class="url" href="https://a.org/https://e.org/">https://a.org/https://e.org/</a>.`,
		},
		{
			listing{html: "Kept at https://a.org/https://e.org/.", address: "https://e.org/", archived: "https://a.org/https://e.org/"},
			`Kept at <a class="url" href="https://a.org/https://e.org/">https://a.org/https://e.org/</a>. <a class="link" href="https://e.org/">e.org</a>`,
		},
		{
			listing{html: "Kept at https://a.org/https://e.org/, from https://e.org/.", address: "https://e.org/", archived: "https://a.org/https://e.org/"},
			`Kept at <a class="url" href="https://a.org/https://e.org/">https://a.org/https://e.org/</a>, from <a class="url" href="https://e.org/">https://e.org/</a>.`,
		},
		{
			listing{html: "Asked.", address: "https://e.org/", reached: "2026-11-22"},
			`Asked. <a class="link" href="https://e.org/">e.org</a> <span class="reached">last reached <time datetime="2026-11-22">22 November 2026</time></span>`,
		},
		{
			listing{html: "Lost.", address: "https://e.org/", reached: "2025", dead: true},
			`Lost. <a class="link" href="https://e.org/">e.org</a> <span class="reached">dead link, last reached <time datetime="2025">2025</time></span>`,
		},
	} {
		if got, want := string(p.appendEntry(nil, c.listing)), `<div class="entry">`+c.want+"</div>\n"; got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
}

func TestLemmaWords(t *testing.T) {
	_, text := flowOf(`<p id="a">One two three.</p><p id="b">Four five six.</p>`)
	at := func(from, to int) string {
		return lemmaWords(text, edition.Passage{Start: from, End: to})
	}
	for _, c := range []struct{ got, want string }{
		{at(4, 7), "two"},
		{at(8, 19), "three. Four"},
		{at(13, 13), "One two three"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
	long := "aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj kkkk llll mmmm nnnn oooo pppp qqqq rrrr ssss tttt"
	if got, want := shorten(long), "aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii … oooo pppp qqqq rrrr ssss tttt"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
