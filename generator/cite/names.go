package cite

import (
	"slices"
	"strconv"
	"strings"
)

// names renders cs:names, or the first of its substitutes that yields
// something.
func (r *renderer) names(e *element) {
	own := e
	if e.names.bare && r.substituting != nil {
		own = r.substituting // a bare cs:names inherits the form of the one it stands in for
	}
	opts := own.names.options[r.inBib]
	if own != e {
		opts = opts.with(nameOptions{})
	}
	if r.nameVariables(e, own, &opts) {
		return
	}
	r.substitutes(e)
}

// substitutes tries the children of cs:substitute.
func (r *renderer) substitutes(e *element) {
	outer, start := r.substituting, len(r.tokens)
	for _, k := range e.names.substitute {
		if k.kind != kNames || !k.names.bare || outer == nil {
			r.substituting = e
		}
		mark := r.first
		j := join{}
		r.children([]*element{k}, &j)
		if j.any {
			if !mark.set && !r.first.set {
				r.first = namesMark{set: true, start: start, end: len(r.tokens), variable: noVariable}
				r.hideFirst(start)
			}
			break
		}
	}
	r.substituting = outer
}

// hideFirst takes the first names away again where they are to be left out.
func (r *renderer) hideFirst(start int) {
	if r.hide && !r.hid {
		r.hid = true
		r.tokens = r.tokens[:start]
	}
}

// nameVariables renders the names of each variable, and reports whether there
// were any.
func (r *renderer) nameVariables(e, own *element, opts *nameOptions) bool {
	variables := e.variables
	label := ""
	if both, name := r.editorTranslator(variables); both != noVariable {
		variables, label = []variable{both}, name
	}
	start := len(r.tokens)
	delimiter := own.delimiter
	if !own.names.hasDelimiter {
		delimiter = opts.namesDelimiter
	}
	any, count := false, 0
	mark := namesMark{start: start}
	for _, v := range variables {
		if !v.isName() {
			continue
		}
		list := r.item.names[v-firstName]
		if r.isSuppressed(v) {
			list = nil
		}
		if len(list) == 0 {
			continue
		}
		if opts.form == "count" {
			shown := r.shown(list, opts)
			count += shown
			any = true
			continue
		}
		if any {
			r.push(affix, delimiter)
		}
		any = true
		if !mark.set {
			mark = namesMark{set: true, start: start, variable: v, list: list}
		}
		name := label
		if name == "" {
			name = knownVariables[v]
		}
		if own.names.labelFirst {
			r.nameLabel(own.names.label, name, list)
		}
		r.nameList(own, list, opts, &mark)
		if !own.names.labelFirst && own.names.label != nil {
			r.nameLabel(own.names.label, name, list)
		}
	}
	for _, v := range e.variables {
		filled := v.isName() && len(r.item.names[v-firstName]) > 0 && !r.isSuppressed(v)
		r.note(filled)
		if r.substituting != nil && filled {
			r.suppress(v)
		}
	}
	if opts.form == "count" && count > 0 {
		r.push(content, strconv.Itoa(count))
	}
	if any && !r.first.set && r.sort == nil {
		mark.end = len(r.tokens)
		r.first = mark
		r.hideFirst(start)
	}
	return any
}

// editorTranslator reports whether editors and translators are asked for
// together and are the same people: then they stand once, under a label of
// their own.
func (r *renderer) editorTranslator(variables []variable) (variable, string) {
	if len(variables) != 2 || !slices.Contains(variables, vEditor) || !slices.Contains(variables, vTranslator) {
		return noVariable, ""
	}
	editors, translators := r.item.names[vEditor-firstName], r.item.names[vTranslator-firstName]
	if len(editors) == 0 || !slices.Equal(editors, translators) || r.isSuppressed(vEditor) || r.isSuppressed(vTranslator) {
		return noVariable, ""
	}
	for _, name := range [...]string{"editortranslator", "editor-translator"} {
		if _, ok := r.locale.find(name, ""); ok {
			return vEditor, name
		}
	}
	return noVariable, ""
}

func (r *renderer) nameLabel(label *element, name string, list []Name) {
	if label == nil {
		return
	}
	t, ok := r.locale.find(name, label.form)
	if !ok || r.sort != nil {
		return
	}
	plural := len(list) > 1
	switch label.plural {
	case "always":
		plural = true
	case "never":
		plural = false
	}
	text := t.in(plural)
	if text == "" {
		return
	}
	outer := r.cur
	r.push(affix, label.prefix)
	r.enterFormat(label.format)
	start := len(r.tokens)
	r.rich(text, isTerm)
	if label.textCase != asIs {
		r.setCase(start, label.textCase)
	}
	if label.strip {
		r.stripPeriods(start)
	}
	r.leave(outer)
	r.push(affix, label.suffix)
}

