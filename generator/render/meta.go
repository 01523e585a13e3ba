package render

import (
	"encoding/json"
	"html/template"
	"strings"
)

// metaTag is <meta name|property="Key" content="Value">.
type metaTag struct{ Attr, Key, Value string }

// meta is the edition's page for Open Graph and for the indexes of scholarly
// work that read Highwire's citation_ tags.
func (p *editionPages) meta() []metaTag {
	e := p.e
	og := func(key, value string) metaTag { return metaTag{"property", key, value} }
	name := func(key, value string) metaTag { return metaTag{"name", key, value} }
	tags := []metaTag{og("og:type", "article"), og("og:title", e.Front.Title)}
	if e.Front.Summary != "" {
		tags = append(tags, og("og:description", e.Front.Summary))
	}
	if p.settings.Title != "" {
		tags = append(tags, og("og:site_name", p.settings.Title))
	}
	if p.url != "" {
		tags = append(tags, og("og:url", p.url+p.address()))
	}
	tags = append(tags, name("citation_title", e.Front.Title))
	for _, a := range e.Front.Authors {
		tags = append(tags, name("author", a), name("citation_author", a))
	}
	if _, _, ok := readDate(e.Front.Date); ok {
		tags = append(tags,
			og("article:published_time", e.Front.Date),
			name("citation_publication_date", strings.ReplaceAll(e.Front.Date, "-", "/")))
	}
	tags = append(tags, name("citation_language", e.Language))
	if p.url != "" {
		tags = append(tags, name("citation_fulltext_html_url", p.url+p.address()))
	}
	return tags
}

// article is the edition in schema.org's words.
func (p *editionPages) article() template.JS {
	e := p.e
	a := map[string]any{
		"@context": "https://schema.org", "@type": "Article",
		"headline": e.Front.Title, "inLanguage": e.Language, "wordCount": e.Words,
	}
	set := func(key, value string) {
		if value != "" {
			a[key] = value
		}
	}
	set("alternativeHeadline", e.Front.Subtitle)
	set("description", e.Front.Summary)
	set("copyrightNotice", e.Front.Rights)
	if _, _, ok := readDate(e.Front.Date); ok {
		set("datePublished", e.Front.Date)
	}
	if last := p.modified(); last != e.Front.Date {
		set("dateModified", last)
	}
	if p.url != "" {
		set("url", p.url+p.address())
		set("mainEntityOfPage", p.url+p.address())
	}
	if people := persons(e.Front.Authors); len(people) > 0 {
		a["author"] = people
	}
	var editors []any
	for _, editor := range p.settings.Editors {
		person := map[string]any{"@type": "Person", "name": editor.Name}
		if editor.URL != "" {
			person["url"] = editor.URL
		}
		editors = append(editors, person)
	}
	if len(editors) > 0 {
		a["editor"] = editors
	}
	if p.settings.Title != "" {
		site := map[string]any{"@type": "WebSite", "name": p.settings.Title}
		if p.url != "" {
			site["url"] = p.url
		}
		a["isPartOf"] = site
	}
	if f := e.Front.Published; f.Title != "" || f.URL != "" {
		first := map[string]any{"@type": "CreativeWork"}
		for key, value := range map[string]string{"name": f.Title, "url": f.URL, "datePublished": f.Date} {
			if value != "" {
				first[key] = value
			}
		}
		a["exampleOfWork"] = first
	}
	return scriptJSON(a)
}

func persons(names []string) []any {
	var out []any
	for _, n := range names {
		out = append(out, map[string]any{"@type": "Person", "name": n})
	}
	return out
}

// website is the site in schema.org's words.
func (b *base) website() template.JS {
	w := map[string]any{"@context": "https://schema.org", "@type": "WebSite", "name": b.settings.Title, "inLanguage": b.lang}
	if b.url != "" {
		w["url"] = b.url
	}
	if b.settings.Description != "" {
		w["description"] = b.settings.Description
	}
	return scriptJSON(w)
}

// scriptJSON is a value as JSON that can stand in a script element: encoding/json
// escapes <, > and &.
func scriptJSON(v any) template.JS {
	data, err := json.Marshal(v)
	if err != nil { // maps of strings and numbers always encode
		return "null"
	}
	return template.JS(data)
}
