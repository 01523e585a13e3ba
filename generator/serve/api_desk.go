package serve

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"gloss/generator/edit"
	"gloss/generator/edition"
	"gloss/generator/publish"
	"gloss/generator/sidecar"
)

// desk is what an editor of an edition has at hand.
type desk struct {
	Series     []deskSeries    `json:"series"`
	Creators   []string        `json:"creators"` // who has written notes here, in the order of their first
	Tags       []string        `json:"tags"`     // that notes here have
	Sources    []deskSource    `json:"sources"`
	References []deskReference `json:"references"` // what [[ ]] may name
	Notes      []deskNote      `json:"notes"`      // those of the sidecar files
	Tray       []deskUnplaced  `json:"tray"`
	Ordered    []deskUnplaced  `json:"ordered"` // placed by their neighbours, on the first of Near
	Reworded   []deskReworded  `json:"reworded"`
}

type deskSeries struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Slot  int    `json:"slot"`
	Marks string `json:"marks"`
}

type deskSource struct {
	Key  string `json:"key"`
	Text string `json:"text"`
}

type deskReference struct {
	ID    string `json:"id"`
	Kind  string `json:"kind"` // note, block, edition, source
	Words string `json:"words"`
}

// deskPlace is where something is written.
type deskPlace struct {
	File string `json:"file"`
	Line int    `json:"line"`
}

type deskNote struct {
	ID string `json:"id"`
	deskPlace
}

type deskUnplaced struct {
	deskNote
	N      int          `json:"n"`      // which of its targets, from 1
	Target string       `json:"target"` // as in [edit.Fields]
	Result string       `json:"result"`
	Quoted string       `json:"quoted"`
	Text   string       `json:"text"`
	Series string       `json:"series"`
	Near   []deskNear   `json:"near"`
	Seen   *edit.Fields `json:"seen"` // what it says; null: it stands in no file of notes
}

type deskNear struct {
	passage
	Block    string  `json:"block"`
	Likeness float64 `json:"likeness"`
}

type deskReworded struct {
	deskNote
	Was string `json:"was"`
	Now string `json:"now"`
}

