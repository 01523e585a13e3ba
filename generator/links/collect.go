package links

import (
	"strings"

	"golang.org/x/net/html"

	"gloss/generator/edition"
	"gloss/generator/load"
)

// Link is a link out of the site.
type Link struct {
	Page, Part string // as edition.PageOf parts its address
	At         edition.Place
	// Of is the record that it is the link of, by its URL or, where it has
	// none, its DOI; nil for any other link.
	Of *edition.Source
}

// address is the whole address.
func (l *Link) address() string { return l.Page + l.fragment() }

// fragment is the end of the address, that names the part.
func (l *Link) fragment() string {
	if l.Part == "" {
		return ""
	}
	return "#" + l.Part
}

// Collect finds every link that leads out of the site, or out of one edition of
// it where only names one. The problems are those of files that could not be
// read whole: links may stand in them that were not found.
func Collect(content *load.Content, site *load.Site, only string) ([]Link, edition.Problems, error) {
	c := &collector{}
	if own, _, ok := edition.PageOf(site.Settings.URL); ok {
		c.own = strings.TrimSuffix(own, "/") + "/"
	}
	if only == "" {
		c.settings(&site.Settings)
		c.records(site.Shared)
		for _, p := range site.Pages {
			c.page(p)
		}
		if site.Home != nil {
			c.page(site.Home)
		}
	}
	var problems edition.Problems
	for _, id := range site.Editions {
		if only != "" && only != id {
			continue
		}
		m, ps, err := content.Edition(id, site)
		if err != nil {
			return nil, nil, err
		}
		problems = append(problems, ps...)
		if m != nil {
			c.manuscript(m)
		}
	}
	return c.found, problems, nil
}

type collector struct {
	own   string // the site's own address, with a slash behind it
	found []Link
}

// add adds a link, unless it leads into the site or to something that is no page.
func (c *collector) add(address string, at edition.Place, of *edition.Source) {
	page, part, ok := edition.PageOf(address)
	if !ok || c.own != "" && strings.HasPrefix(page+"/", c.own) {
		return
	}
	c.found = append(c.found, Link{Page: page, Part: part, At: at, Of: of})
}

func (c *collector) settings(s *edition.Settings) {
	for _, l := range s.Links {
		c.add(l.URL, l.At, nil)
	}
	for _, p := range s.Editors {
		c.add(p.URL, p.At, nil)
	}
}

func (c *collector) page(p *edition.Page) {
	c.add(p.Front.Published.URL, p.Front.Published.At, nil)
	c.document(p.Body)
}

func (c *collector) manuscript(m *edition.Manuscript) {
	c.add(m.Front.Published.URL, m.Front.Published.At, nil)
	c.document(m.Essay)
	for i := range m.Notes {
		c.document(m.Notes[i].Body)
	}
	c.records(m.Sources)
}

func (c *collector) records(sources []edition.Source) {
	for i := range sources {
		s := &sources[i]
		for _, link := range []struct {
			address string
			at      edition.Place
		}{{s.Fields["URL"], s.URLAt}, {edition.DOIAddress(s.Fields["DOI"]), s.DOIAt}} {
			of := s
			if link.address != s.Address() {
				of = nil
			}
			c.add(link.address, placed(link.at, s), of)
		}
		c.add(s.Archived, placed(s.ArchivedAt, s), nil)
	}
}

// placed is where an address of a record stands; the record's own place, where
// its format tells no places of values.
func placed(at edition.Place, s *edition.Source) edition.Place {
	if at.Line == 0 {
		return s.At
	}
	return at
}

// document finds the links of a piece of Markdown and its footnotes.
func (c *collector) document(doc *edition.Document) {
	for i := range doc.Flow {
		switch piece := &doc.Flow[i]; piece.Kind {
		case edition.Link:
			c.add(piece.URL, doc.Place(piece.Source), nil)
		case edition.Markup:
			c.raw(doc, piece)
		}
	}
	for _, note := range doc.Footnotes {
		c.document(note.Body)
	}
}

// raw finds the links in an author's own HTML. What gloss makes of Markdown has
// none but those that are pieces of their own. The column is not exact where a
// quotation or a list has taken something off the lines of the HTML.
func (c *collector) raw(doc *edition.Document, piece *edition.Piece) {
	if !strings.Contains(piece.HTML, "//") {
		return
	}
	z := html.NewTokenizer(strings.NewReader(piece.HTML))
	for at := 0; z.Next() != html.ErrorToken; {
		raw := string(z.Raw())
		for more := true; more; {
			var key, value []byte
			if key, value, more = z.TagAttr(); string(key) == "href" || string(key) == "src" {
				inside := max(0, strings.Index(raw, string(value))) // with entities in it: the tag
				c.add(string(value), doc.Place(piece.Source+at+inside), nil)
			}
		}
		at += len(raw)
	}
}
