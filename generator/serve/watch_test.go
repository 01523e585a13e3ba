package serve

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"gloss/generator/publish"
)

// A change is told of within this time on the slowest machine.
const slowest = 10 * time.Second

func TestWatchTellsOfChanges(t *testing.T) {
	for _, poll := range []bool{false, true} {
		dir := filepath.Join(t.TempDir(), "content")
		essay := filepath.Join(dir, "e", "essay.md")
		must(t, os.MkdirAll(filepath.Dir(essay), 0o755), os.WriteFile(essay, []byte("1"), 0o644))
		changes, err := watch(t.Context(), folders{content: dir}, poll)
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range []struct {
			name string
			do   func() error
			told string // one of the files told of; empty: everything
		}{
			{"a file is written", func() error { return os.WriteFile(essay, []byte("22"), 0o644) }, "e/essay.md"},
			{"a file is put in its place", func() error {
				return errors.Join(os.WriteFile(essay+"~", []byte("333"), 0o644), os.Rename(essay+"~", essay))
			}, "e/essay.md"},
			{"and again", func() error {
				return errors.Join(os.WriteFile(essay+"~", []byte("4444"), 0o644), os.Rename(essay+"~", essay))
			}, "e/essay.md"},
			{"folders and a file at once", func() error {
				return errors.Join(os.MkdirAll(filepath.Join(dir, "new/deep/er"), 0o755),
					os.WriteFile(filepath.Join(dir, "new/deep/er/a.yaml"), nil, 0o644))
			}, "new/deep/er/a.yaml"},
			{"a file in a new folder", func() error { return os.WriteFile(filepath.Join(dir, "new/deep/er/a.yaml"), []byte("x"), 0o644) }, "new/deep/er/a.yaml"},
			{"a folder goes", func() error { return os.RemoveAll(filepath.Join(dir, "new")) }, "new"},
			{"the content is moved away", func() error { return os.Rename(dir, dir+"-away") }, ""},
			{"and back", func() error { return os.Rename(dir+"-away", dir) }, ""},
			{"a file is written after that", func() error { return os.WriteFile(essay, []byte("55555"), 0o644) }, "e/essay.md"},
		} {
			must(t, step.do())
			for told := false; !told; {
				select {
				case c := <-changes:
					told = c.Everything && step.told == "" || slices.Contains(c.Content, step.told)
				case <-time.After(slowest):
					t.Fatalf("poll %v: %s: nothing was told", poll, step.name)
				}
			}
		}
	}
}

// A content folder, and one of layouts, may be named by a link; one that leads
// elsewhere afterwards is followed there.
func TestWatchFollowsLinks(t *testing.T) {
	for _, poll := range []bool{false, true} {
		dir := t.TempDir()
		link, layouts := filepath.Join(dir, "site", "content"), filepath.Join(dir, "site", "layouts")
		for _, name := range []string{"site", "here/e", "there/e", "styles"} {
			must(t, os.MkdirAll(filepath.Join(dir, name), 0o755))
		}
		must(t, os.Symlink("../here", link), os.Symlink(filepath.Join(dir, "styles"), layouts))
		changes, err := watch(t.Context(), folders{link, layouts}, poll)
		must(t, err)
		next := func(step string, told func(publish.Changes) bool) {
			t.Helper()
			for {
				select {
				case c := <-changes:
					if told(c) {
						return
					}
				case <-time.After(slowest):
					t.Fatalf("poll %v: %s: nothing was told", poll, step)
				}
			}
		}
		essay := func(c publish.Changes) bool { return slices.Contains(c.Content, "e/essay.md") }
		must(t, os.WriteFile(filepath.Join(dir, "here/e/essay.md"), []byte("1"), 0o644))
		next("an essay", essay)
		must(t, os.WriteFile(filepath.Join(dir, "styles/style.css"), []byte("1"), 0o644))
		next("a style", func(c publish.Changes) bool { return slices.Contains(c.Layouts, "style.css") })
		must(t, os.WriteFile(filepath.Join(dir, "there/e/essay.md"), []byte("other"), 0o644))
		must(t, os.Symlink("../there", link+"2"), os.Rename(link+"2", link))
		next("the link leads elsewhere", func(c publish.Changes) bool { return c.Everything || essay(c) })
		must(t, os.WriteFile(filepath.Join(dir, "there/e/essay.md"), []byte("22"), 0o644))
		next("the other essay", essay)
	}
}

// A file that never rests keeps nothing from being told.
func TestWatchIsNotKeptWaiting(t *testing.T) {
	for _, poll := range []bool{false, true} {
		dir := t.TempDir()
		changes, err := watch(t.Context(), folders{content: dir}, poll)
		must(t, err)
		must(t, os.WriteFile(filepath.Join(dir, "essay.md"), []byte("1"), 0o644))
		tick, late := time.NewTicker(lone/2), time.After(slowest)
		defer tick.Stop()
		for told, n := false, 0; !told; n++ {
			select {
			case c := <-changes:
				told = slices.Contains(c.Content, "essay.md")
			case <-late:
				t.Fatalf("poll %v: nothing was told", poll)
			case <-tick.C:
				must(t, os.WriteFile(filepath.Join(dir, "restless"), make([]byte, n), 0o644))
			}
		}
	}
}

func TestWatchPassesOver(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "content")
	must(t, os.MkdirAll(dir, 0o755), os.WriteFile(filepath.Join(dir, "site.yaml"), nil, 0o644))
	changes, err := watch(t.Context(), folders{content: dir}, false)
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
	case <-time.After(10 * busy):
	}
}

// A burst of changes is one change, or a few when it is long.
func TestWatchSettles(t *testing.T) {
	dir := t.TempDir()
	changes, err := watch(t.Context(), folders{content: dir}, false)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 1000 {
		must(t, os.WriteFile(filepath.Join(dir, fmt.Sprint(i)), []byte("x"), 0o644))
	}
	told, files := 0, 0
	for quiet := false; !quiet; {
		select {
		case c := <-changes:
			told++
			files += len(c.Content)
		case <-time.After(10 * busy):
			quiet = true
		}
	}
	if told < 1 || told > 5 || files < 1000 {
		t.Errorf("1,000 writes were told as %d changes of %d files", told, files)
	}
}

func TestWatchRefusesWhatIsNotThere(t *testing.T) {
	if _, err := watch(t.Context(), folders{content: filepath.Join(t.TempDir(), "content")}, false); err == nil {
		t.Error("a folder that is not there is watched")
	}
}

func must(t *testing.T, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

// A save that empties the file first is told when its words are there.
func TestWatchWaitsForTheWords(t *testing.T) {
	essay := filepath.Join(t.TempDir(), "essay.md")
	must(t, os.WriteFile(essay, []byte("words"), 0o644))
	changes, err := watch(t.Context(), folders{content: filepath.Dir(essay)}, false)
	if err != nil {
		t.Fatal(err)
	}
	must(t, os.Truncate(essay, 0))
	time.Sleep(3 * lone)
	must(t, os.WriteFile(essay, []byte("more words"), 0o644))
	<-changes
	if data, err := os.ReadFile(essay); err != nil || len(data) == 0 {
		t.Errorf("told with %q, %v", data, err)
	}
}
