package load

import (
	"cmp"
	"iter"
	"slices"

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
	first, _ := slices.BinarySearchFunc(f.now.Blocks, p.Start, func(b edition.Block, at int) int { return cmp.Compare(b.End, at) })
	for i := first; i < len(f.now.Blocks) && f.now.Blocks[i].Start < p.End; i++ {
		b := f.now.Blocks[i]
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
	for i, shared := range f.shared() {
		id := ""
		if n := f.group(f.now.Groups[i], shared, used); n >= 0 {
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

// shared counts for each group of the new text, by group of the old one, how many
// of its leaves stood there.
func (f *follower) shared() []map[int]int {
	shared, was := make([]map[int]int, len(f.now.Groups)), groupsOf(f.old)
	for i, groups := range groupsOf(f.now) {
		for _, g := range groups {
			if shared[g] == nil {
				shared[g] = map[int]int{}
			}
			if f.from[i] < 0 {
				continue
			}
			for _, o := range was[f.from[i]] {
				shared[g][o]++
			}
		}
	}
	return shared
}

// group finds the old group of the same kind that shares most of its leaves with
// a new one, of equals the first; -1 when none shares any.
func (f *follower) group(g edition.Block, shared map[int]int, used []bool) int {
	best, most := -1, 0.0
	for n, both := range shared {
		o := f.old.Groups[n]
		if used[n] || o.Kind != g.Kind {
			continue
		}
		share := float64(both) / float64(leaves(f.old, o)+leaves(f.now, g)-both)
		if share > most || share == most && n < best {
			best, most = n, share
		}
	}
	return best
}

// groupsOf lists for each leaf the groups that it stands in.
func groupsOf(t *edition.Text) [][]int {
	in := make([][]int, len(t.Blocks))
	for n, g := range t.Groups {
		for i := range leavesOf(t, g) {
			in[i] = append(in[i], n)
		}
	}
	return in
}

// leaves counts the leaves of a group.
func leaves(t *edition.Text, g edition.Block) (n int) {
	for range leavesOf(t, g) {
		n++
	}
	return n
}

// leavesOf yields the numbers of the leaves that stand in a group.
func leavesOf(t *edition.Text, g edition.Block) iter.Seq[int] {
	return func(yield func(int) bool) {
		i, _ := slices.BinarySearchFunc(t.Blocks, g.Start, func(b edition.Block, at int) int { return cmp.Compare(b.Start, at) })
		for ; i < len(t.Blocks) && t.Blocks[i].Start <= g.End; i++ {
			if t.Blocks[i].End <= g.End && !yield(i) {
				return
			}
		}
	}
}
