package render

import (
	"html/template"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"gloss/generator/edition"
)

// appendEntry appends a formatted bibliography entry with its address made a
// link: where the style writes it out, else behind the entry; and the archived
// copy beside it.
func appendEntry(b []byte, w words, html, address, archived string) []byte {
	shown := escape(address)
	href := appendText(nil, safeURL(address))
	at := -1
	if len(href) > 0 {
		at = strings.Index(html, shown)
	}
	if at >= 0 {
		b = append(b, html[:at]...)
		b = append(append(append(b, `<a class="url" href="`...), href...), `">`...)
		b = append(append(b, shown...), "</a>"...)
		b = append(b, html[at+len(shown):]...)
	} else {
		b = append(b, html...)
		if len(href) > 0 {
			b = append(append(append(b, ` <a class="link" href="`...), href...), `">`...)
			b = append(appendText(b, hostOf(address, w["link"])), "</a>"...)
		}
	}
	if copied := safeURL(archived); copied != "" {
		b = appendText(append(b, ` <a class="link" href="`...), copied)
		b = append(appendText(append(b, `">`...), w["archived"]), "</a>"...)
	}
	return b
}

// hostOf is the label of a link: the host without www, or the fallback.
func hostOf(address, fallback string) string {
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		return strings.TrimPrefix(u.Host, "www.")
	}
	return fallback
}

// bibliography appends what an edition cites, each entry with the ways back to
// where it is cited.
func (p *editionPages) bibliography(b []byte, at *spot) []byte {
	for i := range p.e.Sources {
		entry := &p.e.Sources[i]
		b = appendText(append(b, `<li id="s-`...), entry.Slug)
		b = append(b, `"><p>`...)
		var address, archived string
		if entry.Source != nil {
			address, archived = entry.Source.Fields["URL"], entry.Source.Archived
		}
		b = appendEntry(b, p.words, entry.HTML, address, archived)
		b = append(b, `</p><p class="uses"`...)
		b = append(append(b, p.own...), '>')
		if len(entry.Uses) > 0 {
			b = append(appendText(b, p.words["cited_in"]), ' ')
		}
		for k := range entry.Uses {
			u := &entry.Uses[k]
			b = append(b, `<a href="`...)
			b = at.appendHref(b, &u.From)
			b = append(b, `"`...)
			if u.Mark != "" {
				b = appendText(append(b, ` aria-label="`...), useName(p.words, u))
				b = append(b, '"')
			}
			b = append(b, '>')
			if u.Mark == "" {
				b = appendText(b, p.words["essay"])
			} else {
				b = appendText(b, u.Mark)
			}
			b = append(b, "</a> "...)
		}
		if len(entry.Uses) > 0 {
			b = append(b, "· "...)
		}
		b = appendText(append(b, `<a class="more" href="`+at.root+`sources/`...), pathOf(entry.Slug))
		b = append(appendText(append(b, `/">`...), p.words["source_page"]), "</a></p></li>\n"...)
	}
	return b
}

// sourcesView is the list of the site's sources.
type sourcesView struct {
	frame
	Counts  string
	Sources template.HTML
}

// sourceView is the page of one source.
type sourceView struct {
	frame
	Headline string
	Body     template.HTML
}

// sources lists the files of the sources: the list of all, and a page for each.
func (p *sitePages) sources(l *Layouts) []File {
	if len(p.s.Sources) == 0 {
		return nil
	}
	files := make([]File, 0, 1+len(p.s.Sources))
	files = append(files, File{Path: "sources/index.html", make: func() ([]byte, error) { return p.sourceList(l) }})
	cast := sync.OnceValues(func() (*mould, error) { return p.sourceMould(l) })
	for i := range p.s.Sources {
		c := &p.s.Sources[i]
		files = append(files, File{Path: "sources/" + c.Slug + "/index.html", make: func() ([]byte, error) {
			m, err := cast()
			if err != nil {
				return nil, err
			}
			return p.source(m, c), nil
		}})
	}
	return files
}

// sourceList is the list of the site's sources.
func (p *sitePages) sourceList(l *Layouts) ([]byte, error) {
	var b []byte
	for i := range p.s.Sources {
		c := &p.s.Sources[i]
		b = appendText(append(b, `<li id="s-`...), c.Slug)
		b = append(b, `"><p>`...)
		b = appendEntry(b, p.words, c.HTML, c.URL, c.Archived)
		b = appendText(append(b, `</p><p class="uses"><a href="`...), pathOf(c.Slug))
		b = appendText(append(b, `/">`...), p.words.count("count_uses", len(c.Uses)))
		b = append(b, "</a></p></li>\n"...)
	}
	v := sourcesView{
		frame: p.frame("sources", "../", p.words["sources"], "sources/"), Sources: template.HTML(b),
		Counts: p.words.count("count_sources", len(p.s.Sources)),
	}
	return l.page("sources", &v)
}

// source is the page of one source.
func (p *sitePages) source(m *mould, c *edition.SourceCard) []byte {
	title := c.Title
	if title == "" {
		title = c.Key
	}
	title = curly(plainText(title))
	path := "sources/" + pathOf(c.Slug) + "/"
	at := &spot{root: "../../", files: "../../"}
	b := append([]byte(nil), `<p class="entry">`...)
	b = appendEntry(b, p.words, c.HTML, c.URL, c.Archived)
	b = append(b, "</p>\n"...)
	return m.fill(&[holes][]byte{
		holeTitle:     appendText(nil, p.windowTitle(title)),
		holeCanonical: appendText(nil, p.url+path),
		holeHeadline:  appendText(nil, title),
		holeBody:      p.uses(b, at, c.Uses),
	})
}

// uses appends where a source is cited, edition by edition, with the words
// around.
func (p *sitePages) uses(b []byte, at *spot, uses []edition.Use) []byte {
	if len(uses) == 0 {
		b = appendText(append(b, "<p>"...), p.words["whole_site_source"])
		return append(b, "</p>\n"...)
	}
	b = appendText(append(b, "<h2>"...), p.words["uses"])
	b = append(b, "</h2>\n"...)
	last := ""
	for i := range uses {
		u := &uses[i]
		if i == 0 || u.From.Edition != last {
			if i > 0 {
				b = append(b, "</ol>\n"...)
			}
			last = u.From.Edition
			b = append(append(append(b, `<h3`...), p.langs[last]...), `><a href="`...)
			b = at.appendHref(b, &edition.Address{Kind: edition.ToEdition, Edition: last})
			b = append(appendText(append(b, `">`...), u.Title), "</a></h3>\n<ol class=\"places\" role=\"list\">\n"...)
		}
		b = p.use(b, at, u)
	}
	return append(b, "</ol>\n"...)
}

func (p *sitePages) use(b []byte, at *spot, u *edition.Use) []byte {
	b = append(b, `<li><a href="`...)
	b = at.appendHref(b, &u.From)
	b = append(b, `">`...)
	if u.Mark != "" {
		label := u.Series
		if label == "" {
			label = p.words["note"]
		}
		b = appendText(b, label+" "+u.Mark)
	} else {
		b = appendText(b, p.words["text"])
	}
	b = append(b, "</a>"...)
	if u.Locator != "" {
		b = appendText(append(b, `, <span class="locator">`...), u.Locator)
		b = append(b, "</span>"...)
	}
	b = append(append(append(b, `<q`...), p.langs[u.From.Edition]...), '>')
	b = appendText(b, u.Before)
	if u.Words != "" {
		b = appendText(append(b, "<b>"...), u.Words)
		b = append(b, "</b>"...)
	}
	b = appendText(b, u.After)
	return append(b, "</q></li>\n"...)
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
