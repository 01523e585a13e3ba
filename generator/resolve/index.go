package resolve

import (
	"maps"
	"reflect"
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

// Touched lists the editions that must be finished again since one has changed:
// those that refer to it, when it is called otherwise or has other landmarks,
// and those that it refers to, or did, when it does so otherwise. A nil outline
// is an edition that is not there.
func (x *Index) Touched(id string, was, is *Outline) []string {
	if x == nil {
		return nil
	}
	touched := map[string]bool{}
	if !sameFor(was, is, func(o *Outline) any { return o.Foreign }) {
		for _, o := range [2]*Outline{was, is} {
			if o == nil {
				continue
			}
			for _, f := range o.Foreign {
				touched[f.To.Edition] = true
			}
		}
	}
	if !sameFor(was, is, func(o *Outline) any { return [2]string{o.Card.Title, string(o.landmarks)} }) {
		for _, f := range x.incoming[id] {
			touched[f.Use.From.Edition] = true
		}
		for other, o := range x.outlines {
			if o.Abroad && (was == nil || is == nil) { // it may name the one that has come or gone
				touched[other] = true
			}
		}
	}
	delete(touched, id)
	return slices.Sorted(maps.Keys(touched))
}

// Named reports whether other editions refer to one.
func (x *Index) Named(id string) bool { return len(x.incoming[id]) > 0 }

func sameFor(was, is *Outline, what func(*Outline) any) bool {
	return (was == nil) == (is == nil) && (was == nil || reflect.DeepEqual(what(was), what(is)))
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
