package markdown

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"gloss/generator/edition"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden reads every archive of testdata. Its comment's first line may hold
// options (html, note, known=KEY,KEY); input.md is the source, and what
// it becomes stands in the further files: flow.html, text.txt, and problems.txt
// when there are any. In a source, ␍ stands for a carriage return and ␀ for NUL.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no golden files", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if len(archive.Files) == 0 || archive.Files[0].Name != "input.md" {
				t.Fatal("the first file must be input.md")
			}
			source := strings.NewReplacer("␍", "\r", "␀", "\x00", "␚", "\ufeff").Replace(string(archive.Files[0].Data))
			o := optionsOf(string(archive.Comment), source)
			doc, ps := Parse([]byte(source), o)
			checkInvariants(t, source, doc)
			got := map[string]string{"flow.html": flowText(doc), "text.txt": textOf(doc)}
			if len(ps) > 0 {
				got["problems.txt"] = problemsOf(ps)
			}
			if *update {
				archive.Files = archive.Files[:1]
				for _, name := range []string{"flow.html", "text.txt", "problems.txt"} {
					if got[name] != "" {
						archive.Files = append(archive.Files, txtar.File{Name: name, Data: []byte(got[name])})
					}
				}
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want := map[string]string{}
			for _, f := range archive.Files[1:] {
				want[f.Name] = string(f.Data)
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("-want +got; go test -update writes the files anew:\n%s", d)
			}
		})
	}
}

// optionsOf reads the first line of a golden file.
func optionsOf(comment, source string) Options {
	line, _, _ := strings.Cut(comment, "\n")
	o := Options{Place: placer(source)}
	for word := range strings.FieldsSeq(line) {
		switch {
		case word == "html":
			o.HTML = true
		case word == "note":
			o.Note = true
		case strings.HasPrefix(word, "known="):
			keys := strings.Split(strings.TrimPrefix(word, "known="), ",")
			o.Known = func(key string) bool {
				for _, k := range keys {
					if k == key {
						return true
					}
				}
				return false
			}
			o.Near = func(key string) string { return edition.Nearest(key, keys) }
		}
	}
	return o
}

// placer counts lines and columns.
func placer(source string) func(int) edition.Place {
	return func(at int) edition.Place {
		before := source[:at]
		line := strings.Count(before, "\n") + 1
		return edition.Place{File: "input.md", Line: line, Column: len([]rune(before[strings.LastIndexByte(before, '\n')+1:])) + 1}
	}
}

// flowText writes a flow for people to read: HTML, with what is no HTML in
// double braces, and the bodies of footnotes behind it.
func flowText(doc *edition.Document) string {
	var b strings.Builder
	writeFlow(&b, doc, true)
	for _, f := range doc.Footnotes {
		fmt.Fprintf(&b, "-- [^%s] %d:%d\n", f.Label, f.At.Line, f.At.Column)
		writeFlow(&b, f.Body, true)
	}
	return b.String()
}

// writeFlow writes the pieces; holes only when asked.
func writeFlow(b *strings.Builder, doc *edition.Document, holes bool) {
	for _, p := range doc.Flow {
		switch p.Kind {
		case edition.Markup:
			b.WriteString(p.HTML)
		case edition.Run:
			b.WriteString(escape(doc.Text.Plain[p.Start:p.End]))
		case edition.Link:
			fmt.Fprintf(b, `<a href="%s"%s>`, escape(p.URL), p.HTML)
		case edition.Image:
			fmt.Fprintf(b, `<img src="%s"%s>`, escape(p.URL), p.HTML)
		case edition.FootnoteHole:
			if holes {
				fmt.Fprintf(b, "{{^%s}}", p.Label)
			}
		case edition.CitationHole:
			if holes {
				fmt.Fprintf(b, "{{cite %s}}", citationText(p.Citation))
			}
		case edition.ReferenceHole:
			if holes {
				fmt.Fprintf(b, "{{ref %+v}}", *p.Reference)
			}
		}
	}
}

func citationText(c *edition.Citation) string {
	var parts []string
	if c.InText {
		parts = append(parts, "in-text")
	}
	for _, i := range c.Items {
		s := fmt.Sprintf("%q @%s", i.Prefix, i.Key)
		if i.SuppressAuthor {
			s = fmt.Sprintf("%q -@%s", i.Prefix, i.Key)
		}
		parts = append(parts, fmt.Sprintf("%s %s=%q %q at %d", s, i.Label, i.Locator, i.Suffix, i.Source))
	}
	return strings.Join(parts, "; ")
}

// textOf writes blocks and groups, each with its characters.
func textOf(doc *edition.Document) string {
	var b strings.Builder
	for _, list := range [][]edition.Block{doc.Text.Blocks, doc.Text.Groups} {
		for _, k := range list {
			name := k.Kind.Name()
			if k.Level > 0 {
				name += fmt.Sprint(k.Level)
			}
			fmt.Fprintf(&b, "%s %q %q\n", name, k.ID, doc.Text.Plain[k.Start:k.End])
		}
	}
	for _, f := range doc.Footnotes {
		fmt.Fprintf(&b, "-- [^%s]\n%s", f.Label, textOf(f.Body))
	}
	return b.String()
}

func problemsOf(ps edition.Problems) string {
	var b strings.Builder
	for _, p := range ps.Sorted() {
		fmt.Fprintf(&b, "%d:%d: %s: %s (%s)\n", p.Line, p.Column, p.Severity, p.Text, p.Hint)
	}
	return b.String()
}
