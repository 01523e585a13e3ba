package resolve

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"gloss/generator/cite"
	"gloss/generator/edition"
)

// finish puts the finished edition together.
func (w *work) finish() *edition.Edition {
	m := w.manuscript
	e := &edition.Edition{
		ID:        m.ID,
		Front:     m.Front,
		Language:  w.language(),
		Text:      w.text,
		Flow:      w.essayFlow,
		Series:    w.series,
		Backlinks: map[string][]edition.Use{},
		Tray:      w.tray,
		Ordered:   w.inOrder,
		Assets:    m.Assets,
		Words:     countWords(w.text.Plain),
		HasCode:   hasCode(w.text),
	}
	e.Dir = m.Front.Dir
	if e.Dir == "" {
		e.Dir = edition.Direction(e.Language)
	}
	w.checkUncited()
	w.welcomeForeign()
	for _, n := range w.notes {
		a := w.annotation(n, e)
		e.NoteWords += countWords(a.Text)
		e.HasCode = e.HasCode || n.Body != nil && hasCode(&n.Body.Text)
		e.Notes = append(e.Notes, a)
	}
	for to, uses := range w.uses {
		switch to.Kind {
		case edition.ToBlock:
			e.Backlinks[to.ID] = uses
		case edition.ToEdition:
			e.Referring = uses
		}
	}
	e.Segments = segments(w.text, e.Notes)
	e.Marks = markPoints(e.Notes)
	e.Sources = w.bibliography()
	return e
}

func (w *work) annotation(n *note, e *edition.Edition) edition.Annotation {
	a := edition.Annotation{
		ID: n.ID, Series: n.series, Mark: n.mark, Whole: n.whole, Places: n.places,
		Body: n.body, Cited: n.cited, Apart: n.apart, Text: w.plainText(n),
		Creator: n.Creator, Created: n.Created, Modified: n.Modified, Tags: n.Tags, At: n.At,
		Referring: w.uses[edition.Address{Kind: edition.ToNote, Edition: w.manuscript.ID, ID: n.ID}],
	}
	if n.Body != nil {
		a.Plain = n.Body.Text.Plain
	}
	if n.Language != "" && n.Language != e.Language {
		a.Language = n.Language
		if dir := edition.Direction(n.Language); dir != e.Dir {
			a.Dir = dir
		}
	}
	return a
}

// plainText is what a note says, its list of sources after its body.
func (w *work) plainText(n *note) string {
	parts := make([]string, 0, 1+len(n.sources))
	if n.Body != nil && len(n.body) > 0 {
		parts = append(parts, flowText(n.body, n.Body.Text.Plain))
	}
	for _, c := range n.sources {
		var b strings.Builder
		for _, f := range w.formatted.Clusters[c] {
			b.WriteString(f.HTML)
		}
		parts = append(parts, cite.Plain(b.String()))
	}
	return strings.Join(parts, "\n")
}

// flowText is a finished body as plain text, what citations and
// cross-references say included.
func flowText(flow edition.Flow, plain string) string {
	var b strings.Builder
	for _, p := range flow {
		switch p.Kind {
		case edition.Run:
			b.WriteString(plain[p.Start:p.End])
		case edition.Markup:
			switch {
			case strings.HasPrefix(p.HTML, "</p>"), strings.HasPrefix(p.HTML, "</li>"):
				b.WriteByte('\n')
			case strings.HasPrefix(p.HTML, "<") && strings.IndexByte(p.HTML, '>') == len(p.HTML)-1: // a tag
			default:
				b.WriteString(strings.TrimLeft(cite.Plain(p.HTML), "\n"))
			}
		}
	}
	return strings.TrimSpace(b.String())
}

// bibliography is what the edition cites, group by group in the style's order,
// each entry with every place that cites it. What the style leaves out of
// bibliographies comes last, without words.
func (w *work) bibliography() []edition.Entry {
	out := make([]edition.Entry, 0, len(w.cited))
	add := func(key, html string) {
		source := w.records[key]
		out = append(out, edition.Entry{
			Source: source, Slug: edition.Slug(key), Group: edition.GroupOf(w.scope.Settings.Bibliography, source),
			HTML: html, Uses: w.sourceUses[key],
		})
	}
	left := maps.Clone(w.cited)
	for _, b := range w.formatted.Bibliography {
		add(b.Key, b.HTML)
		delete(left, b.Key)
	}
	slices.SortStableFunc(out, func(a, b edition.Entry) int { return cmp.Compare(a.Group, b.Group) })
	for _, key := range sortedKeys(left) {
		add(key, "")
	}
	return out
}

func hasCode(text *edition.Text) bool {
	return slices.ContainsFunc(text.Blocks, func(b edition.Block) bool { return b.Kind == edition.Code })
}

// Above half the essay's words notes drift far from their passages in the
// margin: measured with sixty notes of 42 words, the median distance goes from
// nothing at 100 words of text a note to 125 px at 70.
const mostNoteWords = 0.5

// checkDensity warns when the margin will be too full to be read beside the
// text.
func (w *work) checkDensity(e *edition.Edition) {
	if e.Front.EndnotesOnly || e.Words < 200 || float64(e.NoteWords) <= mostNoteWords*float64(e.Words) {
		return
	}
	at := edition.Place{File: w.manuscript.Folder + "/essay.md"}
	w.problems.Warnf(at, "shorten them, or write “margin: false” in the front matter to set them as endnotes only",
		"the notes have %d words, the essay %d: above half of it they drift away from their passages", e.NoteWords, e.Words)
}
