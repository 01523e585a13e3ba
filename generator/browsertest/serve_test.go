package browsertest_test

import (
	"context"
	"fmt"
	"math"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"gloss/generator/publish"
	"gloss/generator/serve"
)

// served is a preview that runs.
type served struct {
	*testing.T
	content, url string
	options      serve.Options
	built        chan serve.Built
	stop         func()
	ended        chan error
}

// serveContent runs a preview of a copy of a content folder.
func serveContent(t *testing.T, from string, more ...func(*serve.Options)) *served {
	t.Helper()
	p := &served{T: t, content: filepath.Join(t.TempDir(), "content"), built: make(chan serve.Built, 10_000), ended: make(chan error, 1)}
	if err := os.CopyFS(p.content, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	p.options = serve.Options{Options: publish.Options{Content: p.content}, Built: func(b serve.Built) { p.built <- b }}
	for _, change := range more {
		change(&p.options)
	}
	p.run()
	return p
}

// serveStress runs a preview of the stress site.
func serveStress(t *testing.T) *served {
	t.Helper()
	content, err := tempDir()
	if err == nil {
		err = writeStress(content)
	}
	if err != nil {
		t.Fatal(err)
	}
	return serveContent(t, content)
}

// run runs the preview, which may have run before and then has the same address.
func (p *served) run() {
	p.Helper()
	ctx, stop := context.WithCancel(context.Background())
	p.stop = stop
	p.Cleanup(stop)
	ready := make(chan string, 1)
	p.options.Ready = func(url string) { ready <- url }
	for len(p.built) > 0 {
		<-p.built
	}
	go func() { p.ended <- serve.Run(ctx, p.options) }()
	select {
	case p.url = <-ready:
	case err := <-p.ended:
		p.Fatal(err)
	}
	if b := <-p.built; b.Err != nil {
		p.Fatal(b.Err)
	}
	at, err := url.Parse(p.url)
	if err == nil {
		p.options.Port, err = strconv.Atoi(at.Port())
	}
	if err != nil {
		p.Fatal(err)
	}
}

func (p *served) read(name string) string {
	p.Helper()
	data, err := os.ReadFile(filepath.Join(p.content, name))
	if err != nil {
		p.Fatal(err)
	}
	return string(data)
}

// write puts a new file in the place of an old one, as editors do.
func (p *served) write(name, text string) {
	p.Helper()
	name = filepath.Join(p.content, name)
	if err := os.WriteFile(name+"~", []byte(text), 0o644); err != nil {
		p.Fatal(err)
	}
	if err := os.Rename(name+"~", name); err != nil {
		p.Fatal(err)
	}
}

// The preview: an edit shows by itself, in place; what can be published is shown
// when something is wrong.
func TestPreview(t *testing.T) {
	t.Parallel()
	p := serveContent(t, "../../content")
	if !strings.HasSuffix(p.url, "/gloss/") {
		t.Errorf("%s is not under the site's base path", p.url)
	}
	tab := openTab(t)
	tab.window(1360, 800)
	tab.open(p.url + "retreat/")
	before := p.read("retreat/essay.md")
	const said = `(document.querySelector(".text p")?.textContent ?? "").slice(0, 30)`
	added := func(words string) string {
		return strings.Replace(before, "\nOn 20", "\n"+words+"\n\nOn 20", 1)
	}
	shows := func(words string) {
		t.Helper()
		if got := eventually(tab, said, func(s string) bool { return strings.HasPrefix(s, words) }); !strings.HasPrefix(got, words) {
			t.Errorf("the page says %q, not %q", got, words)
		}
	}
	shows("On 20 July")
	eval[any](tab, `window.loaded = "once"; null`)
	p.write("retreat/essay.md", added("A new beginning."))
	shows("A new beginning.")

	const broken = "A broken one, with [@no-such-source]."
	p.write("retreat/essay.md", added(broken))
	b := <-p.built
	for b.Problems.Errors() == 0 { // on a busy machine the edit before may have been built twice
		b = <-p.built
	}
	if b.Repeated {
		t.Error("new problems are taken for old ones")
	}
	shows("A broken one")
	p.write("retreat/essay.md", added(broken)+"\n[unseen]: https://example.org/\n")
	if b = <-p.built; !b.Repeated {
		t.Errorf("the same problems are told again: %v, %v", b.Problems, b.Err)
	}
	p.write("retreat/essay.md", added("Mended."))
	shows("Mended.")
	if loaded := eval[string](tab, `window.loaded ?? ""`); loaded != "once" {
		t.Error("the page was loaded again")
	}

	p.stop()
	select {
	case err := <-p.ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(5 * time.Second):
		t.Error("the preview does not end")
	}
}

// What the reader does stays while the page changes under it: the place in the
// window, the focus, words half typed, a switch, an opened note.
func TestPreviewKeepsWhatTheReaderDoes(t *testing.T) {
	t.Parallel()
	p := serveContent(t, "../../content")
	tab := openTab(t)
	tab.window(390, 800)
	tab.open(p.url + "retreat/")
	eventually(tab, `!!document.querySelector("gloss-editor").shadowRoot`, func(b bool) bool { return b })
	before := p.read("retreat/essay.md")
	const state = `(() => {
		const editor = document.querySelector("gloss-editor").shadowRoot;
		return JSON.stringify({
			off: document.querySelector(".switches input").checked,
			typed: editor.querySelector("#typed")?.value, focus: editor.activeElement?.id,
			pop: document.querySelector(".pop").matches(":popover-open"), note: document.querySelector(".pop section")?.textContent ?? "",
		});
	})()`
	eval[any](tab, `(() => {
		document.querySelector(".switches input").click();
		const field = document.createElement("textarea");
		field.id = "typed";
		document.querySelector("gloss-editor").shadowRoot.append(field);
		field.value = "half a wo";
		[...document.querySelectorAll(".text a[role=doc-noteref]")].filter(a => a.checkVisibility())[9].scrollIntoView({block: "center"});
		[...document.querySelectorAll(".text a[role=doc-noteref]")].filter(a => a.checkVisibility())[9].click();
		field.focus({preventScroll: true});
		return null;
	})()`)
	const top = `[...document.querySelectorAll(".text a[role=doc-noteref]")][20].getBoundingClientRect().top`
	was, wasAt := eval[string](tab, state), eval[float64](tab, top)
	p.write("retreat/essay.md", strings.Replace(before, "\nOn 20", "\n"+strings.Repeat("Many new words stand here. ", 60)+"\n\nOn 20", 1))
	if got := eventually(tab, `document.querySelector(".text").textContent.includes("Many new words")`, func(b bool) bool { return b }); !got {
		t.Fatal("the change does not show")
	}
	if is := eval[string](tab, state); is != was {
		t.Errorf("the reader's state was\n%s and is\n%s", was, is)
	}
	if isAt := eval[float64](tab, top); math.Abs(isAt-wasAt) > 3 {
		t.Errorf("what the reader looked at stood at %f and stands at %f", wasAt, isAt)
	}
}

// A change of style swaps the style sheet and nothing else.
func TestPreviewSwapsStyles(t *testing.T) {
	t.Parallel()
	layouts := filepath.Join(t.TempDir(), "layouts")
	if err := os.CopyFS(layouts, os.DirFS("../../layouts")); err != nil {
		t.Fatal(err)
	}
	p := &served{T: t, content: "../../content", built: make(chan serve.Built, 100), ended: make(chan error, 1)}
	ready := make(chan string, 1)
	go func() {
		p.ended <- serve.Run(t.Context(), serve.Options{
			Options: publish.Options{Content: p.content, Layouts: layouts},
			Ready:   func(url string) { ready <- url }, Built: func(b serve.Built) { p.built <- b },
		})
	}()
	tab := openTab(t)
	tab.open(<-ready + "guide/")
	eval[any](tab, `window.loaded = "once"; null`)
	style, err := os.ReadFile(filepath.Join(layouts, "style.css"))
	if err == nil {
		err = os.WriteFile(filepath.Join(layouts, "style.css"), append(style, "\n.text p{outline:3px solid rgb(1, 2, 3)}\n"...), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	const outline = `getComputedStyle(document.querySelector(".text p")).outlineColor`
	if got := eventually(tab, outline, func(s string) bool { return s == "rgb(1, 2, 3)" }); got != "rgb(1, 2, 3)" {
		t.Errorf("the outline is %s", got)
	}
	if eval[string](tab, `window.loaded ?? ""`) != "once" || eval[int](tab, `document.querySelectorAll("link[rel=stylesheet][href*='style.css']").length`) != 1 {
		t.Error("the page was loaded again, or has two style sheets")
	}

	// One that cannot be loaded leaves the page as it is.
	eval[any](tab, `addEventListener("error", e => window.failed ||= e.target.localName === "link", true); null`)
	if _, err := chromedp.Call(tab.ctx, network.SetBlockedURLs, network.SetBlockedURLsParams{
		URLPatterns: []*network.BlockPattern{{URLPattern: "*://*:*/*style.css*", Block: true}},
	}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(layouts, "style.css"), style, 0o644); err != nil {
		t.Fatal(err)
	}
	if !eventually(tab, `window.failed ?? false`, func(b bool) bool { return b }) {
		t.Error("the new style sheet was loaded all the same")
	}
	if got := eval[string](tab, outline); got != "rgb(1, 2, 3)" {
		t.Errorf("without its new style sheet the page has lost its old one: the outline is %s", got)
	}
}

// Pictures of the content show in the page, and a file of it that is opened by
// itself runs nothing.
func TestPreviewRunsNothingOfTheContent(t *testing.T) {
	t.Parallel()
	p := serveContent(t, "../../content")
	run := "<script>document.title = 'It ran'</script>"
	picture := p.read("retreat/images/output.svg")
	p.write("retreat/images/output.svg", strings.Replace(picture, "</svg>", run+"</svg>", 1))
	p.write("retreat/images/page.html", "<!doctype html><title>It did not run</title>"+run)
	tab := openTab(t)
	tab.open(p.url + "retreat/")
	const shown = `(() => { const img = document.querySelector("main img[src$='output.svg']"); img?.scrollIntoView(); return img?.naturalWidth ?? -1; })()`
	if width := eventually(tab, shown, func(n int) bool { return n > 0 }); width <= 0 {
		t.Errorf("the picture is %d wide", width)
	}
	for _, name := range []string{"page.html", "output.svg"} {
		tab.open(p.url + "retreat/images/" + name)
		if title := eval[string](tab, `document.title`); title == "It ran" {
			t.Errorf("%s: %s", name, title)
		}
	}
}

// Many tabs: the eighth works like the first.
func TestPreviewInEightTabs(t *testing.T) {
	t.Parallel()
	p := serveContent(t, "../../content")
	browser, err := newChrome()
	if err != nil {
		t.Skip(err)
	}
	var tabs []tab
	for range 8 {
		ctx, closeTab := chromedp.NewContext(browser)
		t.Cleanup(closeTab)
		ctx, cancel := context.WithTimeout(ctx, time.Minute)
		t.Cleanup(cancel)
		one := tab{t, ctx}
		one.open(p.url + "guide/")
		tabs = append(tabs, one)
	}
	for round := range 3 {
		words := fmt.Sprintf("Round %d of all tabs.", round)
		p.write("guide/essay.md", p.read("guide/essay.md")+"\n"+words+"\n")
		for i, one := range tabs {
			if !eventually(one, fmt.Sprintf(`document.body.textContent.includes(%q)`, words), func(b bool) bool { return b }) {
				t.Fatalf("round %d: tab %d does not show it", round, i+1)
			}
		}
	}
}
