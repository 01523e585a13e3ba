package browsertest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// added is what a file has that it had not: it must be one piece, and all else as
// it was.
func added(t *testing.T, before, after string) string {
	t.Helper()
	from := 0
	for from < min(len(before), len(after)) && before[from] == after[from] {
		from++
	}
	end := 0
	for end < min(len(before), len(after))-from && before[len(before)-1-end] == after[len(after)-1-end] {
		end++
	}
	if from+end != len(before) {
		t.Errorf("other bytes than those of the new note are others: %q is no more", before[from:len(before)-end])
	}
	return after[from : len(after)-end]
}

// onWords is a script: what words of the text a note stands on.
func onWords(id string) string {
	return fmt.Sprintf(`[...document.querySelectorAll('.text mark[data-n~="%s"]')].map(el => el.textContent).join("")`, id)
}

// A note is written by selecting words with the mouse: with what completes its
// references and sources, and as it will be published while it is written. It
// stands in the file with every other byte as it was, and in the page without its
// being loaded again.
func TestEditorWritesANote(t *testing.T) {
	t.Parallel()
	p := serveContent(t, "../../content")
	before := p.read("guide/annotations.yaml")
	e := edit(t, p, "guide/", 1360)
	eval[any](e.tab, `window.loaded = "once"; null`)
	e.drag("no longer dares", "to change it")
	e.wait(`seen(".offer")`)
	e.shoot("editor-offer")
	e.click(".offer")
	e.wait(`here().id === "body" && $("#note blockquote").textContent === "no longer dares to change it"`)
	e.types("So *much* for [[guess")
	e.wait(`$$(".completions:not([hidden]) li").length > 0`)
	e.types("\b\b\b\b\bnever-g")
	e.wait(`$(".completions:not([hidden]) [aria-selected=true] .key").textContent === "never-guess"`)
	e.look("completion")
	e.press(kb.Enter)
	e.types(", as others say [@commonm")
	e.wait(`$(".completions:not([hidden]) [aria-selected=true] .key").textContent === "commonmark"`)
	e.press(kb.Tab)
	e.types(", p. 3")
	e.press(kb.End)
	e.types(".")
	e.wait(`$("#body").value === "So *much* for [[never-guess]], as others say [@commonmark, p. 3]."`)
	e.wait(`document.querySelector("gloss-editor > [slot=rendering]").textContent.includes("So much for note 16") && !!document.querySelector("gloss-editor > [slot=rendering] em")`)
	e.click("#source")
	e.types("world wide")
	e.wait(`$(".completions:not([hidden]) [aria-selected=true] .key").textContent === "w3c-annotation"`)
	e.press(kb.Enter)
	e.types("sec. 2")
	e.click("#tags")
	e.types("fear, anch")
	e.press(kb.ArrowDown)
	e.press(kb.Enter)
	e.click("#creator")
	e.types("A. Person")
	e.look("note")
	e.press(kb.Enter, chromedp.ModifierCtrl)
	e.says("The note is saved")
	e.wait(`document.activeElement.id.startsWith("r-") && document.activeElement.closest("p").id === "most-tools-want-a"`)
	id := strings.TrimPrefix(eval[string](e.tab, `document.activeElement.id`), "r-")
	if got := eval[string](e.tab, onWords(id)); got != "no longer dares to change it" {
		t.Errorf("the note stands on %q", got)
	}
	if eval[string](e.tab, `window.loaded ?? ""`) != "once" {
		t.Error("the page was loaded again")
	}
	entry := added(t, before, p.read("guide/annotations.yaml"))
	for _, line := range []string{
		id + "\n", "target: no longer dares to change it", "creator: A. Person", "created: 20", "w3c-annotation, sec. 2", "tags: [fear, anchoring]",
		"So *much* for [[never-guess]], as others say [@commonmark, p. 3].",
	} {
		if !strings.Contains(entry, line) {
			t.Errorf("%q is not in the new entry:\n%s", line, entry)
		}
	}
	// It stands where its passage does among the others.
	after := p.read("guide/annotations.yaml")
	if at := strings.Index(after, entry); !(strings.Index(after, "id: this-guide") < at && at < strings.Index(after, "id: quoting")) {
		t.Error("the new entry does not stand in the order of the text")
	}
	e.look("saved")

	// Who writes is remembered; what is written is taken back.
	e.drag("Most tools want", "a note")
	e.click(".offer")
	e.wait(`here().id === "body" && $("#creator").value === "A. Person"`)
	e.types("Another.")
	e.clickOn(button("Save"))
	e.wait(`!seen("#note")`)
	e.wait(`$$(".toast button").some(el => el.textContent === "Undo")`)
	e.clickOn(button("Undo"))
	e.says("Taken back")
	if now := p.read("guide/annotations.yaml"); now != after {
		t.Errorf("what is taken back is not as it was:\n%s", added(t, after, now))
	}
}

