package render

import (
	"slices"
	"strconv"

	"gloss/generator/edition"
)

// weaver writes the essay with its passages and marks. It never cuts a tag: a
// passage is a run of flat <mark> elements around text (or around an image whose
// alternative text it holds), and a mark waits until no link, code or inline
// element is open in which it must not stand.
type weaver struct {
	b     []byte
	e     *edition.Edition
	at    *spot
	words words
	bare  bool // for feeds: marks alone, as superscript links

	segment int             // index of the first segment that is not behind
	inside  int             // index of the segment whose <mark> is open, or -1
	mark    int             // index of the first mark that is not written
	touches bool            // the last thing written is a mark
	depth   int             // of links and code
	pos     int             // where the text stands: the end of the last Run or Image, or -1
	block   int             // index of the leaf block looked at last
	placed  []bool          // by note: its anchor is written
	lying   edition.Segment // scratch: what lies over an image
	order   []int           // scratch: notes, the innermost first
	counts  [][]int         // scratch: by slot, how many notes of each series
}

// weave appends the essay to b.
func weave(b []byte, e *edition.Edition, at *spot, w words) []byte {
	return newWeaver(b, e, at, w).all()
}

// weaveBare appends the essay as a feed shows it: with its marks, without
// passages and the paragraphs' own links.
func weaveBare(b []byte, e *edition.Edition, at *spot, w words) []byte {
	v := newWeaver(b, e, at, w)
	v.bare, v.segment = true, len(e.Segments)
	return v.all()
}

func newWeaver(b []byte, e *edition.Edition, at *spot, w words) *weaver {
	return &weaver{b: b, e: e, at: at, words: w, inside: -1, pos: -1, placed: make([]bool, len(e.Notes))}
}

func (v *weaver) all() []byte {
	e := v.e
	for i := range e.Flow {
		v.piece(&e.Flow[i])
	}
	v.shut()
	v.due(len(e.Text.Plain))
	return v.b
}

func (v *weaver) piece(p *edition.Piece) {
	if p.Kind == edition.Run {
		v.run(p.Passage)
		return
	}
	v.shut()
	if !p.Closes && v.depth == 0 {
		v.due(v.pos)
	}
	if p.Kind == edition.Image {
		v.image(p)
		v.depth += int(p.Nest)
		return
	}
	if p.Ends != "" && v.depth <= 0 && !v.bare {
		v.foot(p.Ends)
	}
	v.b = v.at.appendPiece(v.b, p)
	v.depth += int(p.Nest)
	v.touches = false
}

// run writes characters, cut wherever a passage begins or ends or a mark is
// due.
func (v *weaver) run(p edition.Passage) {
	plain := v.e.Text.Plain
	p.End = min(p.End, len(plain))
	if v.depth == 0 {
		v.due(v.pos)
	}
	for at := p.Start; at < p.End; {
		if v.depth == 0 {
			v.due(at)
		}
		over := v.over(at)
		end := p.End
		if over >= 0 {
			end = min(end, v.e.Segments[over].End)
		} else if v.segment < len(v.e.Segments) {
			end = min(end, v.e.Segments[v.segment].Start)
		}
		if v.depth == 0 && v.mark < len(v.e.Marks) && v.e.Marks[v.mark].Offset > at {
			end = min(end, v.e.Marks[v.mark].Offset)
		}
		text := plain[at:end]
		if over != v.inside {
			v.shut()
			if over >= 0 && text != "\n" { // a line end of code alone shows nothing
				v.open(&v.e.Segments[over])
				v.inside = over
			}
		}
		v.b = appendText(v.b, text)
		v.touches = false
		v.pos, at = end, end
	}
	if p.Len() == 0 {
		v.pos = max(v.pos, p.Start)
	}
}

// over returns the index of the segment that lies over byte at, or -1.
func (v *weaver) over(at int) int {
	for v.segment < len(v.e.Segments) && v.e.Segments[v.segment].End <= at {
		v.segment++
	}
	if v.segment < len(v.e.Segments) && v.e.Segments[v.segment].Start <= at {
		return v.segment
	}
	return -1
}

// shut closes the open <mark>.
func (v *weaver) shut() {
	if v.inside >= 0 {
		v.b = append(v.b, "</mark>"...)
		v.inside = -1
		v.touches = false
	}
}

