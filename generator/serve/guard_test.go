package serve

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestServerAnswersToItsOwnNamesOnly(t *testing.T) {
	_, web := testServer(t, small)
	for _, host := range []string{"evil.example", "evil.example:4000", "127.0.0.1.evil.example", "192.168.1.2", "localhost.evil.example", ""} {
		for _, path := range []string{"/repo/", eventsPath, clientPath + "main.js", apiPath + "problems"} {
			r := request(t, "GET", web.URL+path)
			if r.Host = host; host == "" {
				r.Host = "0.0.0.0"
			}
			if answer, body := get(t, r); answer.StatusCode != http.StatusForbidden || strings.Contains(body, "Welcome") {
				t.Errorf("host %s got %d", host, answer.StatusCode)
			}
		}
	}
	for _, host := range []string{"localhost", "localhost:4000", "127.0.0.1", "[::1]:4000", "[::1]"} {
		r := request(t, "GET", web.URL+"/repo/")
		r.Host = host
		if answer, _ := get(t, r); answer.StatusCode != http.StatusOK {
			t.Errorf("host %s got %d", host, answer.StatusCode)
		}
	}
}

// With --host a preview says what it answers to then.
func TestServerSaysWhatItAnswersTo(t *testing.T) {
	s, web := testServer(t, small)
	for host, want := range map[string]string{
		"127.0.0.1": "to 127.0.0.1 and localhost only", "0.0.0.0": "to localhost and addresses in numbers only",
		"desk.example": "to localhost, desk.example and addresses in numbers only",
	} {
		s.options.Host = host
		s.open = host != "127.0.0.1"
		r := request(t, "GET", web.URL+"/repo/")
		r.Host = "evil.example"
		if answer, body := get(t, r); answer.StatusCode != http.StatusForbidden || !strings.Contains(body, want) {
			t.Errorf("%s: %d %s", host, answer.StatusCode, body)
		}
	}
}

// attack is what somebody may send who is no page of the preview.
type attack struct {
	name, method, path, body string
	header                   map[string]string
	token                    bool
	status                   int
}

