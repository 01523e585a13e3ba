package cite

import (
	"slices"
	"strings"
	"unicode"
)

// disambiguate tells apart the sources whose citations would read the same: by
// showing more names, by showing more of them, by what the style has under
// disambiguate="true", and last by letters behind the year. Each is tried on
// the sources that the one before could not tell apart.
func (p *processor) disambiguate() {
	d := p.style.citation.cite
	if !d.addNames && !d.addGiven && !d.addSuffix && !p.style.asksAmbiguous {
		return
	}
	if d.addGiven && d.rule != byCite {
		p.nameLevels = p.globalLevels(d.rule)
	}
	if d.addNames || d.addGiven {
		for _, set := range p.ambiguous(p.entries) {
			p.splitByNames(set, config{}, 0, 0)
		}
	}
	if p.style.asksAmbiguous {
		for _, set := range p.ambiguous(p.entries) {
			p.splitByCondition(set, 1)
		}
	}
	if d.addSuffix {
		for _, set := range p.ambiguous(p.entries) {
			for i, e := range set {
				e.suffix = yearLetters(i)
			}
		}
	}
}

// config says how much of the names of a cite is shown: of each list how many
// at least, and of each name how much (0 as the style says, 1 initials, 2 all).
type config struct {
	names  []int
	givens [][]uint8
}

func (c config) clone() config {
	out := config{names: slices.Clone(c.names), givens: make([][]uint8, len(c.givens))}
	for i := range c.givens {
		out.givens[i] = slices.Clone(c.givens[i])
	}
	return out
}

func (c *config) show(set, count int) {
	for len(c.names) <= set {
		c.names = append(c.names, 0)
	}
	c.names[set] = max(c.names[set], count)
}

func (c *config) give(set, name int, level uint8) {
	for len(c.givens) <= set {
		c.givens = append(c.givens, nil)
	}
	for len(c.givens[set]) <= name {
		c.givens[set] = append(c.givens[set], 0)
	}
	c.givens[set][name] = level
}

// ambiguous returns the sets of entries whose cites read the same, in the order
// of their first members.
func (p *processor) ambiguous(entries []*entry) (out [][]*entry) {
	for _, class := range p.classes(entries) {
		if len(class) > 1 {
			out = append(out, class)
		}
	}
	return out
}

// classes parts entries by how their cites read.
func (p *processor) classes(entries []*entry) [][]*entry {
	index := make(map[string]int, len(entries))
	var out [][]*entry
	for _, e := range entries {
		key := p.reading(e)
		i, ok := index[key]
		if !ok {
			i = len(out)
			index[key] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], e)
	}
	return out
}

// reading is how a later cite of an entry reads, without the letter of its
// year.
func (p *processor) reading(e *entry) string {
	r := &p.renderer
	r.outside()
	state := e.state()
	state.yearSuffix = ""
	state.position, state.firstNote = laterCite, e.firstNote
	r.comparing = true
	r.render(p.style.citation.layout, e.item, state)
	r.comparing = false
	return plainTokens(r.tokens)
}

// outside readies the renderer for a cite outside any cluster.
func (r *renderer) outside() {
	r.inBib = 0
	r.reset()
}

// splitByNames shows more of the names of a set, list by list and name by name:
// first more of a name, then one name more. What does not part the set is taken
// back. It begins at a name of a list; base is what was found to help before.
func (p *processor) splitByNames(set []*entry, base config, list, name int) {
	d := p.style.citation.cite
	for ; ; list, name = list+1, 0 {
		shown, total, levels := p.listShape(set, list)
		if total == 0 {
			return
		}
		for ; name < total; name++ {
			if name >= shown {
				if !d.addNames {
					break
				}
				if p.tryNames(set, base, list, name, 0, true) {
					return
				}
			}
			if !d.addGiven || d.rule != byCite {
				continue
			}
			for _, level := range levels {
				if p.tryNames(set, base, list, name, level, name >= shown) {
					return
				}
			}
		}
	}
}

// tryNames tries one step. When it parts the set, each part goes on by itself
// and tryNames returns true.
func (p *processor) tryNames(set []*entry, base config, list, name int, level uint8, more bool) bool {
	next := base.clone()
	if more {
		next.show(list, name+1)
	}
	if level > 0 {
		next.give(list, name, level)
	}
	p.configure(set, next)
	classes := p.classes(set)
	if len(classes) == 1 {
		p.configure(set, base)
		return false
	}
	for _, class := range classes {
		if len(class) > 1 {
			p.splitByNames(class, next, list, name)
		}
	}
	return true
}

