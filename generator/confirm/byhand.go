package confirm

import (
	"fmt"
	"slices"
	"strings"

	"gloss/generator/edition"
	"gloss/generator/resolve"
)

// placeByHand puts targets on the words that an editor has named for them, wherever
// they are.
func (w *worker) placeByHand() {
	w.placed = map[numbered]bool{}
	for _, m := range w.choices.To {
		note := w.note(m.Note)
		if note == nil {
			continue // it may be one of another edition
		}
		n, ok := w.which(note, m)
		if !ok {
			continue
		}
		from := note.Note.Targets[n-1]
		p, ok := w.byHand(m, from)
		if !ok {
			continue
		}
		w.placed[numbered{m.Note, n}] = true
		s := settled{Confirmed: edition.Confirmed{Note: m.Note, N: n, Passage: p}, from: from, mend: true, chosen: true}
		s.Target = w.leading(from, p)
		s.Target.At = from.At
		if s.chosen = !w.stands(m.Note, n, &s); !s.chosen {
			w.Needless.Warnf(from.At, "name the words to which it is to move", "the note “%s” stands on these words already", m.Note)
		}
		w.settled = append(w.settled, s)
	}
}

// which is the number of the target that is meant, from 1.
func (w *worker) which(note *resolve.Standing, m Move) (n int, ok bool) {
	targets := note.Note.Targets
	switch {
	case len(targets) == 0:
		w.Refused.Errorf(note.Note.At, "move it there", "the note “%s” has its place in the essay itself", m.Note)
		return 0, false
	case m.N > len(targets):
		w.Refused.Errorf(note.Note.At, w.candidates(note, nil), "the note “%s” has no target %d", m.Note, m.N)
		return 0, false
	case m.N > 0:
		return m.N, true
	case len(targets) == 1:
		return 1, true
	}
	uncertain := w.uncertain(note)
	if len(uncertain) != 1 {
		w.Refused.Errorf(note.Note.At, w.candidates(note, uncertain), "it is not clear which target of the note “%s” is meant", m.Note)
		return 0, false
	}
	return uncertain[0], true
}

// uncertain lists the targets of a note that have no certain place, by their numbers.
func (w *worker) uncertain(note *resolve.Standing) (numbers []int) {
	for i, t := range note.Note.Targets {
		at := slices.IndexFunc(w.Anchored, func(a resolve.Anchored) bool { return a.Note == note.ID && a.N == i+1 })
		switch {
		case at >= 0 && (w.Anchored[at].Order || w.Anchored[at].Result > edition.Moved),
			at < 0 && t.Quotes(), t.Block != "" && w.text.ByID(t.Block) == nil:
			numbers = append(numbers, i+1)
		}
	}
	return numbers
}

// candidates lists targets of a note for a hint, each as --to names it: those of some
// numbers, or all.
func (w *worker) candidates(note *resolve.Standing, numbers []int) string {
	var b strings.Builder
	b.WriteString("say which:")
	for i, t := range note.Note.Targets {
		if len(numbers) == 0 || slices.Contains(numbers, i+1) {
			fmt.Fprintf(&b, "\n  --to %s \"new words\": %s", numberOf(note.ID, i+1), described(t))
		}
	}
	return b.String()
}

// described says what a target is, in a few words.
func described(t edition.Target) string {
	switch {
	case t.Whole:
		return "the whole work"
	case t.From != nil && t.To != nil:
		return fmt.Sprintf("“%s” to “%s”", t.From.Exact, t.To.Exact)
	case t.Exact != "":
		return fmt.Sprintf("“%s”", strings.Join(strings.Fields(t.Exact), " "))
	case t.Lines != edition.Lines{}:
		return fmt.Sprintf("lines %d-%d of block “%s”", t.Lines.First, t.Lines.Last, t.Block)
	}
	return fmt.Sprintf("block “%s”", t.Block)
}

// byHand is where the words stand that an editor has named for a note.
func (w *worker) byHand(m Move, from edition.Target) (edition.Passage, bool) {
	s := edition.Selector{Exact: m.Words}
	if b := w.text.ByID(from.Block); from.Block != "" && b != nil && from.Quotes() {
		if found := w.index.FindIn(s, b.Passage); found.Result == edition.Exact {
			return found.Passage, true
		}
	}
	found := w.index.Find(s)
	switch found.Result {
	case edition.Exact:
		return found.Passage, true
	case edition.Ambiguous:
		w.Refused.Errorf(from.At, "name more of the words:"+resolve.Listed(w.manuscript.Essay, found.Near, false),
			"the words “%s” for the note “%s” stand in %d places", m.Words, m.Note, len(found.Near))
	default:
		w.Refused.Errorf(from.At, "copy them from the page or the file", "the words “%s” for the note “%s” are not in the essay", m.Words, m.Note)
	}
	return edition.Passage{}, false
}

// leading is a target that leads to a passage: in the form that it has, if that can
// lead there, else in the one that its editor would write.
func (w *worker) leading(from edition.Target, p edition.Passage) edition.Target {
	b := w.text.ByID(from.Block)
	switch inside := from.Block != "" && b != nil && b.Start <= p.Start && p.End <= b.End; {
	case !from.Quotes(), from.Block != "" && !inside:
		from = edition.Target{}
	case from.Lines != edition.Lines{}:
		from = edition.Target{Block: from.Block}
	}
	if t := w.index.Requote(from, p); w.leads(t, p) {
		return t
	}
	if whole, ok := w.index.Whole(p); ok {
		if t, ok := w.index.Quote(whole); ok && t.Quotes() {
			return t
		}
	}
	return w.index.Requote(edition.Target{}, p)
}

// leads reports whether a target by itself leads to a passage.
func (w *worker) leads(t edition.Target, p edition.Passage) bool {
	if t.From != nil && t.To != nil {
		found := w.index.FindRange(*t.From, *t.To)
		return found.Result == edition.Exact && found.Passage == p
	}
	area := edition.Passage{End: len(w.text.Plain)}
	if b := w.text.ByID(t.Block); t.Block != "" && b != nil {
		area = b.Passage
	}
	found := w.index.FindIn(t.Selector, area)
	return found.Result == edition.Exact && found.Passage == p
}

// stands reports whether a target is as it would be settled already.
func (w *worker) stands(note string, n int, s *settled) bool {
	return s.Target.Bare() == s.from.Bare() && slices.ContainsFunc(w.Anchored, func(a resolve.Anchored) bool {
		return a.Note == note && a.N == n && a.Result <= edition.Moved && a.Passage == s.Passage
	})
}
