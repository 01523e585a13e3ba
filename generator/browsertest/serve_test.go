package browsertest_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gloss/generator/publish"
	"gloss/generator/serve"
)

// The preview: an edit shows by itself; when the content breaks the last good
// page stays; when it is mended the page goes on.
func TestPreview(t *testing.T) {
	content := filepath.Join(t.TempDir(), "content")
	if err := os.CopyFS(content, os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ready, built, ended := make(chan string, 1), make(chan serve.Built, 100), make(chan error, 1)
	go func() {
		ended <- serve.Run(ctx, serve.Options{
			Options: publish.Options{Content: content},
			Ready:   func(url string) { ready <- url },
			Built:   func(b serve.Built) { built <- b },
		})
	}()
	url := <-ready
	if !strings.HasSuffix(url, "/gloss/") {
		t.Errorf("%s is not under the site's base path", url)
	}
	if b := <-built; b.Err != nil || b.Problems.Errors() > 0 {
		t.Fatalf("%v %v", b.Err, b.Problems)
	}
	tab := openTab(t)
	tab.window(1360, 800)
	tab.open(url + "retreat/")
	essay := filepath.Join(content, "retreat", "essay.md")
	before, err := os.ReadFile(essay)
	if err != nil {
		t.Fatal(err)
	}
	const said = `(document.querySelector(".text p")?.textContent ?? "").slice(0, 30)`
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(essay+"~", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(essay+"~", essay); err != nil { // as editors do
			t.Fatal(err)
		}
	}
	added := func(words string) string {
		return strings.Replace(string(before), "\nOn 20", "\n"+words+"\n\nOn 20", 1)
	}
	shows := func(words string) {
		t.Helper()
		if got := eventually(tab, said, func(s string) bool { return strings.HasPrefix(s, words) }); !strings.HasPrefix(got, words) {
			t.Errorf("the page says %q, not %q", got, words)
		}
	}
	shows("On 20 July")
	write(added("A new beginning."))
	shows("A new beginning.")

	const broken = "A broken one, with [@no-such-source]."
	write(added(broken))
	b := <-built
	for b.Problems.Errors() == 0 { // on a busy machine the edit before may have been built twice
		b = <-built
	}
	if b.Repeated {
		t.Error("new problems are taken for old ones")
	}
	write(added(broken) + "\n[unseen]: https://example.org/\n")
	if b = <-built; !b.Repeated {
		t.Errorf("the same problems are told again: %v, %v", b.Problems, b.Err)
	}
	shows("A new beginning.")

	write(added("Mended."))
	shows("Mended.")

	stop()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(5 * time.Second):
		t.Error("the preview does not end")
	}
}
