package sidecar_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"gloss/generator/edition"
	"gloss/generator/sidecar"
)

func words(exact, prefix, suffix string) edition.Target {
	return edition.Target{Selector: edition.Selector{Exact: exact, Prefix: prefix, Suffix: suffix}}
}

func fromTo(from, to string) edition.Target {
	return edition.Target{From: &edition.Selector{Exact: from}, To: &edition.Selector{Exact: to}}
}

// Each case changes the n-th target (from 0) of a file; $ in the file stands for
// what must change and what it becomes.
var patchCases = []struct {
	name, file, was, becomes string
	n                        int
	to                       edition.Target
}{
	{"plain", "- target: $ # why\n  body: x\n", "drink the chalice", "drain the cup", 0, words("drain the cup", "", "")},
	{"plain needs marks", "- target: $\n  body: x\n", "drink the chalice", `"he said: no"`, 0, words("he said: no", "", "")},
	{"a comment's sign", "- target: $\n  body: x\n", "drink", `"no #1"`, 0, words("no #1", "", "")},
	{"both marks", "- target: $\n  body: x\n", "drink", `'say "it''s": no'`, 0, words(`say "it's": no`, "", "")},
	{"a word for nothing", "- target: $\n  body: x\n", "drink", `"null"`, 0, words("null", "", "")},
	{"single", "- target: $ \n  body: x\n", "'it''s so'", "'it''s not so'", 0, words("it's not so", "", "")},
	{"double", "- target: $\n  body: x\n", `"a \"b\" \u00e9"`, `"a \"c\" \\ d"`, 0, words(`a "c" \ d`, "", "")},
	{"literal", "- target: |- # c\n    $\n\n  body: x\n", "a: b\n    c", "d: e", 0, words("d: e", "", "")},
	{"folded", "- target: >\n    $\n  body: x\n", "one two\n    three four", "one two\n    five seven", 0, words("one two five seven", "", "")},
	{"plain on two lines", "- target: $\n  body: x\n", "one two three four five\n    six seven", "one two three four six\n    eight", 0, words("one two three four six eight", "", "")},
	{"spread", "- target: $  # c\n  body: x\n", "the road", "{exact: the road, prefix: that}", 0, words("the road", "that", "")},
	{"spread a block", "- target: $\n  body: x\n", "|\n    the road", `{exact: the road, suffix: "is, so"}`, 0, words("the road", "", "is, so")},
	{"flow", "- {target: {exact: $, prefix: that }, body: x}\n", "the road", "a path", 0, words("a path", "that", "")},
	{"flow needs marks", "- {target: {exact: $}, body: x}\n", "the road", `"a path, so"`, 0, words("a path, so", "", "")},
	{"flow gains context", "- {target: {$}, body: x}\n", "exact: the road", "exact: the road, prefix: upon, suffix: home", 0, words("the road", "upon", "home")},
	{"mapping gains context", "- target:\n    $\n  body: x\n", "exact: the road # c", "exact: the road # c\n    prefix: upon\n    suffix: home", 0, words("the road", "upon", "home")},
	{"mapping in a list", "- target:\n  -   $\n  body: x\n", "exact: road", "exact: road\n      prefix: upon\n      suffix: home", 0, words("road", "upon", "home")},
	{"block in a mapping", "- target:\n    $\n  body: x\n", "exact: |\n      road", "exact: |\n      road\n    prefix: upon\n    suffix: home", 0, words("road", "upon", "home")},
	{"context goes", "- target: {exact: road$}\n  body: x\n", ", prefix: upon", "", 0, words("road", "", "")},
	{"second of a list", "- target: [one, $, three]\n  body: x\n", "two", "zwei", 1, words("zwei", "", "")},
	{"second of a block list", "- target:\n  - one\n  - $\n  - three\n  body: x\n", `"two"`, `"zwei"`, 1, words("zwei", "", "")},
	{"start and end", "- target: {start: In the morning, end: $}\n  body: x\n", "by dark", "by noon", 0, fromTo("In the morning", "by noon")},
	{"start in a mapping", "- target:\n    start: {exact: $, prefix: a}\n    end: by dark\n  body: x\n", "In the morning", "At noon", 0, edition.Target{
		From: &edition.Selector{Exact: "At noon", Prefix: "a"}, To: &edition.Selector{Exact: "by dark"},
	}},
	{"lines", "- target: {block: b, lines: $}\n  body: x\n", "3-5", "4-6", 0, edition.Target{Block: "b", Lines: edition.Lines{First: 4, Last: 6}}},
	{"words of a block", "- target: {block: b, exact: $}\n  body: x\n", "held", "hold", 0, edition.Target{Block: "b", Selector: edition.Selector{Exact: "hold"}}},
	{"byte order mark", "\ufeff- target: $\n  body: x\n", "é", "è", 0, words("è", "", "")},
	{"a carriage return", "- target:\r\n    $\r\n  body: x\r\n", "exact: road", "exact: road\r\n    prefix: upon", 0, words("road", "upon", "")},
	{"no line end", "- body: x\n  target:\n    $", "exact: road", "exact: road\n    suffix: home", 0, words("road", "", "home")},
	{"a line separator", "- target: $\n  body: x\n", "road\u2028on", "a way", 0, words("a way", "", "")},
}

