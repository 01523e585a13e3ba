package publish_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"gloss/generator/publish"
)

// site is what a folder holds: path → content.
type site map[string]string

func publishSite(t *testing.T, out string, want site) {
	t.Helper()
	if err := tryPublish(out, want); err != nil {
		t.Fatal(err)
	}
}

func tryPublish(out string, want site) error {
	s, err := publish.OpenStage(out)
	if err != nil {
		return err
	}
	defer s.Discard()
	for name, data := range want {
		if err := s.Write(name, []byte(data)); err != nil {
			return err
		}
	}
	return s.Commit()
}

// read returns what stands in a folder, without the signature.
func read(t *testing.T, dir string) site {
	t.Helper()
	got := site{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == ".nojekyll" {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		got[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func check(t *testing.T, dir string, want site) {
	t.Helper()
	if d := cmp.Diff(want, read(t, dir)); d != "" {
		t.Errorf("%s (-want +got):\n%s", dir, d)
	}
	left, _ := filepath.Glob(filepath.Join(filepath.Dir(dir), ".*.gloss"))
	if len(left) > 0 {
		t.Errorf("left behind: %s", left)
	}
}

func TestStageReplacesWhole(t *testing.T) {
	out := filepath.Join(t.TempDir(), "a", "public")
	one := site{"index.html": "one", "e/index.html": "text", "e/gone.html": "gone"}
	publishSite(t, out, one)
	check(t, out, one)

	two := site{"index.html": "two", "e/index.html": "text", "f/index.html": "new"}
	publishSite(t, out, two)
	check(t, out, two)
}

func TestStageKeepsUnchangedFiles(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	image := fstest.MapFS{"content/i.png": {Data: []byte("png")}}
	build := func(text string) {
		s, err := publish.OpenStage(out)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Discard()
		err = errors.Join(
			s.Write("same.html", []byte("same")),
			s.Write("changed.html", []byte(text)),
			s.Write("mode.html", []byte("mode")),
			s.Copy("e/i.png", image, "content/i.png"),
			s.Commit())
		if err != nil {
			t.Fatal(err)
		}
	}
	build("1")
	old := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	for _, name := range []string{"same.html", "changed.html", "mode.html", "e/i.png", ".nojekyll"} {
		if err := os.Chtimes(filepath.Join(out, name), old, old); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(filepath.Join(out, "mode.html"), 0o600); err != nil {
		t.Fatal(err)
	}
	build("2")
	for name, kept := range map[string]bool{"same.html": true, "changed.html": false, "mode.html": true, "e/i.png": true, ".nojekyll": true} {
		info, err := os.Stat(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		if info.ModTime().Equal(old) != kept {
			t.Errorf("%s: time of change kept %v, want %v", name, !kept, kept)
		}
		if runtime.GOOS != "windows" && info.Mode() != 0o644 {
			t.Errorf("%s has mode %v", name, info.Mode())
		}
	}
	image["content/i.png"].Data = []byte("PNG")
	build("2")
	if got := read(t, out)["e/i.png"]; got != "PNG" {
		t.Errorf("a file of the same size with other bytes was kept: %q", got)
	}
}

func TestStageDrops(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	s, err := publish.OpenStage(out)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Discard()
	err = errors.Join(
		s.Write("e/index.html", []byte("first")),
		s.Write("e/sub/page.html", []byte("first")),
		s.Write("e-2/index.html", []byte("other")),
		s.Drop("e"),
		s.Drop("never-there"),
		s.Write("e/index.html", []byte("again")),
	)
	if err != nil {
		t.Fatal(err)
	}
	if want := int64(len("other") + len("again")); s.Size() != want {
		t.Errorf("size %d, want %d", s.Size(), want)
	}
	if err := s.Drop("../outside"); err == nil {
		t.Error("dropped a folder outside")
	}
	if err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	s.Discard()
	check(t, out, site{"e/index.html": "again", "e-2/index.html": "other"})
}

func TestStageKeepsGitkeep(t *testing.T) {
	out := t.TempDir()
	if err := os.WriteFile(filepath.Join(out, ".gitkeep"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	want := site{"index.html": "x", ".gitkeep": ""}
	for range 2 {
		publishSite(t, out, site{"index.html": "x"})
		check(t, out, want)
	}
}

func TestStageDiscards(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	want := site{"index.html": "stays"}
	publishSite(t, out, want)

	s, err := publish.OpenStage(out)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Write("index.html", []byte("goes")); err != nil {
		t.Fatal(err)
	}
	s.Discard()
	s.Discard()
	check(t, out, want)
	if err := s.Commit(); err == nil {
		t.Error("a discarded stage was committed")
	}
	check(t, out, want)
}

func TestStageCleansUpAfterAKilledBuild(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{".public.gloss/next/old/page.html", ".public.gloss/lock"} {
		file := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o700), os.WriteFile(file, nil, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	out := filepath.Join(dir, "public")
	publishSite(t, out, site{"index.html": "x"})
	check(t, out, site{"index.html": "x"})
}

func TestStageIsOneAtATime(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	first, err := publish.OpenStage(out)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Discard()
	if _, err := publish.OpenStage(out); err == nil || !strings.Contains(err.Error(), "another build") {
		t.Errorf("a second build began: %v", err)
	}
	first.Discard()
	publishSite(t, out, site{"a": "b"})
}

// Many builds at once: each either publishes its site whole or is told that
// another is at work.
func TestStageUnderContention(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	publishSite(t, out, site{"a": "start", "b": "start"})
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for j := range 20 {
				v := fmt.Sprint(i, ".", j)
				err := tryPublish(out, site{"a": v, "b": v})
				if err != nil && !strings.Contains(err.Error(), "another build") {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	got := read(t, out)
	if len(got) != 2 || got["a"] != got["b"] {
		t.Errorf("a mixture of two sites: %v", got)
	}
	check(t, out, got)
}

func TestStageWritesConcurrently(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	want := site{}
	for i := range 300 {
		want[fmt.Sprintf("e%d/sub%d/index.html", i%7, i%3*i)] += fmt.Sprint(i)
	}
	for range 2 { // written, then linked
		s, err := publish.OpenStage(out)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Discard()
		var wg sync.WaitGroup
		for name, data := range want {
			wg.Go(func() {
				if err := s.Write(name, []byte(data)); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if err := s.Commit(); err != nil {
			t.Fatal(err)
		}
		s.Discard()
		check(t, out, want)
	}
}

func TestStageRefusesNames(t *testing.T) {
	for _, names := range [][]string{
		{""},
		{"."},
		{"../escape.html"},
		{"/etc/passwd"},
		{"a/../b"},
		{"a//b"},
		{"a/"},
		{`a\b`},
		{"a\x00b"},
		{"tab\there"},
		{"what?.html"},
		{"c:evil"},
		{"con"},
		{"e/NUL.html"},
		{"aux.tar.gz"},
		{"com1/index.html"},
		{"lpt¹"},
		{"dot./index.html"},
		{"space /index.html"},
		{strings.Repeat("x", 256)},
		{"Page.html", "page.html"},
		{"É/index.html", "é/other.html"},
		{"e\u0301.html", "\u00e9.html"},
		{"Straße", "STRASSE2", "strasse2"},
		{"a.html", "a.html"},
		{"a", "a/b"},
		{"a/b", "a"},
	} {
		s, err := publish.OpenStage(filepath.Join(t.TempDir(), "public"))
		if err != nil {
			t.Fatal(err)
		}
		last := len(names) - 1
		for _, name := range names[:last] {
			if err := s.Write(name, nil); err != nil {
				t.Errorf("%q: %v", name, err)
			}
		}
		if err := s.Write(names[last], nil); err == nil {
			t.Errorf("%q was accepted", names)
		}
		s.Discard()
	}
}

// What somebody put into the output between two builds cannot lead a build
// outside it, nor be taken for a file of the site.
func TestStageIsNotLedAstray(t *testing.T) {
	dir := t.TempDir()
	out, outside := filepath.Join(dir, "public"), filepath.Join(dir, "outside")
	want := site{"index.html": "x", "e/index.html": "y"}
	publishSite(t, out, want)
	if err := errors.Join(
		os.Mkdir(outside, 0o755),
		os.WriteFile(filepath.Join(outside, "index.html"), []byte("y"), 0o644),
		os.RemoveAll(filepath.Join(out, "e")),
		os.Symlink("../outside", filepath.Join(out, "e")),
		os.Remove(filepath.Join(out, "index.html")),
		os.Symlink("../outside/index.html", filepath.Join(out, "index.html")),
	); err != nil {
		t.Fatal(err)
	}
	publishSite(t, out, want)
	check(t, out, want)
	if err := os.WriteFile(filepath.Join(out, "e", "index.html"), []byte("changed"), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := read(t, outside); got["index.html"] != "y" || len(got) != 1 {
		t.Errorf("outside: %v", got)
	}
}

func TestStageRefusesOutputs(t *testing.T) {
	dir := t.TempDir()
	home := filepath.Join(dir, "home")
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	for _, d := range []string{"home", "content/e", "layouts", "foreign", "spoofed", "real", "site/content", "way"} {
		if err := os.MkdirAll(filepath.Join(dir, d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(
		os.WriteFile(filepath.Join(dir, "foreign/thesis.docx"), []byte("years of work"), 0o644),
		os.WriteFile(filepath.Join(dir, "spoofed/.nojekyll"), nil, 0o644),
		os.WriteFile(filepath.Join(dir, "file"), nil, 0o644),
		os.Symlink("real", filepath.Join(dir, "link")),
		os.Symlink("../content/e", filepath.Join(dir, "way/in")),
	); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ out, says string }{
		{"", "cannot be"},
		{"/", "cannot be"},
		{home, "home folder"},
		{"content", "one within the other"},
		{"content/public", "one within the other"},
		{"content/e", "one within the other"},
		{"way/in/public", "one within the other"},
		{".", "one within the other"},
		{"layouts", "one within the other"},
		{"foreign", "thesis.docx"},
		{"spoofed", ".nojekyll"},
		{"file", "not a folder"},
		{"link", "symbolic link"},
		{"file/public", ""},
	} {
		out := c.out
		if out != "" && !filepath.IsAbs(out) {
			out = filepath.Join(dir, out)
		}
		s, err := publish.OpenStage(out, filepath.Join(dir, "content"), filepath.Join(dir, "layouts"))
		if err == nil {
			s.Discard()
			t.Errorf("%q was accepted as the output", c.out)
			continue
		}
		if !strings.Contains(err.Error(), c.says) {
			t.Errorf("%q: %v; want it to say %q", c.out, err, c.says)
		}
	}
	if got := read(t, filepath.Join(dir, "foreign"))["thesis.docx"]; got != "years of work" {
		t.Error("a foreign file was touched")
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".*.gloss")); len(left) > 0 {
		t.Errorf("left behind: %s", left)
	}
}

// Bytes and modes depend neither on the umask nor on what stood before.
func TestStageModes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no modes on Windows")
	}
	out := filepath.Join(t.TempDir(), "public")
	defer umask(umask(0o077))
	for range 2 {
		publishSite(t, out, site{"e/index.html": "x"})
		for name, want := range map[string]fs.FileMode{".": fs.ModeDir | 0o755, "e": fs.ModeDir | 0o755, "e/index.html": 0o644, ".nojekyll": 0o644} {
			info, err := os.Stat(filepath.Join(out, name))
			if err != nil {
				t.Fatal(err)
			}
			if info.Mode() != want {
				t.Errorf("%s has mode %v, want %v", name, info.Mode(), want)
			}
		}
	}
}

func TestStageCopiesOnlyFiles(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	s, err := publish.OpenStage(out)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Discard()
	from := fstest.MapFS{"dir/f": {}, "pipe": {Mode: fs.ModeNamedPipe}}
	for _, name := range []string{"dir", "pipe", "absent"} {
		if err := s.Copy("copy", from, name); err == nil {
			t.Errorf("%s was copied", name)
		}
	}
}
