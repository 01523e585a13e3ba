package publish_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"gloss/generator/publish"
)

// content is the project's own: it uses every feature.
const content = "../../content"

// A build leaves what it did not change alone, and takes away what it no longer
// makes.
func TestBuildAgain(t *testing.T) {
	source := filepath.Join(t.TempDir(), "content")
	if err := os.CopyFS(source, os.DirFS(content)); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "public")
	build := func() {
		t.Helper()
		if _, problems, err := publish.Build(t.Context(), publish.Options{Content: source, Out: out}); err != nil || problems.Errors() > 0 {
			t.Fatal(problems, err)
		}
	}
	build()
	old := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
	for _, name := range []string{"style.css", "retreat/index.html"} {
		if err := os.Chtimes(filepath.Join(out, name), old, old); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(source, "pages", "more.md"), []byte("---\ntitle: More\n---\nWords.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	build()
	for _, name := range []string{"style.css", "retreat/index.html"} {
		info, err := os.Stat(filepath.Join(out, name))
		if err != nil || !info.ModTime().Equal(old) {
			t.Errorf("%s was written again, though nothing in it changed: %v", name, err)
		}
	}
	if err := os.Remove(filepath.Join(source, "pages", "more.md")); err != nil {
		t.Fatal(err)
	}
	build()
	if _, err := os.Stat(filepath.Join(out, "pages", "more")); !os.IsNotExist(err) {
		t.Error("a page that is no longer made is still there")
	}
}

// Content with an error publishes nothing, and a build that is stopped neither.
func TestNothingHalfDone(t *testing.T) {
	source := filepath.Join(t.TempDir(), "content")
	if err := os.CopyFS(source, os.DirFS(content)); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "public")
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, _, err := publish.Build(ctx, publish.Options{Content: source, Out: out}); err == nil {
		t.Error("a build that was stopped says nothing")
	}
	notes := filepath.Join(source, "retreat", "annotations.yaml")
	data, err := os.ReadFile(notes)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(notes, append(data, "\n- id: gone\n  target: words that stand nowhere\n  body: x\n"...), 0o644); err != nil {
		t.Fatal(err)
	}
	_, problems, err := publish.Build(t.Context(), publish.Options{Content: source, Out: out})
	if err != nil || problems.Errors() != 1 {
		t.Errorf("%v, %v", problems, err)
	}
	if _, err := os.Stat(out); !os.IsNotExist(err) {
		t.Error("something was published")
	}
}
