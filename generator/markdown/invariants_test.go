package markdown

import (
	"strings"
	"unicode/utf8"

	"gloss/generator/edition"
)

// reporter is what [testing.T] and [rapid.T] have in common.
type reporter interface {
	Helper()
	Logf(format string, args ...any)
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// checkInvariants holds what every document must keep, whatever the source.
func checkInvariants(t reporter, source string, doc *edition.Document) {
	t.Helper()
	checkSpans(t, source, &doc.Text)
	checkBlocks(t, doc)
	checkFlow(t, source, doc)
	for _, f := range doc.Footnotes {
		checkInvariants(t, source, f.Body)
	}
}

func checkSpans(t reporter, source string, text *edition.Text) {
	t.Helper()
	if !utf8.ValidString(text.Plain) {
		t.Fatalf("the text is not valid UTF-8: %q", text.Plain)
	}
	covered, block, last := 0, 0, 0
	for _, s := range text.Spans {
		for covered < s.Start { // only newlines between blocks have no span
			if text.Plain[covered] != '\n' {
				t.Fatalf("no span covers byte %d of %q", covered, text.Plain)
			}
			covered++
		}
		if s.Start != covered || s.End <= s.Start {
			t.Fatalf("spans overlap or are empty: %+v after %d", s, covered)
		}
		if s.Source.Start < 0 || s.Source.Start > s.Source.End || s.Source.End > len(source) {
			t.Fatalf("span %+v leaves the source of %d bytes", s, len(source))
		}
		words := text.Plain[s.Start:s.End]
		if !utf8.ValidString(words) {
			t.Fatalf("span %+v cuts a character: %q", s, words)
		}
		if s.Verbatim && source[s.Source.Start:s.Source.End] != words {
			t.Fatalf("span %+v is not verbatim: %q, %q", s, source[s.Source.Start:s.Source.End], words)
		}
		for block < len(text.Blocks) && text.Blocks[block].End <= s.Start {
			block, last = block+1, 0
		}
		if s.Source.Start < last {
			t.Fatalf("span %+v goes backwards in its block", s)
		}
		covered, last = s.End, s.Source.Start
	}
	for ; covered < len(text.Plain); covered++ {
		if text.Plain[covered] != '\n' {
			t.Fatalf("no span covers byte %d of %q", covered, text.Plain)
		}
	}
}

func checkBlocks(t reporter, doc *edition.Document) {
	t.Helper()
	text := &doc.Text
	seen := map[string]bool{}
	for _, list := range [][]edition.Block{text.Blocks, text.Groups} {
		for _, b := range list {
			if b.Start < 0 || b.Start > b.End || b.End > len(text.Plain) {
				t.Fatalf("block %+v leaves the text", b)
			}
			if b.ID != "" && seen[b.ID] {
				t.Fatalf("two blocks have the id %q", b.ID)
			}
			if b.ID != "" && !isID(b.ID) {
				t.Fatalf("the id %q is not one", b.ID)
			}
			seen[b.ID] = true
		}
	}
	at := 0
	for i, b := range text.Blocks {
		if i > 0 {
			if b.Start != at+1 || text.Plain[at] != '\n' {
				t.Fatalf("block %+v does not begin one newline after the last, at %d", b, at)
			}
		} else if b.Start != 0 {
			t.Fatalf("the first block begins at %d", b.Start)
		}
		if b.Kind >= edition.List {
			t.Fatalf("a group among the leaves: %+v", b)
		}
		at = b.End
	}
	if at != len(text.Plain) {
		t.Fatalf("the text ends at %d, its blocks at %d", len(text.Plain), at)
	}
}

// checkFlow: runs and images show each character once and in order, points
// stand where they should, and links and code are balanced.
func checkFlow(t reporter, source string, doc *edition.Document) {
	t.Helper()
	at, depth, block := 0, 0, 0
	ends := map[string]bool{}
	for i, p := range doc.Flow {
		if p.Start > p.End || p.End > len(doc.Text.Plain) {
			t.Fatalf("piece %d leaves the text: %+v", i, p)
		}
		if p.Kind == edition.Run || p.Kind == edition.Image {
			if p.Start < at || strings.Trim(doc.Text.Plain[at:p.Start], "\n") != "" {
				t.Fatalf("piece %d of %q does not follow on %d: %+v", i, source, at, p)
			}
			if p.Kind == edition.Run && p.End == p.Start {
				t.Fatalf("piece %d is an empty run", i)
			}
			at = p.End
		}
		checkSource(t, source, &p)
		depth += int(p.Nest)
		if depth < 0 || depth > 2 {
			t.Fatalf("piece %d makes the depth %d", i, depth)
		}
		if p.Ends != "" {
			for block < len(doc.Text.Blocks) && doc.Text.Blocks[block].ID != p.Ends {
				block++
			}
			if block == len(doc.Text.Blocks) || ends[p.Ends] || p.Start != doc.Text.Blocks[block].End {
				t.Fatalf("piece %d ends a block that is not there, or twice, or elsewhere: %+v", i, p)
			}
			ends[p.Ends] = true
		}
	}
	if depth != 0 {
		t.Fatalf("links and code are not closed: %d", depth)
	}
	for _, b := range doc.Text.Blocks {
		if b.ID != "" && !ends[b.ID] {
			t.Fatalf("nothing ends the block %q", b.ID)
		}
	}
}

// checkSource: links, images and holes say where in the source they begin.
func checkSource(t reporter, source string, p *edition.Piece) {
	begins := func(at int, signs ...string) {
		t.Helper()
		for _, s := range signs {
			if at >= 0 && at <= len(source) && strings.HasPrefix(source[at:], s) {
				return
			}
		}
		t.Fatalf("%q does not begin at byte %d of %q: %+v", signs, at, source, *p)
	}
	switch p.Kind {
	case edition.Image:
		begins(p.Source, "![")
	case edition.Link:
		if p.Source < 0 || p.Source >= len(source) {
			t.Fatalf("a link begins at %d of %q", p.Source, source)
		}
	case edition.FootnoteHole:
		begins(p.Source, "[^"+p.Label, "[^") // a label may hold what was cleaned
	case edition.ReferenceHole:
		begins(p.Source, "[[")
	case edition.CitationHole:
		begins(p.Source, "[", "@", "-@")
		for _, i := range p.Citation.Items {
			if !strings.Contains(i.Key, replacement) {
				begins(i.Source, i.Key, "{"+i.Key+"}")
			}
		}
	}
}
