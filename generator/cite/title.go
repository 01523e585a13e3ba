package cite

import (
	"html"
	"strings"

	"gloss/generator/edition"
)

// TitleOf is the title of a source as it stands in a sentence: its rich text as
// HTML, its quotation marks those of the language (BCP 47). What has no title goes
// by what the style calls a source that was cited before, else by its key.
func (s *Style) TitleOf(source *edition.Source, language string) string {
	p := newProcessor(s, s.words(language))
	defer p.release()
	r := &p.renderer
	r.outside()
	it := &Item{}
	it.read(source)
	if title := it.text[vTitle]; strings.TrimSpace(title) != "" {
		r.rich(title, 0)
		return p.html(p.settle(r.tokens))
	}
	e := p.register(it)
	e.number = 0 // it stands in no list
	state := e.state()
	state.position = laterCite
	r.render(s.citation.layout, it, state)
	p.capitalizeTerm(r.tokens)
	if called := p.html(p.settle(r.tokens)); strings.TrimSpace(Plain(called)) != "" {
		return called
	}
	return html.EscapeString(source.Key)
}

// PlainField is what a field of a source says, without the tags of its rich text.
// A tag without its partner is text.
func PlainField(field string) string {
	if !strings.Contains(field, "<") {
		return field
	}
	pieces := richPieces(nil, field)
	pairUp(pieces, nil)
	var b strings.Builder
	for i := range pieces {
		if p := &pieces[i]; p.pair < 0 || p.tag == nil && p.close == "" {
			b.WriteString(p.text)
		}
	}
	return b.String()
}
