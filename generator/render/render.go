package render

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
)

// File is one file of the site. It is made when its data are asked for, so that
// a preview makes of a site of thousands of pages only those that somebody
// reads, and a build makes them on all cores.
type File struct {
	Path string // relative to the output folder, slash-separated
	Copy string // the content file to copy, relative to the content folder; such a file has no data
	make func() ([]byte, error)
}

// Data makes the file. It may be called from any goroutine, and gives the same
// bytes every time. The error is that of a template.
func (f File) Data() ([]byte, error) {
	if f.make == nil {
		return nil, nil
	}
	data, err := f.make()
	if err != nil {
		return nil, fmt.Errorf("writing %s: %w", f.Path, err)
	}
	return data, nil
}

// Made is a file whose data are there already.
func Made(path string, data []byte) File {
	return File{Path: path, make: func() ([]byte, error) { return data, nil }}
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
var assets = []string{"style.css", "code.css", "sources.css", "page.js", "sources.js"}

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
		l.assets = append(l.assets, Made(name, data))
	}
	return l, nil
}

// page executes the template of a kind.
func (l *Layouts) page(kind string, view any) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(4 << 10)
	err := l.pages[kind].ExecuteTemplate(&b, "page", view)
	return b.Bytes(), err
}
