package resolve

import (
	"cmp"
	"slices"

	"gloss/generator/edition"
)

// Site finishes what stands across the editions: the list of editions, the
// sources with every place that cites them, the plain pages. The outlines are
// in the order of the editions' ids.
func Site(outlines []*Outline, pages []*edition.Page, home *edition.Page, s *Scope) (*edition.Site, edition.Problems) {
	var problems edition.Problems
	site := &edition.Site{Settings: s.Settings}
	m := newMerger(outlines)
	for _, o := range outlines {
		site.Editions = append(site.Editions, o.Card)
		for i := range o.Sources {
			m.add(o.Sources[i], o.records[i], o.places[i])
		}
	}
	for _, p := range pages {
		site.Pages = append(site.Pages, *finishPage(p, s, m, &problems))
	}
	if home != nil {
		site.Home = finishPage(home, s, m, &problems)
	}
	m.checkShared(s)
	m.checkGroups(&s.Settings)
	site.Sources = m.sorted()
	slices.SortFunc(site.Editions, func(a, b edition.Card) int {
		return cmp.Or(-cmp.Compare(a.Date, b.Date), cmp.Compare(a.Title, b.Title), cmp.Compare(a.ID, b.ID))
	})
	slices.SortFunc(site.Pages, func(a, b edition.Leaf) int {
		return cmp.Or(cmp.Compare(a.Front.Title, b.Front.Title), cmp.Compare(a.Slug, b.Slug))
	})
	return site, append(problems, m.problems...)
}

// merger makes one record of what several editions cite.
type merger struct {
	bySlug   map[string]int // index of sources
	sources  []edition.SourceCard
	records  []uint64
	places   []edition.Place
	problems edition.Problems
}

// newMerger makes room for the sources of all outlines.
func newMerger(outlines []*Outline) *merger {
	n := 0
	for _, o := range outlines {
		n += len(o.Sources)
	}
	return &merger{
		bySlug: make(map[string]int, n), sources: make([]edition.SourceCard, 0, n),
		records: make([]uint64, 0, n), places: make([]edition.Place, 0, n),
	}
}

func (m *merger) add(c edition.SourceCard, record uint64, at edition.Place) {
	if c.Slug == "" {
		return // a problem, reported where the record is
	}
	i, ok := m.bySlug[c.Slug]
	if !ok {
		m.bySlug[c.Slug] = len(m.sources)
		c.Uses = slices.Clip(c.Uses)
		m.sources = append(m.sources, c)
		m.records = append(m.records, record)
		m.places = append(m.places, at)
		return
	}
	switch twin := m.places[i]; {
	case m.sources[i].Key != c.Key:
		sameAddress(&m.problems, m.sources[i].Key, twin, c.Key, at)
	case m.records[i] != record:
		m.problems.Errorf(at, "make them agree, give one another key, or move the record to the site's own sources.yaml",
			"two records of the source “%s” disagree; the other stands at %s", c.Key, twin.InWords())
	}
	m.sources[i].Uses = append(m.sources[i].Uses, c.Uses...)
}

// sorted lists the sources in the order of their list. There may be tens of
// thousands, and a card is large, so it is moved once.
func (m *merger) sorted() []edition.SourceCard {
	order := make([]*edition.SourceCard, len(m.sources))
	for i := range order {
		order[i] = &m.sources[i]
	}
	slices.SortFunc(order, func(a, b *edition.SourceCard) int {
		return cmp.Or(cmp.Compare(a.Group, b.Group), cmp.Compare(a.Sort, b.Sort), cmp.Compare(a.Slug, b.Slug))
	})
	out := make([]edition.SourceCard, len(order))
	for i, c := range order {
		out[i] = *c
	}
	return out
}

// checkShared warns of records of the site's own file that nothing cites.
func (m *merger) checkShared(s *Scope) {
	uncited(s.Shared, func(key string) bool {
		slug := edition.Slug(key)
		_, ok := m.bySlug[slug]
		return ok || slug == "" || s.Drafts[key]
	}, &m.problems)
}

// checkGroups warns of groups that no source belongs to.
func (m *merger) checkGroups(s *edition.Settings) {
	has := make([]bool, len(s.Bibliography)+1)
	for i := range m.sources {
		has[m.sources[i].Group] = true
	}
	for i, g := range s.Bibliography {
		if !has[i] && len(m.sources) > 0 {
			m.problems.Warnf(s.At["bibliography"], "mend its conditions, or take it out", "no source belongs to the group “%s”", g.Label)
		}
	}
}
