package serve

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"gloss/generator/load/loadtest"
	"gloss/generator/publish"
)

// small is a site under a base path.
const small = `
-- site.yaml --
title: Small
url: https://example.org/repo/
series: [{id: editor, label: Notes}]
-- index.md --
Welcome.
-- my-essay/essay.md --
---
title: Mine
---

Words to annotate.
-- my-essay/annotations.yaml --
- {id: a, target: Words, body: A note.}
-- my-essay/i.svg --
<svg/>
-- é/essay.md --
---
title: Accents
---

Accents.
`

// testServer serves a content folder as Run does, without watching it.
func testServer(t testing.TB, tree string) (*server, *httptest.Server) {
	t.Helper()
	dir := loadtest.Plant(t, txtar.Parse([]byte(tree)))
	return testServerOf(t, Options{Options: publish.Options{Content: dir}})
}

func testServerOf(t testing.TB, o Options) (*server, *httptest.Server) {
	t.Helper()
	if o.Built == nil {
		o.Built = func(Built) {}
	}
	p, err := publish.OpenPreview(o.Options)
	if err != nil {
		t.Fatal(err)
	}
	s := newServer(o, p)
	s.settle(t.Context(), s.update(t.Context(), publish.Changes{Everything: true}))
	web := httptest.NewServer(s)
	t.Cleanup(web.Close)
	return s, web
}

// write writes a file of the content and brings the server up to date.
func (s *server) write(t *testing.T, name, text string) {
	t.Helper()
	must(t, os.WriteFile(filepath.Join(s.options.Content, name), []byte(text), 0o644))
	s.settle(t.Context(), s.update(t.Context(), publish.Changes{Content: []string{name}}))
}

// get asks without following redirections.
func get(t *testing.T, r *http.Request) (*http.Response, string) {
	t.Helper()
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, string(body)
}

