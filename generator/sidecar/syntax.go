package sidecar

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"gloss/generator/edition"
)

// syntaxMessage says in an author's words what a YAML reader says in its own.
type syntaxMessage struct {
	context, message string // beginnings of what the reader says; empty: anything
	at               string // what the place begins with; empty: anything
	opening          bool   // the place to show is where the construct begins, not where it failed
	text, hint       string
}

const (
	quoteIt  = "put the value in quotation marks, or write it on lines of its own after a |"
	indentIt = "begin the line in the same column as its neighbours"
)

// syntaxMessages is searched from the top; the first that fits is used.
var syntaxMessages = []syntaxMessage{
	{"while scanning an alias", "", "*", true, "a value that begins with * is not text to YAML", `write "*" in quotation marks`},
	{"while scanning an anchor", "", "&", true, "a value that begins with & is not text to YAML", quoteIt},
	{"", unknownAnchor, "*", false, "a value that begins with * is not text to YAML, and no &anchor has this name", quoteIt},
	{
		"while scanning a quoted scalar", "found unexpected end of stream", "", true,
		"the quotation mark that opens here is never closed", "close it, or take it out",
	},
	{
		"while scanning a quoted scalar", "found unexpected document indicator", "", true,
		"the quotation mark that opens here is not closed before the line ---", "close it, or take it out",
	},
	{
		"while scanning a quoted scalar", "found unknown escape character", "", false,
		"an unknown escape after a backslash", `write \\ for a backslash, or use single quotation marks`,
	},
	{"while scanning a quoted scalar", "", `\`, false, "a wrong escape after a backslash", `write \\ for a backslash, or use single quotation marks`},
	{"while scanning a quoted scalar", "", "", true, "the text in this quotation mark is not well formed", "write it on lines of its own after a |"},
	{"", "found a tab", "", false, "a tab stands where YAML wants spaces", "indent with spaces"},
	{
		"while scanning a block scalar", "did not find expected comment", "", true,
		"words stand behind the | or > that begins a text", "begin the text on the next line, indented; or put it in quotation marks",
	},
	{"while scanning a block scalar", "", "", true, "a text that begins with | or > is not well formed", "write | alone, and the text on the next lines, indented"},
	{"while scanning for the next token", "", "\t", false, "a tab stands where YAML wants spaces", "indent with spaces"},
	{"while scanning for the next token", "", "@", false, "a value may not begin with @ in YAML", quoteIt},
	{"while scanning for the next token", "", "`", false, "a value may not begin with ` in YAML", quoteIt},
	{"while scanning for the next token", "", "%", false, "a value may not begin with % in YAML", quoteIt},
	{"while scanning for the next token", "", "", false, "nothing can begin with this character in YAML", quoteIt},
	{
		"while scanning a simple key", "could not find expected ':'", "", true,
		"this line is no key: value, nor part of what stands above",
		"write a colon and a space after the key; if the line belongs to the text above, indent it as deep",
	},
	{
		"", "mapping values are not allowed", "colon in text", false,
		"a colon and a space inside a value are not text to YAML", quoteIt,
	},
	{
		"", "mapping values are not allowed", "no colon above", false,
		"a key stands where YAML expects none, since the line above has no colon", "write key: value in the line above",
	},
	{"", "mapping values are not allowed", "", false, "a key stands where YAML expects none", indentIt},
	{
		"", "block sequence entries are not allowed", "", false, "a list item stands where YAML expects none",
		"begin the list on the next line; if it is text, put it in quotation marks",
	},
	{"", "mapping keys are not allowed", "", false, "a value may not begin with ? and a space in YAML", quoteIt},
	{
		"while parsing a flow sequence", "", "", true, "the [ that opens here is not closed, or a comma is missing in it",
		"close it with ], write a comma between the items, and put items with commas or brackets in quotation marks",
	},
	{
		"while parsing a flow mapping", "", "", true, "the { that opens here is not closed, or a comma is missing in it",
		"close it with }, write a comma between the entries, and put values with commas or braces in quotation marks",
	},
	{"while parsing a block mapping", "", "- ", false, "a list item stands among keys", "indent it below the key that it belongs to, or give it one"},
	{
		"while parsing a block mapping", "", "after a quotation", false, "words stand behind a closing quotation mark",
		`put the whole value in quotation marks; inside them write '' for ' and \" for "`,
	},
	{"while parsing a block mapping", "", "after a bracket", false, "words stand behind a closing bracket", quoteIt},
	{"while parsing a block mapping", "", "", false, "this is no key of the mapping that stands above", indentIt},
	{
		"while parsing a block collection", "", "", false, "this is no item of the list that stands above",
		"begin each item with “- ”, and indent what belongs to it two spaces deeper than the -",
	},
	{"while parsing a block node", "", "", false, "a value may not begin with this character in YAML", quoteIt},
	{"while parsing a flow node", "", "", false, "a value is missing here", "write one, or close the bracket"},
	{"while scanning a directive", "", "", true, "a line that begins with % is not text to YAML", "take it out, or indent it"},
	{"", "found incompatible YAML document", "", false, "the file asks for another version of YAML", "take the %YAML line out"},
	{"while parsing a node", "found undefined tag handle", "", false, "a value that begins with ! is not text to YAML", quoteIt},
	{"while scanning a tag", "", "", true, "a value that begins with ! is not text to YAML", quoteIt},
	{"while parsing a tag", "", "", true, "a value that begins with ! is not text to YAML", quoteIt},
	{"", "exceeded max depth", "", false, "lists and mappings lie too deep in one another", "check the brackets, or indent less"},
	{"while increasing", "", "", false, "lists and mappings lie too deep in one another", "check the brackets, or indent less"},
	{
		"", "did not find expected <document start>", "", false, "the file goes on where its first value has ended",
		"a file is either one list or one mapping",
	},
}

