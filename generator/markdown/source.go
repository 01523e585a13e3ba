package markdown

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"gloss/generator/edition"
)

// source is Markdown made ready for goldmark, which expects valid UTF-8, line
// feeds, and no byte order mark, together with the way back to the author's
// bytes.
type source struct {
	text    []byte
	changed []change // in order; empty for most files
	broken  int      // author's byte of the first that is not UTF-8; -1: none
	base    int      // what the text is a part of, from this byte on; see part
	whole   *source  // nil: the text is the whole
}

// change is a stretch that was replaced. Both sides are half-open.
type change struct{ from, to, was, wasTo int }

// replacement stands for what HTML cannot hold: NUL and other control
// characters, noncharacters, bytes that are not UTF-8.
const replacement = "\uFFFD"

// readable cleans an author's file. Most files pass untouched, without a copy.
func readable(data []byte) *source {
	s := &source{text: data, broken: -1}
	first := unclean(data)
	if first < 0 {
		return s
	}
	out := append(make([]byte, 0, len(data)+64), data[:first]...)
	replace := func(at, n int, by string) {
		s.changed = append(s.changed, change{len(out), len(out) + len(by), at, at + n})
		out = append(out, by...)
	}
	for i := first; i < len(data); {
		switch c := data[i]; {
		case c == '\r' && i+1 < len(data) && data[i+1] == '\n':
			replace(i, 2, "\n")
			i += 2
		case c == '\r':
			replace(i, 1, "\n")
			i++
		case c < utf8.RuneSelf:
			if forbidden(rune(c)) {
				replace(i, 1, replacement)
			} else {
				out = append(out, c)
			}
			i++
		default:
			r, n := utf8.DecodeRune(data[i:])
			switch {
			case r == 0xFEFF && i == 0:
				replace(i, n, "")
			case r == utf8.RuneError && n == 1:
				if s.broken < 0 {
					s.broken = i
				}
				replace(i, n, replacement)
			case forbidden(r):
				replace(i, n, replacement)
			default:
				out = append(out, data[i:i+n]...)
			}
			i += n
		}
	}
	s.text = out
	return s
}

// unclean returns the first byte that must be changed, or -1.
func unclean(data []byte) int {
	if bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")) {
		return 0
	}
	for i := 0; i < len(data); {
		c := data[i]
		if c >= ' ' && c < 0x7F || c == '\n' || c == '\t' {
			i++
			continue
		}
		if c < utf8.RuneSelf {
			return i
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 || forbidden(r) {
			return i
		}
		i += n
	}
	return -1
}

// forbidden reports whether HTML may not hold the character: controls other
// than white space, surrogates, noncharacters.
func forbidden(r rune) bool {
	switch {
	case r < ' ':
		return r != '\n' && r != '\t' && r != '\r' && r != '\f'
	case r < 0x7F:
		return false
	case r < 0xA0:
		return true
	}
	return r&0xFFFE == 0xFFFE || 0xFDD0 <= r && r <= 0xFDEF || 0xD800 <= r && r <= 0xDFFF
}

// part returns a range of the clean text as a text of its own, whose way back
// leads through the whole.
func (s *source) part(from, to int) *source {
	return &source{text: s.text[from:to:to], base: from, whole: s, broken: -1}
}

// was returns the author's byte for a byte of the clean text. Inside a
// replacement it is the beginning of what was replaced.
func (s *source) was(i int) int {
	if s.whole != nil {
		return s.whole.was(i + s.base)
	}
	if len(s.changed) == 0 {
		return i
	}
	n := sort.Search(len(s.changed), func(k int) bool { return s.changed[k].to > i })
	// n: the first change that ends after i
	if n < len(s.changed) && s.changed[n].from < i {
		return s.changed[n].was
	}
	if n == 0 {
		return i
	}
	c := s.changed[n-1]
	return c.wasTo + i - c.to
}

// passage returns the author's range for a range of the clean text.
func (s *source) passage(from, to int) edition.Passage {
	return edition.Passage{Start: s.was(from), End: s.was(to)}
}

// untouched reports whether the clean text is the author's.
func (s *source) untouched() bool {
	return len(s.changed) == 0 && (s.whole == nil || len(s.whole.changed) == 0)
}

// next returns the first change that touches the clean text from byte i on.
func (s *source) next(i int) (change, bool) {
	if s.whole != nil {
		c, ok := s.whole.next(i + s.base)
		c.from, c.to = c.from-s.base, c.to-s.base
		return c, ok
	}
	n := sort.Search(len(s.changed), func(k int) bool { return s.changed[k].to > i })
	if n == len(s.changed) {
		return change{}, false
	}
	return s.changed[n], true
}