func TestPatch(t *testing.T) {
	for _, c := range patchCases {
		t.Run(c.name, func(t *testing.T) {
			data := strings.Replace(c.file, "$", c.was, 1)
			out, refused := sidecar.Patch("e/annotations.yaml", []byte(data), []sidecar.Requote{{At: places([]byte(data))[c.n], To: c.to}})
			if len(refused) > 0 {
				t.Fatal(refused)
			}
			if diff := cmp.Diff(strings.Replace(c.file, "$", c.becomes, 1), string(out)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// places are those of the targets of a file.
func places(data []byte) (at []edition.Place) {
	notes, _ := sidecar.Notes("e/annotations.yaml", data)
	for _, n := range notes {
		for _, t := range n.Targets {
			at = append(at, t.At)
		}
	}
	return at
}

func TestPatchRefuses(t *testing.T) {
	for _, c := range []struct{ name, file, why string }{
		{"anchor", "- target: &a words\n  body: x\n- target: *a\n  body: x\n", "anchor &a"},
		{"anchor above", "- &n\n  target: words\n  body: x\n- *n\n", "anchor &n"},
		{"alias", "- &n\n  target: words\n  body: x\n- {<<: *n, body: y}\n", "anchor &n"},
		{"alias inside", "- target: {exact: &a words}\n  body: x\n", "anchor &a"},
		{"syntax", "- target: words\n  body: x\n- target: \"words\n", "syntax"},
		{"tag", "- target: !!int 12\n  body: x\n", "tag"},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, refused := sidecar.Patch("e/annotations.yaml", []byte(c.file), []sidecar.Requote{{At: places([]byte(c.file))[0], To: words("others", "", "")}})
			if string(out) != c.file {
				t.Errorf("the file was changed:\n%s", out)
			}
			if len(refused) != 1 || !strings.Contains(refused[0].Text, c.why) {
				t.Errorf("refused for %v, want one reason with %q", refused, c.why)
			}
		})
	}
}

func TestPatchMakesWhatItCan(t *testing.T) {
	const file = "- target: &a one\n  body: x\n- target: two\n  body: x\n"
	at := places([]byte(file))
	out, refused := sidecar.Patch("annotations.yaml", []byte(strings.ReplaceAll(file, "e/", "")), []sidecar.Requote{
		{At: place("annotations.yaml", at[0]), To: words("uno", "", "")}, {At: place("annotations.yaml", at[1]), To: words("due", "", "")},
	})
	if want := "- target: &a one\n  body: x\n- target: due\n  body: x\n"; string(out) != want || len(refused) != 1 {
		t.Errorf("%v\n%s", refused, out)
	}
}

func place(file string, at edition.Place) edition.Place { at.File = file; return at }

func TestPatchSources(t *testing.T) {
	const file = "references:\n- id: a\n  title: One\n  supports:\n  - the road\n"
	sources, _ := sidecar.Sources("e/sources.yaml", []byte(file))
	out, refused := sidecar.Patch("e/sources.yaml", []byte(file), []sidecar.Requote{{At: sources[0].Supports[0].At, To: words("a path", "", "")}})
	if want := strings.Replace(file, "the road", "a path", 1); string(out) != want || len(refused) > 0 {
		t.Errorf("%v\n%s", refused, out)
	}
}

// drawWords draws words that a text may hold, with what is special to YAML.
func drawWords(t *rapid.T, label string) string {
	word := rapid.SampledFrom([]string{
		"the", "road", "is", "long", "“home”", "it's", `"so"`, "a:b", "no: 1", "#2", "- and", "[x]", "{y}", "é", "د", "道", "100%", "&c", "*s", "yes", "a, b", `\n`, "!", "?", "|", ">", "@x", "…", "—", "~",
	})
	return strings.Join(rapid.SliceOfN(word, 1, 7).Draw(t, label), " ")
}

// drawn is a file of notes in pieces, so that it is known which bytes are a
// target's.
type drawn struct {
	pieces []string
	target []int // pieces that are targets
	sides  [][2]bool
}

// drawNote adds a note in one of many styles.
func (d *drawn) drawNote(t *rapid.T, n int, eol string) {
	pick := func(label string, of ...string) string { return rapid.SampledFrom(of).Draw(t, label) }
	in := strings.Repeat(" ", rapid.IntRange(1, 5).Draw(t, "indent"))
	pad := " " + in
	comment := pick("comment", "", "", " # a comment: with { signs", "  #")
	dash := "-" + in
	head, tail := dash+fmt.Sprintf("id: n%d", n)+comment+eol, pad+"body: |"+eol+pad+"  Some *words*, [@a]."+eol+pick("gap", "", eol, "# between"+eol)
	if rapid.Bool().Draw(t, "target first") {
		head, tail = "", pad+fmt.Sprintf("id: n%d", n)+eol+tail
		pad = ""
	}
	lead := pad
	if head == "" {
		lead = dash
	}
	inner := strings.Repeat(" ", 1+len(in)+rapid.IntRange(1, 4).Draw(t, "deeper"))
	w, c := drawWords(t, "words"), drawWords(t, "context")
	q := func(s string) string {
		if rapid.Bool().Draw(t, "mark") {
			return "'" + strings.ReplaceAll(s, "'", "''") + "'"
		}
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
	}
	folded := func(s string) string { return strings.Replace(s, " ", eol+inner, 1) }
	var target string
	context := [2]bool{}
	switch rapid.IntRange(0, 8).Draw(t, "form") {
	case 0:
		target = "target: plain words" + comment
	case 1:
		target = "target: " + q(w) + comment
	case 2:
		target = "target: " + pick("block", "|", "|-", ">", ">-", "|+") + comment + eol + inner + w
	case 3:
		target = "target: " + pick("fold", ">", ">-") + eol + inner + folded(w)
	case 4:
		target, context[0] = "target: { exact: "+q(w)+", prefix: "+q(c)+"}"+comment, true
	case 5:
		target, context[1] = "target:"+comment+eol+inner+"exact: "+q(w)+comment+eol+inner+"suffix: "+q(c), true
	case 6:
		target, context[0] = "target:"+eol+inner+"prefix:   "+q(c)+eol+inner+"# why"+eol+inner+"exact: >-"+eol+inner+"  "+w, true
	case 7:
		target = "target: plain words" + eol + inner + "on two lines"
	case 8:
		target = "target: [ " + q(w) + " ]" + comment
	}
	d.pieces = append(d.pieces, head+lead, target, eol+tail)
	d.target = append(d.target, len(d.pieces)-2)
	d.sides = append(d.sides, context)
}

// TestPatchOfDrawnFiles changes two hundred files, and more with
// -rapid.checks.
func TestPatchOfDrawnFiles(t *testing.T) {
	t.Run("LF", rapid.MakeCheck(func(t *rapid.T) { patchDrawnFile(t, "\n") }))
	t.Run("CRLF", rapid.MakeCheck(func(t *rapid.T) { patchDrawnFile(t, "\r\n") }))
}

func patchDrawnFile(t *rapid.T, eol string) {
	d := &drawn{pieces: []string{rapid.SampledFrom([]string{"", "\ufeff", "# Notes" + eol, "---" + eol}).Draw(t, "top")}}
	for n := range rapid.IntRange(1, 6).Draw(t, "notes") {
		d.drawNote(t, n, eol)
	}
	data := []byte(strings.Join(d.pieces, ""))
	notes, ps := sidecar.Notes("annotations.yaml", data)
	if ps.Errors() > 0 || len(notes) != len(d.target) {
		t.Fatalf("a bad case: %v\n%s", ps, data)
	}
	k := rapid.IntRange(0, len(notes)-1).Draw(t, "changed")
	to := notes[k].Targets[0]
	to.Exact = drawWords(t, "new words")
	if rapid.Bool().Draw(t, "more before") || d.sides[k][0] {
		to.Prefix = drawWords(t, "new prefix")
	}
	if rapid.Bool().Draw(t, "more after") || d.sides[k][1] {
		to.Suffix = drawWords(t, "new suffix")
	}
	out, refused := sidecar.Patch("annotations.yaml", data, []sidecar.Requote{{At: to.At, To: to}})
	if len(refused) > 0 {
		t.Fatalf("%v\n%s", refused, data)
	}
	checkPatched(t, d, k, data, out, to)
	again, _ := sidecar.Patch("annotations.yaml", out, []sidecar.Requote{{At: to.At, To: to}})
	if got := firstPlaces(out)[k]; got == to.At && !bytes.Equal(again, out) {
		t.Fatalf("twice is not once:\n%s\n---\n%s", out, again)
	}
}

func firstPlaces(data []byte) (at []edition.Place) {
	notes, _ := sidecar.Notes("annotations.yaml", data)
	for _, n := range notes {
		at = append(at, n.Targets[0].At)
	}
	return at
}

// checkPatched checks that nothing but one target has changed, and that it reads
// as intended.
func checkPatched(t *rapid.T, d *drawn, k int, data, out []byte, to edition.Target) {
	t.Helper()
	before := strings.Join(d.pieces[:d.target[k]], "")
	after := strings.Join(d.pieces[d.target[k]+1:], "")
	if !strings.HasPrefix(string(out), before) || !strings.HasSuffix(string(out), after) {
		t.Fatalf("bytes outside of the target changed:\n%s\n---\n%s", data, out)
	}
	was, _ := sidecar.Notes("annotations.yaml", data)
	now, ps := sidecar.Notes("annotations.yaml", out)
	if ps.Errors() > 0 {
		t.Fatalf("%v\n%s", ps, out)
	}
	was[k].Targets[0] = to
	trim := cmp.Transformer("trim", strings.TrimSpace)
	if diff := cmp.Diff(was, now, cmpopts.IgnoreTypes(edition.Place{}), cmpopts.EquateEmpty(), cmp.FilterPath(func(p cmp.Path) bool {
		last, ok := p.Last().(cmp.StructField)
		return ok && (last.Name() == "Exact" || last.Name() == "Prefix" || last.Name() == "Suffix")
	}, trim)); diff != "" {
		t.Fatalf("(-want +got)\n%s\n%s", diff, out)
	}
}
