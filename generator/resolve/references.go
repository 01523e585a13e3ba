package resolve

import (
	"fmt"
	"html"
	"maps"
	"slices"
	"strings"

	"gloss/generator/cite"
	"gloss/generator/edition"
)

// aimReferences fills the holes of the essay and of every body: citations are
// set, cross-references lead somewhere and are remembered at what they lead to.
func (w *work) aimReferences() {
	essay := &filler{work: w, document: w.manuscript.Essay, essay: true}
	w.essayFlow = essay.fill()
	for _, n := range w.notes {
		body := &filler{work: w, document: n.Body, use: n.use}
		if n.Body != nil {
			n.body = body.fill()
		}
		n.cited = w.listed(n, w.formatted.Clusters)
		if w.leans(n) {
			n.apart = &edition.Apart{Body: body.alone(), Cited: w.listed(n, w.formatted.Alone)}
		}
	}
}

// listed is the list of sources of a note.
func (w *work) listed(n *note, formatted [][]cite.Fragment) (cited []edition.Flow) {
	for _, c := range n.sources {
		if flow := w.citationPieces(nil, formatted, c, edition.Passage{}, 0); len(flow) > 0 {
			cited = append(cited, flow)
		}
	}
	return cited
}

// leans reports whether a citation of the note reads another way where the note
// stands alone.
func (w *work) leans(n *note) bool {
	return slices.ContainsFunc(slices.Concat(w.holes[n.Body], n.sources), func(c int) bool {
		return !slices.Equal(w.formatted.Clusters[c], w.formatted.Alone[c])
	})
}

// filler makes a document's flow finished.
type filler struct {
	work      *work
	document  *edition.Document
	footnotes []edition.Footnote // of a plain page
	essay     bool
	inline    bool         // a plain page: citations and footnotes stay where they are
	use       edition.Use  // what a cross-reference in a note's body is remembered as
	marked    map[int]bool // footnotes that have a mark already
	out       edition.Flow
	set       []citationSet
}

// citationSet is where in the finished flow a citation was set, and how.
type citationSet struct {
	cluster    int
	start, end int // pieces
	at         edition.Passage
	next       byte // what follows in the text; 0: nothing
}

// alone is the flow that was filled, its citations as they read where the note
// stands alone.
func (f *filler) alone() edition.Flow {
	var out edition.Flow
	from := 0
	for _, s := range f.set {
		out = append(out, f.out[from:s.start]...)
		out = f.work.citationPieces(out, f.work.formatted.Alone, s.cluster, s.at, s.next)
		from = s.end
	}
	return append(out, f.out[from:]...)
}

func (f *filler) fill() edition.Flow {
	flow := f.document.Flow
	f.out = make(edition.Flow, 0, len(flow)+2*f.holesIn(flow))
	for i, p := range flow {
		switch p.Kind {
		case edition.CitationHole:
			f.citation(flow, i)
		case edition.ReferenceHole:
			f.reference(flow, i)
		case edition.FootnoteHole:
			switch { // in the essay its mark is woven in with the others
			case f.inline:
				f.out = append(f.out, f.footnoteMark(p))
			case !f.essay:
				f.work.problems.Warnf(f.document.Place(p.Source), "refer to a note with [[id]]", "a footnote inside a note has no place in the essay, and is left out")
			}
		case edition.Image:
			p.Size = f.work.manuscript.Images[p.URL]
			f.out = append(f.out, p)
		default:
			f.out = append(f.out, p)
		}
	}
	return f.out
}

// holesIn counts the pieces that become several.
func (f *filler) holesIn(flow edition.Flow) int {
	n := 0
	for i := range flow {
		if flow[i].Kind == edition.CitationHole || flow[i].Kind == edition.ReferenceHole {
			n++
		}
	}
	return n
}

