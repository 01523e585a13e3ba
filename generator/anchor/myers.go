package anchor

// pattern searches a text for the places most like a string, counting
// insertions, deletions and substitutions of characters: Myers' bit-parallel
// algorithm (J. ACM 46, 1999) in blocks of 64 rows, in Hyyrö's form (2003).
type pattern struct {
	len   int
	rows  [][]uint64 // by number of a character: the rows where it stands
	ascii [128]int32 // the number of a character, 0 for those that do not occur
	other map[rune]int32
}

func newPattern(runes []rune) *pattern {
	p := &pattern{len: len(runes), other: map[rune]int32{}}
	blocks := (len(runes) + 63) / 64
	p.rows = append(p.rows, make([]uint64, blocks))
	for i, r := range runes {
		n := p.number(r)
		if n == 0 {
			n = int32(len(p.rows))
			p.rows = append(p.rows, make([]uint64, blocks))
			if r < 128 {
				p.ascii[r] = n
			} else {
				p.other[r] = n
			}
		}
		p.rows[n][i/64] |= 1 << (i % 64)
	}
	return p
}

func (p *pattern) number(r rune) int32 {
	if r < 128 {
		return p.ascii[r]
	}
	return p.other[r]
}

// distances calls yield, for each character of the text, with the number of
// edits between the pattern and the part of the text that ends with it and is
// most like the pattern. When whole is set that part must begin where the text
// begins.
func (p *pattern) distances(text []rune, whole bool, yield func(i, distance int)) {
	up, down := make([]uint64, len(p.rows[0])), make([]uint64, len(p.rows[0])) // vertical differences +1 and −1
	for b := range up {
		up[b] = ^uint64(0)
	}
	last := uint(p.len-1) % 64
	distance := p.len
	for i, r := range text {
		carry := 0
		if whole {
			carry = 1
		}
		for b, eq := range p.rows[p.number(r)] {
			row := uint(63)
			if b == len(up)-1 {
				row = last
			}
			carry = step(&up[b], &down[b], eq, carry, row)
		}
		distance += carry
		yield(i, distance)
	}
}

// step computes one column of a block; carry is the horizontal difference that
// enters above its first row, the result the one in the row given.
func step(up, down *uint64, eq uint64, carry int, row uint) int {
	vertical := eq | *down
	if carry < 0 {
		eq |= 1
	}
	horizontal := (eq&*up + *up) ^ *up | eq
	plus := *down | ^(horizontal | *up)
	minus := *up & horizontal
	out := int(plus>>row&1) - int(minus>>row&1)
	plus, minus = plus<<1, minus<<1
	switch {
	case carry < 0:
		minus |= 1
	case carry > 0:
		plus |= 1
	}
	*up = minus | ^(vertical | plus)
	*down = plus & vertical
	return out
}
