package serve

import (
	"bytes"
	_ "embed"
	"fmt"
	"html"
	"net"
	"net/http"
	"net/url"
	"os"
	"path"
	"strings"
	"sync"
	"time"

	"gloss/generator/render"
)

// reloadScript is added to every page served; it is never published.
//
//go:embed reload.js
var reloadScript []byte

// The addresses of the preview's own, which no site has.
const (
	scriptPath = "/_gloss/reload.js"
	eventsPath = "/_gloss/events"
)

// types are the media types of what a site holds, where those of the operating
// system cannot be relied on.
var types = map[string]string{
	".html":   "text/html; charset=utf-8",
	".css":    "text/css; charset=utf-8",
	".js":     "text/javascript; charset=utf-8",
	".json":   "application/json",
	".jsonld": "application/ld+json",
	".xml":    "application/xml",
	".bib":    "text/plain; charset=utf-8",
	".txt":    "text/plain; charset=utf-8",
	".svg":    "image/svg+xml",
	".webp":   "image/webp",
	".avif":   "image/avif",
}

// server holds the last good site and serves it.
type server struct {
	content string // the folder that copied files are read from
	said    string // the problems of the build before; for build alone

	mu      sync.Mutex
	files   map[string]render.File // by path; nil before the first good build
	path    string                 // the base path, with a slash at both ends
	started int64                  // tells the versions of one run from those of another
	count   int
	changed chan struct{} // closed when the version changes
}

func newServer(content string) *server {
	return &server{content: content, path: "/", started: time.Now().UnixNano(), changed: make(chan struct{})}
}

// show puts a site in the place of the one shown, and tells the pages that are
// open when anything differs.
func (s *server) show(files map[string]render.File, base string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	same := s.path == base && len(s.files) == len(files)
	for name, f := range files {
		old, was := s.files[name]
		// A copied file may have changed without its name.
		same = same && was && f.Copy == "" && old.Copy == "" && bytes.Equal(old.Data, f.Data)
	}
	s.files, s.path = files, base
	if same {
		return
	}
	s.count++
	close(s.changed)
	s.changed = make(chan struct{})
}

func (s *server) base() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.path
}

// version names the site shown; the channel is closed when it is another.
func (s *server) version() (string, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return fmt.Sprintf("%x.%d", s.started, s.count), s.changed
}

// ServeHTTP answers requests to this machine's own names. A page elsewhere
// whose name was made to lead here is refused (DNS rebinding).
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	switch {
	case !local(r.Host):
		http.Error(w, "this preview answers to 127.0.0.1 and localhost only", http.StatusForbidden)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "a preview is read only", http.StatusMethodNotAllowed)
	case r.URL.Path == scriptPath:
		w.Header().Set("Content-Type", types[".js"])
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(reloadScript))
	case r.URL.Path == eventsPath:
		s.events(w, r)
	default:
		s.page(w, r)
	}
}

func local(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.Trim(host, "[]")
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// page answers as GitHub Pages does: a folder is its index.html, a name without
// its ending is found, anything else is 404.html.
func (s *server) page(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	files, base := s.files, s.path
	s.mu.Unlock()
	if files == nil {
		s.write(w, r, http.StatusServiceUnavailable, ".html", []byte("<!doctype html><title>gloss</title>"+
			"<p>The content has problems; the terminal lists them. This page loads again when they are mended.</body>"))
		return
	}
	name, inside := strings.CutPrefix(r.URL.Path, base)
	if !inside {
		if base == r.URL.Path+"/" || r.URL.Path == "/" {
			http.Redirect(w, r, base, http.StatusFound)
			return
		}
		s.notFound(w, r, files)
		return
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	file, ok := files[name]
	if !ok {
		if file, ok = files[name+".html"]; !ok {
			if _, folder := files[name+"/index.html"]; folder {
				http.Redirect(w, r, url.PathEscape(path.Base(name))+"/", http.StatusFound)
				return
			}
			s.notFound(w, r, files)
			return
		}
	}
	s.file(w, r, http.StatusOK, file)
}

func (s *server) notFound(w http.ResponseWriter, r *http.Request, files map[string]render.File) {
	if f, ok := files["404.html"]; ok {
		s.file(w, r, http.StatusNotFound, f)
		return
	}
	http.NotFound(w, r)
}

func (s *server) file(w http.ResponseWriter, r *http.Request, status int, f render.File) {
	if f.Copy == "" {
		s.write(w, r, status, path.Ext(f.Path), f.Data)
		return
	}
	root, err := os.OpenRoot(s.content)
	if err == nil {
		defer root.Close()
		var data []byte
		if data, err = root.ReadFile(f.Copy); err == nil {
			s.write(w, r, status, path.Ext(f.Path), data)
			return
		}
	}
	http.Error(w, err.Error(), http.StatusNotFound)
}

// write sends a file; a page gets the script that loads it again.
func (s *server) write(w http.ResponseWriter, r *http.Request, status int, ext string, data []byte) {
	if kind, known := types[strings.ToLower(ext)]; known {
		w.Header().Set("Content-Type", kind)
	}
	if ext == ".html" {
		data = s.inject(data)
	}
	if status != http.StatusOK {
		w.WriteHeader(status)
		_, _ = w.Write(data)
		return
	}
	http.ServeContent(w, r, "x"+ext, time.Time{}, bytes.NewReader(data))
}

// inject adds the script before the end of the body. It carries the version of
// the page, so that a change between its loading and the opening of the stream
// is not missed.
func (s *server) inject(page []byte) []byte {
	version, _ := s.version()
	script := fmt.Sprintf(`<script src="%s" data-version="%s" defer></script>`, scriptPath, html.EscapeString(version))
	at := bytes.LastIndex(page, []byte("</body>"))
	if at < 0 {
		at = len(page)
	}
	return bytes.Join([][]byte{page[:at], page[at:]}, []byte(script))
}

// events sends the version at once and whenever it changes, as server-sent
// events, until the page goes away.
func (s *server) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	control := http.NewResponseController(w)
	for {
		version, changed := s.version()
		if _, err := fmt.Fprintf(w, "data: %s\n\n", version); err != nil {
			return
		}
		if err := control.Flush(); err != nil {
			return
		}
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		}
	}
}
