package render

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
)

// File is one file of the site.
type File struct {
	Path string // relative to the output folder, slash-separated
	Data []byte
	Copy string // the content file to copy, relative to the content folder; instead of Data
}

// Layouts are the templates and the files that pages share.
type Layouts struct {
	pages  map[string]*template.Template
	assets []File
}

// kinds lists the kinds of page. Each has a template of that name, which
// defines "main" and may define "head" and "skip"; the partials serve all.
var kinds = []string{"edition", "commentary", "home", "plain", "sources", "source", "notfound"}

var partials = []string{"page.html", "masthead.html", "meta.html", "title.html", "switches.html", "contents.html", "colophon.html"}

// assets lists what is published as it is.
var assets = []string{"style.css", "code.css", "page.js"}

// Open reads the layouts. The error names the file that is missing or is no
// template.
func Open(layouts fs.FS) (*Layouts, error) {
	l := &Layouts{pages: map[string]*template.Template{}}
	base, err := template.New("").ParseFS(layouts, partials...)
	if err != nil {
		return nil, fmt.Errorf("reading the layouts: %w", err)
	}
	for _, kind := range kinds {
		page, err := base.Clone()
		if err == nil {
			page, err = page.ParseFS(layouts, kind+".html")
		}
		if err != nil {
			return nil, fmt.Errorf("reading the layouts: %w", err)
		}
		l.pages[kind] = page
	}
	for _, name := range assets {
		data, err := fs.ReadFile(layouts, name)
		if err != nil {
			return nil, fmt.Errorf("reading the layouts: %w", err)
		}
		l.assets = append(l.assets, File{Path: name, Data: data})
	}
	return l, nil
}

// page executes the template of a kind.
func (l *Layouts) page(path, kind string, view any) (File, error) {
	var b bytes.Buffer
	b.Grow(4 << 10)
	if err := l.pages[kind].ExecuteTemplate(&b, "page", view); err != nil {
		return File{}, fmt.Errorf("writing %s: %w", path, err)
	}
	return File{Path: path, Data: b.Bytes()}, nil
}
