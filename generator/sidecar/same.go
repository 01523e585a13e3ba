package sidecar

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"gloss/generator/edition"
)

// FindNote is the number of a note among those of a file as it stands now; -1 when
// it is not there or cannot be told from others. A note that was read with a
// written id is the one with this id. Any other is the only one that says the
// same, or the only one without an id on the same targets, or else the only one
// that says the same on others; of several that are the same in every word, the
// one in the same line, or the first.
func FindNote(notes []edition.Note, was edition.Note) int {
	if was.ID != "" {
		return slices.IndexFunc(notes, func(n edition.Note) bool { return n.ID == was.ID })
	}
	bare := bareNote(&was)
	for _, like := range [...]func(n *edition.Note) bool{
		func(n *edition.Note) bool { return equalBare(*n, bare) },
		func(n *edition.Note) bool { return n.ID == "" && reflect.DeepEqual(n.Targets, bare.Targets) },
		func(n *edition.Note) bool {
			m := *n
			m.ID, m.Targets = "", bare.Targets
			return equalBare(m, bare)
		},
	} {
		var found []int
		for i := range notes {
			if n := bareNote(&notes[i]); like(&n) {
				found = append(found, i)
			}
		}
		switch {
		case len(found) == 1:
			return found[0]
		case len(found) > 1 && SameNote(notes[found[0]], was):
			for _, i := range found {
				if notes[i].At.Line == was.At.Line {
					return i
				}
			}
			return found[0]
		case len(found) > 1:
			return -1
		}
	}
	return -1
}

// SameNote reports whether two notes say the same, wherever they stand and however
// they are written.
func SameNote(a, b edition.Note) bool { return equalBare(bareNote(&a), bareNote(&b)) }

// Fingerprint is a short text that two notes share when they say the same.
func Fingerprint(n edition.Note) string {
	data, err := json.Marshal(bareNote(&n)) //nolint:staticcheck // its body, which JSON cannot hold, is nil
	if err != nil {
		panic(err) // a note holds nothing that JSON has not
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:12])
}

// bareNote is what a note says, without its places and without outer space that
// says nothing.
func bareNote(n *edition.Note) edition.Note {
	c := copyNote(n)
	c.Body = nil
	unplace(reflect.ValueOf(&c))
	body := strings.TrimRight(c.Markdown, " \t\r\n")
	mapTexts(&c, strings.TrimSpace)
	c.Markdown = body
	return c
}

func equalBare(a, b edition.Note) bool { return reflect.DeepEqual(a, b) }

// copyNote copies a note with its lists; those that are empty are nil.
func copyNote(n *edition.Note) edition.Note {
	c := *n
	c.Targets = slices.Clip(append([]edition.Target(nil), n.Targets...))
	for i := range c.Targets {
		for _, s := range []**edition.Selector{&c.Targets[i].From, &c.Targets[i].To} {
			if *s != nil {
				own := **s
				*s = &own
			}
		}
	}
	c.Sources = append([]edition.SourceUse(nil), n.Sources...)
	c.Tags = append([]string(nil), n.Tags...)
	return c
}

// mapTexts changes every text of a note.
func mapTexts(n *edition.Note, to func(string) string) {
	texts := []*string{&n.ID, &n.Series, &n.Creator, &n.Created, &n.Modified, &n.Language, &n.Markdown}
	selector := func(s *edition.Selector) { texts = append(texts, &s.Exact, &s.Prefix, &s.Suffix) }
	for i := range n.Targets {
		t := &n.Targets[i]
		selector(&t.Selector)
		for _, s := range []*edition.Selector{t.From, t.To} {
			if s != nil {
				selector(s)
			}
		}
		texts = append(texts, &t.Block)
	}
	for i := range n.Sources {
		texts = append(texts, &n.Sources[i].Text)
	}
	for i := range n.Tags {
		texts = append(texts, &n.Tags[i])
	}
	for _, t := range texts {
		*t = to(*t)
	}
}

// unplace takes the places out of a value and all that hangs on it.
func unplace(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			unplace(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			unplace(v.Index(i))
		}
	case reflect.Map:
		if v.Type().Elem() == reflect.TypeFor[edition.Place]() {
			v.SetZero()
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[edition.Place]() {
			v.SetZero()
			return
		}
		for i := range v.NumField() {
			unplace(v.Field(i))
		}
	}
}
