package render

import (
	"cmp"
	"flag"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gloss/generator/edition"
)

var update = flag.Bool("update", false, "rewrite the expected files with what came out")

// tag cuts the small HTML that cases are written in.
var tag = regexp.MustCompile(`<(/?)([a-z0-9]+)([^>]*)>`)

var attribute = regexp.MustCompile(`([a-z]+)="([^"]*)"`)

var leaves = map[string]edition.BlockKind{
	"p": edition.Paragraph, "h1": edition.Heading, "h2": edition.Heading, "h3": edition.Heading, "li": edition.Item,
	"td": edition.Cell, "th": edition.Cell, "dt": edition.Term, "dd": edition.Description, "div": edition.Code,
}

// flowOf makes a flow and its text of the HTML of a case, as package markdown
// makes them of Markdown: each block's text is followed by a line end, an image
// counts as its alternative text, a and code are where marks must not stand.
func flowOf(html string) (edition.Flow, *edition.Text) {
	var (
		flow  edition.Flow
		text  = &edition.Text{}
		plain strings.Builder
		open  []edition.Block // leaf blocks under way
	)
	run := func(s string) {
		if len(open) == 0 {
			if s != "" {
				flow = append(flow, edition.Piece{Kind: edition.Markup, HTML: s, Passage: edition.Passage{Start: plain.Len(), End: plain.Len()}})
			}
			return
		}
		if s == "" {
			return
		}
		start := plain.Len()
		plain.WriteString(s)
		flow = append(flow, edition.Piece{Kind: edition.Run, Passage: edition.Passage{Start: start, End: plain.Len()}})
	}
	last := 0
	for _, m := range tag.FindAllStringSubmatchIndex(html, -1) {
		run(html[last:m[0]])
		last = m[1]
		whole, closes, name, rest := html[m[0]:m[1]], m[2] != m[3], html[m[4]:m[5]], html[m[6]:m[7]]
		attrs := map[string]string{}
		for _, a := range attribute.FindAllStringSubmatch(rest, -1) {
			attrs[a[1]] = a[2]
		}
		kind, leaf := leaves[name]
		if leaf && !closes {
			if len(text.Blocks) > 0 && plain.Len() > 0 && !strings.HasSuffix(plain.String(), "\n") {
				plain.WriteByte('\n')
			}
			level := 0
			if kind == edition.Heading {
				level = int(name[1] - '0')
			}
			open = append(open, edition.Block{ID: attrs["id"], Kind: kind, Level: level, Passage: edition.Passage{Start: plain.Len()}})
		}
		point := edition.Passage{Start: plain.Len(), End: plain.Len()}
		piece := edition.Piece{Kind: edition.Markup, HTML: whole, Passage: point}
		switch {
		case leaf && closes:
			b := open[len(open)-1]
			open = open[:len(open)-1]
			b.End = plain.Len()
			text.Blocks = append(text.Blocks, b)
			piece.Ends = b.ID
		case name == "a" && !closes:
			piece = edition.Piece{Kind: edition.Link, URL: attrs["href"], Nest: 1, Passage: point}
			if id, ok := strings.CutPrefix(attrs["href"], "note:"); ok {
				piece.URL, piece.Target = "", &edition.Address{Kind: edition.ToNote, ID: id}
			}
		case name == "img":
			plain.WriteString(attrs["alt"])
			piece = edition.Piece{Kind: edition.Image, URL: attrs["src"], HTML: ` alt="` + attrs["alt"] + `"`, Passage: edition.Passage{Start: point.Start, End: plain.Len()}}
		case name == "code" || name == "pre" || name == "a":
			piece.Nest = 1
			if closes {
				piece.Nest = -1
			}
			piece.Closes = closes
		case closes && slices.Contains([]string{"em", "strong", "span", "b", "i"}, name):
			piece.Closes = true
		}
		flow = append(flow, piece)
	}
	run(html[last:])
	text.Plain = strings.TrimSuffix(plain.String(), "\n")
	return flow, text
}

