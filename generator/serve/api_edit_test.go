package serve

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gloss/generator/edit"
	"gloss/generator/publish"
)

// desktop is a page of the editor, in a test.
type desktop struct {
	*testing.T
	s   *server
	web *httptest.Server
}

func newDesktop(t *testing.T, tree string) *desktop {
	t.Helper()
	s, web := testServer(t, tree)
	return &desktop{t, s, web}
}

// call makes a call and returns the status and what was answered.
func (d *desktop) call(name string, body any) (int, map[string]any) {
	d.Helper()
	answer, text := post(d.T, d.s, d.web.URL, name, body)
	d.s.settle(d.Context(), d.s.update(d.Context(), publish.Changes{Everything: true}))
	var out map[string]any
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		d.Fatalf("%s: %v: %s", name, err, text)
	}
	return answer.StatusCode, out
}

// must makes a call that is to succeed.
func (d *desktop) must(name string, body any) map[string]any {
	d.Helper()
	status, out := d.call(name, body)
	if status != http.StatusOK {
		d.Fatalf("%s: %d %v", name, status, out)
	}
	return out
}

func (d *desktop) read(name string) string {
	d.Helper()
	data, err := os.ReadFile(filepath.Join(d.s.options.Content, name))
	if err != nil {
		d.Fatal(err)
	}
	return string(data)
}

func (d *desktop) write(name, text string) {
	d.Helper()
	must(d.T, os.WriteFile(filepath.Join(d.s.options.Content, name), []byte(text), 0o644))
	d.s.settle(d.Context(), d.s.update(d.Context(), publish.Changes{Everything: true}))
}

// page is the edition's page.
func (d *desktop) page() string {
	d.Helper()
	_, body := get(d.T, request(d.T, "GET", d.web.URL+"/repo/my-essay/"))
	return body
}

type object = map[string]any

// words are selected in the first paragraph, as a page shows it.
func (d *desktop) words(shown, words string) any {
	d.Helper()
	at := strings.Index(shown, words)
	p := d.must("passage", object{
		"edition": "my-essay",
		"from":    object{"id": "words-to-annotate", "text": shown, "offset": at},
		"to":      object{"id": "words-to-annotate", "text": shown, "offset": at + len(words)},
	})
	if p["words"] != words {
		d.Fatalf("%q was selected, and %v found", words, p["words"])
	}
	delete(p, "overlaps")
	return p
}

