package browsertest_test

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// stops lists what a keyboard should reach, in the order of the document.
const stops = `(() => {
	const reach = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
	window.stops = [...document.querySelectorAll(reach)].filter(el => el.checkVisibility({ visibilityProperty: true }) && !el.disabled);
	return window.stops.length;
})()`

// stop describes what has the focus: its number among the stops, whether it
// shows that it has the focus, and whether it is in the window. Boxes that
// scroll take a stop of their own in Chrome.
const stop = `(() => {
	const el = document.activeElement, r = el.getBoundingClientRect(), style = getComputedStyle(el);
	return {
		at: window.stops.indexOf(el),
		what: el.localName + (el.id ? "#" + el.id : "") + " " + el.textContent.trim().slice(0, 30),
		scroller: el.scrollWidth > el.clientWidth || el.scrollHeight > el.clientHeight,
		ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
		seen: r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth,
		body: el === document.body,
	};
})()`

// A keyboard reaches everything, in the order of the document, shows where it
// is, and leaves again.
func TestKeyboardTour(t *testing.T) {
	t.Parallel()
	s := get(t, sites.real)
	tab := openTab(t)
	for _, width := range []int{390, 1360} {
		tab.window(width, 800)
		for _, p := range s.samples() {
			if width < marginFrom && p.path == "retreat/" {
				continue // some hundred stops, in the order of those at the other width
			}
			tab.open(s.url + p.path)
			want := eval[int](tab, stops)
			var list []string
			reached := 0
			for range want + 200 {
				tab.do(chromedp.KeyEvent(kb.Tab))
				at := eval[struct {
					At                         int
					What                       string
					Scroller, Ring, Seen, Body bool
				}](tab, stop)
				if at.Body {
					break
				}
				if at.At < 0 && at.Scroller {
					continue
				}
				if at.At != reached {
					list = append(list, "reached out of order: "+at.What)
				}
				if !at.Ring {
					list = append(list, "does not show that it has the focus: "+at.What)
				}
				if !at.Seen {
					list = append(list, "is not in the window: "+at.What)
				}
				reached = at.At + 1
			}
			if reached != want {
				t.Errorf("%s at %d px: %d stops of %d reached", p.path, width, reached, want)
			}
			faults(t, p.path, list)
		}
	}
}

// focused is the id of what has the focus.
const focused = `document.activeElement.id`

// In a wide window a mark leads to its note in the margin, and the note back.
func TestKeyboardFromMarkToNoteAndBack(t *testing.T) {
	t.Parallel()
	s := get(t, sites.real)
	for _, scripts := range []bool{true, false} {
		tab := openTab(t)
		tab.window(1360, 800)
		tab.scripts(scripts)
		for _, p := range s.of("edition") {
			if !strings.Contains(s.read(t, p), `role="doc-noteref"`) {
				continue
			}
			tab.open(s.url + p.path)
			mark := eval[string](tab, `document.querySelector(".text .mark").focus(), `+focused)
			tab.do(chromedp.KeyEvent(kb.Enter))
			note := eventually(tab, focused, func(id string) bool { return strings.HasPrefix(id, "n-") })
			if note != "n-"+strings.TrimPrefix(mark, "r-") {
				t.Errorf("%s, scripts %v: %s led to %q", p.path, scripts, mark, note)
				continue
			}
			eval[string](tab, `document.querySelector("#" + CSS.escape("`+note+`") + " [role=doc-backlink]").focus(), ""`)
			tab.do(chromedp.KeyEvent(kb.Enter))
			if back := eventually(tab, focused, func(id string) bool { return id == mark }); back != mark {
				t.Errorf("%s, scripts %v: the way back of %s led to %q", p.path, scripts, note, back)
			}
		}
	}
}

// In a narrow window a mark opens its note in place; Escape closes it and the
// focus is on the mark again.
func TestKeyboardOpensANoteInPlace(t *testing.T) {
	t.Parallel()
	s := get(t, sites.real)
	tab := openTab(t)
	tab.window(390, 800)
	p := s.of("edition")[0]
	tab.open(s.url + p.path)
	const open = `document.querySelector("[popover]:popover-open")?.textContent ?? ""`
	mark := eval[string](tab, `document.querySelector(".text .mark").focus(), `+focused)
	tab.do(chromedp.KeyEvent(kb.Enter))
	if text := eventually(tab, open, func(s string) bool { return s != "" }); text == "" {
		t.Fatalf("%s opened nothing", mark)
	}
	if !eval[bool](tab, `document.querySelector("[popover]").contains(document.activeElement)`) {
		t.Error("the focus is not in the note that was opened")
	}
	if twice := eval[int](tab, `[...document.querySelectorAll("[id]")].filter(el => document.querySelectorAll("#" + CSS.escape(el.id)).length > 1).length`); twice > 0 {
		t.Errorf("%d ids stand twice", twice)
	}
	tab.shoot("note-in-place")
	tab.do(chromedp.KeyEvent(kb.Escape))
	if text := eventually(tab, open, func(s string) bool { return s == "" }); text != "" {
		t.Error("Escape does not close the note")
	}
	if back := eventually(tab, focused, func(id string) bool { return id == mark }); back != mark {
		t.Errorf("the focus went to %q, not back to %s", back, mark)
	}
}

// eventually evaluates a script until its value is good, for five seconds, and
// returns the last value. A page that is being loaded gives none.
func eventually[T any](t tab, script string, good func(T) bool) T {
	t.Helper()
	var v T
	for end := time.Now().Add(15 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if got, err := chromedp.Run(t.ctx, chromedp.Evaluate[T](script)); err == nil {
			if v = got; good(v) {
				break
			}
		}
	}
	return v
}
