package serve

import (
	"net/http"
	"strings"
	"unicode"
	"unicode/utf8"

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

// resync is how many characters must agree where two texts go on together, and
// within how many bytes they are looked for: the fewer, the nearer.
type resync struct{ runes, within int }

var resyncs = [...]resync{{12, 4096}, {4, 64}, {1, 16}}

// counterpart finds the place in plain that corresponds to the byte at of shown.
// Shown is what a page shows of plain, with what it adds (marks, citations, the
// sign of a paragraph) and without what it shows otherwise (the words of an
// image). White space corresponds to white space.
func counterpart(shown, plain string, at int) int {
	i, j := 0, 0
	for i < at && j < len(plain) {
		if n, m := agree(shown[i:], plain[j:]); n+m > 0 {
			i, j = i+n, j+m
			continue
		}
		added, missing := nextAgreement(shown[i:], plain[j:])
		switch {
		case added < 0 && missing < 0: // nothing more agrees
			return j
		case missing < 0 || added >= 0 && added <= missing:
			i += added
		default:
			j += missing
		}
	}
	return min(j, len(plain))
}

// agree is how many bytes at the beginnings of two texts say the same character,
// or white space.
func agree(a, b string) (int, int) {
	r, n := utf8.DecodeRuneInString(a)
	q, m := utf8.DecodeRuneInString(b)
	switch {
	case n == 0 || m == 0:
		return 0, 0
	case unicode.IsSpace(r) && unicode.IsSpace(q):
		return spaces(a), spaces(b)
	case r == q:
		return n, m
	}
	return 0, 0
}

func spaces(s string) int { return len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace)) }

// nextAgreement is how much must be passed over of one text, or of the other, for
// both to go on together; -1 when nothing is far enough.
func nextAgreement(a, b string) (inA, inB int) {
	for _, sync := range resyncs {
		inA, inB = passOver(a, b, sync), passOver(b, a, sync)
		if inA >= 0 || inB >= 0 {
			break
		}
	}
	return inA, inB
}

func passOver(long, short string, sync resync) int {
	head := clip(short, sync.runes)
	for i := range long {
		if i > sync.within {
			return -1
		}
		if i > 0 && begins(long[i:], head) {
			return i
		}
	}
	if short == "" {
		return len(long)
	}
	return -1
}

// begins reports whether a text begins with another, white space aside.
func begins(s, head string) bool {
	for head != "" {
		n, m := agree(s, head)
		if n+m == 0 {
			return false
		}
		s, head = s[n:], head[m:]
	}
	return true
}

// clip is the beginning of a text.
func clip(s string, runes int) string {
	for i := range s {
		if runes == 0 {
			return s[:i]
		}
		runes--
	}
	return s
}
