package markdown

import (
	"bytes"
	"encoding/json"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	goldmarkhtml "github.com/yuin/goldmark/renderer/html"
	"pgregory.net/rapid"

	"gloss/generator/edition"
)

// The oracle is goldmark's own renderer with the same extensions. What we do
// otherwise on purpose is taken out of both sides by [likeGoldmark] and
// [likeOurs]; everything else must be the same, byte for byte but for white
// space outside <pre>, which is folded.

func oracle(unsafe bool) goldmark.Markdown {
	m := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList, extension.Typographer))
	if unsafe {
		m.Renderer().AddOptions(goldmarkhtml.WithUnsafe())
	}
	return m
}

var likeGoldmark = strings.NewReplacer(
	`<div class="code"><pre tabindex="0">`, "<pre>", `</code></pre></div>`, "\n</code></pre>",
	`<div class="table"><table>`, "<table>", `</table></div>`, "</table>",
	`<th scope="col"`, "<th", ` class="start"`, ` style="text-align:left"`, ` class="center"`, ` style="text-align:center"`,
	` class="end"`, ` style="text-align:right"`,
	`<label>`, "", "</label>", "", `<input type="checkbox" disabled checked>`, `<input checked="" disabled="" type="checkbox">`,
	`<input type="checkbox" disabled>`, `<input disabled="" type="checkbox">`,
)

var typographyEntities = strings.NewReplacer("&lsquo;", "‘", "&rsquo;", "’", "&ldquo;", "“", "&rdquo;", "”",
	"&ndash;", "–", "&mdash;", "—", "&hellip;", "…", "&laquo;", "«", "&raquo;", "»")

var (
	idAttribute = regexp.MustCompile(`\s+id="[^"]*"`)
	tableName   = regexp.MustCompile(` tabindex="0" role="group" aria-label="[^"]*"`)
	figureTags  = regexp.MustCompile(`<figure[^>]*><img ([^>]*)>\n?(?:<figcaption>(.*?)</figcaption>)?</figure>`)
	emptyHeader = regexp.MustCompile(`<th( [^>]*)?></th>`)
	tokenTags   = regexp.MustCompile(`<span class="[a-z0-9]+">|</span>`)
	divTags     = regexp.MustCompile(`</?div[^>]*>`)
	footnoteRef = regexp.MustCompile(`<sup id="fnref[^>]*><a [^>]*>\d+</a></sup>`)
	linkInLink  = regexp.MustCompile(`<a [^>]*>(?:[^<]|<[^/a]|</[^a])*<a `)
	backlink    = regexp.MustCompile(`(&#160;)?<a href="#fnref[^>]*>[^<]*</a>`)
	noteList    = regexp.MustCompile(`(?s)<div class="footnotes" role="doc-endnotes">\n<hr>\n<ol>\n(.*)</ol>\n</div>\n$`)
	emptyPara   = regexp.MustCompile(`<p>\s*</p>`)
)

// oursAs rewrites our HTML to look like goldmark's.
func oursAs(doc *edition.Document) string {
	var b strings.Builder
	writeFlow(&b, doc, false)
	s := tableName.ReplaceAllString(idAttribute.ReplaceAllString(b.String(), ""), "")
	s = figureTags.ReplaceAllStringFunc(s, func(m string) string {
		p := figureTags.FindStringSubmatch(m)
		if p[2] == "" {
			return "<p><img " + p[1] + "></p>"
		}
		return "<p><img " + p[1] + ` title="` + p[2] + `"></p>`
	})
	return fold(likeGoldmark.Replace(s))
}

// theirs takes out of goldmark's HTML what we leave out, and splits the
// footnotes off.
func theirs(s string) (text string, notes []string) {
	s = strings.ReplaceAll(s, "<!-- raw HTML omitted -->", "")
	s = footnoteRef.ReplaceAllString(s, "")
	s = strings.ReplaceAll(s, ` title=""`, "")
	s = typographyEntities.Replace(s)
	if m := noteList.FindStringSubmatchIndex(s); m != nil {
		list := s[m[2]:m[3]]
		s = s[:m[0]]
		for _, item := range strings.Split(list, `<li id="fn:`)[1:] {
			_, item, _ = strings.Cut(item, ">\n")
			item = strings.TrimSuffix(item, "</li>\n")
			notes = append(notes, fold(backlink.ReplaceAllString(item, "")))
		}
	}
	return fold(idAttribute.ReplaceAllString(s, "")), notes
}

