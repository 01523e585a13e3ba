package sidecar

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gloss/generator/edition"
)

var drawnFiles = flag.Int("files", 200, "how many files TestEditsOfDrawnFiles draws")

// hand writes files of notes as many hands would: it knows which bytes are whose.
type hand struct {
	*rand.Rand
	eol    string
	pieces []string
	note   []int // by number: the note's piece
	linked bool  // anchors and aliases are in it

	// Changes taken back when another note had changed: as if it alone had been
	// changed, but for white space and the order of comments, or not at all.
	merged, spaced, clashes map[string]int
}

func (h *hand) pick(of ...string) string { return of[h.IntN(len(of))] }

func (h *hand) chance(percent int) bool { return h.IntN(100) < percent }

func (h *hand) repeat(s string, from, to int) string {
	return strings.Repeat(s, from+h.IntN(to-from+1))
}

// drawFile writes a file of one to seven notes.
func drawFile(r *rand.Rand) *hand {
	h := &hand{Rand: r, eol: "\n"}
	switch {
	case h.chance(25):
		h.eol = "\r\n"
	case h.chance(3):
		h.eol = "\r"
	}
	top := h.pick("", "", "", "\ufeff") + h.pick("", "", "# Notes"+h.eol, "# Notes"+h.eol+h.eol, "---"+h.eol, "%YAML 1.2"+h.eol+"---"+h.eol, h.eol)
	h.pieces = append(h.pieces, top)
	n := 1 + h.IntN(7)
	if h.chance(12) {
		h.flowList(n)
	} else {
		h.blockList(n)
	}
	if h.chance(15) {
		last := len(h.pieces) - 1
		h.pieces[last] = strings.TrimSuffix(h.pieces[last], h.eol)
	}
	return h
}

func (h *hand) data() []byte { return []byte(strings.Join(h.pieces, "")) }

func (h *hand) add(note bool, text string) {
	if note {
		h.note = append(h.note, len(h.pieces))
	}
	h.pieces = append(h.pieces, text)
}

// blockList writes a list with dashes.
func (h *hand) blockList(n int) {
	margin := h.repeat(" ", 0, h.IntN(2)*4)
	h.linked = h.chance(12)
	gap := h.pick("", h.eol, h.eol)
	for i := range n {
		switch h.IntN(6) {
		case 0:
			h.add(false, margin+"# about the next: it's \"odd\" [so]"+h.eol)
		case 1:
			h.add(false, margin+"# ---- Part ----"+h.eol+h.pick("", "   ")+h.eol)
		}
		item := h.blockNote(i, margin)
		if h.chance(10) && !(h.linked && i == 0) {
			item = margin + "- " + h.flowNote(i, h.chance(40), margin+"  ") + h.comment() + h.eol
		}
		h.add(true, item)
		h.add(false, h.pick(gap, gap, gap, "", h.eol+h.eol))
	}
	h.add(false, h.pick("", "", "", h.eol, margin+"# the end"+h.eol, "..."+h.eol))
}

// flowList writes a list in brackets.
func (h *hand) flowList(n int) {
	lines := h.chance(60)
	h.add(false, "[")
	for i := range n {
		between := h.pick("", " ")
		if lines {
			between = h.eol + h.repeat(" ", 1, 4)
			if h.chance(20) {
				between += "# about the next" + between
			}
		}
		h.add(false, between)
		h.add(true, h.flowNote(i, h.chance(30), "  "))
		if i < n-1 {
			h.add(false, h.pick(",", ",", " ,"))
		}
	}
	h.add(false, h.pick("", "", ",")+h.pick("", h.eol)+"]"+h.comment()+h.eol)
}

func (h *hand) comment() string {
	return h.pick("", "", "", "", " # why: a {comment}", "   #", "\t# tab")
}

// entry is a key and its value, with the lines they take.
type drawnEntry struct{ key, value string }

