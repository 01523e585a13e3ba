package render

import (
	"strings"

	"gloss/generator/diff"
	"gloss/generator/edition"
)

// was appends, for each passage of a note that was reworded since the note was
// confirmed, that it was, with the words it had behind it.
func (n *notesWriter) was(b []byte, a *edition.Annotation) []byte {
	language, dir := n.e.Language, n.e.Dir
	if a.Language != "" || a.Dir != "" {
		language, dir = a.Language, a.Dir
	}
	for _, p := range a.Places {
		if p.Was == "" {
			continue
		}
		b = append(append(b, `<details class="was"><summary`...), n.base.own(language, dir)...)
		b = appendText(append(b, '>'), n.words["reworded"])
		b = append(b, "</summary>\n<p"...)
		if a.Language != "" || a.Dir != "" { // the words are the essay's
			b = appendAttr(b, "lang", n.e.Language)
			b = appendAttr(b, "dir", n.e.Dir)
		}
		b = append(n.quote(append(b, '>'), p.Was), "</p>\n</details>\n"...)
	}
	return b
}

// reworded lists what became of passages since their notes were confirmed: the old
// words taken out, the new ones put in.
func (p *editionPages) reworded() []byte {
	var list []byte
	notes := 0
	for i := range p.e.Notes {
		a := &p.e.Notes[i]
		before := len(list)
		for _, place := range a.Places {
			if place.Was == "" {
				continue
			}
			list = appendText(append(list, `<li><a href="#n-`...), a.ID)
			list = append(appendText(append(list, `">`...), p.words.note(p.e.Series, a)), "</a>: <span"...)
			list = appendAttr(appendAttr(list, "lang", p.e.Language), "dir", p.e.Dir) // the words are the essay's
			list = append(appendChanges(append(list, '>'), place.Was, cut(p.e.Text.Plain, place.Passage)), "</span></li>\n"...)
		}
		if len(list) > before {
			notes++
		}
	}
	if notes == 0 {
		return nil
	}
	b := appendText([]byte(`<details class="was"><summary>`), p.words.count("count_notes", notes))
	return append(append(append(b, "</summary>\n<ul role=\"list\">\n"...), list...), "</ul>\n</details>"...)
}

// appendChanges shows what became of some words.
func appendChanges(b []byte, old, now string) []byte {
	for i, piece := range diff.Pieces(old, now) {
		if i > 0 {
			b = append(b, ' ')
		}
		switch piece.Change {
		case diff.Out:
			b = append(appendText(append(b, "<del>"...), piece.Words), "</del>"...)
		case diff.In:
			b = append(appendText(append(b, "<ins>"...), piece.Words), "</ins>"...)
		default:
			b = appendText(b, around(piece.Words))
		}
	}
	return b
}

// mostAround is how many of the words that were kept are shown beside what was
// changed.
const mostAround = 6

// around leaves out the middle of many words.
func around(words string) string {
	w := strings.Fields(words)
	if len(w) <= 2*mostAround+1 {
		return words
	}
	return strings.Join(w[:mostAround], " ") + " … " + strings.Join(w[len(w)-mostAround:], " ")
}
