package render

import (
	"html/template"
	"sync"

	"gloss/generator/edition"
)

// sourcesView is the list of the site's sources.
type sourcesView struct {
	frame
	Counts  string
	Found   string // what the filter says, but for the number of those found
	Exports template.HTML
	Sources []sourceGroup
}

// sourceView is the page of one source.
type sourceView struct {
	frame
	Headline string
	Body     template.HTML
}

// sources lists the files of the sources: the list of all, also for reference
// managers, and a page for each.
func (p *sitePages) sources(l *Layouts) []File {
	if len(p.s.Sources) == 0 {
		return nil
	}
	files := exports("sources/sources", p.records)
	files = append(files, File{Path: "sources/index.html", make: func() ([]byte, error) { return p.sourceList(l) }})
	cast := sync.OnceValues(func() (*mould, error) { return p.sourceMould(l) })
	for i := range p.s.Sources {
		c := &p.s.Sources[i]
		files = append(files, File{Path: "sources/" + c.Slug + "/index.html", make: func() ([]byte, error) {
			m, err := cast()
			if err != nil {
				return nil, err
			}
			return p.source(m, c), nil
		}})
	}
	return files
}

// sourceList is the list of the site's sources, group by group.
func (p *sitePages) sourceList(l *Layouts) ([]byte, error) {
	all := p.s.Sources
	v := sourcesView{
		frame:   p.frame("sources", "../", p.words["sources"], "sources/"),
		Counts:  p.words.count("count_sources", len(all)),
		Found:   p.words.fill("found", "all", grouped(len(all))),
		Exports: template.HTML(p.appendDownloads(nil, "sources")),
	}
	at := &spot{root: "../", files: "../"}
	var b []byte
	for i := range all {
		b = p.listed(b, at, &all[i])
		if i+1 == len(all) || all[i+1].Group != all[i].Group {
			v.Sources = append(v.Sources, p.group(all[i].Group, b))
			b = nil
		}
	}
	return l.page("sources", &v)
}

// listed appends a source to the list of all, the places that cite it folded up
// beneath it.
func (p *sitePages) listed(b []byte, at *spot, c *edition.SourceCard) []byte {
	b = appendText(append(b, `<li id="s-`...), c.Slug)
	b = append(b, `">`...)
	b = appendCOinS(p.appendEntry(b, listingOf(c)), c.Record)
	b = append(b, `<details class="uses"><summary>`...)
	b = appendText(b, p.words.count("count_uses", len(c.Uses)))
	b = append(b, "</summary>\n"...)
	b = p.uses(b, at, c.Uses, "p")
	b = appendText(append(b, `<p><a href="`...), pathOf(c.Slug))
	b = appendText(append(b, `/">`...), p.words["source_alone"])
	return append(b, "</a></p></details></li>\n"...)
}

// source is the page of one source.
func (p *sitePages) source(m *mould, c *edition.SourceCard) []byte {
	path := "sources/" + pathOf(c.Slug) + "/"
	at := &spot{root: "../../", files: "../../"}
	b := appendCOinS(p.appendEntry(nil, listingOf(c)), c.Record)
	b = p.appendOne(b, c.Slug, c.Record)
	if len(c.Uses) == 0 {
		b = append(appendText(append(b, "<p>"...), p.words["whole_site_source"]), "</p>\n"...)
	} else {
		b = append(appendText(append(b, "<h2>"...), p.words["uses"]), "</h2>\n"...)
		b = p.uses(b, at, c.Uses, "h3")
	}
	return m.fill(&[holes][]byte{
		holeTitle:     appendText(nil, p.windowTitle(c.Title)),
		holeCanonical: appendText(nil, p.url+path),
		holeHeadline:  appendText(nil, c.Title),
		holeBody:      b,
	})
}
