package serve

import (
	"context"
	"net/http"
	"slices"
	"time"

	"gloss/generator/edit"
	"gloss/generator/edition"
	"gloss/generator/load"
	"gloss/generator/render"
	"gloss/generator/resolve"
)

// conflict is the answer to a change of what somebody else has changed meanwhile.
// Who has looked at theirs may send it along as what was seen.
type conflict struct {
	Text   string      `json:"error"`
	Theirs edit.Fields `json:"theirs"`
	Both   []string    `json:"both"` // the fields that both have changed
}

func (c conflict) Error() string { return c.Text }

// refused is what a page is told of a change that is not made.
func refused(no *edit.Refusal) error {
	p := no.Problem.Named(nil)
	text := p.Text
	if p.Hint != "" {
		text += "; " + p.Hint
	}
	switch {
	case no.Reason == edit.Changed && no.Theirs != nil:
		return conflict{p.Text, *no.Theirs, no.Both}
	case no.Reason == edit.Gone:
		return refusal{http.StatusNotFound, text}
	case no.Reason == edit.Changed:
		return refusal{http.StatusConflict, text}
	}
	return refusal{http.StatusUnprocessableEntity, text}
}

// spot is what the editor selected, as the page was told it. Where the text of the
// page is not known any more, the words and what stood around them must do.
func (s *server) spot(p *passage) edit.Spot {
	return edit.Spot{
		Passage:  edition.Passage{Start: p.Start, End: p.End},
		Text:     s.texts.text(p.Text),
		Selector: edition.Selector{Exact: p.Words, Prefix: p.Before, Suffix: p.After},
		Whole:    p.Whole,
	}
}

// made is the answer to a change that was made.
type made struct {
	ID string `json:"id"`
	deskPlace
	Undo string `json:"undo"` // what takes it back
}

// edition makes sure that there is an edition, and returns what an edit of it goes
// by.
func (s *server) edition(id string) (*load.Content, *load.Site, error) {
	content, site := s.preview.Content()
	if site == nil || !slices.Contains(site.Editions, id) {
		return nil, nil, refusal{http.StatusNotFound, "there is no edition " + id}
	}
	return content, site, nil
}

// plan plans a change.
func (s *server) plan(id string, change edit.Change) (*edit.Plan, error) {
	content, site, err := s.edition(id)
	if err != nil {
		return nil, err
	}
	plan, no, err := edit.Make(content, site, id, change)
	if no != nil {
		err = refused(no)
	}
	return plan, err
}

// make makes a change. The files are watched, so the pages are told as of any
// other change.
func (s *server) make(id string, change edit.Change) (made, error) {
	// One at a time: two of one page would only get into each other's way.
	s.editing.Lock()
	defer s.editing.Unlock()
	plan, err := s.plan(id, change)
	if err != nil {
		return made{}, err
	}
	content, _ := s.preview.Content()
	written, no, err := plan.Write(content)
	switch {
	case no != nil:
		return made{}, refused(no)
	case err != nil:
		return made{}, err
	}
	return made{written.ID, deskPlace{written.At.File, written.At.Line}, s.undoes.keep(id, written.Undo)}, nil
}

// noteCall is a call about a note: one that is new, on a passage, or one that is
// there, of which seen is what it said when its editor began.
type noteCall struct {
	Edition string       `json:"edition"`
	Note    edit.Fields  `json:"note"`
	Passage *passage     `json:"passage"`
	Was     string       `json:"was"`
	Seen    *edit.Fields `json:"seen"`
}

// change is what the call asks for.
func (s *server) change(c *noteCall) (edit.Change, error) {
	today := time.Now().Format(time.DateOnly)
	switch {
	case c.Was == "" && c.Passage != nil:
		if c.Note.Created == "" {
			c.Note.Created = today
		}
		return edit.Add{Spot: s.spot(c.Passage), Fields: c.Note}, nil
	case c.Was != "" && c.Seen != nil:
		// Who dates notes wants to know when they were changed.
		if c.Note.Modified == c.Seen.Modified && (c.Seen.Created != "" || c.Seen.Modified != "") && c.Seen.Created != today {
			c.Note.Modified = today
		}
		return edit.Alter{Note: c.Was, Seen: *c.Seen, Fields: c.Note}, nil
	}
	return nil, refusal{http.StatusBadRequest, "a note has a passage, when it is new, or an id with what was seen of it"}
}

// readNote answers with what is written of a note.
func (s *server) readNote(_ context.Context, c *call) (any, error) {
	var of struct {
		Edition string `json:"edition"`
		ID      string `json:"id"`
	}
	if err := c.read(&of); err != nil {
		return nil, err
	}
	n, err := s.standing(of.Edition, of.ID)
	if err != nil {
		return nil, err
	}
	fields := edit.FieldsOf(n.Note)
	return struct {
		Note edit.Fields `json:"note"`
		Seen edit.Fields `json:"seen"`
		deskPlace
	}{fields, fields, deskPlace{n.Note.At.File, n.Note.At.Line}}, nil
}

