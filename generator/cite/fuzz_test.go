package cite

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gloss/generator/edition"
	"gloss/layouts/styles"
)

// FuzzRead reads any bytes as a style: it is read or there is an error with its
// line, and what was read formats a source without a panic.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"", "<style/>", "<style", "<style><citation/></style>",
		`<style class="note"><macro name="a"><text macro="a"/></macro><citation><layout><text macro="a"/></layout></citation></style>`,
		`<style><citation><sort><key variable="issued"/></sort><layout><names variable="author"><name form="count"/><substitute><text term="x"/></substitute></names></layout></citation></style>`,
		`<style><locale><terms><term name="ordinal"><single/></term></terms><date form="text"><date-part name="year"/></date></locale><citation collapse="year"><layout delimiter=";"><date variable="issued" form="text"/><number variable="edition" form="ordinal"/></layout></citation></style>`,
		`<style><citation><layout/></citation><bibliography second-field-align="flush" subsequent-author-substitute="-"><layout><text variable="title" display="block" quotes="true" text-case="title"/></layout></bibliography></style>`,
	} {
		f.Add([]byte(seed))
	}
	for _, name := range []string{"gloss-notes.csl", "gloss-author-date.csl"} {
		if data, err := styles.FS.ReadFile(name); err == nil {
			f.Add(data)
		}
	}
	sources, clusters := madeUp(4, 6)
	f.Fuzz(func(t *testing.T, data []byte) {
		s, problems := Read("fuzz.csl", data)
		if s == nil {
			if problems.Errors() == 0 {
				t.Fatal("no style and no error")
			}
			for _, p := range problems {
				if p.Line < 1 {
					t.Fatalf("a problem without a line: %v", p)
				}
			}
			return
		}
		if s.citation != nil {
			s.Format(sources, clusters, "en")
		}
	})
}

// FuzzLocale reads any bytes as a locale file: what is wrong in it is said with
// its line, and what is left of it formats a source without a panic.
func FuzzLocale(f *testing.F) {
	for _, seed := range []string{
		"", "<locale/>", "<locale", "<style/>",
		`<locale><terms><term name="page"><single>p.</single><multiple>pp.</multiple></term><term name="ordinal">th</term><term name="open-quote">«</term></terms></locale>`,
		`<locale><style-options punctuation-in-quote="true" limit-day-ordinals-to-day-1="true"/><date form="text"><date-part name="day" form="ordinal"/><date-part name="month" prefix=" "/><date-part name="year" range-delimiter="/"/></date></locale>`,
		`<locale><date form="numeric"><date-part name="century"/></date></locale>`,
	} {
		f.Add([]byte(seed))
	}
	if data, err := styles.FS.ReadFile("locales-en-US.xml"); err == nil {
		f.Add(data)
	}
	style, err := styles.FS.ReadFile("gloss-notes.csl")
	if err != nil {
		f.Fatal(err)
	}
	sources, clusters := madeUp(4, 6)
	f.Fuzz(func(t *testing.T, data []byte) {
		s, problems := Read("gloss-notes.csl", style)
		if s == nil {
			t.Fatal(problems)
		}
		s.library = &localeLibrary{open: func(tag string) (string, []byte) { return "locales-" + tag + ".xml", data }}
		for _, p := range s.Problems("eo") {
			if p.Line < 1 || p.File == "" {
				t.Fatalf("a problem without a place: %v", p)
			}
		}
		s.Format(sources, clusters, "eo")
	})
}