// etAl says how many names a list is cut to: first, and last when the last one
// follows an ellipsis. Uncut is the length of the list.
func (r *renderer) etAl(list []Name, o *nameOptions) (count int, last bool) {
	least, first := o.etAlMin, o.etAlFirst
	if r.cite.position >= laterCite && r.inBib == 0 && o.has&hasSubsequentMin != 0 {
		least = o.etAlSubsequentMin
	}
	if r.cite.position >= laterCite && r.inBib == 0 && o.has&hasSubsequentFirst != 0 {
		first = o.etAlSubsequentFirst
	}
	last = o.etAlLast
	if r.sort != nil {
		if r.sort.hasMin {
			least = r.sort.namesMin
		}
		if r.sort.hasFirst {
			first = r.sort.namesFirst
		}
		if r.sort.hasLast {
			last = r.sort.namesLast
		}
	}
	if least == 0 || len(list) < least || first >= len(list) {
		return len(list), false
	}
	if set := r.nameSets; set < len(r.cite.names) && r.cite.names[set] > first {
		first = r.cite.names[set]
	}
	if first >= len(list) {
		return len(list), false
	}
	return first, last && first < len(list)-1
}

// shown is how many names of a list form="count" counts.
func (r *renderer) shown(list []Name, o *nameOptions) int {
	n, _ := r.etAl(list, o)
	return n
}

// nameList renders a list of names with delimiters, "and" and "et al.".
func (r *renderer) nameList(e *element, list []Name, o *nameOptions, mark *namesMark) {
	n := e.names
	count, last := r.etAl(list, o)
	outer := r.cur
	r.push(affix, n.name.prefix)
	r.enterFormat(n.name.format)
	delimiter := o.delimiter
	if o.has&hasDelimiter == 0 {
		delimiter = ", "
	}
	for i := 0; i < count; i++ {
		if i > 0 {
			if i == count-1 && count == len(list) && o.and != "" {
				r.and(o, delimiter, i)
			} else {
				r.push(affix, delimiter)
			}
		}
		start := len(r.tokens)
		r.name(n.name, &list[i], o, i, i > 0 && o.sortOrder != "all")
		if mark.variable != noVariable && !r.first.set {
			mark.names = append(mark.names, [2]int{start, len(r.tokens)})
		}
	}
	if count < len(list) && count > 0 {
		if last {
			r.push(affix, delimiter)
			r.push(content, "… ")
			r.name(n.name, &list[len(list)-1], o, len(list)-1, o.sortOrder != "all")
		} else {
			r.etAlTerm(n, o, delimiter, count)
		}
	}
	r.leave(outer)
	r.push(affix, n.name.suffix)
	r.nameSets++
}

// and joins the last name of a list; i names stand before it.
func (r *renderer) and(o *nameOptions, delimiter string, i int) {
	word := "&"
	if o.and == "text" {
		word = r.locale.word("and")
	}
	comma := false
	switch o.precedesLast {
	case always:
		comma = true
	case contextual:
		comma = i > 1
	case afterInverted:
		comma = o.sortOrder == "all" || o.sortOrder == "first" && i == 1
	}
	if comma {
		r.push(affix, delimiter)
		r.push(content, word+" ")
		return
	}
	r.push(content, " "+word+" ")
}

func (r *renderer) etAlTerm(n *namesElement, o *nameOptions, delimiter string, count int) {
	name := "et-al"
	if n.etAlTerm != "" {
		name = n.etAlTerm
	}
	word := r.locale.word(name)
	if word == "" {
		return
	}
	comma := false
	switch o.precedesEtAl {
	case always:
		comma = true
	case contextual:
		comma = count > 1
	case afterInverted:
		comma = o.sortOrder == "all" || o.sortOrder == "first" && count == 1
	}
	if comma {
		r.push(affix, delimiter)
	} else {
		r.push(affix, " ")
	}
	outer := r.cur
	r.enterFormat(n.etAlFormat)
	r.push(content, word)
	r.leave(outer)
}

