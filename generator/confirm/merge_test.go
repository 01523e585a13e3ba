package confirm_test

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gloss/generator/edition"
)

// Two people edit paragraphs side by side, and confirm the notes there. Git brings
// their files together without a conflict, the lock too, and then nothing is left
// to be confirmed.
func TestMerge(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("git is not here")
	}
	base := newLife(t, 1, 12)
	base.annotate(12)
	base.write()
	base.confirm()
	branch := func(paragraph int, words ...string) *life {
		l := newLife(t, 1, 12) // the same essay
		l.dir = t.TempDir()
		for _, name := range []string{"site.yaml", "e/essay.md", "e/annotations.yaml", "e/essay.lock"} {
			l.file(name, base.read(name))
		}
		for n, w := range words {
			l.paras[paragraph][7*n+3].word = w
		}
		l.write()
		l.confirm()
		return l
	}
	ours, theirs := branch(4, "some", "other", "words"), branch(5, "yet", "again", "more")
	merged := newLife(t, 1, 12)
	for _, name := range []string{"site.yaml", "e/essay.md", "e/annotations.yaml", "e/essay.lock"} {
		out, err := exec.Command(git, "merge-file", "-p", filepath.Join(ours.dir, name), filepath.Join(base.dir, name), filepath.Join(theirs.dir, name)).Output()
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
		merged.file(name, string(out))
	}
	if lock := merged.read("e/essay.lock"); !strings.Contains(lock, "some") || !strings.Contains(lock, "yet") {
		t.Errorf("the merged lock has not both:\n%s", lock)
	}
	content, plan := merged.make()
	defer content.Close()
	for _, a := range plan.Anchored {
		if a.Result != edition.Exact {
			t.Errorf("note %s is %v", a.Note, a.Result)
		}
	}
	if len(plan.Files) > 0 || len(plan.Problems) > 0 {
		t.Errorf("there is still something to write or to say: %d files, %v", len(plan.Files), plan.Problems)
	}
}