// A note's life: it is drawn, written, changed, taken out, and all that is taken
// back; every other byte of its file stays.
func TestNotesAreWrittenInThePage(t *testing.T) {
	d := newDesktop(t, small)
	before := d.read("my-essay/annotations.yaml")
	passage := d.words("Words1 to annotate.", "to annotate")
	note := edit.Fields{Series: "editor", Creator: "A. Editor", Body: "It *is* so."}

	drawn := d.must("draft", object{"edition": "my-essay", "note": note, "passage": passage})
	if html, _ := drawn["html"].(string); !strings.Contains(html, "It <em>is</em> so.") || d.read("my-essay/annotations.yaml") != before {
		t.Errorf("%v", drawn)
	}
	wrong := note
	wrong.Body = "It is [@not] so."
	drawn = d.must("draft", object{"edition": "my-essay", "note": wrong, "passage": passage})
	if problems, _ := json.Marshal(drawn["problems"]); !strings.Contains(string(problems), "unknown source") {
		t.Errorf("%v", drawn)
	}

	saved := d.must("save", object{"edition": "my-essay", "note": note, "passage": passage})
	after := d.read("my-essay/annotations.yaml")
	if saved["id"] != "to-annotate" || saved["file"] != "my-essay/annotations.yaml" || !strings.HasPrefix(after, before) || !strings.Contains(after, "target: to annotate") {
		t.Fatalf("%v\n%s", saved, after)
	}
	if !strings.Contains(d.page(), "It <em>is</em> so.") {
		t.Error("the note is not in the page")
	}
	undone := d.must("undo", object{"edition": "my-essay", "undo": saved["undo"]})
	if d.read("my-essay/annotations.yaml") != before {
		t.Errorf("undone:\n%s", d.read("my-essay/annotations.yaml"))
	}
	d.must("undo", object{"edition": "my-essay", "undo": undone["undo"]})
	if d.read("my-essay/annotations.yaml") != after {
		t.Errorf("done again:\n%s", d.read("my-essay/annotations.yaml"))
	}

	seen := d.must("note", object{"edition": "my-essay", "id": "to-annotate"})
	changed := seen["note"].(object)
	changed["body"] = "It is not so."
	if drawn = d.must("draft", object{"edition": "my-essay", "note": changed, "was": "to-annotate"}); !strings.Contains(drawn["html"].(string), "not so") {
		t.Errorf("%v", drawn)
	}
	d.must("save", object{"edition": "my-essay", "note": changed, "was": "to-annotate", "seen": seen["seen"]})
	if got := d.read("my-essay/annotations.yaml"); !strings.Contains(got, "It is not so.") || !strings.HasPrefix(got, before) {
		t.Errorf("changed:\n%s", got)
	}
	now := d.must("note", object{"edition": "my-essay", "id": "to-annotate"})
	d.must("remove", object{"edition": "my-essay", "id": "to-annotate", "seen": now["seen"]})
	if got := d.read("my-essay/annotations.yaml"); got != before {
		t.Errorf("removed:\n%q\n%q", got, before)
	}
}

// Nobody's words are lost when two change a note.
func TestConflictsAreShown(t *testing.T) {
	d := newDesktop(t, small)
	seen := d.must("note", object{"edition": "my-essay", "id": "a"})
	mine := d.must("note", object{"edition": "my-essay", "id": "a"})["note"].(object)
	mine["tags"] = []string{"x"}
	mine["body"] = "My note."
	d.write("my-essay/annotations.yaml", "# theirs\n- {id: a, target: Words, body: Their note., tags: [x]}\n- {id: b, target: to annotate, body: Another.}\n")
	status, out := d.call("save", object{"edition": "my-essay", "note": mine, "was": "a", "seen": seen["seen"]})
	theirs, _ := out["theirs"].(object)
	if status != http.StatusConflict || theirs["body"] != "Their note." {
		t.Fatalf("%d %v", status, out)
	}
	if status, out := d.call("remove", object{"edition": "my-essay", "id": "a", "seen": seen["seen"]}); status != http.StatusConflict {
		t.Errorf("%d %v", status, out)
	}
	if got := d.read("my-essay/annotations.yaml"); !strings.Contains(got, "Their note.") {
		t.Errorf("their words are gone:\n%s", got)
	}
	d.must("save", object{"edition": "my-essay", "note": mine, "was": "a", "seen": theirs})
	if got := d.read("my-essay/annotations.yaml"); got != "# theirs\n- {id: a, target: Words, body: My note., tags: [x]}\n- {id: b, target: to annotate, body: Another.}\n" {
		t.Errorf("%s", got)
	}
	if status, out := d.call("save", object{"edition": "my-essay", "note": mine, "was": "none", "seen": theirs}); status != http.StatusNotFound {
		t.Errorf("%d %v", status, out)
	}
}

