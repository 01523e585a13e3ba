package cite

import (
	"testing"

	"gloss/generator/edition"
)

func TestTitleOf(t *testing.T) {
	hooks := map[string][]edition.Name{"author": {{Family: "Hooks", Given: "B."}}}
	year := map[string]edition.Date{"issued": {From: edition.Day{Year: 1999}}}
	for _, c := range []struct {
		style  string
		source edition.Source
		want   string
	}{
		{BuiltIn, edition.Source{Fields: map[string]string{"title": `The <span class="nocase">NATO</span> <i>story</i>`}}, "The NATO <i>story</i>"},
		{BuiltIn, edition.Source{Fields: map[string]string{"title": `A "quoted" one's <b & more`}}, "A “quoted” one’s &#60;b &#38; more"},
		{"gloss-author-date", edition.Source{Names: hooks, Dates: year}, "Hooks 1999"},
		{BuiltIn, edition.Source{Names: hooks, Dates: year}, "Hooks"},
		{BuiltIn, edition.Source{}, "a&amp;b"},
	} {
		style, err := Open(c.style)
		if err != nil {
			t.Fatal(err)
		}
		c.source.Key, c.source.Type = "a&b", "book"
		if got := style.TitleOf(&c.source, "en"); got != c.want {
			t.Errorf("%s: %v: %s, want %s", c.style, c.source.Fields, got, c.want)
		}
	}
}

// In title case an address in a title stays as it is.
func TestAddressInTitle(t *testing.T) {
	style, err := Open(BuiltIn)
	if err != nil {
		t.Fatal(err)
	}
	e := style.Entry(&edition.Source{Key: "a", Type: "book", Fields: map[string]string{"title": "about https://x.org/abc: a life"}}, "en")
	if want := "<i>About https://x.org/abc: A Life</i>. n.d."; e.HTML != want {
		t.Errorf("%s, want %s", e.HTML, want)
	}
}

func TestPlainField(t *testing.T) {
	for field, want := range map[string]string{
		"a < b > c":                         "a < b > c",
		`'It' is "a" <i>b</i>`:              `'It' is "a" b`,
		`<span class="nocase">x</span> & y`: "x & y",
		"a <b>bold claim":                   "a <b>bold claim",
		"<i>a <b>b</i> c":                   "<i>a <b>b</i> c",
	} {
		if got := PlainField(field); got != want {
			t.Errorf("%s: %s, want %s", field, got, want)
		}
	}
}
