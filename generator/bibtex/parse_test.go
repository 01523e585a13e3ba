package bibtex

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write what was read into the cases")

// TestParse reads the files of testdata/parse.txtar: each stands before what is
// read of it.
func TestParse(t *testing.T) {
	const name = "testdata/parse.txtar"
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(a.Files); i += 2 {
		file, read := &a.Files[i], &a.Files[i+1]
		got := reading(file.Data)
		if diff := cmp.Diff(string(read.Data), got); diff != "" && !*update {
			t.Errorf("%s (-want +got):\n%s", file.Name, diff)
		}
		read.Data = []byte(got)
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(a), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// reading writes down what is read of a file.
func reading(data []byte) string {
	var b strings.Builder
	place := func(at int) string {
		before := string(data[:at])
		return fmt.Sprintf("%d:%d", strings.Count(before, "\n")+1, at-strings.LastIndex(before, "\n"))
	}
	entries, mistakes := Parse(data)
	for _, m := range mistakes {
		fmt.Fprintf(&b, "%s: %s\n\t%s\n", place(m.At), m.Text, m.Hint)
	}
	for _, e := range entries {
		fmt.Fprintf(&b, "%s %s %q\n", place(e.At), e.Type, e.Key)
		for _, f := range e.Fields {
			from := ""
			if f.From != "" {
				from = " from " + f.From
			}
			fmt.Fprintf(&b, "  %s %s = %q%s\n", place(f.Value.At(0)), f.Name, f.Value.Text, from)
		}
	}
	return b.String()
}

// TestSoon reads files that mean to be large, or to be searched again and again:
// all end soon.
func TestSoon(t *testing.T) {
	var laughs strings.Builder
	laughs.WriteString("@string{m0 = {" + strings.Repeat("x", 100) + "}}\n")
	for i := 1; i < 60; i++ {
		fmt.Fprintf(&laughs, "@string{m%d = m%d # m%d # m%d}\n", i, i-1, i-1, i-1)
	}
	laughs.WriteString("@book{a, title = m59}")

	var heirs strings.Builder
	heirs.WriteString("@book{p,\n")
	for i := range 10_000 {
		fmt.Fprintf(&heirs, "f%d = {x},\n", i)
	}
	heirs.WriteString("}\n" + strings.Repeat("@book{k, xdata = {p}}\n", 10_000))

	var chain strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&chain, "@book{k%d, crossref = {k%d}, f%d = {x}}\n", i, i+1, i)
	}

	const n = 100_000
	for name, src := range map[string]string{
		"laughs":           laughs.String(),
		"heirs":            heirs.String(),
		"chain":            chain.String(),
		"braces":           "@book{a, title = " + strings.Repeat("{", n),
		"even braces":      "@book{a, title = " + strings.Repeat("{", n) + strings.Repeat("}", n) + "}",
		"open entries":     strings.Repeat("@book{a, title = {x\n", n),
		"open, one line":   strings.Repeat("@book{a, title = {x ", n),
		"open comments":    strings.Repeat("@comment{x\n", n),
		"quotes":           "@book{a, title = " + strings.Repeat(`"`, n),
		"at signs":         strings.Repeat("@", n),
		"types":            strings.Repeat("@book ", n),
		"percent signs":    strings.Repeat("@book{a%\n", n),
		"pieces":           "@book{a, title = x" + strings.Repeat(" # x", n) + "}",
		"fields":           "@book{a, " + strings.Repeat("x = 1, ", n) + "}",
		"commas":           "@book{a" + strings.Repeat(",", n) + "}",
		"ands":             "@book{a, author = {" + strings.Repeat("and ", n) + "}}",
		"commands":         "@book{a, title = {" + strings.Repeat(`\x{`, n) + strings.Repeat("}", n) + "}}",
		"emphasis":         "@book{a, title = {" + strings.Repeat(`\emph{`, n) + strings.Repeat("}", n) + "}}",
		"bare emphasis":    "@book{a, title = {" + strings.Repeat(`\emph`, n) + "}}",
		"accents":          "@book{a, title = {" + strings.Repeat(`\'`, n) + "}}",
		"accents in line":  "@book{a, title = {" + strings.Repeat(`\'{a}`, n) + "}}",
		"accents nested":   "@book{a, title = {" + strings.Repeat(`\'{`, n) + strings.Repeat("}", n) + "}}",
		"dollars":          "@book{a, title = {" + strings.Repeat(`{$`, n) + strings.Repeat("}", n) + "}}",
		"scripts":          "@book{a, title = {$" + strings.Repeat(`_{`, n) + strings.Repeat("}", n) + "$}}",
		"links":            "@book{a, title = {" + strings.Repeat(`\href{a}{b}`, n) + "}}",
		"ampersands":       "@book{a, title = {" + strings.Repeat(`&`, n) + "}}",
		"declarations":     "@book{a, title = {" + strings.Repeat(`\em `, n) + "}}",
		"names in commas":  "@book{a, author = {" + strings.Repeat(`a, `, n) + "}}",
		"semicolons":       "@book{a, author = {" + strings.Repeat(`a;`, n) + "}}",
		"names of words":   "@book{a, author = {" + strings.Repeat(`a `, n) + "}}",
		"words in braces":  "@book{a, author = {" + strings.Repeat(`{`, n) + strings.Repeat("}", n) + " x}}",
		"equals, in names": "@book{a, author = {" + strings.Repeat(`given=a, `, n) + "}}",
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			entries, _ := Parse([]byte(src))
			for _, e := range entries {
				for _, f := range e.Fields {
					if f.From == "" {
						Text(f.Value.Text, Title)
						Names(f.Value.Text)
					}
				}
			}
			if took := time.Since(start); took > 5*time.Second {
				t.Errorf("%d bytes took %v", len(src), took)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	a, err := txtar.ParseFile("testdata/parse.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, c := range a.Files {
		if strings.HasSuffix(c.Name, ".bib") {
			f.Add(c.Data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		entries, mistakes := Parse(data)
		for _, m := range mistakes {
			if m.At < 0 || m.At > len(data) || m.Text == "" || utf8.Valid(data) && !utf8.ValidString(m.Text+m.Hint) {
				t.Errorf("a mistake outside of the file, or without words: %+v", m)
			}
		}
		for _, e := range entries {
			if e.At < 0 || e.At >= len(data) || data[e.At] != '@' {
				t.Errorf("no entry begins at %d", e.At)
			}
			for _, f := range e.Fields {
				if !evenBraces(f.Value.Text) {
					t.Errorf("the braces of %q are not even", f.Value.Text)
				}
				for i := range f.Value.Text {
					if at := f.Value.At(i); at < 0 || at >= len(data) {
						t.Errorf("byte %d of %q stands at %d of %d", i, f.Value.Text, at, len(data))
					}
				}
			}
		}
	})
}
