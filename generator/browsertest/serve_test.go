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
	if b := <-built; b.Problems.Errors() > 0 || b.Repeated && len(b.Problems) > 0 && b.Err != nil {
		t.Errorf("%+v", b)
	}
	shows("A new beginning.")

	write(added("A broken one, with [@no-such-source]."))
	b := <-built
	if b.Problems.Errors() == 0 || b.Repeated {
		t.Errorf("%+v", b)
	}
	write(added("A broken one still, with [@no-such-source]."))
	if b = <-built; !b.Repeated {
		t.Error("the same problems are told again")
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