// image writes an image, inside one <mark> when any passage holds a part of its
// alternative text.
func (v *weaver) image(p *edition.Piece) {
	l := &v.lying
	l.Notes, l.First = l.Notes[:0], l.First[:0]
	v.over(p.Start)
	for k := v.segment; k < len(v.e.Segments) && v.e.Segments[k].Start < p.End; k++ {
		s := &v.e.Segments[k]
		for _, n := range s.Notes {
			if !slices.Contains(l.Notes, n) {
				l.Notes = append(l.Notes, n)
			}
		}
		l.First = append(l.First, s.First...)
	}
	l.Passage = p.Passage
	if len(l.Notes) > 0 {
		v.open(l)
	}
	v.b = v.at.appendPiece(v.b, p)
	if len(l.Notes) > 0 {
		v.b = append(v.b, "</mark>"...)
	}
	v.touches = false
	v.pos = max(v.pos, p.End)
}

// open writes the start tag of a <mark>: the notes it belongs to, the anchors of
// those that begin here, and how many of each colour there are.
func (v *weaver) open(s *edition.Segment) {
	v.b = append(v.b, `<mark data-n="`...)
	for i, n := range v.innermost(s) {
		if i > 0 {
			v.b = append(v.b, ' ')
		}
		v.b = appendText(v.b, v.e.Notes[n].ID)
	}
	v.b = append(v.b, `" style="`...)
	anchors := 0
	for _, n := range s.First {
		if v.placed[n] {
			continue
		}
		v.placed[n] = true
		if anchors++; anchors == 1 {
			v.b = append(v.b, "--a:--p"...)
		} else {
			v.b = append(v.b, ",--p"...)
		}
		v.b = strconv.AppendInt(v.b, int64(n), 10)
	}
	if anchors > 0 {
		v.b = append(v.b, ';')
	}
	v.tint(s)
	v.b = append(v.b, `">`...)
}

// innermost returns the notes of a segment, the one with the shortest passage
// there first.
func (v *weaver) innermost(s *edition.Segment) []int {
	if len(s.Notes) < 2 {
		return s.Notes
	}
	length := func(n int) int {
		for _, p := range v.e.Notes[n].Places {
			if p.Overlaps(s.Passage) {
				return p.Len()
			}
		}
		return 0
	}
	v.order = append(v.order[:0], s.Notes...)
	slices.SortStableFunc(v.order, func(a, b int) int { return length(a) - length(b) })
	return v.order
}

// tint writes, for each colour, how many notes lie here whose series is shown:
// a sum, so that switching a series off lightens the passage.
func (v *weaver) tint(s *edition.Segment) {
	if v.counts == nil {
		v.counts = make([][]int, slots+1)
		for k := range v.counts {
			v.counts[k] = make([]int, len(v.e.Series))
		}
	}
	for _, n := range s.Notes {
		series := v.e.Notes[n].Series
		v.counts[slotOf(v.e.Series, series)][series]++
	}
	written := false
	for slot := 1; slot <= slots; slot++ {
		terms := 0
		for _, c := range v.counts[slot] {
			if c > 0 {
				terms++
			}
		}
		if terms == 0 {
			continue
		}
		if written {
			v.b = append(v.b, ';')
		}
		written = true
		v.b = strconv.AppendInt(append(v.b, "--n"...), int64(slot), 10)
		v.b = append(v.b, ':')
		v.sum(v.counts[slot], terms)
		clear(v.counts[slot])
	}
}

// sum writes var(--on1,1), calc(2*var(--on1,1)), calc(var(--on1,1) + …).
func (v *weaver) sum(counts []int, terms int) {
	plain := terms == 1 && slices.Contains(counts, 1)
	if !plain {
		v.b = append(v.b, "calc("...)
	}
	first := true
	for series, c := range counts {
		if c == 0 {
			continue
		}
		if !first {
			v.b = append(v.b, " + "...)
		}
		first = false
		if c > 1 {
			v.b = append(strconv.AppendInt(v.b, int64(c), 10), '*')
		}
		v.b = strconv.AppendInt(append(v.b, "var(--on"...), int64(series+1), 10)
		v.b = append(v.b, ",1)"...)
	}
	if !plain {
		v.b = append(v.b, ')')
	}
}

