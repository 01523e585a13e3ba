package anchor

import "unicode/utf8"

// maxPattern is the longest quotation, in characters, whose spelling is compared.
const maxPattern = 64

// pattern is a string to be found with errors: where each character stands in
// it, a bit a place.
type pattern struct {
	len   int
	ascii [utf8.RuneSelf]uint64
	other map[rune]uint64
}

func newPattern(s []rune) *pattern {
	p := &pattern{len: len(s), other: map[rune]uint64{}}
	for i, r := range s {
		if r < utf8.RuneSelf {
			p.ascii[r] |= 1 << i
		} else {
			p.other[r] |= 1 << i
		}
	}
	return p
}

func (p *pattern) places(r rune) uint64 {
	if r < utf8.RuneSelf {
		return p.ascii[r]
	}
	return p.other[r]
}

// column is a column of the table of edit distances between a pattern and what
// of a text has been read: the differences between one row and the next, a bit
// each, and the last row (Myers, J. ACM 46, 1999).
type column struct {
	up, down uint64 // rows that are one more, one less than the row before
	edits    int    // insertions, deletions and substitutions in all
}

func (p *pattern) start() column { return column{up: ^uint64(0), edits: p.len} }

// read reads the next character of the text. Where the pattern may begin
// anywhere in the text the first row is zero throughout, else it counts up.
func (c *column) read(p *pattern, r rune, anywhere bool) {
	here := p.places(r)
	vertical := here | c.down
	horizontal := (here&c.up + c.up ^ c.up) | here
	more := c.down | ^(horizontal | c.up)
	less := c.up & horizontal
	last := uint64(1) << (p.len - 1)
	switch {
	case more&last != 0:
		c.edits++
	case less&last != 0:
		c.edits--
	}
	more, less = more<<1, less<<1
	if !anywhere {
		more |= 1
	}
	c.up = less | ^(vertical | more)
	c.down = more & vertical
}

// ending is a place where something like a pattern ends.
type ending struct{ at, edits int }

// endings finds where the strings end that are most like a pattern, the best of
// each neighbourhood, with no more edits than given.
func (p *pattern) endings(text string, most int) (found []ending) {
	c := p.start()
	for i, r := range text {
		c.read(p, r, true)
		if c.edits > most {
			continue
		}
		e := ending{i + utf8.RuneLen(r), c.edits}
		switch n := len(found) - 1; {
		case n < 0 || e.at-found[n].at > p.len:
			found = append(found, e)
		case e.edits < found[n].edits:
			found[n] = e
		}
	}
	return found
}

// beginning finds where the string begins that ends a text and is most like a
// pattern, which is given backwards.
func (p *pattern) beginning(text string) int {
	c := p.start()
	best, at := p.len, len(text)
	for i := len(text); i > 0 && len(text)-i < utf8.UTFMax*2*p.len; {
		r, size := utf8.DecodeLastRuneInString(text[:i])
		i -= size
		if c.read(p, r, false); c.edits < best {
			best, at = c.edits, i
		}
	}
	return at
}
