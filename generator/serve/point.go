package serve

import (
	"net/http"

	"gloss/generator/anchor"
	"gloss/generator/edition"
)

// point is a place in a page, as a browser knows it: so many UTF-16 units into
// the text content of an element of the essay.
type point struct {
	ID     string `json:"id"`     // the element's; that of a block
	Text   string `json:"text"`   // its text content, whatever stands in it: marks and citations too
	Offset int    `json:"offset"` // UTF-16 units of Text
}

// passageOf finds the passage between two points of an essay.
func passageOf(text *edition.Text, from, to point) (edition.Passage, error) {
	start, err := offsetOf(text, from)
	if err != nil {
		return edition.Passage{}, err
	}
	end, err := offsetOf(text, to)
	if err != nil {
		return edition.Passage{}, err
	}
	p, ok := anchor.NewIndex(text).Whole(edition.Passage{Start: min(start, end), End: max(start, end)})
	if !ok {
		return p, refusal{http.StatusUnprocessableEntity, "no words of the essay are selected"}
	}
	return p, nil
}

// offsetOf is the byte of the text at a point.
func offsetOf(text *edition.Text, p point) (int, error) {
	area := edition.Passage{End: len(text.Plain)}
	if b := text.ByID(p.ID); b != nil {
		area = b.Passage
	} else if p.ID != "" {
		return 0, refusal{http.StatusConflict, "the essay has changed meanwhile; select the words again"}
	}
	at, ok := byteOfUTF16(p.Text, p.Offset)
	if !ok {
		return 0, refusal{http.StatusBadRequest, "the point lies outside of its text"}
	}
	return area.Start + counterpart(p.Text, text.Plain[area.Start:area.End], at), nil
}

// byteOfUTF16 is the byte at a number of UTF-16 units.
func byteOfUTF16(s string, units int) (int, bool) {
	for i, r := range s {
		if units <= 0 {
			return i, units == 0
		}
		units--
		if r > 0xFFFF {
			units--
		}
	}
	return len(s), units == 0
}
