package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// webFor gives a script a web of its own: a proxy on loopback that speaks for all
// hosts itself, and refuses to lead anywhere else. So no script can reach the net.
func webFor(env *testscript.Env) {
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer, ok := hosts[r.URL.Host]
		if !ok {
			http.Error(w, "there is no such host on this web", http.StatusForbidden)
			return
		}
		answer(w, r, env.WorkDir)
	}))
	env.Defer(web.Close)
	for _, name := range []string{"HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"} {
		env.Setenv(name, web.URL)
	}
	env.Setenv("NO_PROXY", "")
	env.Setenv("no_proxy", "")
}

// hosts are the hosts of that web.
var hosts = map[string]func(w http.ResponseWriter, r *http.Request, dir string){
	"alive.test": func(w http.ResponseWriter, r *http.Request, _ string) {
		w.Header().Set("ETag", `"1"`)
		w.Header().Set("Content-Type", "text/html")
		switch {
		case !strings.HasPrefix(r.UserAgent(), "gloss (+https://example.org/letters/)"):
			http.Error(w, "who are you?", http.StatusBadRequest)
		case r.Header.Get("If-None-Match") == `"1"`:
			w.WriteHeader(http.StatusNotModified)
		default:
			fmt.Fprint(w, `<h1 id="part">Alive</h1>`)
		}
	},
	"dead.test": func(w http.ResponseWriter, r *http.Request, _ string) { http.NotFound(w, r) },
	"moved.test": func(w http.ResponseWriter, r *http.Request, _ string) {
		http.Redirect(w, r, "http://alive.test/new", http.StatusMovedPermanently)
	},
	"fails.test": func(w http.ResponseWriter, r *http.Request, _ string) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Retry-After", "9999")
		http.Error(w, "closed for repairs", http.StatusServiceUnavailable)
	},
	"robots.test": func(w http.ResponseWriter, _ *http.Request, _ string) {
		fmt.Fprint(w, "User-agent: gloss\nDisallow: /\n")
	},
	// slow.test says in a file that it has been asked for the second page, and
	// never answers that.
	"slow.test": func(_ http.ResponseWriter, r *http.Request, dir string) {
		if r.URL.Path != "/2" {
			return
		}
		_ = os.WriteFile(filepath.Join(dir, "slow.asked"), nil, 0o666)
		<-r.Context().Done()
	},
	"archive.test": func(w http.ResponseWriter, r *http.Request, _ string) {
		page := r.FormValue("url")
		if strings.HasSuffix(page, "/lost") {
			fmt.Fprint(w, `{"archived_snapshots": {}}`)
			return
		}
		fmt.Fprintf(w, `{"archived_snapshots": {"closest": {"available": true, "status": "200", "timestamp": "20200203040506", "url": "http://archive.test/20200203040506/%s"}}}`, page)
	},
	"gate.test": func(w http.ResponseWriter, r *http.Request, _ string) {
		w.Header().Set("Memento-Datetime", "Mon, 03 Feb 2020 04:05:06 GMT")
		w.Header().Set("Content-Location", "/20200203"+r.URL.Path)
	},
}
