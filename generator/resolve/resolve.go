// Package resolve finishes what authors wrote: it finds each note's passage,
// gives notes their numbers, formats citations, aims cross-references and
// collects the way back.
//
// It runs in two steps, because a site of a thousand editions should not have
// to be held in memory at once. [Edition] finishes one edition and says in an
// [Outline] what the others need to know of it. [Join] makes one [Index] of all
// outlines. The few editions that refer to others, or are referred to, are then
// finished again with the index in their scope; [Site] finishes what stands
// across editions.
package resolve

import (
	"slices"

	"gloss/generator/anchor"
	"gloss/generator/cite"
	"gloss/generator/edition"
)

// Scope is what an edition may know of the site around it.
type Scope struct {
	Settings edition.Settings
	Shared   []edition.Source // records of the site's own sources file
	Editions []string         // every edition's id
	Style    *cite.Style
	Index    *Index          // nil at first, when the other editions are not finished
	Links    edition.Answers // what is known of the pages that the site links to
	Draft    bool            // leave notes without a place out, in the tray, with a warning
	Drafts   map[string]bool // for Site: the keys that editions cite which are left out as drafts
}

// Edition finishes a manuscript. It never fails: what is wrong with the
// manuscript is among the problems, and the edition holds the rest.
func Edition(m *edition.Manuscript, s *Scope) (*edition.Edition, *Outline, edition.Problems) {
	w := begin(m, s)
	w.anchor()
	w.orderNotes()
	w.numberNotes()
	w.formatCitations()
	w.aimReferences()
	e := w.finish()
	w.checkDensity(e)
	return e, w.outline(e), w.problems
}

// anchor finds the passages of the notes: the first half of the way.
func (w *work) anchor() {
	w.collect()
	w.placeNotes()
}

// collect brings together what is to be placed.
func (w *work) collect() {
	w.anchors = anchor.NewIndex(w.text)
	w.past = newPast(w.manuscript.Lock, w.text, w.anchors)
	w.collectRecords()
	w.settleSeries()
	w.collectNotes()
}

// Anchors is [Notes] and says how every target that quotes words fared, in the
// order of the notes as written.
func Anchors(m *edition.Manuscript, s *Scope) ([]Standing, []Anchored, edition.Problems) {
	w := begin(m, s)
	list := w.notesPlaced()
	return list, w.anchored, w.problems
}

// Standing is a note and where it stands.
type Standing struct {
	ID     string           // the one that it has in the edition
	Note   edition.Note     // as written: without an id where its author gave none
	Places []edition.Placed // in reading order; none when it is on the whole work, ambiguous or lost
}

// Notes lists every note of an edition, those that have no place among them: the
// ones of the sidecars as in the manuscript, and then those that are written as
// a source's supports, a footnote or a citation. It is what [Edition] does,
// stopped half way.
func Notes(m *edition.Manuscript, s *Scope) ([]Standing, edition.Problems) {
	w := begin(m, s)
	return w.notesPlaced(), w.problems
}

// notesPlaced goes the first half of the way and lists what has gone it.
func (w *work) notesPlaced() []Standing {
	w.collect()
	all := slices.Clone(w.notes)
	w.placeNotes()
	list := make([]Standing, len(all))
	for i, n := range all {
		list[i] = Standing{ID: n.ID, Note: n.Note, Places: n.places}
		if i < len(w.manuscript.Notes) {
			list[i].Note = w.manuscript.Notes[i]
		}
	}
	return list
}

// work is an edition being finished.
type work struct {
	manuscript *edition.Manuscript
	page       *edition.Page // when a plain page is being finished, which it is
	scope      *Scope
	text       *edition.Text
	anchors    *anchor.Index
	past       *past // what the lock says
	anchored   []Anchored
	problems   edition.Problems

	records    map[string]*edition.Source // by key: the edition's and the site's
	sortedKeys []string                   // their keys in order; nil: not listed
	series     []edition.Series
	citations  int // index of the series that holds citations under a note style
	notes      []*note
	tray       []edition.Unplaced
	inOrder    []edition.Unplaced // placed by their neighbours
	byID       map[string]*note
	claimed    map[string]bool // ids that notes of the sidecars are given by their authors
	tried      map[string]int  // by the beginning of an id that was made: the number it came to

	clusters   []cite.Cluster
	asides     map[int]bool               // clusters set in parentheses
	cited      map[string]*edition.Source // by key: what something cites or refers to
	formatted  cite.Formatted
	sourceUses map[string][]edition.Use          // by key
	entered    []entered                         // who made each of clusters
	holes      map[*edition.Document][]int       // cluster of each citation that is set in a text, in order
	readings   map[*edition.Document]*reading    // made once the citations are formatted
	gaps       []int                             // bytes of the essay; nil: not looked for
	aims       map[*edition.Reference]*aimed     // the cross-references that were aimed
	names      []string                          // what they may name; nil: not listed
	uses       map[edition.Address][]edition.Use // within this edition
	foreign    []Foreign                         // cross-references to other editions
	abroad     bool                              // a cross-reference waits for the index
	essayFlow  edition.Flow
}

func begin(m *edition.Manuscript, s *Scope) *work {
	return &work{
		manuscript: m,
		scope:      s,
		text:       &m.Essay.Text,
		records:    map[string]*edition.Source{},
		byID:       map[string]*note{},
		claimed:    map[string]bool{},
		tried:      map[string]int{},
		asides:     map[int]bool{},
		holes:      map[*edition.Document][]int{},
		readings:   map[*edition.Document]*reading{},
		sourceUses: map[string][]edition.Use{},
		aims:       map[*edition.Reference]*aimed{},
		uses:       map[edition.Address][]edition.Use{},
	}
}

// note is a note being finished.
type note struct {
	edition.Note
	order    int // as written: the last tie-breaker
	series   int
	whole    bool
	found    []Anchored // how its targets fared, until it is placed
	places   []edition.Placed
	mark     string
	use      edition.Use       // what this note is remembered as where it cites or refers
	citation *edition.Citation // the essay's own citation that made this note

	sources []int // clusters of the list of sources
	body    edition.Flow
	cited   []edition.Flow
	apart   *edition.Apart
}
