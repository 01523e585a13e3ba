package cite

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/generator/edition"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares a text with a file of testdata.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

func TestNotes(t *testing.T) {
	s, err := Open("")
	if err != nil {
		t.Fatal(err)
	}
	src := map[string]*edition.Source{
		"a": {Key: "a", Type: "book", Fields: map[string]string{"title": "The rise of <i>everything</i> & nothing: a history", "title-short": "Rise", "publisher": "Penguin", "publisher-place": "London", "edition": "2"}, Names: map[string][]edition.Name{"author": {{Family: "van Gogh", Given: "Vincent"}, {Family: "Smith", Given: "Jane"}}, "translator": {{Family: "Doe", Given: "John"}}}, Dates: map[string]edition.Date{"issued": {From: edition.Day{Year: 1999}}}},
		"b": {Key: "b", Type: "webpage", Fields: map[string]string{"title": "What is <script>alert(1)</script>?", "container-title": "Some site", "URL": "https://example.org/a_b?c=d&e=f"}, Names: map[string][]edition.Name{"author": {{Literal: "World Health Organization"}}}, Dates: map[string]edition.Date{"issued": {From: edition.Day{Year: 2020, Month: 3, Day: 4}}, "accessed": {From: edition.Day{Year: 2026, Month: 11, Day: 2}}}, Archived: "https://web.archive.org/x"},
		"c": {Key: "c", Type: "article-journal", Fields: map[string]string{"title": "Is this \"it\"?", "container-title": "Journal of Things", "volume": "12", "issue": "3", "page": "101-108", "DOI": "10.1/x"}, Names: map[string][]edition.Name{"author": {{Family: "A", Given: "B"}, {Family: "C", Given: "D"}, {Family: "E", Given: "F"}, {Family: "G", Given: "H"}}}, Dates: map[string]edition.Date{"issued": {From: edition.Day{Year: 2020, Month: 3, Day: 4}}}},
		"d": {Key: "d", Type: "treaty", Fields: map[string]string{"title": "Treaty of Versailles", "container-title": "UNTS", "volume": "12", "page": "1"}, Dates: map[string]edition.Date{"issued": {From: edition.Day{Year: 1919, Month: 6, Day: 28}}}},
		"e": {Key: "e", Type: "chapter", Fields: map[string]string{"title": "A chapter", "container-title": "The book", "publisher": "CUP", "page": "33-40"}, Names: map[string][]edition.Name{"author": {{Family: "Zed", Given: "Q"}}, "editor": {{Family: "Doe", Given: "John"}, {Family: "Roe", Given: "R"}}}, Dates: map[string]edition.Date{"issued": {From: edition.Day{Year: 1919, Month: 6, Day: 28}}}},
	}
	item := func(k, l, lab string) edition.CitationItem {
		return edition.CitationItem{Key: k, Locator: l, Label: lab}
	}
	var b strings.Builder
	f := s.Format(src, []Cluster{
		{Items: []edition.CitationItem{item("a", "12-15", "page")}},
		{Items: []edition.CitationItem{item("a", "3", "chapter"), item("b", "", "")}},
		{Items: []edition.CitationItem{item("c", "103-4", "page")}},
		{Items: []edition.CitationItem{item("c", "103-4", "page")}, InText: true},
		{Items: []edition.CitationItem{item("e", "35", "page")}, InText: true, Form: Inline},
		{Items: []edition.CitationItem{item("e", "35", "page"), item("d", "2-4", "section")}, Form: Inline},
		{Items: []edition.CitationItem{item("d", "2", "section")}},
		{Items: []edition.CitationItem{{Key: "b", SuppressAuthor: true, Prefix: "see", Suffix: ", passim"}}},
	}, "en")
	for _, c := range f.Clusters {
		fmt.Fprintf(&b, "%q\n", c)
	}
	for _, e := range f.Bibliography {
		fmt.Fprintln(&b, e.Key+":", e.HTML)
	}
	golden(t, "testdata/notes.golden", b.String())
}

// TestConcurrent formats one style in many goroutines, in two languages; the
// race detector watches, and all results are the same.
func TestConcurrent(t *testing.T) {
	s, err := Open("gloss-author-date")
	if err != nil {
		t.Fatal(err)
	}
	sources, clusters := madeUp(12, 24)
	want := s.Format(sources, clusters, "en")
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			language := [...]string{"en", "de"}[i%2]
			for range 5 {
				got := s.Format(sources, clusters, language)
				if language == "en" && !cmp.Equal(want, got) {
					t.Error("two runs differ")
				}
			}
		})
	}
	wg.Wait()
}

// TestOthers cites a work whose record cuts its authors short: "et al." stands
// where they would go on, however few are shown.
func TestOthers(t *testing.T) {
	s, err := Open("gloss-author-date")
	if err != nil {
		t.Fatal(err)
	}
	names := []edition.Name{{Family: "Vaswani", Given: "Ashish"}, {Family: "Shazeer", Given: "Noam"}, {Literal: "others"}}
	source := &edition.Source{Key: "a", Type: "book", Fields: map[string]string{"title": "A Title"}, Names: map[string][]edition.Name{"author": names}}
	entry := s.Format(map[string]*edition.Source{"a": source}, nil, "en").Bibliography[0].HTML
	if !strings.Contains(entry, "Noam Shazeer, et al.") || strings.Contains(entry, "others") {
		t.Error(entry)
	}
	source.Names["author"] = names[2:] // somebody is called so
	if entry := s.Format(map[string]*edition.Source{"a": source}, nil, "en").Bibliography[0].HTML; !strings.HasPrefix(entry, "others") {
		t.Error(entry)
	}
}
