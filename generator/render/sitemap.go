package render

// sitemap lists every page (sitemaps.org, protocol 0.9). Dates come from the
// content alone.
func (p *sitePages) sitemap() ([]byte, error) {
	b := []byte("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
	add := func(path, date string) {
		b = appendText(append(b, "<url><loc>"...), p.url+path)
		b = append(b, "</loc>"...)
		if _, _, ok := readDate(date); ok {
			b = append(appendText(append(b, "<lastmod>"...), date), "</lastmod>"...)
		}
		b = append(b, "</url>\n"...)
	}
	newest := ""
	for _, c := range p.s.Editions {
		newest = max(newest, c.Modified)
	}
	add("", newest)
	for _, c := range p.s.Editions {
		add(pathOf(c.ID)+"/", c.Modified)
		if c.Notes > 0 {
			add(pathOf(c.ID)+"/commentary/", c.Modified)
		}
	}
	for i := range p.s.Pages {
		add("pages/"+pathOf(p.s.Pages[i].Slug)+"/", p.s.Pages[i].Front.Date)
	}
	if len(p.s.Sources) > 0 {
		add("sources/", "")
	}
	for i := range p.s.Sources {
		add("sources/"+pathOf(p.s.Sources[i].Slug)+"/", "")
	}
	return append(b, "</urlset>\n"...), nil
}
