package bibtex

import (
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// TestText reads the cases of testdata/tex.txt.
func TestText(t *testing.T) {
	data, err := os.ReadFile("testdata/tex.txt")
	if err != nil {
		t.Fatal(err)
	}
	tex, wants, cases := "", 0, 0
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		want, isWant := strings.CutPrefix(line, "\t")
		switch {
		case line == "" || line[0] == '#':
		case !isWant:
			tex, wants = line, 0
			cases++
		default:
			how := Title
			if inside, ok := strings.CutPrefix(want, "["); ok && wants > 0 {
				want, how = strings.TrimSuffix(inside, "]"), Line
			}
			wants++
			if got, _ := Text(tex, how); got != want {
				t.Errorf("%s\n got %s\nwant %s", tex, got, want)
			}
		}
	}
	if cases < 30 {
		t.Errorf("only %d cases were read", cases)
	}
}

func TestTextParagraphs(t *testing.T) {
	const tex = "One\nline \\\\ and another.\n\n  A \\emph{paragraph}.\\par And a third."
	if got, _ := Text(tex, Paragraphs); got != "One line\nand another.\n\nA <i>paragraph</i>.\n\nAnd a third." {
		t.Errorf("%q", got)
	}
	if got, _ := Text(tex, Line); got != "One line and another. A <i>paragraph</i>. And a third." {
		t.Errorf("%q", got)
	}
}

// Commands that are not known are reported where they stand.
func TestUnknownCommands(t *testing.T) {
	const tex = `a \foo{bar} \emph{\baz x}`
	got, mistakes := Text(tex, Title)
	if got != "a foo bar <i>baz x</i>" {
		t.Errorf("%q", got)
	}
	if len(mistakes) != 2 || mistakes[0].At != strings.Index(tex, `\foo`) || mistakes[1].At != strings.Index(tex, `\baz`) {
		t.Errorf("%+v", mistakes)
	}
}

func TestVerbatim(t *testing.T) {
	for tex, want := range map[string]string{
		"https://a.example/x_y%20z~w#b":           "https://a.example/x_y%20z~w#b",
		`\url{http://a.example/\~{}b}`:            "http://a.example/~b",
		`http://a.example/b{\_}c\%20d\&e\#f`:      "http://a.example/b_c%20d&e#f",
		`http://a.example/{\textasciitilde}me`:    "http://a.example/~me",
		`10.1002/(SICI)1097{\textless}1::AID>2`:   "10.1002/(SICI)1097<1::AID>2",
		`http://a.example/$\sim$me`:               "http://a.example/~me",
		"  {http://a.example/}  ":                 "http://a.example/",
		`:C$\backslash$:/Users/x/Paper.pdf:pdf`:   `:C$\backslash$:/Users/x/Paper.pdf:pdf`,
		`{{10.1000/182}}`:                         "10.1000/182",
		`http://a.example/a\textunderscore b\$\{`: "http://a.example/a_ b${",
	} {
		if got := Verbatim(tex); got != want {
			t.Errorf("%s\n got %s\nwant %s", tex, got, want)
		}
	}
}

// someWords are what a field may hold; rich is a text of them with markup, in the
// spelling that Text writes.
var someWords = rapid.StringOfN(rapid.SampledFrom([]rune("ab CD cd eéßÅ—–-'\"`~^\\{}$&%#_,.;:<>()[]/?!@=“”’«\u00a0\u202f中𝒜")), 1, 12, -1)

func rich(depth int, title bool) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		var b strings.Builder
		for range rapid.IntRange(1, 3).Draw(t, "pieces") {
			kinds := []string{"", "i", "b", "sup", "sub", smallCaps}
			if title {
				kinds = append(kinds, `span class="nocase"`)
			}
			tag := ""
			if depth > 0 {
				tag = rapid.SampledFrom(kinds).Draw(t, "tag")
			}
			switch inner := tag == `span class="nocase"`; {
			case tag == "":
				b.WriteString(strings.Trim(someWords.Draw(t, "words"), " ") + " ")
			default:
				s := strings.Trim(rich(depth-1, title && !inner).Draw(t, "inside"), " ")
				if s == "" || strings.Trim(s, "\u00a0") == "" {
					s = "x"
				}
				if inner && !strings.ContainsFunc(s, inWord) { // there is nothing to protect
					b.WriteString(s)
					continue
				}
				b.WriteString("<" + tag + ">" + s + closing(tag))
			}
		}
		return b.String()
	})
}

