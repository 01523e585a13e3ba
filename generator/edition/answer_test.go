package edition_test

import (
	"net/url"
	"testing"

	"gloss/generator/edition"
)

func TestPageOf(t *testing.T) {
	for _, c := range []struct{ address, page, part string }{
		{"https://example.org", "https://example.org/", ""},
		{"HTTPS://Example.ORG:443/A?b=C#d", "https://example.org/A?b=C", "d"},
		{"http://example.org:8080/", "http://example.org:8080/", ""},
		{"http://example.org:80", "http://example.org/", ""},
		{"//example.org/x", "https://example.org/x", ""},
		{" https://example.org/%C3%A9#%C3%A9", "https://example.org/%C3%A9", "%C3%A9"},
		{"https://example.org/é#é", "https://example.org/%C3%A9", "%C3%A9"},
		{"https://example.org/a%2Fb", "https://example.org/a%2Fb", ""},
		{"mailto:a@example.org", "", ""},
		{"/pages/about/", "", ""},
		{"pages/about/", "", ""},
		{"#part", "", ""},
		{"https://:80/", "", ""},
		{"https://%zz/", "", ""},
		{"ftp://example.org/x", "", ""},
	} {
		page, part, ok := edition.PageOf(c.address)
		if page != c.page && ok || part != c.part && ok || ok != (c.page != "") {
			t.Errorf("%s: %q, %q, %v", c.address, page, part, ok)
		}
		if again, _, _ := edition.PageOf(page); ok && again != page {
			t.Errorf("%s: %q becomes %q", c.address, page, again)
		}
	}
}

func TestDOIAddress(t *testing.T) {
	for doi, want := range map[string]string{
		"10.1000/182":                   "https://doi.org/10.1000/182",
		"doi:10.1000/182":               "https://doi.org/10.1000/182",
		"DOI: 10.1000/182":              "https://doi.org/10.1000/182",
		"http://dx.doi.org/10.1000/182": "https://doi.org/10.1000/182",
		"https://doi.org/10.1000/182":   "https://doi.org/10.1000/182",
		"https://doi.org/10.1000/a%3Cb": "https://doi.org/10.1000/a%3Cb",
		"10.1000/a%3Cb":                 "https://doi.org/10.1000/a%253Cb",
		// As Wiley made them until 2000.
		"10.1002/(SICI)1096-8644(199601)99:1<1::AID-AJPA1>3.0.CO;2-1": "https://doi.org/10.1002/%28SICI%291096-8644%28199601%2999:1%3C1::AID-AJPA1%3E3.0.CO;2-1",
		"10.1000/a#b": "https://doi.org/10.1000/a%23b",
		"":            "",
	} {
		if got := edition.DOIAddress(doi); got != want {
			t.Errorf("%q: %q, want %q", doi, got, want)
		}
		if bare := edition.BareDOI(doi); edition.DOIAddress(bare) != want {
			t.Errorf("bare, %q is %q", doi, bare)
		}
		if page, part, _ := edition.PageOf(want); page != want || part != "" {
			t.Errorf("the page of %q is %q", want, page)
		}
	}
}

// A page's address is one that can be asked for, and its own page's.
func FuzzPageOf(f *testing.F) {
	for _, s := range []string{"https://example.org/a?b#c", "//x", "http://[::1%25en0]:80/", "HTTP://é.example/%zz", "https://user:pass@example.org:443//a/../b#%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, address string) {
		page, _, ok := edition.PageOf(address)
		if !ok {
			return
		}
		again, part, ok := edition.PageOf(page)
		if _, err := url.Parse(page); err != nil || !ok || again != page || part != "" {
			t.Errorf("the page of %q is %q, whose page is %q, %q, %v", address, page, again, part, err)
		}
	})
}
