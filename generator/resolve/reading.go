package resolve

import (
	"strings"

	"gloss/generator/cite"
	"gloss/generator/edition"
)

// reading is a text as its readers have it, with the words of the citations that
// stand in it, which the text itself does not count: for what is shown around the
// places that use something.
type reading struct {
	plain string
	set   []setWords // in the order of the text
}

// setWords are the words of a citation.
type setWords struct {
	cluster int
	at      int             // byte of the text
	words   edition.Passage // of reading.plain
}

// reads returns the reading of a text, made once its citations are formatted.
func (w *work) reads(d *edition.Document) *reading {
	if r := w.readings[d]; r != nil {
		return r
	}
	r := &reading{}
	var b strings.Builder
	from := 0
	for i, p := range w.staying(d) {
		cluster := w.holes[d][i]
		b.WriteString(d.Text.Plain[from:p.Start])
		from = p.Start
		start := b.Len()
		for _, f := range w.fragments(w.formatted.Clusters, cluster, after(d.Text.Plain, p.Start)) {
			b.WriteString(cite.Plain(f.HTML))
		}
		r.set = append(r.set, setWords{cluster, p.Start, edition.Passage{Start: start, End: b.Len()}})
	}
	b.WriteString(d.Text.Plain[from:])
	r.plain = b.String()
	w.readings[d] = r
	return r
}

// of is where a passage of the text stands in the reading: without a citation at
// its beginning or its end; a point stands behind one.
func (r *reading) of(p edition.Passage) edition.Passage {
	out := p
	for _, s := range r.set {
		if s.at <= p.Start {
			out.Start += s.words.Len()
		}
		if s.at < p.End || s.at == p.End && p.Len() == 0 {
			out.End += s.words.Len()
		}
	}
	return out
}

// citation is where the words of a citation stand in the reading.
func (r *reading) citation(cluster int) edition.Passage {
	for _, s := range r.set {
		if s.cluster == cluster {
			return s.words
		}
	}
	return edition.Passage{}
}
