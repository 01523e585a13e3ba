package cite

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// ciModules is where the development tools of the project keep citeproc-js.
const ciModules = "../../.ci/node_modules"

// justified says of each rendering that differs from citeproc-js's why ours is
// right. The keys are STYLE PART SOURCE; a star stands for every style.
var justified = map[string]string{
	"* bibliography article3":                    "a small letter behind a hyphen (Min-jun) is no initial",
	"* bibliography dataset":                     "delimiter-precedes-last is always: an institution behind a person makes no difference (CSL 1.0.2, Name)",
	"* bibliography speech":                      "event is another name of event-title (CSL 1.0.2, Appendix IV)",
	"* bibliography conference":                  "event is another name of event-title (CSL 1.0.2, Appendix IV)",
	"harvard-cite-them-right bibliography range": "a label whose variable is empty is not rendered (CSL 1.0.2, Label)",
	"nature bibliography range":                  "a range of years stands in its parentheses once",
	"apa bibliography japanese":                  "Japanese has no italics, in whatever markup the title stands",
	"apa bibliography chinese":                   "nor has Chinese",
	"* cited italian":                            "the item is in Italian, so none of its titles is set in title case (CSL 1.0.2, Title Case Conversion)",
	"* bibliography italian":                     "the item is in Italian, so none of its titles is set in title case (CSL 1.0.2, Title Case Conversion)",
}

// TestOracle compares nine official styles with citeproc-js, on 85 sources of
// all kinds and many languages: each cited, cited again with pages, right behind
// that again, and with another page; and the bibliography.
func TestOracle(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: citeproc-js takes half a minute")
	}
	styles, _ := filepath.Glob(sharedCSL + "/styles/*.csl")
	if len(styles) == 0 {
		t.Skip("the official styles are not in " + sharedCSL + ": nothing compared")
	}
	if _, err := os.Stat(ciModules + "/citeproc"); err != nil {
		t.Skip("citeproc-js is not in " + ciModules + " (npm ci in .ci puts it there): nothing compared")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("there is no node: nothing compared")
	}
	command := exec.Command(node, append([]string{"testdata/oracle.js", sharedCSL + "/locales", "testdata/sources.json"}, styles...)...)
	modules, err := filepath.Abs(ciModules)
	if err != nil {
		t.Fatal(err)
	}
	command.Env = append(os.Environ(), "NODE_PATH="+modules)
	var stderr bytes.Buffer
	command.Stderr = &stderr
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	lines := bufio.NewScanner(bytes.NewReader(out))
	lines.Buffer(nil, 1<<20)
	used := map[string]bool{}
	for _, file := range styles {
		if !lines.Scan() {
			t.Fatal("citeproc-js has rendered fewer styles than it was given")
		}
		compareStyle(t, file, lines.Bytes(), used)
	}
	for key, why := range justified {
		if !used[key] {
			t.Errorf("justified names %q (%s), but nothing differs there", key, why)
		}
	}
}

func compareStyle(t *testing.T, file string, rendered []byte, used map[string]bool) {
	var want struct{ Cited, Again, Ibid, IbidElsewhere, Bibliography []string }
	if err := json.Unmarshal(rendered, &want); err != nil {
		t.Fatal(err)
	}
	name := strings.TrimSuffix(filepath.Base(file), ".csl")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	style, problems := Read(file, data)
	if style == nil {
		t.Fatal(problems)
	}
	style.library = suiteLocales
	got := renderSources(t, style, "en-US")
	same := 0
	differ := func(part, id, got, want string) {
		for _, key := range []string{name + " " + part + " " + id, "* " + part + " " + id} {
			if justified[key] != "" {
				used[key] = true
				return
			}
		}
		t.Errorf("%s %s %s\n got  %s\n want %s", name, part, id, got, want)
	}
	all := 0
	for _, part := range []struct {
		name string
		got  []Fragment
		want []string
	}{
		{"cited", got.cited, want.Cited}, {"again", got.again, want.Again},
		{"ibid", got.ibid, want.Ibid}, {"ibid-elsewhere", got.ibidElsewhere, want.IbidElsewhere},
	} {
		all += len(part.got)
		for i, f := range part.got {
			if f.HTML == part.want[i] {
				same++
			} else {
				differ(part.name, f.Key, f.HTML, part.want[i])
			}
		}
	}
	if len(got.bibliography) != len(want.Bibliography) {
		t.Errorf("%s: %d entries, want %d", name, len(got.bibliography), len(want.Bibliography))
		return
	}
	for i, e := range got.bibliography {
		html := `<div class="csl-entry">` + e.HTML + "</div>"
		if html == want.Bibliography[i] {
			same++
		} else {
			differ("bibliography", e.Key, html, want.Bibliography[i])
		}
	}
	t.Logf("%s: %d of %d as citeproc-js has them", name, same, all+len(got.bibliography))
}

// renderings are the sources of testdata in a style.
type renderings struct {
	cited, again, ibid, ibidElsewhere []Fragment
	bibliography                      []Entry
}

// renderSources cites each source of testdata/sources.json; then each again with
// pages, and right behind that twice more; and makes the bibliography.
func renderSources(t *testing.T, style *Style, language string) (out renderings) {
	t.Helper()
	data, err := os.ReadFile("testdata/sources.json")
	if err != nil {
		t.Fatal(err)
	}
	var records []map[string]any
	if err := decode(string(data), &records); err != nil {
		t.Fatal(err)
	}
	p := newProcessor(style, style.words(language))
	defer p.release()
	var clusters []cluster
	cite := func(ref reference) {
		clusters = append(clusters, cluster{note: len(clusters) + 1, series: "notes", cites: []reference{ref}})
	}
	for _, r := range records {
		it := jsonItem(r)
		p.register(it)
		cite(reference{item: it})
	}
	n := len(records)
	for i := range n {
		for _, pages := range []string{"12-15", "12-15", "16"} {
			cite(reference{item: clusters[i].cites[0].item, locator: pages, label: "page"})
		}
	}
	p.order()
	p.setPositions(clusters)
	p.disambiguate()
	for i := range clusters {
		f := Fragment{Key: clusters[i].cites[0].item.ID, HTML: p.html(p.renderCluster(&clusters[i]))}
		switch {
		case i < n:
			out.cited = append(out.cited, f)
		case (i-n)%3 == 0:
			out.again = append(out.again, f)
		case (i-n)%3 == 1:
			out.ibid = append(out.ibid, f)
		default:
			out.ibidElsewhere = append(out.ibidElsewhere, f)
		}
	}
	out.bibliography = p.bibliography()
	return out
}
