package browsertest_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// exception is a finding that is allowed, and why.
type exception struct {
	checker string // axe, vnu or html-validate
	says    *regexp.Regexp
	because string
}

// exceptions lists every finding that is allowed. One that nothing finds any
// more is an error too.
var exceptions = []exception{
	{
		"vnu", regexp.MustCompile(`: info: The “list” role is unnecessary for element “[uo]l”`),
		"Safari takes a list without bullets for no list unless it has the role",
	},
	{
		"html-validate", regexp.MustCompile(`: (no-redundant-role: Redundant role "list" on|prefer-native-element: Prefer to use the native) <[uo]l>`),
		"Safari takes a list without bullets for no list unless it has the role",
	},
	{
		"html-validate", regexp.MustCompile(`: no-inline-style: Inline style is not allowed \(#(s-|text > div > div)`),
		"what a citation style sets in small capitals or another weight says so itself, as all processors of CSL write it",
	},
}

// allowed reports whether a finding is an exception, and counts it.
func allowed(used map[int]int, checker, finding string) bool {
	for i, e := range exceptions {
		if e.checker == checker && e.says.MatchString(finding) {
			used[i]++
			return true
		}
	}
	return false
}

func checkUsed(t *testing.T, used map[int]int, checker string) {
	t.Helper()
	for i, e := range exceptions {
		if e.checker == checker && used[i] == 0 {
			t.Errorf("the exception of %s for %q (%s) is not needed any more", checker, e.says, e.because)
		}
	}
}

// look is a way in which something is shown to axe, and by which rules it goes.
type look struct {
	width         int
	scheme, rules string
}

// What is dark differs from what is light by its colours alone. A page has the same
// colours at any width, the editor has others on a phone.
var (
	pageLooks   = []look{{390, "light", otherRules}, {1360, "light", everyRule}, {1360, "dark", colourRules}}
	editorLooks = []look{{390, "light", everyRule}, {1360, "light", everyRule}, {1360, "dark", colourRules}, {390, "dark", colourRules}}
)

// The rules, as axe.run is told them. Colours take it half of its time.
const (
	levels      = `["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]`
	everyRule   = `runOnly: ` + levels
	otherRules  = everyRule + `, rules: {"color-contrast": {enabled: false}, "link-in-text-block": {enabled: false}}`
	colourRules = `runOnly: {type: "rule", values: ["color-contrast", "link-in-text-block"]}`
)

// axe finds no fault with any kind of page, narrow or wide, light or dark, with
// everything unfolded.
func TestAccessibility(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile(checker(t, "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	type result struct {
		ID    string
		Nodes []struct {
			Target               []any
			HTML, FailureSummary string
		}
	}
	used := map[int]int{}
	for _, s := range []*site{get(t, sites.real), get(t, sites.stress)} {
		tab := openTab(t)
		for _, p := range s.samples() {
			tab.open(s.url + p.path)
			eval[chromedp.Void](tab, `document.querySelectorAll("details").forEach(el => el.open = true)`)
			eval[chromedp.Void](tab, string(axe)+";undefined")
			for _, look := range pageLooks {
				tab.window(look.width, 900)
				tab.scheme(look.scheme)
				violations := eval[[]result](tab, fmt.Sprintf(
					`axe.run(document, {resultTypes: ["violations"], %s}).then(r => r.violations)`, look.rules), chromedp.EvalAwaitPromise)
				var list []string
				for _, v := range violations {
					for _, n := range v.Nodes {
						finding := fmt.Sprintf("%s: %v: %s: %s", v.ID, n.Target, n.HTML, strings.Join(strings.Fields(n.FailureSummary), " "))
						if !allowed(used, "axe", finding) {
							list = append(list, finding)
						}
					}
				}
				faults(t, fmt.Sprintf("%s at %d px, %s", p.path, look.width, look.scheme), list)
			}
		}
	}
	checkUsed(t, used, "axe")
}

// The Nu HTML checker finds no fault with any page. (Of style sheets it knows neither
// anchors nor nesting.)
func TestNuHTMLChecker(t *testing.T) {
	t.Parallel()
	java := program(t, "java")
	jar := checker(t, "vnu-jar", "build", "dist", "vnu.jar")
	checked := []*site{get(t, sites.real), get(t, sites.stress), get(t, sites.numbered)}
	args := []string{"-Xss4m", "-jar", jar, "--format", "json", "--skip-non-html", "--exit-zero-always"}
	for _, s := range checked {
		args = append(args, s.dir)
	}
	cmd := exec.Command(java, args...)
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %s", err, said.String())
	}
	var report struct {
		Messages []struct {
			Type, SubType, URL, Message, Extract string
			LastLine                             int
		}
	}
	if err := json.Unmarshal([]byte(said.String()), &report); err != nil {
		t.Fatalf("%v: %.500s", err, said.String())
	}
	used := map[int]int{}
	var list []string
	for _, m := range report.Messages {
		file := strings.TrimPrefix(m.URL, "file:")
		for _, s := range checked {
			file = strings.TrimPrefix(file, s.dir+"/")
		}
		finding := fmt.Sprintf("%s:%d: %s: %s %.120q", file, m.LastLine, m.Type, m.Message, m.Extract)
		if !allowed(used, "vnu", finding) {
			list = append(list, finding)
		}
	}
	faults(t, "the sites", list)
	checkUsed(t, used, "vnu")
}

// html-validate finds no fault with any page.
func TestHTMLValidate(t *testing.T) {
	t.Parallel()
	node := program(t, "node")
	tool := checker(t, "html-validate", "bin", "html-validate.mjs")
	config, err := filepath.Abs(filepath.Join("testdata", "htmlvalidate.json"))
	if err != nil {
		t.Fatal(err)
	}
	used := map[int]int{}
	for name, s := range map[string]*site{"real": get(t, sites.real), "stress": get(t, sites.stress), "numbered": get(t, sites.numbered)} {
		out := filepath.Join(t.TempDir(), "report.json")
		args := []string{tool, "--config", config, "--formatter", "json=" + out}
		for _, p := range s.pages {
			args = append(args, filepath.Join(s.dir, filepath.FromSlash(p.file)))
		}
		said, err := exec.Command(node, args...).CombinedOutput() // its status says that it found something
		text, readErr := os.ReadFile(out)
		if readErr != nil {
			t.Fatalf("%v, %v: %.500s", err, readErr, said)
		}
		var report []struct {
			FilePath string
			Messages []struct {
				RuleID, Message, Selector string
				Line                      int
			}
		}
		if err := json.Unmarshal(text, &report); err != nil {
			t.Fatal(err)
		}
		var list []string
		for _, file := range report {
			for _, m := range file.Messages {
				name, _ := filepath.Rel(s.dir, file.FilePath)
				finding := fmt.Sprintf("%s:%d: %s: %s (%s)", name, m.Line, m.RuleID, m.Message, m.Selector)
				if !allowed(used, "html-validate", finding) {
					list = append(list, finding)
				}
			}
		}
		faults(t, name, list)
	}
	checkUsed(t, used, "html-validate")
}
