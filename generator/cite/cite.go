// Package cite formats citations and bibliographies in the styles of the
// Citation Style Language, version 1.0.2 (citationstyles.org).
//
// A [Style] is read once, from a style file and the locale files beside it, and
// then serves any number of goroutines. [Style.Format] takes the citations of a
// document in reading order and returns each of them and the bibliography as
// HTML. All of it is built from escaped text: markup in a source's fields is
// text, but for the few tags of CSL's rich text (<i>, <b>, <sup>, <sub>,
// <sc>, <span class="nocase">).
//
// # How it works
//
// A style is compiled into elements. Rendering an item walks them and writes
// tokens: stretches of text, each with the markup it stands in and a note of
// what it is. Groups that stay empty and delimiters with nothing behind them are
// cut off again. What a reader sees is settled on the list of tokens: marks that
// collide, commas inside quotation marks, the year's letter, what collapses.
// Only then does it become HTML.
package cite

import (
	"slices"
	"strconv"

	"gloss/generator/edition"
)

// Form says where a citation stands.
type Form uint8

// The forms of a citation.
const (
	Standalone Form = iota // the whole of a note; there a style for the text sets no parentheses
	Sentence               // a sentence of its own in a note's body
	Opening                // at the beginning of a sentence that goes on
	Inline                 // inside a sentence
)

// Cluster is one citation: sources that are cited together.
type Cluster struct {
	Items  []edition.CitationItem
	InText bool // the author is named in the sentence, the rest follows in parentheses
	Form   Form

	// AuthorOnly leaves nothing but the author's name, or the title where there
	// is none: for a sentence whose note has the rest. It is no citation.
	AuthorOnly bool

	// Note is the number of the note that the citation stands in, from 1, in the
	// order in which the document's notes are read; 0 in the running text. A
	// style that points back to a note calls it by Mark, or, where that is empty,
	// by its number.
	Note int
	Mark string

	// Series is the run of notes the citation stands in. "Ibid." stands only
	// where the citation before it is of the same series; without one, never.
	Series string
}

// Fragment is a part of a formatted citation: what belongs to one source, or,
// without a key, what joins the sources. Its HTML is complete in itself.
type Fragment struct{ Key, HTML string }

// Entry is an entry of a bibliography. Entries that Entry made in one language
// stand in the style's order when they are sorted by Sort.
type Entry struct{ Key, HTML, Sort string }

// Formatted is what Format returns: the clusters in the order they were given,
// and the bibliography of all sources.
type Formatted struct {
	Clusters [][]Fragment

	// Alone is the clusters as they read where each note stands by itself, its
	// reader having seen none of the others: nothing is shortened, and "ibid."
	// stands nowhere, for what another note says. A cluster that reads the same is
	// the same slice.
	Alone [][]Fragment

	Bibliography []Entry
}

// Format formats the citations of a document, which stand in reading order, and
// its bibliography: all of sources, in the style's order, cited or not. A
// cited source that is not there is left out. The language (BCP 47) says whose
// words are used, where the style does not.
func (s *Style) Format(sources map[string]*edition.Source, clusters []Cluster, language string) Formatted {
	p := newProcessor(s, s.words(language))
	defer p.release()
	items := make(map[string]*Item, len(sources))
	p.room = slices.Grow(p.room, len(sources))[:len(sources)]
	n := 0
	for key, source := range sources {
		p.room[n].read(source)
		items[key] = &p.room[n]
		n++
	}
	cited := make([]cluster, len(clusters))
	for i := range clusters {
		cited[i] = citedCluster(&clusters[i], items, p)
	}
	keys := make([]string, 0, len(sources))
	for key := range sources {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		p.register(items[key])
	}
	p.order()
	p.setPositions(cited)
	p.disambiguate()
	out := Formatted{Clusters: make([][]Fragment, len(clusters))}
	for i := range cited {
		out.Clusters[i] = p.fragments(&cited[i])
	}
	out.Alone = slices.Clone(out.Clusters)
	if s.positional {
		for i, differs := range p.setPositionsAlone(cited) {
			if differs {
				out.Alone[i] = p.fragments(&cited[i])
			}
		}
	}
	out.Bibliography = p.bibliography()
	return out
}

