package cite

import (
	"strconv"
	"strings"
	"sync"

	"gloss/generator/edition"
)

// Style is a citation style, read and checked. It never changes and serves any
// number of goroutines.
type Style struct {
	ID, Title string
	Note      bool   // class="note": citations are notes
	Parent    string // of a dependent style: the id of the style it stands for
	Default   string // default-locale

	citation, bibliography *area
	macros                 map[string]*element
	locales                []*xmlElement // the style's own terms
	demote                 demotion
	pageRange              pageFormat
	initialsHyphen         bool // initialize-with-hyphen
	unknown                []string
	asksAmbiguous          bool // some condition is disambiguate="true"
	positional             bool // what a cite says depends on those before it
	ownSuffix              bool // the style says where the year suffix stands
	library                *localeLibrary
	made                   sync.Map // language tag → *locale
}

// demotion is demote-non-dropping-particle.
type demotion uint8

// The demotions.
const (
	demoteAlways demotion = iota // display-and-sort
	demoteSort                   // sort-only
	demoteNever
)

// area is cs:citation or cs:bibliography.
type area struct {
	names  nameOptions
	sort   []*sortKey
	layout *element

	// of a citation
	collapse                                               collapseMode
	cite                                                   disambiguation
	citeGroupDelimiter, yearSuffixDelimiter, afterCollapse string
	hasCiteGroup, hasYearSuffixDelimiter, hasAfterCollapse bool
	nearNote                                               int

	// of a bibliography
	secondField    string // flush, margin or empty
	substitute     string
	hasSubstitute  bool
	substituteRule string
}

type collapseMode uint8

const (
	collapseNone collapseMode = iota
	collapseNumber
	collapseYear
	collapseYearSuffix
	collapseYearSuffixRanged
)

// disambiguation is what a citation may do to tell two sources apart.
type disambiguation struct {
	addNames, addGiven, addSuffix bool
	rule                          givenRule
}

type givenRule uint8

const (
	byCite givenRule = iota
	allNames
	allNamesWithInitials
	primaryName
	primaryNameWithInitials
)

// sortKey is a key of cs:sort.
type sortKey struct {
	variable                             variable
	macro                                *element
	descending                           bool
	namesMin, namesFirst                 int
	namesLast, hasMin, hasFirst, hasLast bool
}

// kind is what an element of a style is.
type kind uint8

const (
	kText kind = iota // macro, variable, term or value
	kNumber
	kDate
	kNames
	kLabel
	kGroup
	kChoose
	kMacro // the body of a macro or a layout
)

// element is a rendering element of a style.
type element struct {
	kind kind
	line int

	variables []variable
	macro     *element
	term      string
	value     string
	hasValue  bool
	form      string
	plural    string

	format         formatting
	formatted      bool // some mark of format is set
	quotes         bool
	strip          bool // strip-periods
	textCase       textCase
	prefix, suffix string
	delimiter      string

	kids     []*element
	branches []branch
	names    *namesElement
	date     *dateElement
	name     string     // of a macro
	pages    pageFormat // of a layout that overrides the style's
}

// branch is cs:if, cs:else-if or cs:else.
type branch struct {
	match matchMode
	tests []test
	kids  []*element
}

type matchMode uint8

const (
	matchAll matchMode = iota
	matchAny
	matchNone
)

// test is one condition: an attribute with one of its values; with all of them
// for types and locators, of which an item has only one.
type test struct {
	kind     testKind
	variable variable
	value    string
	values   []string
}

type testKind uint8

const (
	testDisambiguate testKind = iota
	testNumeric
	testUncertain
	testLocator
	testPosition
	testType
	testVariable
	testFalse // a value that cannot hold
)

// namesElement is what cs:names has beyond other elements.
type namesElement struct {
	name         *nameElement
	etAlTerm     string
	etAlFormat   formatting
	hasEtAl      bool
	label        *element
	labelFirst   bool
	substitute   []*element
	options      [2]nameOptions // in a citation, in a bibliography
	hasDelimiter bool
	bare         bool // no name, et-al or label of its own
}

// nameElement is cs:name with its parts.
type nameElement struct {
	element
	family, given *element // cs:name-part
}

