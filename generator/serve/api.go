package serve

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"gloss/generator/edition"
)

// largestRequest is how many bytes an editor's page may send: more than the
// longest of notes.
const largestRequest = 1 << 20

// calls are what the editor's page may ask for: POST, with a JSON object, to the
// address of the name. Each answers with JSON.
var calls = map[string]func(*server, context.Context, *call) (any, error){
	"problems": (*server).listProblems,
	"open":     (*server).openAt,
	"desk":     (*server).layDesk,
	"passage":  (*server).findPassage,
	"note":     (*server).readNote,
	"draft":    (*server).drawNote,
	"save":     (*server).saveNote,
	"remove":   (*server).removeNote,
	"attach":   (*server).attachNote,
	"accept":   (*server).acceptNotes,
	"undo":     (*server).undo,
}

// call is a request of the editor's page.
type call struct{ body []byte }

// read reads the request into v.
func (c *call) read(v any) error {
	d := json.NewDecoder(strings.NewReader(string(c.body)))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return refusal{http.StatusBadRequest, "this is not the JSON that the call takes: " + err.Error()}
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return refusal{http.StatusBadRequest, "something stands behind the JSON"}
	}
	return nil
}

// refusal is an answer that says no.
type refusal struct {
	status int
	text   string
}

func (r refusal) Error() string { return r.text }

// api answers a call.
func (s *server) api(w http.ResponseWriter, r *http.Request) {
	answer, err := s.answer(w, r)
	status := http.StatusOK
	if err != nil {
		status, answer = http.StatusInternalServerError, map[string]string{"error": err.Error()}
		var no refusal
		var theirs conflict
		switch {
		case errors.As(err, &theirs):
			status, answer = http.StatusConflict, theirs
		case errors.As(err, &no):
			status = no.status
		}
	}
	data, err := json.Marshal(answer)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", types[".json"])
	w.WriteHeader(status)
	_, _ = w.Write(data)
}

func (s *server) answer(w http.ResponseWriter, r *http.Request) (any, error) {
	do, known := calls[strings.TrimPrefix(r.URL.Path, apiPath)]
	switch {
	case !s.mayEdit(r):
		return nil, refusal{http.StatusForbidden, "only a page of the preview may do this; load the page again"}
	case !known:
		return nil, refusal{http.StatusNotFound, "there is no such call"}
	case r.Method != http.MethodPost:
		w.Header().Set("Allow", http.MethodPost)
		return nil, refusal{http.StatusMethodNotAllowed, "a call is a POST"}
	case r.Header.Get("Content-Type") != "application/json":
		return nil, refusal{http.StatusUnsupportedMediaType, "a call is JSON"}
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, largestRequest))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return nil, refusal{http.StatusRequestEntityTooLarge, fmt.Sprintf("a call is at most %d KB", largestRequest>>10)}
	case err != nil:
		return nil, refusal{http.StatusBadRequest, "the call was not sent whole"}
	}
	return do(s, r.Context(), &call{body})
}

// problem is a problem as the page shows it.
type problem struct {
	Severity string `json:"severity"`
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Text     string `json:"text"`
	Excerpt  string `json:"excerpt,omitempty"`
	Hint     string `json:"hint,omitempty"`
}

func problemsOf(ps edition.Problems) []problem {
	out := make([]problem, 0, len(ps))
	for _, p := range ps {
		p = p.Named(nil)
		out = append(out, problem{p.Severity.String(), p.File, p.Line, p.Column, p.Text, p.Excerpt, p.Hint})
	}
	return out
}

// listProblems answers with the problems of the site, the errors first.
func (s *server) listProblems(context.Context, *call) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := problemsOf(s.problems)
	if s.refused != nil {
		list = append([]problem{{Severity: "error", Text: s.refused.Error()}}, list...)
	}
	return map[string]any{"problems": list, "opens": s.options.Editor != ""}, nil
}
