package serve

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// A change is told of within this time on the slowest machine.
const patience = 10 * time.Second

func TestWatchTellsOfChanges(t *testing.T) {
	for _, poll := range []bool{false, true} {
		dir := filepath.Join(t.TempDir(), "content")
		essay := filepath.Join(dir, "e", "essay.md")
		must(t, os.MkdirAll(filepath.Dir(essay), 0o755), os.WriteFile(essay, []byte("1"), 0o644))
		changes, err := watch(t.Context(), []string{dir}, poll)
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range []struct {
			name string
			do   func() error
		}{
			{"a file is written", func() error { return os.WriteFile(essay, []byte("22"), 0o644) }},
			{"a file is put in its place", func() error {
				return errors.Join(os.WriteFile(essay+"~", []byte("333"), 0o644), os.Rename(essay+"~", essay))
			}},
			{"and again", func() error {
				return errors.Join(os.WriteFile(essay+"~", []byte("4444"), 0o644), os.Rename(essay+"~", essay))
			}},
			{"folders and a file at once", func() error {
				return errors.Join(os.MkdirAll(filepath.Join(dir, "new/deep/er"), 0o755),
					os.WriteFile(filepath.Join(dir, "new/deep/er/a.yaml"), nil, 0o644))
			}},
			{"a file in a new folder", func() error { return os.WriteFile(filepath.Join(dir, "new/deep/er/a.yaml"), []byte("x"), 0o644) }},
			{"a folder goes", func() error { return os.RemoveAll(filepath.Join(dir, "new")) }},
			{"the content is moved away", func() error { return os.Rename(dir, dir+"-away") }},
			{"and back", func() error { return os.Rename(dir+"-away", dir) }},
			{"a file is written after that", func() error { return os.WriteFile(essay, []byte("55555"), 0o644) }},
		} {
			must(t, step.do())
			select {
			case <-changes:
			case <-time.After(patience):
				t.Fatalf("poll %v: %s: nothing was told", poll, step.name)
			}
		}
	}
}

func TestWatchPassesOver(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "content")
	must(t, os.MkdirAll(dir, 0o755), os.WriteFile(filepath.Join(dir, "site.yaml"), nil, 0o644))
	changes, err := watch(t.Context(), []string{dir}, false)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{".essay.md.swp", "essay.md~", "4913", ".git/index", "#essay.md#", "../public/index.html"} {
		file := filepath.Join(dir, name)
		must(t, os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte("x"), 0o644))
	}
	must(t, os.Chmod(filepath.Join(dir, "site.yaml"), 0o600))
	select {
	case <-changes:
		t.Error("a change was told that is none")
	case <-time.After(10 * settle):
	}
}

// A burst of changes is one change, or two when it is long.
func TestWatchSettles(t *testing.T) {
	dir := t.TempDir()
	changes, err := watch(t.Context(), []string{dir}, false)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 200 {
		must(t, os.WriteFile(filepath.Join(dir, "essay.md"), make([]byte, i), 0o644))
	}
	told := 0
	for quiet := false; !quiet; {
		select {
		case <-changes:
			told++
		case <-time.After(10 * settle):
			quiet = true
		}
	}
	if told < 1 || told > 5 {
		t.Errorf("200 writes were told as %d changes", told)
	}
}

func TestWatchRefusesWhatIsNotThere(t *testing.T) {
	if _, err := watch(t.Context(), []string{filepath.Join(t.TempDir(), "content")}, false); err == nil {
		t.Error("a folder that is not there is watched")
	}
}

func must(t *testing.T, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}
