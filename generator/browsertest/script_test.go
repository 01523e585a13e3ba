package browsertest_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"
)

// The page without a script is the same page: the same text, the same places.
// The filter of the list of sources alone is nothing without one.
func TestWithoutScript(t *testing.T) {
	t.Parallel()
	const look = `document.querySelector(".filter")?.remove(), [...document.querySelectorAll("header, main, .text > *, .note, .mark, .sources li")].map(el => {
		const r = el.getBoundingClientRect();
		return [el.localName, el.id, Math.round(r.left), Math.round(r.top), Math.round(r.width), Math.round(r.height)].join(" ");
	}).join("\n") + "\n" + document.body.innerText`
	for _, s := range []*site{get(t, sites.real), get(t, sites.stress)} {
		with, without := openTab(t), openTab(t)
		without.scripts(false)
		for n, p := range s.samples() {
			for _, tab := range []tab{with, without} {
				tab.open(s.url + p.path)
			}
			for k, width := range []int{390, 1360} {
				var seen [2]string
				var picture [2][]byte
				for i, tab := range []tab{with, without} {
					tab.window(width, 800)
					seen[i] = eval[string](tab, look)
					if (n+k)%2 > 0 {
						continue // a picture takes long: of each page one, of half of them on a phone
					}
					var err error
					if picture[i], err = chromedp.Run(tab.ctx, chromedp.CaptureScreenshot()); err != nil {
						t.Fatal(err)
					}
				}
				if d := cmp.Diff(seen[0], seen[1]); d != "" {
					t.Errorf("%s at %d px differs without its script (-with +without):\n%.2000s", p.path, width, d)
				} else if !bytes.Equal(picture[0], picture[1]) {
					t.Errorf("%s at %d px looks different without its script", p.path, width)
				}
			}
		}
	}
}

// Series can be switched off without a script.
func TestSwitchesWithoutScript(t *testing.T) {
	t.Parallel()
	s := get(t, sites.stress)
	tab := openTab(t)
	tab.scripts(false)
	tab.window(1360, 800)
	tab.open(s.url + "dense/")
	const seen = `[...document.querySelectorAll(".note, .text .mark")].filter(el => el.checkVisibility({ visibilityProperty: true })).length`
	before := eval[int](tab, seen)
	tab.do(chromedp.Click(chromedp.CSS(".switches label:not(.clean) input")))
	some := eval[int](tab, seen)
	tab.do(chromedp.Click(chromedp.CSS(".switches .clean input")))
	none := eval[int](tab, seen)
	if !(before > some && some > 0 && none == 0) {
		t.Errorf("notes and marks seen: %d, %d with a series off, %d with all off", before, some, none)
	}
}

// A choice is remembered from page to page.
func TestChoiceIsRemembered(t *testing.T) {
	t.Parallel()
	s := get(t, sites.stress)
	tab := openTab(t)
	tab.window(1360, 800)
	tab.open(s.url + "dense/")
	tab.do(chromedp.Click(chromedp.CSS(".switches label:not(.clean) input")))
	tab.open(s.url)
	tab.open(s.url + "dense/")
	if eval[bool](tab, `document.querySelector(".switches label:not(.clean) input").checked`) {
		t.Error("a series that was switched off is on again")
	}
}

// A reader's browser asks nobody but the site, and nothing fails to load.
func TestRequests(t *testing.T) {
	t.Parallel()
	for _, s := range []*site{get(t, sites.real), get(t, sites.stress), get(t, sites.hostile)} {
		tab := openTab(t)
		var mu sync.Mutex
		var asked, failed []string
		total := 0
		if err := chromedp.Listen(tab.ctx, func(event any) {
			mu.Lock()
			defer mu.Unlock()
			switch e := event.(type) {
			case *network.EventRequestWillBeSent:
				total++
				if !strings.HasPrefix(e.Request.URL, s.url) && !strings.HasPrefix(e.Request.URL, "data:") {
					asked = append(asked, e.Request.URL)
				}
			case *network.EventResponseReceived:
				if e.Response.Status >= 400 {
					failed = append(failed, fmt.Sprint(e.Response.Status, " ", e.Response.URL))
				}
			}
		}); err != nil {
			t.Fatal(err)
		}
		for _, p := range s.samples() {
			tab.open(s.url + p.path)
		}
		mu.Lock()
		defer mu.Unlock()
		if total < len(s.samples()) {
			t.Errorf("only %d requests seen", total)
		}
		faults(t, "asked elsewhere", asked)
		faults(t, "did not load", failed)
	}
}

// Nothing an author writes runs: every page of a site full of injections is
// opened, and what its payloads would have done has not happened.
func TestNothingWrittenRuns(t *testing.T) {
	t.Parallel()
	s := get(t, sites.hostile)
	tab := openTab(t)
	payloads := 0
	for _, p := range s.pages {
		tab.open(s.url + p.path)
		got := eval[struct {
			Ran      []string
			Handlers []string
			Links    []string
			Scripts  []string
			Frames   int
		}](tab, `({
			ran: Object.keys(document.documentElement.dataset).filter(k => k.startsWith("ran")),
			handlers: [...document.querySelectorAll("*")].flatMap(el => [...el.attributes].filter(a => /^on/i.test(a.name) || /^srcdoc$/i.test(a.name)).map(a => el.localName + " " + a.name)),
			links: [...document.querySelectorAll("[href], [src], [action], [formaction], [data]")].flatMap(el => ["href", "src", "action", "formaction", "data"].map(n => el.getAttribute(n) ?? "")).filter(v => /^\s*(javascript|vbscript|data:text)/i.test(v.replace(/[\u0000-\u0020]/g, ""))),
			scripts: [...document.scripts].filter(el => el.type !== "application/ld+json" && !/\/(page|sources)\.js$/.test(el.src)).map(el => el.outerHTML.slice(0, 80)),
			frames: document.querySelectorAll("iframe, object, embed, base, form, meta[http-equiv]").length,
		})`)
		list := append(append(append(got.Ran, got.Handlers...), got.Links...), got.Scripts...)
		if got.Frames > 0 {
			list = append(list, fmt.Sprint(got.Frames, " frames, objects, forms or the like"))
		}
		faults(t, p.path, list)
		payloads += strings.Count(s.read(t, p), "dataset.ran")
	}
	// Were the payloads dropped before they reached a page, this would prove
	// little: as text they are there.
	if payloads < 20 {
		t.Errorf("only %d payloads reached the pages", payloads)
	}
}

