package browsertest_test

import (
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// An edition's page opened from a disk has its style, its script, its images
// and its own notes.
func TestOpenedFromADisk(t *testing.T) {
	t.Parallel()
	s := get(t, sites.stress)
	tab := openTab(t)
	tab.window(1360, 800)
	address := url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(s.dir, "things", "index.html"))}
	tab.open(address.String())
	got := eval[struct {
		Margin, Remembers bool
		Images            []int
		Here              string
	}](tab, `(async () => {
		document.querySelector(".text .mark").click();
		for (const image of document.images) { // those below the window wait to be seen
			image.loading = "eager";
			await image.decode().catch(() => {}); // what does not load has no width
		}
		return {
			margin: [...document.querySelectorAll(".note")].every(n => getComputedStyle(n).position === "absolute"),
			remembers: document.scripts.length > 0 && [...document.scripts].some(s => s.src.startsWith("file:")),
			images: [...document.images].map(i => i.naturalWidth),
			here: location.hash,
		};
	})()`, chromedp.EvalAwaitPromise)
	if !got.Margin || !got.Remembers || len(got.Images) == 0 || !strings.HasPrefix(got.Here, "#n-") {
		t.Errorf("%+v", got)
	}
	for i, width := range got.Images {
		if width == 0 {
			t.Errorf("image %d did not load", i+1)
		}
	}
}
