package render

import (
	"html/template"
	"slices"
	"strings"

	"gloss/generator/edition"
)

// commentaryView is the page of notes by lemma.
type commentaryView struct {
	frame
	switchboard
	Headline   string
	Byline     template.HTML
	Contents   []edition.Section
	ContentsID string
	Sections   []lemmata
}

// lemmata are the notes of one section of the essay.
type lemmata struct {
	ID, Title string
	Notes     template.HTML
}

func (p *editionPages) commentary(l *Layouts) ([]byte, error) {
	at := &spot{
		root: "../../", edition: p.e.ID, page: "../", notes: true, listed: p.listed, files: "../",
	}
	f := p.frame("commentary", at.root, p.words["commentary"]+": "+p.e.Front.Title, p.e.ID+"/commentary/")
	v := commentaryView{
		frame: f, switchboard: newSwitchboard(p.e, p.e.Text), Headline: p.e.Front.Title,
		Byline: p.byline(false), Sections: p.lemmata(at),
	}
	v.TextID = freeID(p.e.Text, "text")
	v.CleanID = "" // without its notes nothing of the page would be left
	if titled := slices.DeleteFunc(slices.Clone(v.Sections), func(s lemmata) bool { return s.Title == "" }); len(titled) > 1 {
		v.ContentsID = freeID(p.e.Text, "contents")
		for _, s := range titled {
			v.Contents = append(v.Contents, edition.Section{ID: s.ID, Level: 1, Title: s.Title})
		}
	}
	return l.page("commentary", &v)
}

// lemmata groups the notes by the heading above their first passage. Within a
// section they keep their order; a section stands where its heading stands.
func (p *editionPages) lemmata(at *spot) []lemmata {
	var heads []edition.Block
	for _, b := range p.e.Text.Blocks {
		if b.Kind == edition.Heading && b.ID != "" {
			heads = append(heads, b)
		}
	}
	bodies := make([][]byte, len(heads)+1)
	n := newNotesWriter(p.e, at, &p.base)
	for i := range p.e.Notes {
		section := 0
		if places := p.e.Notes[i].Places; len(places) > 0 && !p.e.Notes[i].Whole {
			for section < len(heads) && heads[section].Start <= places[0].Start {
				section++
			}
		}
		bodies[section] = n.lemma(bodies[section], i)
	}
	var out []lemmata
	for k, body := range bodies {
		if len(body) == 0 {
			continue
		}
		s := lemmata{Notes: template.HTML(body)}
		if k > 0 {
			s.ID = heads[k-1].ID
			s.Title = oneLine(cut(p.e.Text.Plain, heads[k-1].Passage))
		}
		out = append(out, s)
	}
	return out
}

// lemma appends a note under the words it belongs to, each of its places a link
// to the passage.
func (n *notesWriter) lemma(b []byte, i int) []byte {
	a := &n.e.Notes[i]
	b = append(n.item(b, i), ">\n<p class=\"lemma\">"...)
	for k := range max(1, len(a.Places)) {
		if k > 0 {
			b = append(b, "<br>"...)
		}
		to := edition.Address{Kind: edition.ToMark, ID: a.ID, N: k + 1}
		b = append(b, `<a href="`...)
		b = n.at.appendHref(b, &to)
		b = append(b, `">`...)
		if k == 0 {
			b = appendText(append(b, `<span class="num">`...), a.Mark)
			b = append(b, " </span>"...)
		}
		if a.Whole || k >= len(a.Places) {
			b = appendText(b, n.words["whole"])
		} else {
			b = n.quote(b, lemmaWords(n.e.Text, a.Places[k].Passage))
		}
		b = append(b, "</a>"...)
	}
	b = append(b, "</p>\n"...)
	b = n.says(b, a, false)
	return append(b, "</li>\n"...)
}

// lemmaRunes is how long a lemma may be before its middle is left out.
const lemmaRunes = 90

// lemmaWords are the words of a passage on one line, long ones without their
// middle; of a point, the words before it.
func lemmaWords(text *edition.Text, p edition.Passage) string {
	if p.Len() > 0 {
		return shorten(oneLine(cut(text.Plain, p)))
	}
	start := 0
	if b := text.Block(p.Start); b != nil {
		start = b.Start
	}
	before := []rune(oneLine(cut(text.Plain, edition.Passage{Start: min(start, p.Start), End: p.Start})))
	if len(before) <= lemmaRunes/2 {
		return string(before)
	}
	_, tail, _ := strings.Cut(string(before[len(before)-lemmaRunes/2:]), " ")
	return "… " + tail
}

// shorten leaves the middle out of words that are too long, at word borders.
func shorten(s string) string {
	runes := []rune(s)
	if len(runes) <= lemmaRunes {
		return s
	}
	head, tail := string(runes[:lemmaRunes/2]), string(runes[len(runes)-lemmaRunes/3:])
	if i := strings.LastIndexByte(head, ' '); i > 0 {
		head = head[:i]
	}
	if _, after, found := strings.Cut(tail, " "); found {
		tail = after
	}
	return strings.TrimRight(head, " ,;:") + " … " + tail
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
