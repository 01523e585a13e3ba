package serve

import (
	"net/http"
	"net/url"
	"strings"
	"sync"

	"gloss/generator/edition"
	"gloss/generator/publish"
)

// The preview's own addresses, which no site has: its folders do not begin with
// an underscore.
const (
	ownPath    = "/_gloss/"
	eventsPath = ownPath + "events"
	clientPath = ownPath + "client/" // the scripts and the style of the editor
	apiPath    = ownPath + "api/"    // see api.go
)

// server answers requests.
type server struct {
	options Options
	preview *publish.Preview
	hub     *hub
	token   string
	open    bool // other machines are let in

	said string // the problems of the update before; for settle alone

	editing sync.Mutex // held while a change is written
	undoes  undoes
	texts   texts

	mu       sync.Mutex
	problems edition.Problems
	refused  error // what the machine refused
}

func newServer(o Options, p *publish.Preview) *server {
	s := &server{options: o, preview: p, hub: newHub(), token: newToken()}
	s.open = o.Host != "" && !s.answersTo(o.Host)
	return s
}

// setProblems changes the problems that pages show, and tells them.
func (s *server) setProblems(ps edition.Problems, refused error) {
	s.mu.Lock()
	s.problems, s.refused = ps, refused
	s.mu.Unlock()
	s.hub.send(news{Problems: true})
}

// base is the path of the site's address: it begins and ends with a slash.
func (s *server) base() string {
	u, err := url.Parse(s.preview.Settings().URL)
	if err != nil || u.Path == "" {
		return "/"
	}
	return "/" + strings.Trim(u.Path, "/") + strings.Repeat("/", min(1, len(strings.Trim(u.Path, "/"))))
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	fence(w.Header())
	reads := r.Method == http.MethodGet || r.Method == http.MethodHead
	_, edits := strings.CutPrefix(r.URL.Path, apiPath)
	switch {
	case !s.answersTo(r.Host):
		http.Error(w, "this preview answers to "+s.names()+" only", http.StatusForbidden)
	case edits:
		s.api(w, r)
	case !reads:
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "a page is only read", http.StatusMethodNotAllowed)
	case r.URL.Path == eventsPath && !ownOrigin(r):
		http.Error(w, "another site may not listen", http.StatusForbidden)
	case r.URL.Path == eventsPath:
		s.hub.ServeHTTP(w, r)
	case strings.HasPrefix(r.URL.Path, clientPath):
		s.clientFile(w, r)
	default:
		s.page(w, r)
	}
}