// syntax reports a mistake of syntax in a part of the file that has some lines
// above it.
func (f *file) syntax(err error, above int) {
	var e *yaml.LoadError
	if !errors.As(err, &e) {
		f.ps.Errorf(edition.Place{File: f.name, Line: above + 1, Column: 1}, "", "the file is not well-formed YAML: %v", err)
		return
	}
	mark, opening := f.mark(e.Mark, above), f.mark(e.ContextMark, above)
	for _, m := range syntaxMessages {
		at := mark
		if m.opening && e.ContextMark.Line > 0 {
			at = opening
		}
		if strings.HasPrefix(e.ContextMsg, m.context) && strings.HasPrefix(e.Message, m.message) && f.stands(at, m.at) {
			f.ps.Errorf(at, m.hint, "%s", m.text)
			return
		}
	}
	f.ps.Errorf(mark, "", "not well-formed YAML: %s", strings.TrimSpace(e.ContextMsg+" "+e.Message))
}

// mark turns the reader's place into ours; a place after the end of the file is
// moved to the end of its last line with words.
func (f *file) mark(m yaml.Mark, above int) edition.Place {
	p := edition.Place{File: f.name, Line: max(m.Line+above, 1), Column: max(m.Column, 1)}
	l := f.source()
	for p.Line > 1 && (p.Line > l.Count() || p.Column == 1 && len(strings.TrimSpace(string(l.Line(p.Line)))) == 0) {
		p.Line--
		p.Column = utf8.RuneCount(l.Line(p.Line)) + 1
	}
	return p
}

// stands reports whether the words at a place begin with sign, or fit one of
// the signs that stand for more.
func (f *file) stands(p edition.Place, sign string) bool {
	line := string(f.source().Line(p.Line))
	at := f.source().Offset(p.Line, p.Column) - f.source().Offset(p.Line, 1)
	before, after := line[:at], line[at:]
	switch sign {
	case "colon in text":
		i := strings.Index(before, ": ")
		return i >= 0 && strings.TrimSpace(before[i+2:]) != ""
	case "no colon above":
		above := strings.TrimSpace(string(f.source().Line(p.Line - 1)))
		return above != "" && !strings.ContainsAny(above, ":#")
	case "after a quotation":
		return strings.HasSuffix(strings.TrimRight(before, " "), `"`) || strings.HasSuffix(strings.TrimRight(before, " "), "'")
	case "after a bracket":
		return strings.HasSuffix(before, "]") || strings.HasSuffix(before, "}")
	}
	return strings.HasPrefix(after, sign)
}

func letterOrDigit(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}
