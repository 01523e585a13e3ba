package render

import (
	"html"
	"net/url"
	"path"
	"regexp"
	"strings"
	"testing"

	"gloss/generator/sidecar"
)

var dataLink = regexp.MustCompile(`<a download="([^"]+)" href="data:[a-z+/.-]+;charset=utf-8,([^"]*)">`)

// TestDownloads reads every file that offers sources, and what the links of a
// source's own page hold, as gloss reads an author's: nothing is said of them, and
// the sources are those of the list, in its order.
func TestDownloads(t *testing.T) {
	read := func(name string, data []byte) (keys string) {
		sources, ps := sidecar.Sources(name, data)
		if len(ps) > 0 {
			t.Errorf("%s: %v\n%s", name, ps, data)
		}
		for _, s := range sources {
			keys += s.Key + " "
		}
		return keys
	}
	offered, alone := 0, 0
	for name, f := range demoFiles(t) {
		data := must(f.Data())
		if strings.HasPrefix(path.Base(name), "sources.") && path.Ext(name) != ".css" && path.Ext(name) != ".js" {
			offered++
			if keys := read(name, data); keys != "smalley1952 hall2011 " {
				t.Errorf("%s offers %s", name, keys)
			}
		}
		for _, m := range dataLink.FindAllStringSubmatch(string(data), -1) {
			alone++
			record := must(url.PathUnescape(html.UnescapeString(m[2])))
			if keys := read(m[1], []byte(record)); keys != strings.TrimSuffix(m[1], path.Ext(m[1]))+" " || !strings.Contains(name, strings.TrimSpace(keys)) {
				t.Errorf("%s: %s offers %s", name, m[1], keys)
			}
		}
	}
	if offered != 6 || alone != 6 { // of the site and an edition; of two sources; in three formats
		t.Errorf("%d files and %d links offer sources", offered, alone)
	}
}
