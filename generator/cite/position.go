package cite

// setPositions says of each cite where it stands among the cites of the same
// source: the first, a later one, or one right behind another (ibid). Clusters
// stand in reading order; those in the text (note 0) and those in notes each
// follow their own kind. Ibid needs the cluster before to be of the same series. A
// name in a sentence (authorOnly) is no cite.
func (p *processor) setPositions(clusters []cluster) {
	type seen struct{ firstNote, lastNote int }
	before := map[*Item]*seen{}
	var previous [2]*cluster // in the text, in notes
	inNote := map[int]int{}  // by note: the clusters so far
	for i := range clusters {
		c := &clusters[i]
		if i > 0 {
			inNote[clusters[i-1].note]++
		}
		if c.authorOnly {
			continue
		}
		kind := min(c.note, 1)
		for k := range c.cites {
			ref := &c.cites[k]
			ref.position, ref.firstNote, ref.nearNote = firstCite, 0, false
			s := before[ref.item]
			if s == nil {
				before[ref.item] = &seen{c.note, c.note}
				p.byItem[ref.item].firstNote = c.note
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
			case b != nil && b.series == c.series && len(b.cites) == 1 && (b.note == c.note || inNote[b.note] == 1):
				ref.position = afterCite(&b.cites[0], ref)
			}
		}
		previous[kind] = c
	}
}

// setPositionsAlone sets them for notes that each stand alone. It reports for
// each cluster whether that makes a difference.
func (p *processor) setPositionsAlone(clusters []cluster) []bool {
	type where struct {
		position
		nearNote  bool
		firstNote int
	}
	var before []where
	for i := range clusters {
		for _, ref := range clusters[i].cites {
			before = append(before, where{ref.position, ref.nearNote, ref.firstNote})
		}
	}
	for i := 0; i < len(clusters); {
		k := i + 1
		for k < len(clusters) && clusters[k].note == clusters[i].note {
			k++
		}
		if clusters[i].note > 0 {
			p.setPositions(clusters[i:k])
		}
		i = k
	}
	differs := make([]bool, len(clusters))
	for i := range clusters {
		for _, ref := range clusters[i].cites {
			differs[i] = differs[i] || before[0] != where{ref.position, ref.nearNote, ref.firstNote}
			before = before[1:]
		}
	}
	return differs
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
