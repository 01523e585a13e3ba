package render

import (
	"html/template"
	"strings"

	"gloss/generator/edition"
)

// editionPages writes what is published of one edition.
type editionPages struct {
	base
	e      *edition.Edition
	own    string
	listed map[string]bool // slugs of the bibliography that the page shows
}

// editionView is an edition's page.
type editionView struct {
	frame
	switchboard
	Headline                              string
	TitleMarks                            template.HTML
	Subtitle                              string
	Byline, Published                     template.HTML
	Contents                              []edition.Section
	ContentsID, NotesID, SourcesID, PopID string
	Endnotes                              bool // no notes in the margin
	Text, Notes, Tray                     template.HTML
	Sources                               []sourceGroup
	Facts                                 []fact
	Summary                               string
	Meta                                  []metaTag
	Linked                                template.JS
}

// fact is a line of the colophon.
type fact struct {
	Term string
	What template.HTML
}

// Edition lists the files of an edition: its page, its commentary, its notes
// as Web Annotations, its sources for reference managers, and the files beside
// the essay.
func (l *Layouts) Edition(s *edition.Settings, e *edition.Edition) []File {
	p := newEditionPages(s, e)
	files := []File{{Path: e.ID + "/index.html", make: func() ([]byte, error) { return p.page(l) }}}
	if len(e.Notes) > 0 {
		files = append(files,
			File{Path: e.ID + "/commentary/index.html", make: func() ([]byte, error) { return p.commentary(l) }},
			File{Path: e.ID + "/annotations.jsonld", make: p.webAnnotations})
	}
	if len(e.Sources) > 0 {
		files = append(files, exports(e.ID+"/sources", p.records)...)
	}
	for _, name := range e.Assets {
		files = append(files, File{Path: e.ID + "/" + name, Copy: e.ID + "/" + name})
	}
	return files
}

func newEditionPages(s *edition.Settings, e *edition.Edition) *editionPages {
	p := &editionPages{base: newBase(s, len(e.Sources) > 0), e: e, listed: make(map[string]bool, len(e.Sources))}
	for i := range e.Sources {
		if e.Sources[i].HTML != "" {
			p.listed[e.Sources[i].Slug] = true
		}
	}
	p.own = p.base.own(e.Language, e.Dir)
	return p
}

// frame is the frame of a page in the edition's language.
func (p *editionPages) frame(kind, root, title, path string) frame {
	f := p.base.frame(kind, root, title, path)
	f.Lang, f.Dir, f.Own = p.e.Language, p.e.Dir, template.HTMLAttr(p.own)
	f.Code = p.e.HasCode
	return f
}

// address is the edition's own address under the site's.
func (p *editionPages) address() string { return pathOf(p.e.ID) + "/" }

func (p *editionPages) page(l *Layouts) ([]byte, error) {
	e := p.e
	at := &spot{root: "../", edition: e.ID, notes: true, listed: p.listed}
	notes := newNotesWriter(e, at, &p.base)
	v := editionView{
		frame: p.frame("edition", at.root, e.Front.Title, p.address()), switchboard: newSwitchboard(e, e.Text),
		Headline: e.Front.Title, Subtitle: e.Front.Subtitle, Byline: p.byline(true), Published: p.published(),
		TitleMarks: template.HTML(titleMarks(nil, e, p.words)),
		Contents:   contents(e.Text), Endnotes: e.Front.EndnotesOnly,
		ContentsID: freeID(e.Text, "contents"), NotesID: freeID(e.Text, "notes"), SourcesID: freeID(e.Text, "sources"), PopID: freeID(e.Text, "note-in-place"),
		Text:    template.HTML(weave(make([]byte, 0, 2*len(e.Text.Plain)+200*len(e.Segments)), e, at, p.words)),
		Notes:   template.HTML(notes.endnotes(make([]byte, 0, 800*len(e.Notes)))),
		Tray:    template.HTML(notes.tray(nil)),
		Sources: p.bibliography(at),
		Facts:   p.facts(at), Summary: e.Front.Summary, Meta: p.meta(), Linked: p.article(),
	}
	v.Description = e.Front.Summary
	v.TextID = freeID(e.Text, "text")
	if len(e.Notes) > 0 {
		v.CommentaryURL, v.Also = "commentary/", true
	}
	return l.page("edition", &v)
}

// Note is what an edition's page says in a note, as HTML; nil when it has none of
// this id. Links in it are relative to the edition's page.
func Note(s *edition.Settings, e *edition.Edition, id string) []byte {
	p := newEditionPages(s, e)
	at := &spot{root: "../", edition: e.ID, notes: true, listed: p.listed}
	for i := range e.Notes {
		if e.Notes[i].ID == id {
			return newNotesWriter(e, at, &p.base).says(nil, &e.Notes[i], true)
		}
	}
	return nil
}

