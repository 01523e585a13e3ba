package anchor

// slide moves the gaps that could stand in several places to where a reader
// sees them. Where a list loses "It changes this." and keeps "It changes that.",
// the words "It changes" may have stayed from either; it is the first line that
// went. Words alone cannot tell, so blocks and sentences do (after the semantic
// lossless clean-up of Fraser's diff-match-patch).
func (a *alignment) slide() {
	slideGaps(a.old, a.to, a.from)
	slideGaps(a.new, a.from, a.to)
}

// slideGaps slides the stretches of words without partners that stand between
// two words whose partners are neighbours.
func slideGaps(words []token, to, from []int32) {
	for first := 1; first < len(words); first++ {
		if to[first] != none || to[first-1] == none {
			continue
		}
		last := first
		for last < len(words) && to[last] == none {
			last++
		}
		if last < len(words) && to[last] == to[first-1]+1 {
			slideGap(words, to, from, first, last)
		}
		first = last
	}
}

// slideGap slides one gap to where the largest part begins within its reach, the
// nearest of several.
func slideGap(words []token, to, from []int32, first, last int) {
	back, ahead := 0, 0
	for first-back > 0 && to[first-back-1] == to[first-1]-int32(back) && words[first-back-1].word == words[last-back-1].word {
		back++
	}
	for last+ahead < len(words) && to[last+ahead] == to[last]+int32(ahead) && words[first+ahead].word == words[last+ahead].word {
		ahead++
	}
	by := 0
	for n := range max(back, ahead) + 1 {
		if n <= back && words[first-n].edge > words[first+by].edge {
			by = -n
		}
		if n <= ahead && words[first+n].edge > words[first+by].edge {
			by = n
		}
	}
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