func request(t *testing.T, method, url string) *http.Request {
	t.Helper()
	r, err := http.NewRequest(method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// post makes a call as the editor's page does.
func post(t *testing.T, s *server, url, call string, body any) (*http.Response, string) {
	t.Helper()
	data, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequest(http.MethodPost, url+apiPath+call, bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set(tokenHeader, s.token)
	return get(t, r)
}

func TestServerAnswers(t *testing.T) {
	_, web := testServer(t, small)
	for _, c := range []struct {
		path     string
		status   int
		kind     string
		location string
		says     string
	}{
		{"/repo/", 200, "text/html; charset=utf-8", "", "Welcome"},
		{"/repo/index.html", 200, "text/html; charset=utf-8", "", "Welcome"},
		{"/repo/index", 200, "text/html; charset=utf-8", "", "Welcome"},
		{"/repo/my-essay/", 200, "text/html; charset=utf-8", "", "Words"},
		{"/repo/my-essay", 302, "", "/repo/my-essay/", ""},
		{"/repo/%C3%A9", 302, "", "/repo/%C3%A9/", ""},
		{"/repo/%C3%A9/", 200, "text/html; charset=utf-8", "", "Accents"},
		{"/repo/style.css", 200, "text/css; charset=utf-8", "", ":root"},
		{"/repo/my-essay/i.svg", 200, "image/svg+xml", "", "<svg/>"},
		{"/repo/my-essay/annotations.jsonld", 200, "application/ld+json", "", "{"},
		{"/repo/absent", 404, "text/html; charset=utf-8", "", "<gloss-editor"},
		{"/repo/../../etc/passwd", 404, "", "", ""},
		{"/repo/my-essay/../site.yaml", 404, "", "", ""},
		{"/", 302, "", "/repo/", ""},
		{"/repo", 302, "", "/repo/", ""},
		{"/elsewhere/", 404, "", "", ""},
		{"/_gloss/client/main.js", 200, "text/javascript; charset=utf-8", "", "listen"},
		{"/_gloss/client/../api.go", 404, "", "", ""},
		{"/_gloss/client/", 404, "", "", ""},
	} {
		answer, body := get(t, request(t, "GET", web.URL+c.path))
		if answer.StatusCode != c.status || c.kind != "" && answer.Header.Get("Content-Type") != c.kind ||
			answer.Header.Get("Location") != c.location || !strings.Contains(body, c.says) {
			t.Errorf("%s: %d %v\n%.300s", c.path, answer.StatusCode, answer.Header, body)
		}
		if answer.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s may be cached", c.path)
		}
	}
}

func TestServerAddsTheEditorToPagesOnly(t *testing.T) {
	_, web := testServer(t, small)
	for path, want := range map[string]string{"/repo/": `data-edition=""`, "/repo/my-essay/": `data-edition="my-essay"`, "/repo/page.js": "", "/repo/sitemap.xml": ""} {
		_, body := get(t, request(t, "GET", web.URL+path))
		if got := strings.Count(body, "<gloss-editor "); got != min(1, len(want)) || !strings.Contains(body, want) {
			t.Errorf("%s: %s", path, body)
		}
	}
}

func TestServerBeforeThereIsASite(t *testing.T) {
	s, web := testServer(t, "-- site.yaml --\n⟦FF⟧\n")
	answer, body := get(t, request(t, "GET", web.URL+"/anything"))
	if !strings.Contains(body, "<gloss-editor ") {
		t.Errorf("%d %s", answer.StatusCode, body)
	}
	if answer, body := post(t, s, web.URL, "problems", struct{}{}); answer.StatusCode != http.StatusOK || !strings.Contains(body, "UTF-8") {
		t.Errorf("%d %s", answer.StatusCode, body)
	}
}

// A symbolic link that leads out of the content leads nowhere.
func TestServerStaysInTheContent(t *testing.T) {
	s, web := testServer(t, small)
	secret := filepath.Join(t.TempDir(), "secret")
	must(t, os.WriteFile(secret, []byte("secret"), 0o600))
	must(t, os.Symlink(secret, filepath.Join(s.options.Content, "my-essay", "link.txt")))
	must(t, os.Remove(filepath.Join(s.options.Content, "my-essay", "i.svg")), os.Symlink(secret, filepath.Join(s.options.Content, "my-essay", "i.svg")))
	for _, updated := range []bool{false, true} {
		if updated {
			s.settle(t.Context(), s.update(t.Context(), publish.Changes{Everything: true}))
		}
		for _, name := range []string{"link.txt", "i.svg"} {
			if answer, body := get(t, request(t, "GET", web.URL+"/repo/my-essay/"+name)); answer.StatusCode != http.StatusNotFound || strings.Contains(body, "secret\n") || body == "secret" {
				t.Errorf("%s: %d %s", name, answer.StatusCode, body)
			}
		}
	}
}

func TestServerTellsOfChanges(t *testing.T) {
	s, web := testServer(t, small)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	answer, err := http.DefaultClient.Do(request(t, "GET", web.URL+eventsPath).WithContext(ctx))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	lines := bufio.NewScanner(answer.Body)
	next := func() (n news) {
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				must(t, json.Unmarshal([]byte(data), &n))
				return n
			}
		}
		t.Fatal("the stream ended: ", lines.Err())
		return n
	}
	first := next()
	if now := s.hub.now(); first.Count != now {
		t.Errorf("the stream begins with %d, the pages are of %d", first.Count, now)
	}
	s.write(t, "my-essay/essay.md", "---\ntitle: Mine\n---\n\nOther words to annotate.\n")
	var all news
	for !all.Problems {
		n := next()
		if n.Count <= first.Count {
			t.Errorf("%d does not follow on %d", n.Count, first.Count)
		}
		all.Editions, all.Problems, all.All = append(all.Editions, n.Editions...), all.Problems || n.Problems, all.All || n.All
	}
	if len(all.Editions) != 1 || all.Editions[0] != "my-essay" || all.All {
		t.Errorf("%+v", all)
	}
}
