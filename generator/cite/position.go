package cite

// setPositions says of each cite where it stands among the cites of the same
// source: the first, a later one, or one right behind another (ibid). Clusters
// stand in reading order.
func (p *processor) setPositions(clusters []cluster, ibids bool) {
	type seen struct{ firstNote, lastNote int }
	before := map[*Item]*seen{}
	var previous *cluster
	for i := range clusters {
		c := &clusters[i]
		for k := range c.cites {
			ref := &c.cites[k]
			s := before[ref.item]
			if s == nil {
				before[ref.item] = &seen{c.note, c.note}
				ref.position = firstCite
				continue
			}
			ref.position = laterCite
			ref.firstNote = s.firstNote
			ref.nearNote = c.note-s.lastNote <= p.style.citation.nearNote
			s.lastNote = c.note
			if !ibids {
				continue
			}
			switch {
			case k > 0:
				ref.position = afterCite(&c.cites[k-1], ref)
			case previous != nil && len(previous.cites) == 1:
				ref.position = afterCite(&previous.cites[0], ref)
			}
		}
		previous = c
	}
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
