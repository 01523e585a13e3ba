package browsertest_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// tool is a script that finds a button of the editor at a note of the page.
func tool(at, what string) string {
	return fmt.Sprintf(`document.querySelector(%s)?.querySelector("gloss-tools")?.shadowRoot?.querySelector("button.%s")`, quoted(at), what)
}

// onlyIn reports what of a file has become what, with the ends that are the same
// left out.
func onlyIn(before, after string) (was, is string) {
	from, end := 0, 0
	for from < min(len(before), len(after)) && before[from] == after[from] {
		from++
	}
	for end < min(len(before), len(after))-from && before[len(before)-1-end] == after[len(after)-1-end] {
		end++
	}
	return before[from : len(before)-end], after[from : len(after)-end]
}

// hover moves the mouse over what a script finds.
func (e editor) hover(script string) {
	e.Helper()
	at := e.middle(script)
	e.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at.X, at.Y))
}

// A note is changed from where it stands in the margin, and the change is taken
// back.
func TestEditorChangesANote(t *testing.T) {
	t.Parallel()
	p := serveContent(t, "../../content")
	before := p.read("guide/annotations.yaml")
	e := edit(t, p, "guide/", 1360)
	e.wait(`!!document.querySelector("#n-address > gloss-tools")`)
	e.hover(`document.querySelector("#n-address")`)
	e.wait(`getComputedStyle(document.querySelector("#n-address > gloss-tools")).opacity === "1"`)
	e.shoot("editor-tools")
	e.clickOn(tool("#n-address", "edit"))
	e.wait(`here().id === "body" && here().value.startsWith("A few names are taken")`)
	e.wait(`$("#note blockquote").textContent.includes("The name of the folder")`)
	e.press(kb.Home, chromedp.ModifierCtrl)
	e.types("Mind: ")
	e.look("edit")
	e.press(kb.Enter, chromedp.ModifierCtrl)
	e.says("The note is changed")
	e.wait(`document.querySelector("#n-address").textContent.includes("Mind: A few names")`)
	e.wait(`document.activeElement.matches("#n-address gloss-tools")`)
	after := p.read("guide/annotations.yaml")
	if was, is := onlyIn(before, after); was != "" || is != "Mind: " {
		t.Errorf("%q became %q", was, is)
	}
	e.clickOn(button("Undo"))
	e.says("Taken back")
	e.wait(`!document.querySelector("#n-address").textContent.includes("Mind:")`)
	if now := p.read("guide/annotations.yaml"); now != before {
		t.Error("what is taken back is not as it was")
	}
}

// A note is deleted by keyboard, and the way back has the focus.
func TestEditorDeletesANote(t *testing.T) {
	t.Parallel()
	p := serveContent(t, "../../content")
	before := p.read("guide/annotations.yaml")
	e := edit(t, p, "guide/", 1360)
	e.wait(`!!document.querySelector("#n-address > gloss-tools")`)
	eval[any](e.tab, `document.querySelector("#n-address").focus(); null`)
	e.press(kb.Tab)
	e.wait(`here().classList.contains("edit")`)
	e.press(kb.Tab)
	e.wait(`here().classList.contains("remove") && here().ariaLabel === "Delete Note 3"`)
	e.press(kb.Enter)
	e.says("Note 3 is deleted")
	e.wait(`!document.querySelector("#n-address") && here().textContent === "Undo"`)
	e.look("deleted")
	after := p.read("guide/annotations.yaml")
	if was, is := onlyIn(before, after); is != "" || !strings.Contains(was, "A few names are taken") || strings.Contains(was, "one-file-each\n  target") {
		t.Errorf("%q became %q", was, is)
	}
	e.press(kb.Enter)
	e.wait(`!!document.querySelector("#n-address")`)
	if now := p.read("guide/annotations.yaml"); now != before {
		t.Error("what is taken back is not as it was")
	}
}

// On a phone a note is changed from the sheet that shows it.
func TestEditorChangesANoteOnAPhone(t *testing.T) {
	t.Parallel()
	p := serveContent(t, "../../content")
	e := edit(t, p, "guide/", 390)
	e.phone()
	e.open(p.url + "guide/")
	e.wait(`!!document.querySelector("#n-address > gloss-tools")`)
	e.tap(`document.querySelector("#r-address")`)
	e.wait(`document.querySelector(".pop").matches(":popover-open")`)
	e.shoot("editor-phone-sheet")
	e.tap(tool(".pop", "edit"))
	e.wait(`here().id === "body" && here().value.startsWith("A few names are taken") && !document.querySelector(".pop").matches(":popover-open")`)
	e.press(kb.Home, chromedp.ModifierCtrl)
	e.types("Mind: ")
	e.tap(button("Save"))
	e.says("The note is changed")
	e.wait(`document.activeElement.id === "r-address"`)
	if !strings.Contains(p.read("guide/annotations.yaml"), "Mind: A few names are taken") {
		t.Error("the change is not in the file")
	}
}

// In the commentary notes are changed too.
func TestEditorChangesTheCommentary(t *testing.T) {
	t.Parallel()
	p := serveContent(t, "../../content")
	e := edit(t, p, "guide/commentary/", 1360)
	e.change("#n-address")
	e.types(" More.")
	e.press(kb.Enter, chromedp.ModifierCtrl)
	e.says("The note is changed")
	e.wait(`document.querySelector("#n-address").textContent.includes("More.")`)
}

