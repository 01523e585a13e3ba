package markdown

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"gloss/generator/edition"
)

// hard are sources on which parsers are known to take the square of their
// length, or to run out of stack: cmark's list of pathological inputs, and what
// our own additions might not stand. Each is made about n bytes long.
var hard = []struct {
	name string
	make func(n int) string
}{
	{"quotations", func(n int) string { return strings.Repeat("> ", n/2) + "a" }},
	{"tight quotations", func(n int) string { return strings.Repeat(">", n) + "a" }},
	{"quotations by tab", func(n int) string { return strings.Repeat(">\t", n/2) + "a" }},
	{"lists in one line", func(n int) string { return strings.Repeat("- ", n/2) + "a" }},
	{"numbers in one line", func(n int) string { return strings.Repeat("1. ", n/3) + "a" }},
	{"lists over lines", func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			b.WriteString(strings.Repeat("  ", i) + "* a\n")
		}
		return b.String()
	}},
	{"definitions", func(n int) string { return "a\n" + strings.Repeat(": ", n/2) + "a" }},
	{"footnotes in one line", func(n int) string { return strings.Repeat("[^a]: ", n/6) + "a" }},
	{"footnotes", func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "x[^%d]\n\n[^%d]: y\n\n", i, i)
		}
		return b.String()
	}},
	{"opening brackets", func(n int) string { return strings.Repeat("[", n) + "a" }},
	{"nested brackets", func(n int) string { return strings.Repeat("[", n/2) + "a" + strings.Repeat("]", n/2) }},
	{"pairs of brackets", func(n int) string { return strings.Repeat("[]", n/2) }},
	{"brackets with @", func(n int) string { return strings.Repeat("[@", n/2) }},
	{"citations not closed", func(n int) string { return strings.Repeat("[@a, p. 3; ", n/11) }},
	{"citations with braces", func(n int) string { return strings.Repeat("[@{", n/3) + "]" }},
	{"braces in a citation", func(n int) string { return strings.Repeat("[@a "+strings.Repeat("{", 1500)+"] ", n/1506+1) }},
	{"references not closed", func(n int) string { return strings.Repeat("[[a|", n/4) }},
	{"references in references", func(n int) string { return strings.Repeat("[[a|", n/8) + strings.Repeat("]]", n/4) }},
	{"references", func(n int) string { return strings.Repeat("[[a|*b* _c_]] ", n/14) }},
	{"marks", func(n int) string { return "[^a]: x\n\n" + strings.Repeat("[^a]", n/4) }},
	{"marks not defined", func(n int) string { return strings.Repeat("[^a]", n/4) }},
	{"strong", func(n int) string { return strings.Repeat("*a **a ", n/14) + "b" + strings.Repeat(" a** a*", n/14) }},
	{"emphasis closers", func(n int) string { return strings.Repeat("a_ ", n/3) }},
	{"emphasis openers", func(n int) string { return strings.Repeat("_a ", n/3) }},
	{"link closers", func(n int) string { return strings.Repeat("a]", n/2) }},
	{"link openers", func(n int) string { return strings.Repeat("[a", n/2) }},
	{"mismatched emphasis", func(n int) string { return strings.Repeat("*a_ ", n/4) }},
	{"cmark 389", func(n int) string { return strings.Repeat("*a ", n/6) + strings.Repeat("_a*_ ", n/10) }},
	{"mixed", func(n int) string { return "a**b" + strings.Repeat("c* ", n/3) }},
	{"links and emphasis", func(n int) string { return strings.Repeat("[ a_", n/4) }},
	{"links not closed", func(n int) string { return strings.Repeat("[a](<b", n/6) }},
	{"links not closed 2", func(n int) string { return strings.Repeat("[a](b", n/5) }},
	{"links and parentheses", func(n int) string { return strings.Repeat("[ (](", n/5) }},
	{"images", func(n int) string { return strings.Repeat("![[]()", n/6) }},
	{"nested images", func(n int) string { return strings.Repeat("![", n/8) + "a" + strings.Repeat("](b)", n/8) }},
	{"comments not closed", func(n int) string { return "</" + strings.Repeat("<!--", n/4) }},
	{"processing not closed", func(n int) string { return "x" + strings.Repeat("<?", n/2) }},
	{"declarations not closed", func(n int) string { return "x" + strings.Repeat("<!A ", n/4) }},
	{"CDATA not closed", func(n int) string { return "x" + strings.Repeat("<![CDATA[", n/9) }},
	{"tags not closed", func(n int) string { return "x" + strings.Repeat("<a b=\"", n/6) }},
	{"backticks", func(n int) string {
		var b strings.Builder
		for i := 1; b.Len() < n; i++ {
			b.WriteString("e" + strings.Repeat("`", i%1000))
		}
		return b.String()
	}},
	{"definitions of links", func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "[%d]: x\n", i)
		}
		return b.String()
	}},
	{"quotation marks", func(n int) string { return strings.Repeat("\"a ", n/3) }},
	{"escapes", func(n int) string { return strings.Repeat("\\", n) }},
	{"entities", func(n int) string { return strings.Repeat("&a", n/2) }},
	{"entity", func(n int) string { return strings.Repeat("&amp;", n/5) }},
	{"table", func(n int) string { return "a | b\n--|--\n" + strings.Repeat("c | d\n", n/6) }},
	{"wide table", func(n int) string {
		return strings.Repeat("|a", n/6) + "|\n" + strings.Repeat("|-", n/6) + "|\n" + strings.Repeat("|b", n/6) + "|\n"
	}},
	{"table of ticks", func(n int) string { return "|a|\n|-|\n" + strings.Repeat("|`a\\|b`|\n", n/9) }},
	{"same words", func(n int) string { return strings.Repeat("the same words in every paragraph\n\n", n/35) }},
	{"same long words", func(n int) string {
		return strings.Repeat(strings.Repeat("word ", 2000)+"\n\n", n/10002+1)
	}},
	{"ids", func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "p {#i%d}\n\n", i)
		}
		return b.String()
	}},
	{"carriage returns", func(n int) string { return strings.Repeat("a\r\n", n/3) }},
	{"not UTF-8", func(n int) string { return strings.Repeat("a\xff", n/2) }},
	{"code", func(n int) string { return "```go\n" + strings.Repeat("if \"a\" {\n", n/9) + "```\n" }},
	{"heading", func(n int) string { return "# " + strings.Repeat("#", n) }},
	{"bare addresses", func(n int) string { return strings.Repeat("http://a.b/ ", n/12) }},
	{"at signs", func(n int) string { return strings.Repeat("@a ", n/3) }},
	{"e-mail", func(n int) string { return strings.Repeat("a@a.b ", n/6) }},
}

