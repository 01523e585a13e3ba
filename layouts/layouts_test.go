package layouts

import (
	"io/fs"
	"testing"
)

func TestEveryFileIsThere(t *testing.T) {
	for _, name := range []string{
		"page.html", "masthead.html", "meta.html", "title.html", "switches.html", "contents.html", "colophon.html",
		"edition.html", "commentary.html", "home.html", "plain.html", "sources.html", "source.html", "notfound.html",
		"style.css", "code.css", "sources.css", "page.js", "sources.js",
	} {
		if data, err := fs.ReadFile(FS, name); err != nil || len(data) == 0 {
			t.Errorf("%s: %d bytes, %v", name, len(data), err)
		}
	}
}
