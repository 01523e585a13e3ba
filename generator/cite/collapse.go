package cite

import (
	"strings"
	"unicode/utf8"
)

// piece is a cite of a cluster on its way into the citation.
type piece struct {
	start, end int // tokens
	ref        int // index into the cluster's references
	names      string
	rest       string // without names and the year's letter
	letter     string
	joint      string // what stands before it
	how        joining
	drop       bool // inside a range: not shown
}

// joining says how a piece hangs on the one before.
type joining uint8

const (
	byItself   joining = iota
	sameNames          // its names are left out
	sameYear           // all but its letter is left out
	nextNumber         // its number follows the one before
)

// pieces renders the cites of a cluster one after the other and collapses them
// as the style says.
func (p *processor) pieces(c *cluster, refs []reference, base int32) []piece {
	r := &p.renderer
	a := p.style.citation
	out := p.collapsing[:0]
	for i := range refs {
		start := len(r.tokens)
		r.stream.cite = int32(i)
		if !p.renderCite(c, &refs[i]) {
			r.tokens = r.tokens[:start]
			continue
		}
		r.cur = base
		pc := piece{start: start, end: len(r.tokens), ref: i}
		switch {
		case r.hid:
			pc.names = r.hidden
		case r.first.set && len(r.first.names) > 0:
			pc.names = plainTokens(r.tokens[r.first.start:r.first.end])
		}
		if len(out) > 0 {
			p.hang(c, &pc, &out[len(out)-1], refs, base)
			if pc.start == pc.end {
				continue
			}
		}
		p.describe(&pc)
		out = append(out, pc)
	}
	switch a.collapse {
	case collapseYearSuffix, collapseYearSuffixRanged:
		p.collapseLetters(out, refs)
	case collapseNumber:
		p.collapseNumbers(out, refs)
	}
	for i := range out {
		p.joint(out, i, refs)
	}
	p.collapsing = out
	return out
}

// hang leaves the names of a cite out when they are those of the one before.
func (p *processor) hang(c *cluster, pc, before *piece, refs []reference, base int32) {
	a := p.style.citation
	if pc.names == "" || pc.names != before.names {
		return
	}
	if a.collapse < collapseYear {
		if a.hasCiteGroup {
			pc.how = sameNames
		}
		return
	}
	pc.how = sameNames
	r := &p.renderer
	r.tokens = r.tokens[:pc.start]
	ref := refs[pc.ref]
	ref.suppressAuthor = true
	r.stream.cite = int32(pc.ref)
	p.renderCite(c, &ref)
	r.cur = base
	pc.end = len(r.tokens)
}

// describe notes what a piece says besides its names.
func (p *processor) describe(pc *piece) {
	var rest strings.Builder
	tokens := p.tokens[pc.start:pc.end]
	for i := range tokens {
		t := &tokens[i]
		switch {
		case t.flag&isYearSuffix != 0:
			pc.letter = t.text
		default:
			rest.WriteString(t.text)
		}
	}
	pc.rest = rest.String()
	if pc.how == byItself {
		pc.rest = strings.TrimPrefix(pc.rest, pc.names)
	}
	pc.rest = strings.Trim(pc.rest, " ,")
}

// collapseLetters shows only the letters of years that stand behind the same
// year: 2000a, b.
func (p *processor) collapseLetters(out []piece, refs []reference) {
	for i := 1; i < len(out); i++ {
		pc, before := &out[i], &out[i-1]
		nameless := pc.names == "" && before.names == ""
		if pc.how != sameNames && !nameless || pc.letter == "" || before.letter == "" || pc.rest != before.rest {
			continue
		}
		if refs[pc.ref].locator != "" || refs[before.ref].locator != "" || refs[pc.ref].suffix != "" {
			continue
		}
		pc.how = sameYear
		kept := pc.start
		for k := pc.start; k < pc.end; k++ {
			if p.tokens[k].flag&isYearSuffix != 0 {
				p.tokens[kept] = p.tokens[k]
				kept++
			}
		}
		pc.end = kept
	}
	if p.style.citation.collapse != collapseYearSuffixRanged {
		return
	}
	p.ranges3(out, func(a, b *piece) bool {
		return b.how == sameYear && letterNumber(b.letter) == letterNumber(a.letter)+1
	})
}

