package resolve

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"gloss/generator/anchor"
	"gloss/generator/edition"
)

// placeNotes finds the passage of every target. A note with a target that is
// ambiguous or lost is a problem; in a draft it goes to the tray.
func (w *work) placeNotes() {
	for _, n := range w.notes {
		w.findTargets(n)
	}
	w.askNeighbours()
	kept := w.notes[:0]
	for _, n := range w.notes {
		if w.placeNote(n) {
			kept = append(kept, n)
		} else {
			delete(w.byID, n.ID)
		}
	}
	w.notes = kept
}

// findTargets looks the targets of a note up.
func (w *work) findTargets(n *note) {
	for i, t := range n.Targets {
		if t.Whole || w.noBlock(t) {
			n.whole = n.whole || t.Whole
			continue
		}
		if found, ok := w.find(n, t); ok {
			found.Note, found.N, found.Target = n.ID, i+1, t
			n.found = append(n.found, found)
		}
	}
}

// placeNote reports whether the note has a place to be published at.
func (w *work) placeNote(n *note) bool {
	for _, t := range n.Targets {
		if w.noBlock(t) {
			w.unknownBlock(n, t)
		}
	}
	for _, found := range n.found {
		if found.Target.Quotes() {
			w.anchored = append(w.anchored, found)
		}
		switch found.Result {
		case edition.Ambiguous, edition.Lost:
			w.unplaced(n, found.Target, found)
			continue
		case edition.Reworded:
			w.reworded(found)
		}
		n.places = append(n.places, found.Placed)
	}
	n.found = nil
	slices.SortStableFunc(n.places, func(a, b edition.Placed) int {
		return cmp.Or(cmp.Compare(a.End, b.End), cmp.Compare(b.Start, a.Start))
	})
	n.places = slices.Compact(n.places)
	return n.whole || len(n.places) > 0
}

// noBlock reports whether a target names a block that the essay does not have.
func (w *work) noBlock(t edition.Target) bool { return t.Block != "" && w.text.ByID(t.Block) == nil }

// find looks one target up. Not ok means that it was a problem of another kind
// than a passage that has gone, and has been reported.
func (w *work) find(n *note, t edition.Target) (Anchored, bool) {
	if t.Block != "" {
		block := w.text.ByID(t.Block)
		if !t.Quotes() {
			return Anchored{Found: anchor.Found{Placed: edition.Placed{Passage: block.Passage}}}, true
		}
		if t.Lines != (edition.Lines{}) {
			p, ok := anchor.Lines(w.text, block, t.Lines)
			if !ok && w.past.of(n.ID, t) == nil {
				w.fail(t.At, fmt.Sprintf("the block has %d lines", strings.Count(strings.TrimSuffix(w.text.Plain[block.Start:block.End], "\n"), "\n")+1),
					"note “%s”: block “%s” has no lines %d-%d", n.ID, t.Block, t.Lines.First, t.Lines.Last)
				return Anchored{}, false
			}
			return w.confirm(n, t, anchor.Found{Placed: edition.Placed{Passage: p}}), true
		}
	}
	return w.confirm(n, t, w.alone(t)), true
}

// alone is what the selector says by itself.
func (w *work) alone(t edition.Target) anchor.Found {
	if t.From != nil && t.To != nil {
		return w.anchors.FindRange(*t.From, *t.To)
	}
	return w.anchors.FindIn(t.Selector, w.area(t))
}

// near finds what is most like a target that is lost, where that is not known yet.
func (w *work) near(found Anchored) []edition.Candidate {
	t := found.Target
	if found.Result != edition.Lost || len(found.Near) > 0 || !t.Quotes() {
		return found.Near
	}
	if near := w.past.near(found.Note, t); len(near) > 0 {
		return near
	}
	if t.From != nil && t.To != nil {
		return w.anchors.NearRange(*t.From, *t.To)
	}
	return w.anchors.Near(t.Selector, w.area(t))
}

// area is where a target's words are to stand.
func (w *work) area(t edition.Target) edition.Passage {
	if block := w.text.ByID(t.Block); t.Block != "" && block != nil {
		return block.Passage
	}
	return edition.Passage{End: len(w.text.Plain)}
}