// passage is a passage as a page shows it. Text, Start and End are for the server
// alone: which text, and where in it, in bytes. Whole is the work itself, with none of
// the others.
type passage struct {
	Text   string `json:"text"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Before string `json:"before"`
	Words  string `json:"words"`
	After  string `json:"after"`
	Whole  bool   `json:"whole,omitempty"`
}

// around is how many bytes of the text about are shown on each side of a passage.
const around = 48

func (s *server) passageIn(text *edition.Text, p edition.Passage) passage {
	plain := text.Plain
	return passage{
		s.texts.name(text), p.Start, p.End,
		strings.ToValidUTF8(plain[max(0, p.Start-around):p.Start], ""), plain[p.Start:p.End],
		strings.ToValidUTF8(plain[p.End:min(len(plain), p.End+around)], ""), false,
	}
}

// whole finds the edition that a call is about.
func (s *server) whole(ctx context.Context, id string) (*publish.Whole, error) {
	e, err := s.preview.Edition(ctx, id)
	if err == nil && e == nil {
		err = refusal{http.StatusNotFound, "there is no edition " + id}
	}
	return e, err
}

// layDesk answers with what an editor of an edition has at hand.
func (s *server) layDesk(ctx context.Context, c *call) (any, error) {
	var of struct {
		Edition string `json:"edition"`
	}
	if err := c.read(&of); err != nil {
		return nil, err
	}
	w, err := s.whole(ctx, of.Edition)
	if err != nil {
		return nil, err
	}
	d := desk{Sources: s.deskSources(w.Manuscript), References: s.deskReferences(w)}
	for _, r := range w.Edition.Series {
		d.Series = append(d.Series, deskSeries{r.ID, r.Label, r.Slot, string(r.Marks)})
	}
	s.layNotes(&d, w)
	return d, nil
}

// layNotes lists what the notes of an edition say of themselves.
func (s *server) layNotes(d *desk, w *publish.Whole) {
	e := w.Edition
	add := func(list *[]string, s string) {
		if s != "" && !slices.Contains(*list, s) {
			*list = append(*list, s)
		}
	}
	essay := w.Manuscript.Folder + "/essay.md"
	d.Creators, d.Tags, d.Notes, d.Reworded = []string{}, []string{}, []deskNote{}, []deskReworded{}
	for i := range e.Notes {
		a := &e.Notes[i]
		add(&d.Creators, a.Creator)
		for _, t := range a.Tags {
			add(&d.Tags, t)
		}
		n := deskNote{a.ID, deskPlace{a.At.File, a.At.Line}}
		if written(w.Manuscript, a.At) != nil {
			d.Notes = append(d.Notes, n)
		}
		for _, p := range a.Places {
			if p.Was != "" && a.At.File != essay {
				d.Reworded = append(d.Reworded, deskReworded{n, p.Was, e.Text.Plain[p.Start:p.End]})
			}
		}
	}
	d.Tray, d.Ordered = s.layAside(w, e.Tray), s.layAside(w, e.Ordered)
}

// layAside lists notes that an editor is to see to.
func (s *server) layAside(w *publish.Whole, notes []edition.Unplaced) []deskUnplaced {
	e, list := w.Edition, []deskUnplaced{}
	for i := range notes {
		u := &notes[i]
		t := deskUnplaced{
			deskNote: deskNote{u.ID, deskPlace{u.At.File, u.At.Line}}, N: u.N, Target: sidecar.FormatTarget(u.Target), Result: u.Result.String(),
			Quoted: u.Quoted, Text: u.Text, Series: e.Series[u.Series].ID, Near: []deskNear{},
		}
		if n := written(w.Manuscript, u.At); n != nil {
			seen := edit.FieldsOf(*n)
			t.Seen = &seen
		}
		for _, c := range u.Near {
			n := deskNear{passage: s.passageIn(e.Text, c.Passage), Likeness: c.Likeness}
			if b := e.Text.Block(c.Start); b != nil {
				n.Block = b.ID
			}
			t.Near = append(t.Near, n)
		}
		list = append(list, t)
	}
	return list
}

// written finds the note of the sidecars that stands at a place; nil for an
// author's footnote, a citation and what a source supports.
func written(m *edition.Manuscript, at edition.Place) *edition.Note {
	i := slices.IndexFunc(m.Notes, func(n edition.Note) bool { return n.At == at })
	if i < 0 {
		return nil
	}
	return &m.Notes[i]
}

// deskSources lists the records that an edition may cite, by key.
func (s *server) deskSources(m *edition.Manuscript) []deskSource {
	list := []deskSource{}
	for _, sources := range [][]edition.Source{m.Sources, s.preview.Shared()} {
		for i := range sources {
			list = append(list, deskSource{sources[i].Key, sourceText(&sources[i])})
		}
	}
	slices.SortFunc(list, func(a, b deskSource) int { return cmp.Compare(a.Key, b.Key) })
	return slices.CompactFunc(list, func(a, b deskSource) bool { return a.Key == b.Key })
}

// sourceText is by what an editor knows a source: who, what, when.
func sourceText(s *edition.Source) string {
	var parts []string
	for _, role := range []string{"author", "editor", "translator"} {
		var names []string
		for _, n := range s.Names[role] {
			names = append(names, cmp.Or(n.Literal, strings.TrimSpace(n.NonDroppingParticle+" "+n.Family)))
		}
		if len(names) > 0 {
			parts = append(parts, strings.Join(names, ", "))
			break
		}
	}
	if title := s.Fields["title"]; title != "" {
		parts = append(parts, title)
	}
	if d := s.Dates["issued"]; d.Literal != "" {
		parts = append(parts, d.Literal)
	} else if d.From.Year != 0 {
		parts = append(parts, strconv.Itoa(d.From.Year))
	}
	return strings.Join(parts, ". ")
}

// deskReferences lists what a reference in double brackets may name: notes and
// blocks of the edition, other editions, sources.
func (s *server) deskReferences(w *publish.Whole) []deskReference {
	list := []deskReference{}
	e := w.Edition
	for i := range e.Notes {
		a := &e.Notes[i]
		words := a.Text
		if len(a.Places) > 0 && a.Places[0].Len() > 0 {
			words = e.Text.Plain[a.Places[0].Start:a.Places[0].End]
		}
		list = append(list, deskReference{a.ID, "note", brief(words)})
	}
	for _, blocks := range [2][]edition.Block{e.Text.Blocks, e.Text.Groups} {
		for _, b := range blocks {
			if b.ID != "" {
				list = append(list, deskReference{"#" + b.ID, "block", brief(e.Text.Plain[b.Start:b.End])})
			}
		}
	}
	for _, c := range s.preview.Cards() {
		if c.ID != e.ID {
			list = append(list, deskReference{c.ID, "edition", c.Title})
		}
	}
	for _, src := range s.deskSources(w.Manuscript) {
		list = append(list, deskReference{src.Key, "source", src.Text})
	}
	return list
}

// brief is the beginning of some words, on one line.
func brief(s string) string {
	const runes = 80
	line := strings.Join(strings.Fields(clip(s, 4*runes)), " ")
	if cut := clip(line, runes); cut != line {
		return cut + "…"
	}
	return line
}

// findPassage answers with the words between two points of a page.
func (s *server) findPassage(ctx context.Context, c *call) (any, error) {
	var of struct {
		Edition string `json:"edition"`
		From    point  `json:"from"`
		To      point  `json:"to"`
	}
	if err := c.read(&of); err != nil {
		return nil, err
	}
	w, err := s.whole(ctx, of.Edition)
	if err != nil {
		return nil, err
	}
	p, err := passageOf(w.Edition.Text, of.From, of.To)
	if err != nil {
		return nil, err
	}
	answer := struct {
		passage
		Overlaps []string `json:"overlaps"` // notes that stand on some of the words
	}{s.passageIn(w.Edition.Text, p), []string{}}
	for i := range w.Edition.Notes {
		a := &w.Edition.Notes[i]
		if slices.ContainsFunc(a.Places, func(place edition.Placed) bool { return place.Overlaps(p) }) {
			answer.Overlaps = append(answer.Overlaps, a.ID)
		}
	}
	return answer, nil
}

// clip is the beginning of a text.
func clip(s string, runes int) string {
	for i := range s {
		if runes == 0 {
			return s[:i]
		}
		runes--
	}
	return s
}