// The desk lists what there is to write with, and what waits.
func TestDesk(t *testing.T) {
	d := newDesktop(t, small+`
-- my-essay/sources.yaml --
- {id: smith, type: book, title: A Book, author: {family: Smith, given: A.}, issued: "1999"}
`)
	d.write("my-essay/annotations.yaml", "- {id: a, target: Words, creator: A. E., tags: [x], sources: [smith], body: A note.}\n- {id: lost, target: Wards to annotates, body: Lost.}\n- {id: twice, target: nothing like it at all, body: Lost.}\n")
	desk := d.must("desk", object{"edition": "my-essay"})
	for key, want := range map[string]string{
		"series":     `[{"id":"editor","label":"Notes","marks":"1","slot":1}`,
		"creators":   `["A. E."]`,
		"tags":       `["x"]`,
		"sources":    `{"key":"smith","text":"Smith. A Book. 1999"}`,
		"notes":      `[{"file":"my-essay/annotations.yaml","id":"a","line":1}`,
		"references": `{"id":"é","kind":"edition","words":"Accents"}`,
		"tray":       `"id":"lost","line":2`,
	} {
		data, _ := json.Marshal(desk[key])
		if !strings.Contains(string(data), want) {
			t.Errorf("%s: %s, want %s", key, data, want)
		}
	}

	// What is lost is attached to other words.
	tray := desk["tray"].([]any)
	lost := tray[0].(object)
	d.must("attach", object{"edition": "my-essay", "id": lost["id"], "n": lost["n"], "was": lost["target"], "passage": d.words("Words1 to annotate.", "annotate")})
	if got := d.read("my-essay/annotations.yaml"); !strings.Contains(got, "- {id: lost, target: annotate, body: Lost.}") {
		t.Errorf("%s", got)
	}
	if tray := d.must("desk", object{"edition": "my-essay"})["tray"].([]any); len(tray) != 1 {
		t.Errorf("%v", tray)
	}
}

// A note whose target was mended or taken out, since the tray was laid, is neither
// put on other words nor deleted: another target may have its number by now.
func TestTrayOfYesterday(t *testing.T) {
	d := newDesktop(t, small)
	d.write("my-essay/annotations.yaml", "- {id: two, target: [Wards to annotates, annotate], body: Two.}\n")
	desk := d.must("desk", object{"edition": "my-essay"})
	lost := desk["tray"].([]any)[0].(object)
	attach := object{"edition": "my-essay", "id": lost["id"], "n": lost["n"], "was": lost["target"], "passage": d.words("Words1 to annotate.", "Words")}
	const mended = "- {id: two, target: annotate, body: Two.}\n"
	d.write("my-essay/annotations.yaml", mended)
	if status, out := d.call("attach", attach); status != http.StatusConflict || !strings.Contains(out["error"].(string), "on other words meanwhile: annotate") {
		t.Errorf("attached: %d %v", status, out)
	}
	if status, out := d.call("remove", object{"edition": "my-essay", "id": "two", "seen": lost["seen"]}); status != http.StatusConflict {
		t.Errorf("deleted: %d %v", status, out)
	}
	if got := d.read("my-essay/annotations.yaml"); got != mended {
		t.Errorf("the file says %s", got)
	}
	delete(attach, "was")
	if status, out := d.call("attach", attach); status != http.StatusBadRequest {
		t.Errorf("attached unseen: %d %v", status, out)
	}
}

// Reworded notes are accepted.
func TestRewordedNotesAreAccepted(t *testing.T) {
	d := newDesktop(t, small)
	d.write("my-essay/essay.md", "---\ntitle: Mine\n---\n\nWords that somebody may want to annotate here, and quite some others.\n")
	d.write("my-essay/annotations.yaml", "- {id: a, target: somebody may want to annotate here, body: A note.}\n")
	d.must("accept", object{"edition": "my-essay", "notes": []object{}}) // writes the lock
	d.write("my-essay/essay.md", "---\ntitle: Mine\n---\n\nWords that somebody might want to annotate here, and quite some others.\n")
	desk := d.must("desk", object{"edition": "my-essay"})
	if data, _ := json.Marshal(desk["reworded"]); !strings.Contains(string(data), `"was":"somebody may want to annotate here"`) {
		t.Fatalf("%s", data)
	}
	// Words that nobody has been shown are not accepted.
	shown := object{"edition": "my-essay", "notes": []object{{"id": "a", "now": "somebody might want to annotate here"}}}
	d.write("my-essay/essay.md", "---\ntitle: Mine\n---\n\nWords that somebody must want to annotate here, and quite some others.\n")
	if status, out := d.call("accept", shown); status != http.StatusConflict || !strings.Contains(out["error"].(string), "edited once more") {
		t.Errorf("%d %v", status, out)
	}
	d.write("my-essay/essay.md", "---\ntitle: Mine\n---\n\nWords that somebody might want to annotate here, and quite some others.\n")
	done := d.must("accept", shown)
	if got := d.read("my-essay/annotations.yaml"); got != "- {id: a, target: somebody might want to annotate here, body: A note.}\n" {
		t.Errorf("%s", got)
	}
	d.must("undo", object{"edition": "my-essay", "undo": done["undo"]})
	if got := d.read("my-essay/annotations.yaml"); got != "- {id: a, target: somebody may want to annotate here, body: A note.}\n" {
		t.Errorf("undone: %s", got)
	}
}

