package render

import (
	"net/url"
	"regexp"
	"strings"
	"unicode"

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

// appendEntry appends a formatted entry with its address made a link: where the
// style writes it out, else behind the entry; then the archived copy, and when
// the address was last reached. A style may set an entry in blocks.
func (b *base) appendEntry(out []byte, l listing) []byte {
	out = append(out, `<div class="entry">`...)
	shown := cslEscaper.Replace(l.address)
	href := appendText(nil, safeURL(l.address))
	at := -1
	if len(href) > 0 {
		at = strings.Index(l.html, shown)
	}
	if at >= 0 {
		out = append(out, l.html[:at]...)
		out = append(append(append(out, `<a class="url" href="`...), href...), `">`...)
		out = append(append(out, shown...), "</a>"...)
		out = append(out, l.html[at+len(shown):]...)
	} else {
		out = append(out, l.html...)
		if len(href) > 0 {
			out = append(append(append(out, ` <a class="link" href="`...), href...), `">`...)
			out = append(appendText(out, hostOf(l.address, b.words["link"])), "</a>"...)
		}
	}
	if copied := safeURL(l.archived); copied != "" {
		out = appendText(append(out, ` <a class="link" href="`...), copied)
		out = append(appendText(append(out, `">`...), b.words["archived"]), "</a>"...)
	}
	if len(href) > 0 {
		out = b.appendState(out, l)
	}
	return append(out, "</div>\n"...)
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

// richText is what CSL allows in a title.
var richText = regexp.MustCompile(`</?(?:i|b|sup|sub|sc|span)(?: [^<>]*)?>`)

// plainText takes the tags of CSL's rich text out of a title.
func plainText(s string) string {
	if strings.IndexByte(s, '<') < 0 {
		return s
	}
	return richText.ReplaceAllString(s, "")
}

// curly turns a record's straight quotation marks into typographic ones: one at
// the beginning or after a space or an opening bracket opens.
func curly(s string) string {
	if !strings.ContainsAny(s, `'"`) {
		return s
	}
	var b strings.Builder
	before := ' '
	for _, r := range s {
		opens := unicode.IsSpace(before) || strings.ContainsRune("([{—–“‘", before)
		switch {
		case r == '"' && opens:
			r = '“'
		case r == '"':
			r = '”'
		case r == '\'' && opens:
			r = '‘'
		case r == '\'':
			r = '’'
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}
