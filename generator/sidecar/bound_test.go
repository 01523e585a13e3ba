package sidecar

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v4"
	"pgregory.net/rapid"

	"gloss/generator/edition"
)

// TestBombs reads small files that mean to be large, and large ones that mean
// nothing; all must end soon, and with something said.
func TestBombs(t *testing.T) {
	var aliases strings.Builder
	aliases.WriteString("- &a {target: &t [" + strings.Repeat("x, ", 2000) + "x], body: b}\n")
	aliases.WriteString(strings.Repeat("- *a\n", 2000))

	var laughs strings.Builder
	laughs.WriteString("- &m0 {tags: [a, b]}\n")
	for i := 1; i < 30; i++ {
		fmt.Fprintf(&laughs, "- &m%d {<<: [*m%d, *m%d, *m%d]}\n", i, i-1, i-1, i-1)
	}
	for name, src := range map[string]string{
		"aliases":  aliases.String(),
		"merges":   laughs.String(),
		"brackets": strings.Repeat("[", 100_000),
		"braces":   strings.Repeat("{a: ", 100_000),
		"dashes":   strings.Repeat("- ", 100_000),
		"quotes":   strings.Repeat("- \"\n", 50_000),
		"keys":     "- " + strings.Repeat("a: 1\n  ", 50_000),
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			_, ps := Notes("annotations.yaml", []byte(src))
			if len(ps) == 0 {
				t.Error("nothing was said")
			}
			for _, name := range []string{"sources.json", "sources.ris", "sources.bib"} {
				if _, ps = Sources(name, []byte(src)); len(ps) == 0 && name != "sources.bib" { // to BibTeX most of it is comment
					t.Errorf("nothing was said of %s", name)
				}
			}
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("%d bytes took %v", len(src), took)
			}
		})
	}
}

// TestLargeExports reads large files of BibTeX and RIS that mean little, or go on
// where they should end.
func TestLargeExports(t *testing.T) {
	const n = 20_000
	for name, src := range map[string]string{
		"sources.bib, entries":  strings.Repeat("@book{a, title = {x}}\n", n),
		"sources.bib, open":     strings.Repeat("@book{a, title = {x\n", n),
		"sources.bib, fields":   "@book{a, " + numbered("f%d = {x}, ", n) + "}",
		"sources.bib, names":    "@book{a, author = {" + strings.Repeat("x and ", n) + "}}",
		"sources.bib, commands": "@book{a, title = {" + strings.Repeat(`\x{} `, n) + "}}",
		"sources.bib, lines":    "@book{a, note = {" + strings.Repeat("a: b\n", n) + "}}",
		"sources.ris, records":  strings.Repeat("TY  - BOOK\nTI  - x\nER  - \n", n),
		"sources.ris, names":    "TY  - BOOK\n" + strings.Repeat("AU  - x, y\n", n),
		"sources.ris, keywords": "TY  - BOOK\n" + strings.Repeat("KW  - x\n", n),
		"sources.ris, notes":    "TY  - BOOK\n" + numbered("N1  - %d\n", n),
		"sources.ris, numbers":  "TY  - BOOK\n" + strings.Repeat("SN  - 0028-0836\n", n),
		"sources.ris, unread":   "TY  - BOOK\n" + strings.Repeat("XX  - x\n", n),
		"sources.ris, dates":    "TY  - BOOK\n" + strings.Repeat("DA  - x\n", n),
		"sources.ris, links":    "TY  - BOOK\n" + strings.Repeat("UR  - x\n", n),
	} {
		t.Run(name, func(t *testing.T) {
			file, _, _ := strings.Cut(name, ",")
			start := time.Now()
			Sources(file, []byte(src))
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("%d bytes took %v", len(src), took)
			}
		})
	}
}

