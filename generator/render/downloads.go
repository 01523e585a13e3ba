package render

import (
	"net/url"

	"gloss/generator/edition"
	"gloss/generator/sidecar"
)

// formats are those in which sources are offered, each as a file whose name ends
// so.
var formats = []struct {
	ext, name string
	media     string // type; the last two are not registered, but are what reference managers know
	write     func([]*edition.Source) []byte
}{
	{".json", "CSL-JSON", "application/vnd.citationstyles.csl+json", sidecar.CSLJSON},
	{".bib", "BibTeX", "application/x-bibtex", sidecar.BibTeX},
	{".ris", "RIS", "application/x-research-info-systems", sidecar.RIS},
}

// exports lists the files that offer sources, one in each format. The sources are
// listed when a file is made.
func exports(path string, list func() []*edition.Source) []File {
	files := make([]File, 0, len(formats))
	for _, f := range formats {
		files = append(files, File{Path: path + f.ext, make: func() ([]byte, error) { return f.write(list()), nil }})
	}
	return files
}

// records are the edition's sources in the order of its bibliography.
func (p *editionPages) records() []*edition.Source {
	list := make([]*edition.Source, 0, len(p.e.Sources))
	for _, entry := range p.e.Sources {
		if entry.Source != nil {
			list = append(list, entry.Source)
		}
	}
	return list
}

// records are the site's sources in the order of their list.
func (p *sitePages) records() []*edition.Source {
	list := make([]*edition.Source, 0, len(p.s.Sources))
	for i := range p.s.Sources {
		if c := &p.s.Sources[i]; c.Record != nil {
			list = append(list, c.Record)
		}
	}
	return list
}

// appendFormats appends links to the files that exports lists, which lie beside
// the page.
func appendFormats(b []byte, name string) []byte {
	for i, f := range formats {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = append(b, `<a download type="`+f.media+`" href="`+name+f.ext+`">`+f.name+`</a>`...)
	}
	return b
}

// appendDownloads appends them as a line of the page.
func (b *base) appendDownloads(out []byte, name string) []byte {
	out = append(appendText(append(out, `<p class="downloads">`...), b.words["download"]), ": "...)
	return append(appendFormats(out, name), "</p>\n"...)
}

// appendOne appends the same line for one source. Its files are in the links
// themselves: three files more a source, a few hundred bytes each, would make a
// site of many sources mostly of them.
func (b *base) appendOne(out []byte, slug string, s *edition.Source) []byte {
	if s == nil {
		return out
	}
	out = append(appendText(append(out, `<p class="downloads">`...), b.words["download"]), ": "...)
	for i, f := range formats {
		if i > 0 {
			out = append(out, ", "...)
		}
		out = appendText(append(out, `<a download="`...), slug+f.ext)
		out = append(out, `" href="data:`+f.media+`;charset=utf-8,`...)
		out = appendText(out, url.PathEscape(string(f.write([]*edition.Source{s}))))
		out = append(out, `">`+f.name+`</a>`...)
	}
	return append(out, "</p>\n"...)
}