// TestEscape writes rich text as TeX and reads it again.
func TestEscape(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := norm.NFC.String(strings.Join(strings.FieldsFunc(rich(2, true).Draw(t, "text"), func(r rune) bool { return r == ' ' }), " "))
		for _, tex := range []string{Escape(want, Title), KeepCapitals(want)} {
			got, mistakes := Text(tex, Title)
			if straightened.Replace(got) != straightened.Replace(want) || len(mistakes) > 0 {
				t.Errorf("%q became\n%q, which is read as\n%q %v", want, tex, got, mistakes)
			}
			if !evenBraces(tex) {
				t.Errorf("the braces of %s are not even", tex)
			}
		}
	})
}

// TestEscapeSoon writes texts of very many tags without a partner: all end soon.
func TestEscapeSoon(t *testing.T) {
	const n = 100_000
	for name, text := range map[string]string{
		"other names":   strings.Repeat("<i>", n) + strings.Repeat("</b>", n),
		"closed first":  strings.Repeat("</i>", n) + strings.Repeat("<i>", n),
		"one around":    "<b>" + strings.Repeat("<i>", n) + "</b>" + strings.Repeat("</b>", n),
		"never closed":  strings.Repeat("<i>", n),
		"no tags":       strings.Repeat("<", n) + strings.Repeat(">", n),
		"nested":        strings.Repeat("<i>", n) + strings.Repeat("</i>", n),
		"marks in tags": strings.Repeat(`<i>"`, n) + strings.Repeat(`"</i>`, n),
	} {
		start := time.Now()
		Escape(text, Title)
		KeepCapitals(text)
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s: %d bytes took %v", name, len(text), took)
		}
	}
}

// straightened makes quotation marks straight.
var straightened = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'")

func TestQuotes(t *testing.T) {
	for text, want := range map[string]string{
		`He said 'no' and "yes".`:                 "He said ‘no’ and “yes”.",
		`The dogs' life isn't "all 'that' good"?`: "The dogs' life isn't “all ‘that’ good”?",
		`"<i>Hamlet</i>" and '<b>x</b>'s`:         "“\\textit{Hamlet}” and '\\textbf{x}'s",
		`5'10" tall, "open`:                       `5'10" tall, "open`,
		`("in brackets")—"and" (the 'other')`:     "(“in brackets”)—“and” (the ‘other’)",
	} {
		if got := Escape(text, Title); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
}

func TestKeepCapitals(t *testing.T) {
	for title, want := range map[string]string{
		"Belgian court jails Iranian diplomat over a bomb plot":                         "Belgian court jails {{Iranian}} diplomat over a bomb plot",
		"NATO and the United States of America, by AT&T":                                `{{NATO}} and the {{United States}} of {{America,}} by {{AT\&T}}`,
		"The iPhone: A History":                                                         "The {{iPhone: A History}}",
		"On <i>Homo sapiens</i> &c.":                                                    `On \textit{{{Homo}} sapiens} \&c.`,
		`<span class="nocase">DNA</span> of <span class="nocase"><i>E. coli</i></span>`: `{DNA} of {{}\textit{E. coli}}`,
		"Été à Paris": "Été à {{Paris}}",
		"small only":  "small only",
	} {
		if got := KeepCapitals(title); got != want {
			t.Errorf("%s\n got %s\nwant %s", title, got, want)
		}
	}
}

func TestEscapeParagraphs(t *testing.T) {
	const want = "One.\nTwo – “three”.\n\nFour & five."
	tex := Escape(want, Paragraphs)
	if got, _ := Text(tex, Paragraphs); got != want {
		t.Errorf("%q became %q, which is read as %q", want, tex, got)
	}
}

func evenBraces(tex string) bool {
	depth := 0
	for i := 0; i < len(tex) && depth >= 0; i++ {
		switch tex[i] {
		case '{':
			depth++
		case '}':
			depth--
		}
	}
	return depth == 0
}

// Whatever is read from TeX can be written as TeX and read again.
func FuzzText(f *testing.F) {
	data, err := os.ReadFile("testdata/tex.txt")
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, tex string) {
		if !utf8.ValidString(tex) {
			return
		}
		for _, how := range []Reading{Line, Paragraphs, Title} {
			words, mistakes := Text(tex, how)
			for _, m := range mistakes {
				if m.At < 0 || m.At > len(tex) || m.Text == "" || !utf8.ValidString(m.Text) {
					t.Errorf("a mistake outside of the text: %+v", m)
				}
			}
			again, _ := Text(Escape(words, how), how)
			if third, _ := Text(Escape(again, how), how); third != again {
				t.Errorf("%q was read as %q, %q and %q", tex, words, again, third)
			}
		}
		Verbatim(tex)
		names, _ := Names(tex)
		var all []byte
		for _, n := range names {
			all = append(all, n.First+n.Von+n.Last+n.Jr+n.Literal...)
		}
		if !utf8.Valid(all) {
			t.Errorf("%q: names that are no text: %q", tex, all)
		}
	})
}