// Somebody else changes the note meanwhile, with a text editor: both versions are
// shown, and nothing of either is lost without being asked for.
func TestEditorShowsBothVersions(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ button, has, hasNot string }{
		{"Keep yours", "Mine: a few names", "Theirs: a few"},
		{"Take theirs", "Theirs: a few names", "Mine:"},
		{"Edit to merge", "Both: a few names", "Theirs: a few"},
	} {
		t.Run(c.button, func(t *testing.T) {
			p := serveContent(t, "../../content")
			e := edit(t, p, "guide/", 1360)
			e.change("#n-address")
			e.press(kb.Home, chromedp.ModifierCtrl)
			e.press(kb.Delete)
			e.types("Mine: a")
			p.write("guide/annotations.yaml", strings.Replace(p.read("guide/annotations.yaml"), "A few names", "Theirs: a few names", 1))
			e.wait(`document.querySelector("#n-address").textContent.includes("Theirs: a few")`)
			e.press(kb.Enter, chromedp.ModifierCtrl)
			e.wait(`seen(".conflict") && $$(".versions section").length === 2 && $(".versions mark.mine").textContent.includes("Mine") && $(".versions mark.theirs").textContent.includes("Theirs")`)
			if c.button == "Keep yours" {
				e.look("conflict")
			}
			e.clickOn(button(c.button))
			switch c.button {
			case "Take theirs":
				e.wait(`$("#body").value.startsWith("Theirs: a few")`)
				e.press(kb.Escape)
				e.wait(`!seen("#note") && !seen(".dock .drafts")`)
			case "Edit to merge":
				e.wait(`here().id === "body" && here().value.startsWith("Mine: a few") && $(".conflict blockquote").textContent.startsWith("Theirs: a few")`)
				e.look("merge")
				e.press(kb.Home, chromedp.ModifierCtrl)
				for range len("Mine") {
					e.press(kb.Delete)
				}
				e.types("Both")
				e.press(kb.Enter, chromedp.ModifierCtrl)
				e.says("The note is changed")
			default:
				e.says("The note is changed")
			}
			if now := p.read("guide/annotations.yaml"); !strings.Contains(now, c.has) || strings.Contains(now, c.hasNot) {
				_, is := onlyIn(p.read("guide/annotations.yaml"), now)
				t.Errorf("the file says %q", is)
			}
		})
	}
}

// A note that somebody else has deleted while it was being changed is not lost: it
// is written anew.
func TestEditorSavesWhatWasDeleted(t *testing.T) {
	t.Parallel()
	p := serveContent(t, "../../content")
	before := p.read("guide/annotations.yaml")
	e := edit(t, p, "guide/", 1360)
	e.change("#n-address")
	e.press(kb.Home, chromedp.ModifierCtrl)
	e.types("Mind: ")
	from := strings.Index(before, "- id: address")
	p.write("guide/annotations.yaml", before[:from]+before[from+strings.Index(before[from:], "- id: one-file-each"):])
	e.wait(`!document.querySelector("#n-address")`)
	e.press(kb.Enter, chromedp.ModifierCtrl)
	e.wait(`$("#note .error").textContent.includes("deleted") && $("#note h2").textContent === "New note" && here().value.startsWith("Mind: A few")`)
	e.wait(`$("#note blockquote").textContent.startsWith("The name of the folder")`)
	e.press(kb.Enter, chromedp.ModifierCtrl)
	e.wait(`!seen("#note") && document.querySelector("#n-address")?.textContent.includes("Mind: A few names")`)
	if now := p.read("guide/annotations.yaml"); !strings.Contains(now, "- id: address\n  target: The name of the folder is the edition") {
		t.Errorf("the file says\n%s", now)
	}
}

// What a form cannot show is not touched: a tag with a comma in it is one tag, and a
// series that the site does not have stays what the note names.
func TestEditorKeepsWhatItDoesNotChange(t *testing.T) {
	t.Parallel()
	p := serveContent(t, "../../content")
	p.write("guide/annotations.yaml", p.read("guide/annotations.yaml")+`
- id: odd
  target: no longer dares to change it
  series: reviewer
  tags: ["peace, war", anchoring]
  body: Odd.
`)
	before := p.read("guide/annotations.yaml")
	e := edit(t, p, "guide/", 1360)
	e.wait(`!!document.querySelector("#n-odd > gloss-tools")`)
	e.clickOn(tool("#n-odd", "edit"))
	e.wait(`here().id === "body" && here().value.startsWith("Odd.")`)
	e.press(kb.Home, chromedp.ModifierCtrl)
	e.types("Very ")
	e.press(kb.Enter, chromedp.ModifierCtrl)
	e.says("The note is changed")
	after := p.read("guide/annotations.yaml")
	if was, is := onlyIn(before, after); was != "" || is != "Very " {
		t.Errorf("%q became %q", was, is)
	}
	e.wait(`document.querySelector("#n-odd").textContent.includes("Very Odd")`)
	e.clickOn(tool("#n-odd", "edit"))
	e.wait(`here().id === "body" && here().value.startsWith("Very")`)
	e.click("#tags")
	e.press(kb.End)
	e.types(", new")
	e.press(kb.Enter, chromedp.ModifierCtrl)
	e.wait(`!seen("#note")`)
	if was, is := onlyIn(after, p.read("guide/annotations.yaml")); was != "" || is != ", new" {
		t.Errorf("%q became %q", was, is)
	}
}