// name renders one name, the i-th of its list.
func (r *renderer) name(ne *nameElement, n *Name, o *nameOptions, i int, inside bool) {
	if n.Literal != "" || n.Family == "" && n.Given != "" {
		text := n.Literal
		if text == "" {
			text = n.Given
		}
		r.namePart(ne.family, r.literalName(text), "", "")
		return
	}
	short := o.form == "short"
	given := n.Given
	level := uint8(0)
	if set := r.nameSets; set < len(r.cite.givens) && i < len(r.cite.givens[set]) {
		level = r.cite.givens[set][i]
	}
	if short && level > 0 {
		short = false
	}
	if !short && o.has&hasInitializeWith != 0 && level < 2 {
		given = initialize(given, o.initializeWith, !o.noInitials, r.style.initialsHyphen)
	}
	if !isWestern(n) {
		r.easternName(ne, n, given, short, o, i)
		return
	}
	inverted := o.sortOrder == "all" || o.sortOrder == "first" && i == 0
	if r.sort != nil {
		inverted = true
	}
	switch {
	case short:
		r.shortName(ne, n)
	case inverted:
		r.invertedName(ne, n, given, o)
	default:
		r.displayName(ne, n, given)
	}
}

// literalName drops the article from an institution's name in a sort key.
func (r *renderer) literalName(s string) string {
	if r.sort != nil {
		for _, article := range [...]string{"The ", "A ", "An ", "the ", "a ", "an "} {
			if strings.HasPrefix(s, article) {
				return s[len(article):]
			}
		}
	}
	return s
}

// namePart renders a part of a name in its cs:name-part, with what belongs to
// it before and behind.
func (r *renderer) namePart(p *element, text, before, behind string) {
	if text == "" && before == "" && behind == "" {
		return
	}
	if p == nil {
		r.rich(before+text+behind, 0)
		return
	}
	outer := r.cur
	r.push(affix, p.prefix)
	r.enterFormat(p.format)
	start := len(r.tokens)
	r.rich(before+text+behind, 0)
	if p.textCase != asIs {
		r.setCase(start, p.textCase)
	}
	r.leave(outer)
	r.push(affix, p.suffix)
}

func (r *renderer) shortName(ne *nameElement, n *Name) {
	r.namePart(ne.family, n.Family, particle(n.NonDroppingParticle), "")
}

func (r *renderer) displayName(ne *nameElement, n *Name, given string) {
	mark := len(r.tokens)
	r.namePart(ne.given, joinNames(given, n.DroppingParticle), "", "")
	if len(r.tokens) > mark && n.Family != "" && !endsInApostrophe(joinNames(given, n.DroppingParticle), n.DroppingParticle) {
		r.push(content, " ")
	}
	r.namePart(ne.family, n.Family, particle(n.NonDroppingParticle), "")
	if n.Suffix != "" {
		if n.CommaSuffix {
			r.push(content, ", "+n.Suffix)
		} else {
			r.push(content, " "+n.Suffix)
		}
	}
}

func (r *renderer) invertedName(ne *nameElement, n *Name, given string, o *nameOptions) {
	separator := o.sortSeparator
	if o.has&hasSortSeparator == 0 {
		separator = ", "
	}
	before, behind := particle(n.NonDroppingParticle), ""
	if r.style.demote == demoteAlways || r.style.demote == demoteSort && r.sort != nil {
		before, behind = "", n.NonDroppingParticle
	}
	r.namePart(ne.family, n.Family, before, "")
	rest := joinNames(joinNames(given, n.DroppingParticle), behind)
	if rest != "" {
		r.push(affix, separator)
		r.namePart(ne.given, rest, "", "")
	}
	if n.Suffix != "" {
		r.push(affix, separator)
		r.push(content, n.Suffix)
	}
}

// easternName renders a name of the scripts that write the family name first.
func (r *renderer) easternName(ne *nameElement, n *Name, given string, short bool, o *nameOptions, i int) {
	r.namePart(ne.family, n.Family, "", "")
	if short {
		return
	}
	r.namePart(ne.given, given, "", "")
}

func joinNames(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "":
		return a
	}
	return a + " " + b
}

// particle is a particle with the space that parts it from the name; none
// follows an apostrophe or a hyphen.
func particle(s string) string {
	if s == "" || endsInApostrophe(s, s) {
		return s
	}
	return s + " "
}

func endsInApostrophe(s, particle string) bool {
	if particle == "" {
		return false
	}
	for _, end := range [...]string{"'", "’", "-", "–"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}
