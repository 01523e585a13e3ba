package anchor

import (
	"strings"

	"gloss/generator/edition"
)

// Whole is a passage as a selector can name it: without white space at its edges,
// and widened where it cuts a character from its marks, or anything else that
// folding makes one, as a run of dashes. Any numbers will do: what lies outside the
// text is left out. It is false when nothing else is in the passage than white
// space.
func (x *Index) Whole(p edition.Passage) (edition.Passage, bool) {
	end := max(0, min(p.End, len(x.text.Plain)))
	p, ok := trimmed(x.text.Plain, edition.Passage{Start: max(0, min(p.Start, end)), End: end})
	if !ok {
		return p, false
	}
	from, to := x.fold.at(p.Start), x.fold.until(p.End)
	for from > 0 && !x.fold.seam(from) {
		from--
	}
	for to < len(x.fold.text) && !x.fold.seam(to) {
		to++
	}
	words := strings.Trim(x.fold.text[from:to], " ")
	from += strings.Index(x.fold.text[from:to], words)
	return x.passage(from, from+len(words)), words != ""
}
