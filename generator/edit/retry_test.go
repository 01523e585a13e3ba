package edit_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gloss/generator/edit"
	"gloss/generator/edition"
)

// inn has two reworded notes, each in a file of its own.
var inn = map[string]string{
	"site.yaml":            settings,
	"e/essay.md":           "---\ntitle: Inn\n---\nThe innkeeper kept a lantern burning in the upper window for those who came late, as his mother had done for forty years.\n",
	"e/annotations/a.yaml": "- id: lamp\n  target: kept a lamp burning in the upper window\n  body: One.\n",
	"e/annotations/b.yaml": "- id: years\n  target: as his mother had done for thirty years\n  body: Two.\n",
	"e/essay.lock": `{"gloss-lock":1}

{"block":"the-innkeeper-kept-a","kind":"paragraph","text":"The innkeeper kept a lamp burning in the upper window for those who came late, as his mother had done for thirty years."}
{"note":"lamp","n":1,"in":"the-innkeeper-kept-a","start":14,"end":53,"target":{"exact":"kept a lamp burning in the upper window"}}
{"note":"years","n":1,"in":"the-innkeeper-kept-a","start":79,"end":118,"target":{"exact":"as his mother had done for thirty years"}}
`,
}

// accepted accepts both.
var accepted = edit.Accept{Notes: []edit.Reworded{
	{Note: "lamp", Now: "kept a lantern burning in the upper window"}, {Note: "years", Now: "as his mother had done for forty years"},
}}

// A change of several files, one of which somebody changes while they are written,
// is taken back as a whole.
func TestUndoOfWhatWasPlannedAgain(t *testing.T) {
	dir := t.TempDir()
	place(t, dir, inn)
	content, site := open(t, dir)
	p := plan(t, content, site, "e", accepted)
	place(t, dir, map[string]string{"e/annotations/b.yaml": "# By hand.\n" + inn["e/annotations/b.yaml"]})
	p, no, err := p.Write(content)
	if no != nil || err != nil {
		t.Fatal(no, err)
	}
	for id, placed := range placesNow(t, dir) {
		if len(placed) != 1 || placed[0].Result != edition.Exact {
			t.Errorf("the note %s has not been accepted: %v", id, placed)
		}
	}
	if _, no, err = plan(t, content, site, "e", p.Undo).Write(content); no != nil || err != nil {
		t.Fatal(no, err)
	}
	for name, want := range inn {
		if name == "e/annotations/b.yaml" {
			want = "# By hand.\n" + want
		}
		if data, err := content.Read(name); err != nil || string(data) != want {
			t.Errorf("taken back, %s is\n%s", name, data)
		}
	}
}

// One that comes to nothing after its first file has been written leaves that file
// as it was.
func TestRefusedHalfWay(t *testing.T) {
	dir := t.TempDir()
	place(t, dir, inn)
	content, site := open(t, dir)
	p := plan(t, content, site, "e", accepted)
	place(t, dir, map[string]string{"e/annotations/b.yaml": "- target: \"as his mother\n"})
	if _, no, err := p.Write(content); no == nil || err != nil {
		t.Fatal("accepted, though a file has mistakes", err)
	}
	if data, err := content.Read("e/annotations/a.yaml"); err != nil || string(data) != inn["e/annotations/a.yaml"] {
		t.Errorf("the first file is\n%s", data)
	}
}

// A lock that nobody may write to refuses the change as a whole: the note is not
// written either.
func TestReadOnlyLock(t *testing.T) {
	dir := t.TempDir()
	place(t, dir, inn)
	content, site := open(t, dir)
	if err := os.Chmod(filepath.Join(dir, "e", "essay.lock"), 0o444); err != nil {
		t.Fatal(err)
	}
	if _, no, err := plan(t, content, site, "e", accepted).Write(content); no != nil || err == nil || !strings.Contains(err.Error(), "essay.lock: the file is read-only") {
		t.Errorf("%v, %v", no, err)
	}
	for name, want := range inn {
		if data, err := content.Read(name); err != nil || string(data) != want {
			t.Errorf("%s is\n%s", name, data)
		}
	}
}

// placesNow are where the notes of the edition stand in files as they are.
func placesNow(t *testing.T, dir string) map[string][]edition.Placed {
	content, site := open(t, dir)
	e, _ := finish(t, content, site, "e")
	return places(e)
}
