package load

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

func openTemp(t *testing.T) (dir string, c *Content) {
	dir = t.TempDir()
	c, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return dir, c
}

func TestReplace(t *testing.T) {
	dir, c := openTemp(t)
	if err := os.MkdirAll(filepath.Join(dir, "e"), 0o755); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "e", "notes.yaml")
	for _, step := range []struct {
		what      string
		old, data []byte
		changed   bool
		want      string // "-": no file
	}{
		{"a new file", nil, []byte("one"), false, "one"},
		{"a new one where one is", nil, []byte("two"), true, "one"},
		{"another than was read", []byte("uno"), []byte("two"), true, "one"},
		{"the one that was read", []byte("one"), []byte("two"), false, "two"},
		{"made empty", []byte("two"), []byte{}, false, ""},
		{"an empty one that was read as none", nil, []byte("x"), true, ""},
		{"an empty one", []byte{}, []byte("three"), false, "three"},
		{"removed, another than was read", []byte("two"), nil, true, "three"},
		{"removed", []byte("three"), nil, false, "-"},
		{"removed, and there is none", nil, nil, false, "-"},
		{"one that is gone", []byte("three"), []byte("four"), true, "-"},
	} {
		err := c.Replace("e/notes.yaml", step.old, step.data)
		if errors.Is(err, ErrChanged) != step.changed || err != nil && !step.changed {
			t.Errorf("%s: %v", step.what, err)
		}
		got, err := os.ReadFile(name)
		if err != nil {
			got = []byte("-")
		}
		if string(got) != step.want {
			t.Errorf("%s: the file holds %q, want %q", step.what, got, step.want)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, "e", ".*")); len(left) > 0 {
			t.Errorf("%s: %q is left", step.what, left)
		}
	}
}

