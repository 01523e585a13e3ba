package cite

// nameOptions are the attributes that cs:style, cs:citation, cs:bibliography
// and cs:names hand down to cs:name. has says which are given.
type nameOptions struct {
	has uint32

	and                                    string // text, symbol or empty
	form                                   string // long, short, count
	delimiter, namesDelimiter              string
	precedesLast, precedesEtAl             precedence
	etAlMin, etAlFirst                     int
	etAlSubsequentMin, etAlSubsequentFirst int
	etAlLast                               bool
	noInitials                             bool // initialize="false"
	initializeWith                         string
	sortOrder                              string // first, all or empty
	sortSeparator                          string
}

// precedence is delimiter-precedes-last and delimiter-precedes-et-al.
type precedence uint8

const (
	contextual precedence = iota
	afterInverted
	always
	never
)

var precedences = map[string]precedence{"contextual": contextual, "after-inverted-name": afterInverted, "always": always, "never": never}

const (
	hasAnd = 1 << iota
	hasForm
	hasDelimiter
	hasNamesDelimiter
	hasPrecedesLast
	hasPrecedesEtAl
	hasEtAlMin
	hasEtAlFirst
	hasSubsequentMin
	hasSubsequentFirst
	hasEtAlLast
	hasInitialize
	hasInitializeWith
	hasSortOrder
	hasSortSeparator
)

// nameOptions reads the options of an element. Above cs:names the delimiters
// and the form have longer names.
func (c *compiler) nameOptions(e *xmlElement, outer bool) (o nameOptions) {
	form, delimiter := "form", "delimiter"
	if outer {
		form, delimiter = "name-form", "name-delimiter"
		o.text(e, "names-delimiter", &o.namesDelimiter, hasNamesDelimiter)
	}
	if outer || e.name == "name" {
		o.text(e, form, &o.form, hasForm)
		o.text(e, delimiter, &o.delimiter, hasDelimiter)
	}
	o.text(e, "and", &o.and, hasAnd)
	o.text(e, "initialize-with", &o.initializeWith, hasInitializeWith)
	o.text(e, "name-as-sort-order", &o.sortOrder, hasSortOrder)
	o.text(e, "sort-separator", &o.sortSeparator, hasSortSeparator)
	for _, a := range [...]struct {
		name string
		to   *int
		bit  uint32
	}{
		{"et-al-min", &o.etAlMin, hasEtAlMin},
		{"et-al-use-first", &o.etAlFirst, hasEtAlFirst},
		{"et-al-subsequent-min", &o.etAlSubsequentMin, hasSubsequentMin},
		{"et-al-subsequent-use-first", &o.etAlSubsequentFirst, hasSubsequentFirst},
	} {
		if _, ok := e.lookup(a.name); ok {
			*a.to = c.integer(e, a.name)
			o.has |= a.bit
		}
	}
	if _, ok := e.lookup("et-al-use-last"); ok {
		o.etAlLast = c.truth(e, "et-al-use-last")
		o.has |= hasEtAlLast
	}
	if _, ok := e.lookup("initialize"); ok {
		o.noInitials = !c.truth(e, "initialize")
		o.has |= hasInitialize
	}
	if _, ok := e.lookup("delimiter-precedes-last"); ok {
		o.precedesLast = pick(c, e, "delimiter-precedes-last", precedences)
		o.has |= hasPrecedesLast
	}
	if _, ok := e.lookup("delimiter-precedes-et-al"); ok {
		o.precedesEtAl = pick(c, e, "delimiter-precedes-et-al", precedences)
		o.has |= hasPrecedesEtAl
	}
	return o
}

func (o *nameOptions) text(e *xmlElement, name string, to *string, bit uint32) {
	if s, ok := e.lookup(name); ok {
		*to = s
		o.has |= bit
	}
}

// with returns the options with those that inner has in their place.
func (o nameOptions) with(inner nameOptions) nameOptions {
	has := inner.has
	for _, f := range [...]struct {
		bit uint32
		set func()
	}{
		{hasAnd, func() { o.and = inner.and }},
		{hasForm, func() { o.form = inner.form }},
		{hasDelimiter, func() { o.delimiter = inner.delimiter }},
		{hasNamesDelimiter, func() { o.namesDelimiter = inner.namesDelimiter }},
		{hasPrecedesLast, func() { o.precedesLast = inner.precedesLast }},
		{hasPrecedesEtAl, func() { o.precedesEtAl = inner.precedesEtAl }},
		{hasEtAlMin, func() { o.etAlMin = inner.etAlMin }},
		{hasEtAlFirst, func() { o.etAlFirst = inner.etAlFirst }},
		{hasSubsequentMin, func() { o.etAlSubsequentMin = inner.etAlSubsequentMin }},
		{hasSubsequentFirst, func() { o.etAlSubsequentFirst = inner.etAlSubsequentFirst }},
		{hasEtAlLast, func() { o.etAlLast = inner.etAlLast }},
		{hasInitialize, func() { o.noInitials = inner.noInitials }},
		{hasInitializeWith, func() { o.initializeWith = inner.initializeWith }},
		{hasSortOrder, func() { o.sortOrder = inner.sortOrder }},
		{hasSortSeparator, func() { o.sortSeparator = inner.sortSeparator }},
	} {
		if has&f.bit != 0 {
			f.set()
		}
	}
	o.has |= has
	return o
}
