package edit

import (
	"fmt"
	"strings"

	"gloss/generator/anchor"
	"gloss/generator/edition"
	"gloss/generator/resolve"
)

// Spot says which words of an essay are meant: by where they stand in a text, or
// by quoting them.
type Spot struct {
	// Passage is where the words stand in Text, in bytes. Where the essay has been
	// edited since, they are followed to where their paragraph stands unchanged; when
	// that has been edited too they are refused. A nil Text is the text as it is.
	edition.Passage
	Text *edition.Text
	// Selector quotes the words where there is no passage: it must lead to one place.
	// Beside a passage without a text it says what stands there, and all of it must,
	// or else stand in one other place. Beside a passage of a text Exact is what stands
	// there, to the letter, or the passage is one of another text and refused.
	edition.Selector
	// Whole is the work itself, and no words of it.
	Whole bool
}

// quote is the passage of a spot, and the target that leads there. The spot then
// says all that is known of it, for a change that has to be planned again.
func (d *desk) quote(s *Spot) (edition.Passage, edition.Target, *Refusal) {
	if s.Whole {
		return edition.Passage{}, edition.Target{Whole: true}, nil
	}
	p, no := d.find(*s)
	if no != nil {
		return p, edition.Target{}, no
	}
	*s = Spot{Passage: p, Text: d.text}
	t, ok := d.index.Quote(p)
	if !ok {
		no = refuse(Ambiguous, d.place(p), "select more", "the same words stand here too often in a row to be told apart")
	}
	return p, t, no
}

// find is the passage of a spot.
func (d *desk) find(s Spot) (edition.Passage, *Refusal) {
	if s.mistaken() {
		return edition.Passage{}, d.missing("other words stand there than “"+s.Exact+"”", nil)
	}
	if s.Text != nil && s.Text.Plain != d.text.Plain {
		return d.follow(s)
	}
	seen, quoted := s.Passage.Len() > 0, strings.TrimSpace(s.Exact) != ""
	p, ok := d.index.Whole(s.Passage)
	switch {
	case ok && (!quoted || s.Text != nil || d.index.Stands(s.Selector, p)):
		return p, nil
	case !quoted:
		return p, refuse(Missing, d.essay(), "select some words", "no words are selected")
	}
	found := d.index.Find(s.Selector)
	switch {
	case found.Result == edition.Ambiguous:
		return p, refuse(Ambiguous, d.place(found.Near[0].Passage), "say which by some of the words before or after:"+resolve.Listed(d.manuscript.Essay, found.Near, false),
			fmt.Sprintf("the words “%s” stand in %d places", s.Exact, len(found.Near)))
	case found.Result == edition.Lost && s.Prefix+s.Suffix != "":
		return p, d.missing("the words “"+s.Exact+"” are not in the essay, or not in these surroundings", found.Near)
	case found.Result == edition.Lost:
		return p, d.missing("the words “"+s.Exact+"” are not in the essay", found.Near)
	case seen && !d.index.Stands(s.Selector, found.Passage):
		return p, d.missing("the words “"+s.Exact+"” have other surroundings now", []edition.Candidate{{Passage: found.Passage, Likeness: 1}})
	}
	p, _ = d.index.Whole(found.Passage)
	return p, nil
}

// mistaken reports whether a spot is said to stand on other words than it does.
func (s *Spot) mistaken() bool {
	if s.Text == nil || s.Exact == "" {
		return false
	}
	plain := s.Text.Plain
	return s.Start < 0 || s.End < s.Start || s.End > len(plain) || plain[s.Start:s.End] != s.Exact
}

// follow finds where the words of a spot stand now in an essay that has been
// edited. Their blocks must stand somewhere just as they were.
func (d *desk) follow(s Spot) (edition.Passage, *Refusal) {
	before := anchor.NewIndex(s.Text)
	p, ok := before.Whole(s.Passage)
	if !ok {
		return p, refuse(Missing, d.essay(), "select some words", "no words are selected")
	}
	blocks := edition.Passage{Start: s.Text.Block(p.Start).Start, End: s.Text.Block(p.End - 1).End}
	edits := anchor.Compare(before, d.index)
	words, around := edits.Carry(p), edits.Carry(blocks)
	if words.Result <= edition.Moved && around.Result <= edition.Moved && around.Start <= words.Start && words.End <= around.End {
		now, _ := d.index.Whole(words.Passage)
		return now, nil
	}
	near := []edition.Candidate{{Passage: words.Passage, Likeness: words.Likeness}}
	if words.Result == edition.Lost {
		near = edits.Near(p)
	}
	return p, d.missing("the essay has been edited here meanwhile", near)
}

// missing refuses words that are not in the essay. It stands where those are that
// are most like them.
func (d *desk) missing(text string, near []edition.Candidate) *Refusal {
	no := refuse(Missing, d.essay(), "copy or select them anew", text)
	if len(near) > 0 {
		no.Place = d.place(near[0].Passage)
		no.Hint += "; nearest:" + resolve.Listed(d.manuscript.Essay, near, true)
	}
	return no
}
