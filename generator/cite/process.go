package cite

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// cluster is a citation: one or more cites that stand together.
type cluster struct {
	cites  []reference
	note   int // number of the note it stands in; 0 in the text
	series string
	form   Form
	inText bool
	// authorOnly: it is but a name in a sentence whose note has the rest.
	authorOnly bool
	bare       bool // it stands by itself, so that parentheses would have nothing around them
}

// reference is one cite of a cluster.
type reference struct {
	item                           *Item
	prefix, suffix, locator, label string
	suppressAuthor, authorOnly     bool

	position  position
	nearNote  bool
	firstNote int
}

// processor formats the clusters and the bibliography of one document.
type processor struct {
	renderer
	entries    []*entry
	byItem     map[*Item]*entry
	authors    authors     // of the entry before
	cited      []reference // the cites of the cluster last rendered, in the order they stand
	room       []Item      // for the items of a document
	scratch    citeState   // of the cite being rendered
	collapsing []piece
}

// processors keeps what a processor has grown: formatting an edition then makes
// little garbage.
var processors = sync.Pool{New: func() any {
	p := &processor{byItem: map[*Item]*entry{}}
	p.marks = map[int]string{}
	return p
}}

// entry is an item of the document and what was found out about it.
type entry struct {
	item      *Item
	number    int
	firstNote int // the note it is first cited in
	suffix    string
	ambiguous int
	names     []int
	givens    [][]uint8
	key       []byte // of the bibliography's order
}

func newProcessor(s *Style, l *locale) *processor {
	p := processors.Get().(*processor)
	p.style, p.locale = s, l
	return p
}

// release gives the processor's room back. Nothing it has returned is part of
// it but tokens.
func (p *processor) release() {
	clear(p.byItem)
	clear(p.marks)
	clear(p.entries)
	clear(p.room)
	p.entries, p.room = p.entries[:0], p.room[:0]
	p.authors, p.cited, p.nameLevels = authors{}, nil, nil
	p.item, p.cite, p.sort, p.style, p.locale = nil, nil, nil, nil, nil
	p.inBib, p.hide, p.scratch = 0, false, citeState{}
	processors.Put(p)
}

// register adds an item to the document.
func (p *processor) register(it *Item) *entry {
	if e := p.byItem[it]; e != nil {
		return e
	}
	e := &entry{item: it, number: len(p.entries) + 1}
	p.entries = append(p.entries, e)
	p.byItem[it] = e
	return e
}

// order puts the entries into the bibliography's order and numbers them.
func (p *processor) order() {
	b := p.style.bibliography
	if b == nil || len(b.sort) == 0 {
		return
	}
	keys := make([][]byte, len(p.entries))
	for i, e := range p.entries {
		keys[i] = p.sortKey(b.sort, 1, e.item, e.state())
		e.key = keys[i]
	}
	sorted := make([]*entry, len(keys))
	for i, k := range sortedByKey(keys) {
		sorted[i] = p.entries[k]
		sorted[i].number = i + 1
	}
	p.entries = sorted
}

// state is the state of a cite that says nothing of its own.
func (e *entry) state() *citeState {
	return &citeState{number: e.number, yearSuffix: e.suffix, ambiguous: e.ambiguous, names: e.names, givens: e.givens}
}

// stateOf is the state of a cite. It is good until the next one is asked for.
func (p *processor) stateOf(ref *reference) *citeState {
	s := &p.scratch
	*s = *p.byItem[ref.item].state()
	s.locator, s.label = strings.TrimSpace(ref.locator), ref.label
	s.position, s.nearNote, s.firstNote = ref.position, ref.nearNote, ref.firstNote
	return s
}

// renderCluster renders a cluster into the token list; the tokens are valid until
// the next call.
func (p *processor) renderCluster(c *cluster) []token {
	if c.inText && len(c.cites) > 0 {
		return p.renderInText(c)
	}
	r := &p.renderer
	layout := p.style.citation.layout
	refs := p.grouped(p.sortCites(c.cites))
	p.cited = refs
	r.outside()
	r.enterFormat(layout.format)
	base := r.cur
	pieces := p.pieces(c, refs, base)
	if len(pieces) == 0 {
		r.cur = 0
		return nil
	}
	rendered := len(r.tokens)
	open, shut := layout.prefix, p.layoutSuffix(c)
	switch {
	case c.authorOnly:
		open, shut = "", ""
	case c.bare && open == "(" && shut == ")":
		open, shut = "", "."
	}
	p.affix(base, -1, open)
	p.join(pieces, base)
	p.affix(base, -1, shut)
	r.cur = 0
	return p.settle(r.tokens[rendered:])
}

