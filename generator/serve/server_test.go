package serve

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gloss/generator/render"
)

func siteOf(files map[string]string) map[string]render.File {
	site := map[string]render.File{}
	for name, data := range files {
		site[name] = render.File{Path: name, Data: []byte(data)}
	}
	return site
}

func testServer(t *testing.T, base string, files map[string]string) (*server, *httptest.Server) {
	t.Helper()
	s := newServer(t.TempDir())
	if files != nil {
		s.show(siteOf(files), base)
	}
	web := httptest.NewServer(s)
	t.Cleanup(web.Close)
	return s, web
}

func get(t *testing.T, request *http.Request) (*http.Response, string) {
	t.Helper()
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(request)
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

func TestServerAnswers(t *testing.T) {
	_, web := testServer(t, "/repo/", map[string]string{
		"index.html":           "<html><body>home</body></html>",
		"my-essay/index.html":  "<body>essay</body>",
		"é t/index.html":       "<body>accent</body>",
		"404.html":             "<body>not here</body>",
		"style.css":            "p{}",
		"e/annotations.jsonld": "{}",
	})
	for _, c := range []struct {
		path     string
		status   int
		kind     string
		location string
		says     string
	}{
		{"/repo/", 200, "text/html; charset=utf-8", "", "home<script"},
		{"/repo/index.html", 200, "text/html; charset=utf-8", "", "home"},
		{"/repo/index", 200, "text/html; charset=utf-8", "", "home"},
		{"/repo/my-essay/", 200, "text/html; charset=utf-8", "", "essay"},
		{"/repo/my-essay", 302, "", "/repo/my-essay/", ""},
		{"/repo/%C3%A9%20t", 302, "", "/repo/%C3%A9%20t/", ""},
		{"/repo/%C3%A9%20t/", 200, "text/html; charset=utf-8", "", "accent"},
		{"/repo/style.css", 200, "text/css; charset=utf-8", "", "p{}"},
		{"/repo/e/annotations.jsonld", 200, "application/ld+json", "", "{}"},
		{"/repo/absent", 404, "text/html; charset=utf-8", "", "not here<script"},
		{"/repo/../../etc/passwd", 404, "", "", ""},
		{"/", 302, "", "/repo/", ""},
		{"/repo", 302, "", "/repo/", ""},
		{"/elsewhere/", 404, "", "", "not here"},
		{"/_gloss/reload.js", 200, "text/javascript; charset=utf-8", "", "EventSource"},
	} {
		answer, body := get(t, request(t, "GET", web.URL+c.path))
		if answer.StatusCode != c.status || c.kind != "" && answer.Header.Get("Content-Type") != c.kind ||
			answer.Header.Get("Location") != c.location || !strings.Contains(body, c.says) {
			t.Errorf("%s: %d %v\n%s", c.path, answer.StatusCode, answer.Header, body)
		}
		if answer.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s may be cached", c.path)
		}
	}
}

func TestServerAddsTheScriptToPagesOnly(t *testing.T) {
	_, web := testServer(t, "/", map[string]string{
		"index.html": "<body><p>one</p></body></html>",
		"bare.html":  "<p>no end of the body",
		"page.js":    `"</body>"`,
	})
	for path, want := range map[string]bool{"/": true, "/bare.html": true, "/page.js": false} {
		_, body := get(t, request(t, "GET", web.URL+path))
		if got := strings.Count(body, scriptPath) == 1; got != want {
			t.Errorf("%s: %s", path, body)
		}
	}
}

func TestServerRefuses(t *testing.T) {
	_, web := testServer(t, "/", map[string]string{"index.html": "secret draft"})
	for _, host := range []string{"evil.example", "evil.example:4000", "127.0.0.1.evil.example", "192.168.1.2", "localhost.evil.example"} {
		for _, path := range []string{"/", eventsPath, scriptPath} {
			r := request(t, "GET", web.URL+path)
			r.Host = host
			if answer, body := get(t, r); answer.StatusCode != http.StatusForbidden || strings.Contains(body, "secret") {
				t.Errorf("host %s got %d", host, answer.StatusCode)
			}
		}
	}
	for _, host := range []string{"localhost", "localhost:4000", "127.0.0.1", "[::1]:4000", "[::1]"} {
		r := request(t, "GET", web.URL)
		r.Host = host
		if answer, _ := get(t, r); answer.StatusCode != http.StatusOK {
			t.Errorf("host %s got %d", host, answer.StatusCode)
		}
	}
	if answer, _ := get(t, request(t, "POST", web.URL)); answer.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("POST got %d", answer.StatusCode)
	}
}

func TestServerBeforeTheFirstGoodBuild(t *testing.T) {
	_, web := testServer(t, "/", nil)
	answer, body := get(t, request(t, "GET", web.URL+"/anything"))
	if answer.StatusCode != http.StatusServiceUnavailable || !strings.Contains(body, "problems") || !strings.Contains(body, scriptPath) {
		t.Errorf("%d %s", answer.StatusCode, body)
	}
}

func TestServerReadsCopiedFiles(t *testing.T) {
	s, web := testServer(t, "/", nil)
	if err := os.WriteFile(filepath.Join(s.content, "i.svg"), []byte("<svg/>"), 0o644); err != nil {
		t.Fatal(err)
	}
	s.show(map[string]render.File{
		"e/i.svg":  {Path: "e/i.svg", Copy: "i.svg"},
		"e/up.svg": {Path: "e/up.svg", Copy: "../../../../etc/passwd"},
	}, "/")
	if answer, body := get(t, request(t, "GET", web.URL+"/e/i.svg")); answer.StatusCode != 200 || body != "<svg/>" || answer.Header.Get("Content-Type") != "image/svg+xml" {
		t.Errorf("%d %s %v", answer.StatusCode, body, answer.Header)
	}
	if answer, _ := get(t, request(t, "GET", web.URL+"/e/up.svg")); answer.StatusCode != http.StatusNotFound {
		t.Errorf("a file outside the content: %d", answer.StatusCode)
	}
}

func TestServerTellsOfChanges(t *testing.T) {
	s, web := testServer(t, "/", map[string]string{"index.html": "1"})
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	answer, err := http.DefaultClient.Do(request(t, "GET", web.URL+eventsPath).WithContext(ctx))
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	lines := bufio.NewScanner(answer.Body)
	next := func() string {
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				return data
			}
		}
		t.Fatal("the stream ended: ", lines.Err())
		return ""
	}
	first := next()
	_, page := get(t, request(t, "GET", web.URL))
	if !strings.Contains(page, `data-version="`+first+`"`) {
		t.Errorf("the page is not of version %s: %s", first, page)
	}
	s.show(siteOf(map[string]string{"index.html": "1"}), "/") // the same: nothing is said
	s.show(siteOf(map[string]string{"index.html": "2"}), "/")
	second := next()
	s.show(siteOf(map[string]string{"index.html": "2", "new.html": ""}), "/")
	third := next()
	if first == second || second == third || !strings.HasSuffix(third, ".3") {
		t.Errorf("versions %s, %s, %s", first, second, third)
	}
}