// standing finds a note as it is written now.
func (s *server) standing(id, note string) (*resolve.Standing, error) {
	content, site, err := s.edition(id)
	if err != nil {
		return nil, err
	}
	notes, err := edit.Notes(content, site, id)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(notes, func(n resolve.Standing) bool { return n.ID == note })
	if i < 0 {
		return nil, refusal{http.StatusNotFound, "there is no note “" + note + "” any more"}
	}
	return &notes[i], nil
}

// drawNote answers with a note as it would be published, and with what would be
// wrong with it. Nothing is written.
func (s *server) drawNote(ctx context.Context, c *call) (any, error) {
	var of noteCall
	if err := c.read(&of); err != nil {
		return nil, err
	}
	if of.Was != "" { // what others have made of it meanwhile is for saving
		n, err := s.standing(of.Edition, of.Was)
		if err != nil {
			return nil, err
		}
		now := edit.FieldsOf(n.Note)
		of.Seen = &now
	}
	change, err := s.change(&of)
	if err != nil {
		return nil, err
	}
	plan, err := s.plan(of.Edition, change)
	if err != nil {
		return nil, err
	}
	whole, problems, err := s.preview.Drawn(ctx, of.Edition, plan.Drawn())
	if err != nil {
		return nil, err
	}
	answer := struct {
		HTML     string    `json:"html"`
		Problems []problem `json:"problems"`
	}{Problems: problemsOf(s.fresh(problems))}
	if whole != nil {
		settings := s.preview.Settings()
		answer.HTML = string(render.Note(&settings, whole.Edition, plan.ID))
	}
	return answer, nil
}

// fresh are the problems that the site does not have yet.
func (s *server) fresh(ps edition.Problems) edition.Problems {
	s.mu.Lock()
	defer s.mu.Unlock()
	return ps.Sorted().Beyond(s.problems)
}

// saveNote writes a note.
func (s *server) saveNote(_ context.Context, c *call) (any, error) {
	var of noteCall
	if err := c.read(&of); err != nil {
		return nil, err
	}
	change, err := s.change(&of)
	if err != nil {
		return nil, err
	}
	return s.make(of.Edition, change)
}

// removeNote takes a note out.
func (s *server) removeNote(_ context.Context, c *call) (any, error) {
	var of struct {
		Edition string      `json:"edition"`
		ID      string      `json:"id"`
		Seen    edit.Fields `json:"seen"`
	}
	if err := c.read(&of); err != nil {
		return nil, err
	}
	return s.make(of.Edition, edit.Remove{Note: of.ID, Seen: of.Seen})
}

// attachNote puts a note on other words.
func (s *server) attachNote(_ context.Context, c *call) (any, error) {
	var of struct {
		Edition string  `json:"edition"`
		ID      string  `json:"id"`
		N       int     `json:"n"`   // which of its targets, from 1; 0: the first
		Was     string  `json:"was"` // that target, as the page was told it
		Passage passage `json:"passage"`
	}
	if err := c.read(&of); err != nil {
		return nil, err
	}
	if of.Was == "" {
		return nil, refusal{http.StatusBadRequest, "a note is attached with the target that was seen of it"}
	}
	return s.make(of.Edition, edit.Attach{Note: of.ID, N: max(1, of.N), Was: of.Was, Spot: s.spot(&of.Passage)})
}

// acceptNotes says of reworded notes that they still hold on the words that the
// page showed of them.
func (s *server) acceptNotes(_ context.Context, c *call) (any, error) {
	var of struct {
		Edition string          `json:"edition"`
		Notes   []edit.Reworded `json:"notes"`
	}
	if err := c.read(&of); err != nil {
		return nil, err
	}
	return s.make(of.Edition, edit.Accept{Notes: of.Notes})
}

// undo takes a change back; the answer holds what makes it again.
func (s *server) undo(_ context.Context, c *call) (any, error) {
	var of struct {
		Edition string `json:"edition"`
		Undo    string `json:"undo"`
	}
	if err := c.read(&of); err != nil {
		return nil, err
	}
	change, ok := s.undoes.take(of.Undo, of.Edition)
	if !ok {
		return nil, refusal{http.StatusNotFound, "this cannot be taken back any more"}
	}
	answer, err := s.make(of.Edition, change)
	if err != nil {
		s.undoes.put(of.Undo, of.Edition, change) // it may be tried again
	}
	return answer, err
}
