package cite

import (
	"slices"
	"strconv"
	"strings"
)

// renderer turns items into tokens. It belongs to one goroutine.
type renderer struct {
	stream
	writer writer
	style  *Style
	locale *locale
	inBib  int // index into namesElement.options: 1 in a bibliography
	item   *Item
	cite   *citeState
	sort   *sortKey // the key being made, or nil

	steps          int // elements rendered for this cite
	called, filled int // variables asked for, and those that had something
	suppressed     [4]uint64
	substituting   *element // the cs:names whose substitutes are being tried
	justUsed       variable // by the substitute being tried
	nameSets       int      // lists of names rendered in this cite

	first  namesMark // the first names of the cite
	hide   bool      // leave the first names out
	hid    bool      // they were
	hidden string    // what they read
	asked  int       // conditions disambiguate="true" met in this cite

	marks      map[int]string    // by note: what its readers know it by, where not its number
	titled     map[string]string // titles in title case
	nameLevels map[string]uint8  // how much of a name is shown, by familyKey and givenKey
	comparing  bool              // the cite is rendered to see whether it is like another
	collecting bool              // note the lists of names
	lists      []nameSet
}

// namesMark is where the first names of a cite stand.
type namesMark struct {
	set                bool
	start, end         int      // tokens
	span               int32    // in which they stand
	listStart, listEnd int      // without labels and affixes
	names              [][2]int // tokens of each name
}

// citeState is what is particular to one cite: its place among the others.
type citeState struct {
	locator, label string
	position       position
	nearNote       bool
	number         int // citation-number
	firstNote      int // first-reference-note-number
	yearSuffix     string
	ambiguous      int // so many conditions disambiguate="true" hold
	names          []int
	givens         [][]uint8
	suffixDone     bool
}

// position is where a cite stands among the cites of the same source.
type position uint8

const (
	firstCite position = iota
	laterCite
	ibidCite
	ibidLocatorCite
)

// render renders the whole layout for an item, behind the tokens there are.
func (r *renderer) render(layout *element, it *Item, c *citeState) {
	r.begin(it, c)
	r.children(layout.kids, &join{})
}

// begin readies the renderer for an item.
func (r *renderer) begin(it *Item, c *citeState) {
	r.item, r.cite = it, c
	r.steps, r.called, r.filled, r.nameSets = 0, 0, 0, 0
	r.suppressed = [4]uint64{}
	r.substituting = nil
	r.first = namesMark{}
	r.hid, r.asked = false, 0
	c.suffixDone = false
}

// join carries the delimiter of a group from child to child; cs:choose is
// transparent to it.
type join struct {
	delimiter string
	any       bool
}

func (r *renderer) children(kids []*element, j *join) {
	for _, k := range kids {
		if k.kind == kChoose {
			for i := range k.branches {
				if b := &k.branches[i]; r.matches(b) {
					r.children(b.kids, j)
					break
				}
			}
			continue
		}
		mark := len(r.tokens)
		if j.any && j.delimiter != "" {
			r.push(affix, j.delimiter)
		}
		if r.element(k) {
			j.any = true
		} else {
			r.tokens = r.tokens[:mark]
		}
	}
}

// maxSteps bounds the work on one cite, since macros that call macros can ask for
// any amount of it. The largest official style takes a few thousand.
const maxSteps = 200_000

// element renders one element and reports whether anything came of it.
func (r *renderer) element(e *element) bool {
	if r.steps++; r.steps > maxSteps {
		return false
	}
	outer := r.cur
	if e.format[5] != noMark { // display takes the affixes in
		r.enter(e.format[5], false)
	}
	r.push(affix, e.prefix)
	inner := r.cur
	if e.quotes {
		r.push(openQuote, "")
	}
	if e.formatted {
		f := e.format
		f[5] = noMark
		r.enterFormat(f)
	}
	start := len(r.tokens)
	switch e.kind {
	case kText:
		r.text(e)
	case kNumber:
		r.number(e)
	case kDate:
		r.date(e)
	case kNames:
		r.names(e)
	case kLabel:
		r.label(e)
	case kGroup:
		called, filled := r.called, r.filled
		r.children(e.kids, &join{delimiter: e.delimiter})
		if r.called > called && r.filled == filled {
			r.tokens = r.tokens[:start]
		} else if len(r.tokens) > start {
			r.note(true)
		}
	case kMacro:
		r.children(e.kids, &join{})
	}
	r.cur = inner
	if len(r.tokens) == start {
		r.cur = outer
		return false
	}
	if e.textCase != asIs {
		r.setCase(start, e.textCase, r.languageOf(e))
	}
	if e.strip {
		r.stripPeriods(start)
	}
	if e.quotes {
		r.push(closeQuote, "")
	}
	r.push(affix, e.suffix)
	r.cur = outer
	return true
}

func (r *renderer) stripPeriods(start int) {
	for i := start; i < len(r.tokens); i++ {
		if t := &r.tokens[i]; strings.Contains(t.text, ".") {
			t.text = strings.ReplaceAll(t.text, ".", "")
		}
	}
}