// editionOf makes a finished edition of an essay in HTML and its notes, one a
// line: id, number of the series, result of the quotation. A quotation with a
// circumflex before it is the point after it; two with a bar between them are
// two places; an asterisk is the whole work.
func editionOf(t testing.TB, essay, notes string) *edition.Edition {
	t.Helper()
	e := &edition.Edition{ID: "essay", Language: "en", Dir: "ltr", Front: edition.Front{Title: "An essay"}}
	e.Flow, e.Text = flowOf(essay)
	e.Series = []edition.Series{
		{ID: "editor", Label: "Commentary", Marks: edition.Figures, Slot: 1},
		{ID: "source", Label: "Sources", Marks: edition.Letters, Slot: 2},
		{ID: "author", Label: "Author’s notes", Marks: edition.Symbols, Slot: 3},
	}
	for line := range strings.Lines(notes) {
		fields := strings.SplitN(strings.TrimSpace(line), " ", 3)
		if len(fields) != 3 {
			continue
		}
		series, err := strconv.Atoi(fields[1])
		if err != nil {
			t.Fatal(err)
		}
		body, text := flowOf("<p>On " + strings.NewReplacer("<", "", ">", "").Replace(fields[2]) + ".</p>")
		a := edition.Annotation{ID: fields[0], Series: series - 1, Body: body, Plain: text.Plain, Text: text.Plain, Whole: fields[2] == "*"}
		for quote := range strings.SplitSeq(fields[2], "|") {
			if a.Whole {
				break
			}
			exact, point := strings.CutPrefix(quote, "^")
			exact = strings.ReplaceAll(exact, "\\n", "\n")
			at := strings.Index(e.Text.Plain, exact)
			if at < 0 {
				t.Fatalf("note %s: %q is not in %q", a.ID, exact, e.Text.Plain)
			}
			p := edition.Passage{Start: at, End: at + len(exact)}
			if point {
				p.Start = p.End
			}
			a.Places = append(a.Places, edition.Placed{Passage: p})
		}
		e.Notes = append(e.Notes, a)
	}
	finish(e)
	return e
}

// finish orders and numbers the notes and cuts the text at their borders, as
// package resolve does.
func finish(e *edition.Edition) {
	end := func(a edition.Annotation) int {
		if len(a.Places) == 0 {
			return -1
		}
		return a.Places[0].End
	}
	slices.SortStableFunc(e.Notes, func(a, b edition.Annotation) int { return cmp.Compare(end(a), end(b)) })
	count := map[int]int{}
	var borders []int
	for i := range e.Notes {
		a := &e.Notes[i]
		count[a.Series]++
		a.Mark = e.Series[a.Series].Marks.Nth(count[a.Series])
		for k, p := range a.Places {
			borders = append(borders, p.Start, p.End)
			e.Marks = append(e.Marks, edition.MarkPoint{Offset: p.End, Note: i, N: k + 1})
		}
	}
	slices.SortStableFunc(e.Marks, func(a, b edition.MarkPoint) int { return cmp.Compare(a.Offset, b.Offset) })
	for _, b := range e.Text.Blocks {
		borders = append(borders, b.Start, b.End)
	}
	slices.Sort(borders)
	borders = slices.Compact(borders)
	begun := map[int]bool{}
	for k := 0; k+1 < len(borders); k++ {
		s := edition.Segment{Passage: edition.Passage{Start: borders[k], End: borders[k+1]}}
		if e.Text.Plain[s.Start:s.End] == "\n" && e.Text.Block(s.Start).End == s.Start {
			continue // between two blocks
		}
		for i, a := range e.Notes {
			for j, p := range a.Places {
				if !p.Overlaps(s.Passage) || slices.Contains(s.Notes, i) {
					continue
				}
				s.Notes = append(s.Notes, i)
				if j == 0 && !begun[i] {
					begun[i] = true
					s.First = append(s.First, i)
				}
			}
		}
		if len(s.Notes) > 0 {
			e.Segments = append(e.Segments, s)
		}
	}
	e.Words = len(strings.Fields(e.Text.Plain))
}

func settingsOf() *edition.Settings {
	return &edition.Settings{Title: "The Site", URL: "https://example.org/repo/", Language: "en"}
}

func filesOf(t testing.TB, files []File) map[string]File {
	t.Helper()
	out := map[string]File{}
	for _, f := range files {
		if _, twice := out[f.Path]; twice {
			t.Errorf("%s is written twice", f.Path)
		}
		out[f.Path] = f
	}
	return out
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(fmt.Sprint(err))
	}
	return v
}