// Selections of every kind become notes on just these words.
func TestEditorTakesAnySelection(t *testing.T) {
	t.Parallel()
	p := serveStress(t)
	e := edit(t, p, "things/", 1360)
	for i, c := range []struct{ name, from, to, words string }{
		{"in a paragraph", "A paragraph", "with", "A paragraph with"},
		{"over emphasis that has a note", "paragraph with", "strong", "paragraph with emphasis, strong"},
		{"from the middle of a mark", "phasis, strong words, code", "a link", "phasis, strong words, code, a link"},
		{"after a number", ", and a word", "of no end", ", and a word of no end"},
		{"to the middle of a mark", "eight", "a cell with", ""},
		{"a heading", "A table", "A table", "A table"},
		{"in a cell", "many words in it", "many words in it", "many words in it"},
		{"over cells", "the first cell", "a cell with", "the first cell\na cell with"},
		{"over rows", "the last cell of the row", "1", ""},
		{"in code", "main()", "main()", "main()"},
		{"over lines of code", "main() {", "a line that", "main() {\n\tfmt.Println(\"a line that"},
		{"in a list", "thing within it", "thing within it", "thing within it"},
		{"over items", "The first thing", "a thing within", "The first thing\na thing within"},
		{"a term and what it means", "Term", "What the term", "Term\nWhat the term"},
		{"over paragraphs of a quotation", "goes on for a while", "second paragraph", "goes on for a while and then stops.\nAnd its second paragraph"},
		{"over blocks of two kinds", "second paragraph.", "not done", ""},
		{"the end", "done\n", "The end.", ""},
	} {
		e.drag(c.from, c.to)
		e.wait(`seen(".offer")`)
		selected := eval[string](e.tab, `String(getSelection())`)
		e.click(".offer")
		e.wait(`here().id === "body"`)
		said := fmt.Sprintf("The note number %d.", i)
		e.types(said)
		e.wait(`document.querySelector("gloss-editor > [slot=rendering]").textContent.includes(` + quoted(said) + `)`)
		e.press(kb.Enter, chromedp.ModifierCtrl)
		e.wait(`!seen("#note")`)
		e.wait(`[...document.querySelectorAll(".notes .note")].some(el => el.textContent.includes(` + quoted(said) + `))`)
		id := eval[string](e.tab, `[...document.querySelectorAll(".notes .note")].find(el => el.textContent.includes(`+quoted(said)+`)).id.slice(2)`)
		want := c.words
		if want == "" {
			want = selected
		}
		if got := eval[string](e.tab, onWords(id)); squeezed(got) != squeezed(want) {
			t.Errorf("%s: the note stands on %q, not on %q; selected was %q", c.name, got, want, selected)
		}
	}
}

// squeezed is a text without white space.
func squeezed(s string) string { return strings.Join(strings.Fields(s), "") }