// use notes a variable that a substitute renders: it is not rendered again in
// this cite. Its label may follow inside the substitute.
func (r *renderer) use(v variable) {
	if r.substituting != nil && v < 256 {
		r.suppressed[v/64] |= 1 << (v % 64)
		r.justUsed = v
	}
}

func (r *renderer) isSuppressed(v variable) bool {
	return v < 256 && r.suppressed[v/64]&(1<<(v%64)) != 0
}

// value is what a variable holds, as text; the variables of the cite included.
func (r *renderer) value(v variable) string {
	switch v {
	case vLocator:
		return r.cite.locator
	case vCitationNumber:
		if r.cite.number > 0 {
			return strconv.Itoa(r.cite.number)
		}
		return ""
	case vFirstNote:
		if mark := r.marks[r.cite.firstNote]; mark != "" {
			return mark
		}
		if r.cite.firstNote > 0 {
			return strconv.Itoa(r.cite.firstNote)
		}
		return ""
	case vYearSuffix:
		return r.cite.yearSuffix
	case vCitationLabel:
		if s := r.item.text[v]; s != "" {
			return s
		}
		return r.item.label()
	}
	if int(v) < textVariables {
		return r.item.text[v]
	}
	if v >= firstUnknown {
		return r.item.other[r.style.unknown[v-firstUnknown]]
	}
	return ""
}

// note counts a variable for the groups around it.
func (r *renderer) note(filled bool) {
	r.called++
	if filled {
		r.filled++
	}
}

func (r *renderer) text(e *element) {
	switch {
	case e.macro != nil:
		start, called, filled := len(r.tokens), r.called, r.filled
		r.children(e.macro.kids, &join{})
		if r.called > called && r.filled == filled {
			r.tokens = r.tokens[:start]
		} else if len(r.tokens) > start {
			r.note(true)
		}
	case e.term != "":
		r.term(e)
	case e.hasValue:
		r.rich(e.value, 0)
	case len(e.variables) > 0:
		r.textVariable(e, e.variables[0])
	}
}

func (r *renderer) term(e *element) {
	t, _ := r.locale.find(e.term, e.form)
	r.rich(t.in(e.plural == "true"), isTerm)
}

// shortForm names the variable that holds the short form of another.
var shortForm = map[variable]variable{vTitle: vTitleShort, vContainerTitle: vContainerShort}

func (r *renderer) textVariable(e *element, v variable) {
	if r.isSuppressed(v) {
		r.note(false)
		return
	}
	s := r.value(v)
	if e.form == "short" {
		if short := shortForm[v]; short != noVariable && r.value(short) != "" {
			s = r.value(short)
		}
	}
	if v != vYearSuffix || s != "" {
		r.note(s != "")
	}
	if s == "" {
		return
	}
	switch {
	case v == vYearSuffix:
		r.pushFlag(s, isYearSuffix)
		r.cite.suffixDone = true
	case v == vURL || v == vDOI:
		r.pushFlag(s, isRaw)
	case v == vPage || v == vLocator:
		r.pages(s, v)
	case v.isNumber() && strings.ContainsAny(s, "-–&\\"):
		r.rich(r.ranges(s, pagesAsIs), 0)
	case v == vCitationLabel:
		r.rich(s, 0)
		r.implicitSuffix()
	default:
		r.rich(s, 0)
	}
	r.use(v)
}

// matches evaluates the conditions of a branch.
func (r *renderer) matches(b *branch) bool {
	if len(b.tests) == 0 {
		return true
	}
	for i := range b.tests {
		ok := r.holds(&b.tests[i])
		switch {
		case b.match == matchAll && !ok, b.match == matchNone && ok:
			return false
		case b.match == matchAny && ok:
			return true
		}
	}
	return b.match != matchAny
}

func (r *renderer) holds(t *test) bool {
	switch t.kind {
	case testType:
		return slices.Contains(t.values, r.item.Type)
	case testVariable:
		return r.has(t.variable)
	case testNumeric:
		return isNumeric(r.value(t.variable))
	case testUncertain:
		if t.variable.isDate() {
			d := r.item.dates[t.variable-firstDate]
			return d != nil && d.Circa
		}
	case testLocator:
		label := r.cite.label
		if r.cite.locator == "" {
			return false
		}
		if label == "" {
			label = "page"
		}
		if label == "sub verbo" {
			label = "sub-verbo"
		}
		return slices.Contains(t.values, label)
	case testPosition:
		return r.at(t.value)
	case testDisambiguate:
		r.asked++
		return r.asked <= r.cite.ambiguous
	}
	return false
}

func (r *renderer) at(where string) bool {
	if r.inBib == 1 {
		return false
	}
	p := r.cite.position
	switch where {
	case "first":
		return p == firstCite
	case "subsequent":
		return p >= laterCite
	case "ibid":
		return p >= ibidCite
	case "ibid-with-locator":
		return p == ibidLocatorCite
	case "near-note":
		return p >= laterCite && r.cite.nearNote
	}
	return false
}

// has reports whether a variable holds anything.
func (r *renderer) has(v variable) bool {
	switch {
	case v.isName():
		return len(r.item.names[v-firstName]) > 0
	case v.isDate():
		return r.item.dates[v-firstDate] != nil
	}
	return r.value(v) != ""
}
