package render

import (
	"fmt"
	"net/url"
	"strings"

	"gloss/generator/cite"
	"gloss/generator/edition"
)

// coinsKind says how a ContextObject describes a type of source.
type coinsKind struct {
	format string // of the description: journal, book, dissertation, patent, or dc (Dublin Core) for what is none
	genre  string // in the words of that format; of dc, Zotero's name of the type
}

// coinsKinds are the kinds of CSL's types; others are documents.
var coinsKinds = map[string]coinsKind{
	"article-journal": {"journal", "article"}, "article-magazine": {"journal", "article"}, "article-newspaper": {"journal", "article"},
	"review": {"journal", "article"}, "review-book": {"journal", "article"}, "periodical": {"journal", "journal"},
	"book": {"book", "book"}, "classic": {"book", "book"}, "pamphlet": {"book", "book"}, "chapter": {"book", "bookitem"},
	"entry": {"book", "bookitem"}, "entry-dictionary": {"book", "bookitem"}, "entry-encyclopedia": {"book", "bookitem"},
	"paper-conference": {"book", "proceeding"}, "report": {"book", "report"}, "thesis": {"dissertation", "dissertation"}, "patent": {"patent", "patent"},
	"article": {"dc", "preprint"}, "bill": {"dc", "bill"}, "broadcast": {"dc", "tvBroadcast"}, "dataset": {"dc", "dataset"},
	"figure": {"dc", "artwork"}, "graphic": {"dc", "artwork"}, "hearing": {"dc", "hearing"}, "interview": {"dc", "interview"},
	"legal_case": {"dc", "case"}, "legislation": {"dc", "statute"}, "manuscript": {"dc", "manuscript"}, "map": {"dc", "map"},
	"motion_picture": {"dc", "film"}, "personal_communication": {"dc", "letter"}, "post": {"dc", "forumPost"}, "post-weblog": {"dc", "blogPost"},
	"regulation": {"dc", "statute"}, "software": {"dc", "computerProgram"}, "song": {"dc", "audioRecording"}, "speech": {"dc", "presentation"},
	"standard": {"dc", "standard"}, "webpage": {"dc", "webpage"},
}

// appendCOinS appends a source as a ContextObject in a span (COinS 1.0), which the
// buttons of Zotero and of others find: an OpenURL 1.0 in key/encoded-value pairs
// (ANSI/NISO Z39.88-2004), in the span's title. It shows nothing.
//
// Only the pages of sources have them. On an edition's page they would come before
// its own description, and the button would take the sources for the essay.
func appendCOinS(b []byte, s *edition.Source) []byte {
	if s == nil {
		return b
	}
	kind, known := coinsKinds[s.Type]
	if !known {
		kind = coinsKind{"dc", "document"}
	}
	var o contextObject
	o.add("ctx_ver", "Z39.88-2004")
	if kind.format == "dc" {
		o.add("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc")
		o.dublinCore(s, kind.genre)
	} else {
		o.add("rft_val_fmt", "info:ofi/fmt:kev:mtx:"+kind.format)
		o.record(s, kind)
	}
	b = append(b, `<span class="Z3988" title="`...)
	return append(appendText(b, o.String()), "\"></span>\n"...)
}

// contextObject is pairs of keys and encoded values.
type contextObject struct{ strings.Builder }

func (o *contextObject) add(key, value string) {
	if value == "" {
		return
	}
	if o.Len() > 0 {
		o.WriteByte('&')
	}
	o.WriteString(key + "=" + url.QueryEscape(cite.PlainField(value)))
}

// fields adds the variables that a source has: pairs of key and CSL's name.
func (o *contextObject) fields(s *edition.Source, pairs ...string) {
	for i := 0; i+1 < len(pairs); i += 2 {
		o.add(pairs[i], s.Fields[pairs[i+1]])
	}
}

// identifiers adds what the work is known by.
func (o *contextObject) identifiers(s *edition.Source) {
	if doi := edition.BareDOI(s.Fields["DOI"]); doi != "" {
		o.add("rft_id", "info:doi/"+doi)
	}
	if pmid := s.Fields["PMID"]; pmid != "" {
		o.add("rft_id", "info:pmid/"+pmid)
	}
	o.add("rft_id", s.Fields["URL"])
}

