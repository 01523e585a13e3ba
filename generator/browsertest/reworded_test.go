package browsertest_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"gloss/generator/confirm"
	"gloss/generator/load"
)

const editedEssay = `---
title: Edited since
author: A. Writer
---

The innkeeper kept a lamp burning in the upper window for those who came late, as his mother had done for thirty years.

Some of his guests had drowned in the river on their way, and their names were cut into the beam above the door.

In the spring of that year the river rose above the mill, and the miller moved his family into the church for a fortnight.
`

const editedNotes = `- {id: lamp, target: kept a lamp burning in the upper window, body: It can still be seen.}
- {id: beam, target: cut into the beam above the door, language: fa, body: نام‌ها هنوز خوانده می‌شود.}
- {id: church, target: into the church, body: It stands on the hill.}
`

// writeEdited writes an edition whose essay was edited after its notes were
// confirmed.
func writeEdited(dir string) error {
	if err := errors.Join(writeFile(dir, "edited/essay.md", editedEssay), writeFile(dir, "edited/annotations.yaml", editedNotes)); err != nil {
		return err
	}
	content, err := load.Open(dir)
	if err != nil {
		return err
	}
	defer content.Close()
	site, _, err := content.Site()
	if err != nil {
		return err
	}
	plan, err := confirm.Make(content, site, "edited", &confirm.Choices{})
	if err != nil {
		return err
	}
	return errors.Join(plan.Write(content), writeFile(dir, "edited/essay.md",
		strings.NewReplacer("a lamp burning", "a lantern burning", "the beam above", "the oak above").Replace(editedEssay)))
}

// A note whose passage was reworded says so, with the old words one click away,
// and the page lists what changed; neither needs the script.
func TestReworded(t *testing.T) {
	t.Parallel()
	s := get(t, sites.stress)
	tab := openTab(t)
	tab.scripts(false)
	for _, width := range []int{390, 820, 1360, 1920} {
		tab.window(width, 900)
		tab.open(s.url + "edited/")
		// What is seen of the changes: in the notes, then in the list.
		seen := func() []string {
			return eval[[]string](tab, `[...document.querySelectorAll(".note .was p, .colophon .was li")].filter(el => el.checkVisibility()).map(el => el.innerHTML)`)
		}
		if said := eval[[]string](tab, `[...document.querySelectorAll(".note:has(.was)")].map(el => el.id)`); !slices.Equal(said, []string{"n-lamp", "n-beam"}) {
			t.Errorf("%d px: %v say that their passage was reworded", width, said)
		}
		if before := seen(); len(before) > 0 {
			t.Errorf("%d px: %v is seen without a click", width, before)
		}
		tab.do(chromedp.Click(chromedp.CSS("#n-lamp .was summary")), chromedp.Click(chromedp.CSS(".colophon .was summary")))
		want := []string{
			"“kept a lamp burning in the upper window”",
			`<a href="#n-lamp">Note 1</a>: <span lang="en" dir="ltr">kept a <del>lamp</del> <ins>lantern</ins> burning in the upper window</span>`,
			`<a href="#n-beam">Note 2</a>: <span lang="en" dir="ltr">cut into the <del>beam</del> <ins>oak</ins> above the door</span>`,
		}
		if after := seen(); !slices.Equal(after, want) {
			t.Errorf("%d px: after a click %q is seen, not %q", width, after, want)
		}
		if eval[bool](tab, `document.documentElement.scrollWidth > innerWidth`) {
			t.Errorf("%d px: the page is wider than the window", width)
		}
		tab.do(chromedp.Click(chromedp.CSS(`.colophon .was a[href="#n-beam"]`)))
		if at := eval[string](tab, `document.querySelector(":target")?.id ?? ""`); at != "n-beam" {
			t.Errorf("%d px: the list leads to %q", width, at)
		}
	}
}
