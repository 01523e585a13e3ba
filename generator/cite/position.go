package cite

// setPositions says of each cite where it stands among the cites of the same
// source: the first, a later one, or one right behind another (ibid). Clusters
// stand in reading order; those in the text (note 0) and those in notes each
// follow their own kind. Ibid needs a neighbour of the same series.
func (p *processor) setPositions(clusters []cluster) {
	type seen struct{ firstNote, lastNote int }
	before := map[*Item]*seen{}
	var previous [2]*cluster // in the text, in notes
	for i := range clusters {
		c := &clusters[i]
		kind := min(c.note, 1)
		for k := range c.cites {
			ref := &c.cites[k]
			s := before[ref.item]
			if s == nil {
				before[ref.item] = &seen{c.note, c.note}
				p.byItem[ref.item].firstNote = c.note
				ref.position = firstCite
				continue
			}
			ref.position = laterCite
			ref.firstNote = s.firstNote
			ref.nearNote = c.note-s.lastNote <= p.style.citation.nearNote
			s.lastNote = c.note
			switch b := previous[kind]; {
			case c.series == "":
			case k > 0:
				ref.position = afterCite(&c.cites[k-1], ref)
			case b != nil && b.series == c.series && len(b.cites) == 1 && (b.note == c.note || aloneInNote(clusters[:i], b.note)):
				ref.position = afterCite(&b.cites[0], ref)
			}
		}
		previous[kind] = c
	}
}

// aloneInNote reports whether only one of the clusters stands in a note.
func aloneInNote(clusters []cluster, note int) bool {
	n := 0
	for i := len(clusters) - 1; i >= 0; i-- {
		if clusters[i].note == note {
			n++
		}
	}
	return n <= 1
}

// afterCite is the position of a cite right behind another.
func afterCite(before, ref *reference) position {
	switch {
	case before.item != ref.item:
		return laterCite
	case before.locator == ref.locator && before.label == ref.label:
		return ibidCite
	case ref.locator == "":
		return laterCite
	}
	return ibidLocatorCite
}