// What cannot be done is refused with a reason, and nothing changes.
func TestChangesAreRefused(t *testing.T) {
	d := newDesktop(t, small)
	before := d.read("my-essay/annotations.yaml")
	passage := d.words("Words1 to annotate.", "annotate")
	for name, c := range map[string]struct {
		call   string
		body   object
		status int
	}{
		"an edition that is not there": {"save", object{"edition": "none", "note": object{"body": "x"}, "passage": passage}, 404},
		"an edition outside":           {"save", object{"edition": "../my-essay", "note": object{"body": "x"}, "passage": passage}, 404},
		"a note that says nothing":     {"save", object{"edition": "my-essay", "note": object{"series": "editor"}, "passage": passage}, 422},
		"an id that is taken":          {"save", object{"edition": "my-essay", "note": object{"id": "a", "body": "x"}, "passage": passage}, 422},
		"words that are not there":     {"save", object{"edition": "my-essay", "note": object{"body": "x"}, "passage": object{"start": 0, "end": 3, "words": "nowhere to be found"}}, 422},
		"neither new nor known":        {"save", object{"edition": "my-essay", "note": object{"body": "x"}}, 400},
		"a point outside":              {"passage", object{"edition": "my-essay", "from": object{"id": "words-to-annotate", "text": "W", "offset": 9}, "to": object{}}, 400},
		"a block that is gone":         {"passage", object{"edition": "my-essay", "from": object{"id": "gone", "text": "W", "offset": 0}, "to": object{}}, 409},
		"nothing to take back":         {"undo", object{"edition": "my-essay", "undo": "77"}, 404},
	} {
		status, out := d.call(c.call, c.body)
		if status != c.status || out["error"] == "" {
			t.Errorf("%s: %d %v", name, status, out)
		}
	}
	if got := d.read("my-essay/annotations.yaml"); got != before {
		t.Errorf("the file is\n%s", got)
	}
}

// Words that were selected before somebody edited the essay are followed.
func TestSelectedWordsAreFollowed(t *testing.T) {
	d := newDesktop(t, small)
	d.write("my-essay/essay.md", "---\ntitle: Mine\n---\n\nWords to annotate.\n\nThe same words, the same words.\n\nThe same words, the same words.\n")
	at := object{"id": "the-same-words-the-2", "text": "The same words, the same words.", "offset": 20}
	to := object{"id": "the-same-words-the-2", "text": "The same words, the same words.", "offset": 30}
	desk := d.must("desk", object{"edition": "my-essay"})
	for _, r := range desk["references"].([]any) {
		if id := r.(object)["id"].(string); strings.HasPrefix(id, "#the-same") {
			at["id"], to["id"] = id[1:], id[1:] // the last of them
		}
	}
	p := d.must("passage", object{"edition": "my-essay", "from": at, "to": to})
	delete(p, "overlaps")
	d.write("my-essay/essay.md", "---\ntitle: Mine\n---\n\nA new paragraph, long enough to move all.\n\nWords to annotate.\n\nThe same words, the same words.\n\nThe same words, the same words.\n\nThe end.\n")
	saved := d.must("save", object{"edition": "my-essay", "note": object{"id": "here", "body": "x"}, "passage": p})
	if got := d.read("my-essay/annotations.yaml"); saved["id"] != "here" || !strings.Contains(got, "same words") {
		t.Errorf("%v\n%s", saved, got)
	}
	page := d.page()
	last := strings.LastIndex(page, "The same words, the ")
	if mark := strings.Index(page, `id="r-here"`); mark < last {
		t.Error("the note stands on like words before the ones selected")
	}
}