// dateElement is what cs:date has beyond other elements.
type dateElement struct {
	localized string // text, numeric or empty
	parts     []*datePart
	show      string // date-parts
}

type datePart struct {
	element
	unit      byte // y, m or d
	rangeMark string
}

// Read reads a style. The file's name stands in the problems. A style with an
// error is nil.
func Read(file string, data []byte) (*Style, edition.Problems) {
	var ps edition.Problems
	root := parseXML(file, data, &ps)
	if root == nil {
		return nil, ps
	}
	if root.name != "style" {
		ps.Errorf(edition.Place{File: file, Line: root.line, Column: 1}, "a citation style is a file of the Citation Style Language, citationstyles.org",
			"the root element is <%s>, not <style>", root.name)
		return nil, ps
	}
	c := &compiler{file: file, problems: &ps, style: &Style{macros: map[string]*element{}}, sources: map[string]*xmlElement{}}
	c.compile(root)
	if ps.Errors() > 0 {
		return nil, ps
	}
	return c.style, ps
}

// compiler turns the XML of a style into elements.
type compiler struct {
	file     string
	problems *edition.Problems
	style    *Style
	sources  map[string]*xmlElement // macros
	open     []string               // macros being compiled, outermost first
	allNames []*element
}

func (c *compiler) errorf(e *xmlElement, format string, args ...any) {
	c.problems.Errorf(edition.Place{File: c.file, Line: e.line, Column: 1}, "", format, args...)
}

func (c *compiler) compile(root *xmlElement) {
	s := c.style
	s.Note = root.get("class") == "note"
	s.Default = root.get("default-locale")
	s.initialsHyphen = root.get("initialize-with-hyphen") != "false"
	s.demote = pick(c, root, "demote-non-dropping-particle", map[string]demotion{"display-and-sort": demoteAlways, "sort-only": demoteSort, "never": demoteNever})
	s.pageRange = pick(c, root, "page-range-format", pageFormats)
	c.info(root.child("info"))
	for _, k := range root.kids {
		switch k.name {
		case "macro":
			name := k.get("name")
			if name == "" {
				c.errorf(k, "a macro needs a name")
			}
			c.sources[name] = k
		case "locale":
			s.locales = append(s.locales, k)
			c.localeDates(k)
		}
	}
	if s.Parent != "" && root.child("citation") == nil {
		return
	}
	global := c.nameOptions(root, true)
	for _, k := range root.kids {
		switch k.name {
		case "citation":
			s.citation = c.area(k, global)
		case "bibliography":
			s.bibliography = c.area(k, global)
		case "macro":
			c.macro(k.get("name"), k)
		case "info", "locale":
		default:
			c.errorf(k, "<%s> cannot stand in a style", k.name)
		}
	}
	if s.citation == nil {
		c.errorf(root, "the style has no <citation>")
		return
	}
	for _, e := range c.allNames {
		own := e.names.options[0]
		e.names.options[0] = s.citation.names.with(own)
		if s.bibliography != nil {
			e.names.options[1] = s.bibliography.names.with(own)
		}
	}
}

// localeDates compiles the dates of a locale for what is wrong in them.
func (c *compiler) localeDates(e *xmlElement) {
	for _, d := range e.kids {
		if d.name == "date" {
			c.localizedDate(d)
		}
	}
}

func (c *compiler) info(e *xmlElement) {
	if e == nil {
		return
	}
	for _, k := range e.kids {
		switch k.name {
		case "id":
			c.style.ID = strings.TrimSpace(k.text)
		case "title":
			c.style.Title = strings.TrimSpace(k.text)
		case "link":
			if k.get("rel") == "independent-parent" {
				c.style.Parent = k.get("href")
			}
		}
	}
}

// pick reads an attribute that has a fixed set of values; the zero value
// stands for an absent one.
func pick[T any](c *compiler, e *xmlElement, name string, values map[string]T) (out T) {
	s, ok := e.lookup(name)
	if !ok {
		return out
	}
	out, ok = values[s]
	if !ok {
		c.errorf(e, "%s=%q is no value of CSL", name, s)
	}
	return out
}

func (c *compiler) truth(e *xmlElement, name string) bool {
	return pick(c, e, name, map[string]bool{"true": true, "false": false})
}

