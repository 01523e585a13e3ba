package resolve

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"gloss/generator/cite"
	"gloss/generator/edition"
)

// formatCitations hands every citation to the style, in reading order, since
// how a source is named depends on the citations before it.
func (w *work) formatCitations() {
	var essay []edition.Piece // citations that stay in the text
	for _, p := range w.manuscript.Essay.Flow {
		if p.Kind == edition.CitationHole && (p.Citation.InText || !w.scope.Style.Note) {
			essay = append(essay, p)
		}
	}
	next := 0
	upTo := func(offset int) {
		for ; next < len(essay) && essay[next].Start <= offset; next++ {
			w.essayHoles = append(w.essayHoles, w.citeInEssay(w.manuscript.Essay, essay[next]))
		}
	}
	for _, n := range w.notes {
		upTo(n.end())
		w.citeInNote(n)
	}
	upTo(len(w.text.Plain))
	w.format()
}

// format formats what was entered.
func (w *work) format() {
	w.cited = w.citedRecords()
	w.formatted = w.scope.Style.Format(w.cited, w.clusters, w.language())
	w.checkLocale()
}

// checkLocale reports what is wrong in the files that hold the words of the
// language, at the place that asks for the language.
func (w *work) checkLocale() {
	at, asked := w.manuscript.Front.At["language"]
	if !asked {
		at = w.scope.Settings.At["language"]
	}
	for _, p := range w.scope.Style.Problems(w.language()) {
		w.problems.Errorf(at, cmp.Or(p.Hint, "mend the file, or take it away"), "the words of citations in “%s” cannot be read: %s:%d: %s", w.language(), p.File, p.Line, p.Text)
	}
}

// citedRecords are the records that something cites or refers to: the
// bibliography holds no others.
func (w *work) citedRecords() map[string]*edition.Source {
	out := make(map[string]*edition.Source, len(w.sourceUses))
	for key := range w.sourceUses {
		out[key] = w.records[key]
	}
	for _, d := range w.documents() {
		for _, p := range d.Flow {
			if p.Kind == edition.ReferenceHole && w.records[p.Reference.ID] != nil {
				out[p.Reference.ID] = w.records[p.Reference.ID]
			}
		}
	}
	return out
}

// documents are the essay and every note's body; a plain page and its footnotes.
func (w *work) documents() []*edition.Document {
	out := []*edition.Document{w.manuscript.Essay}
	if w.page != nil {
		for _, f := range w.page.Body.Footnotes {
			out = append(out, f.Body)
		}
	}
	for _, n := range w.notes {
		if n.Body != nil {
			out = append(out, n.Body)
		}
	}
	return out
}

func (w *work) language() string {
	if w.manuscript.Front.Language != "" {
		return w.manuscript.Front.Language
	}
	return w.scope.language()
}

// language is the site's.
func (s *Scope) language() string { return cmp.Or(s.Settings.Language, "en") }

// citeInEssay enters a citation that stands in the running text.
func (w *work) citeInEssay(d *edition.Document, p edition.Piece) int {
	use := w.textUse(d, edition.Passage{Start: p.Start, End: p.Start})
	return w.citeInText(d, p, use)
}

// citeInText enters a citation inside a text, the essay or a note's body.
func (w *work) citeInText(d *edition.Document, p edition.Piece, use edition.Use) int {
	form := formAt(d.Text.Plain, p.Start)
	c := w.cluster(p.Citation, form, use, func(i edition.CitationItem) edition.Place { return d.Place(i.Source) })
	// A style for notes knows only whole notes and sets no parentheses.
	w.asides[c] = w.scope.Style.Note && form == cite.Inline && !p.Citation.InText && isAside(d, p)
	return c
}

