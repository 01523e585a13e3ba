package links

import (
	"errors"
	"io"
	"mime"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// largestPage is how many bytes of a page are looked through for its parts.
const largestPage = 4 << 20

// idOf is the id that an address names in its page; empty where it names none, or
// something that only a browser or a script on the page finds: words
// (#:~:text=…), a time or a size (#t=10, #page=3), a way (#/, #!).
func idOf(part string) string {
	id, _, _ := strings.Cut(part, ":~:")
	switch {
	case strings.EqualFold(id, "top"), strings.HasPrefix(id, "/"), strings.HasPrefix(id, "!"), strings.Contains(id, "="):
		return ""
	}
	return id
}

// isHTML reports whether a page of a media type has ids that can be looked for.
func isHTML(contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	return err == nil && (kind == "text/html" || kind == "application/xhtml+xml")
}

// findIDs looks for ids in a page until all are found. It returns those that are
// not there; the page is too long when its end was not seen.
func findIDs(page io.Reader, wanted []string) (lacks []string, tooLong bool, err error) {
	limited := &io.LimitedReader{R: page, N: largestPage}
	lacks = slices.Clone(wanted)
	z := html.NewTokenizer(limited)
	for len(lacks) > 0 {
		kind := z.Next()
		if kind == html.ErrorToken {
			if err := z.Err(); !errors.Is(err, io.EOF) {
				return nil, false, err
			}
			return lacks, limited.N == 0, nil
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		name, more := z.TagName()
		anchor := string(name) == "a"
		for more {
			var key, value []byte
			if key, value, more = z.TagAttr(); string(key) != "id" && !(anchor && string(key) == "name") {
				continue
			}
			lacks = slices.DeleteFunc(lacks, func(id string) bool { return means(id, string(value)) })
		}
	}
	return nil, false, nil
}

// means reports whether an id as it stands in an address is one of the page: as
// written, or decoded. GitHub puts a word of its own before the ids of the files
// it shows, and its script takes it off.
func means(written, id string) bool {
	id = strings.TrimPrefix(id, "user-content-")
	if id == written {
		return true
	}
	decoded, err := url.PathUnescape(written)
	return err == nil && id == decoded
}