// fold makes white space outside <pre> one space, or nothing beside a block's
// tags, and cuts the line end off <pre>.
func fold(s string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "<pre><code")
		b.WriteString(foldOutside(before))
		if !ok {
			break
		}
		code, after, _ := strings.Cut(rest, "</pre>")
		code = tokenTags.ReplaceAllString(code, "")
		code = strings.TrimSuffix(strings.TrimSuffix(code, "</code>"), "\n")
		b.WriteString("<pre><code" + code + "</code></pre>")
		s = after
	}
	return b.String()
}

var (
	spaceRun  = regexp.MustCompile(`[ \t\n\f]+`)
	aroundTag = regexp.MustCompile(` ?(</?(?:p|ul|ol|li|dl|dt|dd|h[1-6]|table|thead|tbody|tr|td|th|blockquote|hr|br|pre)(?: [^>]*)?>) ?`)
)

func foldOutside(s string) string {
	s = spaceRun.ReplaceAllString(divTags.ReplaceAllString(s, " "), " ")
	s = emptyHeader.ReplaceAllString(s, "<td$1></td>")
	s = aroundTag.ReplaceAllString(s, "$1")
	s = aroundTag.ReplaceAllString(s, "$1")
	return strings.TrimSpace(emptyPara.ReplaceAllString(s, ""))
}

var (
	imageTag = regexp.MustCompile(`<img [^>]*?alt="([^"]*)"[^>]*?>`)
	imgTitle = regexp.MustCompile(`<p><img [^>]*?alt="([^"]*)"(?: title="([^"]*)")?></p>`)
	anyTag   = regexp.MustCompile(`<[^>]*>`)
	blockTag = regexp.MustCompile(`</?(?:p|ul|ol|li|dl|dt|dd|h[1-6]|table|thead|tbody|tr|td|th|blockquote|hr|br|div|pre)(?: [^>]*)?>`)
)

// visible returns what a reader sees of goldmark's HTML.
func visible(s string) string {
	s = imgTitle.ReplaceAllString(s, "<p>$1 <br>$2</p>")
	s = imageTag.ReplaceAllString(s, "$1")
	s = blockTag.ReplaceAllString(s, " ")
	s = anyTag.ReplaceAllString(s, "")
	return strings.Join(strings.Fields(html.UnescapeString(s)), " ")
}

func plainOf(s string) string { return strings.Join(strings.Fields(s), " ") }

// agree compares one source with the oracle.
func agree(t reporter, m goldmark.Markdown, name, source string, unsafe bool) {
	t.Helper()
	for _, o := range otherwise {
		if o.pattern.MatchString(source) {
			t.Logf("%s is left out, %s: %q", name, o.reason, source)
			return
		}
	}
	// goldmark knows no lone carriage returns and no byte order mark.
	clean := strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "\uFFFD").Replace(strings.TrimPrefix(source, "\uFEFF"))
	var b bytes.Buffer
	if err := m.Convert([]byte(clean), &b); err != nil {
		t.Fatalf("goldmark: %v", err)
	}
	doc, _ := Parse([]byte(source), Options{Place: placer(source), HTML: unsafe})
	checkInvariants(t, source, doc)
	want, notes := theirs(b.String())
	if linkInLink.MatchString(want) { // HTML has none; ours is only its words
		return
	}
	if got := oursAs(doc); got != want {
		t.Errorf("%s: %q\n got %q\nwant %q", name, source, got, want)
	}
	if !unsafe {
		if got, want := plainOf(doc.Text.Plain), visible(want); got != want {
			t.Errorf("%s: %q\n text %q\n want %q", name, source, got, want)
		}
	}
	if len(notes) != len(doc.Footnotes) {
		t.Errorf("%s: %q: %d footnotes, want %d", name, source, len(doc.Footnotes), len(notes))
		return
	}
	for i, n := range doc.Footnotes {
		if got := oursAs(n.Body); got != notes[i] {
			t.Errorf("%s: footnote %d of %q\n got %q\nwant %q", name, i+1, source, got, notes[i])
		}
	}
}

type example struct {
	name, source string
}

