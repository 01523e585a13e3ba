package cite

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"gloss/generator/edition"
)

// TestMalformed reads styles with a mistake: the problem names its line.
func TestMalformed(t *testing.T) {
	for _, c := range []struct{ style, want string }{
		{"", "1: an XML document has one root element; this has 0"},
		{"not XML", "1: an XML document has one root element; this has 0"},
		{"<html/>", "1: the root element is <html>, not <style>"},
		{"<style>\n<citation>\n", "3: <citation> is not closed"},
		{"<style>\n<citation>\n</cite></style>", "3: </cite> closes nothing that is open"},
		{"<style a=b/>", "1: not well-formed XML: unquoted or missing attribute value in element"},
		{"<style/>", "1: the style has no <citation>"},
		{"<style>\n<citation/></style>", "2: <citation> has no <layout>"},
		{"<style>\n<citation><layout>\n<text macro=\"titel\"/></layout></citation>\n<macro name=\"title\"><text value=\"x\"/></macro></style>", `3: there is no macro "titel"`},
		{"<style><citation><layout><text macro=\"a\"/></layout></citation>\n<macro name=\"a\"><text macro=\"b\"/></macro>\n<macro name=\"b\"><text macro=\"a\"/></macro></style>", `3: macro "a" calls itself`},
		{"<style><citation><layout>\n<text/></layout></citation></style>", "2: <text> needs a macro, variable, term or value"},
		{"<style><citation><layout>\n<number/></layout></citation></style>", "2: <number> needs a variable"},
		{"<style><citation><layout>\n<date form=\"text\"/></layout></citation></style>", "2: <date> needs a variable"},
		{"<style><citation><layout>\n<date variable=\"issued\" form=\"long\"/></layout></citation></style>", `2: form="long" is no form of a date`},
		{"<style><citation><layout>\n<names variable=\"author\"><given/></names></layout></citation></style>", "2: <given> cannot stand in <names>"},
		{"<style><citation><layout>\n<choose><if><text value=\"x\"/></if></choose></layout></citation></style>", "2: <if> has no condition"},
		{"<style><citation><layout>\n<choose><if shape=\"round\"><text value=\"x\"/></if></choose></layout></citation></style>", "2: shape is no condition"},
		{"<style><citation et-al-min=\"few\"><layout/></citation></style>", `1: et-al-min="few" is no number`},
		{"<style><citation collapse=\"all\"><layout/></citation></style>", `1: collapse="all" is no value of CSL`},
		{"<style><citation><layout>\n<text variable=\"title\" font-style=\"slanted\"/></layout></citation></style>", `2: font-style="slanted" is no value of CSL`},
		{"<style><citation><sort>\n<key/></sort><layout/></citation></style>", "2: a sort key needs a macro or a variable"},
		{"<style><citation><layout/></citation>\n<locale><date form=\"text\">\n<date-part name=\"century\"/></date></locale></style>", "3: a <date> holds <date-part> for year, month and day"},
		{"<?xml version=\"1.0\" encoding=\"latin1\"?><style/>", "1: not well-formed XML: xml: opening charset \"latin1\": the encoding is latin1, not UTF-8"},
		{"<style>" + strings.Repeat("<group>", 500), "1: elements nest deeper than 400"},
	} {
		s, problems := Read("s.csl", []byte(c.style))
		if s != nil {
			t.Errorf("%q: read without an error", c.style)
			continue
		}
		p := problems[0]
		if got := fmt.Sprintf("%d: %s", p.Line, p.Text); got != c.want {
			t.Errorf("%.60q:\n got  %s\n want %s", c.style, got, c.want)
		}
		if p.File != "s.csl" {
			t.Errorf("%q: the problem names no file", c.style)
		}
	}
}

func TestNearMacro(t *testing.T) {
	_, problems := Read("s.csl", []byte(`<style><citation><layout><text macro="titel"/></layout></citation><macro name="title"><text value="x"/></macro></style>`))
	if want := "did you mean “title”?"; len(problems) != 1 || problems[0].Hint != want {
		t.Errorf("got %v, want the hint %s", problems, want)
	}
}

const tinyStyle = `<style class="note"><info><id>http://example.org/tiny</id><title>Tiny</title></info>
<citation><layout suffix="."><text term="in"/><text variable="title" prefix=" " quotes="true"/></layout></citation></style>`

