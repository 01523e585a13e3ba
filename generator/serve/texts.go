package serve

import (
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
	shelf shelf[*edition.Text]
}

// name names a text, the same one always alike.
func (t *texts) name(text *edition.Text) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	for name, known := range t.shelf.of {
		if known == text {
			return name
		}
	}
	return t.shelf.keep(text, mostTexts)
}

// text is the text of a name; nil when it is not known any more.
func (t *texts) text(name string) *edition.Text {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.shelf.of[name]
}
