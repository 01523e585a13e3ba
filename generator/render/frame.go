package render

import (
	"html/template"
	"net/url"
	"slices"
	"strings"

	"gloss/generator/edition"
)

// frame is what every page has.
type frame struct {
	Kind        string // the kind of page: the class of body
	Lang, Dir   string
	Own         template.HTMLAttr // language and direction of the interface's words where they are not the page's
	Title       string            // of the window
	Description string
	Canonical   string // absolute; empty when the site's address is unknown
	Root        string // the way to the site's root
	Home        string // the way to the home page
	AtHome      bool
	Site        string // the site's title
	Code, Feed  bool
	Menu        []menuItem
	TextID      string
	Words       words
}

type menuItem struct {
	Label, URL string
	Here       bool
}

// base is what the pages of one site share.
type base struct {
	settings *edition.Settings
	words    words
	lang     string
	dir      string
	links    []edition.MenuLink // for the menu; the page of sources is always among them, when there is one
	url      string             // the site's address with a slash at its end; empty when unknown
}

func newBase(s *edition.Settings, sources bool) base {
	b := base{settings: s, words: wordsOf(s), lang: s.Language, url: s.URL, links: s.Links}
	toSources := func(l edition.MenuLink) bool { return strings.Trim(l.URL, "./") == "sources" }
	if sources && !slices.ContainsFunc(s.Links, toSources) {
		b.links = append(slices.Clone(s.Links), edition.MenuLink{Label: b.words["sources"], URL: "sources/"})
	}
	if b.lang == "" {
		b.lang = "en"
	}
	b.dir = edition.Direction(b.lang)
	if b.url != "" && !strings.HasSuffix(b.url, "/") {
		b.url += "/"
	}
	return b
}

// own says the language and direction of the interface, where a page has others.
func (b *base) own(lang, dir string) string {
	if lang == b.lang && dir == b.dir {
		return ""
	}
	return string(appendAttr(appendAttr(nil, "lang", b.lang), "dir", b.dir))
}

// frame makes the frame of a page in the site's own language. path is the
// page's address under the site's.
func (b *base) frame(kind, root, title, path string) frame {
	f := frame{
		Kind: kind, Lang: b.lang, Dir: b.dir, Root: root, Home: root, Site: b.settings.Title, Words: b.words,
		Title: b.windowTitle(title), TextID: "text", Feed: b.url != "", Menu: b.menu(root, path),
	}
	if f.Home == "" {
		f.Home = "./"
	}
	if b.url != "" {
		f.Canonical = b.url + path
	}
	return f
}

// windowTitle is the title of a page's window: its own and the site's.
func (b *base) windowTitle(title string) string {
	switch site := b.settings.Title; {
	case title == "":
		return site
	case site == "" || title == site:
		return title
	default:
		return title + " – " + site
	}
}

// menu is the site's menu as it stands on a page. A link an author wrote is
// relative to the site's root.
func (b *base) menu(root, path string) []menuItem {
	at := spot{root: root, files: root}
	var out []menuItem
	for _, l := range b.links {
		href := string(at.appendURL(nil, l.URL))
		out = append(out, menuItem{Label: l.Label, URL: unescape(href), Here: strings.Trim(l.URL, "/") == strings.Trim(path, "/")})
	}
	return out
}

// unescape undoes appendText, for values that a template escapes itself.
func unescape(s string) string {
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&#34;", `"`, "&amp;", "&").Replace(s)
}

// basePath is the path of the site's address: /repo/.
func (b *base) basePath() string {
	if u, err := url.Parse(b.url); err == nil && u.Path != "" {
		return u.EscapedPath()
	}
	return "/"
}
