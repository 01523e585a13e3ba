package load

import (
	"path"
	"strings"

	"gloss/generator/edition"
	"gloss/generator/markdown"
	"gloss/generator/sidecar"
)

const pagesFolder = "pages"

// pages reads the plain pages.
func (c *Content) pages(s *Site, ps *edition.Problems) error {
	entries, err := c.list(pagesFolder, ps)
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := path.Join(pagesFolder, e.Name())
		slug, ok := strings.CutSuffix(e.Name(), ".md")
		switch {
		case c.isFolder(name, e):
			if err := c.pagesBelow(name, ps); err != nil {
				return err
			}
		case !ok && strings.EqualFold(path.Ext(name), ".md"), strings.EqualFold(path.Ext(name), ".markdown"):
			ps.Warnf(edition.Place{File: name}, "rename it to "+strings.TrimSuffix(e.Name(), path.Ext(name))+".md", "the file is not read")
		case !ok, readme[strings.ToLower(e.Name())]:
		case !fitForURL(slug):
			ps.Errorf(edition.Place{File: name}, renameHint(slug)+".md", "the name “%s” is not fit for an address", slug)
		default:
			page, err := c.page(name, slug, s, ps)
			if err != nil {
				return err
			}
			if page != nil {
				s.Pages = append(s.Pages, page)
			}
		}
	}
	return nil
}

// pagesBelow warns of Markdown in a folder of pages/.
func (c *Content) pagesBelow(folder string, ps *edition.Problems) error {
	entries, err := c.list(folder, ps)
	for _, e := range entries {
		if path.Ext(e.Name()) == ".md" && !readme[strings.ToLower(e.Name())] {
			ps.Warnf(edition.Place{File: path.Join(folder, e.Name())}, "move it to pages/: all plain pages lie side by side", "the file is not read")
		}
	}
	return err
}

// home reads the home page's words.
func (c *Content) home(s *Site, ps *edition.Problems) (err error) {
	s.Home, err = c.page("index.md", "", s, ps)
	return err
}

// page reads a plain page; nil when there is none, or it cannot be read.
func (c *Content) page(name, slug string, s *Site, ps *edition.Problems) (*edition.Page, error) {
	data, ok, err := c.text(name, ps)
	if err != nil || !ok {
		return nil, err
	}
	p := &edition.Page{Slug: slug, File: name}
	p.Front, p.Body = essay(name, data, &s.Settings, recordKeys(s.Shared), nil, ps)
	if slug != "" {
		needTitle(&p.Front, name, ps)
	}
	files := &files{content: c, site: s, folder: path.Dir(name), sizes: map[string]edition.Size{}}
	err = files.all(p.Body, ps)
	p.Images, p.Assets = files.sizes, files.used
	return p, err
}

// essay reads a Markdown file with front matter. Its blocks keep the ids that
// they have in its lock, if there is one.
func essay(name string, data []byte, s *edition.Settings, keys keys, lock *edition.Lock, ps *edition.Problems) (edition.Front, *edition.Document) {
	front, body, more := sidecar.FrontMatter(name, data)
	*ps = append(*ps, more...)
	html := s.HTML
	if front.HTML != nil {
		html = *front.HTML
	}
	lines := sidecar.NewLines(data)
	doc, more := markdown.Parse(data[body:], markdown.Options{
		Place: func(source int) edition.Place { return lines.Place(name, body+source) },
		Known: keys.known, Near: keys.near,
		HTML: html,
		Kept: kept(lock),
	})
	*ps = append(*ps, more...)
	return front, doc
}

// needTitle reports a missing title, unless front matter that could not be read
// may have held it.
func needTitle(f *edition.Front, name string, ps *edition.Problems) {
	if f.Title != "" {
		return
	}
	for _, p := range *ps {
		if p.File == name && p.Severity == edition.Error {
			return
		}
	}
	ps.Errorf(edition.Place{File: name, Line: 1, Column: 1}, "begin the file with three lines: ---, title: The title, ---", "there is no title")
}
