package render

import (
	"cmp"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/generator/edition"
)

// listing is what a list of sources says of one.
type listing struct {
	html     string // as the style has it
	address  string
	doi      string // as the record has it
	archived string // address of a copy
	reached  string // the day the address was last reached
	dead     bool   // it led nowhere when it was last asked
}

func listingOf(c *edition.SourceCard) listing {
	l := listing{html: c.HTML, address: c.URL, archived: c.Archived, reached: c.Reached, dead: c.Dead}
	if c.Record != nil {
		l.doi = c.Record.Fields["DOI"]
	}
	return l
}

// appendEntry appends a formatted entry. Where the style writes out its address,
// its DOI or the address of the archived copy, they become links; else the address
// and that of the copy stand behind the entry. Then comes when the address was last
// reached. A style may set an entry in blocks.
func (b *base) appendEntry(out []byte, l listing) []byte {
	out = append(out, `<div class="entry">`...)
	address, copied, doi := safeURL(l.address), safeURL(l.archived), edition.DOIAddress(l.doi)
	first, whole := find(l.html, address, l.address), find(l.html, copied, l.archived)
	resolver := find(l.html, doi, append(doiSpellings(l.doi), doi)...)
	if doi == address {
		first = cmp.Or(first, resolver)
	}
	at := 0
	for _, w := range inOrder(first, whole, resolver) {
		out = append(out, l.html[at:w.Start]...)
		out = appendLink(out, "url", w.href, l.html[w.Start:w.End])
		at = w.End
	}
	out = append(out, l.html[at:]...)
	if address != "" && first == (written{}) {
		out = appendLink(append(out, ' '), "link", address, escape(hostOf(l.address, b.words["link"])))
	}
	if copied != "" && whole == (written{}) {
		out = appendLink(append(out, ' '), "link", copied, escape(b.words["archived"]))
	}
	if address != "" {
		out = b.appendState(out, l)
	}
	return append(out, "</div>\n"...)
}

// written is an address that stands in an entry; zero is one that does not.
type written struct {
	edition.Passage // of the entry
	href            string
}

// doiSpellings are the ways in which styles write a DOI that no address of it
// encodes, the longest first.
func doiSpellings(doi string) []string {
	if doi = edition.BareDOI(doi); doi == "" {
		return nil
	}
	return []string{"https://doi.org/" + doi, "http://dx.doi.org/" + doi, "doi:" + doi, doi}
}

// find finds the last place where an entry has an address that may be a link, in
// one of its spellings: styles set it behind the title, which may name it too.
func find(html, href string, spellings ...string) written {
	for _, s := range spellings {
		shown := cslEscaper.Replace(s)
		if href == "" || shown == "" {
			continue
		}
		for end := len(html); ; {
			start := strings.LastIndex(html[:end], shown)
			if start < 0 {
				break
			}
			if end = start + len(shown); wholeAddress(html, start, end) {
				return written{edition.Passage{Start: start, End: end}, href}
			}
			end--
		}
	}
	return written{}
}

// wholeAddress reports whether an address is no part of a longer one, such as that
// of an archived copy: nothing of it stands before, and behind it but what may end
// a sentence.
func wholeAddress(html string, start, end int) bool {
	if start > 0 && strings.IndexByte("/=?&#-_.", html[start-1]) >= 0 || endsInLetter(html[:start]) {
		return false
	}
	rest := strings.TrimLeft(html[end:], ".,;:!?)]}>'’”»…")
	next, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || rest[0] == '<' || unicode.IsSpace(next) || strings.HasPrefix(rest, "&#")
}

func endsInLetter(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// inOrder are those of some addresses that stand in an entry, but for one that is
// part of another.
func inOrder(all ...written) []written {
	slices.SortStableFunc(all, func(a, b written) int { return cmp.Compare(a.Start, b.Start) })
	end := 0
	return slices.DeleteFunc(all, func(w written) bool {
		if w == (written{}) || w.Start < end {
			return true
		}
		end = w.End
		return false
	})
}

func appendLink(out []byte, class, href, html string) []byte {
	out = append(append(append(out, `<a class="`...), class...), `" href="`...)
	out = append(appendText(out, href), `">`...)
	return append(append(out, html...), "</a>"...)
}

// cslEscaper writes a text as it stands in a formatted entry.
var cslEscaper = strings.NewReplacer("&", "&#38;", "<", "&#60;", ">", "&#62;")

// appendState says when an address was last reached, and that it is dead.
func (b *base) appendState(out []byte, l listing) []byte {
	if l.reached == "" && !l.dead {
		return out
	}
	out = append(out, ` <span class="reached">`...)
	if l.dead {
		out = appendText(out, b.words["dead"])
	}
	if l.reached != "" {
		if l.dead {
			out = append(out, ", "...)
		}
		before, after, _ := strings.Cut(escape(b.words["reached"]), "{date}")
		out = append(b.appendTime(append(out, before...), l.reached), after...)
	}
	return append(out, "</span>"...)
}

// hostOf is the label of a link: the host without www, or the fallback.
func hostOf(address, fallback string) string {
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		return strings.TrimPrefix(u.Host, "www.")
	}
	return fallback
}
