package load

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"gloss/generator/edition"
	"gloss/generator/markdown"
	"gloss/generator/sidecar"

	"gloss/generator/load/loadtest"
)

// TestImportText turns the texts under testdata/import into essays: pairs of
// NAME.txt and NAME.md, which has the remarks below it.
func TestImportText(t *testing.T) {
	files, err := filepath.Glob("testdata/import/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{}
		out := &txtar.Archive{Comment: a.Comment}
		for _, f := range a.Files {
			want[f.Name] = string(f.Data)
		}
		for _, f := range a.Files {
			name, ok := strings.CutSuffix(f.Name, ".txt")
			if !ok {
				continue
			}
			t.Run(name, func(t *testing.T) {
				essay, remarks := ImportText(loadtest.Unescape(f.Data))
				got := string(essay)
				for _, r := range remarks {
					got += "(" + r + ")\n"
				}
				out.Files = append(out.Files, f, txtar.File{Name: name + ".md", Data: []byte(got)})
				if diff := cmp.Diff(want[name+".md"], got); diff != "" && !*update {
					t.Errorf("(-want +got):\n%s", diff)
				}
				_, doc := checkEssay(t, essay)
				checkWords(t, loadtest.Unescape(f.Data), doc)
			})
		}
		if *update {
			if err := os.WriteFile(file, txtar.Format(out), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// checkEssay checks that an imported essay can be read without a problem.
func checkEssay(t *testing.T, essay []byte) (edition.Front, *edition.Document) {
	front, body, ps := sidecar.FrontMatter("essay.md", essay)
	doc, more := markdown.Parse(essay[body:], markdown.Options{Place: func(n int) edition.Place {
		return sidecar.NewLines(essay).Place("essay.md", body+n)
	}})
	for _, p := range append(ps, more...) {
		t.Errorf("%d:%d: %s", p.Line, p.Column, p.Text)
	}
	if front.Title == "" {
		t.Error("the essay has no title")
	}
	return front, doc
}

// checkWords checks that the essay's letters stand in the text, in this order.
func checkWords(t *testing.T, text []byte, doc *edition.Document) {
	rest := (&textImport{}).decode(text)
	for at, r := range doc.Text.Plain {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		i := strings.IndexRune(rest, r)
		if i < 0 {
			t.Fatalf("the essay has “%.40s”, the text has not", doc.Text.Plain[at:])
		}
		rest = rest[i+utf8.RuneLen(r):]
	}
}

// TestImportReal imports a real essay, which is not ours to copy.
func TestImportReal(t *testing.T) {
	text, err := os.ReadFile("../../../shared/edition/essay.txt")
	if err != nil {
		t.Skip("the real essay is not there (../shared/edition/essay.txt): nothing was imported")
	}
	essay, remarks := ImportText(text)
	front, doc := checkEssay(t, essay)
	if front.Title != "What If the War Made Khamenei Strategically Flexible?" || front.Date != "2026-02" || len(front.Authors) != 1 || front.Authors[0] != "Shay Khatiri" {
		t.Errorf("%+v", front)
	}
	if front.Rights != "Credit: ZUMA Press Wire via Reuters Connect" {
		t.Errorf("rights %q", front.Rights)
	}
	if n := len(doc.Text.Blocks); n != 14 {
		t.Errorf("%d paragraphs, not 13 and the note about the author", n)
	}
	for _, b := range doc.Text.Blocks {
		words := doc.Text.Plain[b.Start:b.End]
		if b.Kind != edition.Paragraph || !strings.Contains(typed.Replace(string(text)), typed.Replace(words)) {
			t.Errorf("block %d differs from the text: %q", b.Kind, words)
		}
	}
	if strings.Contains(string(essay), `\`) {
		t.Error("something was escaped, and nothing needs it")
	}
	t.Logf("%q", remarks)
}

func FuzzImportText(f *testing.F) {
	cases, _ := filepath.Glob("testdata/import/*.txtar")
	for _, name := range cases {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, c := range a.Files {
			f.Add(loadtest.Unescape(c.Data))
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if len(text) > 4000 { // escaping asks the reader of Markdown often
			return
		}
		essay, _ := ImportText(text)
		_, doc := checkEssay(t, essay)
		checkWords(t, text, doc)
	})
}
