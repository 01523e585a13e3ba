package browsertest_test

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// editor is somebody at work in a page of a preview.
type editor struct {
	tab
	preview *served
}

// edit opens a page of a preview of the content in a window of some width.
func edit(t *testing.T, p *served, page string, width int) editor {
	t.Helper()
	e := editor{openTab(t), p}
	e.window(width, 900)
	e.open(p.url + page)
	e.wait(`!!document.querySelector("gloss-editor").shadowRoot`)
	return e
}

// inEditor gives scripts that look at the editor's tree short names: $ finds an
// element of it, $$ all, seen says whether one is seen, here has the focus.
const inEditor = `const $ = s => document.querySelector("gloss-editor").shadowRoot.querySelector(s), $$ = s => [...document.querySelector("gloss-editor").shadowRoot.querySelectorAll(s)],
	seen = s => $$(s).some(el => el.checkVisibility({ visibilityProperty: true })), here = () => { let el = document.activeElement; while (el?.shadowRoot?.activeElement) el = el.shadowRoot.activeElement; return el; };`

func inside(script string) string { return "(() => {" + inEditor + "return " + script + "})()" }

// quoted makes a string of JavaScript.
func quoted(s string) string {
	data, _ := json.Marshal(s)
	return string(data)
}

// wait waits for something in the page or the editor to be so.
func (e editor) wait(script string) {
	e.Helper()
	if !eventually(e.tab, inside(script), func(b bool) bool { return b }) {
		e.shoot("failed")
		e.Fatalf("this does not come about: %s\nthe focus is on %s, with %q\nthe editor says: %s", script,
			eval[string](e.tab, inside(`here().outerHTML.slice(0, 200)`)), eval[string](e.tab, inside(`here().value ?? ""`)), eval[string](e.tab, inside(`$$(".panel:not([hidden]), .toasts, .dock, [role=status]").map(el => el.innerText).join(" | ").slice(0, 1500)`)))
	}
}

func (e editor) says(words string) {
	e.Helper()
	e.wait(fmt.Sprintf(`$("[role=status]").textContent.includes(%s)`, quoted(words)))
}

// point is a place in the window.
type point struct{ X, Y float64 }

// middle is the middle of what a script finds, which is brought into the window,
// once it has come to rest.
func (e editor) middle(script string) point {
	e.Helper()
	e.wait(fmt.Sprintf(`!!(%s)?.getClientRects().length`, script))
	return eval[point](e.tab, inside(fmt.Sprintf(`new Promise(done => {
		let x, y, still = 0;
		const look = () => {
			const el = %s;
			let box = el?.getBoundingClientRect() ?? new DOMRect();
			if (box.bottom > innerHeight || box.top < 0) el.scrollIntoView({ block: "nearest" });
			box = el?.getBoundingClientRect() ?? box;
			still = box.x === x && box.y === y ? still + 1 : 0;
			[x, y] = [box.x, box.y];
			if (still < 3) requestAnimationFrame(look);
			else done({ X: x + box.width / 2, Y: y + box.height / 2 });
		};
		look();
	})`, script)), chromedp.EvalAwaitPromise)
}

// click clicks on what a selector finds in the editor.
func (e editor) click(selector string) {
	e.Helper()
	e.clickOn("$(" + quoted(selector) + ")")
}

// clickOn clicks on what a script finds. Where that has moved under the mouse, as a
// panel does whose note is being drawn, it is clicked on again.
func (e editor) clickOn(script string) {
	e.Helper()
	for range 10 {
		p := e.middle(script)
		eval[any](e.tab, inside(fmt.Sprintf(`(window.clicked = false, (%s)?.addEventListener("click", () => window.clicked = true, { once: true, capture: true }), null)`, script)))
		e.do(chromedp.MouseClickXY(p.X, p.Y))
		if eval[bool](e.tab, inside(fmt.Sprintf(`window.clicked !== false || !(%s)`, script))) {
			return
		}
	}
	e.Fatalf("this moves away from the mouse: %s", script)
}

// button is a script that finds a button that is seen by what it says, in the
// editor.
func button(words string) string {
	return fmt.Sprintf(`$$("button").find(el => el.checkVisibility() && (el.ariaLabel ?? el.textContent).includes(%s))`, quoted(words))
}

// press presses a key, with modifiers. What the key types goes with its going
// down, so that a page which takes the key types nothing.
func (e editor) press(key string, with ...chromedp.Modifier) {
	e.Helper()
	var modifiers chromedp.Modifier
	for _, m := range with {
		modifiers |= m
	}
	for _, r := range key {
		events := kb.Encode(r)
		down, up := events[0], events[len(events)-1]
		if len(events) == 3 && modifiers&^chromedp.ModifierShift == 0 {
			down.Text, down.UnmodifiedText = events[1].Text, events[1].UnmodifiedText
		}
		for _, event := range []*input.DispatchKeyEventParams{down, up} {
			event.Modifiers |= int64(modifiers)
			if _, err := chromedp.Call(e.ctx, input.DispatchKeyEvent, *event); err != nil {
				e.Fatal(err)
			}
		}
	}
}

