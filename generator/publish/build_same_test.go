package publish_test

import (
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gloss/generator/bench/madeup"
)

// Two builds are the same bytes, whatever the number of cores, the folder, the
// time zone, the language of the system and the order of files on the disk.
func TestBuildIsAlwaysTheSame(t *testing.T) {
	if content := os.Getenv("GLOSS_BUILD_ELSEWHERE"); content != "" {
		build(t, content, os.Getenv("GLOSS_BUILD_OUT"))
		return
	}
	dir := t.TempDir()
	madeUp := filepath.Join(dir, "made up")
	if err := (madeup.Shape{Essays: 6, Paragraphs: 12, Notes: 15, Sources: 8, Seed: 3}).Content(madeUp); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{"content": "../../content", "made up": madeUp} {
		first := filepath.Join(dir, name+"-1")
		build(t, content, first)
		want := read(t, first)
		if len(want) < 10 {
			t.Fatalf("%s: only %d files", name, len(want))
		}

		// One core, another folder, written in another order.
		copied := filepath.Join(t.TempDir(), "elsewhere", "content")
		if err := copyBackwards(copied, content); err != nil {
			t.Fatal(err)
		}
		cores := runtime.GOMAXPROCS(1)
		second := filepath.Join(dir, name+"-2")
		build(t, copied, second)
		runtime.GOMAXPROCS(cores)
		compare(t, name+" on one core from another folder", want, read(t, second))

		third := filepath.Join(dir, name+"-3")
		away := exec.Command(os.Args[0], "-test.run", "^TestBuildIsAlwaysTheSame$")
		away.Env = append(os.Environ(), "TZ=Pacific/Kiritimati", "LC_ALL=tr_TR.UTF-8", "GOMAXPROCS=8",
			"GLOSS_BUILD_ELSEWHERE="+content, "GLOSS_BUILD_OUT="+third)
		if said, err := away.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, said)
		}
		compare(t, name+" in another time zone", want, read(t, third))

		// What is shown in a preview is what is published.
		p := preview(t, content)
		compare(t, name+" as shown in a preview", want, previewed(t, p, content, maps.Keys(want)))
	}
}

func compare(t *testing.T, what string, want, got site) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%.2000s", what, d)
	}
}

// copyBackwards copies a folder, its last entry first.
func copyBackwards(to, from string) error {
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	for i := len(entries) - 1; i >= 0; i-- {
		name := entries[i].Name()
		if entries[i].IsDir() {
			err = copyBackwards(filepath.Join(to, name), filepath.Join(from, name))
		} else {
			var data []byte
			data, err = os.ReadFile(filepath.Join(from, name))
			err = errors.Join(err, os.WriteFile(filepath.Join(to, name), data, 0o644))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// Nothing is written into the content.
func TestBuildLeavesTheContentAlone(t *testing.T) {
	content := filepath.Join(t.TempDir(), "content")
	if err := copyBackwards(content, "../../content"); err != nil {
		t.Fatal(err)
	}
	before := read(t, content)
	build(t, content, filepath.Join(t.TempDir(), "public"))
	compare(t, "the content after a build", before, read(t, content))
}
