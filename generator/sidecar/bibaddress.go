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
		if f := r.fields[name]; f != nil && (r.s.Fields["URL"] == "" || r.saysAddress(f)) {
			r.url(r.take(name))
		}
	}
	r.howPublished()
	r.eprint()
}

// saysAddress reports whether a field holds the address, or the DOI, that the work
// has already.
func (r *bibReader) saysAddress(f *bibtex.Field) bool {
	s := bibtex.Verbatim(f.Value.Text)
	return s == r.s.Fields["URL"] || bareDOI(s) == r.s.Fields["DOI"]
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
	r.fill("medium", bibtex.Line, "howpublished")
}

// eprint reads the number of a work in an archive.
func (r *bibReader) eprint() {
	f := r.take("eprint")
	if f == nil {
		return
	}
	class, kind := r.first("eprintclass", "primaryclass"), r.first("eprinttype", "archiveprefix")
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