// record adds what the formats of journals, books, dissertations and patents have.
func (o *contextObject) record(s *edition.Source, kind coinsKind) {
	o.identifiers(s)
	title := "rft.title"
	switch {
	case kind.genre == "article" || kind.genre == "bookitem" || kind.genre == "proceeding":
		title = "rft.atitle"
	case kind.format == "book":
		title = "rft.btitle"
	case kind.genre == "journal":
		title = "rft.jtitle"
	}
	if kind.format == "journal" || kind.format == "book" {
		o.add("rft.genre", kind.genre)
	}
	o.fields(s, title, "title")
	switch kind.format {
	case "journal":
		o.fields(s, "rft.jtitle", "container-title", "rft.stitle", "container-title-short", "rft.volume", "volume", "rft.issue", "issue")
		o.pages(s)
		o.fields(s, "rft.issn", "ISSN")
	case "book":
		o.fields(s, "rft.btitle", "container-title", "rft.series", "collection-title", "rft.edition", "edition", "rft.place", "publisher-place", "rft.pub", "publisher")
		o.pages(s)
		o.fields(s, "rft.tpages", "number-of-pages", "rft.isbn", "ISBN", "rft.issn", "ISSN")
	case "dissertation":
		o.fields(s, "rft.inst", "publisher", "rft.degree", "genre", "rft.tpages", "number-of-pages")
	case "patent":
		o.fields(s, "rft.number", "number", "rft.co", "jurisdiction")
	}
	o.date(s)
	o.people(s, kind.format == "patent")
	o.fields(s, "rft.language", "language")
}

// dublinCore adds what Dublin Core has.
func (o *contextObject) dublinCore(s *edition.Source, genre string) {
	o.add("rft.type", genre)
	o.fields(s, "rft.title", "title", "rft.source", "container-title", "rft.publisher", "publisher", "rft.description", "abstract")
	o.fields(s, "rft.identifier", "URL", "rft.language", "language", "rft.rights", "license")
	if doi := edition.BareDOI(s.Fields["DOI"]); doi != "" {
		o.add("rft.identifier", "urn:doi:"+doi)
	}
	o.date(s)
	o.people(s, false)
}

func (o *contextObject) pages(s *edition.Source) {
	pages := s.Fields["page"]
	o.add("rft.pages", pages)
	if first, last, ok := strings.Cut(pages, "-"); ok && !strings.ContainsAny(last, "-, ") {
		o.add("rft.spage", first)
		o.add("rft.epage", last)
	}
}

// date adds when the work was issued, as far as it is known.
func (o *contextObject) date(s *edition.Source) {
	d := s.Dates["issued"]
	switch {
	case d.From.Year <= 0:
		o.add("rft.date", d.Literal)
	case d.From.Month == 0:
		o.add("rft.date", fmt.Sprintf("%04d", d.From.Year))
	case d.From.Day == 0:
		o.add("rft.date", fmt.Sprintf("%04d-%02d", d.From.Year, d.From.Month))
	default:
		o.add("rft.date", fmt.Sprintf("%04d-%02d-%02d", d.From.Year, d.From.Month, d.From.Day))
	}
}

// people adds the authors, or of a work without any its editors: the first part by
// part, the others whole.
func (o *contextObject) people(s *edition.Source, inventors bool) {
	names := s.Names["author"]
	if len(names) == 0 {
		names = s.Names["editor"]
	}
	for i, n := range names {
		n = n.WithFamily()
		family := strings.TrimSpace(n.NonDroppingParticle + " " + n.Family)
		given := strings.TrimSpace(n.Given + " " + n.DroppingParticle)
		whole := n.Literal
		if whole == "" {
			whole = strings.TrimSuffix(family+", "+given, ", ")
		}
		switch {
		case inventors:
			o.add("rft.inventor", whole)
		case i == 0 && n.Literal != "":
			o.add("rft.aucorp", n.Literal)
		case i == 0:
			o.add("rft.aulast", family)
			o.add("rft.aufirst", given)
			o.add("rft.ausuffix", n.Suffix)
		default:
			o.add("rft.au", whole)
		}
	}
}
