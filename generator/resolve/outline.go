package resolve

import (
	"cmp"
	"hash/maphash"
	"slices"

	"gloss/generator/cite"
	"gloss/generator/edition"
)

// Outline is what the rest of the site needs to know of an edition. It holds no
// part of the edition itself: strings are copies.
type Outline struct {
	Card    edition.Card
	Sources []edition.SourceCard
	Foreign []Foreign // its cross-references to other editions
	// Abroad: it names other editions, and must be finished again with the
	// index.
	Abroad    bool
	landmarks landmarks       // what others may refer to
	records   []uint64        // a fingerprint of each of Sources
	places    []edition.Place // of each of Sources
}

// Foreign is a cross-reference to another edition.
type Foreign struct {
	To  edition.Address
	Use edition.Use
}

func (w *work) outline(e *edition.Edition) *Outline {
	o := &Outline{
		Card:      card(e),
		Foreign:   w.foreign,
		Abroad:    w.abroad,
		landmarks: w.landmarks(e),
	}
	for _, entry := range e.Sources {
		o.Sources = append(o.Sources, w.sourceCard(entry.Source.Key))
		o.records = append(o.records, fingerprint(entry.Source))
		o.places = append(o.places, entry.Source.At)
	}
	return o
}

func card(e *edition.Edition) edition.Card {
	c := edition.Card{
		ID: e.ID, Title: e.Front.Title, Subtitle: e.Front.Subtitle, Authors: e.Front.Authors,
		Date: e.Front.Date, Modified: e.Front.Date, Language: e.Language, Dir: e.Dir, Summary: e.Front.Summary,
		Words: e.Words, Notes: len(e.Notes), Sources: len(e.Sources),
	}
	for _, n := range e.Notes {
		c.Modified = max(c.Modified, n.Created, n.Modified)
	}
	return c
}

// sourceCard is what the pages of sources say of a source that is cited: in the
// site's own language, whatever the edition's is.
func (w *work) sourceCard(key string) edition.SourceCard {
	source := w.records[key]
	language := w.scope.language()
	entry, title := w.scope.Style.Entry(source, language), w.scope.Style.TitleOf(source, language)
	entry.HTML = cmp.Or(entry.HTML, title)
	c := edition.SourceCard{
		Key: key, Slug: edition.Slug(key), Type: source.Type, Record: source, Group: edition.GroupOf(w.scope.Settings.Bibliography, source),
		HTML: entry.HTML, Sort: entry.Sort,
		Title: cite.Plain(title), URL: source.Address(), Archived: source.Archived,
		Uses: w.sourceUses[key],
	}
	if a, ok := w.scope.Links.Of(c.URL); ok {
		c.Reached, c.Dead = a.Reached, a.Outcome == edition.Dead
	}
	return c
}

// seed makes fingerprints comparable within one run; they are never written.
var seed = maphash.MakeSeed()

// fingerprint tells records that say the same from those that disagree.
func fingerprint(s *edition.Source) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	put := func(parts ...string) {
		for _, p := range parts {
			_, _ = h.WriteString(p)
			_ = h.WriteByte(0)
		}
	}
	put(s.Type, s.Archived)
	for _, k := range sortedKeys(s.Fields) {
		put(k, s.Fields[k])
	}
	for _, k := range sortedKeys(s.Names) {
		put(k)
		for _, n := range s.Names[k] {
			put(n.Family, n.Given, n.DroppingParticle, n.NonDroppingParticle, n.Suffix, n.Literal)
		}
	}
	for _, k := range sortedKeys(s.Dates) {
		put(k)
		maphash.WriteComparable(&h, s.Dates[k])
	}
	return h.Sum64()
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, cmp.Compare[string])
	return keys
}