// due writes the marks whose place is at or before byte at.
func (v *weaver) due(at int) {
	for v.mark < len(v.e.Marks) && v.e.Marks[v.mark].Offset <= at {
		v.shut()
		m := v.e.Marks[v.mark]
		v.mark++
		if v.touches {
			v.b = append(v.b, separator...)
		}
		if v.bare {
			v.b = v.at.appendBareMark(v.b, &v.e.Notes[m.Note])
			continue
		}
		anchor := !v.placed[m.Note] && m.N == 1
		v.b = appendMark(v.b, v.e, v.words, m.Note, m.N, anchor)
		v.placed[m.Note] = v.placed[m.Note] || anchor
		v.touches = true
	}
}

// separator keeps two marks apart without letting a line break between them.
const separator = `<span class="gap">` + "\u202f" + `</span>`

// appendMark writes a note's mark for its n-th place. Where the note has no
// words of its own the mark is its anchor.
func appendMark(b []byte, e *edition.Edition, w words, note, n int, anchor bool) []byte {
	a := &e.Notes[note]
	b = strconv.AppendInt(append(b, `<a class="mark s`...), int64(a.Series+1), 10)
	b = append(b, `" role="doc-noteref" id="r-`...)
	b = appendText(b, a.ID)
	if n > 1 {
		b = strconv.AppendInt(append(b, '-'), int64(n), 10)
	}
	b = appendText(append(b, `" href="#n-`...), a.ID)
	b = appendText(append(b, `" data-n="`...), a.ID)
	b = appendText(append(b, `" aria-label="`...), w.note(e.Series, a))
	if anchor {
		b = strconv.AppendInt(append(b, `" style="--a:--p`...), int64(note), 10)
	}
	b = appendText(append(b, `">`...), a.Mark)
	return append(b, "</a>"...)
}

// appendBareMark writes a note's mark without anything that needs the page's
// style.
func (s *spot) appendBareMark(b []byte, a *edition.Annotation) []byte {
	b = append(b, `<sup><a href="`...)
	b = s.appendHref(b, &edition.Address{Kind: edition.ToNote, ID: a.ID})
	return append(appendText(append(b, `">`...), a.Mark), "</a></sup>"...)
}

// foot writes what belongs to a whole block, before it ends: the references to
// it and its own link.
func (v *weaver) foot(id string) {
	b := v.blockOf(id)
	for i := range v.e.Backlinks[id] {
		v.b = append(v.b, ' ')
		v.b = v.at.appendBacklink(v.b, v.words, &v.e.Backlinks[id][i])
	}
	if b == nil {
		return
	}
	word := "paragraph"
	switch b.Kind {
	case edition.Heading:
		word = "section"
	case edition.Paragraph, edition.Code:
	default: // cells and items are too many to have links of their own
		return
	}
	v.b = appendText(append(v.b, `<a class="para" href="#`...), id)
	v.b = appendText(append(v.b, `" aria-label="`...), v.words[word])
	v.b = append(v.b, `">¶</a>`...)
}

// blockOf finds a leaf block, looking onward from the last one found.
func (v *weaver) blockOf(id string) *edition.Block {
	blocks := v.e.Text.Blocks
	for i := range blocks {
		k := (v.block + i) % len(blocks)
		if blocks[k].ID == id {
			v.block = k
			return &blocks[k]
		}
	}
	return nil
}

// appendBacklink writes a link to a place that refers to something.
func (s *spot) appendBacklink(b []byte, w words, u *edition.Use) []byte {
	b = append(b, `<a class="ref" href="`...)
	b = s.appendHref(b, &u.From)
	b = append(b, `" aria-label="`...)
	b = appendText(b, w["referred"]+" "+s.useName(w, u))
	b = append(b, `">←`...)
	return append(appendText(b, u.Mark), "</a>"...)
}

// useName names the place of a use to who reads an edition: its note, or the essay,
// and where it is another's the title before; a plain page by its title.
func (s *spot) useName(w words, u *edition.Use) string {
	switch place := placeName(w, u); {
	case place == "":
		return u.Title
	case u.From.Edition != s.edition:
		return u.Title + ", " + place
	default:
		return place
	}
}

// placeName names the place of a use within its edition; "" on a plain page.
func placeName(w words, u *edition.Use) string {
	switch {
	case u.From.Kind == edition.ToPage:
		return ""
	case u.Mark == "":
		return w["essay"]
	}
	return w["note"] + " " + u.Mark
}
