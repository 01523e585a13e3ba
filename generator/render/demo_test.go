package render

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"gloss/generator/cite"
	"gloss/generator/edition"
	"gloss/layouts"
)

var demoFolder = flag.String("demo", "", "write the demonstration site into this folder")

const boat = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 240"><path d="M60 170h420l-60 46H130zM270 30v130h-130zM290 50v110h120z" fill="#8a6d4b"/><path d="M0 216h600" stroke="#6a8494" stroke-width="6"/></svg>`

// demo is a site with everything in it that a page can have.
func demo(t testing.TB) (*edition.Site, []*edition.Edition) {
	read := func(name string) string {
		data, err := os.ReadFile("testdata/demo/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	e := editionOf(t, strings.ReplaceAll(read("essay.html"), ">\n", ">"), read("notes"))
	e.ID = "umbrella"
	e.Front = edition.Front{
		Title: "The Good Umbrella", Subtitle: "On editing other people’s letters", Authors: []string{"Edith Marlow"}, Date: "2026-03-14",
		Summary: "Why a letter needs an editor, what became of the margin, and how a screen may bring it back.",
		Rights:  "© 2026 Edith Marlow", Published: edition.Published{Title: "The Quarterly", Date: "2026-03", URL: "https://example.org/quarterly/"},
	}
	e.Assets, e.HasCode = []string{"images/boat.svg"}, true
	bodies := map[string]string{}
	for line := range strings.Lines(read("bodies")) {
		id, body, _ := strings.Cut(strings.TrimSpace(line), " ")
		bodies[id] = body
	}
	entries := []edition.Entry{
		{
			Slug: "hall2011", Group: 1, HTML: "Hall, Anna. <i>Receipts and Reckonings: A Household in Letters</i>. Oxford: Harbour Press, 2011.",
			Source: &edition.Source{
				Key: "hall2011", Type: "book", Fields: map[string]string{"title": "Receipts and Reckonings", "publisher": "Harbour Press"},
				Names: map[string][]edition.Name{"author": {{Family: "Hall", Given: "Anna"}}}, Dates: map[string]edition.Date{"issued": {From: edition.Day{Year: 2011}}},
			},
		},
		{
			Slug: "smalley1952", HTML: "Smalley, Beryl. “Glossed Books and Their Readers.” <i>Journal of the Margin</i> 4, no. 2 (1952): 101–44. https://example.org/margin/4/2/101-glossed-books-and-their-readers?view=full&#38;p=1.",
			Source: &edition.Source{Key: "smalley1952", Type: "article-journal", Archived: "https://archive.example.org/1952", Fields: map[string]string{"title": "Glossed Books and <i>Their</i> Readers", "URL": "https://example.org/margin/4/2/101-glossed-books-and-their-readers?view=full&p=1"}},
		},
	}
	for i := range e.Notes {
		n := &e.Notes[i]
		n.Creator, n.Created = "A. Editor", "2026-11-20"
		if n.Series == 2 {
			n.Creator = "Edith Marlow"
		}
		if body, ok := bodies[n.ID]; ok {
			flow, text := flowOf(body)
			n.Body, n.Plain, n.Text = flow, text.Plain, text.Plain
		} else {
			entry := &entries[len(n.ID)%2]
			n.Body, n.Plain = nil, ""
			n.Cited = []edition.Flow{{
				{Kind: edition.Link, HTML: ` role="doc-biblioref"`, Target: &edition.Address{Kind: edition.ToSource, Edition: e.ID, ID: entry.Slug}, Nest: 1},
				{Kind: edition.Markup, HTML: strings.SplitAfter(entry.HTML, ",")[0] + " <i>Receipts</i>"},
				{Kind: edition.Markup, HTML: "</a>", Nest: -1, Closes: true},
				{Kind: edition.Markup, HTML: ", 21–3."},
			}}
			entry.Uses = append(entry.Uses, edition.Use{
				From: edition.Address{Kind: edition.ToNote, Edition: e.ID, ID: n.ID}, Title: e.Front.Title, Series: e.Series[n.Series].Label, Mark: n.Mark,
				Before: "…and the words before it, ", Words: cut(e.Text.Plain, n.Places[0].Passage), After: ", and those that follow…", Locator: "pp. 21–3",
			})
		}
	}
	slices.Reverse(entries) // group by group
	for _, block := range []string{"a-note-is", "a-note-is", ""} {
		from := edition.Address{Kind: edition.ToBlock, Edition: e.ID, ID: block}
		if block == "" {
			from.Kind = edition.ToEdition
		}
		entries[0].Uses = append(entries[0].Uses, edition.Use{From: from, Title: e.Front.Title, Words: "the essay’s own words"})
	}
	e.Sources = entries
	use := func(id string) edition.Use {
		for _, n := range e.Notes {
			if n.ID == id {
				return edition.Use{From: edition.Address{Kind: edition.ToNote, Edition: e.ID, ID: id}, Title: e.Front.Title, Mark: n.Mark}
			}
		}
		t.Fatal(id)
		return edition.Use{}
	}
	aboutIt := edition.Use{From: edition.Address{Kind: edition.ToPage, ID: "about#p"}, Title: "À propos"}
	for i := range e.Notes {
		if e.Notes[i].ID == "receipt" {
			e.Notes[i].Referring = []edition.Use{use("umbrella"), aboutIt}
		}
	}
	e.Backlinks = map[string][]edition.Use{"a-note-is": {use("law-book")}}
	e.Referring = []edition.Use{aboutIt, {From: edition.Address{Kind: edition.ToEdition, Edition: "nameh"}, Title: "نامهٔ دیررس"}}

	rtl := editionOf(t, `<p id="a">رسید نامه و آن را کسی خواند که برایش نوشته نشده بود.</p><h2 id="b">حاشیه</h2><p id="c">روزگاری حاشیه بزرگ‌ترین بخش صفحه بود، و خواننده یکی از گفت‌وگوکنندگان.</p>`,
		"one 1 رسید نامه\ntwo 2 حاشیه بزرگ‌ترین\nthree 3 ^صفحه")
	rtl.ID, rtl.Language, rtl.Dir = "nameh", "fa", "rtl"
	rtl.Front = edition.Front{Title: "نامهٔ دیررس", Authors: []string{"ناشناس"}, Date: "2025"}
	flow, text := flowOf("<p>A note in English, beside a Persian text.</p>")
	rtl.Notes[0].Body, rtl.Notes[0].Plain, rtl.Notes[0].Language, rtl.Notes[0].Dir = flow, text.Plain, "en", "ltr"

	rtl.Tray = []edition.Unplaced{
		{ID: "gone", Series: 1, Result: edition.Lost, Quoted: "words that are gone", Body: flow, Plain: text.Plain},
		{ID: "which", Result: edition.Ambiguous, Quoted: "words that stand twice"},
	}

	home, homeText := flowOf(`<p id="h">Essays with their notes. Begin with <a href="umbrella/">the umbrella</a>.</p>`)
	about, aboutText := flowOf(`<p id="p">What this is. <a href="/umbrella/">An edition</a>.</p><h2 id="q">How to cite</h2><p id="r">By its address.</p>`)
	site := &edition.Site{
		Settings: *settingsOf(),
		Home:     &edition.Leaf{Flow: home, Text: homeText},
		Pages:    []edition.Leaf{{Slug: "about", Front: edition.Front{Title: "À propos", Language: "fr"}, Flow: about, Text: aboutText}},
		Newest:   []*edition.Edition{e},
	}
	site.Settings.Title = "The Reading Room"
	site.Settings.Description = "Essays with their notes, each beside the words it speaks of."
	site.Settings.Bibliography = []edition.SourceGroup{{Label: "Articles", Where: []edition.Condition{{Field: "type", Values: []string{"article-journal"}}}}}
	site.Settings.Editors = []edition.Person{{Name: "A. Editor"}}
	site.Settings.Links = []edition.MenuLink{{Label: "Sources", URL: "sources/"}, {Label: "About", URL: "pages/about/"}}
	for _, x := range []*edition.Edition{e, rtl} {
		site.Editions = append(site.Editions, edition.Card{
			ID: x.ID, Title: x.Front.Title, Subtitle: x.Front.Subtitle, Authors: x.Front.Authors, Date: x.Front.Date, Modified: "2026-11-20",
			Language: x.Language, Dir: x.Dir, Summary: x.Front.Summary, Words: x.Words, Notes: len(x.Notes), Sources: len(x.Sources),
		})
	}
	for _, s := range entries {
		site.Sources = append(site.Sources, edition.SourceCard{
			Record: s.Source, Key: s.Source.Key, Slug: s.Slug, Group: s.Group, HTML: s.HTML, Title: cite.PlainField(s.Source.Fields["title"]), URL: s.Source.Fields["URL"],
			Archived: s.Source.Archived, Reached: "2026-11-21", Uses: s.Uses,
		})
	}
	site.Sources = append(site.Sources, edition.SourceCard{
		Key: "numbered", Title: "numbered", Slug: "numbered", Group: 1, HTML: "\n    <div class=\"csl-left-margin\">[1] </div><div class=\"csl-right-inline\">A style that sets numbers apart.</div>\n  ",
		Uses: []edition.Use{
			{From: edition.Address{Kind: edition.ToPage, ID: "about#p"}, Title: "À propos", Before: "What this is", After: ". An edition."},
			{From: edition.Address{Kind: edition.ToPage, ID: "#h"}, Title: "The Reading Room", Before: "Essays with", After: " their notes.", Locator: "p. 3&#160;&#38; 5"},
		},
	})
	return site, []*edition.Edition{e, rtl}
}

// demoFiles renders the demonstration site.
func demoFiles(t testing.TB) map[string]File {
	site, editions := demo(t)
	l := must(Open(layouts.FS))
	files := filesOf(t, l.Site(site))
	for _, e := range editions {
		for name, f := range filesOf(t, l.Edition(&site.Settings, e)) {
			if _, twice := files[name]; twice {
				t.Errorf("%s is written twice", name)
			}
			files[name] = f
		}
	}
	return files
}

func TestDemoSite(t *testing.T) {
	files := demoFiles(t)
	if *demoFolder != "" {
		for name, f := range files {
			data := must(f.Data())
			if f.Copy != "" {
				data = []byte(boat)
			}
			to := filepath.Join(*demoFolder, filepath.FromSlash(name))
			if err := errors.Join(os.MkdirAll(filepath.Dir(to), 0o755), os.WriteFile(to, data, 0o644)); err != nil {
				t.Fatal(err)
			}
		}
	}
	var names []string
	for name, f := range files {
		if f.Copy == "" && !strings.HasSuffix(name, ".css") && !strings.HasSuffix(name, ".js") {
			names = append(names, name)
		}
		if path.Ext(name) == ".xml" {
			d, err := xml.NewDecoder(bytes.NewReader(must(f.Data()))), error(nil)
			for err == nil {
				_, err = d.Token()
			}
			if !errors.Is(err, io.EOF) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	slices.Sort(names)
	got := &txtar.Archive{Comment: []byte("Every file of the demonstration site that render writes. go test -update rewrites it.\n")}
	for _, name := range names {
		data := must(files[name].Data())
		if strings.Contains(path.Ext(name), "json") {
			var b bytes.Buffer
			if err := json.Indent(&b, data, "", " "); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			data = b.Bytes()
		}
		got.Files = append(got.Files, txtar.File{Name: name, Data: data})
	}
	const golden = "testdata/demo/site.txtar"
	if *update {
		if err := os.WriteFile(golden, txtar.Format(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(txtar.Format(got)), "\n")); diff != "" {
		t.Error(diff)
	}
}

var (
	reference = regexp.MustCompile(`(?:href|src)="([^"]*)"`)
	identity  = regexp.MustCompile(` id="([^"]*)"`)
)

// Every link of every page leads to a file of the site, and every fragment to
// an id of that page; no id stands twice on a page.
func TestLinksResolve(t *testing.T) {
	files := demoFiles(t)
	ids := map[string]map[string]bool{}
	for name, f := range files {
		if path.Ext(name) != ".html" {
			continue
		}
		ids[name] = map[string]bool{}
		for _, m := range identity.FindAllStringSubmatch(string(must(f.Data())), -1) {
			if ids[name][m[1]] {
				t.Errorf("%s: the id %s stands twice", name, m[1])
			}
			ids[name][m[1]] = true
		}
	}
	checked := 0
	for name := range ids {
		base := &url.URL{Scheme: "https", Host: "example.org", Path: "/repo/" + strings.TrimSuffix(name, "index.html")}
		for _, m := range reference.FindAllStringSubmatch(string(must(files[name].Data())), -1) {
			to, err := base.Parse(unescape(m[1]))
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			inside, ok := strings.CutPrefix(to.Path, "/repo/")
			if to.Host != "example.org" || !ok {
				continue
			}
			if inside == "" || strings.HasSuffix(inside, "/") {
				inside += "index.html"
			}
			checked++
			if _, ok := files[inside]; !ok {
				t.Errorf("%s: %s leads to no file", name, m[1])
			} else if to.Fragment != "" && !ids[inside][to.Fragment] {
				t.Errorf("%s: %s leads to no id", name, m[1])
			}
		}
	}
	if checked < 100 {
		t.Errorf("only %d links were seen", checked)
	}
}