// TestOpenIn opens a style, a dependent style and locales from folders.
func TestOpenIn(t *testing.T) {
	mine := fstest.MapFS{
		"tiny.csl":          {Data: []byte(tinyStyle)},
		"child.csl":         {Data: []byte(`<style class="note"><info><title>Child</title><id>c</id><link href="http://example.org/styles/tiny" rel="independent-parent"/></info></style>`)},
		"loop.csl":          {Data: []byte(`<style><info><link href="http://example.org/styles/loop" rel="independent-parent"/></info></style>`)},
		"bad.csl":           {Data: []byte("<style>\n</stile>")},
		"locales-de-DE.xml": {Data: []byte(`<locale><style-options punctuation-in-quote="false"/><terms><term name="in">in: </term><term name="open-quote">„</term><term name="close-quote">“</term><term name="open-inner-quote">‚</term><term name="close-inner-quote">‘</term></terms></locale>`)},
	}
	sources := map[string]*edition.Source{"a": {Key: "a", Type: "book", Fields: map[string]string{"title": `Das "Buch"`}}}
	cited := func(s *Style, language string) string {
		f := s.Format(sources, []Cluster{{Items: []edition.CitationItem{{Key: "a"}}}}, language)
		return f.Clusters[0][0].HTML + f.Clusters[0][1].HTML
	}
	for _, c := range []struct{ style, language, want string }{
		{"tiny", "de", "In: „Das ‚Buch‘“."},
		{"child", "de-DE", "In: „Das ‚Buch‘“."},
		{"tiny", "de-AT", "In: „Das ‚Buch‘“."},
		{"tiny", "xx", " “Das ‘Buch’”."},
	} {
		s, err := OpenIn(c.style, mine)
		if err != nil {
			t.Fatal(err)
		}
		if got := cited(s, c.language); got != c.want {
			t.Errorf("%s in %s: %s, want %s", c.style, c.language, got, c.want)
		}
	}
	for _, c := range []struct{ style, want string }{
		{"none", `there is no citation style "none"`},
		{"loop", `citation style "loop": dependent styles name one another`},
		{"bad", "bad.csl:2: </stile> closes nothing that is open"},
	} {
		if _, err := OpenIn(c.style, mine); err == nil || err.Error() != c.want {
			t.Errorf("%s: %v, want %s", c.style, err, c.want)
		}
	}
}

// TestIbid: "ibid." stands only behind a citation of the same series, and never
// in a note that is read alone for what another note says.
func TestIbid(t *testing.T) {
	style, problems := Read("s.csl", []byte(`<style class="note"><citation><layout suffix="."><choose>
<if position="ibid-with-locator"><text value="ibid."/><text variable="locator" prefix=", "/></if>
<else-if position="ibid"><text value="ibid."/></else-if>
<else-if position="subsequent"><text variable="title" form="short"/><text variable="first-reference-note-number" prefix=" (n. " suffix=")"/></else-if>
<else><text variable="title"/></else></choose></layout></citation></style>`))
	if style == nil {
		t.Fatal(problems)
	}
	sources := map[string]*edition.Source{
		"a": {Key: "a", Fields: map[string]string{"title": "First book", "title-short": "First"}},
		"b": {Key: "b", Fields: map[string]string{"title": "Second book", "title-short": "Second"}},
	}
	cases := []struct {
		note         int
		mark, series string
		locator      string
		keys         []string
		authorOnly   bool
		want, alone  string
	}{
		{1, "1", "editor", "", []string{"a"}, false, "First book.", "First book."},
		{2, "2", "editor", "", []string{"a"}, false, "ibid.", "First book."},
		{3, "3", "editor", "4", []string{"a"}, false, "ibid., 4.", "First book."},
		{4, "4", "editor", "", []string{"a"}, false, "First (n. 1).", "First book."},
		{5, "a", "translator", "", []string{"a"}, false, "First (n. 1).", "First book."},
		{6, "5", "editor", "", []string{"a"}, false, "First (n. 1).", "First book."},
		{7, "b", "translator", "", []string{"b", "a"}, false, "Second bookFirst (n. 1).", "Second bookFirst book."},
		{8, "c", "translator", "", []string{"b"}, false, "Second (n. b).", "Second book."}, // two were cited before
		{9, "6", "", "", []string{"b"}, false, "Second (n. b).", "Second book."},
		{10, "7", "", "", []string{"b"}, false, "Second (n. b).", "Second book."}, // without a series
		{11, "8", "editor", "", []string{"b"}, false, "Second (n. b).", "Second book."},
		{11, "8", "editor", "2", []string{"b"}, false, "ibid., 2.", "ibid., 2."},         // behind another in the same note
		{12, "9", "editor", "2", []string{"b"}, false, "Second (n. b).", "Second book."}, // there were two in the note before
		{0, "", "essay", "", []string{"b"}, false, "Second (n. b).", "Second (n. b)."},
		{0, "", "essay", "", []string{"b"}, true, "Second", "Second"},
		{0, "", "essay", "", []string{"b"}, false, "ibid.", "ibid."},           // a name in between is no citation
		{13, "", "editor", "2", []string{"b"}, false, "ibid.", "Second book."}, // the text's own come in between, in another run
	}
	clusters := make([]Cluster, len(cases))
	for i, c := range cases {
		clusters[i] = Cluster{Note: c.note, Mark: c.mark, Series: c.series, AuthorOnly: c.authorOnly}
		for _, k := range c.keys {
			clusters[i].Items = append(clusters[i].Items, edition.CitationItem{Key: k, Label: "page", Locator: c.locator})
		}
	}
	text := func(fragments []Fragment) (s string) {
		for _, f := range fragments {
			s += f.HTML
		}
		return s
	}
	out := style.Format(sources, clusters, "en")
	for i, c := range cases {
		if got := text(out.Clusters[i]); got != c.want {
			t.Errorf("citation %d: %s, want %s", i, got, c.want)
		}
		if got := text(out.Alone[i]); got != c.alone {
			t.Errorf("citation %d alone: %s, want %s", i, got, c.alone)
		}
	}
}

