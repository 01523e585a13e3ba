package render

import "gloss/generator/edition"

// was appends, for each passage of a note that was reworded since the note was
// confirmed, that it was, with the words it had behind it.
func (n *notesWriter) was(b []byte, a *edition.Annotation) []byte {
	for _, p := range a.Places {
		if p.Was == "" {
			continue
		}
		b = appendText(append(b, `<details class="was"><summary>`...), n.words["reworded"])
		b = append(b, "</summary>\n<p"...)
		if a.Language != "" || a.Dir != "" { // the words are the essay's
			b = appendAttr(b, "lang", n.e.Language)
			b = appendAttr(b, "dir", n.e.Dir)
		}
		b = append(n.quote(append(b, '>'), p.Was), "</p>\n</details>\n"...)
	}
	return b
}

// reworded lists the notes whose passages were reworded since the notes were
// confirmed.
func (p *editionPages) reworded() (b []byte) {
	for i := range p.e.Notes {
		a := &p.e.Notes[i]
		for k := range a.Places {
			if a.Places[k].Was == "" {
				continue
			}
			if len(b) > 0 {
				b = append(b, ", "...)
			}
			b = appendText(append(b, `<a href="#n-`...), a.ID)
			b = append(appendText(append(b, `">`...), p.words.note(p.e.Series, a)), "</a>"...)
			break
		}
	}
	return b
}
