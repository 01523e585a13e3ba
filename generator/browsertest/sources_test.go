package browsertest_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// shown counts the sources that the list shows, and its headings.
const shown = `[".bibliography > li", "main h2"].map(what =>
	[...document.querySelectorAll(what)].filter(el => el.checkVisibility()).length).join(" and ")`

// said is what the filter says, for screen readers too.
const said = `document.querySelector(".filter output").value`

// Typing narrows the list of sources; capitals and accents make no difference,
// and how many are left is said politely.
func TestFilter(t *testing.T) {
	t.Parallel()
	s := get(t, sites.stress)
	tab := openTab(t)
	tab.window(390, 800)
	tab.open(s.url + "sources/")
	all := eval[string](tab, shown)
	if all != "3 and 2" {
		t.Fatalf("%s sources and groups at first", all)
	}
	if n := strings.Count(s.read(t, s.of("sources")[0]), "<output"); n != 1 {
		t.Errorf("%d places for what the filter says; a browser announces an output when it changes", n)
	}
	tab.do(chromedp.Focus(chromedp.CSS(".filter input")))
	for _, c := range []struct{ typed, shown, said string }{
		{"AUTHOR first", "2 and 1", "2 of 3 sources"},
		{" celebres", "1 and 1", "1 of 3 sources"},
		{" nowhere", "0 and 0", "0 of 3 sources"},
	} {
		tab.do(chromedp.KeyEvent(c.typed))
		if got := eventually(tab, said, func(s string) bool { return s == c.said }); got != c.said {
			t.Errorf("%s: it says %q, not %q", c.typed, got, c.said)
		}
		if got := eval[string](tab, shown); got != c.shown {
			t.Errorf("%s: %s are shown, not %s", c.typed, got, c.shown)
		}
		tab.shoot(fmt.Sprint("filter", len(c.typed)))
	}
	tab.do(chromedp.KeyEvent(kb.Enter)) // sends nothing anywhere
	tab.do(chromedp.KeyEvent(kb.Escape))
	if got := eventually(tab, said, func(s string) bool { return s == "" }); got != "" {
		t.Errorf("with nothing typed it says %q", got)
	}
	if got := eval[string](tab, shown); got != all {
		t.Errorf("with nothing typed %s are shown, not %s", got, all)
	}
	if at := eval[string](tab, "location.href"); at != s.url+"sources/" {
		t.Errorf("Enter led to %s", at)
	}
}

// Without a script the list is whole, and there is no filter that does nothing.
func TestSourcesWithoutScript(t *testing.T) {
	t.Parallel()
	s := get(t, sites.stress)
	tab := openTab(t)
	tab.scripts(false)
	tab.open(s.url + "sources/")
	if got := eval[string](tab, shown); got != "3 and 2" {
		t.Errorf("%s sources and groups are shown", got)
	}
	if eval[bool](tab, `document.querySelector(".filter").checkVisibility()`) {
		t.Error("the filter is shown")
	}
}

// A keyboard unfolds the places that cite a source and follows one of them.
func TestKeyboardFromSourceToPassage(t *testing.T) {
	t.Parallel()
	s := get(t, sites.stress)
	tab := openTab(t)
	tab.scripts(false)
	tab.open(s.url + "sources/#s-long")
	eval[string](tab, `document.querySelector("#s-long summary").focus(), ""`)
	tab.do(chromedp.KeyEvent(kb.Enter))
	const place = `document.querySelector("#s-long .places a")`
	if !eventually(tab, place+".checkVisibility()", func(seen bool) bool { return seen }) {
		t.Fatal("the places stay folded up")
	}
	if text := eval[string](tab, `document.querySelector("#s-long .places").innerText`); !strings.Contains(text, "p. 3") || !strings.Contains(text, "Term") {
		t.Errorf("the place says neither the page nor the words: %q", text)
	}
	tab.do(chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Tab))
	tab.do(chromedp.KeyEvent(kb.Enter))
	at := eventually(tab, "location.pathname + location.hash", func(at string) bool { return strings.Contains(at, "things/#") })
	if at != basePath+"things/#n-term" {
		t.Errorf("the place led to %s", at)
	}
}
