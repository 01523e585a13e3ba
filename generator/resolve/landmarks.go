package resolve

import (
	"strings"

	"gloss/generator/edition"
)

// landmarks are the notes and blocks of an edition that others may refer to,
// with the words for each. They are kept for every edition and read for few, so
// they are one string: a line each, of kind, id and words, tabs between.
type landmarks string

// The kinds of landmark.
const (
	noteLandmark  = "n"
	blockLandmark = "b"
)

func (w *work) landmarks(e *edition.Edition) landmarks {
	var b strings.Builder
	put := func(kind, id, words string) {
		for i, s := range [...]string{kind, id, words} {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(s)
		}
		b.WriteByte('\n')
	}
	for i := range e.Notes {
		put(noteLandmark, e.Notes[i].ID, w.noteWords(e.Notes[i].Mark))
	}
	for _, list := range [2][]edition.Block{e.Text.Blocks, e.Text.Groups} {
		for i := range list {
			if list[i].ID != "" {
				put(blockLandmark, list[i].ID, w.blockWords(&list[i]))
			}
		}
	}
	return landmarks(strings.Clone(b.String()))
}

// find returns what kind of thing an id is, and its words.
func (l landmarks) find(id string) (kind edition.AddressKind, words string, ok bool) {
	for line := range strings.Lines(string(l)) {
		parts := strings.SplitN(strings.TrimSuffix(line, "\n"), "\t", 3)
		if parts[1] != id {
			continue
		}
		if parts[0] == noteLandmark {
			return edition.ToNote, parts[2], true
		}
		return edition.ToBlock, parts[2], true
	}
	return 0, "", false
}

// ids lists the landmarks in the order of the edition.
func (l landmarks) ids() []string {
	var ids []string
	for line := range strings.Lines(string(l)) {
		ids = append(ids, strings.SplitN(line, "\t", 3)[1])
	}
	return ids
}
