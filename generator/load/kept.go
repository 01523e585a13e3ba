package load

import (
	"gloss/generator/anchor"
	"gloss/generator/edition"
	"gloss/generator/markdown"
)

// kept returns a function that says which ids the blocks of an essay have in its
// lock; nil without a lock.
func kept(lock *edition.Lock) func(*edition.Text) markdown.Kept {
	if lock == nil {
		return nil
	}
	return func(now *edition.Text) markdown.Kept {
		f := &follower{old: &lock.Text, now: now}
		if !f.same() {
			f.byWords()
			f.bySameText()
		}
		return f.kept()
	}
}

// follower finds which block of an old text each block of the new one was.
type follower struct {
	old, now *edition.Text
	from     []int // by leaf of the new text: that of the old one, or -1
	taken    []bool
}

// same follows a text that has not changed.
func (f *follower) same() bool {
	f.from, f.taken = make([]int, len(f.now.Blocks)), make([]bool, len(f.old.Blocks))
	same := f.old.Plain == f.now.Plain && len(f.old.Blocks) == len(f.now.Blocks)
	for i := range f.from {
		f.from[i] = -1
		same = same && f.old.Blocks[i].Passage == f.now.Blocks[i].Passage
	}
	for i := 0; same && i < len(f.from); i++ {
		f.follow(i, i)
	}
	return same
}

func (f *follower) follow(now, old int) { f.from[now], f.taken[old] = old, true }

// byWords follows the words: of the blocks whose words stand in a new one, that
// of which most stand there. A block that was split goes on in its larger part.
func (f *follower) byWords() {
	edit := anchor.Compare(anchor.NewIndex(f.old), anchor.NewIndex(f.now))
	most := make([]int, len(f.now.Blocks))
	for i, b := range f.old.Blocks {
		if b.Len() == 0 {
			continue
		}
		found := edit.Carry(b.Passage)
		if found.Result == edition.Lost {
			continue
		}
		into, n := f.into(found.Passage)
		if n > most[into] {
			most[into], f.from[into] = n, i
		}
	}
	for _, i := range f.from {
		if i >= 0 {
			f.taken[i] = true
		}
	}
}

// into finds the leaf that holds most of a passage, and how much of it.
func (f *follower) into(p edition.Passage) (leaf, most int) {
	for i, b := range f.now.Blocks {
		if n := min(b.End, p.End) - max(b.Start, p.Start); n > most {
			leaf, most = i, n
		}
	}
	return leaf, most
}

// bySameText follows what is too short to be told apart by its words: blocks of
// the same kind and text, in their order.
func (f *follower) bySameText() {
	type what struct {
		kind edition.BlockKind
		text string
	}
	free := map[what][]int{}
	for i, b := range f.old.Blocks {
		if !f.taken[i] {
			w := what{b.Kind, f.old.Plain[b.Start:b.End]}
			free[w] = append(free[w], i)
		}
	}
	for i, b := range f.now.Blocks {
		w := what{b.Kind, f.now.Plain[b.Start:b.End]}
		if list := free[w]; f.from[i] < 0 && len(list) > 0 {
			f.follow(i, list[0])
			free[w] = list[1:]
		}
	}
}

// kept lists the ids.
func (f *follower) kept() (k markdown.Kept) {
	for _, i := range f.from {
		id := ""
		if i >= 0 {
			id = f.old.Blocks[i].ID
		}
		k.Leaves = append(k.Leaves, id)
	}
	for i, b := range f.old.Blocks {
		if !f.taken[i] {
			k.Gone = append(k.Gone, b.ID)
		}
	}
	used := make([]bool, len(f.old.Groups))
	for _, g := range f.now.Groups {
		id := ""
		if n := f.group(g, used); n >= 0 {
			used[n], id = true, f.old.Groups[n].ID
		}
		k.Groups = append(k.Groups, id)
	}
	for n, g := range f.old.Groups {
		if !used[n] {
			k.Gone = append(k.Gone, g.ID)
		}
	}
	return k
}

// group finds the old group of the same kind that shares most of its blocks with
// a new one; -1 when none shares any.
func (f *follower) group(g edition.Block, used []bool) int {
	best, most := -1, 0.0
	for n, o := range f.old.Groups {
		if used[n] || o.Kind != g.Kind {
			continue
		}
		both, either := 0, leaves(f.old, o)
		for i, b := range f.now.Blocks {
			if !within(b, g) {
				continue
			}
			if k := f.from[i]; k >= 0 && within(f.old.Blocks[k], o) {
				both++
			} else {
				either++
			}
		}
		if share := float64(both) / float64(max(either, 1)); share > most {
			best, most = n, share
		}
	}
	return best
}

// leaves counts the leaves of a group.
func leaves(t *edition.Text, g edition.Block) (n int) {
	for _, b := range t.Blocks {
		if within(b, g) {
			n++
		}
	}
	return n
}

// within reports whether a leaf stands in a group.
func within(b, g edition.Block) bool { return g.Start <= b.Start && b.End <= g.End }