// Without a pointer: words are selected with the caret, or in a field of text that
// is reached from the link of a paragraph; the focus comes back to where it was.
func TestEditorByKeyboard(t *testing.T) {
	t.Parallel()
	p := serveContent(t, "../../content")
	browser, err := newChrome(chromedp.Flag("enable-caret-browsing", true))
	e := editor{openTabIn(t, browser, err), p}
	t.Cleanup(func() { _ = chromedp.Cancel(browser) })
	e.window(1360, 900)
	e.open(p.url + "guide/#most-tools-want-a")
	e.wait(`!!document.querySelector("gloss-tools")`)
	eval[any](e.tab, `getSelection().collapse(document.querySelector(".text p").firstChild, 0); null`)
	for range 10 {
		e.press(kb.ArrowRight, chromedp.ModifierShift)
	}
	e.press("m", chromedp.ModifierCtrl, chromedp.ModifierAlt)
	e.wait(`here().id === "body" && $("#note blockquote").textContent === "Most tools"`)
	e.press(kb.Escape)
	e.wait(`!seen("#note")`)

	// From the link of a paragraph.
	eval[any](e.tab, `document.querySelector("#an-edition-is-a .para").focus(); null`)
	e.press(kb.Tab)
	e.wait(`document.activeElement.localName === "gloss-tools"`)
	e.shoot("editor-paragraph")
	e.press(kb.Enter)
	e.wait(`here().id === "note-words" && $("#note blockquote").textContent.startsWith("An edition is a folder")`)
	e.press(kb.Home, chromedp.ModifierCtrl)
	for range 3 {
		e.press(kb.ArrowRight, chromedp.ModifierCtrl)
	}
	e.press(kb.End, chromedp.ModifierShift)
	e.look("choosing")
	e.types("xyz\b") // the words are the essay's
	e.wait(`$("#note-words").value.startsWith("An edition is a folder with an essay in it. The name")`)
	e.press(kb.Escape)
	e.wait(`!seen("#note") && document.activeElement.matches("#an-edition-is-a .para")`)

	// The whole tour by keys.
	e.press(kb.Tab)
	e.press(kb.Enter)
	e.wait(`here().id === "note-words"`)
	e.press(kb.Home, chromedp.ModifierCtrl)
	for range len("An edition") {
		e.press(kb.ArrowRight, chromedp.ModifierShift)
	}
	e.wait(`$("#note blockquote").textContent === "An edition"`)
	before := p.read("guide/annotations.yaml")
	for i := 0; i < 12 && !eval[bool](e.tab, inside(`here().id === "body"`)); i++ {
		e.press(kb.Tab)
	}
	e.types("By keys alone.")
	for i := 0; i < 20 && !eval[bool](e.tab, inside(`here().textContent === "Save"`)); i++ {
		e.press(kb.Tab)
	}
	e.press(kb.Enter)
	e.says("The note is saved")
	e.wait(`document.activeElement.id.startsWith("r-")`)
	if entry := added(t, before, p.read("guide/annotations.yaml")); !strings.Contains(entry, "target: An edition\n") || !strings.Contains(entry, "By keys alone.") {
		t.Errorf("the new entry is\n%s", entry)
	}
	// Nothing holds the focus: from the panel it goes on and back to the page.
	e.press("m", chromedp.ModifierCtrl, chromedp.ModifierAlt)
	e.wait(`seen("#note")`)
	for i := 0; i < 40 && eval[bool](e.tab, inside(`!!here().closest(".panel")`)); i++ {
		e.press(kb.Tab)
	}
	if eval[bool](e.tab, inside(`!!here().closest(".panel")`)) {
		t.Error("the panel holds the focus")
	}
}

// touch sends a finger's events; the emulation of a phone knows presses that are
// long.
func (e editor) touch(kind string, at point) {
	e.Helper()
	_, err := chromedp.Call(e.ctx, input.EmulateTouchFromMouseEvent, input.EmulateTouchFromMouseEventParams{
		Type: input.EmulateTouchFromMouseEventType(kind), X: int64(at.X), Y: int64(at.Y), Button: "left", ClickCount: 1,
	})
	if err != nil {
		e.Fatal(err)
	}
}

// hold presses a finger on a place until something comes of it.
func (e editor) hold(at point, comes string) {
	e.Helper()
	e.touch("mousePressed", at)
	e.wait(comes)
	e.touch("mouseReleased", at)
}

// tap taps on what a script finds.
func (e editor) tap(script string) {
	e.Helper()
	at := e.middle(script)
	time.Sleep(400 * time.Millisecond) // two taps in short order are one on a phone
	e.touch("mousePressed", at)
	e.touch("mouseReleased", at)
}

// phone makes the tab one of a phone, used by touch.
func (e editor) phone() {
	e.Helper()
	e.do(chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile, chromedp.EmulateTouch))
	_, err := chromedp.Call(e.ctx, emulation.SetEmitTouchEventsForMouse, emulation.SetEmitTouchEventsForMouseParams{
		Enabled: true, Configuration: emulation.SetEmitTouchEventsForMouseConfigurationMobile,
	})
	if err != nil {
		e.Fatal(err)
	}
}

// By touch, at the size of a phone.
func TestEditorOnAPhone(t *testing.T) {
	t.Parallel()
	p := serveContent(t, "../../content")
	before := p.read("guide/annotations.yaml")
	e := edit(t, p, "guide/", 390)
	e.phone()
	e.open(p.url + "guide/")
	e.wait(`seen(".dock")`)
	eval[point](e.tab, place("no longer dares", false))
	at := eval[point](e.tab, strings.Replace(place("dares", false), "!window.placed", "false", 1))
	at.X += 8
	e.hold(at, `String(getSelection()) === "dares"`)
	e.wait(`seen(".offer")`)
	e.shoot("editor-phone-offer")
	e.tap(`$(".offer")`)
	e.wait(`here().id === "body" && $("#note blockquote").textContent === "dares"`)
	e.wait(`document.querySelector("mark, .text p").getBoundingClientRect().top < $("#note").getBoundingClientRect().top`)
	e.types("By touch.")
	e.shoot("editor-phone-note")
	e.tap(button("Save"))
	e.says("The note is saved")
	e.wait(`document.activeElement.id.startsWith("r-")`)
	if entry := added(t, before, p.read("guide/annotations.yaml")); !strings.Contains(entry, "target: dares\n") || !strings.Contains(entry, "By touch.") {
		t.Errorf("the new entry is\n%s", entry)
	}
}

