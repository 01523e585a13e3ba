package edit

import (
	"gloss/generator/edition"
	"gloss/generator/sidecar"
)

// Refusal says why a change is not made. Its problem says it in words, where and
// what to do instead.
type Refusal struct {
	Reason Reason
	edition.Problem
	// Theirs is what the note says now, with [Changed] of what it says, and Both names
	// what both have changed differently: fields, and “targets”.
	Theirs *Fields
	Both   []string
}

// Reason is a kind of refusal.
type Reason uint8

// The reasons.
const (
	Unsafe     Reason = iota // the file is written so that other bytes would change, or has mistakes of syntax
	Unfit                    // what is to be written is no note
	Changed                  // somebody has changed the same meanwhile
	Gone                     // the note is not there any more
	Elsewhere                // the note is not written in a file of notes: a footnote, a citation
	Unreadable               // the essay cannot be read
	Missing                  // the words are not in the essay, or not in these surroundings
	Ambiguous                // the words stand in several places
)

// reasons are the kinds of refusal of package sidecar.
var reasons = map[sidecar.Reason]Reason{
	sidecar.Unsafe: Unsafe, sidecar.Unfit: Unfit, sidecar.Changed: Changed, sidecar.Gone: Gone,
}

func refuse(reason Reason, at edition.Place, hint, text string) *Refusal {
	return &Refusal{Reason: reason, Problem: edition.Problem{Place: at, Text: text, Hint: hint}}
}

// passed hands on a refusal of package sidecar.
func passed(r *sidecar.Refusal) *Refusal {
	if r == nil {
		return nil
	}
	out := &Refusal{Reason: reasons[r.Reason], Problem: r.Problem}
	if r.Theirs != nil {
		theirs := FieldsOf(*r.Theirs)
		out.Theirs = &theirs
	}
	return out
}
