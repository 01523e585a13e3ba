package resolve

import (
	"gloss/generator/cite"
	"gloss/generator/edition"
)

// Cites lists the keys that a manuscript cites or refers to, as it is written,
// some perhaps more than once, and some perhaps no source's: all that the site
// needs to know of a draft that is left out.
func Cites(m *edition.Manuscript) (keys []string) {
	items := func(list []edition.CitationItem) {
		for _, i := range list {
			keys = append(keys, i.Key)
		}
	}
	document := func(d *edition.Document) {
		if d == nil {
			return
		}
		for _, p := range d.Flow {
			switch p.Kind {
			case edition.CitationHole:
				items(p.Citation.Items)
			case edition.ReferenceHole:
				keys = append(keys, p.Reference.ID)
			}
		}
	}
	document(m.Essay)
	for _, f := range m.Essay.Footnotes {
		document(f.Body)
	}
	for _, n := range m.Notes {
		document(n.Body)
		for _, s := range n.Sources {
			if list, err := cite.ParseItems(s.Text); err == nil { // else reported when it is published
				items(list)
			}
		}
	}
	return keys
}
