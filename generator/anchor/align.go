package anchor

import "math"

// none is the partner of a word that has none: a number that no counting along a run
// comes to, as it would to -1 before the first word.
const none = math.MinInt32

// alignment pairs the words of an old text with those of a new one, each with
// at most one other. That alone keeps a passage that is gone from the words
// that look like it: those have partners of their own.
type alignment struct {
	old, new []token
	to       []int32 // by word of the old text: its partner in the new one
	from     []int32 // and the other way
	whole    bool    // they are whole texts, not parts of them
	stays    []bool  // by word of the old text: it was not moved; nil when that is not known

	heldOld, heldNew []bool // by word: it stands in a block that is there still, and keeps its partner
}

func newAlignment(old, new []token) *alignment {
	return &alignment{old: old, new: new, to: unpaired(len(old)), from: unpaired(len(new))}
}

func unpaired(n int) []int32 {
	s := make([]int32, n)
	for i := range s {
		s[i] = none
	}
	return s
}

// anchors are the lengths of the runs of words that anchor the alignment, longest
// first: the longer a run that stands once in each text, the surer it is the
// same one. Between the anchors of one length the gaps are aligned before the
// next, since a neighbourhood tells more than a few words far off. With other
// lengths near these, or one alone, one or two edited passages of 157 less are
// found.
var anchors = []int{12, 5}

// align aligns two texts.
func align(old, new []token) *alignment {
	a := newAlignment(old, new)
	a.whole = true
	a.heldOld, a.heldNew = make([]bool, len(old)), make([]bool, len(new))
	a.blocks()
	a.ends()
	a.grow()
	for _, k := range anchors {
		a.anchor(k)
		a.gaps(0, len(old))
	}
	a.slide()
	a.stays = a.staying()
	return a
}

// pair makes partners of two words.
func (a *alignment) pair(i, j int) { a.to[i], a.from[j] = int32(j), int32(i) }

// free reports whether two words are equal and neither has a partner.
func (a *alignment) free(i, j int) bool {
	return 0 <= i && i < len(a.old) && 0 <= j && j < len(a.new) &&
		a.to[i] == none && a.from[j] == none && a.old[i].word == a.new[j].word
}

// gone reports whether most of some old words have no partners.
func (a *alignment) gone(first, last int) bool {
	n := 0
	for i := first; i < last; i++ {
		if a.to[i] == none {
			n += a.old[i].weight()
		}
	}
	return 2*n > weigh(a.old[first:last])
}

// ends pairs the words that both texts begin and end with, where they are as
// many as an anchor has. Much of most edited texts is that, and all of one that
// was not edited, however it repeats itself.
func (a *alignment) ends() {
	n, k := 0, anchors[len(anchors)-1]
	for a.same(n, n) {
		n++
	}
	if n >= k || n == len(a.old) && n == len(a.new) {
		a.pairRun(0, 0, n)
	}
	n = 0
	for a.same(len(a.old)-1-n, len(a.new)-1-n) {
		n++
	}
	if n >= k {
		a.pairRun(len(a.old)-n, len(a.new)-n, n)
	}
}

// same reports whether two words are partners, or could be.
func (a *alignment) same(i, j int) bool {
	return a.free(i, j) || 0 <= i && i < len(a.old) && a.to[i] != none && int(a.to[i]) == j
}

// anchor pairs the runs of k words that stand just once in each text, and the
// equal words around them, as far as words without partners go: Heckel's
// algorithm (CACM 21, 1978), which finds what was moved as well as what stayed.
func (a *alignment) anchor(k int) {
	type count struct{ olds, news, at int32 } // how often it stands, where in the new text
	seen := make(map[uint64]count, len(a.old))
	eachRun(a.old, a.to, k, func(_ int, hash uint64) {
		r := seen[hash]
		r.olds++
		seen[hash] = r
	})
	eachRun(a.new, a.from, k, func(at int, hash uint64) {
		if r, ok := seen[hash]; ok {
			r.news, r.at = r.news+1, int32(at)
			seen[hash] = r
		}
	})
	eachRun(a.old, a.to, k, func(at int, hash uint64) {
		if r := seen[hash]; r.olds == 1 && r.news == 1 {
			a.extend(at, int(r.at), k)
		}
	})
}

// blocks pairs the blocks that stand just once in each text. All of them come
// before any word around one: of two paragraphs that begin alike, the one that
// stands there still keeps its beginning.
func (a *alignment) blocks() {
	type count struct{ olds, news, at int } // how often it stands, where in the new text
	seen := map[uint64]count{}
	eachBlock(a.old, func(_, _ int, hash uint64) {
		c := seen[hash]
		c.olds++
		seen[hash] = c
	})
	eachBlock(a.new, func(first, _ int, hash uint64) {
		if c, ok := seen[hash]; ok {
			c.news, c.at = c.news+1, first
			seen[hash] = c
		}
	})
	eachBlock(a.old, func(first, last int, hash uint64) {
		if c := seen[hash]; c.olds == 1 && c.news == 1 && a.allFree(first, c.at, last-first) {
			a.pairRun(first, c.at, last-first)
			for n := range last - first {
				a.heldOld[first+n], a.heldNew[c.at+n] = true, true
			}
		}
	})
}

// eachBlock calls yield with the words of every block, from first to last, and a
// hash of them.
func eachBlock(words []token, yield func(first, last int, hash uint64)) {
	for first := 0; first < len(words); {
		last, hash := first, uint64(0)
		for ; last == first || last < len(words) && words[last].edge != block; last++ {
			hash = hash*hashBase + words[last].word
		}
		yield(first, last, hash)
		first = last
	}
}

// hashBase is the base of the hashes of several words.
const hashBase = 0x9e3779b97f4a7c15

// allFree reports whether k words are equal and none has a partner.
func (a *alignment) allFree(i, j, k int) bool {
	for n := range k {
		if !a.free(i+n, j+n) {
			return false
		}
	}
	return true
}

// pairRun makes partners of k words side by side.
func (a *alignment) pairRun(i, j, k int) {
	for n := range k {
		a.pair(i+n, j+n)
	}
}

// extend pairs a run of k words, unless some of them have partners by now, and
// the equal words around it.
func (a *alignment) extend(i, j, k int) {
	if !a.allFree(i, j, k) {
		return
	}
	for a.free(i-1, j-1) {
		i, j, k = i-1, j-1, k+1
	}
	for a.free(i+k, j+k) {
		k++
	}
	a.pairRun(i, j, k)
}

// eachRun calls yield with every run of k words without partners and a hash of
// it (Rabin and Karp, 1987).
func eachRun(words []token, partners []int32, k int, yield func(at int, hash uint64)) {
	power := uint64(1)
	for range k {
		power *= hashBase
	}
	var hash uint64
	n := 0 // words in the run so far
	for i, t := range words {
		if partners[i] != none {
			hash, n = 0, 0
			continue
		}
		hash = hash*hashBase + t.word
		if n++; n > k {
			hash -= words[i-k].word * power
		}
		if n >= k {
			yield(i-k+1, hash)
		}
	}
}
