package resolve

import (
	"slices"
	"strings"

	"gloss/generator/cite"
	"gloss/generator/edition"
)

// reading is a text as its readers have it, with the words of the citations and
// the cross-references that stand in it, which the text itself does not count: for
// what is shown around the places that use something.
type reading struct {
	plain string
	set   []setWords // in the order of the text
}

// setWords are the words of a citation or a cross-reference, or the gap that was
// closed where a mark stands instead.
type setWords struct {
	cluster   int // -1: of no citation
	reference *edition.Reference
	at        int             // byte of the text
	closed    int             // bytes before it that are left out
	words     edition.Passage // of reading.plain
}

// longer is by how much a reading is longer there than its text.
func (s *setWords) longer() int { return s.words.Len() - s.closed }

// reads returns the reading of a text, made once its citations are formatted.
func (w *work) reads(d *edition.Document) *reading {
	if r := w.readings[d]; r != nil {
		return r
	}
	r := &reading{}
	var b strings.Builder
	from, cited := 0, 0
	for i, p := range d.Flow {
		s := setWords{cluster: -1, at: p.Start}
		var words string
		switch {
		case p.Kind == edition.ReferenceHole && p.Reference.Words == "":
			s.reference, words = p.Reference, cite.Plain(w.aimed(d, p).html)
		case p.Kind == edition.CitationHole && w.stays(d, p):
			s.cluster = w.holes[d][cited]
			cited++
			words = w.wordsOf(s.cluster, after(d.Text.Plain, p.Start))
		case p.Kind == edition.CitationHole, p.Kind == edition.FootnoteHole:
			s.closed = p.Start - max(from, beforeSpace(d.Flow, i, d.Text.Plain))
		default:
			continue
		}
		b.WriteString(d.Text.Plain[from : p.Start-s.closed])
		from = p.Start
		start := b.Len()
		b.WriteString(words)
		s.words = edition.Passage{Start: start, End: b.Len()}
		r.set = append(r.set, s)
	}
	b.WriteString(d.Text.Plain[from:])
	r.plain = b.String()
	w.readings[d] = r
	return r
}

// wordsOf are the words of a citation before the byte of the text that is next.
func (w *work) wordsOf(cluster int, next byte) string {
	var b strings.Builder
	for _, f := range w.fragments(w.formatted.Clusters, cluster, next) {
		b.WriteString(cite.Plain(f.HTML))
	}
	return b.String()
}

// of is where a passage of the text stands in the reading: without a citation at
// its beginning or its end; a point stands behind one.
func (r *reading) of(p edition.Passage) edition.Passage {
	out := p
	for i := range r.set {
		s := &r.set[i]
		if s.at <= p.Start {
			out.Start += s.longer()
		}
		switch {
		case s.at < p.End, s.at == p.End && p.Len() == 0:
			out.End += s.longer()
		case s.at == p.End:
			out.End -= s.closed
		}
	}
	return out
}

// citation is where the words of a citation stand in the reading.
func (r *reading) citation(cluster int) edition.Passage {
	return r.find(func(s *setWords) bool { return s.cluster == cluster })
}

// reference is where the words of a cross-reference stand in the reading.
func (r *reading) reference(to *edition.Reference) edition.Passage {
	return r.find(func(s *setWords) bool { return s.reference == to })
}

func (r *reading) find(is func(*setWords) bool) edition.Passage {
	for i := range r.set {
		if is(&r.set[i]) {
			return r.set[i].words
		}
	}
	return edition.Passage{}
}

// withoutGaps are words of the essay without the space that stands before a
// citation or a footnote's mark, neither of which the text has.
func (w *work) withoutGaps(p edition.Passage) string {
	plain := w.text.Plain
	var b strings.Builder
	from := p.Start
	gaps := w.gapsOf()
	first, _ := slices.BinarySearch(gaps, p.Start)
	for _, gap := range gaps[first:] {
		if gap >= p.End {
			break
		}
		b.WriteString(plain[from:gap])
		from = gap + 1
	}
	return b.String() + plain[from:p.End]
}

// gapsOf are the bytes of the essay that hold such a space.
func (w *work) gapsOf() []int {
	if w.gaps == nil {
		w.gaps = []int{}
		flow := w.manuscript.Essay.Flow
		for i, p := range flow {
			if p.Kind == edition.CitationHole || p.Kind == edition.FootnoteHole {
				if at := beforeSpace(flow, i, w.text.Plain); at < p.Start {
					w.gaps = append(w.gaps, at)
				}
			}
		}
	}
	return w.gaps
}
