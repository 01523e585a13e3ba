package edit

import (
	"reflect"
	"slices"
	"strings"

	"gloss/generator/edition"
	"gloss/generator/sidecar"
)

// Fields are what an editor sees of a note, and types: all of it but its targets,
// which only an [Attach] changes.
type Fields struct {
	ID       string   `json:"id"` // empty: none written
	Series   string   `json:"series"`
	Creator  string   `json:"creator"`
	Created  string   `json:"created"` // EDTF, as in 2026-11-22
	Modified string   `json:"modified"`
	Language string   `json:"language"` // BCP 47
	Sources  []string `json:"sources"`  // each as in “ap1988, p. 1”
	Tags     []string `json:"tags"`
	Body     string   `json:"body"` // Markdown
	// Targets are seen and never written, each as [sidecar.FormatTarget] formats it;
	// nil: whatever they are.
	Targets []string `json:"targets"`
}

// field is one of those that are typed.
type field struct {
	name string
	in   func(*Fields) any // a pointer to it
}

// fields are all of them.
var fields = []field{
	{"id", func(f *Fields) any { return &f.ID }},
	{"series", func(f *Fields) any { return &f.Series }},
	{"creator", func(f *Fields) any { return &f.Creator }},
	{"created", func(f *Fields) any { return &f.Created }},
	{"modified", func(f *Fields) any { return &f.Modified }},
	{"language", func(f *Fields) any { return &f.Language }},
	{"sources", func(f *Fields) any { return &f.Sources }},
	{"tags", func(f *Fields) any { return &f.Tags }},
	{"body", func(f *Fields) any { return &f.Body }},
}

// FieldsOf are the fields of a note as written.
func FieldsOf(n edition.Note) Fields {
	f := Fields{
		ID: n.ID, Series: n.Series, Creator: n.Creator, Created: n.Created, Modified: n.Modified, Language: n.Language,
		Sources: []string{}, Tags: append([]string{}, n.Tags...), Body: n.Markdown, Targets: []string{},
	}
	for _, s := range n.Sources {
		f.Sources = append(f.Sources, s.Text)
	}
	for _, t := range n.Targets {
		f.Targets = append(f.Targets, sidecar.FormatTarget(t))
	}
	return f
}

// note is a note with these fields, and the targets of another.
func (f Fields) note(targets []edition.Target) edition.Note {
	n := edition.Note{
		ID: f.ID, Targets: targets, Series: f.Series, Creator: f.Creator, Created: f.Created, Modified: f.Modified,
		Language: f.Language, Tags: f.Tags, Markdown: f.Body,
	}
	for _, s := range f.Sources {
		n.Sources = append(n.Sources, edition.SourceUse{Text: s})
	}
	return n
}

// merge makes one of what two have made of a note's fields: ours where only we
// have changed a field or both have made the same of it, theirs elsewhere. Both
// names the fields of which both have made something else; those are ours.
func merge(was, theirs, ours Fields) (merged Fields, both []string) {
	merged = theirs
	for _, f := range fields {
		w, t, o := f.said(&was), f.said(&theirs), f.said(&ours)
		if reflect.DeepEqual(w, o) || reflect.DeepEqual(t, o) {
			continue
		}
		if !reflect.DeepEqual(w, t) {
			both = append(both, f.name)
		}
		reflect.ValueOf(f.in(&merged)).Elem().Set(reflect.ValueOf(f.in(&ours)).Elem())
	}
	return merged, both
}

// elsewhere reports whether a note is not any more on the targets that its editor
// has seen.
func elsewhere(seen, now Fields) bool {
	return seen.Targets != nil && !slices.Equal(seen.Targets, now.Targets)
}

// differ names the fields in which two notes say something else.
func differ(a, b Fields) (names []string) {
	for _, f := range fields {
		if !reflect.DeepEqual(f.said(&a), f.said(&b)) {
			names = append(names, f.name)
		}
	}
	return names
}

// said is what a field says: white space at its edges, but before a body, and an
// empty list say nothing.
func (f *field) said(of *Fields) any {
	if list, ok := f.in(of).(*[]string); ok {
		said := []string{}
		for _, s := range *list {
			said = append(said, strings.TrimSpace(s))
		}
		return said
	}
	text := strings.ReplaceAll(*f.in(of).(*string), "\r\n", "\n")
	if f.name == "body" {
		return strings.TrimRight(text, " \t\n")
	}
	return strings.TrimSpace(text)
}