// FuzzFormat formats sources whose fields hold anything: the result is
// well-formed HTML of a few known tags, whatever the fields say.
func FuzzFormat(f *testing.F) {
	seeds := []string{
		"plain", `<i>a</b> "q <sup>x</i>'`, "<script>alert(1)</script>", "a & b < c > d", "“curly” ‘inner’ ’90s", "« French »",
		"d’", "van der", "12-15, ii–iv & 22", "title: a subtitle? 'yes'", "²ᵃ™", "note: x\ntitle: y\nissued: 2004-10-01/..", "\x00\xff\xfe", "山田 太郎", "<span class=\"nocase\">x</span>",
	}
	for i, s := range seeds {
		f.Add(s, seeds[(i+3)%len(seeds)], seeds[(i+7)%len(seeds)], int16(i-4))
	}
	styleSet := fuzzStyles(f)
	f.Fuzz(func(t *testing.T, a, b, c string, year int16) {
		kinds := []string{"book", "article-journal", "webpage", "chapter"}
		sources := map[string]*edition.Source{}
		for i, kind := range kinds {
			key := string(rune('a' + i))
			sources[key] = &edition.Source{
				Key: key, Type: kind,
				Fields: map[string]string{"title": a, "container-title": b, "page": c, "volume": b, "edition": c, "URL": a, "note": c, "publisher": b},
				Names:  map[string][]edition.Name{"author": {{Family: b, Given: c}, {Literal: a}, {Family: c, NonDroppingParticle: a, Suffix: b}}, "editor": {{Family: a, Given: b}}},
				Dates:  map[string]edition.Date{"issued": {From: edition.Day{Year: int(year), Month: int(year) % 20, Day: int(year) % 40}, Open: i == 1}, "accessed": {Literal: b}},
			}
		}
		clusters := []Cluster{
			{Items: []edition.CitationItem{{Key: "a", Prefix: b, Suffix: c, Locator: a, Label: "page"}, {Key: "b", SuppressAuthor: true}}},
			{Items: []edition.CitationItem{{Key: "a", Locator: c, Label: b}, {Key: "c"}, {Key: "d"}}, Form: Inline},
			{Items: []edition.CitationItem{{Key: "d", Locator: b}}, InText: true, Form: Sentence},
		}
		for _, s := range styleSet {
			out := s.Format(sources, clusters, "en")
			for _, cluster := range out.Clusters {
				for _, fragment := range cluster {
					checkHTML(t, fragment.HTML)
				}
			}
			for _, e := range out.Bibliography {
				checkHTML(t, e.HTML)
			}
		}
	})
}

// fuzzStyles are the built-in styles and, where they are at hand, two official
// ones.
func fuzzStyles(f *testing.F) []*Style {
	var out []*Style
	for _, name := range []string{"", "gloss-author-date"} {
		s, err := Open(name)
		if err != nil {
			f.Fatal(err)
		}
		out = append(out, s)
	}
	for _, name := range []string{"apa", "nature"} {
		data, err := os.ReadFile(filepath.Join(sharedCSL, "styles", name+".csl"))
		if err != nil {
			continue
		}
		s, _ := Read(name, data)
		s.library = suiteLocales
		out = append(out, s)
	}
	return out
}

// checkHTML reports tags that are not closed, or not known, and characters that
// should have been escaped.
func checkHTML(t *testing.T, html string) {
	t.Helper()
	var open []string
	rest := html
	for {
		i := strings.IndexAny(rest, "<>")
		if i < 0 {
			break
		}
		if rest[i] == '>' {
			t.Fatalf("a bare > in %q", html)
		}
		k := strings.IndexByte(rest[i:], '>')
		if k < 0 {
			t.Fatalf("an open tag in %q", html)
		}
		tag := rest[i+1 : i+k]
		rest = rest[i+k+1:]
		name, closing := strings.CutPrefix(tag, "/")
		name, _, _ = strings.Cut(name, " ")
		switch name {
		case "i", "b", "em", "sup", "sub", "span", "div":
		default:
			t.Fatalf("the tag <%s> in %q", tag, html)
		}
		if !closing {
			open = append(open, name)
			continue
		}
		if len(open) == 0 || open[len(open)-1] != name {
			t.Fatalf("</%s> closes nothing in %q", name, html)
		}
		open = open[:len(open)-1]
	}
	if len(open) > 0 {
		t.Fatalf("%v not closed in %q", open, html)
	}
}
