package render

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"gloss/generator/edition"
)

// listing is what a list of sources says of one.
type listing struct {
	html     string // as the style has it
	address  string
	archived string // address of a copy
	reached  string // the day the address was last reached
	dead     bool   // it led nowhere when it was last asked
}

func listingOf(c *edition.SourceCard) listing {
	return listing{html: c.HTML, address: c.URL, archived: c.Archived, reached: c.Reached, dead: c.Dead}
}

// appendEntry appends a formatted entry. Where the style writes out its address
// or that of the archived copy, they become links; else they stand behind the
// entry. Then comes when the address was last reached. A style may set an entry in
// blocks.
func (b *base) appendEntry(out []byte, l listing) []byte {
	out = append(out, `<div class="entry">`...)
	address, copied := safeURL(l.address), safeURL(l.archived)
	whole := passageOf(l.html, copied, l.archived)
	// An archived copy's address often holds the other one.
	first := passageOf(l.html[:max(whole.Start, 0)], address, l.address)
	if first.Start < 0 {
		after := max(whole.End, 0)
		if first = passageOf(l.html[after:], address, l.address); first.Start >= 0 {
			first.Start, first.End = first.Start+after, first.End+after
		}
	}
	at := 0
	for _, p := range inOrder(written{first, address}, written{whole, copied}) {
		out = append(out, l.html[at:p.Start]...)
		out = appendLink(out, "url", p.href, l.html[p.Start:p.End])
		at = p.End
	}
	out = append(out, l.html[at:]...)
	if address != "" && first.Start < 0 {
		out = appendLink(append(out, ' '), "link", address, escape(hostOf(l.address, b.words["link"])))
	}
	if copied != "" && whole.Start < 0 {
		out = appendLink(append(out, ' '), "link", copied, escape(b.words["archived"]))
	}
	if address != "" {
		out = b.appendState(out, l)
	}
	return append(out, "</div>\n"...)
}

// written is an address that stands in an entry.
type written struct {
	edition.Passage // of the entry; Start is -1 when it does not stand there
	href            string
}

// passageOf finds an address in an entry, where it may be a link.
func passageOf(html, href, address string) edition.Passage {
	shown := cslEscaper.Replace(address)
	if href == "" {
		return edition.Passage{Start: -1, End: -1}
	}
	i := strings.Index(html, shown)
	if i < 0 {
		return edition.Passage{Start: -1, End: -1}
	}
	return edition.Passage{Start: i, End: i + len(shown)}
}

// inOrder are those of two addresses that stand in an entry.
func inOrder(a, b written) []written {
	all := slices.DeleteFunc([]written{a, b}, func(w written) bool { return w.Start < 0 })
	slices.SortFunc(all, func(a, b written) int { return cmp.Compare(a.Start, b.Start) })
	return all
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
