package browsertest_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Nothing of the editor is in a site that is published.
func TestNothingOfTheEditorIsPublished(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]*site{"real": get(t, sites.real), "stress": get(t, sites.stress), "hostile": get(t, sites.hostile)} {
		files := 0
		err := filepath.WalkDir(s.dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			files++
			data, err := os.ReadFile(path)
			for _, word := range []string{"<gloss-", "_gloss/", "X-Gloss-Token"} {
				if bytes.Contains(data, []byte(word)) || bytes.Contains([]byte(path), []byte(word)) {
					t.Errorf("the %s site: %s says %s", name, path, word)
				}
			}
			return err
		})
		if err != nil || files < 10 {
			t.Errorf("the %s site: %d files looked at, %v", name, files, err)
		}
	}
}

// The editor moves nothing of the page, wide or narrow, with the buttons that it
// adds to the notes.
func TestEditorMovesNothing(t *testing.T) {
	t.Parallel()
	const places = `[...document.querySelectorAll("header, main, .text > *, .note, .note > :not(gloss-tools), .mark, .sources li")].map(el => {
		const r = el.getBoundingClientRect();
		return [el.localName, el.id, Math.round(r.left), Math.round(r.top), Math.round(r.width), Math.round(r.height)].join(" ");
	}).join("\n")`
	p := serveContent(t, "../../content")
	for _, width := range []int{390, 1040, 1360} {
		published := openTab(t)
		published.window(width, 900)
		published.open(get(t, sites.real).url + "guide/")
		e := edit(t, p, "guide/", width)
		e.wait(`document.querySelectorAll(".note > gloss-tools").length >= 15 && seen(".dock")`)
		if d := cmp.Diff(eval[string](published, places), eval[string](e.tab, places)); d != "" {
			t.Errorf("%d px (-published +preview):\n%.2000s", width, d)
		}
	}
}

// A page from the right has the editor on its other side, and reads the same.
func TestEditorFromTheRight(t *testing.T) {
	t.Parallel()
	p := serveStress(t)
	e := edit(t, p, "rtl/", 1360)
	words := arabic.words(100, 104)
	e.annotate(words, words)
	e.wait(`$("#note blockquote").textContent === ` + quoted(words))
	e.wait(`$("#note").getBoundingClientRect().right < document.querySelector(".text").getBoundingClientRect().left`)
	e.wait(`$(".buttons").getBoundingClientRect().left > document.querySelector(".text").getBoundingClientRect().right`)
	e.look("rtl")
}
