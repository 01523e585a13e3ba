package render

import (
	"fmt"
	"html/template"
	"strings"

	"gloss/generator/edition"
)

// slots is the number of colours that style.css has for series.
const slots = 6

// slotOf is the colour of a series: its own, else by its place in the list.
func slotOf(series []edition.Series, i int) int {
	if i < len(series) && 1 <= series[i].Slot && series[i].Slot <= slots {
		return series[i].Slot
	}
	return i%slots + 1
}

// switchView is the switch of a series, and its legend.
type switchView struct{ Class, ID, Label, Marks string }

// switchboard is the part of a page that lets readers choose what they see.
// Only series that have notes are in it.
type switchboard struct {
	Switches      []switchView
	CleanID       string // empty with a single series, whose switch does the same
	CommentaryURL string
	Also          bool // one of these two stands beside the switches
	Style         template.CSS
}

// newSwitchboard makes the switches and the rules that tie them to the series:
// style.css knows how a hidden series looks, the page which switch hides it.
// While --onN is 0 nothing of series N is tinted; --offN and --visN are the
// values of display and visibility for what belongs to it. --shown is a length, too
// small to be seen, that each switch changes: Firefox sets a margin note anew when
// its own style changes, not when the note does that it stands below.
func newSwitchboard(e *edition.Edition, taken *edition.Text) switchboard {
	counts := make([]int, len(e.Series))
	for _, n := range e.Notes {
		if n.Series < len(counts) {
			counts[n.Series]++
		}
	}
	var s switchboard
	clean := freeID(taken, "clean")
	var css strings.Builder
	var on []string
	for i, series := range e.Series {
		if counts[i] == 0 {
			continue
		}
		id := freeID(taken, "show-"+edition.Slug(series.ID))
		s.Switches = append(s.Switches, switchView{
			Class: fmt.Sprintf("s%d", i+1), ID: id, Label: series.Label, Marks: legend(series.Marks, counts[i]),
		})
		on = append(on, fmt.Sprintf("var(--on%d,1)", i+1))
		fmt.Fprintf(&css, ".s%[1]d{--c:var(--k%[2]d);--on:var(--on%[1]d,1);--off:var(--off%[1]d);--vis:var(--vis%[1]d)}\n"+
			"html:has(#%[3]s:not(:checked)),html:has(#%[4]s:checked){--on%[1]d:0;--off%[1]d:none;--vis%[1]d:hidden}\n",
			i+1, slotOf(e.Series, i), cssName(id), clean)
	}
	if len(s.Switches) > 1 {
		s.CleanID = clean
		fmt.Fprintf(&css, ".notes{--shown:calc((%s)*.001px)}\n", strings.Join(on, " + "))
	}
	s.Style = template.CSS(css.String())
	return s
}

// legend shows how a series is numbered: 1–24, a–f, *.
func legend(m edition.Marks, n int) string {
	if n == 1 {
		return m.Nth(1)
	}
	return m.Nth(1) + "–" + m.Nth(n)
}

// freeID makes an id of the page's own that no block of the essay has.
func freeID(text *edition.Text, want string) string {
	for text != nil && text.ByID(want) != nil {
		want += "-page"
	}
	return want
}

// cssName escapes an id for a selector: every character but letters, digits,
// hyphen and what lies outside ASCII by its number.
func cssName(id string) string {
	var b strings.Builder
	for i, r := range id {
		plain := r == '-' || r == '_' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r >= 0x80 || i > 0 && '0' <= r && r <= '9'
		if plain {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "\\%x ", r)
		}
	}
	return b.String()
}
