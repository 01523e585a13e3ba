package render

import (
	"strconv"
	"strings"

	"gloss/generator/edition"
)

// spot is the page that HTML is being written for. Every link is made relative
// to it; in feeds the ways are absolute.
type spot struct {
	root    string          // the way to the site's root: "", "../", "../../" …
	edition string          // folder of the edition that the page belongs to; else empty
	page    string          // the way to that edition's page: "" on it
	notes   bool            // the edition's notes stand here, with their ids
	listed  map[string]bool // slugs of the edition's bibliography
	files   string          // the way to the folder that an author's relative addresses start from
}

// appendHref appends the address as it stands on the page, escaped.
func (s *spot) appendHref(b []byte, a *edition.Address) []byte {
	here := a.Edition == "" || a.Edition == s.edition
	if a.Kind == edition.ToSource && (!here || !s.listed[a.ID]) {
		b = append(b, s.root...)
		b = append(b, "sources/"...)
		return append(appendText(b, pathOf(a.ID)), '/')
	}
	if a.Kind == edition.ToPage {
		return s.appendPage(b, a.ID)
	}
	start := len(b)
	switch {
	case a.Kind == edition.ToNote && here && s.notes:
	case here:
		b = append(b, s.page...)
	default:
		b = append(b, s.root...)
		b = append(appendText(b, pathOf(a.Edition)), '/')
	}
	switch a.Kind {
	case edition.ToNote:
		b = append(b, "#n-"...)
	case edition.ToBlock:
		b = append(b, '#')
	case edition.ToSource:
		b = append(b, "#s-"...)
	case edition.ToMark:
		b = append(b, "#r-"...)
	case edition.ToEdition:
		if len(b) == start {
			b = append(b, "./"...)
		}
		return b
	}
	b = appendText(b, a.ID)
	if a.Kind == edition.ToMark && a.N > 1 {
		b = strconv.AppendInt(append(b, '-'), int64(a.N), 10)
	}
	return b
}

// appendPage appends the way to a plain page, or to the home page, and to a block
// of it.
func (s *spot) appendPage(b []byte, id string) []byte {
	slug, block, part := strings.Cut(id, "#")
	b = append(b, s.root...)
	switch {
	case slug != "":
		b = append(appendText(append(b, "pages/"...), pathOf(slug)), '/')
	case s.root == "":
		b = append(b, "./"...)
	}
	if part {
		b = appendText(append(b, '#'), block)
	}
	return b
}

// appendURL appends an address an author wrote. One relative to the author's
// file is led back to it from a page that is deeper; one that starts with a
// slash starts at the site's root, whatever the base path.
func (s *spot) appendURL(b []byte, url string) []byte {
	url = safeURL(url)
	switch {
	case url == "", strings.HasPrefix(url, "//"), schemeOf(url) != "":
	case url[0] == '/':
		url = s.root + url[1:]
		if url == "" {
			url = "./"
		}
	default:
		url = s.files + url
	}
	return appendText(b, url)
}

// appendPiece appends any piece but a Run.
func (s *spot) appendPiece(b []byte, p *edition.Piece) []byte {
	switch p.Kind {
	case edition.Markup:
		return append(b, p.HTML...)
	case edition.Link:
		b = append(b, `<a href="`...)
		if p.Target != nil {
			b = s.appendHref(b, p.Target)
		} else {
			b = s.appendURL(b, p.URL)
		}
		b = append(append(append(b, '"'), p.HTML...), '>')
	case edition.Image:
		b = append(b, `<img src="`...)
		b = append(s.appendURL(b, p.URL), '"')
		if p.Size.Width > 0 && p.Size.Height > 0 {
			b = strconv.AppendInt(append(b, ` width="`...), int64(p.Size.Width), 10)
			b = strconv.AppendInt(append(b, `" height="`...), int64(p.Size.Height), 10)
			b = append(b, '"')
		}
		b = append(b, ` loading="lazy" decoding="async"`...)
		b = append(append(b, p.HTML...), '>')
	}
	return b
}

// appendFlow appends a flow without passages and marks: a note's body, a plain
// page.
func (s *spot) appendFlow(b []byte, flow edition.Flow, plain string) []byte {
	for i := range flow {
		if p := &flow[i]; p.Kind == edition.Run {
			b = appendText(b, cut(plain, p.Passage))
		} else {
			b = s.appendPiece(b, p)
		}
	}
	return b
}

// cut returns a passage's characters; a passage outside the text has none.
func cut(plain string, p edition.Passage) string {
	if p.Start < 0 || p.End > len(plain) || p.Start > p.End {
		return ""
	}
	return plain[p.Start:p.End]
}