// payload makes ways to run a script, each with a name of its own.
func payload(name string) string {
	run := fmt.Sprintf("document.documentElement.dataset.ran%s=1", name)
	return fmt.Sprintf(`"'></title></style></script></textarea><script>%[1]s</script><img src=x onerror="%[1]s"><svg onload="%[1]s">`, run)
}

// writeHostile writes a site each of whose fields tries to run a script.
func writeHostile(dir string) error {
	q := func(name string) string { return fmt.Sprintf("%q", payload(name)) } // a JSON string is a YAML one
	site := "title: " + q("SiteTitle") + "\nurl: https://example.org/hostile/\nlanguage: en\ndescription: " + q("Description") +
		"\neditors:\n  - {name: " + q("Editor") + ", url: https://example.org/}\nseries:\n  - {id: editor, label: " + q("Label") + ", marks: \"1\"}\n" +
		"  - {id: other, label: Other, marks: a}\n" +
		"links:\n  - {label: " + q("LinkLabel") + ", url: https://example.org/}\nwords: {notes: " + q("Word") + "}\n"
	essay := "---\ntitle: " + q("Title") + "\nsubtitle: " + q("Subtitle") + "\nauthor: [" + q("Author") + "]\ndate: 2026-01-02\nsummary: " + q("Summary") +
		"\npublished: {title: " + q("Published") + ", date: 2025, url: https://example.org/}\nrights: " + q("Rights") + "\n---\n\n# A *heading*\n\n" +
		"Some words to hold on to, and more words, and the last words.\n\n" + hostileMarkdown("Essay")
	notes := "- id: one\n  target: Some words\n  creator: " + q("Creator") + "\n  created: 2026-01-02\n  tags: [" + q("Tag") + "]\n  sources: [key]\n  body: |\n" +
		indent(hostileMarkdown("Note")) +
		"- id: two\n  series: other\n  target: {exact: more words, prefix: and, suffix: \",\"}\n  body: " + q("Body") + "\n"
	source := "- id: key\n  type: book\n  title: " + q("SourceTitle") + "\n  author:\n    - {family: " + q("Family") + ", given: " + q("Given") + "}\n    - {literal: " + q("Literal") +
		"}\n  issued: 2001\n  publisher: " + q("Publisher") + "\n  publisher-place: " + q("Place") + "\n  URL: https://example.org/\n  note: " + q("SourceNote") +
		"\n- id: web\n  type: webpage\n  title: <script>document.documentElement.dataset.ranRich=1</script><i>rich</i>\n  URL: https://example.org/?\"><script>document.documentElement.dataset.ranURL=1</script>\n  accessed: 2024-01-02\n"
	return errors.Join(
		writeFile(dir, "site.yaml", site),
		writeFile(dir, "index.md", hostileMarkdown("Home")),
		writeFile(dir, "pages/page.md", "---\ntitle: "+q("PageTitle")+"\nsummary: "+q("PageSummary")+"\n---\n\n"+hostileMarkdown("Page")),
		writeFile(dir, "hostile/essay.md", essay),
		writeFile(dir, "hostile/annotations.yaml", notes),
		writeFile(dir, "hostile/sources.yaml", source),
	)
}

// hostileMarkdown is Markdown that tries to run scripts in every construct.
func hostileMarkdown(name string) string {
	run := "document.documentElement.dataset.ran" + name
	return strings.ReplaceAll(`<script>RUN1=1</script>

Inline <img src=x onerror="RUN2=1"> and <b onclick="RUN3=1">bold</b>, a [link](javascript:RUN4=1),
another [link](<JaVaScRiPt:RUN5=1>), [one](java&#115;cript:RUN6=1), [two](data:text/html,<script>RUN7=1</script>),
<javascript:RUN8=1>, [quoted](https://example.org/?"onmouseover="RUN9=1), [title](https://example.org/ '"onmouseover="RUN10=1').

<iframe srcdoc="<script>RUN12=1</script>"></iframe>

<svg><animate onbegin="RUN13=1" attributeName=x dur=1s></svg>

<meta http-equiv="refresh" content="0;url=javascript:RUN14=1">

A code span `+"`<script>RUN15=1</script>`"+` and a block:

`+"```html\n<script>RUN16=1</script>\n```"+`

~~~"><script>RUN17=1</script>
x
~~~

| <script>RUN18=1</script> |
|---|
| <img src=x onerror=RUN19=1> |

## Heading {onclick="RUN20=1" style="x:expression(RUN21=1)"}

[ref]: javascript:RUN22=1 "title"

A [ref].
`, "RUN", run)
}

func indent(text string) string {
	return "    " + strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n    ") + "\n"
}