// fail adds an error, or in a draft a warning.
func (w *work) fail(at edition.Place, hint, format string, args ...any) {
	if w.scope.Draft {
		w.problems.Warnf(at, hint, format, args...)
		return
	}
	w.problems.Errorf(at, hint, format, args...)
}

func (w *work) unknownBlock(n *note, t edition.Target) {
	hint := edition.DidYouMean(t.Block, w.blockIDs())
	if hint == "" {
		hint = "give the block an id in the essay: {#" + t.Block + "} at the end of its last line, or on a line of its own after it"
	}
	w.fail(t.At, hint, "note “%s”: the essay has no block “%s”", n.ID, t.Block)
	w.tray = append(w.tray, setAside(n, t, edition.Lost, t.Block, nil))
}

// setAside is a note as an editor is to see to it, for one of its targets.
func setAside(n *note, t edition.Target, result edition.Result, quoted string, near []edition.Candidate) edition.Unplaced {
	return edition.Unplaced{
		ID: n.ID, N: 1 + slices.IndexFunc(n.Targets, func(x edition.Target) bool { return x.At == t.At }), Target: t, At: n.At,
		Series: n.series, Result: result, Quoted: quoted,
		Text: n.bodyText(), Plain: n.bodyText(), Body: n.bodyFlow(), Near: near,
	}
}

func (w *work) blockIDs() []string {
	var ids []string
	for _, list := range [2][]edition.Block{w.text.Blocks, w.text.Groups} {
		for _, b := range list {
			if b.ID != "" {
				ids = append(ids, b.ID)
			}
		}
	}
	return ids
}

// unplaced reports a target that is ambiguous or lost and puts the note into
// the tray.
func (w *work) unplaced(n *note, t edition.Target, found Anchored) {
	words := shorten(quotation([]edition.Target{t}), 80)
	found.Near = w.near(found)
	switch {
	case found.Past != nil:
		w.fail(found.Cause, w.goneHint(found), "note “%s” is lost: its passage, “%s”, is gone", n.ID, shorten(found.Past.Words, 80))
	case found.Result == edition.Ambiguous:
		w.fail(t.At, w.ambiguousHint(found.Near), "note “%s” is ambiguous: “%s” stands in %d places that fit equally well", n.ID, words, len(found.Near))
	default:
		w.fail(t.At, w.lostHint(t, found.Near), "note “%s” is lost: “%s” is not in the essay", n.ID, words)
	}
	w.tray = append(w.tray, setAside(n, t, found.Result, words, found.Near))
}

func (w *work) ambiguousHint(near []edition.Candidate) string {
	return "add prefix or suffix, some of the words before or after:" + Listed(w.manuscript.Essay, near, false)
}

func (w *work) lostHint(t edition.Target, near []edition.Candidate) string {
	lookAlike := t.Prefix+t.Suffix != "" && len(near) > 0 && near[0].Likeness == 1
	if lookAlike {
		return "the words stand there, but neither prefix nor suffix agrees; mend them:" + Listed(w.manuscript.Essay, near[:1], false)
	}
	if len(near) == 0 {
		return "nothing in the essay is like it; quote other words, or take the note out"
	}
	return "quote the words as they stand now; nearest:" + Listed(w.manuscript.Essay, near, true)
}

// mostListed is how many places are listed.
const mostListed = 5

// Listed lists places of an essay for a hint, each on a new line: where it is, and
// what stands there with a few words around it; if wanted, how alike it is.
func Listed(essay *edition.Document, near []edition.Candidate, alike bool) string {
	var b strings.Builder
	for i, c := range near {
		if i == mostListed {
			fmt.Fprintf(&b, "\n  … and %d more", len(near)-i)
			break
		}
		at := essay.PlaceOf(c.Passage)
		before, words, after := around(essay.Text.Plain, c.Passage, 24, 60)
		fmt.Fprintf(&b, "\n  %s: %s⟨%s⟩%s", at.InWords(), before, words, after)
		if alike {
			fmt.Fprintf(&b, " (%d %% alike)", int(100*c.Likeness))
		}
	}
	return b.String()
}

func (n *note) bodyText() string {
	if n.Body == nil {
		return ""
	}
	return n.Body.Text.Plain
}

// bodyFlow is the body for the tray, before anything in it is aimed.
func (n *note) bodyFlow() edition.Flow {
	if n.Body == nil {
		return nil
	}
	return withoutHoles(n.Body.Flow)
}
