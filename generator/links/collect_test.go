package links

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"gloss/generator/edition"
	"gloss/generator/load"
	"gloss/generator/load/loadtest"
)

const tree = `
-- site.yaml --
title: Links
url: https://example.org/site
editors: [{name: A, url: "https://a.test/editor"}, {name: B}, {name: C, url: /pages/about/}]
links:
  - {label: Menu, url: "https://a.test/menu"}
  - {label: Inside, url: pages/about/}
html: true
-- index.md --
Words, <https://a.test/home> and our own [page](https://example.org/site/one/), but not <https://example.org/>.
-- pages/about.md --
---
title: About
---
A [link](HTTP://A.test/page#part "with a title"), one [again][r], and a note[^n].

[r]: //a.test/without-scheme
[^n]: In it https://a.test/bare stands.
-- sources.yaml --
- {id: shared, type: webpage, title: Shared, URL: "https://a.test/shared", DOI: 10.1000/AB}
-- one/essay.md --
---
title: One
published: {title: The Paper, url: "https://a.test/published"}
---
A paragraph that
goes to [another line](https://a.test/essay) and to <span><a class="x" href='https://a.test/raw?a=1&amp;b=2'>raw</a></span>,
[@shared] [mail](mailto:a@a.test), [part](#words), [file](file.pdf).

> <div>
> <img src="https://a.test/image.png">
> </div>

` + "`https://a.test/code`" + ` is no link.
-- one/annotations.yaml --
- target: A paragraph
  body: |
    A note with
    [a link](https://a.test/note).
  sources: ["own", "doi", "copied"]
-- one/sources.yaml --
- id: own
  type: webpage
  title: Own
  URL: https://a.test/own
- id: doi
  type: webpage
  title: By its DOI
  DOI: doi:10.1000/xy
- {id: copied, type: webpage, title: Copied, URL: "https://a.test/copied#x", archived: "https://copy.test/1"}
-- two/essay.md --
---
title: Two
draft: true
---
A [draft](https://a.test/draft) of [this site](https://example.org/site#about), not of <https://example.org/sites>.
-- two/sources.json --
[{"id": "json", "type": "webpage", "title": "Json", "URL": "https://a.test/json"}]
`

// TestCollect: every link out of the site is found, with the place where its
// address or its Markdown begins; of one in raw HTML, as near as can be.
func TestCollect(t *testing.T) {
	const all = `
site.yaml:5:24 https://a.test/menu
site.yaml:3:26 https://a.test/editor
sources.yaml:1:51 https://a.test/shared, of shared
sources.yaml:1:81 https://doi.org/10.1000/AB
pages/about.md:4:3 http://a.test/page#part
pages/about.md:4:55 https://a.test/without-scheme
pages/about.md:7:13 https://a.test/bare
index.md:1:9 https://a.test/home
index.md:1:90 https://example.org/
` + one + `
two/essay.md:5:3 https://a.test/draft
two/essay.md:5:89 https://example.org/sites
two/sources.json:1:60 https://a.test/json, of json
`
	for only, want := range map[string]string{"": all, "one": one} {
		content, site := open(t, tree)
		found, problems, err := Collect(content, site, only)
		if err != nil || problems.Errors() > 0 {
			t.Fatal(problems, err)
		}
		var got strings.Builder
		for _, l := range found {
			fmt.Fprintf(&got, "%s:%d:%d %s", l.At.File, l.At.Line, l.At.Column, l.address())
			if l.Of != nil {
				fmt.Fprintf(&got, ", of %s", l.Of.Key)
			}
			got.WriteByte('\n')
		}
		if diff := cmp.Diff(strings.TrimSpace(want), strings.TrimSpace(got.String())); diff != "" {
			t.Errorf("only %q (-want +got)\n%s", only, diff)
		}
	}
}

const one = `one/essay.md:3:36 https://a.test/published
one/essay.md:6:9 https://a.test/essay
one/essay.md:6:59 https://a.test/raw?a=1&b=2
one/essay.md:10:11 https://a.test/image.png
one/annotations.yaml:4:5 https://a.test/note
one/sources.yaml:4:8 https://a.test/own, of own
one/sources.yaml:8:8 https://doi.org/10.1000/xy, of doi
one/sources.yaml:9:51 https://a.test/copied#x, of copied
one/sources.yaml:9:88 https://copy.test/1`

func open(t *testing.T, tree string) (*load.Content, *load.Site) {
	t.Helper()
	content, err := load.Open(loadtest.Plant(t, txtar.Parse([]byte(tree))))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { content.Close() })
	site, problems, err := content.Site()
	if err != nil || problems.Errors() > 0 {
		t.Fatal(problems, err)
	}
	return content, site
}

// TestCopiesInReports: what is said of a link that is gone depends on whether its
// record has a copy, and on whether one was found.
func TestCopiesInReports(t *testing.T) {
	content, site := open(t, tree)
	found, _, err := Collect(content, site, "one")
	if err != nil {
		t.Fatal(err)
	}
	w := newWeb(t, "")
	s := State{Links: found, Now: w.now, Sought: true, Answers: edition.Answers{}, Copies: map[string]Copy{
		"https://a.test/note": {"https://copy.test/note", "2020-02-03"}, "https://a.test/own": {"https://copy.test/own", ""},
	}}
	for _, page := range []string{"note", "own", "copied", "essay"} {
		page = "https://a.test/" + page
		s.Answers[page] = edition.Answer{URL: page, Asked: "2026-11-22", Outcome: edition.Dead, Why: "it answers 404 Not Found", Since: "2026-11-22"}
	}
	var got strings.Builder
	for _, p := range s.Problems().Sorted() {
		fmt.Fprintf(&got, "%d: %s: %s\n    %s\n", p.Line, p.Severity, p.Text, strings.ReplaceAll(p.Hint, "\n", "\n    "))
	}
	const want = `4: error: “https://a.test/note” is dead: it answers 404 Not Found
    there is an archived copy of 2020-02-03:
    https://copy.test/note
6: error: “https://a.test/essay” is dead: it answers 404 Not Found
    mend the address, or link to an archived copy
4: error: “https://a.test/own” is dead: it answers 404 Not Found
    there is an archived copy; gloss links --write puts it into the record:
    https://copy.test/own
8: warning: no archived copy of the source “doi” was found
    ask an archive to make one
9: warning: “https://a.test/copied#x” is dead: it answers 404 Not Found
    readers have the archived copy in its record: https://copy.test/1
`
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
