package resolve

import (
	"slices"
	"strconv"
	"strings"

	"gloss/generator/anchor"
	"gloss/generator/edition"
)

// collectNotes brings together every note of the edition, wherever it was
// written: the sidecars, the sources' own supports, the essay's footnotes and,
// under a note style, the essay's citations.
func (w *work) collectNotes() {
	for i := range w.manuscript.Notes {
		w.claimed[w.manuscript.Notes[i].ID] = true
	}
	for _, n := range w.manuscript.Notes {
		w.add(&note{Note: n, series: w.seriesOf(n)})
	}
	for _, key := range w.ownKeys() {
		w.addSupport(w.records[key])
	}
	w.addFootnotes()
	if w.scope.Style.Note {
		w.addCitationNotes()
	}
	w.checkNames()
}

// checkNames warns of notes that no cross-reference can pass: [[id]] leads to them,
// and the edition or the source of the same name has no other. A block has [[#id]].
func (w *work) checkNames() {
	for _, n := range w.notes[:len(w.manuscript.Notes)] {
		what := ""
		switch {
		case slices.Contains(w.scope.Editions, n.ID):
			what = "edition"
		case w.records[n.ID] != nil:
			what = "source"
		default:
			continue
		}
		w.problems.Warnf(n.At, "give the note another id", "the note “%s” hides the %s “%s”: [[%s]] leads to the note", n.ID, what, n.ID, n.ID)
	}
}

// add gives a note its id and enters it.
func (w *work) add(n *note) {
	n.order = len(w.notes)
	if n.ID == "" {
		n.ID = w.madeID(firstWords(quotation(n.Targets), 4), "", n.Targets)
	} else if twin := w.byID[n.ID]; twin != nil {
		w.problems.Errorf(n.At, "give one of them another id", "two notes have the id “%s”; the other stands at %s", n.ID, twin.At.InWords())
		n.ID = w.freeID(n.ID)
	}
	w.notes = append(w.notes, n)
	w.byID[n.ID] = n
}

// madeID makes an id for a note whose author gave it none: the one that the lock
// knows it by, if that begins as wanted, so that it stays when the quotation is
// mended.
func (w *work) madeID(wish, prefix string, targets []edition.Target) string {
	for _, id := range w.past.ids(targets) {
		if w.byID[id] == nil && !w.claimed[id] && strings.HasPrefix(id, prefix) {
			return id
		}
	}
	if id := w.past.idOfPassage(w, targets); id != "" && w.byID[id] == nil && !w.claimed[id] && strings.HasPrefix(id, prefix) {
		return id
	}
	return w.freeID(wish)
}

// freeID returns an id no note has yet, made from a wish. None that an author gave
// is taken.
func (w *work) freeID(wish string) string {
	if wish == "" {
		wish = "note"
	}
	id, k := wish, max(w.tried[wish], 1)
	for w.byID[id] != nil || w.claimed[id] {
		k++
		id = wish + "-" + strconv.Itoa(k)
	}
	w.tried[wish] = k
	return id
}

// quotation is what the first of the targets quotes.
func quotation(targets []edition.Target) string {
	for _, t := range targets {
		switch {
		case t.From != nil:
			return t.From.Exact
		case t.Exact != "":
			return t.Exact
		case t.Block != "":
			return t.Block
		}
	}
	return ""
}

// firstWords makes an id of the first n words.
func firstWords(s string, n int) string { return edition.Slug(anchor.FirstWords(s, n)) }

func (w *work) seriesOf(n edition.Note) int {
	if n.Series == "" {
		return 0
	}
	if i := w.seriesIndex(n.Series); i >= 0 {
		return i
	}
	hint := edition.DidYouMean(n.Series, w.seriesIDs())
	if hint == "" {
		hint = "the series are " + strings.Join(w.seriesIDs(), ", ") + "; add one in site.yaml or the front matter"
	}
	w.problems.Errorf(n.SeriesAt, hint, "unknown series “%s”", n.Series)
	return 0
}

// addSupport makes the note of a source that names the passages it supports.
func (w *work) addSupport(s *edition.Source) {
	if len(s.Supports) == 0 {
		return
	}
	id := edition.Slug(s.Key)
	if first := firstWords(quotation(s.Supports), 4); first != "" {
		id += "-" + first
	}
	w.add(&note{
		Note: edition.Note{
			ID: w.madeID(id, edition.Slug(s.Key), s.Supports), Targets: s.Supports, At: s.At,
			Sources: []edition.SourceUse{{Text: "@{" + s.Key + "}", At: s.At}},
		},
		series: w.citations,
	})
}

// addFootnotes makes the author's own notes. Each stands on the points where
// the essay has its marks.
func (w *work) addFootnotes() {
	bodies := map[string]edition.Footnote{}
	for _, f := range w.manuscript.Essay.Footnotes {
		bodies[f.Label] = f
	}
	entered := map[string]*note{}
	for _, p := range w.manuscript.Essay.Flow {
		if p.Kind != edition.FootnoteHole {
			continue
		}
		n := entered[p.Label]
		if n == nil {
			f, ok := bodies[p.Label]
			if !ok {
				continue
			}
			n = &note{Note: edition.Note{ID: footnoteID(p.Label), Body: f.Body, At: f.At}, series: max(0, w.seriesIndex(author))}
			entered[p.Label] = n
			w.add(n)
		}
		n.places = append(n.places, edition.Placed{Passage: edition.Passage{Start: p.Start, End: p.Start}})
	}
}

// footnoteID keeps a label that is a name and prefixes one that is a number.
func footnoteID(label string) string {
	id := edition.Slug(label)
	if id == "" || id[0] >= '0' && id[0] <= '9' {
		return author + "-" + id
	}
	return id
}

// addCitationNotes makes a note of each citation in the essay, as a note style
// sets it. Where the essay names the author, the note does not.
func (w *work) addCitationNotes() {
	flow := w.manuscript.Essay.Flow
	for i, p := range flow {
		if p.Kind != edition.CitationHole || len(p.Citation.Items) == 0 {
			continue
		}
		at, citation := p.Start, p.Citation
		if citation.InText {
			citation = &edition.Citation{Items: slices.Clone(citation.Items)}
			citation.Items[0].SuppressAuthor = true
		} else {
			at = beforeSpace(flow, i, w.text.Plain)
		}
		w.add(&note{
			Note:     edition.Note{ID: w.freeID("cite-" + edition.Slug(p.Citation.Items[0].Key)), At: w.manuscript.Essay.Place(p.Source)},
			series:   w.citations,
			citation: citation,
			places:   []edition.Placed{{Passage: edition.Passage{Start: at, End: at}}},
		})
	}
}

// beforeSpace is the point where a mark that replaces the hole at i stands:
// before the space an author leaves in front of a bracket.
func beforeSpace(flow edition.Flow, i int, plain string) int {
	at := flow[i].Start
	if i > 0 && flow[i-1].Kind == edition.Run && flow[i-1].End == at && flow[i-1].Len() > 1 && plain[at-1] == ' ' {
		return at - 1
	}
	return at
}
