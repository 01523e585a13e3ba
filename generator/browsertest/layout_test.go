package browsertest_test

import (
	"fmt"
	"strings"
	"testing"
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
	look := script(t, "layout.js")
	for _, s := range []*site{get(t, sites.real), get(t, sites.stress)} {
		tab := openTab(t)
		most := layout{}
		for _, p := range s.of("edition") {
			endnotes := strings.Contains(s.read(t, p), `<main class="endnotes"`)
			for _, width := range widths {
				tab.window(width, 900)
				tab.open(s.url + p.path)
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

// A page reflows down to 320 px, which is 400 % of a window of 1,280, and with
// letters of twice the size.
func TestReflow(t *testing.T) {
	const wide = `({
		scrolls: document.documentElement.scrollWidth - document.documentElement.clientWidth,
		who: [...document.querySelectorAll("body *")].filter(el => el.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
			.slice(0, 3).map(el => el.localName + "." + el.className).join(", "),
	})`
	for _, s := range []*site{get(t, sites.real), get(t, sites.stress)} {
		tab := openTab(t)
		for _, p := range s.samples() {
			for _, width := range append([]int{320}, widths...) {
				tab.window(width, 700)
				tab.open(s.url + p.path)
				for _, size := range []string{"100%", "200%"} {
					eval[string](tab, fmt.Sprintf("document.documentElement.style.fontSize = %q", size))
					got := eval[struct {
						Scrolls int
						Who     string
					}](tab, wide)
					if got.Scrolls > 0 {
						t.Errorf("%s at %d px, letters %s: scrolls sideways by %d px: %s", p.path, width, size, got.Scrolls, got.Who)
					}
				}
			}
		}
	}
}