func (c *compiler) integer(e *xmlElement, name string) int {
	s, ok := e.lookup(name)
	if !ok {
		return 0
	}
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil || n < 0 {
		c.errorf(e, "%s=%q is no number", name, s)
		return 0
	}
	return n
}

func (c *compiler) area(e *xmlElement, global nameOptions) *area {
	a := &area{
		names:    global.with(c.nameOptions(e, true)),
		collapse: pick(c, e, "collapse", map[string]collapseMode{"citation-number": collapseNumber, "year": collapseYear, "year-suffix": collapseYearSuffix, "year-suffix-ranged": collapseYearSuffixRanged}),
		cite: disambiguation{
			addNames: c.truth(e, "disambiguate-add-names"), addGiven: c.truth(e, "disambiguate-add-givenname"), addSuffix: c.truth(e, "disambiguate-add-year-suffix"),
			rule: pick(c, e, "givenname-disambiguation-rule", map[string]givenRule{
				"by-cite": byCite, "all-names": allNames, "all-names-with-initials": allNamesWithInitials,
				"primary-name": primaryName, "primary-name-with-initials": primaryNameWithInitials,
			}),
		},
		nearNote:       5,
		secondField:    e.get("second-field-align"),
		substituteRule: e.get("subsequent-author-substitute-rule"),
	}
	a.citeGroupDelimiter, a.hasCiteGroup = e.lookup("cite-group-delimiter")
	a.yearSuffixDelimiter, a.hasYearSuffixDelimiter = e.lookup("year-suffix-delimiter")
	a.afterCollapse, a.hasAfterCollapse = e.lookup("after-collapse-delimiter")
	a.substitute, a.hasSubstitute = e.lookup("subsequent-author-substitute")
	if _, ok := e.lookup("near-note-distance"); ok {
		a.nearNote = c.integer(e, "near-note-distance")
	}
	for _, k := range e.kids {
		switch k.name {
		case "sort":
			for _, key := range k.kids {
				a.sort = append(a.sort, c.sortKey(key))
			}
		case "layout":
			a.layout = c.element(k)
			if _, ok := k.lookup("page-range-format"); ok {
				a.layout.pages = pick(c, k, "page-range-format", pageFormats)
			}
		default:
			c.errorf(k, "<%s> cannot stand in <%s>", k.name, e.name)
		}
	}
	if a.layout == nil {
		c.errorf(e, "<%s> has no <layout>", e.name)
	}
	return a
}

func (c *compiler) sortKey(e *xmlElement) *sortKey {
	if e.name != "key" {
		c.errorf(e, "<%s> cannot stand in <sort>", e.name)
	}
	k := &sortKey{
		descending: pick(c, e, "sort", map[string]bool{"ascending": false, "descending": true}),
		namesMin:   c.integer(e, "names-min"), namesFirst: c.integer(e, "names-use-first"), namesLast: c.truth(e, "names-use-last"),
	}
	_, k.hasMin = e.lookup("names-min")
	_, k.hasFirst = e.lookup("names-use-first")
	_, k.hasLast = e.lookup("names-use-last")
	if name, ok := e.lookup("macro"); ok {
		k.macro = c.call(e, name)
	} else if name, ok := e.lookup("variable"); ok {
		k.variable = c.variable(name)
	} else {
		c.errorf(e, "a sort key needs a macro or a variable")
	}
	return k
}

// variable interns a variable's name.
func (c *compiler) variable(name string) variable {
	if v, ok := variableIndex[name]; ok {
		c.style.positional = c.style.positional || v == vFirstNote
		return v
	}
	for i, n := range c.style.unknown {
		if n == name {
			return firstUnknown + variable(i)
		}
	}
	c.style.unknown = append(c.style.unknown, name)
	return firstUnknown + variable(len(c.style.unknown)-1)
}

func (c *compiler) variableList(s string) (out []variable) {
	for _, name := range strings.Fields(s) {
		out = append(out, c.variable(name))
	}
	return out
}

// call finds a macro, compiling it when it is not yet.
func (c *compiler) call(e *xmlElement, name string) *element {
	source := c.sources[name]
	if source == nil {
		c.problems.Errorf(edition.Place{File: c.file, Line: e.line, Column: 1}, edition.DidYouMean(name, keys(c.sources)), "there is no macro %q", name)
		return &element{kind: kMacro}
	}
	for _, open := range c.open {
		if open == name {
			c.errorf(e, "macro %q calls itself", name)
			return &element{kind: kMacro}
		}
	}
	return c.macro(name, source)
}