// renderInText renders a cluster as part of a sentence: the first author's name,
// then the rest in parentheses.
func (p *processor) renderInText(c *cluster) []token {
	r := &p.renderer
	layout := p.style.citation.layout
	p.cited = c.cites
	r.outside()
	r.enterFormat(layout.format)
	base := r.cur
	name := c.cites[0]
	name.prefix, name.suffix, name.authorOnly = "", "", true
	r.stream.cite = 0
	named := p.renderCite(c, &name)
	r.cur = base
	nameEnd := len(r.tokens)
	rest := cluster{note: c.note, series: c.series, form: Inline, cites: slices.Clone(c.cites)}
	rest.cites[0].suppressAuthor = true
	pieces := p.pieces(&rest, rest.cites, base)
	rendered := len(r.tokens)
	open, shut := layout.prefix, strings.TrimRight(layout.suffix, ". ")
	if named {
		r.tokens = append(r.tokens, r.tokens[:nameEnd]...)
		if open == "" && shut == "" {
			open, shut = "(", ")"
		}
		open = " " + open
	}
	if len(pieces) > 0 {
		joint := int32(-1)
		if len(pieces) == 1 {
			joint = 0 // all is the one source's
		}
		p.affix(base, joint, open)
		p.join(pieces, base)
		p.affix(base, joint, shut)
	}
	r.cur = 0
	return p.settle(r.tokens[rendered:])
}

// join sets the pieces one behind the other.
func (p *processor) join(pieces []piece, base int32) {
	r := &p.renderer
	for i := range pieces {
		if pc := &pieces[i]; !pc.drop {
			p.affix(base, -1, pc.joint)
			r.tokens = append(r.tokens, r.tokens[pc.start:pc.end]...)
		}
	}
}

// affix sets what stands between cites, or around them.
func (p *processor) affix(base, cite int32, s string) {
	r := &p.renderer
	r.stream.cite, r.cur = cite, base
	r.push(affix, s)
}

// layoutSuffix is what ends a citation; in a sentence that goes on no full stop
// does.
func (p *processor) layoutSuffix(c *cluster) string {
	s := p.style.citation.layout.suffix
	if c.form == Inline || c.form == Opening {
		s = strings.TrimRight(s, ". ")
	}
	return s
}

// capitalizeTerm makes the first letter of a note a capital, where the style
// begins with a term.
func (p *processor) capitalizeTerm(tokens []token) {
	for i := range tokens {
		t := &tokens[i]
		if t.kind != content {
			if strings.TrimSpace(t.text) == "" {
				continue
			}
			return
		}
		if t.flag&isTerm != 0 {
			r, n := utf8.DecodeRuneInString(t.text)
			t.text = string(unicode.ToUpper(r)) + t.text[n:]
		}
		return
	}
}

// renderCite renders one cite with its prefix and suffix.
func (p *processor) renderCite(c *cluster, ref *reference) bool {
	r := &p.renderer
	layout := p.style.citation.layout
	start := len(r.tokens)
	if ref.prefix != "" {
		r.rich(spaced(ref.prefix), isAffixed)
	}
	inner := len(r.tokens)
	state := p.stateOf(ref)
	if ref.authorOnly {
		p.authorOnly(layout, c, ref, state)
	} else {
		r.hide = ref.suppressAuthor
		r.render(layout, ref.item, state)
		r.hide = false
	}
	if c.form != Inline && p.style.Note && (ref.prefix == "" && start == 0 || endsSentence(ref.prefix)) {
		p.capitalizeTerm(r.tokens[inner:])
	}
	if len(r.tokens) == inner && ref.prefix == "" && ref.suffix == "" {
		return false
	}
	if ref.suffix != "" {
		first, _ := utf8.DecodeRuneInString(ref.suffix)
		if unicode.IsLetter(first) || unicode.IsDigit(first) {
			r.push(affix, " ")
		}
		r.rich(ref.suffix, isAffixed)
	}
	return len(r.tokens) > start
}

// spaced is a cite's prefix with the space that parts it from the cite.
func spaced(s string) string {
	if last, _ := utf8.DecodeLastRuneInString(s); unicode.IsSpace(last) || strings.ContainsRune("([{“‘\"'/—-", last) {
		return s
	}
	return s + " "
}

// authorOnly renders nothing but the name that a cite begins with. In a sentence
// what has no name is rendered whole, without where in it.
func (p *processor) authorOnly(layout *element, c *cluster, ref *reference, state *citeState) {
	r := &p.renderer
	start := len(r.tokens)
	r.render(layout, ref.item, state)
	name := r.first
	switch {
	case name.set:
		kept := copy(r.tokens[start:], r.tokens[name.start:name.end])
		r.tokens = r.tokens[:start+kept]
	case !c.authorOnly:
		r.tokens = r.tokens[:start]
	}
}

// sortCites puts the cites of a cluster into the style's order.
func (p *processor) sortCites(refs []reference) []reference {
	keys := p.style.citation.sort
	if len(keys) == 0 || len(refs) < 2 {
		return refs
	}
	made := make([][]byte, len(refs))
	for i := range refs {
		state := p.stateOf(&refs[i])
		state.yearSuffix = ""
		made[i] = p.sortKey(keys, 0, refs[i].item, state)
	}
	out := make([]reference, len(refs))
	for i, k := range sortedByKey(made) {
		out[i] = refs[k]
	}
	return out
}

// endsSentence reports whether a cite's prefix is a sentence of its own.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, " \"'”’»")
	if !strings.Contains(s, " ") { // "Cf." is none
		return false
	}
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?")
}
