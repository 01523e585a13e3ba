package resolve

import (
	"slices"

	"gloss/generator/anchor"
	"gloss/generator/edition"
)

// askNeighbours decides targets whose words stand in several places by the notes
// before and after them in their file, where these say enough. It is said each
// time, since the target itself does not tell.
func (w *work) askNeighbours() {
	files := map[string][]*Anchored{}
	var names []string
	for _, n := range w.notes {
		for i := range n.found {
			a := &n.found[i]
			if !a.Target.Quotes() {
				continue
			}
			if files[a.Target.At.File] == nil {
				names = append(names, a.Target.At.File)
			}
			files[a.Target.At.File] = append(files[a.Target.At.File], a)
		}
	}
	for _, name := range names {
		targets := files[name]
		found := make([]anchor.Found, len(targets))
		for i, a := range targets {
			found[i] = a.Found
		}
		for _, i := range anchor.ByOrder(found) {
			w.ordered(targets[i], found[i])
		}
	}
}

// ordered takes the place that the neighbours of a target have led to.
func (w *work) ordered(a *Anchored, found anchor.Found) {
	here := edition.Candidate{Passage: found.Passage, Likeness: 1}
	quoted := shorten(quotation([]edition.Target{a.Target}), 80)
	w.problems.Warnf(a.Target.At, "if it belongs there, gloss anchor --accept "+a.Note+" puts some of the words around into its target; if not, add prefix or suffix:"+
		Listed(w.manuscript.Essay, []edition.Candidate{here}, false),
		"note “%s” is placed by its neighbours: “%s” stands in %d places, one of them between the notes before and after it",
		a.Note, quoted, len(a.Near))
	others := slices.DeleteFunc(slices.Clone(a.Near), func(c edition.Candidate) bool { return c.Passage == here.Passage })
	w.inOrder = append(w.inOrder, setAside(w.byID[a.Note], a.Target, edition.Ambiguous, quoted, slices.Insert(others, 0, here)))
	a.Found, a.Order = found, true
}
