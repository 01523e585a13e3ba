package browsertest_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// widths are those of a phone, a tablet, a small laptop, a laptop and a desk.
var widths = []int{390, 820, 1040, 1360, 1920}

// marginFrom is the width at which the notes stand in the margin: 64rem.
const marginFrom = 1024

// layout is what layout.js returns.
type layout struct {
	Notes, Series int
	Faults        []string
}

// No two notes overlap, each stands level with its passage or below, nothing
// scrolls sideways: in every edition, at every width, with every combination of
// series.
func TestLayout(t *testing.T) {
	t.Parallel()
	look := script(t, "layout.js")
	for _, s := range []*site{get(t, sites.real), get(t, sites.stress)} {
		tab := openTab(t)
		most := layout{}
		for _, p := range s.of("edition") {
			endnotes := strings.Contains(s.read(t, p), `<main class="endnotes"`)
			tab.open(s.url + p.path)
			for _, width := range widths {
				tab.window(width, 900)
				got := eval[layout](tab, fmt.Sprintf("%s(%v)", look, width >= marginFrom && !endnotes))
				faults(t, fmt.Sprintf("%s at %d px", p.path, width), got.Faults)
				most.Notes, most.Series = max(most.Notes, got.Notes), max(most.Series, got.Series)
				for _, scheme := range []string{"light", "dark"} {
					if *shots != "" {
						tab.scheme(scheme)
						tab.shoot(fmt.Sprintf("%s-%d-%s", strings.ReplaceAll(p.path, "/", ""), width, scheme))
					}
				}
			}
		}
		t.Logf("%d editions; at most %d notes in %d series", len(s.of("edition")), most.Notes, most.Series)
	}
}

// A page reflows down to 320 px, which is 400 % of a window of 1,280; and when a
// reader has set letters of twice the size, the margin waits for twice the width.
func TestReflow(t *testing.T) {
	t.Parallel()
	large, err := newChrome(chromedp.Flag("blink-settings", "defaultFontSize=32"))
	if err == nil {
		t.Cleanup(func() { _ = chromedp.Cancel(large) })
	}
	for _, s := range []*site{get(t, sites.real), get(t, sites.stress)} {
		normal, letters := openTab(t), openTabIn(t, large, err)
		for _, p := range s.samples() {
			reflows(normal, s.url+p.path, append([]int{320}, widths...)...)
			reflows(letters, s.url+p.path, 820, 1360, 1920)
		}
		if got := eval[string](letters, `getComputedStyle(document.documentElement).fontSize`); got != "32px" {
			t.Errorf("large letters are of %s", got)
		}
	}
}

// reflows opens a page and reports at which widths it scrolls sideways.
func reflows(t tab, url string, widths ...int) {
	t.Helper()
	t.open(url)
	for _, width := range widths {
		t.window(width, 700)
		if who := eval[string](t, wider); who != "" {
			t.Errorf("%s at %d px scrolls sideways: %s", url, width, who)
		}
	}
}

// wider is a script that says what is wider than the window, if the page scrolls
// sideways.
const wider = `(root => root.scrollWidth <= root.clientWidth ? "" :
	"by " + (root.scrollWidth - root.clientWidth) + " px: " + [...document.querySelectorAll("body *")].filter(el => {
		const r = el.getBoundingClientRect();
		return r.right > root.clientWidth + 1 || r.left < -1;
	}).slice(0, 3).map(el => el.localName + "." + el.className).join(", "))(document.documentElement)`