// A file keeps who may read and write it.
func TestReplaceKeepsTheMode(t *testing.T) {
	dir, c := openTemp(t)
	name := filepath.Join(dir, "a")
	if err := errors.Join(os.WriteFile(name, []byte("1"), 0o600), os.Chmod(name, 0o664)); err != nil {
		t.Fatal(err)
	}
	if err := c.Replace("a", []byte("1"), []byte("2")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o664 {
		t.Errorf("%v %v", info.Mode(), err)
	}
}

// What a replacement that was killed has left beside the file is in nobody's way, and
// leads nowhere.
func TestReplaceOverWhatIsLeft(t *testing.T) {
	dir, c := openTemp(t)
	elsewhere, left := filepath.Join(dir, "elsewhere"), filepath.Join(dir, ".a.gloss")
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(errors.Join(os.WriteFile(elsewhere, []byte("mine"), 0o644), os.WriteFile(filepath.Join(dir, "a"), []byte("0"), 0o644)))
	for n, leave := range []func() error{
		func() error { return os.WriteFile(left, []byte("x"), 0o444) },
		func() error { return os.Symlink("elsewhere", left) },
		func() error { return os.Mkdir(left, 0o755) },
	} {
		must(leave())
		must(c.Replace("a", fmt.Append(nil, n), fmt.Append(nil, n+1)))
		if info, err := os.Lstat(filepath.Join(dir, "a")); err != nil || info.Mode() != 0o644 {
			t.Errorf("%d: the file is %v %v", n, info.Mode(), err)
		}
	}
	if data, err := os.ReadFile(elsewhere); err != nil || string(data) != "mine" {
		t.Errorf("the link was followed: %q %v", data, err)
	}
}

// A file that nobody may write to is not replaced, nor removed.
func TestReplaceLeavesWhatIsReadOnly(t *testing.T) {
	dir, c := openTemp(t)
	name := filepath.Join(dir, "a")
	if err := os.WriteFile(name, []byte("1"), 0o444); err != nil {
		t.Fatal(err)
	}
	for _, data := range [][]byte{[]byte("2"), nil} {
		if err := c.Replace("a", []byte("1"), data); err == nil || !strings.Contains(err.Error(), "writing a: the file is read-only") {
			t.Errorf("%q: %v", data, err)
		}
	}
	if data, err := os.ReadFile(name); err != nil || string(data) != "1" {
		t.Errorf("%q %v", data, err)
	}
}

// On a file system that cannot exchange two files: who has written into the file
// until it was overwritten has it back; one that has another file in its place by
// then stays.
func TestOverwriteGivesWay(t *testing.T) {
	for _, c := range []struct {
		what   string
		theirs func(name string) error
		want   string
		fails  bool
	}{
		{"nobody", func(string) error { return nil }, "new", false},
		{"another file", func(name string) error {
			return errors.Join(os.WriteFile(name+"~", []byte("old"), 0o644), os.Rename(name+"~", name))
		}, "old", true},
		{"written into before", func(name string) error { return os.WriteFile(name, []byte("theirs"), 0o644) }, "theirs", true},
		{"removed", os.Remove, "", true},
	} {
		dir, content := openTemp(t)
		name := filepath.Join(dir, "a")
		if err := errors.Join(os.WriteFile(name, []byte("old"), 0o644), os.WriteFile(filepath.Join(dir, ".a"), []byte("new"), 0o644)); err != nil {
			t.Fatal(err)
		}
		was, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer was.Close()
		if err := c.theirs(name); err != nil {
			t.Fatal(err)
		}
		r := &replacement{folder: content.root, name: "a", beside: ".a", old: []byte("old"), data: []byte("new")}
		if err := r.overwrite(was); errors.Is(err, ErrChanged) != c.fails || err != nil && !c.fails {
			t.Errorf("%s: %v", c.what, err)
		}
		if data, _ := os.ReadFile(name); string(data) != c.want {
			t.Errorf("%s: the file holds %q", c.what, data)
		}
	}
}

// Many add to one file at once, each doing again what came too late: nothing is
// lost.
func TestReplaceLosesNothing(t *testing.T) {
	_, c := openTemp(t)
	const writers, times = 8, 25
	var all sync.WaitGroup
	for w := range writers {
		all.Go(func() {
			for n := 0; n < times; {
				old, err := c.Read("log")
				if err != nil {
					t.Error(err)
					return
				}
				err = c.Replace("log", old, fmt.Appendf(old[:len(old):len(old)], "%d.%d\n", w, n))
				switch {
				case err == nil:
					n++
				case !errors.Is(err, ErrChanged):
					t.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
	data, err := c.Read("log")
	if err != nil || strings.Count(string(data), "\n") != writers*times {
		t.Errorf("%d lines, want %d: %v", strings.Count(string(data), "\n"), writers*times, err)
	}
}

// Somebody saves the file again and again, with an editor that asks nobody. What
// was saved is there until it is saved anew, whatever is added to it.
func TestReplaceGivesWayToAnEditor(t *testing.T) {
	dir, c := openTemp(t)
	name := filepath.Join(dir, "notes")
	save := func(n int) {
		if err := errors.Join(os.WriteFile(name+"~", fmt.Appendf(nil, "saved %d\n", n), 0o644), os.Rename(name+"~", name)); err != nil {
			t.Error(err)
		}
	}
	save(0)
	stop := make(chan struct{})
	var adding sync.WaitGroup
	added := 0
	adding.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
			}
			old, err := c.Read("notes")
			if err != nil {
				t.Error(err)
				return
			}
			if len(old) > 4000 {
				continue
			}
			switch err := c.Replace("notes", old, append(old[:len(old):len(old)], "added\n"...)); {
			case err == nil:
				added++
			case !errors.Is(err, ErrChanged):
				t.Error(err)
				return
			}
		}
	})
	for n := 1; n < 400; n++ {
		save(n)
		time.Sleep(time.Duration(n%7) * 300 * time.Microsecond)
		there := func() bool {
			data, _ := os.ReadFile(name)
			return strings.HasPrefix(string(data), fmt.Sprintf("saved %d\n", n))
		}
		for deadline := time.Now().Add(2 * time.Second); !there(); {
			if time.Now().After(deadline) {
				t.Fatalf("what was saved the %d. time is lost", n)
			}
		}
	}
	close(stop)
	adding.Wait()
	if added == 0 {
		t.Error("nothing was added")
	}
}