func numbered(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// TestBodyPlaces writes a body in each style of YAML and asks for the place of
// each of its characters: the file must have that character there.
func TestBodyPlaces(t *testing.T) {
	words := rapid.SliceOfN(rapid.StringMatching(`[a-zé“”'"\\#&*]{1,6}`), 1, 12)
	rapid.Check(t, func(t *rapid.T) {
		var body strings.Builder
		for i, w := range words.Draw(t, "words") {
			if i > 0 {
				body.WriteString(rapid.SampledFrom([]string{" ", "\n", "\n\n"}).Draw(t, "gap"))
			}
			body.WriteString(w)
		}
		style := rapid.SampledFrom([]yaml.Style{0, yaml.LiteralStyle, yaml.FoldedStyle, yaml.SingleQuotedStyle, yaml.DoubleQuotedStyle}).Draw(t, "style")
		data, err := yaml.Dump([]map[string]yaml.Node{{
			"body":   {Kind: yaml.ScalarNode, Style: style, Value: body.String()},
			"target": {Kind: yaml.ScalarNode, Value: "x"},
		}}, yaml.WithLineWidth(20))
		if err != nil {
			t.Fatal(err)
		}
		notes, ps := Notes("annotations.yaml", data)
		if len(notes) != 1 {
			t.Fatalf("%s\n%v", data, ps)
		}
		n := &notes[0]
		l := NewLines(data)
		place := BodyPlaces(func() *Lines { return l }, n)
		for i, r := range n.Markdown {
			if blank(r) {
				continue
			}
			at := place(i)
			rest := string(data[l.Offset(at.Line, at.Column):])
			if !strings.HasPrefix(rest, string(r)) && !strings.HasPrefix(rest, `\`) {
				t.Fatalf("character %d (%c) of %q is not at %d:%d of\n%s", i, r, n.Markdown, at.Line, at.Column, data)
			}
		}
	})
}

// TestFixtures reads the items of the CSL project's test suite.
func TestFixtures(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/csl/test-suite/*.txt")
	if len(files) == 0 {
		t.Skip("the CSL project's test suite is not there (../shared/csl/test-suite): nothing was read")
	}
	input := regexp.MustCompile(`(?s)>>=+ INPUT =+>>(.*?)<<=+ INPUT`)
	read := 0
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		m := input.FindSubmatch(data)
		if m == nil {
			continue
		}
		sources, ps := Sources("sources.json", m[1])
		read += len(sources)
		for _, p := range ps {
			// Two records of one key, and one without, are errors to us and
			// tests to them.
			if p.Severity == edition.Error && !strings.Contains(p.Text, "two sources") && !strings.Contains(p.Text, "without an id") {
				t.Errorf("%s: %d:%d: %s", filepath.Base(name), p.Line, p.Column, p.Text)
			}
		}
	}
	if read < 1700 {
		t.Errorf("only %d sources were read", read)
	}
}

// made returns files of 50 notes and 30 sources.
func made() (notes, sources []byte) {
	var b strings.Builder
	for i := range 50 {
		fmt.Fprintf(&b, "- id: note-%d\n  target: {exact: some words of the essay %d, prefix: before}\n  series: editor\n  creator: A. Editor\n"+
			"  created: 2026-11-22\n  sources: [\"key%d, p. 1\"]\n  tags: [war, peace]\n  body: |\n    Some *Markdown* that cites [@key%d, p. 3]\n    and goes on for a line.\n\n    - a list\n", i, i, i%30, i%30)
	}
	notes = []byte(b.String())
	b.Reset()
	for i := range 30 {
		fmt.Fprintf(&b, "- id: key%d\n  type: article-newspaper\n  title: \"A title: with a colon\"\n  author:\n    - {family: Roe, given: Jane}\n    - {literal: A Body}\n"+
			"  container-title: The Journal\n  issued: 2026-02-11\n  URL: https://example.org/%d\n  page: 1-2\n  volume: 12\n  accessed: {date-parts: [[2026, 11, 22]]}\n", i, i)
	}
	return notes, []byte(b.String())
}

func BenchmarkRead(b *testing.B) {
	notes, sources := made()
	b.SetBytes(int64(len(notes) + len(sources)))
	for b.Loop() {
		n, ps := Notes("annotations.yaml", notes)
		s, ps2 := Sources("sources.yaml", sources)
		if len(n) != 50 || len(s) != 30 || len(ps)+len(ps2) > 0 {
			b.Fatal(len(n), len(s), ps, ps2)
		}
	}
}

// BenchmarkChange is what a change of one note among fifty takes: to read the file
// twice, and to write the change.
func BenchmarkChange(b *testing.B) {
	data, _ := made()
	notes, _ := Notes("annotations.yaml", data)
	is := copyNote(&notes[20])
	is.Markdown += "More.\n"
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, refused := ChangeNote("annotations.yaml", data, notes[20], is); refused != nil {
			b.Fatal(refused)
		}
	}
}

// BenchmarkYAMLAlone is what the library takes to read the same bytes into its
// untyped nodes.
func BenchmarkYAMLAlone(b *testing.B) {
	notes, sources := made()
	b.SetBytes(int64(len(notes) + len(sources)))
	for b.Loop() {
		for _, data := range [][]byte{notes, sources} {
			var n yaml.Node
			if err := yaml.Load(data, &n); err != nil {
				b.Fatal(err)
			}
		}
	}
}
