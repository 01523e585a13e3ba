package sidecar

import (
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"gloss/generator/edition"
)

// sourceOf makes a record with whatever CSL has: in it are all types, variables,
// roles and forms of dates. The names of its roles and dates, and the form of its
// titles, are those that every format keeps: particles are parted, titles have no
// outer space.
func sourceOf(t *rapid.T) *edition.Source {
	s := &edition.Source{
		Key:    rapid.StringMatching(`[a-z]{1,8}[0-9]{0,4}([:./+-][a-z]{1,3})?`).Draw(t, "key"),
		Type:   rapid.SampledFrom(slices.Sorted(maps.Keys(cslTypes))).Draw(t, "type"),
		Fields: map[string]string{}, Names: map[string][]edition.Name{}, Dates: map[string]edition.Date{},
	}
	variables := slices.Sorted(maps.Values(cslTexts))
	for _, csl := range slices.Compact(rapid.SliceOfN(rapid.SampledFrom(slices.Compact(variables)), 0, 12).Draw(t, "variables")) {
		s.Fields[csl] = valueOf(csl).Draw(t, csl)
	}
	for _, role := range rapid.SliceOfN(rapid.SampledFrom(slices.Sorted(maps.Keys(cslNames))), 0, 3).Draw(t, "roles") {
		s.Names[role] = rapid.SliceOfN(aName, 1, 4).Draw(t, role)
	}
	for _, csl := range rapid.SliceOfN(rapid.SampledFrom(slices.Sorted(maps.Keys(cslDates))), 0, 3).Draw(t, "dates") {
		s.Dates[csl] = aDate.Draw(t, csl)
	}
	if rapid.Bool().Draw(t, "archived") {
		s.Archived = "https://web.archive.example/2020/http://a.example/x_(y)?a=b%20c&d=~e#f"
	}
	tidy(s)
	return s
}

// aWord is a word with what the formats must escape.
var aWord = rapid.SampledFrom([]string{
	"Heirs", "of", "a", "Retreat", "AT&T", "100%", "$5", "#1", "snake_case", "{braces}", "~tilde", "x^2", `back\slash`, "it's", `"quoted"`, "“curly”",
	"em—dash", "en–dash", "two--hyphens", "`tick`", "Özgür", "Łódź", "中文", "العربية", "a\u00a0b", "<", ">", "a/b", "semi;colon", "TY - BOOK", "@book{x,", "and",
	"10'6''", "naïve", "e.g.", "[sic]", "?", "!", "=", "+",
})

var someWords = rapid.Custom(func(t *rapid.T) string {
	return norm.NFC.String(strings.Join(rapid.SliceOfN(aWord, 1, 6).Draw(t, "words"), " "))
})

// aTitle is words with CSL's rich text.
var aTitle = rapid.Custom(func(t *rapid.T) string {
	parts := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) string {
		words := someWords.Draw(t, "words")
		tag := rapid.SampledFrom([]string{"", "", "i", "b", "sup", "sub", `span style="font-variant:small-caps;"`, `span class="nocase"`}).Draw(t, "tag")
		if tag == "" || strings.Contains(tag, "nocase") && !strings.ContainsFunc(words, unicode.IsLetter) { // marks have no case
			return words
		}
		name, _, _ := strings.Cut(tag, " ")
		return "<" + tag + ">" + words + "</" + name + ">"
	}), 1, 3).Draw(t, "parts")
	return strings.Join(parts, " ")
})

