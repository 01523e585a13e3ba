package cite

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
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
	defer func() { r.substituting, r.justUsed = outer, noVariable }()
	for _, k := range e.names.substitute {
		if k.kind != kNames || !k.names.bare || outer == nil {
			r.substituting = e
		}
		mark, hid := r.first, r.hid
		j := join{}
		r.children([]*element{k}, &j)
		if r.hid && !hid {
			break // it would have stood, but is to be left out
		}
		if k.kind == kText && k.term != "" {
			if _, ok := r.locale.find(k.term, k.form); ok {
				break // a term that is there but empty is an answer
			}
		}
		if j.any {
			if !mark.set && !r.first.set {
				r.first = namesMark{set: true, start: start, end: len(r.tokens), span: r.cur, listStart: start, listEnd: len(r.tokens)}
				r.hideFirst(start)
			}
			break
		}
	}
}

// hideFirst takes the first names away again where they are to be left out.
func (r *renderer) hideFirst(start int) {
	if r.hide && !r.hid {
		r.hid, r.hidden = true, ""
		if len(r.first.names) > 0 {
			r.hidden = plainTokens(r.tokens[start:])
		}
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
	mark := namesMark{start: start}
	any, count := false, 0
	for _, v := range variables {
		list := r.namesOf(v)
		if len(list) == 0 {
			continue
		}
		if opts.form == "count" {
			count += r.shown(list, opts)
		} else {
			if any {
				r.push(affix, own.namesDelimiter(opts))
			}
			mark.set = true
			r.labelled(own, cmp.Or(label, knownVariables[v]), list, opts, &mark)
		}
		any = true
	}
	for _, v := range e.variables {
		filled := len(r.namesOf(v)) > 0
		r.note(filled)
		if filled {
			r.use(v)
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

// namesOf are the names of a variable, none where a substitute has shown them.
func (r *renderer) namesOf(v variable) []Name {
	if !v.isName() || r.isSuppressed(v) {
		return nil
	}
	return r.item.names[v-firstName]
}

// namesDelimiter stands between the names of two variables.
func (e *element) namesDelimiter(opts *nameOptions) string {
	if e.names.hasDelimiter {
		return e.delimiter
	}
	return opts.namesDelimiter
}

// labelled renders a list of names with its label before or behind it.
func (r *renderer) labelled(own *element, name string, list []Name, opts *nameOptions, mark *namesMark) {
	if own.names.labelFirst {
		r.nameLabel(own.names.label, name, list)
	}
	r.nameList(own, list, opts, mark)
	if !own.names.labelFirst {
		r.nameLabel(own.names.label, name, list)
	}
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
		if t, ok := r.locale.find(name, ""); ok {
			if t.single == "" {
				break
			}
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
	r.rich(text, 0)
	if label.textCase != asIs {
		r.setCase(start, label.textCase, r.locale.tag)
	}
	if label.strip {
		r.stripPeriods(start)
	}
	r.leave(outer)
	r.push(affix, label.suffix)
}

// others is the last name of a list that its record has cut short, as BibTeX's
// "and others" does; "et al." stands in its place.
const others = "others"

// etAl says how many names a list is cut to: first, and last when the last one
// follows an ellipsis. Uncut is the length of the list.
func (r *renderer) etAl(list []Name, o *nameOptions) (count int, last bool) {
	count, last = r.cutTo(list, o)
	if n := len(list) - 1; n > 0 && list[n].Literal == others {
		return min(count, n), false
	}
	return count, last
}

// cutTo says it as the style does.
func (r *renderer) cutTo(list []Name, o *nameOptions) (count int, last bool) {
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
	if least == 0 || len(list) < least || first >= len(list) || o.has&(hasEtAlFirst|hasSubsequentFirst) == 0 && (r.sort == nil || !r.sort.hasFirst) {
		return len(list), false
	}
	if set := r.nameSets; r.sort == nil && set < len(r.cite.names) && r.cite.names[set] > first {
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
	if r.collecting {
		r.lists = append(r.lists, nameSet{shown: count, total: len(list), short: o.form == "short", initials: o.has&hasInitializeWith != 0, list: list})
	}
	delimiter := o.delimiter
	if o.has&hasDelimiter == 0 {
		delimiter = ", "
	}
	marked := !r.first.set && len(mark.names) == 0
	if marked {
		mark.listStart, mark.span = len(r.tokens), r.cur
	}
	for i := 0; i < count; i++ {
		if i > 0 {
			if i == count-1 && count == len(list) && o.and != "" {
				r.and(o, delimiter, i, r.inverts(&list[i-1], o, i-1))
			} else {
				r.push(affix, delimiter)
			}
		}
		start := len(r.tokens)
		r.name(n.name, &list[i], o, i)
		if marked {
			mark.names = append(mark.names, [2]int{start, len(r.tokens)})
		}
	}
	if count < len(list) && count > 0 {
		if last {
			r.push(affix, delimiter)
			r.push(content, "… ")
			r.name(n.name, &list[len(list)-1], o, len(list)-1)
		} else {
			r.etAlTerm(n, o, delimiter, count, r.inverts(&list[count-1], o, count-1))
		}
	}
	if marked {
		mark.listEnd = len(r.tokens)
	}
	r.nameSets++
}

// and joins the last name of a list; i names stand before it, the nearest of
// them inverted or not.
func (r *renderer) and(o *nameOptions, delimiter string, i int, inverted bool) {
	if r.sort != nil { // sorting does not look at it
		r.push(affix, delimiter)
		return
	}
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
		comma = inverted
	}
	if first, _ := utf8.DecodeRuneInString(word); word != "&" && !unicode.In(first, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Arabic) {
		r.push(content, word) // a sign, or a word of a script that sets no space: it brings its own
		return
	}
	if comma {
		r.push(affix, delimiter)
		r.push(content, word+" ")
		return
	}
	r.push(content, " "+word+" ")
}

// etAlTerm renders "et al." behind the last of count names, inverted or not.
func (r *renderer) etAlTerm(n *namesElement, o *nameOptions, delimiter string, count int, inverted bool) {
	name := "et-al"
	if n.etAlTerm != "" {
		name = n.etAlTerm
	}
	word := r.locale.word(name)
	if word == "" || r.sort != nil {
		return
	}
	comma := false
	switch o.precedesEtAl {
	case always:
		comma = true
	case contextual:
		comma = count > 1
	case afterInverted:
		comma = inverted
	}
	first, _ := utf8.DecodeRuneInString(word)
	switch {
	case comma:
		r.push(affix, delimiter)
	case !unicode.In(first, unicode.Han, unicode.Hiragana, unicode.Katakana):
		r.push(affix, " ")
	}
	outer := r.cur
	r.enterFormat(n.etAlFormat)
	r.push(content, word)
	r.leave(outer)
}

// name renders one name, the i-th of its list.
func (r *renderer) name(ne *nameElement, n *Name, o *nameOptions, i int) {
	outer := r.cur
	r.push(affix, ne.prefix)
	r.enterFormat(ne.format)
	r.nameParts(ne, n, o, i)
	r.leave(outer)
	r.push(affix, ne.suffix)
}

// nameParts renders the parts of a name in the order that fits its place.
func (r *renderer) nameParts(ne *nameElement, n *Name, o *nameOptions, i int) {
	if n.Literal != "" || n.Family == "" && n.Given != "" {
		text := n.Literal
		if text == "" {
			text = n.Given
		}
		prefix, suffix := affixOf(ne.family)
		r.push(affix, prefix)
		r.namePart(ne.family, r.literalName(text))
		r.push(affix, suffix)
		return
	}
	short := o.form == "short"
	given := n.Given
	level := uint8(0)
	if set := r.nameSets; set < len(r.cite.givens) && i < len(r.cite.givens[set]) {
		level = r.cite.givens[set][i]
	}
	level = max(level, r.globalLevel(n, o, i))
	if short && level > 0 {
		short = false
		if o.has&hasInitializeWith == 0 {
			level = 2
		}
	}
	western := isWestern(n)
	if !short && western && o.has&hasInitializeWith != 0 && level < 2 {
		given = initialize(given, o.initializeWith, !o.noInitials, r.style.initialsHyphen)
	}
	if !western {
		r.easternName(ne, n, given, short)
		return
	}
	switch {
	case short:
		r.shortName(ne, n)
	case r.inverts(n, o, i):
		r.invertedName(ne, n, given, o)
	default:
		r.displayName(ne, n, given, o)
	}
}

// inverts reports whether the i-th name of a list stands with its family name
// first and a separator behind it.
func (r *renderer) inverts(n *Name, o *nameOptions, i int) bool {
	if n.Literal != "" || n.Family == "" || !isWestern(n) {
		return false
	}
	return r.sort != nil || o.sortOrder == "all" || o.sortOrder == "first" && i == 0
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

// namePart renders a part of a name in the format of its cs:name-part; its
// affixes are set by the caller, around all that belongs to the part.
func (r *renderer) namePart(p *element, text string) {
	if text == "" {
		return
	}
	if p == nil {
		r.rich(text, 0)
		return
	}
	outer := r.cur
	r.enterFormat(p.format)
	start := len(r.tokens)
	r.rich(text, 0)
	if p.textCase != asIs {
		r.setCase(start, p.textCase, r.language())
	}
	r.leave(outer)
}

// particle renders a particle and the space that parts it from what follows;
// none follows an apostrophe or a hyphen.
func (r *renderer) particle(p *element, s string) {
	if s == "" {
		return
	}
	r.namePart(p, s)
	if !joins(s) && !strings.HasSuffix(s, " ") {
		r.push(content, " ")
	}
}

// joins reports whether a particle stands right before the name.
func joins(s string) bool {
	for _, end := range [...]string{"'", "’", "-", "–"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}

// affixOf is the prefix and the suffix of a cs:name-part.
func affixOf(p *element) (prefix, suffix string) {
	if p == nil {
		return "", ""
	}
	return p.prefix, p.suffix
}

func (r *renderer) shortName(ne *nameElement, n *Name) {
	prefix, suffix := affixOf(ne.family)
	r.push(affix, prefix)
	r.particle(ne.family, n.NonDroppingParticle)
	r.namePart(ne.family, n.Family)
	r.push(affix, suffix)
}

func (r *renderer) displayName(ne *nameElement, n *Name, given string, o *nameOptions) {
	if given != "" {
		prefix, suffix := affixOf(ne.given)
		r.push(affix, prefix)
		r.namePart(ne.given, given)
		r.push(affix, suffix)
		r.push(affix, " ")
	}
	prefix, suffix := affixOf(ne.family)
	r.push(affix, prefix)
	r.particle(ne.given, n.DroppingParticle)
	r.particle(ne.family, n.NonDroppingParticle)
	r.namePart(ne.family, n.Family)
	if n.Suffix != "" {
		if n.CommaSuffix {
			r.push(content, ",")
		}
		r.push(content, " "+nameSuffix(n, o))
	}
	r.push(affix, suffix)
}

func (r *renderer) invertedName(ne *nameElement, n *Name, given string, o *nameOptions) {
	separator := o.sortSeparator
	if o.has&hasSortSeparator == 0 {
		separator = ", "
	}
	demoted := r.style.demote == demoteAlways || r.style.demote == demoteSort && r.sort != nil
	prefix, suffix := affixOf(ne.family)
	r.push(affix, prefix)
	if !demoted {
		r.particle(ne.family, n.NonDroppingParticle)
	}
	r.namePart(ne.family, n.Family)
	r.push(affix, suffix)
	if given != "" || n.DroppingParticle != "" || demoted && n.NonDroppingParticle != "" {
		r.push(affix, separator)
		prefix, suffix := affixOf(ne.given)
		r.push(affix, prefix)
		r.namePart(ne.given, given)
		start := len(r.tokens)
		for i, p := range [...]string{n.DroppingParticle, n.NonDroppingParticle} {
			if p == "" || i == 1 && !demoted {
				continue
			}
			if given != "" || len(r.tokens) > start {
				r.push(content, " ")
			}
			r.namePart([...]*element{ne.given, ne.family}[i], p)
		}
		r.push(affix, suffix)
	}
	if n.Suffix != "" {
		r.push(affix, separator)
		r.push(content, nameSuffix(n, o))
	}
}

// nameSuffix is the suffix of a name, without a full stop where initials have
// none.
func nameSuffix(n *Name, o *nameOptions) string {
	if o.has&hasInitializeWith != 0 && !strings.Contains(o.initializeWith, ".") {
		return strings.ReplaceAll(n.Suffix, ".", "")
	}
	return n.Suffix
}

// easternName renders a name of the scripts that write the family name first.
func (r *renderer) easternName(ne *nameElement, n *Name, given string, short bool) {
	prefix, suffix := affixOf(ne.family)
	r.push(affix, prefix)
	r.namePart(ne.family, n.Family)
	r.push(affix, suffix)
	if short {
		return
	}
	prefix, suffix = affixOf(ne.given)
	r.push(affix, prefix)
	r.namePart(ne.given, given)
	r.push(affix, suffix)
}

// globalLevel is how much of a name must be shown to tell it from all others of
// the document; i is its place in the list.
func (r *renderer) globalLevel(n *Name, o *nameOptions, i int) uint8 {
	if r.nameLevels == nil || r.inBib == 1 && o.form == "short" || r.sort != nil {
		return 0
	}
	rule := r.style.citation.cite.rule
	if i > 0 && (rule == primaryName || rule == primaryNameWithInitials) {
		return 0
	}
	return r.nameLevels[n.familyKey()+"\x00"+n.givenKey()]
}
