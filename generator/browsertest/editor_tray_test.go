package browsertest_test

import (
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// lost is a note whose words are not in the guide, and ambiguous one whose words
// stand there often.
const lost = `
- id: gone
  target: In gloss the treatise remains as it was composed
  body: Lost.   # a comment that stays
`

const ambiguous = `
- target: essay
  body: Ambiguous.
`

// A lost note waits in the tray with its nearest places, which are shown in the
// page, and is attached there.
func TestEditorAttachesToTheNearestPlace(t *testing.T) {
	t.Parallel()
	p := serveContent(t, "../../content")
	before := p.read("guide/annotations.yaml") + lost + ambiguous
	p.write("guide/annotations.yaml", before)
	e := edit(t, p, "guide/", 1360)
	e.wait(`$(".dock .tray .count")?.textContent === "2"`)
	e.click(".dock .tray")
	e.wait(`here().id === "tray" && $$("#tray .near .place").length > 2`)
	e.clickOn(`$$("#tray .place")[0]`)
	e.wait(`[...CSS.highlights.get("gloss-place") ?? []].map(String).join() === $("#tray .place mark").textContent`)
	e.look("tray")
	words := eval[string](e.tab, inside(`$("#tray .place mark").textContent`))
	e.clickOn(`$$("#tray .near button").find(el => el.textContent === "Attach here")`)
	e.says("gone is attached")
	e.wait(onWords("gone") + ` === ` + quoted(words))
	e.wait(`$(".dock .tray .count").textContent === "1" && here() !== document.body`)
	was, is := onlyIn(before, p.read("guide/annotations.yaml"))
	if !strings.Contains(lost, was) || !strings.Contains(words, strings.TrimSpace(is)) || strings.Contains(is, "\n") {
		t.Errorf("%q became %q", was, is)
	}
	e.clickOn(button("Undo"))
	e.says("Taken back")
	if now := p.read("guide/annotations.yaml"); now != before {
		t.Error("what is taken back is not as it was")
	}
	e.wait(`$(".dock .tray .count").textContent === "2"`)

	// One of the places that fit equally well.
	e.clickOn(`$$("#tray .near button").filter(el => el.ariaLabel === "Attach here: “essay”")[2]`)
	e.says("essay is attached")
	e.wait(onWords("essay") + ` === "essay"`)
}

// New words for a lost note are selected in the page, or by keys in a field.
func TestEditorAttachesToOtherWords(t *testing.T) {
	t.Parallel()
	p := serveContent(t, "../../content")
	p.write("guide/annotations.yaml", p.read("guide/annotations.yaml")+lost)
	e := edit(t, p, "guide/", 1360)
	e.wait(`seen(".dock .tray")`)
	e.click(".dock .tray")
	e.clickOn(button("Select other words"))
	e.wait(`here().id === "attach-words"`)
	e.look("attach")
	e.drag("Most tools want", "a note")
	e.wait(`$(".offer").textContent.includes("Attach here") && seen(".offer")`)
	e.click(".offer")
	e.says("gone is attached")
	e.wait(onWords("gone") + ` === "Most tools want a note"`)
	e.wait(`document.activeElement.id === "r-gone" && !seen("#attach") && !seen(".dock .tray")`)
	if now := p.read("guide/annotations.yaml"); !strings.Contains(now, "- id: gone\n  target: Most tools want a note\n  body: Lost.   # a comment that stays\n") {
		t.Errorf("the file says %q", now)
	}
	e.clickOn(button("Undo"))
	e.wait(`seen(".dock .tray")`)

	// By keys.
	eval[any](e.tab, inside(`$(".dock .tray").focus(), null`))
	e.press(kb.Enter)
	e.wait(`here().id === "tray"`)
	for i := 0; i < 9 && !eval[bool](e.tab, inside(`here().textContent.startsWith("Select other")`)); i++ {
		e.press(kb.Tab)
	}
	e.press(kb.Enter)
	e.wait(`here().id === "attach-words"`)
	e.press(kb.Home, 2)
	for range len("Most tools") {
		e.press(kb.ArrowRight, 8)
	}
	e.wait(`$("#attach blockquote + h3 ~ .chooser blockquote").textContent === "Most tools"`)
	// The words go from the essay, and come back.
	essay := p.read("guide/essay.md")
	p.write("guide/essay.md", strings.Replace(essay, "Most tools want", "Tools want", 1))
	e.wait(`$("#attach .told").textContent.includes("“Most tools”")`)
	p.write("guide/essay.md", essay)
	e.wait(`!seen("#attach .told") && $("#attach blockquote + h3 ~ .chooser blockquote").textContent === "Most tools"`)
	for i := 0; i < 9 && !eval[bool](e.tab, inside(`here().textContent === "Attach here"`)); i++ {
		e.press(kb.Tab)
	}
	e.press(kb.Enter)
	e.wait(onWords("gone") + ` === "Most tools"`)
}

// What a lost note says is changed from the tray, and it stays where it is.
func TestEditorChangesALostNote(t *testing.T) {
	t.Parallel()
	p := serveContent(t, "../../content")
	before := p.read("guide/annotations.yaml") + lost
	p.write("guide/annotations.yaml", before)
	e := edit(t, p, "guide/", 1360)
	e.wait(`seen(".dock .tray")`)
	e.click(".dock .tray")
	e.clickOn(`$$("#tray button").find(el => el.ariaLabel === "Edit gone")`)
	e.wait(`here().id === "body" && here().value.trim() === "Lost." && $("#note .chooser blockquote").textContent.startsWith("In gloss the treatise")`)
	e.press(kb.End, 2)
	e.types(" Found")
	e.clickOn(button("Save"))
	e.says("The note is changed")
	was, is := onlyIn(before, p.read("guide/annotations.yaml"))
	if was != "" || strings.TrimSpace(is) != "Found" {
		t.Errorf("%q became %q", was, is)
	}
	e.wait(`$(".dock .tray .count").textContent === "1"`)
}

// Reworded passages are shown with old and new words, and accepted one by one or
// all at once.
func TestEditorAcceptsRewordedPassages(t *testing.T) {
	t.Parallel()
	p := serveContent(t, "../../content")
	before := p.read("guide/annotations.yaml")
	essay := p.read("guide/essay.md")
	for _, change := range [][2]string{
		{"each of them quotes the words it is about", "each of these quotes the very words it is about"},
		{"The name of the folder is the edition's address", "The folder's name is the edition's address"},
		{"If the words occur twice", "If these words occur twice"},
	} {
		if !strings.Contains(essay, change[0]) {
			t.Fatalf("the guide does not say %q", change[0])
		}
		essay = strings.Replace(essay, change[0], change[1], 1)
	}
	p.write("guide/essay.md", essay)
	e := edit(t, p, "guide/", 1360)
	e.wait(`$(".dock .tray .count")?.textContent === "3"`)
	e.click(".dock .tray")
	e.wait(`$$("#tray ins").some(el => el.textContent.includes("very")) && $$("#tray del").length > 0`)
	e.look("reworded")
	e.clickOn(`$$("#tray button").find(el => el.ariaLabel === "Accept the new words of quoting")`)
	e.says("The new words are in the note’s file")
	e.wait(`$(".dock .tray .count").textContent === "2" && $("#tray").contains(here())`)
	was, is := onlyIn(before, p.read("guide/annotations.yaml"))
	if strings.Contains(was, "\n") || !strings.Contains(is, "very") {
		t.Errorf("%q became %q", was, is)
	}
	e.clickOn(button("Accept all 2"))
	e.wait(`!seen("#tray") && !seen(".dock .tray")`)
	now := p.read("guide/annotations.yaml")
	for _, words := range []string{"each of these quotes the very words it is about", "The folder", "If these words occur twice"} {
		if !strings.Contains(now, words) {
			t.Errorf("the file does not quote %q", words)
		}
	}
}

// byOrder has a note whose words stand in several places, one of them between the
// notes before and after it.
const byOrder = `First came the herald, and the gate was opened. Second came the queen in blue, and the gate was shut behind her.

Third came a boy with a lantern. Fourth came nobody at all, and the gate was opened again for the dogs.

Fifth came the priest with a bell. Sixth came the old king himself.
`

const byOrderNotes = `
- {target: First came, body: "1"}
- {target: the herald, body: "2"}
- {target: Second came, body: "3"}
- {id: between, target: the gate was, body: "Behind the queen, before the boy."}
- {target: a boy, body: "4"}
- {target: Fourth came, body: "5"}
- {target: priest, body: "6"}
- {target: a bell, body: "7"}
- {target: Sixth came, body: "8"}
`

// A note that only its neighbours have placed waits in the tray, too, and is put
// where it stands, or elsewhere, by words that say so themselves.
func TestEditorConfirmsTheOrderOfNotes(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := errors.Join(
		writeFile(dir, "site.yaml", "title: T\nlanguage: en\n"),
		writeFile(dir, "e/essay.md", "---\ntitle: T\n---\n\n"+byOrder),
		writeFile(dir, "e/annotations.yaml", byOrderNotes),
	); err != nil {
		t.Fatal(err)
	}
	e := edit(t, serveContent(t, dir), "e/", 1360)
	e.wait(`$(".dock .tray")?.textContent.includes("1")`)
	e.click(".dock .tray")
	e.wait(`$$("#tray .near .place").length === 3`)
	e.look("ordered")
	if after := eval[string](e.tab, inside(`$("#tray .place").textContent`)); !strings.Contains(after, "shut") {
		t.Errorf("the place where it stands is not the first: %q", after)
	}
	for i, want := range []string{"shut", "opened"} {
		e.clickOn(`$$("#tray .near button").filter(el => el.textContent === "Attach here")[` + strconv.Itoa(i) + `]`)
		e.says("between is attached")
		e.wait(`!seen(".dock .tray")`)
		if was, is := onlyIn(byOrderNotes, e.preview.read("e/annotations.yaml")); strings.Contains(was, "\n") || !strings.Contains(is, want) {
			t.Errorf("%q became %q, not something with %q", was, is, want)
		}
		e.clickOn(button("Undo"))
		e.wait(`seen(".dock .tray")`)
		e.click(".dock .tray")
	}
	if now := e.preview.read("e/annotations.yaml"); now != byOrderNotes {
		t.Errorf("what is taken back is not as it was:\n%s", now)
	}
}