// valueOf makes a value that a variable may have.
func valueOf(csl string) *rapid.Generator[string] {
	switch {
	case csl == "URL":
		return rapid.SampledFrom([]string{"https://a.example/x_y/~z?q=1&r=2%20#part", "http://b.example/(a)", "https://c.example/é/100%25"})
	case csl == "DOI":
		return rapid.SampledFrom([]string{"10.1000/182", "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O"})
	case csl == "ISBN":
		return rapid.SampledFrom([]string{"978-0-19-811958-8", "0198119585", "080442957X"})
	case csl == "ISSN":
		return rapid.SampledFrom([]string{"0028-0836", "1476468X"})
	case csl == "PMID", csl == "volume", csl == "number-of-pages", csl == "issue":
		return rapid.StringMatching(`[1-9][0-9]{0,5}`)
	case csl == "PMCID":
		return rapid.StringMatching(`PMC[1-9][0-9]{0,5}`)
	case csl == "page":
		return rapid.SampledFrom([]string{"12-34", "12", "e12", "xii-xxiv", "3-5, 9", "A1", "12-13, 15-16", "1–20", "3–5, 9"})
	case csl == "language":
		return rapid.SampledFrom([]string{"en", "en-GB", "de", "fa", "zh-Hant-TW", "pt-BR", "grc"})
	case csl == "genre":
		return rapid.OneOf(someWords, rapid.SampledFrom([]string{"Journal Article", "Festschrift"}))
	case csl == "keyword":
		return rapid.SampledFrom([]string{"war", "war, peace", "war & peace, 100%"})
	case multiline[csl]:
		return rapid.Custom(func(t *rapid.T) string {
			gap := rapid.SampledFrom([]string{"\n", "\n\n"}).Draw(t, "gap")
			return strings.Join(rapid.SliceOfN(someWords, 1, 3).Draw(t, "lines"), gap)
		})
	case cslTitles[csl]:
		return aTitle
	}
	return someWords
}

// aName is a name in any of CSL's parts.
var aName = rapid.Custom(func(t *rapid.T) edition.Name {
	family := rapid.SampledFrom([]string{"Vickers", "Beethoven", "Ortega y Gasset", "O’Neil", "Vallée Poussin", "hooks", "Smith-Jones", "AT&T", "毛"})
	given := rapid.SampledFrom([]string{"Brian", "Ludwig", "J. R. R.", "bell", "Jean-Paul", "Jean le Rond", "Émile"})
	n := edition.Name{Family: family.Draw(t, "family"), Given: given.Draw(t, "given")}
	switch rapid.IntRange(0, 7).Draw(t, "kind") {
	case 0:
		return edition.Name{Literal: rapid.SampledFrom([]string{"World Health Organization", "Barnes & Noble, Inc.", "Simon and Schuster", "Plato", "Association for the Study of {Braces}"}).Draw(t, "literal")}
	case 1:
		n.NonDroppingParticle = rapid.SampledFrom([]string{"van", "de la", "von und zu"}).Draw(t, "particle")
	case 2:
		n.DroppingParticle = rapid.SampledFrom([]string{"van", "de", "von"}).Draw(t, "particle")
	case 3:
		n.Suffix = rapid.SampledFrom([]string{"Jr.", "III"}).Draw(t, "suffix")
	case 4:
		n.Family = ""
	}
	return n
})

// aDate is a date in any of CSL's forms.
var aDate = rapid.Custom(func(t *rapid.T) edition.Date {
	day := rapid.Custom(func(t *rapid.T) edition.Day {
		d := edition.Day{Year: rapid.SampledFrom([]int{1988, 1500, 2026, 79, 1, -1, -43, 12026}).Draw(t, "year")}
		if rapid.Bool().Draw(t, "with a month") {
			d.Month = rapid.IntRange(1, 12).Draw(t, "month")
			if rapid.Bool().Draw(t, "with a day") {
				d.Day = rapid.IntRange(1, 28).Draw(t, "day")
			}
		}
		return d
	})
	d := edition.Date{From: day.Draw(t, "from")}
	switch rapid.IntRange(0, 5).Draw(t, "kind") {
	case 0:
		return edition.Date{Literal: rapid.SampledFrom([]string{"forthcoming", "in the reign of Ann", "Spring 1999", "12 May 1999", "1999, revised"}).Draw(t, "literal")}
	case 1:
		d.To = day.Draw(t, "to")
		if compareDays(d.From, d.To) > 0 {
			d.From, d.To = d.To, d.From
		}
	case 2:
		d.Open = true
	case 3:
		d.From = edition.Day{Year: d.From.Year}
		d.Season = rapid.IntRange(1, 4).Draw(t, "season")
	}
	d.Circa = rapid.Bool().Draw(t, "circa")
	return d
})

