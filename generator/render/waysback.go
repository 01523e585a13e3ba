package render

import (
	"strconv"

	"gloss/generator/edition"
)

// waysBack appends a link to each place that cites a source. The notes of a series
// stand behind its label, by their marks; places of the essay behind its name, by
// numbers in brackets, so that none is taken for a mark; a single one is a link on
// the name.
func (p *editionPages) waysBack(b []byte, at *spot, uses []edition.Use) []byte {
	for i, where := range bySeries(uses) {
		if i > 0 {
			b = append(b, ", "...)
		}
		label, inEssay := where[0].Series, where[0].Mark == ""
		switch {
		case inEssay && len(where) == 1:
			b = at.wayBack(b, where[0], p.words["essay"], "")
			continue
		case inEssay:
			label = p.words["essay"]
		case label == "":
			label = p.words["note"]
		}
		b = appendText(b, label)
		for k, u := range where {
			shown := u.Mark
			if inEssay {
				shown = "(" + strconv.Itoa(k+1) + ")"
			}
			b = at.wayBack(append(b, ' '), u, shown, label+" "+shown)
		}
	}
	return b
}

// wayBack appends one link; the name is what it is called where what it shows
// would not be enough.
func (at *spot) wayBack(b []byte, u *edition.Use, shown, name string) []byte {
	b = at.appendHref(append(b, `<a href="`...), &u.From)
	if name != "" {
		b = appendText(append(b, `" aria-label="`...), name)
	}
	return append(appendText(append(b, `">`...), shown), "</a>"...)
}

// bySeries groups uses by the series of their notes, those of the essay itself
// being one more, in the order in which each comes first. Of several uses in one
// place the first stays.
func bySeries(uses []edition.Use) [][]*edition.Use {
	type group struct {
		series  string
		inEssay bool
	}
	var out [][]*edition.Use
	index, seen := map[group]int{}, map[edition.Address]bool{}
	for k := range uses {
		u := &uses[k]
		if seen[u.From] {
			continue
		}
		seen[u.From] = true
		g := group{u.Series, u.Mark == ""}
		i, ok := index[g]
		if !ok {
			i = len(out)
			index[g], out = i, append(out, nil)
		}
		out[i] = append(out[i], u)
	}
	return out
}
