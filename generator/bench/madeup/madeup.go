// Package madeup makes up essays with notes and sources, for benchmarks and for
// tests of whole sites: headings, emphasis, links, quotations, lists, tables and
// code, words of natural length, about 4,950 words to forty paragraphs. Every
// second essay is wrapped at 80 columns. A quotation that a note holds on to may
// run over emphasis, links and line ends and overlap another; about one in a
// hundred stands twice and needs its context.
//
// The same shape gives the same bytes, always and everywhere.
package madeup

import (
	"os"
	"path/filepath"
	"runtime"
	"sync"
)

// Shape says what to make up. Paragraphs, Notes and Sources are those of one
// essay.
type Shape struct {
	Essays, Paragraphs, Notes, Sources int
	Seed                               uint64
}

// file is a file to write, its path slash-separated.
type file struct{ path, text string }

const siteYAML = `title: Made-up essays
url: https://example.org/essays/
language: en
series:
  - {id: editor, label: Notes, marks: "1"}
`

// The least site that shows what gloss shows on an edition's page: the essay,
// its notes, its sources.
var hugoSite = []file{
	{"config.toml", "baseURL = \"https://example.org/essays/\"\ntitle = \"Made-up essays\"\ndisableKinds = [\"taxonomy\", \"term\"]\n"},
	{"layouts/index.html", "<!doctype html><html lang=\"en\"><title>{{.Title}}</title><ul>" +
		"{{range .Site.RegularPages}}<li><a href=\"{{.RelPermalink}}\">{{.Title}}</a>{{end}}</ul></html>\n"},
	{"layouts/_default/list.html", "<!doctype html><html lang=\"en\"><title>{{.Title}}</title><ul>" +
		"{{range .Pages}}<li><a href=\"{{.RelPermalink}}\">{{.Title}}</a>{{end}}</ul></html>\n"},
	{"layouts/_default/single.html", `<!doctype html><html lang="en"><meta charset="utf-8"><title>{{.Title}}</title>
<h1>{{.Title}}</h1><p>{{.Params.author}}, {{.Date.Format "2006-01-02"}}</p>
{{.Content}}
<h2>Sources</h2><ul>{{range .Params.sources}}
<li id="src-{{.id}}">{{range $i, $a := .author}}{{if $i}}; {{end}}{{$a.family}}, {{$a.given}}{{end}} ({{.issued}}). <em>{{.title}}</em>.` +
		`{{with index . "container-title"}} {{.}}.{{end}}{{with .publisher}} {{.}}.{{end}}{{with .URL}} <a href="{{.}}">{{.}}</a>{{end}}</li>{{end}}
</ul></html>
`},
}

// Content writes the essays as a content folder of gloss.
func (s Shape) Content(dir string) error {
	return s.write(dir, []file{{"site.yaml", siteYAML}}, glossForm)
}

// Hugo writes the same essays as a site of Hugo's, the notes as footnotes.
func (s Shape) Hugo(dir string) error { return s.write(dir, hugoSite, hugoForm) }

func (s Shape) write(dir string, site []file, form func(*essay) []file) error {
	if err := writeAll(dir, site); err != nil {
		return err
	}
	g := &generator{lex: newLexicon(12000), paras: s.Paragraphs, annots: s.Notes, sources: s.Sources, seed: s.Seed}
	next := make(chan int)
	errs := make([]error, runtime.NumCPU())
	var workers sync.WaitGroup
	for k := range errs {
		workers.Go(func() {
			for i := range next {
				if errs[k] == nil {
					errs[k] = writeAll(dir, form(g.essay(i)))
				}
			}
		})
	}
	for i := range s.Essays {
		next <- i
	}
	close(next)
	workers.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func writeAll(dir string, files []file) error {
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.path))
		err := os.WriteFile(name, []byte(f.text), 0o644)
		if os.IsNotExist(err) {
			if err = os.MkdirAll(filepath.Dir(name), 0o755); err == nil {
				err = os.WriteFile(name, []byte(f.text), 0o644)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}
