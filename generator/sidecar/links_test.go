package sidecar_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/generator/edition"
	"gloss/generator/sidecar"
)

const linksFile = `{"gloss-links":1}
{"url":"http://example.org/gone","asked":"2026-11-22","outcome":"dead","why":"it answers 404 Not Found","since":"2026-11-01","reached":"2026-10-01"}
{"url":"https://example.org/","asked":"2026-11-20","outcome":"reached","moved-to":"https://www.example.org/","etag":"W/\"a<b>\"","modified":"Sat, 21 Nov 2026 10:00:00 GMT","has":["a","b"],"lacks":["c"],"too-long":true}
{"url":"https://example.org/private","asked":"2026-11-20","outcome":"unasked","why":"its robots.txt asks programs to stay away"}
`

func TestLinks(t *testing.T) {
	answers, ps := sidecar.Links("links.jsonl", []byte(linksFile))
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	if got := string(sidecar.FormatLinks(answers)); got != linksFile {
		t.Errorf("written again (-want +got)\n%s", cmp.Diff(linksFile, got))
	}
	a, ok := answers.Of("HTTPS://example.org#a")
	if !ok || a.Reached != "2026-11-20" || a.Outcome != edition.Reached {
		t.Errorf("reached: %+v", a)
	}
	if a, _ := answers.Of("http://example.org/gone"); a.Reached != "2026-10-01" || a.Outcome != edition.Dead {
		t.Errorf("dead: %+v", a)
	}
	if answers, ps := sidecar.Links("links.jsonl", nil); len(answers)+len(ps) > 0 {
		t.Errorf("an empty file: %v, %v", answers, ps)
	}
}

// A line that is wrong costs no more than itself.
func TestLinksWithBadLines(t *testing.T) {
	const rest = `,"asked":"2026-11-22","outcome":"reached"}`
	for _, c := range []struct{ name, bad, text string }{
		{"no JSON", `{"url":"x"`, "cannot be read"},
		{"a merge", ">>>>>>> theirs", "a merge has left"},
		{"a key of another version", `{"url":"https://a.example/","colour":1` + rest, "unknown field"},
		{"a fragment", `{"url":"https://a.example/#x"` + rest, "names no page"},
		{"an address that could be written otherwise", `{"url":"https://a.example"` + rest, "names no page"},
		{"no page of the web", `{"url":"file:///etc/passwd"` + rest, "names no page"},
		{"an outcome", `{"url":"https://a.example/","asked":"2026-11-22","outcome":"fine"}`, "outcome “fine”"},
		{"a day", `{"url":"https://a.example/","asked":"22.11.2026","outcome":"reached"}`, "a day is"},
		{"a day there is not", `{"url":"https://a.example/","asked":"2026-11-31","outcome":"reached"}`, "a day is"},
		{"dead without why", `{"url":"https://a.example/","asked":"2026-11-22","outcome":"dead"}`, "why and since"},
		{"reached with why", `{"url":"https://a.example/","why":"x"` + rest, "why and since"},
		{"moved to a script", `{"url":"https://a.example/","moved-to":"javascript:x"` + rest, "moved-to"},
		{"a control character", `{"url":"https://a.example/","etag":"\u001b[2J"` + rest, "control character"},
	} {
		t.Run(c.name, func(t *testing.T) {
			answers, ps := sidecar.Links("links.jsonl", []byte(linksFile+c.bad+"\n"))
			if len(ps) != 1 || ps[0].Line != strings.Count(linksFile, "\n")+1 || !strings.Contains(ps[0].Text, c.text) || ps[0].Hint == "" || ps.Errors() > 0 {
				t.Errorf("problems %+v, want one with %q in the last line", ps, c.text)
			}
			if got := string(sidecar.FormatLinks(answers)); got != linksFile {
				t.Errorf("the rest was read otherwise:\n%s", got)
			}
		})
	}
	for _, file := range []string{"{}\n", `{"gloss-links":2}`, `{"gloss-lock":1}`, "# links\n"} {
		if answers, ps := sidecar.Links("links.jsonl", []byte(file)); answers != nil || len(ps) != 1 {
			t.Errorf("%q: %v, %v", file, answers, ps)
		}
	}
}

// Of two answers about a page the later counts, in whatever order they stand.
func TestLinksAfterAMerge(t *testing.T) {
	older := `{"url":"https://a.example/","asked":"2026-11-01","outcome":"reached"}` + "\n"
	newer := `{"url":"https://a.example/","asked":"2026-11-22","outcome":"dead","why":"it answers 410 Gone"}` + "\n"
	for _, lines := range []string{older + newer, newer + older} {
		answers, ps := sidecar.Links("links.jsonl", []byte("{\"gloss-links\":1}\n"+lines))
		if a := answers["https://a.example/"]; len(ps) > 0 || a.Asked != "2026-11-22" {
			t.Errorf("%s%v, %v", lines, a, ps)
		}
	}
}