// A DOI that is written as an address is no address behind another.
func TestDOI(t *testing.T) {
	style, err := Open(BuiltIn)
	if err != nil {
		t.Fatal(err)
	}
	for _, doi := range []string{"10.1000/182", "https://doi.org/10.1000/182", "doi:10.1000/182"} {
		e := style.Entry(&edition.Source{Key: "a", Type: "article-journal", Fields: map[string]string{"title": "A", "DOI": doi}}, "en")
		if !strings.HasSuffix(e.HTML, " https://doi.org/10.1000/182.") {
			t.Errorf("%s: %s", doi, e.HTML)
		}
	}
}

// TestEntry: a source that stands alone has no number, letter or dash, and one
// that the style leaves out of bibliographies reads as where it is first cited.
func TestEntry(t *testing.T) {
	style, problems := Read("s.csl", []byte(`<style class="in-text"><citation disambiguate-add-year-suffix="true"><layout prefix="(" suffix=")">
<names variable="author"/><date variable="issued" prefix=" "><date-part name="year"/></date></layout></citation>
<bibliography subsequent-author-substitute="———"><sort><key variable="title"/></sort><layout suffix="."><choose><if type="interview" match="none">
<text variable="citation-number" prefix="[" suffix="] "/><names variable="author"/><date variable="issued" prefix=" "><date-part name="year"/></date><text variable="title" prefix=", "/>
</if></choose></layout></bibliography></style>`))
	if style == nil {
		t.Fatal(problems)
	}
	source := func(key, kind, title string) *edition.Source {
		return &edition.Source{
			Key: key, Type: kind, Fields: map[string]string{"title": title},
			Names: map[string][]edition.Name{"author": {{Family: "Doe"}}}, Dates: map[string]edition.Date{"issued": {From: edition.Day{Year: 1999}}},
		}
	}
	all := map[string]*edition.Source{"a": source("a", "book", "Beta"), "b": source("b", "book", "Alpha"), "c": source("c", "interview", "Gamma")}
	together := style.Format(all, nil, "en").Bibliography
	if got, want := fmt.Sprint(together[0].HTML, " ", together[1].HTML), "[1] Doe 1999a, Alpha. [2] ——— 1999b, Beta."; got != want || len(together) != 2 {
		t.Errorf("together: %s, want %s", got, want)
	}
	for key, want := range map[string]string{"a": "Doe 1999, Beta.", "b": "Doe 1999, Alpha.", "c": "Doe 1999"} {
		if e := style.Entry(all[key], "en"); e.HTML != want || e.Key != key {
			t.Errorf("%s alone: %+v, want %s", key, e, want)
		}
	}
	if style.Entry(all["a"], "en").Sort <= style.Entry(all["b"], "en").Sort {
		t.Error("alone they do not stand in the style's order")
	}
}