// types types words where the focus is.
func (e editor) types(words string) {
	e.Helper()
	e.press(words)
}

// place is a script that finds where words begin or end in the text of the page.
func place(words string, end bool) string {
	return fmt.Sprintf(`(() => {
		const words = %s, walk = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT,
			node => node.parentElement.closest(".mark, .gap, .para, .ref") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
		let all = "", nodes = [];
		for (let node; node = walk.nextNode(); all += node.data) nodes.push([node, all.length]);
		const at = all.indexOf(words);
		if (at < 0) throw Error("not in the text: " + words);
		const letter = %t ? at + words.length - 1 : at;
		const [node, from] = nodes.findLast(([, from]) => from <= letter), range = new Range();
		range.setStart(node, letter - from);
		range.setEnd(node, letter - from + 1);
		if (!window.placed) range.startContainer.parentElement.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
		const box = [...range.getClientRects()].at(-1), rtl = getComputedStyle(node.parentElement).direction === "rtl";
		return { X: (%t !== rtl) ? box.right - .01 : Math.ceil(box.left), Y: box.top + box.height / 2 };
	})()`, quoted(words), end, end)
}

// drag selects from the beginning of some words to the end of others with the
// mouse.
func (e editor) drag(from, to string) {
	e.Helper()
	eval[point](e.tab, place(from, false))
	eval[any](e.tab, `window.placed = true; null`)
	a, b := eval[point](e.tab, place(from, false)), eval[point](e.tab, place(to, true))
	eval[any](e.tab, `window.placed = false; null`)
	e.do(
		chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, a.X, a.Y),
		chromedp.MouseEvent(input.DispatchMouseEventTypeMousePressed, a.X, a.Y, chromedp.ButtonLeft, chromedp.ClickCount(1)),
		chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, (a.X+b.X)/2, (a.Y+b.Y)/2, chromedp.ButtonLeft),
		chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, b.X, b.Y, chromedp.ButtonLeft),
		chromedp.MouseEvent(input.DispatchMouseEventTypeMouseReleased, b.X, b.Y, chromedp.ButtonLeft, chromedp.ClickCount(1)),
	)
}

// annotate begins a note on words that it selects with the mouse.
func (e editor) annotate(from, to string) {
	e.Helper()
	e.drag(from, to)
	e.click(".offer")
	e.wait(`here().id === "body"`)
}

// change opens a note from its buttons, which show while the mouse is over it.
func (e editor) change(note string) {
	e.Helper()
	e.wait(fmt.Sprintf(`!!document.querySelector("%s > gloss-tools")`, note))
	e.hover(fmt.Sprintf(`document.querySelector("%s")`, note))
	e.clickOn(tool(note, "edit"))
	e.wait(`here().id === "body"`)
}

// look has axe look at a state of the editor, wide and narrow, light and dark,
// finds nothing wider than a window of any width, and leaves screenshots.
func (e editor) look(name string) {
	e.Helper()
	axe, err := os.ReadFile(checker(e.T, "axe-core", "axe.min.js"))
	if err != nil {
		e.Fatal(err)
	}
	eval[chromedp.Void](e.tab, string(axe)+";undefined")
	was := eval[point](e.tab, `({X: innerWidth, Y: innerHeight})`)
	e.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, 1, 1)) // nothing of the page shows for the mouse alone
	for _, s := range editorLooks {
		where := e.lookAt(name, s.width, s.scheme)
		within := `{include: ["gloss-editor", "gloss-tools"].filter(name => document.querySelector(name))}`
		if s.width == 1360 && s.rules == everyRule { // once with the page around it, which TestAccessibility looks at in every way
			within = "document"
		}
		faults(e.T, where, eval[[]string](e.tab, fmt.Sprintf(`axe.run(%s, {resultTypes: ["violations"], %s}).then(r =>
			r.violations.flatMap(v => v.nodes.map(n => v.id + ": " + n.target.join(" ") + ": " + n.html.slice(0, 150) + ": " + n.failureSummary.replace(/\s+/g, " "))))`, within, s.rules), chromedp.EvalAwaitPromise))
	}
	for _, width := range []int{820, 1920} {
		e.lookAt(name, width, "light")
	}
	e.window(int(was.X), int(was.Y))
}

// lookAt shows a state of the editor in a window of some width.
func (e editor) lookAt(name string, width int, scheme string) (where string) {
	e.Helper()
	e.window(width, 900)
	e.scheme(scheme)
	eval[any](e.tab, `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))`, chromedp.EvalAwaitPromise)
	where = fmt.Sprintf("%s at %d px, %s", name, width, scheme)
	if who := eval[string](e.tab, wider); who != "" {
		e.Errorf("%s scrolls sideways: %s", where, who)
	}
	e.shoot(fmt.Sprintf("editor-%s-%d-%s", name, width, scheme))
	return where
}
