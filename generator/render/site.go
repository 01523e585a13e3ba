package render

import (
	"html/template"
	"slices"
	"strings"

	"gloss/generator/edition"
)

// Marker is the first line of .nojekyll, by which publish knows its own output.
const Marker = "Written by gloss; do not edit."

// sitePages writes what stands across the editions.
type sitePages struct {
	base
	s     *edition.Site
	langs map[edition.Address]string // by edition and page: its language and direction as attributes, where not the site's
}

// homeView is the home page, and the page for addresses that lead nowhere.
type homeView struct {
	frame
	Headline, Summary string
	Text              template.HTML
	Cards             []cardView
	Pages             []menuItem
	Meta              []metaTag
	Linked            template.JS
}

// cardView is an edition in a list.
type cardView struct {
	URL, Lang, Dir           string
	Title, Subtitle, Summary string
	Byline                   template.HTML
	Counts                   string
	Own                      template.HTMLAttr // as in frame
}

// plainView is a plain page.
type plainView struct {
	frame
	Headline, Subtitle string
	Text               template.HTML
}

// Site lists the files that stand across the editions: the home page, plain
// pages, pages of sources, the page for addresses that lead nowhere, feed and
// site map (where the site's address is known), and what pages share.
func (l *Layouts) Site(s *edition.Site) []File {
	p := newSitePages(s)
	files := []File{
		{Path: "index.html", make: func() ([]byte, error) { return p.home(l) }},
		{Path: "404.html", make: func() ([]byte, error) { return p.notFound(l) }},
	}
	for i := range s.Pages {
		leaf := &s.Pages[i]
		files = append(files, File{Path: "pages/" + leaf.Slug + "/index.html", make: func() ([]byte, error) { return p.plain(l, leaf) }})
	}
	return slices.Concat(files, p.sources(l), p.index(), l.assets, p.copies())
}

func newSitePages(s *edition.Site) *sitePages {
	p := &sitePages{base: newBase(&s.Settings, len(s.Sources) > 0), s: s, langs: map[edition.Address]string{}}
	for _, c := range s.Editions {
		if own := p.other(c.Language, c.Dir); own != "" {
			p.langs[edition.Address{Kind: edition.ToEdition, Edition: c.ID}] = own
		}
	}
	for i := range s.Pages {
		if own := p.other(s.Pages[i].Front.Language, s.Pages[i].Front.Dir); own != "" {
			p.langs[edition.Address{Kind: edition.ToPage, ID: s.Pages[i].Slug}] = own
		}
	}
	return p
}

// other says the language and direction of something that has others than the
// site's pages.
func (b *base) other(lang, dir string) string {
	if lang == "" || lang == b.lang && (dir == "" || dir == b.dir) {
		return ""
	}
	return string(appendAttr(appendAttr(nil, "lang", lang), "dir", dir))
}

func (p *sitePages) home(l *Layouts) ([]byte, error) {
	v := homeView{
		frame: p.frame("home", "", "", ""), Headline: p.settings.Title, Summary: p.settings.Description,
		Cards: p.cards(""), Linked: p.website(),
	}
	v.AtHome, v.Description = true, p.settings.Description
	for i := range p.s.Pages {
		leaf := &p.s.Pages[i]
		v.Pages = append(v.Pages, menuItem{Label: leaf.Front.Title, URL: "pages/" + pathOf(leaf.Slug) + "/"})
	}
	v.Meta = []metaTag{{"property", "og:type", "website"}, {"property", "og:title", p.settings.Title}}
	if v.Description != "" {
		v.Meta = append(v.Meta, metaTag{"property", "og:description", v.Description})
	}
	if p.url != "" {
		v.Meta = append(v.Meta, metaTag{"property", "og:url", p.url})
	}
	if h := p.s.Home; h != nil {
		v.Text = template.HTML((&spot{}).appendFlow(nil, h.Flow, h.Text.Plain))
		v.Code = hasCode(h.Text)
		if h.Front.Summary != "" {
			v.Summary = h.Front.Summary
		}
	}
	return l.page("home", &v)
}