// Entry formats the entry of a source that stands alone, in no document's
// bibliography: without a number, a letter behind the year or a dash for the
// author of the entry before. What the style leaves out of bibliographies reads
// as where it is first cited; a style that has no order sorts by what the entries
// say.
func (s *Style) Entry(source *edition.Source, language string) Entry {
	p := newProcessor(s, s.words(language))
	defer p.release()
	it := &Item{}
	it.read(source)
	e := p.register(it)
	e.number = 0
	out := Entry{Key: source.Key, HTML: p.alone(e)}
	if s.bibliography != nil && len(s.bibliography.sort) > 0 {
		out.Sort = string(p.sortKey(s.bibliography.sort, 1, it, e.state()))
		return out
	}
	c, done := borrowCollator(p.locale.tag)
	defer done()
	out.Sort = string(c.key(nil, Plain(out.HTML), false))
	return out
}

// alone renders the bibliography's entry, or, where there is none, a first cite.
func (p *processor) alone(e *entry) string {
	if p.style.bibliography != nil {
		if tokens := p.renderEntry(e); tokens != nil {
			return p.html(tokens)
		}
	}
	r := &p.renderer
	r.outside()
	r.render(p.style.citation.layout, e.item, e.state())
	p.capitalizeTerm(r.tokens)
	return p.html(p.settle(r.tokens))
}

// citedCluster joins a cluster with the items it cites.
func citedCluster(c *Cluster, items map[string]*Item, p *processor) cluster {
	out := cluster{
		note: c.Note, series: c.Series, form: c.Form, inText: c.InText, authorOnly: c.AuthorOnly,
		bare:  c.Form == Standalone && c.Note > 0 && !p.style.Note,
		cites: make([]reference, 0, len(c.Items)),
	}
	if c.Mark != "" {
		p.marks[c.Note] = c.Mark
	}
	for i := range c.Items {
		from := &c.Items[i]
		it := items[from.Key]
		if it == nil {
			continue
		}
		p.register(it)
		if c.AuthorOnly { // as short as the style makes it
			out.cites = append(out.cites, reference{item: it, authorOnly: true, position: laterCite})
			continue
		}
		out.cites = append(out.cites, reference{
			item: it, prefix: from.Prefix, suffix: from.Suffix, locator: from.Locator, label: from.Label,
			suppressAuthor: from.SuppressAuthor,
		})
	}
	return out
}

// fragments renders a cluster and cuts it by source.
func (p *processor) fragments(c *cluster) []Fragment {
	tokens := p.renderCluster(c)
	var out []Fragment
	for i := 0; i < len(tokens); {
		k := i
		for k < len(tokens) && tokens[k].cite == tokens[i].cite {
			k++
		}
		f := Fragment{HTML: p.html(tokens[i:k])}
		if n := tokens[i].cite; n >= 0 {
			f.Key = p.cited[n].item.ID
		}
		out = append(out, f)
		i = k
	}
	return out
}

// bibliography renders the entries in the style's order; a style may have none.
func (p *processor) bibliography() []Entry {
	if p.style.bibliography == nil {
		return nil
	}
	out := make([]Entry, 0, len(p.entries))
	for _, e := range p.entries {
		tokens := p.renderEntry(e)
		if tokens == nil {
			continue
		}
		sort := string(e.key)
		if e.key == nil {
			sort = strconv.Itoa(1_000_000 + e.number)
		}
		out = append(out, Entry{Key: e.item.ID, HTML: p.html(tokens), Sort: sort})
	}
	return out
}

// Locator formats where in a source a citation points, with its label: pp. 3–5.
// It is HTML, and empty without a locator.
func (s *Style) Locator(item edition.CitationItem, language string) string {
	if item.Locator == "" {
		return ""
	}
	p := newProcessor(s, s.words(language))
	defer p.release()
	p.reset()
	p.item, p.renderer.cite = &Item{}, &citeState{locator: item.Locator, label: item.Label}
	v := []variable{vLocator}
	group := &element{kind: kGroup, delimiter: " ", kids: []*element{
		{kind: kLabel, variables: v, form: "short"},
		{kind: kText, variables: v},
	}}
	p.element(group)
	return p.html(p.settle(p.tokens))
}

// ParseItems reads an entry of a note's list of sources, or what stands between
// the brackets of a citation: see [edition.ParseCitation].
func ParseItems(text string) ([]edition.CitationItem, error) { return edition.ParseCitation(text) }