func (f *filler) citation(flow edition.Flow, i int) {
	p := flow[i]
	plain := f.document.Text.Plain
	if f.essay && !f.inline && !p.Citation.InText && f.work.scope.Style.Note {
		// The citation has become a note; the space before the bracket goes.
		if at := beforeSpace(flow, i, plain); at < p.Start {
			f.out[len(f.out)-1].End = at
		}
		return
	}
	cluster, next, start := f.work.holes[f.document][len(f.set)], after(plain, p.Start), len(f.out)
	f.out = f.work.citationPieces(f.out, f.work.formatted.Clusters, cluster, p.Passage, next)
	f.set = append(f.set, citationSet{cluster, start, len(f.out), p.Passage, next})
}

func (f *filler) reference(flow edition.Flow, i int) {
	p := flow[i]
	w := f.work
	link := edition.Piece{Kind: edition.Link, Passage: p.Passage, Nest: 1}
	aimed := w.aimed(f.document, p)
	if aimed.leads {
		link.Target = &aimed.to
		f.remember(aimed.to, p, flow[i:])
	} else {
		link.Kind, link.HTML = edition.Markup, `<a class="unknown">`
	}
	f.out = append(f.out, link)
	if p.Reference.Words == "" {
		f.out = append(f.out,
			edition.Piece{Kind: edition.Markup, HTML: aimed.html, Passage: p.Passage},
			edition.Piece{Kind: edition.Markup, HTML: "</a>", Passage: p.Passage, Nest: -1, Closes: true})
	}
}

// remember enters the use at what it leads to: a backlink.
func (f *filler) remember(to edition.Address, p edition.Piece, rest edition.Flow) {
	use := f.use
	if f.essay {
		use = f.work.referenceUse(f.document, p, rest)
	}
	switch {
	case to.Kind == edition.ToSource:
		key := p.Reference.ID // aim takes it for a source's only where it is one
		f.work.useSource(key, use)
	case to.Edition != f.work.manuscript.ID:
		f.work.foreign = append(f.work.foreign, Foreign{To: to, Use: use})
	default:
		f.work.uses[to] = append(f.work.uses[to], use)
	}
}

// footnoteMark is the mark of a plain page's footnote.
func (f *filler) footnoteMark(p edition.Piece) edition.Piece {
	n := 1 + slices.IndexFunc(f.footnotes, func(note edition.Footnote) bool { return note.Label == p.Label })
	id := fmt.Sprintf(` id="fnref-%d"`, n)
	if f.marked == nil {
		f.marked = map[int]bool{}
	}
	if f.marked[n] {
		id = ""
	}
	f.marked[n] = true
	return edition.Piece{Kind: edition.Markup, Passage: p.Passage, HTML: fmt.Sprintf(`<a class="mark" role="doc-noteref"%s href="#%s">%d</a>`, id, footnoteAnchor(n), n)}
}

// linkEnd is where the words of the link that a flow begins with end.
func linkEnd(flow edition.Flow) int {
	depth, end := 0, flow[0].Start
	for _, p := range flow {
		depth += int(p.Nest)
		if p.Kind == edition.Run {
			end = p.End
		}
		if depth <= 0 {
			break
		}
	}
	return end
}

// aimed is what a cross-reference leads to, if anything, and the words for it
// when the author wrote none.
type aimed struct {
	to    edition.Address
	leads bool
	html  string
}

// aimed aims a cross-reference of a document. One that leads nowhere is reported
// once, however often it is asked for.
func (w *work) aimed(d *edition.Document, p edition.Piece) *aimed {
	if a := w.aims[p.Reference]; a != nil {
		return a
	}
	a := &aimed{}
	var words string
	a.to, words, a.leads = w.aim(p.Reference, func() edition.Place { return d.Place(p.Source) })
	switch {
	case !a.leads:
		a.html = html.EscapeString(p.Reference.ID)
	case a.to.Kind == edition.ToSource:
		a.html = w.scope.Style.TitleOf(w.records[p.Reference.ID], w.language())
	default:
		a.html = html.EscapeString(words)
	}
	w.aims[p.Reference] = a
	return a
}

