package sidecar

import (
	"strings"

	"go.yaml.in/yaml/v4"

	"gloss/generator/edition"
)

var nameFields = fields[edition.Name]{
	"family":                func(v value, n *edition.Name) { n.Family = v.line() },
	"given":                 func(v value, n *edition.Name) { n.Given = v.line() },
	"dropping-particle":     func(v value, n *edition.Name) { n.DroppingParticle = v.line() },
	"non-dropping-particle": func(v value, n *edition.Name) { n.NonDroppingParticle = v.line() },
	"suffix":                func(v value, n *edition.Name) { n.Suffix = v.line() },
	"literal":               func(v value, n *edition.Name) { n.Literal = v.line() },

	// What processors are told about a name, and gloss finds out by itself.
	"comma-suffix":    func(value, *edition.Name) {},
	"static-ordering": func(value, *edition.Name) {},
	"parse-names":     func(value, *edition.Name) {},
	"isInstitution":   func(value, *edition.Name) {},
	"sequence":        func(value, *edition.Name) {}, // Crossref's
	"affiliation":     func(value, *edition.Name) {},
	"ORCID":           func(value, *edition.Name) {},
}

// nameNames are what others call the parts of a name.
var nameNames = map[string]string{
	"last": "family", "lastname": "family", "surname": "family", "familyname": "family", "first": "given", "firstname": "given",
	"forename": "given", "givenname": "given", "name": "literal", "prefix": "non-dropping-particle", "particle": "non-dropping-particle",
	"jr": "suffix", "institution": "literal", "organization": "literal", "organisation": "literal",
}

// names reads a name or a list of names.
func (v value) names() []edition.Name {
	var names []edition.Name
	for _, item := range v.items() {
		if n, ok := item.personalName(); ok {
			names = append(names, n)
		}
	}
	return names
}

func (v value) personalName() (n edition.Name, ok bool) {
	switch {
	case isNull(v.Node):
		v.errorf("write a name or take the “-” out", "“%s” has an empty name", v.key)
		return n, false
	case v.Kind == yaml.ScalarNode:
		n = plainName(v.line())
	case v.Kind == yaml.MappingNode:
		if read(v, "a name", nameFields, nameNames, &n).misspelt() {
			return n, n != (edition.Name{})
		}
		if n.Literal != "" && n.Family+n.Given != "" {
			v.warnf("keep either of them", "a name has either “literal” or “family” and “given”; “literal” is taken")
			n = edition.Name{Literal: n.Literal}
		}
	default:
		v.wants("names", "write - {family: Vickers, given: Brian}, or - Vickers, Brian")
		return n, false
	}
	if n == (edition.Name{}) {
		v.f.ps = append(v.f.ps, edition.Problem{
			Severity: v.f.severity(), Place: v.at(), Text: "“" + v.key + "” has an empty name", Hint: "write family and given, or literal",
		})
		return n, false
	}
	return n, true
}

// plainName reads "Vickers, Brian" and "King, Martin Luther, Jr."; a name
// without a comma is taken as it stands.
func plainName(s string) edition.Name {
	family, rest, comma := strings.Cut(s, ",")
	given, suffix, _ := strings.Cut(rest, ",")
	if !comma || strings.TrimSpace(family) == "" || strings.TrimSpace(given) == "" {
		return edition.Name{Literal: s}
	}
	return edition.Name{
		Family: strings.TrimSpace(family), Given: strings.TrimSpace(given), Suffix: strings.TrimSpace(suffix),
	}
}