// blockNote writes a note with a key a line.
func (h *hand) blockNote(i int, margin string) string {
	pad := h.repeat(" ", 1, h.IntN(3)*2+1)
	keys := margin + " " + pad
	list := h.entries(i, keys)
	lead := margin + "-" + pad
	if h.chance(8) {
		keys = margin + h.repeat(" ", 1, 6)
		list = h.entries(i, keys)
		lead = margin + "-" + h.comment() + h.eol + keys
		if h.chance(30) {
			lead = margin + "-" + h.eol + keys + "# inside" + h.eol + keys
		}
	}
	var b strings.Builder
	for k, e := range list {
		switch {
		case k == 0:
			b.WriteString(lead)
		default:
			b.WriteString(h.pick("", "", "", "", "", "", "", keys+"# on the next"+h.eol, h.eol) + keys)
		}
		key, value := e.key, e.value
		switch {
		case key == "<<":
		case h.chance(5):
			key = h.pick(`"`+key+`"`, "'"+key+"'", key+" ", "? "+key+h.eol+keys)
		case h.chance(3) && strings.HasPrefix(value, " "):
			value = h.pick("\t", "   ", "  ") + value[1:]
		case h.chance(3) && (key == "series" || key == "body"):
			value = " !!str" + value
		}
		b.WriteString(key + ":" + value + h.eol)
	}
	if h.chance(10) {
		b.WriteString(keys + "# tags: [later]" + h.eol)
	}
	return b.String()
}

// entries are those of a note, in the usual order or another.
func (h *hand) entries(i int, keys string) (list []drawnEntry) {
	value := func(key, s string) drawnEntry { return drawnEntry{key, s + h.trail(s)} }
	if h.chance(80) {
		list = append(list, value("id", " "+fmt.Sprintf("n%d", i)))
	}
	list = append(list, value("target", h.target(i, keys)))
	if h.chance(30) {
		list = append(list, value("series", h.words(" ", keys, "editor", "source")))
	}
	if h.chance(30) {
		list = append(list, value("creator", h.words(" ", keys, "A. Editor", "Roe, Jane", "O'Neill", "A. Editor and another and yet another of them")))
	}
	if h.chance(20) {
		list = append(list, value("created", h.words(" ", keys, "2026-11-22")))
	}
	if h.chance(10) {
		list = append(list, value("language", " "+h.pick("en", "de", "fa")))
	}
	if h.chance(30) {
		list = append(list, value("sources", h.list(keys, "ap1988", `"unsc598, para. 1"`, `'k, p. 3'`)))
	}
	if h.chance(30) {
		list = append(list, value("tags", h.list(keys, "war", `"peace, so"`, "two words")))
	} else if h.chance(10) {
		list = append(list, drawnEntry{"tags", h.pick("", " ~", " null", " []") + h.comment()})
	}
	list = append(list, drawnEntry{"body", h.body(keys)})
	if h.chance(3) {
		list = append(list, drawnEntry{"colour", h.pick(" red", " {of: [it, all]}")}) // a mistake, and no reason to refuse
	}
	if h.chance(15) {
		h.Shuffle(len(list), func(a, b int) { list[a], list[b] = list[b], list[a] })
	}
	switch {
	case h.linked && i == 0:
		list = append([]drawnEntry{{"language", h.pick(" &l en", " &l  en # shared")}}, without(list, "language")...)
	case h.linked && h.chance(40):
		list = append(without(list, "language"), drawnEntry{"language", " *l"})
	case h.linked && h.chance(20):
		list = append(without(list, "language"), drawnEntry{"<<", " {language: *l}"})
	}
	return list
}

func without(list []drawnEntry, key string) []drawnEntry {
	return slices.DeleteFunc(list, func(e drawnEntry) bool { return e.key == key })
}

// trail is what stands behind a value on its line.
func (h *hand) trail(value string) string {
	if strings.Contains(value, h.eol) {
		return ""
	}
	return h.pick("", "", "", "  ", " # why", "\t# tab")
}

