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
