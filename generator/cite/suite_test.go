package cite

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// sharedCSL is where the official test suite, styles and locales lie: beside
// the repository, never in it.
const sharedCSL = "../../../shared/csl"

// TestOfficialSuite runs the fixtures of the Citation Style Language's test
// suite. Its last line counts those that pass.
func TestOfficialSuite(t *testing.T) {
	files, _ := filepath.Glob(sharedCSL + "/test-suite/*.txt")
	if len(files) == 0 {
		t.Skip("the official test suite is not in " + sharedCSL + ": nothing tested")
	}
	passed := 0
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		got, want := runFixture(file)
		_, known := notPassed[name]
		switch {
		case got == want:
			passed++
			if known {
				t.Errorf("%s passes now: take it out of notPassed", name)
			}
		case !known:
			t.Errorf("%s\n--- got\n%s\n--- want\n%s", name, got, want)
		}
	}
	fmt.Printf("CSL suite: %d of %d\n", passed, len(files))
}

// notPassed says of each fixture that does not pass why it does not.
var notPassed = map[string]string{}

var fixtureSection = regexp.MustCompile(`(?ms)^>>=+ *([A-Z0-9-]+) *=+>>\r?\n(.*?)\r?\n?^<<=`)

type fixture map[string]string

func readFixture(file string) (fixture, error) {
	data, err := os.ReadFile(file)
	f := fixture{}
	for _, m := range fixtureSection.FindAllStringSubmatch(string(data), -1) {
		f[m[1]] = strings.Trim(m[2], "\n")
	}
	return f, err
}

// runFixture renders a fixture and returns what came out and what should.
func runFixture(file string) (got, want string) {
	f, err := readFixture(file)
	if err != nil {
		return err.Error(), ""
	}
	want = f["RESULT"]
	defer func() {
		if e := recover(); e != nil {
			got = fmt.Sprint("panic: ", e, "\n", stack())
		}
	}()
	style, problems := Read(filepath.Base(file), []byte(f["CSL"]))
	if style == nil {
		return fmt.Sprint(problems), want
	}
	style.library = suiteLocales
	var records []map[string]any
	if err := decode(f["INPUT"], &records); err != nil {
		return err.Error(), want
	}
	run := &suiteRun{style: style, items: map[string]*Item{}}
	for _, r := range records {
		it := jsonItem(r)
		run.items[it.ID] = it
		run.order = append(run.order, it.ID)
	}
	if strings.Contains(f["MODE"], "bibliography") {
		return run.bibliography(f), want
	}
	if f["CITATIONS"] != "" {
		return run.citations(f), want
	}
	return run.clusters(f), want
}

var suiteLocales = &localeLibrary{open: func(tag string) []byte {
	data, _ := os.ReadFile(sharedCSL + "/locales/locales-" + tag + ".xml")
	return data
}}

func decode(s string, to any) error {
	d := json.NewDecoder(bytes.NewReader([]byte(s)))
	d.UseNumber()
	return d.Decode(to)
}

type suiteRun struct {
	style *Style
	items map[string]*Item
	order []string
}

func (run *suiteRun) processor() *processor {
	p := newProcessor(run.style, run.style.words("en-US"))
	for _, id := range run.order {
		p.register(run.items[id])
	}
	return p
}

// clusters runs a fixture that cites without note numbers.
func (run *suiteRun) clusters(f fixture) string {
	var lists [][]map[string]any
	if f["CITATION-ITEMS"] != "" {
		if err := decode(f["CITATION-ITEMS"], &lists); err != nil {
			return err.Error()
		}
	} else {
		var all []map[string]any
		for _, id := range run.order {
			all = append(all, map[string]any{"id": id})
		}
		lists = append(lists, all)
	}
	p := run.processor()
	p.order()
	var clusters []cluster
	for _, list := range lists {
		clusters = append(clusters, run.cluster(list, nil))
	}
	p.disambiguate()
	var out []string
	for i := range clusters {
		out = append(out, orError(p.html(p.renderCluster(&clusters[i]))))
	}
	return strings.Join(out, "\n")
}

// citations runs a fixture that edits a document step by step, and marks what
// the last step changed.
func (run *suiteRun) citations(f fixture) string {
	var steps [][]json.RawMessage
	if err := decode(f["CITATIONS"], &steps); err != nil {
		return err.Error()
	}
	type shown struct{ id, text string }
	var before, after []shown
	last := ""
	known := map[string]map[string]any{}
	for i, step := range steps {
		var c map[string]any
		decode(string(step[0]), &c)
		id := fmt.Sprint(c["citationID"])
		if c["citationID"] == nil {
			id = "auto-" + strconv.Itoa(i)
		}
		known[id] = c
		var pre, post [][]any
		decode(string(step[1]), &pre)
		decode(string(step[2]), &post)
		order := append(append(slices.Clone(pre), []any{id, nil}), post...)
		last = id
		if i < len(steps)-2 {
			continue
		}
		before, after = after, nil
		for k, text := range run.document(order, known) {
			after = append(after, shown{fmt.Sprint(order[k][0]), text})
		}
	}
	var out []string
	for i, s := range after {
		sign := ">>"
		if s.id != last && slices.Contains(before, s) {
			sign = ".."
		}
		out = append(out, fmt.Sprintf("%s[%d] %s", sign, i, s.text))
	}
	return strings.Join(out, "\n")
}

