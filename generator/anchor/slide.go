package anchor

// slide moves what could stand in several places to where a reader sees it. Where
// a list loses "It changes this." and keeps "It changes that.", the words "It
// changes" may have stayed from either; it is the first line that went. Words
// alone cannot tell, so blocks and sentences do (after the semantic lossless
// clean-up of Fraser's diff-match-patch).
func (a *alignment) slide() {
	slideGaps(a.old, a.to, a.from, a.heldOld)
	slideGaps(a.new, a.from, a.to, a.heldNew)
	old := slideJoints(a.old, a.new, a.to, a.from)
	new := slideJoints(a.new, a.old, a.from, a.to)
	if old || new {
		a.grow()
	}
}

// slideGaps slides the stretches of words without partners that stand between
// two words whose partners are neighbours. Words that are held stay where they are.
func slideGaps(words []token, to, from []int32, held []bool) {
	for first := 1; first < len(words); first++ {
		if to[first] != none || to[first-1] == none {
			continue
		}
		last := first
		for last < len(words) && to[last] == none {
			last++
		}
		if last < len(words) && to[last] == to[first-1]+1 {
			slideGap(words, to, from, held, first, last)
		}
		first = last
	}
}

// slideGap slides one gap to where the largest parts begin with it and behind it.
func slideGap(words []token, to, from []int32, held []bool, first, last int) {
	back, ahead := 0, 0
	for first-back > 0 && !held[first-back-1] && to[first-back-1] == to[first-1]-int32(back) && words[first-back-1].word == words[last-back-1].word {
		back++
	}
	for last+ahead < len(words) && !held[last+ahead] && to[last+ahead] == to[last]+int32(ahead) && words[first+ahead].word == words[last+ahead].word {
		ahead++
	}
	by := largest(back, ahead, func(by int) edge { return edgeAt(words, first+by) + edgeAt(words, last+by) })
	for ; by < 0; by++ {
		first, last = first-1, last-1
		to[last], to[first] = to[first], none
		from[to[last]] = int32(last)
	}
	for ; by > 0; by-- {
		to[first], to[last] = to[last], none
		from[to[first]] = int32(first)
		first, last = first+1, last+1
	}
}

// largest finds how far to slide for the largest edge, the nearest of several.
func largest(back, ahead int, edge func(by int) edge) (by int) {
	for n := range max(back, ahead) + 1 {
		if n <= back && edge(-n) > edge(by) {
			by = -n
		}
		if n <= ahead && edge(n) > edge(by) {
			by = n
		}
	}
	return by
}

// edgeAt is what begins with a word; a block, where the text ends.
func edgeAt(words []token, n int) edge {
	if n == len(words) {
		return block
	}
	return words[n].edge
}

// slideJoints slides the joints of two runs of pairs that stand side by side here
// and apart there: the first words of a sentence that was moved may have been
// paired with those of a like one that was not. It reports whether any slid.
func slideJoints(here, there []token, to, from []int32) (slid bool) {
	for i := 1; i < len(here); i++ {
		if to[i-1] != none && to[i] != none && to[i] != to[i-1]+1 {
			slid = slideJoint(here, there, to, from, i) || slid
		}
	}
	return slid
}

// slideJoint slides the joint before word i.
func slideJoint(here, there []token, to, from []int32, i int) bool {
	left, right := int(to[i-1]), int(to[i])
	back := reach(here, there, to, from, i-1, right-1, -1)
	ahead := reach(here, there, to, from, i, left+1, 1)
	by := largest(back, ahead, func(by int) edge { return edgeAt(here, i+by) })
	for n := range -by {
		swap(to, from, i-1-n, right-1-n)
	}
	for n := range by {
		swap(to, from, i+n, left+1+n)
	}
	return by != 0
}

// reach counts the words from i on, by steps, that may have the partners from j on
// instead of their own. Those must be free, or belong to a run that goes on there
// as it would with the partners it got for them.
func reach(here, there []token, to, from []int32, i, j, step int) (n int) {
	if j < 0 || j == len(there) {
		return 0
	}
	own, other := int(to[i]), int(from[j])
	if k := other - step; other != none && (k < 0 || k == len(here) || int(to[k]) != own-step) {
		return 0
	}
	along := func(partners []int32, at, first int) bool {
		return first == none && partners[at] == none || first != none && int(partners[at]) == first+n*step
	}
	for 0 <= i && i < len(here) && 0 <= j && j < len(there) && here[i].word == there[j].word && along(to, i, own) && along(from, j, other) {
		i, j, n = i+step, j+step, n+1
	}
	return n
}

// swap gives a word another partner, and its own to the word that had that one.
func swap(to, from []int32, i, j int) {
	was, other := to[i], from[j]
	to[i], from[j], from[was] = int32(j), int32(i), other
	if other != none {
		to[other] = was
	}
}

// grow pairs the equal words on either side of every run, as far as words without
// partners go.
func (a *alignment) grow() {
	for i := 1; i < len(a.old); i++ {
		if j := int(a.to[i-1]) + 1; j > 0 && a.free(i, j) {
			a.pair(i, j)
		}
	}
	for i := len(a.old) - 2; i >= 0; i-- {
		if j := int(a.to[i+1]) - 1; j >= 0 && a.free(i, j) {
			a.pair(i, j)
		}
	}
}
