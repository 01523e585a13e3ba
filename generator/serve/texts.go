package serve

import (
	"crypto/rand"
	"sync"

	"gloss/generator/edition"
)

// mostTexts is how many texts are remembered; what was selected in an older one
// must be found by its words.
const mostTexts = 64

// texts remembers the texts that pages were told passages of, so that words are
// followed when the essay is edited between their selection and their note.
type texts struct {
	mu    sync.Mutex
	order []string // the names, the oldest first
	known map[string]*edition.Text
	names map[*edition.Text]string
}

// name names a text. No other run of the program gives the same name, which a
// page that outlives a run may still hold.
func (t *texts) name(text *edition.Text) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if name, ok := t.names[text]; ok {
		return name
	}
	if t.known == nil {
		t.known, t.names = map[string]*edition.Text{}, map[*edition.Text]string{}
	}
	if len(t.order) == mostTexts {
		oldest := t.order[0]
		t.order = t.order[1:]
		delete(t.names, t.known[oldest])
		delete(t.known, oldest)
	}
	name := rand.Text()
	t.order = append(t.order, name)
	t.known[name], t.names[text] = text, name
	return name
}

// text is the text of a name; nil when it is not known any more.
func (t *texts) text(name string) *edition.Text {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.known[name]
}
