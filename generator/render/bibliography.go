package render

import (
	"cmp"
	"html/template"

	"gloss/generator/edition"
)

// sourceGroup is a part of a list of sources; a list without parts is one
// without a label.
type sourceGroup struct {
	ID, Label string
	Sources   template.HTML
}

// group is the part of a list that holds the sources of a group of the site.
func (b *base) group(n int, sources []byte) sourceGroup {
	g := sourceGroup{Sources: template.HTML(sources)}
	groups := b.settings.Bibliography
	switch {
	case len(groups) == 0:
	case n < len(groups):
		g.Label = groups[n].Label
	default:
		g.Label = b.words["other_sources"]
	}
	if g.Label != "" {
		g.ID = "sources-" + cmp.Or(edition.Slug(g.Label), "group")
	}
	return g
}

// bibliography is what an edition cites, each entry with the ways back to where
// it is cited.
func (p *editionPages) bibliography(at *spot) []sourceGroup {
	var out []sourceGroup
	var b []byte
	now := -1
	for i := range p.e.Sources {
		entry := &p.e.Sources[i]
		if entry.HTML == "" {
			continue
		}
		if len(b) > 0 && entry.Group != now {
			out = append(out, p.group(now, b))
			b = nil
		}
		now = entry.Group
		b = p.entry(b, at, entry)
	}
	if len(b) > 0 {
		out = append(out, p.group(now, b))
	}
	return out
}

func (p *editionPages) entry(b []byte, at *spot, entry *edition.Entry) []byte {
	b = appendText(append(b, `<li id="s-`...), entry.Slug)
	b = append(b, `">`...)
	l := listing{html: entry.HTML}
	if entry.Source != nil {
		l.address, l.archived, l.doi = entry.Source.Address(), entry.Source.Archived, entry.Source.Fields["DOI"]
	}
	b = p.appendEntry(b, l)
	b = append(b, `<p class="uses"`...)
	b = append(append(b, p.own...), '>')
	if len(entry.Uses) > 0 {
		b = append(appendText(b, p.words["cited_in"]), ' ')
	}
	b = p.waysBack(b, at, entry.Uses)
	if len(entry.Uses) > 0 {
		b = append(b, " · "...)
	}
	b = appendText(append(b, `<a class="more" href="`+at.root+`sources/`...), pathOf(entry.Slug))
	return append(appendText(append(b, `/">`...), p.words["source_page"]), "</a></p></li>\n"...)
}
