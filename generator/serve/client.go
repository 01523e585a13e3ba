package serve

import (
	"embed"
	"net/http"
	"path"
	"strings"
)

// clientFiles are the editor's scripts and style. They are added to the pages of
// a preview and never published.
//
//go:embed client
var clientFiles embed.FS

func (s *server) clientFile(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, clientPath)
	data, err := clientFiles.ReadFile("client/" + name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", types[path.Ext(name)])
	_, _ = w.Write(data)
}
