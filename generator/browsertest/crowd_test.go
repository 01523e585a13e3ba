package browsertest_test

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	editing "gloss/generator/edit"
	"gloss/generator/load"
	"gloss/generator/sidecar"
)

// crowd are several who edit one edition at once, and what each was told to have
// done.
type crowd struct {
	*served
	mu      sync.Mutex
	there   map[string]int    // by what was written into notes: how often it is there
	words   map[string]string // by what a note was begun with: the words that were selected
	lines   []string          // written by hand, each once
	refused map[string]int
}

var crowdEdits = flag.Int("crowd", 250, "how many edits the crowd makes in all")

// In each round a browser makes so many edits by the calls of the editor's scripts
// in the page, and one with mouse and keyboard. The text editor makes a fifth of all.
const byCalls = 32

func rounds() int { return *crowdEdits * 4 / 5 / 2 / (byCalls + 1) }

func typed() int { return *crowdEdits - 2*rounds()*(byCalls+1) }

// Two browsers and a text editor change one edition at the same time, in disorder:
// a thousand times with -crowd 1000, which takes minutes. No note and no byte of
// anybody's is lost, and every note stands on the words that it was written on.
func TestCrowd(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var essay strings.Builder
	essay.WriteString("---\ntitle: T\n---\n")
	for n := range 60 {
		fmt.Fprintf(&essay, "\nHere stands passage number %d, and it goes on.\n", n)
	}
	files := map[string]string{
		"site.yaml": "title: T\nlanguage: en\nseries: [{id: editor, label: Notes}]\n", "e/essay.md": essay.String(), "e/annotations.yaml": "# Notes.\n",
	}
	for name, data := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(data), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	c := &crowd{served: serveContent(t, dir), there: map[string]int{}, words: map[string]string{}, refused: map[string]int{}}
	// Not by t.Parallel, which lets only so many run at once as there are processors.
	var all sync.WaitGroup
	for who := range 2 {
		all.Go(func() {
			t.Run(fmt.Sprintf("browser %d", who), func(t *testing.T) { c.browse(edit(t, c.served, "e/", 1360), who) })
		})
	}
	all.Go(func() { t.Run("text editor", c.byHand) })
	all.Wait()
	c.check()
}

// browse makes the edits of a browser.
func (c *crowd) browse(e editor, who int) {
	script := script(e.T, "crowd.js")
	for round := range rounds() {
		c.write(e, fmt.Sprintf("w%d-%d", who, round), fmt.Sprintf("passage number %d", (17*round+5*who)%60))
		did := eval[struct {
			There, Refused map[string]int
			Words          map[string]string
		}](e.tab, fmt.Sprintf("%s(%d, %d, %d)", script, who+2, round*byCalls, byCalls), chromedp.EvalAwaitPromise)
		c.mu.Lock()
		maps.Copy(c.words, did.Words)
		for token, n := range did.There {
			c.there[token] += n
		}
		for what, n := range did.Refused {
			c.refused[what] += n
		}
		c.mu.Unlock()
	}
}

// write writes a note with mouse and keyboard. The page changes all the time, so
// the words may slip away while they are being selected.
func (c *crowd) write(e editor, token, words string) {
	e.Helper()
	for range 20 {
		e.drag(words, words)
		if eventually(e.tab, inside(`seen(".offer")`), func(is bool) bool { return is }) {
			e.click(".offer")
			if e.wait(`here().id === "body"`); eval[string](e.tab, inside(`$("#note blockquote").textContent`)) == words {
				e.types(token)
				e.press(kb.Enter, chromedp.ModifierCtrl)
				e.wait(`!seen("#note")`)
				c.mu.Lock()
				c.there[token], c.words[token] = c.there[token]+1, words
				c.mu.Unlock()
				return
			}
		}
		e.press(kb.Escape)
	}
	e.Errorf("%s could not be selected", words)
}

// byHand edits the files as with a text editor that looks whether a file has
// changed since it was opened: comments between the notes, paragraphs in the
// essay.
func (c *crowd) byHand(t *testing.T) {
	content, err := load.Open(c.content)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(9, 9))
	for n := 0; n < typed(); time.Sleep(300 * time.Millisecond) {
		name, before, line := "e/annotations.yaml", "- ", fmt.Sprintf("# by hand %d.\n", n)
		if n%10 == 0 {
			name, before, line = "e/essay.md", "Here stands", fmt.Sprintf("By hand %d.\n\n", n)
		}
		old, err := content.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.SplitAfter(string(old), "\n")
		at := len(lines) - 1
		for k := range lines {
			if strings.HasPrefix(lines[k], before) && random.IntN(5) == 0 {
				at = k
			}
		}
		switch err := content.Replace(name, old, []byte(strings.Join(lines[:at], "")+line+strings.Join(lines[at:], ""))); {
		case err == nil:
			c.lines = append(c.lines, line)
			n++
		case !errors.Is(err, load.ErrChanged):
			t.Fatal(err)
		}
	}
}

var tokenPattern = regexp.MustCompile(`w\d+-\d+`)

// check compares what is there with what should be.
func (c *crowd) check() {
	data := c.read("e/annotations.yaml")
	for _, line := range c.lines {
		if n := strings.Count(data+c.read("e/essay.md"), line); n != 1 {
			c.Errorf("%q stands %d times in the files", line, n)
		}
	}
	notes, problems := sidecar.Notes("e/annotations.yaml", []byte(data))
	if len(problems) > 0 {
		c.Fatalf("%v in\n%s", problems, data)
	}
	tab := openTab(c.T)
	tab.open(c.url + "e/")
	now := map[string]int{}
	for _, n := range notes {
		body := editing.FieldsOf(n).Body
		tokens := tokenPattern.FindAllString(body, -1)
		if len(tokens) == 0 {
			c.Errorf("nobody has written %q", body)
			continue
		}
		want := c.words[tokens[0]]
		if got := eventually(tab, onWords(n.ID), func(s string) bool { return s == want }); got != want {
			c.Errorf("note %s, written on %q, stands on %q", n.ID, want, got)
		}
		for _, token := range tokens {
			now[token]++
		}
	}
	for token, n := range c.there {
		if now[token] != n {
			c.Errorf("%s is there %d times, want %d", token, now[token], n)
		}
		delete(now, token)
	}
	for token := range now {
		c.Errorf("nobody was told to have written %s", token)
	}
	c.Logf("%d notes; refused: %v", len(notes), c.refused)
}
