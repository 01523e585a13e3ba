package resolve

import (
	"slices"
	"strings"

	"gloss/generator/edition"
)

// author is the series of the essay's own Markdown footnotes.
const author = "author"

// markOrder is the order in which kinds of marks are given to series that name
// none.
var markOrder = []edition.Marks{edition.Figures, edition.Letters, edition.Symbols, edition.Romans}

// settleSeries makes the edition's table of series: the site's, changed and
// added to by the front matter, the author's where the essay has footnotes.
func (w *work) settleSeries() {
	w.series = slices.Clone(w.scope.Settings.Series)
	for _, s := range w.manuscript.Front.Series {
		if i := w.seriesIndex(s.ID); i >= 0 {
			w.series[i] = override(w.series[i], s)
		} else {
			w.series = append(w.series, s)
		}
	}
	if len(w.series) == 0 {
		w.series = []edition.Series{{ID: "notes", Label: w.word("notes", "Notes")}}
	}
	if len(w.manuscript.Essay.Footnotes) > 0 && w.seriesIndex(author) < 0 {
		w.series = append(w.series, edition.Series{ID: author, Label: w.word("author_notes", "Author’s notes"), Marks: edition.Symbols})
	}
	fillIn(w.series)
	w.citations = max(0, w.seriesIndex(w.citationSeries()))
}

// citationSeries is the id of the series that holds citations.
func (w *work) citationSeries() string {
	if id := w.scope.Settings.Citations; id != "" {
		return id
	}
	return "source"
}

func override(old, by edition.Series) edition.Series {
	if by.Label != "" {
		old.Label = by.Label
	}
	if by.Marks != "" {
		old.Marks = by.Marks
	}
	if by.Slot != 0 {
		old.Slot = by.Slot
	}
	return old
}

// fillIn gives each series the label, marks and slot it does not name: the
// first that no other has.
func fillIn(series []edition.Series) {
	marks, slots := map[edition.Marks]bool{}, map[int]bool{}
	for _, s := range series {
		marks[s.Marks], slots[s.Slot] = true, true
	}
	for i := range series {
		s := &series[i]
		if s.Label == "" {
			s.Label = capitalised(strings.ReplaceAll(s.ID, "-", " "))
		}
		if s.Marks == "" {
			s.Marks = markOrder[i%len(markOrder)]
			for _, m := range markOrder {
				if !marks[m] {
					s.Marks = m
					break
				}
			}
			marks[s.Marks] = true
		}
		if s.Slot == 0 {
			s.Slot = i%6 + 1
			for slot := 1; slot <= 6; slot++ {
				if !slots[slot] {
					s.Slot = slot
					break
				}
			}
			slots[s.Slot] = true
		}
	}
}

func capitalised(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}

// seriesIndex finds a series by its id; -1 when there is none.
func (w *work) seriesIndex(id string) int {
	return slices.IndexFunc(w.series, func(s edition.Series) bool { return s.ID == id })
}

func (w *work) seriesIDs() []string {
	ids := make([]string, len(w.series))
	for i, s := range w.series {
		ids[i] = s.ID
	}
	return ids
}

// word is one of the interface's words that the site may have set.
func (w *work) word(key, english string) string {
	if s := w.scope.Settings.Words[key]; s != "" {
		return s
	}
	return english
}
