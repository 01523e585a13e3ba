package sidecar

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/generator/bibtex"
	"gloss/generator/edition"
)

// names reads authors, editors and the rest.
func (r *bibReader) names() {
	for _, role := range bibRoles {
		for _, name := range role.names {
			if f := r.take(name); f != nil {
				r.people(f, role.csl)
			}
		}
	}
	for _, e := range bibEditors {
		f, kind := r.take(e.field), strings.ToLower(r.text(r.take(e.kind), bibtex.Line))
		if f != nil {
			r.people(f, r.editorRole(f, kind))
		}
	}
}

// editorRole is the role of those who are named as editors but did something
// else.
func (r *bibReader) editorRole(f *bibtex.Field, kind string) string {
	switch {
	case kind == "" || kind == "editor":
		return "editor"
	case cslNames[kind]:
		return kind
	case slices.Contains([]string{"founder", "continuator", "redactor", "reviser", "collaborator"}, kind): // BibLaTeX's own
		return "contributor"
	}
	if f.From == "" {
		r.ps.Warnf(r.offset(f.At), "write editor, compiler, director, organizer or another role of CSL's", "“%s” is not a role of editors; they are taken for contributors", short(kind))
	}
	return "contributor"
}

// people adds the names of a field to a role.
func (r *bibReader) people(f *bibtex.Field, role string) {
	names, mistakes := bibtex.Names(f.Value.Text)
	r.report(f, mistakes)
	drops := strings.Contains(strings.ReplaceAll(r.e.Get("options"), " ", ""), "useprefix=false")
	for _, n := range names {
		if name := bibName(n, drops); name != (edition.Name{}) {
			r.s.Names[role] = append(r.s.Names[role], name)
		}
	}
}

// others is how CSL data write "and others".
const others = "others"

// bibName turns BibTeX's parts of a name into CSL's. A particle is kept in the
// name it is sorted by, unless the record says otherwise.
func bibName(n bibtex.Name, drops bool) edition.Name {
	switch {
	case n.Others:
		return edition.Name{Literal: others}
	case n.Literal != "":
		return edition.Name{Literal: n.Literal}
	}
	name := edition.Name{Family: n.Last, Given: n.First, Suffix: n.Jr}
	if n.Drops || drops {
		name.DroppingParticle = n.Von
	} else {
		name.NonDroppingParticle = n.Von
	}
	return name
}

// partsOf turns CSL's parts of a name into BibTeX's, which have one particle: a
// second one stands behind the given name, where CSL looks for it.
func partsOf(n edition.Name) bibtex.Name {
	n = n.WithFamily()
	out := bibtex.Name{Last: n.Family, First: n.Given, Jr: n.Suffix, Von: n.NonDroppingParticle, Literal: n.Literal}
	switch {
	case n.Literal == others:
		return bibtex.Name{Others: true}
	case n.NonDroppingParticle == "":
		out.Von, out.Drops = n.DroppingParticle, n.DroppingParticle != ""
	case n.DroppingParticle != "":
		out.First = strings.TrimSpace(n.Given + " " + n.DroppingParticle)
	}
	return out
}

// particles parts the small words from a name whose format has no place for
// them: before the family name they do not drop, behind the given name they do.
// One word at least is left.
func particles(n edition.Name) edition.Name {
	family := strings.Fields(n.Family)
	k := 0
	for k < len(family)-1 && smallWord(family[k]) {
		k++
	}
	if k > 0 {
		n.NonDroppingParticle, n.Family = strings.Join(family[:k], " "), strings.Join(family[k:], " ")
	}
	given := strings.Fields(n.Given)
	k = len(given)
	for k > 1 && smallWord(given[k-1]) {
		k--
	}
	if k < len(given) {
		n.Given, n.DroppingParticle = strings.Join(given[:k], " "), strings.Join(given[k:], " ")
	}
	return n
}

func smallWord(w string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "'’‘"))
	return unicode.IsLower(r)
}
