package render

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"gloss/generator/edition"
)

// essays draws an essay in HTML: paragraphs, headings, cells, code blocks, with
// emphasis, links, code and images inside, nested.
func essays(t *rapid.T) string {
	var inline func(depth int) string
	inline = func(depth int) string {
		var b strings.Builder
		for range rapid.IntRange(1, 4).Draw(t, "pieces") {
			kind := rapid.IntRange(0, 6).Draw(t, "kind")
			switch {
			case depth > 2 || kind < 3:
				b.WriteString(rapid.SampledFrom([]string{"one ", "two", " ", "három", "& ", "五", "end. "}).Draw(t, "word"))
			case kind == 3:
				b.WriteString("<em>" + inline(depth+1) + "</em>")
			case kind == 4:
				b.WriteString(`<a href="x">` + rapid.SampledFrom([]string{"link ", "to"}).Draw(t, "link") + "<em>it</em></a>")
			case kind == 5:
				b.WriteString("<code>" + rapid.SampledFrom([]string{"x", "y = 1"}).Draw(t, "code") + "</code>")
			default:
				b.WriteString(`<img src="i.png" alt="` + rapid.SampledFrom([]string{"", "boat", "a boat"}).Draw(t, "alt") + `">`)
			}
		}
		return b.String()
	}
	var b strings.Builder
	for i := range rapid.IntRange(1, 4).Draw(t, "blocks") {
		switch rapid.IntRange(0, 3).Draw(t, "block") {
		case 0, 1:
			fmt.Fprintf(&b, `<p id="b%d">w%s</p>`, i, inline(0))
		case 2:
			fmt.Fprintf(&b, `<h2 id="b%d">H%s</h2>`, i, inline(0))
		default:
			fmt.Fprintf(&b, `<div id="b%d"><pre><code><span class="k">func</span> main()</code></pre></div>`, i)
		}
	}
	return b.String()
}

// However passages lie, the woven essay is well formed, says what the text says,
// marks exactly the characters that notes lie over, and sets every mark once,
// outside links and code.
func TestWeaveProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := &edition.Edition{ID: "e", Series: []edition.Series{{ID: "a", Marks: "1"}, {ID: "b", Marks: "a"}}}
		e.Flow, e.Text = flowOf(essays(t))
		var borders []int // passages begin and end between characters
		for i := range e.Text.Plain {
			borders = append(borders, i)
		}
		borders = append(borders, len(e.Text.Plain))
		for i := range rapid.IntRange(0, 6).Draw(t, "notes") {
			a := edition.Annotation{ID: fmt.Sprintf("x%d", i), Series: i % 2}
			for range rapid.IntRange(1, 2).Draw(t, "places") {
				p := rapid.SampledFrom(borders).Draw(t, "start")
				q := rapid.SampledFrom(borders).Draw(t, "end")
				a.Places = append(a.Places, edition.Placed{Passage: edition.Passage{Start: min(p, q), End: max(p, q)}})
			}
			e.Notes = append(e.Notes, a)
		}
		finish(e)
		checkWoven(t, e, string(weave(nil, e, &spot{}, english)))
	})
}

func checkWoven(t *rapid.T, e *edition.Edition, woven string) {
	var (
		open  []string
		text  strings.Builder // of the essay alone
		over  []string        // by byte of text: the notes marked there
		notes string          // of the <mark> that is open
		skip  int             // inside a mark's number or a paragraph's link
		marks []string
	)
	for z := html.NewTokenizer(strings.NewReader(woven)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		token := z.Token()
		attrs := map[string]string{}
		for _, a := range token.Attr {
			if _, twice := attrs[a.Key]; twice {
				t.Fatalf("the attribute %s stands twice in %s", a.Key, woven)
			}
			attrs[a.Key] = a.Val
		}
		say := func(s string) {
			for range len(s) {
				over = append(over, notes)
			}
			text.WriteString(s)
		}
		switch kind {
		case html.TextToken:
			if skip == 0 {
				say(token.Data)
			}
		case html.StartTagToken:
			if token.Data == "img" {
				say(attrs["alt"])
				continue
			}
			if token.Data == "mark" {
				if slices.Contains(open, "mark") {
					t.Fatalf("a passage inside another: %s", woven)
				}
				notes = attrs["data-n"]
			}
			if own := strings.HasPrefix(attrs["class"], "mark ") || attrs["class"] == "para" || attrs["class"] == "gap"; own || skip > 0 {
				skip++
			}
			if strings.HasPrefix(attrs["class"], "mark ") {
				marks = append(marks, attrs["id"])
				if slices.Contains(open, "a") || slices.Contains(open, "code") || slices.Contains(open, "mark") {
					t.Fatalf("the mark %s stands inside %v: %s", attrs["id"], open, woven)
				}
			}
			if leaf := len(open) == 0; leaf && text.Len() > 0 {
				notes = ""
				say("\n")
			}
			open = append(open, token.Data)
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				t.Fatalf("</%s> does not close %v: %s", token.Data, open, woven)
			}
			open = open[:len(open)-1]
			if token.Data == "mark" {
				notes = ""
			}
			if skip > 0 {
				skip--
			}
		}
	}
	if len(open) > 0 {
		t.Fatalf("%v is open at the end: %s", open, woven)
	}
	plain := e.Text.Plain
	if strings.TrimRight(text.String(), "\n") != strings.TrimRight(plain, "\n") {
		t.Fatalf("the page says %q, the text %q", text.String(), plain)
	}
	images := map[int]edition.Passage{} // an image is marked whole
	for _, p := range e.Flow {
		if p.Kind == edition.Image {
			for i := p.Start; i < p.End; i++ {
				images[i] = p.Passage
			}
		}
	}
	for i := range len(plain) {
		if plain[i] == '\n' || i >= len(over) {
			continue
		}
		at := edition.Passage{Start: i, End: i + 1}
		if whole, ok := images[i]; ok {
			at = whole
		}
		var want []string
		for _, n := range e.Notes {
			if slices.ContainsFunc(n.Places, func(p edition.Placed) bool { return p.Overlaps(at) }) {
				want = append(want, n.ID)
			}
		}
		got := strings.Fields(over[i])
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Fatalf("byte %d (%q) is marked for %v, not %v: %s", i, plain[i:], got, want, woven)
		}
	}
	var want []string
	for _, m := range e.Marks {
		id := "r-" + e.Notes[m.Note].ID
		if m.N > 1 {
			id += fmt.Sprintf("-%d", m.N)
		}
		want = append(want, id)
	}
	if !slices.Equal(marks, want) {
		t.Fatalf("marks %v, not %v: %s", marks, want, woven)
	}
}
