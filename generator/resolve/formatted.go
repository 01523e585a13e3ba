package resolve

import (
	"cmp"
	"slices"
	"strings"

	"gloss/generator/cite"
	"gloss/generator/edition"
)

// format formats what was entered, and notes its use under each of its sources.
func (w *work) format() {
	w.cited = w.citedRecords()
	w.formatted = w.scope.Style.Format(w.cited, w.clusters, w.language())
	w.checkLocale()
	for _, n := range w.notes {
		n.use = w.noteUse(n)
	}
	for i, from := range w.entered {
		var use edition.Use
		switch {
		case from.note != nil:
			use = from.note.use
		case from.document != nil:
			use = w.citationUse(from.document, from.at, i)
		default:
			continue
		}
		for _, item := range w.clusters[i].Items {
			use.Locator = w.scope.Style.Locator(item, w.language())
			w.useSource(item.Key, use)
		}
	}
}

// checkLocale reports what is wrong in the files that hold the words of the
// language, at the place that asks for the language.
func (w *work) checkLocale() {
	at, asked := w.manuscript.Front.At["language"]
	if !asked {
		at = w.scope.Settings.At["language"]
	}
	for _, p := range w.scope.Style.Problems(w.language()) {
		w.problems.Errorf(at, cmp.Or(p.Hint, "mend the file, or take it away"), "the words of citations in “%s” cannot be read: %s: %s", w.language(), p.InWords(), p.Text)
	}
}

// citedRecords are the records that something cites or refers to: the
// bibliography holds no others.
func (w *work) citedRecords() map[string]*edition.Source {
	out := map[string]*edition.Source{}
	for i := range w.clusters {
		for _, item := range w.clusters[i].Items {
			out[item.Key] = w.records[item.Key]
		}
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

// fragments are a formatted citation as it stands before what comes next in the
// text: in parentheses where it interrupts its sentence, without a stop where the
// sentence has its own.
func (w *work) fragments(formatted [][]cite.Fragment, cluster int, next byte) []cite.Fragment {
	fragments := formatted[cluster]
	if w.asides[cluster] && len(fragments) > 0 {
		fragments = slices.Concat([]cite.Fragment{{HTML: "("}}, fragments, []cite.Fragment{{HTML: ")"}})
	}
	if last := len(fragments) - 1; last >= 0 && next != 0 && strings.IndexByte(".,;:", next) >= 0 {
		fragments = slices.Clone(fragments)
		fragments[last].HTML = strings.TrimSuffix(fragments[last].HTML, ".")
	}
	return fragments
}

// after is the byte of a text that stands behind a hole; 0 at its end.
func after(plain string, hole int) byte {
	if hole < len(plain) {
		return plain[hole]
	}
	return 0
}

// citationPieces is a formatted citation as pieces of a flow, each source a link
// to its entry.
func (w *work) citationPieces(out edition.Flow, formatted [][]cite.Fragment, cluster int, at edition.Passage, next byte) edition.Flow {
	for _, f := range w.fragments(formatted, cluster, next) {
		if f.Key == "" {
			out = append(out, edition.Piece{Kind: edition.Markup, HTML: f.HTML, Passage: at})
			continue
		}
		out = append(out,
			edition.Piece{
				Kind: edition.Link, HTML: ` role="doc-biblioref"`, Passage: at, Nest: 1, Closes: w.clusters[cluster].AuthorOnly,
				Target: &edition.Address{Kind: edition.ToSource, Edition: w.manuscript.ID, ID: edition.Slug(f.Key)},
			},
			edition.Piece{Kind: edition.Markup, HTML: f.HTML, Passage: at},
			edition.Piece{Kind: edition.Markup, HTML: "</a>", Passage: at, Nest: -1, Closes: true},
		)
	}
	return out
}