// examples returns those of the CommonMark specification and of goldmark's
// extensions, which come with goldmark's source.
func examples(t testing.TB) []example {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	dir := strings.TrimSpace(string(out))
	if err != nil || dir == "" {
		t.Skip("goldmark's source is not here, and so not the examples:", err)
	}
	var list []example
	data, err := os.ReadFile(filepath.Join(dir, "_test", "spec.json"))
	if err != nil {
		t.Skip("the examples of CommonMark are not here:", err)
	}
	var spec []struct {
		Markdown string
		Example  int
		Section  string
	}
	if err := json.Unmarshal(data, &spec); err != nil {
		t.Fatal(err)
	}
	for _, s := range spec {
		list = append(list, example{"CommonMark " + s.Section, s.Markdown})
	}
	files, _ := filepath.Glob(filepath.Join(dir, "extension", "_test", "*.txt"))
	for _, f := range append(files, filepath.Join(dir, "_test", "extra.txt")) {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for i, part := range strings.Split(string(data), "//- - - - - - - - -//\n") {
			if i%2 == 1 && !strings.Contains(part, "OPTIONS") {
				list = append(list, example{filepath.Base(f), part})
			}
		}
	}
	if len(list) < 652 {
		t.Fatalf("only %d examples", len(list))
	}
	return list
}

// otherwise lists what we read otherwise on purpose.
var otherwise = []struct {
	pattern *regexp.Regexp
	reason  string
}{
	{regexp.MustCompile(`\[\[foo\]\]`), "a cross-reference"},
	{regexp.MustCompile(`(- |\t)\[x\]([^ \t]|\s*\n\s*\[x\]:)`), "a link at the beginning of an item is no task"},
}

func TestAgreesWithGoldmark(t *testing.T) {
	safe, unsafe := oracle(false), oracle(true)
	list := examples(t)
	for _, e := range list {
		agree(t, safe, e.name, e.source, false)
		agree(t, unsafe, e.name+", with HTML", e.source, true)
		for name, wrap := range wrappings {
			if s, ok := wrap(e.source); ok {
				agree(t, safe, e.name+", "+name, s, false)
			}
		}
	}
	t.Logf("%d examples, each bare, with HTML and in %d wrappings", len(list), len(wrappings))
}

// TestAgreesOnNonsense compares sources put together at random from what both
// read alike. Images are left to the examples: goldmark drops addresses from
// their alternative text and writes <br> into it.
func TestAgreesOnNonsense(t *testing.T) {
	ours := regexp.MustCompile(`\[\[|\]\]|@|[{}^]|\[x\]|\[\s\]|!\[|\*\*\*|&#0|[\x00\x01\x{85}\x{2028}\x{fffe}\x{feff}]|\p{Han}|\xff`)
	var alike []string
	for _, f := range fragments {
		if !ours.MatchString(f) && utf8.ValidString(f) {
			alike = append(alike, f)
		}
	}
	m := oracle(false)
	rapid.Check(t, func(t *rapid.T) {
		source := strings.Join(rapid.SliceOfN(rapid.SampledFrom(alike), 0, 25).Draw(t, "fragments"), "")
		if ours.MatchString(source) {
			return
		}
		agree(t, m, "nonsense", source, false)
	})
}

// wrappings put an example into something else.
var wrappings = map[string]func(string) (string, bool){
	"in a quotation":       func(s string) (string, bool) { return prefixed(s, "> ", "> "), true },
	"in a tight quotation": func(s string) (string, bool) { return prefixed(s, ">", ">"), !strings.Contains(s, "\t") },
	"in a list":            func(s string) (string, bool) { return prefixed(s, "- ", "  "), true },
	"in a list by tab":     func(s string) (string, bool) { return prefixed(s, "1.\t", "\t"), true },
	"lazy":                 func(s string) (string, bool) { return prefixed(s, "> ", ""), true },
	"with CRLF":            func(s string) (string, bool) { return strings.ReplaceAll(s, "\n", "\r\n"), true },
	"with CR":              func(s string) (string, bool) { return strings.ReplaceAll(s, "\n", "\r"), true },
	"with a mark":          func(s string) (string, bool) { return "\uFEFF" + s, true },
	"in a cell": func(s string) (string, bool) {
		s = strings.TrimRight(s, "\n")
		return "| a | b |\n|:-:|---|\n| " + s + " | x |\n", !strings.Contains(s, "\n")
	},
	"in a heading": func(s string) (string, bool) {
		s = strings.TrimRight(s, "\n")
		return "## " + s + "\n", !strings.Contains(s, "\n")
	},
	"in a footnote": func(s string) (string, bool) { return "x[^z]\n\n" + prefixed(s, "[^z]: ", "    "), true },
}

func prefixed(s, first, rest string) string {
	lines := strings.SplitAfter(s, "\n")
	if lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	for i := range lines {
		if i == 0 {
			lines[i] = first + lines[i]
		} else {
			lines[i] = rest + lines[i]
		}
	}
	return strings.Join(lines, "")
}