// citeInNote enters the citations of a note: those in its body, its list of
// sources, and the essay's citation that it stands for.
func (w *work) citeInNote(n *note) {
	use := n.use
	if n.Body != nil {
		for _, p := range n.Body.Flow {
			if p.Kind == edition.CitationHole {
				n.holes = append(n.holes, w.citeInText(n.Body, p, use))
			}
		}
	}
	for _, s := range n.Sources {
		items, err := cite.ParseItems(s.Text)
		if err != nil {
			w.problems.Errorf(s.At, "write a source's key and, after a comma, where in it: \"ap1988, p. 1\"", "“%s” is no citation: %v", s.Text, err)
			continue
		}
		at := func(edition.CitationItem) edition.Place { return s.At }
		n.sources = append(n.sources, w.cluster(&edition.Citation{Items: items}, cite.Standalone, use, at))
	}
	if n.citation != nil {
		at := func(i edition.CitationItem) edition.Place { return w.manuscript.Essay.Place(i.Source) }
		n.sources = append(n.sources, w.cluster(n.citation, cite.Standalone, use, at))
	}
}

// sentenceEnds are the characters that end a sentence, closing marks apart.
const sentenceEnds = ".?!…。؟\n"

// formAt tells a citation that is a sentence of its own from one inside a
// sentence, by the character before it.
func formAt(plain string, at int) cite.Form {
	before := strings.TrimRight(strings.TrimRight(plain[:at], " "), "”’\"')")
	last, _ := utf8.DecodeLastRuneInString(before)
	if before == "" || strings.ContainsRune(sentenceEnds, last) {
		return cite.Sentence
	}
	return cite.Inline
}

// isAside tells a citation that interrupts its sentence, and wants parentheses,
// from one that the sentence leads up to (“See”, “So too”): that has no more
// than two words before it, a cross-reference counting as one.
func isAside(d *edition.Document, citation edition.Piece) bool {
	before := d.Text.Plain[:citation.Start]
	start := strings.LastIndexAny(before, sentenceEnds) + 1
	words := len(strings.Fields(before[start:]))
	for _, p := range d.Flow {
		if p.Kind == edition.ReferenceHole && p.Start >= start && p.Source < citation.Source {
			words++
		}
	}
	return words > 2
}

// cluster enters a citation and notes its use under each of its sources.
func (w *work) cluster(c *edition.Citation, form cite.Form, use edition.Use, at func(edition.CitationItem) edition.Place) int {
	items := make([]edition.CitationItem, 0, len(c.Items))
	for _, i := range c.Items {
		if w.records[i.Key] == nil {
			w.unknownSource(at(i), i.Key)
			continue
		}
		items = append(items, i)
		use.Locator = w.scope.Style.Locator(i, w.language())
		w.useSource(i.Key, use)
	}
	w.clusters = append(w.clusters, cite.Cluster{Items: items, InText: c.InText, Form: form})
	return len(w.clusters) - 1
}

// citationPieces is a formatted citation as pieces of a flow, each source a link
// to its entry.
func (w *work) citationPieces(out edition.Flow, cluster int, at edition.Passage, next byte) edition.Flow {
	fragments := w.formatted.Clusters[cluster]
	if w.asides[cluster] && len(fragments) > 0 {
		fragments = slices.Concat([]cite.Fragment{{HTML: "("}}, fragments, []cite.Fragment{{HTML: ")"}})
	}
	for k, f := range fragments {
		html := f.HTML
		if k == len(fragments)-1 && strings.IndexByte(".,;:", next) >= 0 && next != 0 {
			html = strings.TrimSuffix(html, ".") // the sentence has its own stop
		}
		if f.Key == "" {
			out = append(out, edition.Piece{Kind: edition.Markup, HTML: html, Passage: at})
			continue
		}
		out = append(out,
			edition.Piece{
				Kind: edition.Link, HTML: ` role="doc-biblioref"`, Passage: at, Nest: 1,
				Target: &edition.Address{Kind: edition.ToSource, Edition: w.manuscript.ID, ID: edition.Slug(f.Key)},
			},
			edition.Piece{Kind: edition.Markup, HTML: html, Passage: at},
			edition.Piece{Kind: edition.Markup, HTML: "</a>", Passage: at, Nest: -1, Closes: true},
		)
	}
	return out
}
