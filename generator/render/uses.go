package render

import (
	"strings"

	"gloss/generator/edition"
)

// workOf is the edition or the plain page that a place is part of.
func workOf(a *edition.Address) edition.Address {
	if a.Kind == edition.ToPage {
		slug, _, _ := strings.Cut(a.ID, "#")
		return edition.Address{Kind: edition.ToPage, ID: slug}
	}
	return edition.Address{Kind: edition.ToEdition, Edition: a.Edition}
}

// uses appends the places that cite a source, with the words around, edition by
// edition and page by page, each under its title in an element of that name.
func (p *sitePages) uses(b []byte, at *spot, uses []edition.Use, heading string) []byte {
	var work edition.Address
	for i := range uses {
		u := &uses[i]
		if now := workOf(&u.From); i == 0 || now != work {
			if i > 0 {
				b = append(b, "</ol>\n"...)
			}
			work = now
			b = append(append(append(b, '<'), heading...), ` class="where"`...)
			b = append(append(b, p.langs[work]...), `><a href="`...)
			b = at.appendHref(b, &work)
			b = append(appendText(append(b, `">`...), u.Title), "</a></"...)
			b = append(append(b, heading...), ">\n<ol class=\"places\" role=\"list\">\n"...)
		}
		b = p.use(b, at, u)
	}
	if len(uses) > 0 {
		b = append(b, "</ol>\n"...)
	}
	return b
}

// use appends a place that cites a source: its note or the text, where in the
// source, and the words around.
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
	if u.Locator != "" { // HTML already
		b = append(append(append(b, `, <span class="locator">`...), u.Locator...), "</span>"...)
	}
	if u.Before != "" || u.Words != "" || u.After != "" {
		b = append(append(append(b, `<q`...), p.langs[workOf(&u.From)]...), '>')
		b = appendText(b, u.Before)
		if u.Words != "" {
			b = appendText(append(b, "<b>"...), u.Words)
			b = append(b, "</b>"...)
		}
		b = append(appendText(b, u.After), "</q>"...)
	}
	return append(b, "</li>\n"...)
}
