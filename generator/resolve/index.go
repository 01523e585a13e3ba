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
	incoming map[string][]Foreign // by edition: the cross-references of others to it
	pages    map[string][]Foreign // by edition: those of plain pages
}

// Join makes the index of the finished editions. The pages, of which one may be
// nil, are those that may refer to them.
func Join(outlines []*Outline, pages []*edition.Page, s *Scope) *Index {
	x := &Index{outlines: make(map[string]*Outline, len(outlines)), incoming: map[string][]Foreign{}, pages: map[string][]Foreign{}}
	for _, o := range outlines {
		x.outlines[o.Card.ID] = o
	}
	for _, o := range outlines {
		for _, f := range o.Foreign {
			x.incoming[f.To.Edition] = append(x.incoming[f.To.Edition], f)
		}
	}
	scope := *s
	scope.Index = x
	for _, p := range pages {
		if p == nil || !refers(p) {
			continue
		}
		w, _ := fillPage(p, &scope) // what is wrong with it is said when it is published
		for _, f := range w.foreign {
			x.pages[f.To.Edition] = append(x.pages[f.To.Edition], f)
		}
	}
	return x
}

// refers reports whether a page may refer to an edition.
func refers(p *edition.Page) bool {
	hole := func(piece edition.Piece) bool { return piece.Kind == edition.ReferenceHole }
	return slices.ContainsFunc(p.Body.Flow, hole) ||
		slices.ContainsFunc(p.Body.Footnotes, func(f edition.Footnote) bool { return slices.ContainsFunc(f.Body.Flow, hole) })
}

// Again lists the editions that must be finished again with the index: those
// that refer to others and those that others, or plain pages, refer to.
func (x *Index) Again() []string {
	var ids []string
	for id, o := range x.outlines {
		if o.Abroad || x.Named(id) {
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

// Retold lists the editions to which plain pages refer otherwise than they did in
// another index.
func (x *Index) Retold(was *Index) (ids []string) {
	if was == nil {
		was = &Index{}
	}
	for id := range x.outlines {
		if !reflect.DeepEqual(was.pages[id], x.pages[id]) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// Named reports whether other editions or plain pages refer to one.
func (x *Index) Named(id string) bool { return len(x.incoming[id])+len(x.pages[id]) > 0 }

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

// welcomeForeign enters the cross-references of other editions and of plain pages
// to this one.
func (w *work) welcomeForeign() {
	if w.scope.Index == nil {
		return
	}
	for _, f := range slices.Concat(w.scope.Index.incoming[w.manuscript.ID], w.scope.Index.pages[w.manuscript.ID]) {
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
