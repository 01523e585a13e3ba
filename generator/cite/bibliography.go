package cite

import "strings"

// renderEntry renders an entry of the bibliography; the tokens are valid until
// the next call.
func (p *processor) renderEntry(e *entry) []token {
	r := &p.renderer
	b := p.style.bibliography
	r.inBib = 1
	r.reset()
	r.enterFormat(b.layout.format)
	base := r.cur
	r.push(affix, b.layout.prefix)
	start := len(r.tokens)
	r.begin(e.item, e.state())
	if b.secondField != "" {
		p.fields(b.layout)
	} else {
		r.children(b.layout.kids, &join{})
	}
	r.cur = base
	if len(r.tokens) == start {
		return nil
	}
	p.capitalizeTerm(r.tokens[start:])
	if b.hasSubstitute {
		p.substituteAuthor(b)
	}
	p.closeEntry(b.layout.suffix)
	r.cur = 0
	return p.freeSpaces(p.settle(r.tokens))
}

// freeSpaces moves a space that begins or ends an entry out of the block it
// stands in.
func (r *renderer) freeSpaces(tokens []token) []token {
	if len(tokens) == 0 {
		return nil
	}
	if t := &tokens[0]; t.span > 0 && strings.HasPrefix(t.text, " ") && r.isBlock(t.span) {
		t.text = strings.TrimLeft(t.text, " ")
		tokens = append([]token{{kind: affix, text: " "}}, tokens...)
	}
	if t := &tokens[len(tokens)-1]; t.span > 0 && strings.HasSuffix(t.text, " ") && r.isBlock(t.span) {
		t.text = strings.TrimRight(t.text, " ")
		tokens = append(tokens, token{kind: affix, text: " "})
	}
	return tokens
}

// closeEntry sets the layout's suffix. Where the entry ends in a block of its own
// (display, second-field-align), the suffix belongs inside it.
func (p *processor) closeEntry(suffix string) {
	r := &p.renderer
	for s := r.tokens[len(r.tokens)-1].span; s > 0; s = r.spans[s].parent {
		if r.isBlock(s) {
			r.cur = s
		}
	}
	r.push(affix, suffix)
}

func (r *renderer) isBlock(span int32) bool { return r.spans[span].mark.group() == 5 }

// fields renders the first element of a layout apart from the others
// (second-field-align).
func (p *processor) fields(layout *element) {
	r := &p.renderer
	base := r.cur
	r.enter(displayLeft, false)
	for i, k := range layout.kids {
		mark := len(r.tokens)
		r.children([]*element{k}, &join{})
		if len(r.tokens) > mark {
			r.cur = base
			r.enter(displayRight, false)
			r.children(layout.kids[i+1:], &join{})
			return
		}
	}
}

// authors is how the names an entry begins with read, for the next entry to
// compare.
type authors struct {
	list  string
	names []string
}

// substituteAuthor sets the style's mark in place of names that the entry
// before has too (subsequent-author-substitute).
func (p *processor) substituteAuthor(b *area) {
	r := &p.renderer
	before := p.authors
	p.authors = authors{}
	m := &r.first
	if !m.set {
		return
	}
	now := authors{list: plainTokens(r.tokens[m.listStart:m.listEnd])}
	if len(m.names) == 0 {
		m.names = [][2]int{{m.listStart, m.listEnd}}
	}
	for _, n := range m.names {
		now.names = append(now.names, plainTokens(r.tokens[n[0]:n[1]]))
	}
	p.authors = now
	same := 0
	for same < len(now.names) && same < len(before.names) && now.names[same] == before.names[same] {
		same++
	}
	all := now.list != "" && now.list == before.list
	switch b.substituteRule {
	case "complete-each":
		if all {
			p.replaceNames(m, m.names, b.substitute)
		}
	case "partial-each":
		p.replaceNames(m, m.names[:same], b.substitute)
	case "partial-first":
		p.replaceNames(m, m.names[:min(same, 1)], b.substitute)
	default:
		if all {
			p.replaceNames(m, [][2]int{{m.listStart, m.listEnd}}, b.substitute)
		}
	}
}

// replaceNames sets a text in the place of each of some ranges of tokens.
func (p *processor) replaceNames(m *namesMark, ranges [][2]int, text string) {
	r := &p.renderer
	for i := len(ranges) - 1; i >= 0; i-- {
		from, to := ranges[i][0], ranges[i][1]
		if from >= to {
			continue
		}
		t := r.tokens[from]
		t.kind, t.text, t.flag, t.span = content, text, 0, m.span
		r.tokens[from] = t
		r.tokens = append(r.tokens[:from+1], r.tokens[to:]...)
	}
}