// again writes a source and reads it; nothing may be said of it.
func again(t *rapid.T, name string, s *edition.Source, write func([]*edition.Source) []byte) edition.Source {
	data := write([]*edition.Source{s})
	sources, ps := Sources(name, data)
	for _, p := range ps {
		// A date in words is said to be one, wherever it stands.
		if !strings.Contains(p.Text, "cannot be read as a date") {
			t.Errorf("%d:%d: %s (%s)\n%s", p.Line, p.Column, p.Text, p.Hint, data)
		}
	}
	if len(sources) != 1 {
		t.Fatalf("%d sources were read of\n%s%v", len(sources), data, ps)
	}
	unplace(reflect.ValueOf(sources))
	if t.Failed() {
		t.Logf("%s", data)
	}
	return sources[0]
}

// withoutTypeWords takes out a genre that says no more than the type.
func withoutTypeWords(s *edition.Source) {
	if typeWords[strings.ToLower(s.Fields["genre"])] {
		delete(s.Fields, "genre")
		tidy(s)
	}
}

// inNames changes every name of a source.
func inNames(s *edition.Source, change func(edition.Name) edition.Name) {
	for _, names := range s.Names {
		for i := range names {
			names[i] = change(names[i])
		}
	}
}

func TestRoundTripCSLJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := sourceOf(t)
		if diff := cmp.Diff(*want, again(t, "sources.json", want, CSLJSON)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

func TestRoundTripBibTeX(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := sourceOf(t)
		for csl, value := range want.Fields { // TeX has no straight quotation marks
			want.Fields[csl] = strings.ReplaceAll(value, `"quoted"`, "“quoted”")
		}
		got := again(t, "sources.bib", want, BibTeX)
		inNames(want, edition.Name.WithFamily)
		if page := want.Fields["page"]; page != "" {
			want.Fields["page"] = strings.ReplaceAll(page, "–", "-")
		}
		for csl, d := range want.Dates {
			if loose, ok := LooseDate(d.Literal); ok {
				want.Dates[csl], _ = Date(loose)
			}
		}
		withoutTypeWords(want)
		if diff := cmp.Diff(*want, got); diff != "" {
			t.Errorf("(-want +got):\n%s\n%s", diff, BibTeX([]*edition.Source{want}))
		}
	})
}

// risMerges are the types that RIS has none of its own for, and what they come
// back as.
var risMerges = map[string]string{
	"article": "manuscript", "broadcast": "motion_picture", "collection": "document", "entry": "entry-encyclopedia", "event": "document",
	"performance": "document", "review": "article-journal", "review-book": "article-journal", "treaty": "document",
}

func TestTypesInRIS(t *testing.T) {
	for typ := range cslTypes {
		want := typ
		if merged := risMerges[typ]; merged != "" {
			want = merged
		}
		sources, ps := Sources("sources.ris", RIS([]*edition.Source{{Key: "a", Type: typ}}))
		if len(sources) != 1 || sources[0].Type != want || len(ps) > 0 {
			t.Errorf("%s came back as %+v %v", typ, sources, ps)
		}
	}
}

// risHolds says which variables, roles and dates RIS holds in records of which
// types, as the README does.
var risHolds = map[string]string{
	"title": "*", "title-short": "*", "container-title-short": "*", "volume": "*", "number-of-volumes": "*", "genre": "*", "call-number": "*",
	"source": "*", "language": "*", "original-title": "*", "reviewed-title": "*", "DOI": "*", "URL": "*", "ISBN": "*", "ISSN": "*",
	"abstract": "*", "note": "*", "annote": "*", "keyword": "*", "publisher-place": "*",
	"collection-number": "*", "container-title": "!series speech", "edition": "!software", "version": "software",
	"publisher": "!legal_case", "authority": "legal_case", "scale": "map", "dimensions": "graphic figure", "event-title": "speech paper-conference",
	"event-place":      "paper-conference",
	"collection-title": "journal inbook series", "issue": "journal", "number": "!book classic inbook", "PMCID": "journal", "PMID": "journal",
	"page": "!book classic thesis", "number-of-pages": "book classic thesis", "chapter-number": "inbook", "section": "!inbook",
	"archive": "!journal", "archive_location": "!journal",

	"author": "!motion_picture", "director": "motion_picture", "editor": "*", "translator": "*", "interviewer": "interview",
	"recipient": "personal_communication", "performer": "song", "composer": "song", "producer": "motion_picture", "contributor": "thesis",
	"collection-editor": "!motion_picture thesis",

	"issued": "*", "accessed": "*",
}

