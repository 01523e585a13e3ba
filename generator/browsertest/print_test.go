package browsertest_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/chromedp/chromedp"
	"golang.org/x/net/html"
)

// On paper every note is there, in full, with the essay and its sources, and
// the tools are not.
func TestPrint(t *testing.T) {
	t.Parallel()
	reader := program(t, "pdftotext")
	for _, s := range []*site{get(t, sites.real), get(t, sites.stress)} {
		tab := openTab(t)
		tab.window(1360, 900)
		for _, p := range s.of("edition") {
			page := s.read(t, p)
			if strings.Contains(page, `dir="rtl"`) || strings.Contains(page, `lang="ja"`) {
				continue // pdftotext sets such words in another order
			}
			tab.open(s.url + p.path)
			paper, err := chromedp.Run(tab.ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize()))
			if err != nil {
				t.Fatal(err)
			}
			if *shots != "" {
				if err := os.WriteFile(filepath.Join(*shots, strings.Trim(p.path, "/")+".pdf"), paper, 0o644); err != nil {
					t.Error(err)
				}
			}
			printed := lettersOf(pdfText(t, reader, paper))
			var list []string
			looked := 0
			for _, n := range parse(t, page).nodes {
				switch {
				case n.Data == "li" && strings.HasPrefix(attr(n, "id"), "n-"),
					n.Data == "p" && noteAround(n) == "nothing" && inText(n):
					looked++
					if missing := firstMissing(printed, wordsOf(n)); missing != "" {
						list = append(list, attr(n, "id")+": "+missing)
					}
				}
			}
			faults(t, p.path+" on paper lacks", list)
			if looked == 0 {
				t.Errorf("%s: nothing to look for", p.path)
			}
			if tools := lettersOf("Skip to"); strings.Contains(printed, tools) {
				t.Errorf("%s: the skip links are printed", p.path)
			}
		}
	}
}

func pdfText(t *testing.T, reader string, paper []byte) string {
	t.Helper()
	cmd := exec.Command(reader, "-", "-")
	cmd.Stdin = bytes.NewReader(paper)
	text, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func inText(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n.Data == "div" && attr(n, "class") == "text" {
			return true
		}
	}
	return false
}

// wordsOf is the text of an element as it is printed: without the ways back,
// paragraph links and numbers.
func wordsOf(n *html.Node) []string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for _, class := range strings.Fields(attr(n, "class")) {
			switch class {
			case "ways", "para", "num", "mark", "ref", "gap":
				b.WriteByte(' ')
				return
			}
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
	}
	walk(n)
	return strings.Fields(b.String())
}

// firstMissing returns the first run of four words that is not printed. A page
// may end within a run, and its number or heading stand there, so one run in
// three may be missing.
func firstMissing(printed string, words []string) string {
	const run = 4
	missing, first := 0, ""
	runs := max(1, len(words)/run)
	for i := range runs {
		part := strings.Join(words[i*run:min(len(words), (i+1)*run)], " ")
		if !strings.Contains(printed, lettersOf(part)) {
			if missing++; first == "" {
				first = part
			}
		}
	}
	if missing*3 > runs {
		return first
	}
	return ""
}

// lettersOf keeps letters and figures: a line may end with a hyphen anywhere.
func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