func (p *processor) configure(set []*entry, c config) {
	for _, e := range set {
		e.names, e.givens = c.names, c.givens
	}
}

// listShape says of a list of names in the cites of a set how many are shown,
// how many there are in the longest, and how much more of a name can be shown.
func (p *processor) listShape(set []*entry, list int) (shown, total int, levels []uint8) {
	for _, e := range set {
		was := *e
		e.names, e.givens = nil, nil
		p.lists = p.lists[:0]
		p.collecting = true
		p.reading(e)
		p.collecting = false
		*e = was
		if list >= len(p.lists) {
			continue
		}
		l := p.lists[list]
		total = max(total, l.total)
		if shown == 0 || l.shown < shown {
			shown = l.shown
		}
		if levels == nil {
			levels = l.levels()
		}
	}
	return shown, total, levels
}

// nameSet is what was seen of a list of names while it was rendered.
type nameSet struct {
	shown, total int
	short        bool // form="short"
	initials     bool // initialize-with is set
	list         []Name
}

// levels are the steps in which more of a name of the list can be shown.
func (l *nameSet) levels() []uint8 {
	switch {
	case l.short && l.initials:
		return []uint8{1, 2}
	case l.short, l.initials:
		return []uint8{2}
	}
	return nil
}

// splitByCondition lets one condition more of those with disambiguate="true"
// hold for the cites of a set.
func (p *processor) splitByCondition(set []*entry, level int) {
	for ; level <= maxConditions; level++ {
		for _, e := range set {
			e.ambiguous = level
		}
		classes := p.classes(set)
		if len(classes) == 1 {
			continue
		}
		for _, class := range classes {
			if len(class) > 1 {
				p.splitByCondition(class, level+1)
				if class[0].ambiguous == 0 {
					for _, e := range class {
						e.ambiguous = level
					}
				}
			}
		}
		return
	}
	for _, e := range set {
		e.ambiguous = 0
	}
}

// maxConditions bounds how many conditions with disambiguate="true" are tried
// one after the other.
const maxConditions = 5

// yearLetters is the n-th letter of a year: a, b … z, aa, ab.
func yearLetters(n int) string {
	s := ""
	for n++; n > 0; n = (n - 1) / 26 {
		s = string(rune('a'+(n-1)%26)) + s
	}
	return s
}

// globalLevels finds how much of each name must be shown so that no two people
// of the document read the same. Keys are those of nameIdentity.
func (p *processor) globalLevels(rule givenRule) map[string]uint8 {
	type family struct {
		initials map[string]map[string]bool // initials → given names
	}
	families := map[string]*family{}
	p.collecting = true
	for _, e := range p.entries {
		p.lists = p.lists[:0]
		p.reading(e)
		for _, l := range p.lists {
			for i := range l.list {
				if i > 0 && (rule == primaryName || rule == primaryNameWithInitials) {
					break
				}
				n := &l.list[i]
				if n.Literal != "" {
					continue
				}
				f := families[n.familyKey()]
				if f == nil {
					f = &family{initials: map[string]map[string]bool{}}
					families[n.familyKey()] = f
				}
				k := n.initialsKey()
				if f.initials[k] == nil {
					f.initials[k] = map[string]bool{}
				}
				f.initials[k][n.givenKey()] = true
			}
		}
	}
	p.collecting = false
	out := map[string]uint8{}
	initialsOnly := rule == allNamesWithInitials || rule == primaryNameWithInitials
	for fk, f := range families {
		for _, givens := range f.initials {
			level := uint8(0)
			if len(f.initials) > 1 {
				level = 1
			}
			if len(givens) > 1 && !initialsOnly {
				level = 2
			}
			for g := range givens {
				if level > 0 {
					out[fk+"\x00"+g] = level
				}
			}
		}
	}
	return out
}

func (n *Name) familyKey() string {
	return strings.ToLower(n.NonDroppingParticle + " " + n.Family + " " + n.Suffix)
}

func (n *Name) initialsKey() string {
	var b strings.Builder
	for _, w := range strings.FieldsFunc(n.Given, func(r rune) bool { return unicode.IsSpace(r) || r == '.' || r == '-' }) {
		for _, r := range w {
			b.WriteRune(unicode.ToLower(r))
			break
		}
	}
	return b.String()
}

func (n *Name) givenKey() string {
	return strings.ToLower(strings.Join(strings.FieldsFunc(n.Given+" "+n.DroppingParticle, func(r rune) bool { return unicode.IsSpace(r) || r == '.' }), " "))
}