// collapseNumbers joins three and more consecutive numbers: 1–3.
func (p *processor) collapseNumbers(out []piece, refs []reference) {
	plain := func(ref *reference) bool {
		return ref.locator == "" && !ref.authorOnly && !ref.suppressAuthor
	}
	p.ranges3(out, func(a, b *piece) bool {
		ra, rb := &refs[a.ref], &refs[b.ref]
		return plain(ra) && plain(rb) && ra.suffix == "" && rb.prefix == "" && p.byItem[rb.item].number == p.byItem[ra.item].number+1
	})
}

// ranges3 drops the middle of runs of three pieces and more, of which each
// follows the one before.
func (p *processor) ranges3(out []piece, follows func(a, b *piece) bool) {
	for i := 0; i < len(out); {
		k := i + 1
		for k < len(out) && follows(&out[k-1], &out[k]) {
			k++
		}
		if k-i >= 3 {
			for m := i + 1; m < k-1; m++ {
				out[m].drop = true
			}
			out[k-1].how = nextNumber
		}
		i = k
	}
}

func letterNumber(s string) int {
	n := 0
	for _, r := range s {
		n = n*26 + int(r-'a') + 1
	}
	return n
}

// joint finds what stands between a piece and the one before.
func (p *processor) joint(out []piece, i int, refs []reference) {
	if i == 0 {
		return
	}
	a := p.style.citation
	pc, before := &out[i], &out[i-1]
	delimiter := a.layout.delimiter
	switch {
	case pc.how == nextNumber:
		delimiter = "–"
	case pc.how == sameYear:
		if a.hasYearSuffixDelimiter {
			delimiter = a.yearSuffixDelimiter
		} else if a.hasCiteGroup {
			delimiter = a.citeGroupDelimiter
		}
	case pc.how == sameNames && a.collapse >= collapseYear && refs[before.ref].locator != "" && a.hasAfterCollapse:
		delimiter = a.afterCollapse
	case pc.how == sameNames && a.hasCiteGroup:
		delimiter = a.citeGroupDelimiter
	case pc.how == sameNames && !p.style.Note && !a.hasAfterCollapse:
		delimiter = ", "
	case pc.how == byItself && a.hasAfterCollapse && (before.how != byItself || a.collapse == collapseYear):
		delimiter = a.afterCollapse
	}
	pc.joint = between(refs[before.ref].suffix, delimiter, refs[pc.ref].prefix)
}

// between is the delimiter between a cite's suffix and the next one's prefix:
// where these have punctuation of their own, it gives way.
func between(suffix, delimiter, prefix string) string {
	if last, _ := utf8.DecodeLastRuneInString(suffix); suffix != "" && strings.ContainsRune(",;:.", last) {
		return strings.TrimLeft(delimiter, ",;:.")
	}
	if first, _ := utf8.DecodeRuneInString(prefix); prefix != "" && strings.ContainsRune(",;:.", first) {
		return ""
	}
	return delimiter
}

// grouped moves cites with the same names behind the first of them, where the
// style groups them.
func (p *processor) grouped(refs []reference) []reference {
	a := p.style.citation
	if len(refs) < 3 || len(a.sort) == 0 || a.collapse < collapseYear && !a.hasCiteGroup {
		return refs
	}
	names := make([]string, len(refs))
	r := &p.renderer
	for i := range refs {
		r.outside()
		r.render(a.layout, refs[i].item, p.stateOf(&refs[i]))
		if r.first.set {
			names[i] = plainTokens(r.tokens[r.first.start:r.first.end])
		}
	}
	out := make([]reference, 0, len(refs))
	taken := make([]bool, len(refs))
	for i := range refs {
		if taken[i] {
			continue
		}
		for k := i; k < len(refs); k++ {
			if !taken[k] && (k == i || names[i] != "" && names[k] == names[i]) {
				taken[k] = true
				out = append(out, refs[k])
			}
		}
	}
	return out
}
