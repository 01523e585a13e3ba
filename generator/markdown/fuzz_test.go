package markdown

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"
)

// everyKey makes every bare @word a citation.
func everyKey(string) bool { return true }

// FuzzParse: no input makes Parse fail or break what [checkInvariants] holds.
func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		if a, err := txtar.ParseFile(file); err == nil && len(a.Files) > 0 {
			f.Add(string(a.Files[0].Data), uint8(0))
		}
	}
	for _, e := range examples(f) {
		f.Add(e.source, uint8(1))
	}
	f.Fuzz(func(t *testing.T, source string, bits uint8) {
		o := Options{Place: placer(source), HTML: bits&1 != 0, Note: bits&2 != 0}
		if bits&4 != 0 {
			o.Known = everyKey
		}
		start := time.Now()
		doc, _ := Parse([]byte(source), o)
		if d := time.Since(start); d > time.Second+time.Duration(len(source))*10*time.Microsecond {
			t.Fatalf("%d bytes took %v", len(source), d)
		}
		checkInvariants(t, source, doc)
	})
}

// fragments are what generated sources are made of: every construct, whole and
// broken, in several scripts and with all kinds of line ends.
var fragments = []string{
	"word", " ", "\n", "\n\n", "\r\n", "\r", "\t", "  \n", "\\\n", "    ", "> ", "- ", "1. ", "# ", "## ", "| ", "|---|---|\n", "| a | b |\n|---|---|\n",
	"*", "**", "_", "~~", "`", "``", "```\n", "```go {#c}\n", "~~~\n", "[", "]", "(", ")", "![", "](x)", "](x \"t\")", "[x]: /u 't'\n", "[ ] ", "[x] ",
	"[[", "]]", "[[id]]", "[[e#id|", "|w]]", "@key", "[@key, p. 3]", "-@k", "; ", "[^1]", "[^1]: ", "[^2]: ", "{#id}", "{#id .c}", "{", "}",
	"&amp;", "&#65;", "&#0;", "&nosuch;", "\\*", "\\", "<b>", "</b>", "<!-- c -->", "<div>\n", "<https://x.org>", "https://x.org/a_b", "me@x.org",
	"\"", "'", "--", "---", "...", "<<", ">>", "’90s", "中文", "日本語。", "한국어", "שלום", "ملک‌الشعرا", "é", "e\u0301", "ﬁ", "\u00a0", "\u2028", "😀",
	"\x00", "\x01", "\xff", "\xef\xbb\xbf", "\u0085", "\ufffe", ": ", "Term\n: ", "***\n", "===\n", "javascript:x",
	"www.x.org", "ftp://x.org/", "(http://x.org/a)", "xhttp://y.z", "\\http://x.org", "`http://x.org", "http:", "https", "//x.org", ".x.org", "http://www.x.org", "(", "\\(", "\\_", "![a](b \"c\")\n",
}

func TestProperties(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		source := strings.Join(rapid.SliceOfN(rapid.SampledFrom(fragments), 0, 60).Draw(rt, "fragments"), "")
		o := Options{Place: placer(source), HTML: rapid.Bool().Draw(rt, "html"), Note: rapid.Bool().Draw(rt, "note")}
		if rapid.Bool().Draw(rt, "known") {
			o.Known = everyKey
		}
		doc, _ := Parse([]byte(source), o)
		checkInvariants(rt, source, doc)
	})
}