// A page of the run before knows nothing that means something else in this one:
// neither where words stand nor what was done.
func TestPagesOfTheRunBefore(t *testing.T) {
	before := newDesktop(t, small)
	passage := before.words("Words1 to annotate.", "Words").(object)
	done := before.must("save", object{"edition": "my-essay", "note": object{"id": "theirs", "body": "x"}, "passage": passage})

	d := newDesktop(t, strings.Replace(small, "Words to annotate.", "Other words to annotate, and Words to look at. {#words-to-annotate}", 1))
	d.words("Other words1 to annotate, and Words to look at.", "Other") // it knows a text, and says so of it
	d.must("save", object{"edition": "my-essay", "note": object{"id": "ours", "body": "x"}, "passage": d.words("Other words1 to annotate, and Words to look at.", "Other")})
	file := d.read("my-essay/annotations.yaml")
	if status, out := d.call("undo", object{"edition": "my-essay", "undo": done["undo"]}); status != http.StatusNotFound || d.read("my-essay/annotations.yaml") != file {
		t.Errorf("what was not done is undone: %d %v", status, out)
	}
	status, out := d.call("save", object{"edition": "my-essay", "note": object{"id": "old", "body": "x"}, "passage": passage})
	if status != http.StatusUnprocessableEntity || d.read("my-essay/annotations.yaml") != file {
		t.Errorf("the note of an old page: %d %v\n%s", status, out, d.read("my-essay/annotations.yaml"))
	}
}

// What is undone is a change of the edition that the call names.
func TestUndoesAreOfAnEdition(t *testing.T) {
	d := newDesktop(t, small)
	done := d.must("save", object{"edition": "my-essay", "note": object{"id": "new", "body": "x"}, "passage": d.words("Words1 to annotate.", "Words")})
	if status, out := d.call("undo", object{"edition": "é", "undo": done["undo"]}); status != http.StatusNotFound {
		t.Errorf("%d %v", status, out)
	}
	d.must("undo", object{"edition": "my-essay", "undo": done["undo"]})
	if got := d.read("my-essay/annotations.yaml"); strings.Contains(got, "new") {
		t.Errorf("%s", got)
	}
}

// Words that do not stand where they are said to stand are refused.
func TestSelectedWordsStandWhereTheyAreSaidTo(t *testing.T) {
	d := newDesktop(t, small)
	passage := d.words("Words1 to annotate.", "to annotate").(object)
	passage["words"] = "Words"
	if status, out := d.call("save", object{"edition": "my-essay", "note": object{"body": "x"}, "passage": passage}); status != http.StatusUnprocessableEntity {
		t.Errorf("%d %v", status, out)
	}
}

// A mistake that is made a second time is told of, though the file has one like it.
func TestLikeProblemsAreToldOf(t *testing.T) {
	d := newDesktop(t, small)
	d.write("my-essay/annotations.yaml", "- {id: a, target: Words, body: \"It is [@not] so.\"}\n")
	for body, want := range map[string]int{"It is [@not] so.": 1, "It is so.": 0} {
		drawn := d.must("draft", object{"edition": "my-essay", "note": object{"body": body}, "passage": d.words("Words1 to annotate.", "to annotate")})
		if problems := drawn["problems"].([]any); len(problems) != want {
			t.Errorf("%q: %v", body, problems)
		}
	}
}
