package serve

import (
	"bytes"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"gloss/generator/render"
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
	".ris":    "text/plain; charset=utf-8",
	".txt":    "text/plain; charset=utf-8",
	".svg":    "image/svg+xml",
	".pdf":    "application/pdf",
	".webp":   "image/webp",
	".avif":   "image/avif",
}

// page answers as GitHub Pages does: a folder is its index.html, a name without
// its ending is found, anything else is 404.html.
func (s *server) page(w http.ResponseWriter, r *http.Request) {
	base := s.base()
	name, inside := strings.CutPrefix(r.URL.Path, base)
	if !inside {
		if base == r.URL.Path+"/" || r.URL.Path == "/" {
			http.Redirect(w, r, base, http.StatusFound)
			return
		}
		s.notFound(w, r)
		return
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	count := s.hub.now() // before the page is made: what comes later is told
	for _, try := range []string{name, name + ".html"} {
		f, ok, err := s.preview.File(r.Context(), try)
		switch {
		case err != nil:
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		case ok:
			s.file(w, r, http.StatusOK, f, count)
			return
		}
	}
	if _, folder, _ := s.preview.File(r.Context(), name+"/index.html"); folder {
		http.Redirect(w, r, url.PathEscape(path.Base(name))+"/", http.StatusFound)
		return
	}
	s.notFound(w, r)
}

// notFound shows the site's own page for addresses that lead nowhere. While
// there is no site to show, its problems are.
func (s *server) notFound(w http.ResponseWriter, r *http.Request) {
	count := s.hub.now()
	if f, ok, err := s.preview.File(r.Context(), "404.html"); ok && err == nil {
		s.file(w, r, http.StatusNotFound, f, count)
		return
	}
	s.send(w, r, http.StatusServiceUnavailable, ".html", []byte("<!doctype html><html lang=en><meta charset=utf-8><title>gloss</title>"+
		"<body><main><h1>There is no site yet</h1><p>What is wrong is listed here and in the terminal; the site appears when it is mended.</main></body></html>"), count)
}

func (s *server) file(w http.ResponseWriter, r *http.Request, status int, f render.File, count int64) {
	if f.Copy != "" {
		s.copy(w, r, f.Copy)
		return
	}
	data, err := f.Data()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	s.send(w, r, status, path.Ext(f.Path), data, count)
}

// copy sends a file of the content as it is. Whatever is in it, it is no page of
// the preview, which may edit: it gets no token, and browsers run nothing of it.
// Their own viewers of PDF do not open in a sandbox; nothing in one reaches the
// preview.
func (s *server) copy(w http.ResponseWriter, r *http.Request, name string) {
	data, err := s.copied(name)
	if err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
		return
	}
	ext := strings.ToLower(path.Ext(name))
	if ext != ".pdf" {
		w.Header().Add("Content-Security-Policy", "sandbox")
	}
	sendBytes(w, r, ext, data)
}

// copied reads a file of the content; no name and no link in it leads out.
func (s *server) copied(name string) ([]byte, error) {
	root, err := os.OpenRoot(s.options.Content)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return root.ReadFile(name)
}

// send sends a file that gloss has made; a page gets the editor's script.
func (s *server) send(w http.ResponseWriter, r *http.Request, status int, ext string, data []byte, count int64) {
	if ext == ".html" {
		data = s.inject(r.URL.Path, data, count)
	}
	if status == http.StatusOK {
		sendBytes(w, r, ext, data)
		return
	}
	w.Header().Set("Content-Type", types[ext])
	w.WriteHeader(status)
	_, _ = w.Write(data)
}

// sendBytes sends what a file holds, or as much of it as is asked for.
func sendBytes(w http.ResponseWriter, r *http.Request, ext string, data []byte) {
	if kind, known := types[ext]; known {
		w.Header().Set("Content-Type", kind)
	}
	http.ServeContent(w, r, "x"+ext, time.Time{}, bytes.NewReader(data))
}

// inject adds the editor before the end of the body: an element that says what
// its script must know, and the script. The count is that of the news the page
// was made at, so that a change between its loading and its listening is not
// missed.
func (s *server) inject(address string, page []byte, count int64) []byte {
	id, _, _ := strings.Cut(strings.TrimPrefix(address, s.base()), "/")
	if !slices.Contains(s.preview.Editions(), id) {
		id = ""
	}
	host := fmt.Sprintf(`<gloss-editor data-token="%s" data-count="%d" data-edition="%s" data-base="%s"></gloss-editor><script type="module" src="%smain.js"></script>`,
		s.token, count, html.EscapeString(id), html.EscapeString(s.base()), clientPath)
	at := bytes.LastIndex(page, []byte("</body>"))
	if at < 0 {
		at = len(page)
	}
	return bytes.Join([][]byte{page[:at], page[at:]}, []byte(host))
}