var attacks = []attack{
	{name: "a form on another site", method: "POST", path: "problems", body: "a=1", header: map[string]string{"Content-Type": "application/x-www-form-urlencoded", "Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}, status: 403},
	{name: "the same with a stolen token", method: "POST", path: "problems", body: "{}", token: true, header: map[string]string{"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}, status: 403},
	{name: "another port of this machine", method: "POST", path: "problems", body: "{}", token: true, header: map[string]string{"Origin": "http://127.0.0.1:1", "Sec-Fetch-Site": "same-site"}, status: 403},
	{name: "an old browser that sends an origin only", method: "POST", path: "problems", body: "{}", token: true, header: map[string]string{"Origin": "http://localhost.evil.example"}, status: 403},
	{name: "an opaque origin", method: "POST", path: "problems", body: "{}", token: true, header: map[string]string{"Origin": "null"}, status: 403},
	{name: "no token", method: "POST", path: "problems", body: "{}", status: 403},
	{name: "a token that is not ours", method: "POST", path: "problems", body: "{}", header: map[string]string{tokenHeader: "AAAA"}, status: 403},
	{name: "an unknown call", method: "POST", path: "shutdown", body: "{}", token: true, status: 404},
	{name: "a call out of the interface", method: "POST", path: "../client/main.js", body: "{}", token: true, status: 404},
	{name: "a call that is no POST", method: "GET", path: "problems", token: true, status: 405},
	{name: "a call that is not JSON", method: "POST", path: "problems", body: "{}", token: true, header: map[string]string{"Content-Type": "text/plain"}, status: 415},
	{name: "malformed JSON", method: "POST", path: "open", body: `{"file":`, token: true, status: 400},
	{name: "JSON of another kind", method: "POST", path: "open", body: `[1]`, token: true, status: 400},
	{name: "unknown fields", method: "POST", path: "open", body: `{"shell":"rm"}`, token: true, status: 400},
	{name: "two values", method: "POST", path: "open", body: `{"file":"site.yaml"} {}`, token: true, status: 400},
	{name: "deep JSON", method: "POST", path: "open", body: strings.Repeat(`{"file":`, 100_000), token: true, status: 400},
	{name: "an absurd size", method: "POST", path: "open", body: `{"file":"` + strings.Repeat("x", 2<<20) + `"}`, token: true, status: 413},
	{name: "a file outside", method: "POST", path: "open", body: `{"file":"../../etc/passwd","line":1}`, token: true, status: 400},
	{name: "an absolute file", method: "POST", path: "open", body: `{"file":"/etc/passwd","line":1}`, token: true, status: 400},
	{name: "a folder", method: "POST", path: "open", body: `{"file":"my-essay","line":1}`, token: true, status: 404},
	{name: "a file that is not there", method: "POST", path: "open", body: `{"file":"none","line":1}`, token: true, status: 404},
	{name: "a flag as a file", method: "POST", path: "open", body: `{"file":"--help"}`, token: true, status: 404},
}

// TestAttacks sends what a hostile page or program may send: everything is
// refused, and the server goes on.
func TestAttacks(t *testing.T) {
	s, web := testServer(t, small)
	s.options.Editor = "false"
	for _, a := range attacks {
		r := request(t, a.method, web.URL)
		r.URL.Opaque = strings.TrimPrefix(web.URL, "http:") + apiPath + a.path
		r.Body, r.ContentLength = io.NopCloser(strings.NewReader(a.body)), int64(len(a.body))
		r.Header.Set("Content-Type", "application/json")
		for name, value := range a.header {
			r.Header.Set(name, value)
		}
		if a.token {
			r.Header.Set(tokenHeader, s.token)
		}
		answer, body := get(t, r)
		if answer.StatusCode != a.status || strings.Contains(body, "root:") {
			t.Errorf("%s: %d, want %d: %.200s", a.name, answer.StatusCode, a.status, body)
		}
		if allow := answer.Header.Get("Access-Control-Allow-Origin"); allow != "" {
			t.Errorf("%s: another origin (%s) may read the answer", a.name, allow)
		}
	}
	alive(t, web.URL)
}

// The stream tells other sites nothing.
func TestStreamsAreForOwnPages(t *testing.T) {
	_, web := testServer(t, small)
	for _, header := range []map[string]string{{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}} {
		r := request(t, "GET", web.URL+eventsPath)
		for name, value := range header {
			r.Header.Set(name, value)
		}
		if answer, _ := get(t, r); answer.StatusCode != http.StatusForbidden {
			t.Errorf("%v: %d", header, answer.StatusCode)
		}
	}
}

// A page says to browsers that no other site may frame it or take it in.
func TestAnswersAreFenced(t *testing.T) {
	_, web := testServer(t, small)
	for _, path := range []string{"/repo/", clientPath + "main.js", "/repo/style.css", apiPath + "problems"} {
		answer, _ := get(t, request(t, "GET", web.URL+path))
		for name, want := range map[string]string{
			"X-Frame-Options": "SAMEORIGIN", "Cross-Origin-Resource-Policy": "same-origin", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
		} {
			if got := answer.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q", path, name, got)
			}
		}
	}
}

// What lies in an edition's folder is shown and does nothing: it knows no token,
// and no script in it runs as one of the preview's pages. A PDF opens.
func TestCopiedFilesAreInert(t *testing.T) {
	_, web := testServer(t, small+`
-- my-essay/images/evil.html --
<body><script>fetch("/repo/my-essay/")</script></body>
-- my-essay/images/evil.SVG --
<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>
-- my-essay/unknown --
<!doctype html><script>alert(1)</script>
-- my-essay/scan.pdf --
%PDF-1.4
`)
	for name, sandboxed := range map[string]bool{"images/evil.html": true, "images/evil": true, "images/evil.SVG": true, "unknown": true, "scan.pdf": false, "": false} {
		answer, body := get(t, request(t, "GET", web.URL+"/repo/my-essay/"+name))
		policies := answer.Header.Values("Content-Security-Policy")
		if answer.StatusCode != http.StatusOK || slices.Contains(policies, "sandbox") != sandboxed || !slices.Contains(policies, "frame-ancestors 'self'") {
			t.Errorf("%s: %d %q", name, answer.StatusCode, policies)
		}
		if strings.Contains(body, "<gloss-editor ") != (name == "") || answer.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %s", name, body)
		}
	}
}

// Who sends slowly, or headers without end, is sent away; others are answered
// meanwhile.
func TestSlowAndEndlessRequests(t *testing.T) {
	s, slow := testServer(t, small)
	slow.Close()
	web := s.web(t.Context())
	web.ReadHeaderTimeout, web.ReadTimeout = 200*time.Millisecond, 400*time.Millisecond
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = web.Serve(listener) }()
	defer web.Close()
	address := "http://" + listener.Addr().String()
	for name, sent := range map[string]string{
		"half a head":    "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
		"half a body":    fmt.Sprintf("POST %sopen HTTP/1.1\r\nHost: localhost\r\n%s: %s\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{", apiPath, tokenHeader, s.token),
		"a head no end":  "GET / HTTP/1.1\r\nHost: localhost\r\n" + strings.Repeat("X-A: "+strings.Repeat("a", 1000)+"\r\n", 100),
		"not HTTP":       "\x16\x03\x01\x02\x00",
		"a false length": fmt.Sprintf("POST %sopen HTTP/1.1\r\nHost: localhost\r\n%s: %s\r\nContent-Type: application/json\r\nContent-Length: -1\r\n\r\n{}", apiPath, tokenHeader, s.token),
	} {
		conn, err := net.Dial("tcp", listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		_, _ = conn.Write([]byte(sent))
		alive(t, address)
		_ = conn.SetReadDeadline(time.Now().Add(slowest))
		answer, err := io.ReadAll(conn)
		if err != nil && !strings.Contains(err.Error(), "reset") {
			t.Errorf("%s: the connection stays open: %v", name, err)
		}
		if bytes.Contains(answer, []byte(" 200 ")) {
			t.Errorf("%s: answered with %.100s", name, answer)
		}
		_ = conn.Close()
	}
	alive(t, address)
}

func alive(t *testing.T, url string) {
	t.Helper()
	if answer, body := get(t, request(t, "GET", url+"/repo/")); answer.StatusCode != http.StatusOK || !strings.Contains(body, "Welcome") {
		t.Errorf("the server answers %d", answer.StatusCode)
	}
}