// words are plain, in marks, or on several lines.
func (h *hand) words(before, keys string, of ...string) string {
	s := h.pick(of...)
	in := h.eol + keys + h.repeat(" ", 1, 3)
	switch h.IntN(8) {
	case 0:
		return before + `"` + strings.ReplaceAll(s, "e", `\x65`) + `"`
	case 1:
		return before + "'" + strings.ReplaceAll(s, "'", "''") + "'"
	case 2:
		if strings.Contains(s, " ") {
			return before + strings.Replace(s, " ", in, 1)
		}
	case 3:
		if strings.Contains(s, " ") {
			return before + `"` + strings.Replace(s, " ", h.pick("", " ", `\`)+in+h.pick("", `\ `), 1) + `"`
		}
	case 4:
		return in + s
	case 5:
		return before + h.pick("|", "|-", ">", ">-") + in + s
	}
	return before + s
}

// list is in brackets or with dashes, or a single item.
func (h *hand) list(keys string, of ...string) string {
	n := 1 + h.IntN(3)
	var items []string
	for range n {
		items = append(items, h.pick(of...))
	}
	switch h.IntN(5) {
	case 0:
		return " " + items[0]
	case 1:
		in := h.eol + keys + h.repeat(" ", 0, 3) + "-" + h.repeat(" ", 1, 3)
		return in + strings.Join(items, h.pick("", " # one")+in)
	case 2:
		in := h.eol + keys + " "
		return " [" + in + strings.Join(items, ","+h.pick("", " # one")+in) + h.eol + keys + " ]"
	}
	return " [" + h.pick("", " ") + strings.Join(items, h.pick(",", ", ", " , ")) + h.pick("", " ", ",") + "]"
}

func (h *hand) target(i int, keys string) string {
	s := fmt.Sprintf("the words of %d: it's so", i)
	in := h.eol + keys + h.repeat(" ", 1, 4)
	marked := h.pick(`"`+s+`"`, "'"+strings.ReplaceAll(s, "'", "''")+"'")
	switch h.IntN(9) {
	case 0:
		return fmt.Sprintf(" plain words of %d", i)
	case 1:
		return fmt.Sprintf(" plain words%sof %d", in, i)
	case 2:
		return in + "exact: " + marked + h.comment() + in + "prefix: and"
	case 3:
		return " {" + h.pick("", " ") + "exact: " + marked + ", suffix: and" + h.pick("", " ") + "}"
	case 4:
		return h.pick(" |", " |-", " >") + in + s
	case 5:
		dash := h.eol + keys + "- "
		return dash + marked + h.comment() + dash + "{block: b, lines: 3-5}" + dash + fmt.Sprintf("other words of %d", i)
	case 6:
		return " {start: " + marked + "," + h.pick(" ", in) + "end: {exact: here, prefix: and}}"
	}
	return " " + marked
}

// body is one in any style of YAML.
func (h *hand) body(keys string) string {
	in := keys + h.repeat(" ", 1, 4)
	text := h.pick("Some *words*.", "One line", h.repeat("a long line of words ", 8, 20)+"ends")
	switch h.IntN(9) {
	case 0:
		return " " + text
	case 8: // nothing stands in it yet
		return h.pick(" |", " >-", " |+", " |2", " >")
	case 1:
		return " " + h.pick(`"It \"is\" \u00e9:"`, `'It is ''so'':'`, `"It is`+h.eol+in+`so.\n`+h.eol+h.eol+in+`\`+h.eol+in+`  And: so."`)
	case 2:
		return " " + text + h.eol + in + "on two lines"
	case 3:
		return h.pick(" >", " >-", " >+", "  > # folded") + h.eol + in + text + h.eol + in + "goes on." + h.eol + h.eol + in + "  - more" + h.eol + in + "less"
	case 4:
		step := h.IntN(4) + 1
		return fmt.Sprintf(" |%d%s", step, h.pick("", "-", "+")) + h.eol + keys + strings.Repeat(" ", step) + "    code" + h.eol + h.eol + keys + strings.Repeat(" ", step) + text
	}
	s := h.pick(" |", " |", " |-", " |+", " | # Markdown") + h.eol + in + text + h.eol
	if h.chance(60) {
		s += h.pick("", "  ") + h.eol + in + h.pick("# no comment", "- a: list", "---", "\u2028 odd", "trailing  ", "'quoted'") + h.eol
	}
	return strings.TrimSuffix(s, h.eol)
}

// flowNote writes a note in braces.
func (h *hand) flowNote(i int, lines bool, keys string) string {
	sep := h.pick(", ", ",", " , ")
	if lines {
		sep = "," + h.pick("", " # so") + h.eol + keys + "  "
	}
	parts := []string{fmt.Sprintf("id: n%d", i), fmt.Sprintf("target: 'words, of %d'", i)}
	if h.chance(30) {
		parts = append(parts, "tags: [a, b]")
	}
	if h.chance(30) {
		parts = append(parts, "sources: "+h.pick("k", "[k]", `["k, p. 1"]`))
	}
	parts = append(parts, "body: "+h.pick("x", `"two\n\nlines"`, "'it''s'", "plain words"))
	if h.chance(20) {
		h.Shuffle(len(parts), func(a, b int) { parts[a], parts[b] = parts[b], parts[a] })
	}
	return "{" + strings.Join(parts, sep) + h.pick("", " ", ",") + "}"
}

// drawTexts are texts that a writer of YAML may stumble over.
var drawTexts = []string{
	"word", "two words", "yes", "null", "~", "12", "1.10", "2026-11-22", "it's", `"so"`, `a \ b`, "a: b", "a:", "- dash", "# hash", "a #b", "[x]", "{y}", "a, b", "*a", "&a", "!a",
	"%a", "@a", "`a`", "| a", "> a", "? a", "é“”…—", "道", "😀", "a\tb", "--- a", "...", "<<", "=", "a\u2028b",
}

func (h *hand) text() string {
	s := h.pick(drawTexts...)
	for range h.IntN(4) {
		s += " " + h.pick(drawTexts...)
	}
	return s
}

func (h *hand) prose() string {
	var lines []string
	for range 1 + h.IntN(5) {
		lines = append(lines, h.pick("", "", "", "  ", "\t", "> ", "    ")+h.text()+h.pick("", "", "", "  "))
		if h.chance(30) {
			lines = append(lines, h.pick("", "", " "))
		}
	}
	return strings.Join(lines, "\n") + h.pick("", "\n", "\n\n")
}

// drawChange makes a note say something else.
func (h *hand) drawChange(n *edition.Note) {
	for range 1 + h.IntN(3) {
		switch h.IntN(10) {
		case 0:
			n.ID = h.pick("", "other", "1988", "yes")
		case 1, 2:
			n.Targets = []edition.Target{h.drawTarget()}
			if h.chance(20) {
				n.Targets = append(n.Targets, h.drawTarget())
			}
		case 3:
			n.Series = h.pick("", "editor", "other")
		case 4:
			n.Creator = h.pick("", h.text())
		case 5:
			n.Created, n.Modified = h.pick("", "2026", "2026-11-23"), h.pick("", "2026-11-24")
		case 6:
			n.Sources = nil
			for range h.IntN(3) {
				n.Sources = append(n.Sources, edition.SourceUse{Text: h.text()})
			}
		case 7:
			n.Tags = append([]string{h.text()}, n.Tags[:len(n.Tags)/2]...)
			if h.chance(30) {
				n.Tags = nil
			}
		default:
			n.Markdown = h.prose()
		}
	}
	if strings.TrimSpace(n.Markdown) == "" && len(n.Sources) == 0 {
		n.Markdown = "x"
	}
}

func (h *hand) drawTarget() (t edition.Target) {
	switch h.IntN(6) {
	case 0:
		return edition.Target{From: &edition.Selector{Exact: h.text()}, To: &edition.Selector{Exact: h.text(), Suffix: h.text()}}
	case 1:
		return edition.Target{Block: "b", Lines: edition.Lines{First: 2, Last: 3 + h.IntN(4)}}
	case 2:
		return edition.Target{Whole: true}
	}
	t.Exact = h.text()
	if h.chance(40) {
		t.Prefix = h.text()
	}
	if h.chance(20) {
		t.Suffix = h.text()
	}
	return t
}

// TestEditsOfDrawnFiles adds, changes and removes a note in each of two hundred
// files, takes each change back, and counts. What is refused must have a reason in
// the file.
func TestEditsOfDrawnFiles(t *testing.T) {
	const name = "annotations.yaml"
	done, refused, reasons := 0, 0, map[string]int{}
	merged, spaced, clashes := map[string]int{}, map[string]int{}, map[string]int{}
	for seed := range uint64(*drawnFiles) {
		h := drawFile(rand.New(rand.NewPCG(seed, 5)))
		h.merged, h.spaced, h.clashes = merged, spaced, clashes
		data := h.data()
		notes, ps := Notes(name, data)
		if _, err := newTree(name, data); err != "" || len(notes) != len(h.note) {
			t.Fatalf("file %d is no good case: %v\n%s", seed, ps, data)
		}
		k := h.IntN(len(notes))
		is := copyNote(&notes[k])
		h.drawChange(&is)
		fresh := edition.Note{ID: "fresh", Targets: []edition.Target{h.drawTarget()}, Markdown: h.prose() + "x"}
		h.drawChange(&fresh)
		where := []Position{{}, Before(notes[k].At), After(notes[k].At)}[h.IntN(3)]
		for what, edit := range map[string]func() ([]byte, *Refusal){
			"add":    func() ([]byte, *Refusal) { return AddNote(name, data, where, fresh) },
			"change": func() ([]byte, *Refusal) { return ChangeNote(name, data, notes[k], is) },
			"remove": func() ([]byte, *Refusal) { return RemoveNote(name, data, notes[k]) },
		} {
			out, no := edit()
			if no != nil {
				refused++
				reasons[what+": "+no.Text]++
				if !h.linked || no.Reason != Unsafe || !bytes.Equal(out, data) {
					t.Errorf("file %d: %s of note %d was refused: %s\n%s", seed, what, k, no.Text, shown(data))
				}
				continue
			}
			done++
			why := h.wrong(what, k, data, out)
			if what == "change" {
				for key, was := range unchanged(name, data, k, &is) {
					if now := unchanged(name, out, k, &is)[key]; now != was {
						why = fmt.Sprintf("made %q of %q", now, was)
					}
				}
			}
			if why != "" {
				t.Errorf("file %d: %s of note %d %s:\n%s\n--- became\n%s", seed, what, k, why, shown(data), shown(out))
			}
			if back, no := Undo(name, out, data, out); no != nil || !bytes.Equal(back, data) {
				t.Errorf("file %d: %s was not taken back", seed, what)
			}
			h.undoAmongOthers(t, name, seed, what, data, out, k)
		}
	}
	t.Logf("%d files: %d changes made, %d refused", *drawnFiles, done, refused)
	t.Logf("taken back among other changes: %v, otherwise spaced: %v, clashes: %v", merged, spaced, clashes)
	for _, r := range slices.Sorted(maps.Keys(reasons)) {
		t.Logf("refused %d times: %s", reasons[r], r)
	}
	if refused*20 > done {
		t.Errorf("more than one in twenty was refused")
	}
}

// undoAmongOthers takes a change back when another note has been changed since: the
// file must be as if it alone had been changed.
func (h *hand) undoAmongOthers(t *testing.T, name string, seed uint64, what string, data, out []byte, k int) {
	notes, _ := Notes(name, data)
	other := (k + 1) % len(notes)
	if other == k || notes[other].ID == "" {
		return
	}
	is := copyNote(&notes[other])
	is.Markdown += " More."
	alone, no := ChangeNote(name, data, notes[other], is)
	both, no2 := ChangeNote(name, out, notes[other], is)
	if no != nil || no2 != nil {
		return // counted elsewhere
	}
	back, no := Undo(name, both, data, out)
	switch {
	case no != nil && no.Reason == Changed && bytes.Equal(back, both):
		h.clashes[what]++
	case no == nil && sorted(back) == sorted(alone) && !bytes.Equal(back, alone):
		h.spaced[what]++
	case no != nil || !bytes.Equal(back, alone):
		t.Errorf("file %d: %s was not taken back when the other note %d had changed: %v\n%s\n--- is\n%s", seed, what, other, no, shown(alone), shown(back))
	default:
		h.merged[what]++
	}
}

// unchanged are the bytes of the entries of a note whose keys do not change.
func unchanged(name string, data []byte, k int, is *edition.Note) map[string]string {
	notes, _ := Notes(name, data)
	tree, why := newTree(name, data)
	if why != "" {
		return map[string]string{"": why}
	}
	item := tree.list.Content[tree.itemAt(notes[k].At)]
	parts, why := tree.entryParts(item)
	if why != "" {
		return map[string]string{"": why}
	}
	kept := map[string]string{}
	for i, p := range parts {
		kept[item.Content[2*i].Value] = string(data[p.from:p.to])
	}
	for _, c := range noteChanges(&notes[k], is) {
		delete(kept, c.key)
	}
	return kept
}

// wrong says which bytes changed that should not have; "" when none did.
func (h *hand) wrong(what string, k int, data, out []byte) string {
	piece := h.note[k]
	before, after := strings.Join(h.pieces[:piece], ""), strings.Join(h.pieces[piece+1:], "")
	switch what {
	case "change":
		if !strings.HasPrefix(string(out), before) || !strings.HasSuffix(string(out), after) {
			return "changed bytes outside of it"
		}
	case "remove":
		if spaceless(out) != spaceless([]byte(before+after)) {
			return "took more than it, or less"
		}
	case "add":
		from := 0
		for from < min(len(data), len(out)) && data[from] == out[from] {
			from++
		}
		if !bytes.HasSuffix(out, data[from:]) {
			return "changed what was there"
		}
	}
	return ""
}

// spaceless is a file without white space and commas.
func spaceless(data []byte) string {
	return strings.NewReplacer(" ", "", "\t", "", "\r", "", "\n", "", ",", "").Replace(string(data))
}

// sorted are the bytes of a file without white space and commas, in their order.
func sorted(data []byte) string {
	b := []byte(spaceless(data))
	slices.Sort(b)
	return string(b)
}