// What is half written is never lost: not by Escape, by loading the page again, or
// by the end of the preview; and it is offered again.
func TestEditorKeepsWhatIsHalfWritten(t *testing.T) {
	t.Parallel()
	p := serveContent(t, "../../content")
	before := p.read("guide/annotations.yaml")
	e := edit(t, p, "guide/", 1360)
	e.annotate("no longer dares", "to change it")
	e.types("Half a")
	e.press(kb.Escape)
	e.wait(`!seen("#note") && $(".toast").textContent.includes("kept")`)
	e.wait(`$(".dock .drafts .count").textContent === "1"`)
	e.click(".dock .drafts")
	e.wait(`$("#drafts").textContent.includes("Half a")`)
	e.look("drafts")
	e.clickOn(`$("#drafts .main")`)
	e.wait(`here().id === "body" && here().value === "Half a" && $("#note blockquote").textContent === "no longer dares to change it"`)
	e.types(" word")

	// The essay changes under it; the words are found again.
	essay := p.read("guide/essay.md")
	p.write("guide/essay.md", strings.Replace(essay, "\nMost tools", "\nA new beginning.\n\nMost tools", 1))
	e.wait(`document.querySelector(".text").textContent.includes("A new beginning")`)
	e.wait(`here().id === "body" && here().value === "Half a word" && $("#note blockquote").textContent === "no longer dares to change it"`)

	// The page is loaded again while the panel is open.
	e.open(p.url + "guide/")
	e.wait(`seen("#note") && $("#body").value === "Half a word" && $("#note blockquote").textContent === "no longer dares to change it"`)

	// The preview ends, and says so; nothing is lost by an attempt to save.
	p.stop()
	if err := <-p.ended; err != nil {
		t.Fatal(err)
	}
	e.says("The preview has ended")
	token := eval[string](e.tab, `document.querySelector("gloss-editor").dataset.token`)
	e.click("#body")
	e.press(kb.Enter, chromedp.ModifierCtrl)
	e.wait(`seen("#note .error") && $("#note .error").textContent.includes("does not answer") && $("#body").value === "Half a word"`)
	e.look("unreachable")
	p.run()
	e.wait(fmt.Sprintf(`!seen(".state") && document.querySelector("gloss-editor").dataset.token !== %q`, token))
	e.press(kb.Enter, chromedp.ModifierCtrl)
	e.says("The note is saved")
	if entry := added(t, before, p.read("guide/annotations.yaml")); !strings.Contains(entry, "Half a word") {
		t.Errorf("the new entry is\n%s", entry)
	}
	e.wait(`!seen(".dock .drafts")`)
}

// Save waits until it is known where the words stand in a page that is just
// changing.
func TestEditorSavesWhileThePageChanges(t *testing.T) {
	t.Parallel()
	p := serveContent(t, "../../content")
	before := p.read("guide/annotations.yaml")
	e := edit(t, p, "guide/", 1360)
	e.annotate("no longer dares", "to change it")
	e.types("In time.")
	eval[any](e.tab, `{
		const ask = fetch;
		window.fetch = async (url, ...rest) => {
			if (String(url).endsWith("/passage")) await new Promise(done => setTimeout(done, 500));
			return ask(url, ...rest);
		};
		addEventListener("gloss:refreshed", () => window.refreshed = true, { once: true });
		null }`)
	p.write("guide/essay.md", strings.Replace(p.read("guide/essay.md"), "\nMost tools", "\nA new beginning.\n\nMost tools", 1))
	e.wait(`window.refreshed`)
	e.press(kb.Enter, chromedp.ModifierCtrl)
	e.says("The note is saved")
	if entry := added(t, before, p.read("guide/annotations.yaml")); !strings.Contains(entry, "In time.") || !strings.Contains(entry, "no longer dares to change it") {
		t.Errorf("the new entry is\n%s", entry)
	}
}