// contents are the sections of an essay that has at least two, three levels
// deep.
func contents(text *edition.Text) []edition.Section {
	var out []edition.Section
	top := 6
	for _, b := range text.Blocks {
		if b.Kind == edition.Heading && b.ID != "" {
			out = append(out, edition.Section{ID: b.ID, Level: b.Level, Title: oneLine(cut(text.Plain, b.Passage))})
			top = min(top, b.Level)
		}
	}
	kept := out[:0]
	for _, s := range out {
		if s.Level -= top - 1; s.Level <= 3 {
			kept = append(kept, s)
		}
	}
	if len(kept) < 2 {
		return nil
	}
	return kept
}

// byline is the authors and, if wanted, the date.
func (p *editionPages) byline(dated bool) template.HTML {
	var b []byte
	if len(p.e.Front.Authors) > 0 {
		b = appendText(append(b, `<span class="author">`...), strings.Join(p.e.Front.Authors, ", "))
		b = append(b, "</span>"...)
	}
	if dated && p.e.Front.Date != "" {
		if len(b) > 0 {
			b = append(b, ' ')
		}
		b = p.appendTime(b, p.e.Front.Date)
	}
	return template.HTML(b)
}

// appendTime appends a date in words, its form for machines beside it.
func (b *base) appendTime(out []byte, date string) []byte {
	shown := b.words.date(date)
	if _, _, ok := readDate(date); !ok {
		return append(appendText(append(out, `<span class="date">`...), shown), "</span>"...)
	}
	out = appendText(append(out, `<time datetime="`...), date)
	return append(appendText(append(out, `">`...), shown), "</time>"...)
}

// published says where the text first appeared.
func (p *editionPages) published() template.HTML {
	f := p.e.Front.Published
	if f.Title == "" && f.URL == "" {
		return ""
	}
	title := f.Title
	if title == "" {
		title = hostOf(f.URL, f.URL)
	}
	where := "<cite>" + escape(title) + "</cite>"
	if u := safeURL(f.URL); u != "" {
		where = `<a href="` + escape(u) + `">` + where + "</a>"
	}
	b := []byte(strings.ReplaceAll(escape(p.words["first_published"]), "{title}", where))
	if f.Date != "" {
		b = p.appendTime(append(b, ", "...), f.Date)
	}
	return template.HTML(b)
}

// facts are the lines of the colophon.
func (p *editionPages) facts(at *spot) []fact {
	e := p.e
	var out []fact
	add := func(key string, html []byte) {
		if len(html) > 0 {
			out = append(out, fact{p.words[key], template.HTML(html)})
		}
	}
	var b []byte
	for i, editor := range p.settings.Editors {
		if i > 0 {
			b = append(b, ", "...)
		}
		if u := safeURL(editor.URL); u != "" {
			b = append(appendText(append(appendText(append(b, `<a href="`...), u), `">`...), editor.Name), "</a>"...)
		} else {
			b = appendText(b, editor.Name)
		}
	}
	add("editors", b)
	add("notes_by", appendText(nil, strings.Join(p.hands(), ", ")))
	if last := p.modified(); last != "" && last != e.Front.Date {
		add("latest", p.appendTime(nil, last))
	}
	b = nil
	for i := range e.Referring {
		u := &e.Referring[i]
		if i > 0 {
			b = append(b, "; "...)
		}
		b = append(at.appendHref(append(b, `<a href="`...), &u.From), `">`...)
		b = append(appendText(append(b, "<bdi>"...), u.Title), "</bdi>"...)
		if place := placeName(p.words, u); place != "" {
			b = appendText(append(b, ", "...), place)
		}
		b = append(b, "</a>"...)
	}
	add("referred", b)
	add("reworded_notes", p.reworded())
	b = nil
	if len(e.Notes) > 0 {
		b = append(appendText(append(b, `<a href="annotations.jsonld">`...), p.words["web_annotations"]), "</a>"...)
	}
	if len(e.Sources) > 0 {
		if len(b) > 0 {
			b = append(b, ", "...)
		}
		before, after, _ := strings.Cut(escape(p.words["sources_data"]), "{formats}")
		b = append(appendFormats(append(b, before...), "sources"), after...)
	}
	add("data", b)
	add("rights", appendText(nil, e.Front.Rights))
	return out
}

// hands are those who wrote notes, in the order of their first.
func (p *editionPages) hands() []string {
	var out []string
	seen := map[string]bool{}
	for _, n := range p.e.Notes {
		if n.Creator != "" && !seen[n.Creator] {
			seen[n.Creator] = true
			out = append(out, n.Creator)
		}
	}
	return out
}

// modified is the latest date of the edition and its notes.
func (p *editionPages) modified() string {
	last := p.e.Front.Date
	for _, n := range p.e.Notes {
		last = max(last, n.Created, n.Modified)
	}
	return last
}
