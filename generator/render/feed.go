package render

import (
	"gloss/generator/edition"
)

// feedLength is how many editions the feed holds, the newest first.
const feedLength = 20

// FeedPath is where the feed lies in a site that has an address.
const FeedPath = "feed.xml"

// Feed is the feed of a site, by itself.
func Feed(s *edition.Site) File { return File{Path: FeedPath, make: newSitePages(s).feed} }

// feed is the site's Atom feed (RFC 4287). An entry holds the whole essay with
// its notes as endnotes where the site has the edition whole, else its summary.
// Dates come from the content alone; an edition without any stands at the
// beginning of time.
func (p *sitePages) feed() ([]byte, error) {
	whole := map[string]*edition.Edition{}
	for _, e := range p.s.Newest {
		whole[e.ID] = e
	}
	cards := p.s.Editions[:min(len(p.s.Editions), feedLength)]
	updated := ""
	for i := range cards {
		updated = max(updated, cards[i].Modified)
	}
	b := []byte("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"")
	b = append(appendText(b, p.lang), "\">\n"...)
	b = element(b, "title", p.settings.Title)
	if p.settings.Description != "" {
		b = element(b, "subtitle", p.settings.Description)
	}
	b = element(b, "id", p.url)
	b = element(b, "updated", instant(updated))
	b = append(appendText(append(b, `<link rel="self" type="application/atom+xml" href="`...), p.url+FeedPath), "\"/>\n"...)
	b = append(appendText(append(b, `<link rel="alternate" type="text/html" href="`...), p.url), "\"/>\n"...)
	if len(p.settings.Editors) == 0 {
		b = author(b, p.settings.Title)
	}
	for _, editor := range p.settings.Editors {
		b = author(b, editor.Name)
	}
	for i := range cards {
		b = p.entry(b, &cards[i], whole[cards[i].ID])
	}
	return append(b, "</feed>\n"...), nil
}

func (p *sitePages) entry(b []byte, c *edition.Card, e *edition.Edition) []byte {
	b = append(appendText(append(b, `<entry xml:lang="`...), c.Language), "\">\n"...)
	b = element(b, "title", c.Title)
	b = element(b, "id", p.url+pathOf(c.ID)+"/")
	b = append(appendText(append(b, `<link rel="alternate" type="text/html" href="`...), p.url+pathOf(c.ID)+"/"), "\"/>\n"...)
	if _, _, ok := readDate(c.Date); ok {
		b = element(b, "published", instant(c.Date))
	}
	b = element(b, "updated", instant(c.Modified))
	for _, a := range c.Authors {
		b = author(b, a)
	}
	if c.Summary != "" {
		b = element(b, "summary", c.Summary)
	}
	if e != nil {
		b = append(b, `<content type="html">`...)
		b = appendText(b, string(newEditionPages(p.settings, e).inFeed()))
		b = append(b, "</content>\n"...)
	}
	return append(b, "</entry>\n"...)
}

// inFeed is the essay with its notes as endnotes, every link absolute.
func (p *editionPages) inFeed() []byte {
	page := p.url + p.address()
	at := &spot{root: p.url, edition: p.e.ID, page: page, listed: p.listed, files: page}
	b := append(weaveBare(nil, p.e, at, p.words), "<hr>\n<ol>\n"...)
	for i := range p.e.Notes {
		a := &p.e.Notes[i]
		b = append(b, "<li><p><a href=\""...)
		b = at.appendHref(b, &edition.Address{Kind: edition.ToMark, ID: a.ID, N: 1})
		b = append(appendText(append(b, `">`...), a.Mark), "</a></p>\n"...)
		b = at.appendFlow(b, a.Body, a.Plain)
		for _, cited := range a.Cited {
			b = append(at.appendFlow(append(b, "<p>"...), cited, ""), "</p>\n"...)
		}
		b = append(b, "</li>\n"...)
	}
	return append(b, "</ol>\n"...)
}

func element(b []byte, name, text string) []byte {
	b = append(append(append(b, '<'), name...), '>')
	b = appendText(b, text)
	return append(append(append(b, "</"...), name...), ">\n"...)
}

func author(b []byte, name string) []byte {
	return append(appendText(append(b, "<author><name>"...), name), "</name></author>\n"...)
}

// instant makes a date-time of a date; of a month or a year, its first day.
func instant(d string) string {
	if _, _, ok := readDate(d); !ok {
		d = "1970"
	}
	switch len(d) {
	case len("2006"):
		d += "-01-01"
	case len("2006-01"):
		d += "-01"
	}
	if len(d) == len("2006-01-02") {
		d += "T00:00:00Z"
	}
	return d
}
