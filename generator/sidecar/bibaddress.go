package sidecar

import (
	"strings"

	"gloss/generator/bibtex"
)

// addresses reads the addresses of a work: URL, DOI and those of archives.
func (r *bibReader) addresses() {
	if f := r.take("doi"); f != nil {
		r.set("DOI", bareDOI(bibtex.Verbatim(f.Value.Text)))
		r.s.DOIAt = r.offset(f.Value.At(0))
	}
	for _, name := range [...]string{"url", "ee", "link"} {
		if f := r.take(name); f != nil {
			r.url(f)
		}
	}
	r.howPublished()
	r.eprint()
}

// bareDOI takes the address of the resolver from a DOI.
func bareDOI(s string) string {
	for _, before := range [...]string{"https://", "http://", "dx.", "doi.org/", "doi:", "DOI:", "doi "} {
		s = strings.TrimSpace(strings.TrimPrefix(s, before))
	}
	return s
}

// url reads a field that holds an address.
func (r *bibReader) url(f *bibtex.Field) {
	if s := bibtex.Verbatim(f.Value.Text); s != "" && r.s.Fields["URL"] == "" {
		at := r.offset(f.Value.At(0))
		if r.set("URL", r.address(s, at, false)); r.s.Fields["URL"] != "" {
			r.s.URLAt = at
		}
	}
}

// howPublished reads how the work came out. Before there was a field for it,
// BibTeX's users put the address there, and into the note.
func (r *bibReader) howPublished() {
	for _, name := range [...]string{"howpublished", "note"} {
		f := r.fields[name]
		if f == nil || r.s.Fields["URL"] != "" {
			continue
		}
		tex := strings.TrimSpace(f.Value.Text)
		if strings.HasPrefix(tex, `\url{`) && strings.HasSuffix(tex, "}") || strings.HasPrefix(tex, "http") && !strings.ContainsAny(tex, " \n") {
			r.url(r.take(name))
		}
	}
	r.set("medium", r.first(bibtex.Line, "howpublished"))
}

// eprint reads the number of a work in an archive.
func (r *bibReader) eprint() {
	f, class := r.take("eprint"), r.first(bibtex.Line, "eprintclass", "primaryclass")
	kind := r.first(bibtex.Line, "eprinttype", "archiveprefix")
	if f == nil {
		return
	}
	number := bibtex.Verbatim(f.Value.Text)
	archive, known := bibArchives[strings.ToLower(kind)]
	switch {
	case strings.EqualFold(kind, "pubmed"):
		r.set("PMID", number)
		return
	case !known:
		archive.name = kind
	}
	r.set("archive", archive.name)
	r.set("archive_location", number)
	r.set("archive_collection", class)
	if archive.address != "" {
		r.set("URL", r.address(archive.address+strings.TrimPrefix(number, kind+":"), r.offset(f.Value.At(0)), false))
	}
}