// aim finds what a cross-reference leads to and the words for it when the
// author wrote none: a note, an edition, a source or a block, in this order, but
// first a block where a # says so. A source's are those of the style.
func (w *work) aim(r *edition.Reference, at func() edition.Place) (edition.Address, string, bool) {
	here := w.manuscript.ID
	if r.Edition != "" && r.Edition != here {
		return w.aimAbroad(r, at)
	}
	if n := w.byID[r.ID]; n != nil && !(r.Hash && w.text.ByID(r.ID) != nil) {
		return edition.Address{Kind: edition.ToNote, Edition: here, ID: r.ID}, w.noteWords(n.mark), true
	}
	if b := w.text.ByID(r.ID); b != nil && (r.Hash || !slices.Contains(w.scope.Editions, r.ID)) {
		return edition.Address{Kind: edition.ToBlock, Edition: here, ID: r.ID}, w.blockWords(b), true
	}
	if !r.Hash && slices.Contains(w.scope.Editions, r.ID) {
		return w.aimAbroad(&edition.Reference{Edition: r.ID}, at)
	}
	if s := w.records[r.ID]; s != nil && !r.Hash {
		return edition.Address{Kind: edition.ToSource, Edition: here, ID: edition.Slug(r.ID)}, "", true
	}
	if w.inTray(r.ID) {
		return edition.Address{}, "", false // reported already
	}
	w.unknownReference(at(), r.ID, w.referable())
	return edition.Address{}, "", false
}

// referable lists what a cross-reference may name: the notes and the blocks, by
// their ids, and then the editions.
func (w *work) referable() []string {
	if w.names == nil {
		w.names = append(slices.Collect(maps.Keys(w.byID)), w.blockIDs()...)
		slices.Sort(w.names)
		w.names = append(w.names, w.scope.Editions...)
	}
	return w.names
}

func (w *work) inTray(id string) bool {
	return slices.ContainsFunc(w.tray, func(u edition.Unplaced) bool { return u.ID == id })
}

func (w *work) unknownReference(at edition.Place, id string, known []string) {
	hint := edition.DidYouMean(id, known)
	if hint == "" {
		hint = "write the id of a note, of a block as [[#id]], or the folder of an edition"
	}
	w.problems.Errorf(at, hint, "the cross-reference [[%s]] leads nowhere", id)
}

// aimAbroad finds something in another edition. Without the index that is
// known only as far as the editions' names go; the edition is then finished
// again once the index is there.
func (w *work) aimAbroad(r *edition.Reference, at func() edition.Place) (edition.Address, string, bool) {
	w.abroad = true
	if !slices.Contains(w.scope.Editions, r.Edition) {
		w.unknownReference(at(), r.Edition+"#"+r.ID, w.scope.Editions)
		return edition.Address{}, "", false
	}
	if w.scope.Index == nil || r.Edition == w.manuscript.ID {
		kind := edition.ToEdition
		if r.ID != "" {
			kind = edition.ToBlock
		}
		return edition.Address{Kind: kind, Edition: r.Edition, ID: r.ID}, w.manuscript.Front.Title, true
	}
	address, words, ok := w.scope.Index.aim(r)
	if !ok {
		w.unknownReference(at(), r.Edition+"#"+r.ID, w.scope.Index.ids(r.Edition))
	}
	return address, words, ok
}

// noteWords are the words for a note nobody named otherwise.
func (w *work) noteWords(mark string) string {
	return strings.ReplaceAll(w.word("reference", "note {mark}"), "{mark}", mark)
}

// blockWords are the words for a block: a heading's own, else its first ones.
func (w *work) blockWords(b *edition.Block) string {
	words := w.withoutGaps(b.Passage)
	if b.Kind == edition.Heading {
		return oneLine(words)
	}
	return "“" + firstPhrase(words, 6) + "”"
}

// withoutHoles keeps what needs no resolving, for the tray.
func withoutHoles(flow edition.Flow) edition.Flow {
	out := make(edition.Flow, 0, len(flow))
	for _, p := range flow {
		switch p.Kind {
		case edition.CitationHole, edition.FootnoteHole:
		case edition.ReferenceHole:
			if p.Reference.Words != "" {
				out = append(out, edition.Piece{Kind: edition.Markup, HTML: "<a>", Nest: 1})
			}
		default:
			out = append(out, p)
		}
	}
	return out
}