// TestHard: each of them takes a time that grows with its length, not with the
// square of it. fifty thousand bytes must be read within a limit that a loaded
// machine keeps and the square does not: goldmark alone needs a minute for some.
func TestHard(t *testing.T) {
	const size, limit = 50_000, 10 * time.Second
	o := Options{Place: func(int) edition.Place { return edition.Place{} }, Known: everyKey}
	for _, h := range hard {
		source := h.make(size)
		done := make(chan *edition.Document, 1)
		start := time.Now()
		go func() {
			doc, _ := Parse([]byte(source), o)
			done <- doc
		}()
		select {
		case <-done:
			if d := time.Since(start); d > time.Second {
				t.Logf("%s: %d bytes took %v", h.name, len(source), d)
			}
		case <-time.After(limit):
			t.Fatalf("%s: %d bytes take longer than %v", h.name, len(source), limit)
		}
		source = h.make(2000)
		doc, _ := Parse([]byte(source), o)
		checkInvariants(t, source, doc)
	}
}

// TestDeep: what nests too deeply is read as plain words, and said once.
func TestDeep(t *testing.T) {
	for _, sign := range []string{"> ", "- "} {
		source := strings.Repeat(sign, 300) + "words"
		doc, ps := Parse([]byte(source), Options{Place: placer(source)})
		checkInvariants(t, source, doc)
		if n := len(doc.Text.Groups); n < 40 || n > deepest {
			t.Errorf("%q: %d groups", sign, n)
		}
		if len(ps) != 1 || ps[0].Severity != edition.Warning {
			t.Errorf("%q: %v", sign, ps)
		}
		if !strings.HasSuffix(doc.Text.Plain, "words") {
			t.Errorf("%q: the words are lost: %q", sign, doc.Text.Plain)
		}
	}
}

// TestLimits: a block with more emphasis or brackets than anybody writes loses
// no characters.
func TestLimits(t *testing.T) {
	source := strings.Repeat("*a* ", mostMarks) + strings.Repeat("[b](c) ", 2*mostLinks)
	doc, _ := Parse([]byte(source), Options{Place: placer(source)})
	checkInvariants(t, source, doc)
	if a, b := strings.Count(doc.Text.Plain, "a"), strings.Count(doc.Text.Plain, "b"); a != mostMarks || b != 2*mostLinks {
		t.Errorf("%d and %d words are left", a, b)
	}
}