func (c *compiler) macro(name string, source *xmlElement) *element {
	if m := c.style.macros[name]; m != nil {
		return m
	}
	c.open = append(c.open, name)
	m := &element{kind: kMacro, line: source.line, name: name, kids: c.elements(source)}
	c.open = c.open[:len(c.open)-1]
	c.style.macros[name] = m
	return m
}

func (c *compiler) elements(e *xmlElement) (out []*element) {
	for _, k := range e.kids {
		if k := c.element(k); k != nil {
			out = append(out, k)
		}
	}
	return out
}

// element compiles a rendering element.
func (c *compiler) element(e *xmlElement) *element {
	out := &element{line: e.line, prefix: e.get("prefix"), suffix: e.get("suffix"), delimiter: e.get("delimiter"), form: e.get("form"), plural: e.get("plural")}
	c.formatting(e, out)
	out.quotes = c.truth(e, "quotes")
	out.strip = c.truth(e, "strip-periods")
	out.textCase = pick(c, e, "text-case", textCases)
	switch e.name {
	case "text":
		c.text(e, out)
	case "number", "label":
		out.kind = kNumber
		if e.name == "label" {
			out.kind = kLabel
		}
		out.variables = c.variableList(e.get("variable"))
		if len(out.variables) == 0 {
			c.errorf(e, "<%s> needs a variable", e.name)
			return nil
		}
	case "date":
		c.dateElement(e, out)
	case "names":
		c.namesElement(e, out)
	case "group", "layout":
		out.kind = kGroup
		out.kids = c.elements(e)
	case "choose":
		out.kind = kChoose
		for _, k := range e.kids {
			out.branches = append(out.branches, c.branch(k))
		}
	default:
		c.errorf(e, "<%s> is no rendering element", e.name)
		return nil
	}
	return out
}

func (c *compiler) formatting(e *xmlElement, out *element) {
	for _, a := range e.attr {
		if values, ok := formattingValues[a.Name.Local]; ok {
			m := pick(c, e, a.Name.Local, values)
			if m != noMark {
				out.format[m.group()] = m
				out.formatted = true
			}
		}
	}
}

func (c *compiler) text(e *xmlElement, out *element) {
	out.kind = kText
	if name, ok := e.lookup("macro"); ok {
		out.macro = c.call(e, name)
	} else if name, ok := e.lookup("variable"); ok {
		out.variables = []variable{c.variable(name)}
		c.style.ownSuffix = c.style.ownSuffix || out.variables[0] == vYearSuffix
	} else if name, ok := e.lookup("term"); ok {
		out.term = name
	} else if value, ok := e.lookup("value"); ok {
		out.value, out.hasValue = value, true
	} else {
		c.errorf(e, "<text> needs a macro, variable, term or value")
	}
}

func (c *compiler) branch(e *xmlElement) branch {
	b := branch{match: pick(c, e, "match", map[string]matchMode{"all": matchAll, "any": matchAny, "none": matchNone}), kids: c.elements(e)}
	if e.name == "else" {
		return b
	}
	if e.name != "if" && e.name != "else-if" {
		c.errorf(e, "<%s> cannot stand in <choose>", e.name)
		return b
	}
	for _, a := range e.attr {
		kind, ok := testKinds[a.Name.Local]
		if !ok {
			if a.Name.Local != "match" {
				c.errorf(e, "%s is no condition", a.Name.Local)
			}
			continue
		}
		if kind == testType || kind == testLocator {
			b.tests = append(b.tests, test{kind: kind, values: strings.Fields(a.Value)})
			continue
		}
		for _, v := range strings.Fields(a.Value) {
			t := test{kind: kind, value: v}
			switch kind {
			case testNumeric, testUncertain, testVariable:
				t.variable = c.variable(v)
			case testPosition:
				c.style.positional = true
			case testDisambiguate:
				c.style.asksAmbiguous = true
				if v != "true" {
					t.kind = testFalse
				}
			}
			b.tests = append(b.tests, t)
		}
	}
	if len(b.tests) == 0 {
		c.errorf(e, "<%s> has no condition", e.name)
	}
	return b
}

