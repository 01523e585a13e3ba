package resolve

import (
	"slices"

	"gloss/generator/edition"
)

// Index is what every edition may know of every other.
type Index struct {
	outlines map[string]*Outline
	incoming map[string][]Foreign // by edition: the cross-references to it
}

// Join makes the index of the finished editions.
func Join(outlines []*Outline) *Index {
	x := &Index{outlines: make(map[string]*Outline, len(outlines)), incoming: map[string][]Foreign{}}
	for _, o := range outlines {
		x.outlines[o.Card.ID] = o
	}
	for _, o := range outlines {
		for _, f := range o.Foreign {
			x.incoming[f.To.Edition] = append(x.incoming[f.To.Edition], f)
		}
	}
	return x
}

// Again lists the editions that must be finished again with the index: those
// that refer to others and those that others refer to.
func (x *Index) Again() []string {
	var ids []string
	for id, o := range x.outlines {
		if o.Abroad || len(x.incoming[id]) > 0 {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// aim finds what a reference to another edition leads to.
func (x *Index) aim(r *edition.Reference) (edition.Address, string, bool) {
	o := x.outlines[r.Edition]
	if o == nil {
		return edition.Address{}, "", false
	}
	if r.ID == "" {
		return edition.Address{Kind: edition.ToEdition, Edition: r.Edition}, o.Card.Title, true
	}
	kind, words, ok := o.landmarks.find(r.ID)
	return edition.Address{Kind: kind, Edition: r.Edition, ID: r.ID}, o.Card.Title + ", " + words, ok
}

// ids lists what an edition has to refer to.
func (x *Index) ids(id string) []string {
	if o := x.outlines[id]; o != nil {
		return o.landmarks.ids()
	}
	return nil
}

// welcomeForeign enters the cross-references of other editions to this one.
func (w *work) welcomeForeign() {
	if w.scope.Index == nil {
		return
	}
	for _, f := range w.scope.Index.incoming[w.manuscript.ID] {
		to := f.To
		if to.Kind == edition.ToBlock && w.byID[to.ID] != nil {
			to.Kind = edition.ToNote
		}
		if to.Kind == edition.ToBlock && w.text.ByID(to.ID) == nil {
			continue // a problem, reported where it was written
		}
		w.uses[to] = append(w.uses[to], f.Use)
	}
}