// TestREADMESaysWhatRISLacks looks for each name that RIS holds in no type, or in
// some only.
func TestREADMESaysWhatRISLacks(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]string{}
	for line := range strings.Lines(string(readme)) {
		if row, says, ok := strings.Cut(strings.TrimPrefix(line, "| "), " | "); ok {
			rows[row] = says
		}
	}
	for _, csl := range slices.Concat(slices.Sorted(maps.Values(cslTexts)), slices.Sorted(maps.Keys(cslNames)), slices.Sorted(maps.Keys(cslDates))) {
		types, row := risHolds[csl], "RIS, in some types only"
		if types == "" {
			row = "RIS, in no type"
		}
		if types != "*" && !strings.Contains(rows[row], "`"+csl+"`") {
			t.Errorf("README.md, %s: no word of %s", row, csl)
		}
		if types == "*" && strings.Contains(rows[row]+rows["RIS, in no type"], "`"+csl+"`") {
			t.Errorf("README.md: %s is held", csl)
		}
	}
}

// held reports whether RIS holds a variable in records of a type.
func held(csl, typ string) bool {
	types, only := risHolds[csl], true
	if rest, but := strings.CutPrefix(types, "!"); but {
		types, only = rest, false
	}
	for _, t := range strings.Fields(types) {
		in := t == "*" || t == typ || t == "journal" && inJournals[typ] || t == "inbook" && inBooks[typ] ||
			t == "series" && slices.Contains([]string{"book", "classic", "report", "map", "software"}, typ)
		if in {
			return only
		}
	}
	return !only
}

func TestRoundTripRIS(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := sourceOf(t)
		if risMerges[s.Type] != "" {
			return
		}
		if inJournals[s.Type] && s.Fields["container-title"] == "" { // a journal's only title is its title
			delete(s.Fields, "container-title-short")
		}
		if s.Type == "paper-conference" { // of its place or its title the conference's is the second
			for event, own := range map[string]string{"event-title": "container-title", "event-place": "publisher-place"} {
				if s.Fields[own] == "" {
					delete(s.Fields, event)
				}
			}
		}
		got := again(t, "sources.ris", s, RIS)
		inNames(s, func(n edition.Name) edition.Name {
			if n.Family == "" && n.Literal == "" {
				return edition.Name{Literal: n.Given}
			}
			return n
		})
		withoutTypeWords(s)
		maps.DeleteFunc(s.Fields, func(csl, _ string) bool { return !held(csl, s.Type) })
		maps.DeleteFunc(s.Names, func(csl string, _ []edition.Name) bool { return !held(csl, s.Type) })
		maps.DeleteFunc(s.Dates, func(csl string, _ edition.Date) bool { return !held(csl, s.Type) })
		tidy(s)
		if diff := cmp.Diff(*s, got); diff != "" {
			t.Errorf("(-want +got):\n%s\n%s", diff, RIS([]*edition.Source{s}))
		}
	})
}

// BenchmarkWrite writes thirty sources in each format.
func BenchmarkWrite(b *testing.B) {
	_, data := made()
	sources, _ := Sources("sources.yaml", data)
	list := make([]*edition.Source, len(sources))
	for i := range sources {
		list[i] = &sources[i]
	}
	for _, name := range slices.Sorted(maps.Keys(writers)) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(writers[name](list))))
			b.ReportAllocs()
			for b.Loop() {
				writers[name](list)
			}
		})
	}
}