// cards are the editions as a list shows them; root is the way to the site's
// root.
func (p *sitePages) cards(root string) []cardView {
	out := make([]cardView, 0, len(p.s.Editions))
	for i := range p.s.Editions {
		c := &p.s.Editions[i]
		v := cardView{
			URL: root + pathOf(c.ID) + "/", Lang: c.Language, Dir: c.Dir,
			Title: c.Title, Subtitle: c.Subtitle, Summary: c.Summary, Own: template.HTMLAttr(p.own(c.Language, c.Dir)),
		}
		var b []byte
		if len(c.Authors) > 0 {
			b = append(appendText(append(b, `<span class="author">`...), strings.Join(c.Authors, ", ")), "</span> "...)
		}
		if c.Date != "" {
			b = p.appendTime(b, c.Date)
		}
		v.Byline = template.HTML(b)
		counts := []string{p.words.count("count_words", c.Words), p.words.count("count_notes", c.Notes)}
		if c.Sources > 0 {
			counts = append(counts, p.words.count("count_sources", c.Sources))
		}
		v.Counts = strings.Join(counts, " · ")
		out = append(out, v)
	}
	return out
}

// notFound is the page for addresses that lead nowhere. A server shows it at
// any depth, so its links start from the site's base path.
func (p *sitePages) notFound(l *Layouts) ([]byte, error) {
	root := p.basePath()
	v := homeView{frame: p.frame("notfound", root, p.words["not_found"], "404.html"), Cards: p.cards(root)}
	v.Canonical = ""
	return l.page("notfound", &v)
}

func (p *sitePages) plain(l *Layouts, leaf *edition.Leaf) ([]byte, error) {
	at := &spot{root: "../../", files: "../"}
	v := plainView{
		frame:    p.frame("plain", at.root, leaf.Front.Title, "pages/"+pathOf(leaf.Slug)+"/"),
		Headline: leaf.Front.Title, Subtitle: leaf.Front.Subtitle,
		Text: template.HTML(at.appendFlow(nil, leaf.Flow, leaf.Text.Plain)),
	}
	v.Description, v.Code = leaf.Front.Summary, hasCode(leaf.Text)
	p.speak(&v.frame, &leaf.Front)
	return l.page("plain", &v)
}

// speak sets the language of a page that has its own.
func (b *base) speak(f *frame, front *edition.Front) {
	if front.Language == "" && front.Dir == "" {
		return
	}
	if front.Language != "" {
		f.Lang, f.Dir = front.Language, edition.Direction(front.Language)
	}
	if front.Dir != "" {
		f.Dir = front.Dir
	}
	f.Own = template.HTMLAttr(b.own(f.Lang, f.Dir))
}

func hasCode(t *edition.Text) bool {
	return slices.ContainsFunc(t.Blocks, func(b edition.Block) bool { return b.Kind == edition.Code })
}

// copies are the files beside plain pages and home page, each once.
func (p *sitePages) copies() []File {
	var out []File
	seen := map[string]bool{}
	add := func(folder string, names []string) {
		for _, name := range names {
			if path := folder + name; !seen[path] {
				seen[path] = true
				out = append(out, File{Path: path, Copy: path})
			}
		}
	}
	if p.s.Home != nil {
		add("", p.s.Home.Assets)
	}
	for i := range p.s.Pages {
		add("pages/", p.s.Pages[i].Assets)
	}
	return out
}

// index are the files that machines look for.
func (p *sitePages) index() []File {
	robots := "User-agent: *\nAllow: /\n"
	var out []File
	if p.url != "" {
		out = append(out, File{Path: FeedPath, make: p.feed}, File{Path: "sitemap.xml", make: p.sitemap})
		robots += "Sitemap: " + p.url + "sitemap.xml\n"
	}
	return append(out, Made("robots.txt", []byte(robots)), Made(".nojekyll", []byte(Marker+"\n")))
}
