package cite

// mark is a kind of markup: what an element of a style or of a field's rich
// text does to the characters in it.
type mark uint8

// The marks, in groups. A mark of a group undoes the others of the same group.
const (
	noMark mark = iota

	italic
	oblique
	uprightStyle
	smallCaps
	normalVariant
	bold
	light
	normalWeight
	underline
	noDecoration
	superscript
	subscript
	baseline

	displayBlock
	displayLeft
	displayRight
	displayIndent

	noCase  // text case leaves it alone
	special // a span with a class of its own
)

// group is the number of a mark's group: marks of one group exclude one
// another.
func (m mark) group() int {
	switch {
	case m == noMark:
		return -1
	case m <= uprightStyle:
		return 0
	case m <= normalVariant:
		return 1
	case m <= normalWeight:
		return 2
	case m <= noDecoration:
		return 3
	case m <= baseline:
		return 4
	case m <= displayIndent:
		return 5
	}
	return 6
}

// formatting is what a style's element asks for: a mark a group, the innermost
// first, then the display.
type formatting [6]mark

var formattingValues = map[string]map[string]mark{
	"font-style":      {"italic": italic, "oblique": oblique, "normal": uprightStyle},
	"font-variant":    {"small-caps": smallCaps, "normal": normalVariant},
	"font-weight":     {"bold": bold, "light": light, "normal": normalWeight},
	"text-decoration": {"underline": underline, "none": noDecoration},
	"vertical-align":  {"sup": superscript, "sub": subscript, "baseline": baseline},
	"display":         {"block": displayBlock, "left-margin": displayLeft, "right-inline": displayRight, "indent": displayIndent},
}

// textCase is CSL's text-case.
type textCase uint8

// The text cases.
const (
	asIs textCase = iota
	lowercase
	uppercase
	capitalizeFirst
	capitalizeAll
	sentenceCase
	titleCase
)

var textCases = map[string]textCase{
	"lowercase": lowercase, "uppercase": uppercase, "capitalize-first": capitalizeFirst,
	"capitalize-all": capitalizeAll, "sentence": sentenceCase, "title": titleCase, "normal": asIs,
}
