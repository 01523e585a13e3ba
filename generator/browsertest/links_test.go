package browsertest_test

import (
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// document is what the link tests want to know of a page.
type document struct {
	ids   map[string]bool
	nodes []*html.Node // every element
}

func parse(t *testing.T, text string) document {
	t.Helper()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	d := document{ids: map[string]bool{}}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		d.nodes = append(d.nodes, n)
		if id := attr(n, "id"); id != "" {
			if d.ids[id] {
				t.Errorf("id %q stands twice", id)
			}
			d.ids[id] = true
		}
	}
	return d
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// Every address within a site leads somewhere, fragments included, and none
// leaves the base path.
func TestLinksLead(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]*site{"real": get(t, sites.real), "stress": get(t, sites.stress), "numbered": get(t, sites.numbered)} {
		documents := map[string]document{}
		for _, p := range s.pages {
			documents[p.file] = parse(t, s.read(t, p))
		}
		base, err := url.Parse(s.url)
		if err != nil {
			t.Fatal(err)
		}
		checked := 0
		for _, p := range s.pages {
			here, err := base.Parse(p.path)
			if err != nil {
				t.Fatal(err)
			}
			var list []string
			for _, n := range documents[p.file].nodes {
				for _, name := range []string{"href", "src"} {
					to := attr(n, name)
					if to == "" || strings.HasPrefix(to, "data:") || strings.HasPrefix(to, "mailto:") {
						continue
					}
					checked++
					if fault := follow(s, documents, here, to); fault != "" {
						list = append(list, n.Data+" "+to+": "+fault)
					}
				}
			}
			faults(t, name+" "+p.file, list)
		}
		if checked < 30 {
			t.Errorf("%s: only %d links looked at", name, checked)
		}
	}
}

// follow says what is wrong with a link, or nothing.
func follow(s *site, documents map[string]document, here *url.URL, to string) string {
	u, err := here.Parse(to)
	if err != nil {
		return err.Error()
	}
	if u.Host != here.Host {
		if u.Scheme != "https" && u.Scheme != "http" {
			return "leads to " + u.Scheme
		}
		return ""
	}
	name, inside := strings.CutPrefix(u.Path, basePath)
	if !inside {
		return "leaves the base path"
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if _, err := os.Stat(filepath.Join(s.dir, filepath.FromSlash(path.Clean(name)))); err != nil {
		return "there is no such file"
	}
	if u.Fragment == "" {
		return ""
	}
	d, isPage := documents[name]
	if !isPage {
		return "a fragment of what is no page"
	}
	if !d.ids[u.Fragment] {
		return "no such id there"
	}
	return ""
}

// Each mark leads to its note and each note back to each of its marks.
func TestMarksAndNotesAreLinkedBothWays(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]*site{"real": get(t, sites.real), "stress": get(t, sites.stress)} {
		total := 0
		for _, p := range s.of("edition") {
			var list []string
			there, back := map[string]string{}, map[string]string{} // mark → note, by each side's word
			for _, n := range parse(t, s.read(t, p)).nodes {
				switch attr(n, "role") {
				case "doc-noteref":
					there[attr(n, "id")] = strings.TrimPrefix(attr(n, "href"), "#")
				case "doc-backlink":
					back[strings.TrimPrefix(attr(n, "href"), "#")] = noteAround(n)
				}
			}
			for mark, note := range there {
				if back[mark] != note {
					list = append(list, "mark "+mark+" leads to "+note+", but "+back[mark]+" leads back")
				}
				total++
			}
			for mark := range back {
				if there[mark] == "" {
					list = append(list, "a way back to "+mark+", which is no mark")
				}
			}
			faults(t, name+" "+p.path, list)
		}
		t.Logf("%s: %d marks", name, total)
		if total < 50 {
			t.Errorf("%s: only %d marks", name, total)
		}
	}
}

func noteAround(n *html.Node) string {
	for ; n != nil; n = n.Parent {
		if id := attr(n, "id"); n.Data == "li" && strings.HasPrefix(id, "n-") {
			return id
		}
	}
	return "nothing"
}