// document renders the citations of a document.
func (run *suiteRun) document(order [][]any, known map[string]map[string]any) []string {
	p := newProcessor(run.style, run.style.words("en-US"))
	var clusters []cluster
	for _, place := range order {
		c := known[fmt.Sprint(place[0])]
		properties, _ := c["properties"].(map[string]any)
		list, _ := c["citationItems"].([]any)
		var items []map[string]any
		for _, i := range list {
			items = append(items, i.(map[string]any))
		}
		cl := run.cluster(items, properties)
		if len(place) > 1 && place[1] != nil {
			cl.note = toInt(place[1])
		}
		for i := range cl.cites {
			p.register(cl.cites[i].item)
		}
		clusters = append(clusters, cl)
	}
	p.order()
	p.setPositions(clusters, true)
	p.disambiguate()
	var out []string
	for i := range clusters {
		out = append(out, p.html(p.renderCluster(&clusters[i])))
	}
	return out
}

func (run *suiteRun) cluster(list []map[string]any, properties map[string]any) cluster {
	var c cluster
	c.note = toInt(properties["noteIndex"])
	for _, m := range list {
		it := run.items[fmt.Sprint(m["id"])]
		if it == nil {
			continue
		}
		ref := reference{
			item: it, prefix: toString(m["prefix"]), suffix: toString(m["suffix"]),
			locator: toString(m["locator"]), label: toString(m["label"]),
			suppressAuthor: toBool(m["suppress-author"]), authorOnly: toBool(m["author-only"]),
			position: position(toInt(m["position"])), nearNote: toBool(m["near-note"]), firstNote: toInt(m["first-reference-note-number"]),
		}
		c.cites = append(c.cites, ref)
	}
	return c
}

func (run *suiteRun) bibliography(f fixture) string {
	p := run.processor()
	p.order()
	p.disambiguate()
	if run.style.bibliography == nil {
		return "no bibliography"
	}
	var b strings.Builder
	b.WriteString("<div class=\"csl-bib-body\">\n")
	for _, e := range p.bibliography() {
		b.WriteString("  <div class=\"csl-entry\">" + e.HTML + "</div>\n")
	}
	b.WriteString("</div>")
	return b.String()
}

// orError is what the fixtures have in the place of a cite that comes to
// nothing.
func orError(s string) string {
	if s == "" {
		return "[CSL STYLE ERROR: reference with no printed form.]"
	}
	return s
}

func toString(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	}
	return fmt.Sprint(v)
}

func toInt(v any) int {
	n, _ := strconv.Atoi(toString(v))
	return n
}

func toBool(v any) bool {
	s := toString(v)
	return s == "true" || s == "1"
}

// jsonItem reads a record of CSL-JSON as the fixtures have it.
func jsonItem(m map[string]any) *Item {
	it := &Item{ID: toString(m["id"]), Type: toString(m["type"])}
	for k, v := range m {
		switch x := v.(type) {
		case []any:
			var names []Name
			for _, n := range x {
				if n, ok := n.(map[string]any); ok {
					names = append(names, jsonName(n))
				}
			}
			it.SetNames(k, names)
		case map[string]any:
			if d := jsonDate(x); d != nil {
				it.SetDate(k, d)
			}
		default:
			it.Set(k, toString(v))
		}
	}
	it.finish()
	return it
}

func jsonName(m map[string]any) Name {
	n := Name{
		Family: toString(m["family"]), Given: toString(m["given"]), Suffix: toString(m["suffix"]),
		DroppingParticle: toString(m["dropping-particle"]), NonDroppingParticle: toString(m["non-dropping-particle"]),
		CommaSuffix: toBool(m["comma-suffix"]), StaticOrdering: toBool(m["static-ordering"]), Literal: toString(m["literal"]),
	}
	n.parseParticles()
	return n
}

func jsonDate(m map[string]any) *Date {
	d := &Date{Literal: toString(m["literal"]), Circa: toBool(m["circa"])}
	if raw := toString(m["raw"]); raw != "" {
		d.Literal = raw
	}
	parts, _ := m["date-parts"].([]any)
	day := func(i int) (out Day) {
		if i >= len(parts) {
			return out
		}
		list, _ := parts[i].([]any)
		for k, v := range list {
			switch k {
			case 0:
				out.Year = toInt(v)
			case 1:
				out.Month = toInt(v)
			case 2:
				out.Day = toInt(v)
			}
		}
		return out
	}
	d.From, d.To = day(0), day(1)
	d.Range = len(parts) > 1
	if s := toInt(m["season"]); s > 0 && d.From.Month == 0 {
		d.From.Month = 12 + s
	}
	if d.From == (Day{}) && d.Literal == "" {
		return nil
	}
	return d
}

func stack() string { return "" }
