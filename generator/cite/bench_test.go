package cite

import (
	"fmt"
	"os"
	"testing"

	"gloss/generator/edition"
)

// BenchmarkEdition formats an edition of usual size in the built-in style: 60
// citations of 30 sources.
func BenchmarkEdition(b *testing.B) {
	style, err := Open("")
	if err != nil {
		b.Fatal(err)
	}
	sources, clusters := madeUp(30, 60)
	b.ReportAllocs()
	for b.Loop() {
		style.Format(sources, clusters, "en")
	}
}

// BenchmarkOfficial formats 1,000 citations and a bibliography of 500 in the
// official styles, and loads them.
func BenchmarkOfficial(b *testing.B) {
	sources, clusters := madeUp(500, 1000)
	for _, name := range []string{"chicago-notes-bibliography", "chicago-author-date", "apa", "ieee", "modern-language-association"} {
		data, err := os.ReadFile(sharedCSL + "/styles/" + name + ".csl")
		if err != nil {
			b.Skip("the official styles are not in " + sharedCSL)
		}
		b.Run("load/"+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if s, ps := Read(name, data); s == nil {
					b.Fatal(ps)
				}
			}
		})
		style, _ := Read(name, data)
		style.library = suiteLocales
		b.Run("format/"+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				style.Format(sources, clusters, "en-US")
			}
		})
	}
}

// madeUp makes sources of several kinds and citations of them.
func madeUp(sources, citations int) (map[string]*edition.Source, []Cluster) {
	kinds := []string{"book", "article-journal", "chapter", "webpage", "article-newspaper", "report"}
	families := []string{"Ashworth", "Okafor", "van Dijk", "Müller", "Petrov", "Sato", "de la Cruz", "O'Neill"}
	out := map[string]*edition.Source{}
	key := func(i int) string { return fmt.Sprintf("s%03d", i) }
	for i := range sources {
		s := &edition.Source{
			Key: key(i), Type: kinds[i%len(kinds)],
			Fields: map[string]string{
				"title": fmt.Sprintf("The history of thing number %d: a \"short\" account", i), "container-title": "Journal of Many Things",
				"publisher": "Harbour Press", "publisher-place": "London", "volume": fmt.Sprint(i%40 + 1), "page": "101-118", "URL": "https://example.org/" + key(i),
			},
			Names: map[string][]edition.Name{"author": {{Family: families[i%len(families)], Given: "Margaret Ellen"}, {Family: families[(i/3)%len(families)], Given: "Jean-Luc"}}},
			Dates: map[string]edition.Date{"issued": {From: edition.Day{Year: 1950 + i%70, Month: i%12 + 1}}, "accessed": {From: edition.Day{Year: 2026, Month: 11, Day: 2}}},
		}
		out[s.Key] = s
	}
	var clusters []Cluster
	for i := range citations {
		item := edition.CitationItem{Key: key(i * 7 % sources), Label: "page", Locator: fmt.Sprint(i + 1)}
		c := Cluster{Items: []edition.CitationItem{item}, Form: Form(i % 3), Note: i + 1, Series: "notes"}
		if i%5 == 0 {
			c.Items = append(c.Items, edition.CitationItem{Key: key(i * 11 % sources)})
		}
		clusters = append(clusters, c)
	}
	return out, clusters
}