// What is wrong with a note is said in its panel, and nothing is lost.
func TestEditorSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	p := serveContent(t, "../../content")
	before := p.read("guide/annotations.yaml")
	e := edit(t, p, "guide/", 1360)
	e.annotate("no longer dares", "to change it")
	e.press(kb.Enter, chromedp.ModifierCtrl) // a note that says nothing
	e.wait(`seen("#note .error")`)
	e.types("With [@no-such-source].")
	e.wait(`$("#note .faults").textContent.includes("no-such-source")`)
	e.look("faults")
	if now := p.read("guide/annotations.yaml"); now != before {
		t.Errorf("something was written:\n%s", now)
	}
	// The words go from the essay.
	p.write("guide/essay.md", strings.Replace(p.read("guide/essay.md"), "no longer dares to change it", "lets it be", 1))
	e.wait(`$("#note .told").textContent.includes("no longer dares to change it") && $("#body").value === "With [@no-such-source]."`)
	e.press(kb.Enter, chromedp.ModifierCtrl)
	e.wait(`seen("#note .error")`)
	e.drag("lets it be", "lets it be")
	e.clickOn(button("Take these words"))
	e.wait(`$("#note blockquote").textContent === "lets it be"`)
}

// A source that was typed and not confirmed is saved with the note; one that there
// is not is said to be wrong, and is kept with the draft.
func TestEditorTakesInATypedSource(t *testing.T) {
	t.Parallel()
	p := serveContent(t, "../../content")
	before := p.read("guide/annotations.yaml")
	e := edit(t, p, "guide/", 1360)
	e.annotate("no longer dares", "to change it")
	e.types("As they say.")
	e.click("#source")
	e.types("nobody")
	e.press(kb.Enter, chromedp.ModifierCtrl)
	e.wait(`seen("#note .error") && $("#note .error").textContent.includes("“nobody”") && $("#source").value === "nobody"`)
	e.open(p.url + "guide/")
	e.wait(`seen("#note") && $("#source").value === "nobody" && $("#body").value === "As they say."`)
	e.click("#source")
	e.types("\b\b\b\b\b\bcommonmark, p. 3")
	e.press(kb.Enter, chromedp.ModifierCtrl)
	e.says("The note is saved")
	if entry := added(t, before, p.read("guide/annotations.yaml")); !strings.Contains(entry, "commonmark, p. 3") || strings.Contains(entry, "nobody") {
		t.Errorf("the new entry is\n%s", entry)
	}
}

// A page of the run before asks again where the words of a note stand, before it
// sends the note once more.
func TestEditorSavesToANewRun(t *testing.T) {
	t.Parallel()
	p := serveContent(t, "../../content")
	before := p.read("guide/annotations.yaml")
	e := edit(t, p, "guide/", 1360)
	e.annotate("no longer dares", "to change it")
	e.types("Again.")
	e.wait(`document.querySelector("gloss-editor > [slot=rendering]").textContent.includes("Again.")`)
	eval[any](e.tab, `(() => {
		const before = fetch;
		window.sent = [];
		window.fetch = (to, how) => {
			const call = String(to).split("/api/")[1];
			if (call) sent.push(call);
			return before(to, how);
		};
		document.querySelector("gloss-editor").dataset.token = "that of the run before";
		return null;
	})()`)
	e.press(kb.Enter, chromedp.ModifierCtrl)
	e.says("The note is saved")
	calls := eval[[]string](e.tab, `sent`)
	if first, last := slices.Index(calls, "save"), slices.Index(calls[1:], "save")+1; first != 0 || last < 1 || !slices.Contains(calls[:last], "passage") {
		t.Errorf("the calls were %v", calls)
	}
	if entry := added(t, before, p.read("guide/annotations.yaml")); !strings.Contains(entry, "Again.") {
		t.Errorf("the new entry is\n%s", entry)
	}
}

// A note on the whole work is written without any words being chosen, and kept as
// such when the page is loaded anew.
func TestEditorAnnotatesTheWholeWork(t *testing.T) {
	t.Parallel()
	p := serveContent(t, "../../content")
	before := p.read("guide/annotations.yaml")
	e := edit(t, p, "guide/", 1360)
	e.wait(`seen(".dock .annotate")`)
	e.click(".dock .annotate")
	e.clickOn(button("The whole work"))
	e.wait(`here().id === "body" && $("#note .told").textContent.includes("whole work")`)
	e.types("On all of it.")
	e.wait(`$("#note").textContent.includes("As it will be published")`)
	e.do(chromedp.Reload())
	e.wait(`seen("#note") && $("#body").value === "On all of it." && $("#note .told").textContent.includes("whole work")`)
	e.clickOn(button("Save"))
	e.says("The note is saved")
	e.wait(`!!document.getElementById("r-note") && !seen("#note")`)
	if now := added(t, before, p.read("guide/annotations.yaml")); !strings.Contains(now, "target: {whole: true}") {
		t.Errorf("the file has %s", now)
	}
}