var testKinds = map[string]testKind{
	"disambiguate": testDisambiguate, "is-numeric": testNumeric, "is-uncertain-date": testUncertain,
	"locator": testLocator, "position": testPosition, "type": testType, "variable": testVariable,
}

func (c *compiler) dateElement(e *xmlElement, out *element) {
	out.kind = kDate
	out.variables = c.variableList(e.get("variable"))
	if len(out.variables) == 0 {
		c.errorf(e, "<date> needs a variable")
		out.variables = []variable{noVariable}
	}
	out.date = &dateElement{localized: e.get("form"), show: e.get("date-parts")}
	if out.date.localized != "" && out.date.localized != "text" && out.date.localized != "numeric" {
		c.errorf(e, "form=%q is no form of a date", out.date.localized)
	}
	for _, k := range e.kids {
		if p := c.datePart(k); p != nil {
			out.date.parts = append(out.date.parts, p)
		}
	}
}

func (c *compiler) datePart(e *xmlElement) *datePart {
	unit := map[string]byte{"year": 'y', "month": 'm', "day": 'd'}[e.get("name")]
	if e.name != "date-part" || unit == 0 {
		c.errorf(e, "a <date> holds <date-part> for year, month and day")
		return nil
	}
	p := &datePart{unit: unit, rangeMark: "–"}
	p.element = element{prefix: e.get("prefix"), suffix: e.get("suffix"), form: e.get("form"), line: e.line}
	if s, ok := e.lookup("range-delimiter"); ok {
		p.rangeMark = s
	}
	c.formatting(e, &p.element)
	p.strip = c.truth(e, "strip-periods")
	p.textCase = pick(c, e, "text-case", textCases)
	return p
}

func (c *compiler) namesElement(e *xmlElement, out *element) {
	out.kind = kNames
	out.variables = c.variableList(e.get("variable"))
	if len(out.variables) == 0 {
		c.errorf(e, "<names> needs a variable")
	}
	n := &namesElement{bare: true}
	out.names = n
	_, n.hasDelimiter = e.lookup("delimiter")
	n.options[0] = c.nameOptions(e, false)
	for _, k := range e.kids {
		switch k.name {
		case "name":
			n.bare = false
			n.name = c.nameElement(k)
			n.options[0] = n.options[0].with(c.nameOptions(k, false))
			n.labelFirst = n.label != nil
		case "et-al":
			n.bare = false
			var f element
			c.formatting(k, &f)
			n.hasEtAl, n.etAlFormat, n.etAlTerm = true, f.format, k.get("term")
		case "label":
			n.bare = false
			n.labelFirst = n.name == nil
			n.label = c.label(k)
		case "substitute":
			n.substitute = c.elements(k)
		case "institution": // an extension of one other program
		default:
			c.errorf(k, "<%s> cannot stand in <names>", k.name)
		}
	}
	if n.name == nil {
		n.labelFirst = false
		n.name = &nameElement{}
	}
	c.allNames = append(c.allNames, out)
}

// label compiles the label of names, which has no variable of its own.
func (c *compiler) label(e *xmlElement) *element {
	out := &element{kind: kLabel, line: e.line, prefix: e.get("prefix"), suffix: e.get("suffix"), form: e.get("form"), plural: e.get("plural")}
	c.formatting(e, out)
	out.strip = c.truth(e, "strip-periods")
	out.textCase = pick(c, e, "text-case", textCases)
	return out
}

func (c *compiler) nameElement(e *xmlElement) *nameElement {
	n := &nameElement{}
	n.prefix, n.suffix = e.get("prefix"), e.get("suffix")
	c.formatting(e, &n.element)
	for _, k := range e.kids {
		part := &element{prefix: k.get("prefix"), suffix: k.get("suffix")}
		c.formatting(k, part)
		part.textCase = pick(c, k, "text-case", textCases)
		switch k.get("name") {
		case "family":
			n.family = part
		case "given":
			n.given = part
		default:
			c.errorf(k, "a <name> holds <name-part> for family and given")
		}
	}
	return n
}

func keys[V any](m map[string]V) (out []string) {
	for k := range m {
		out = append(out, k)
	}
	return out
}
