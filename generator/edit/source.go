package edit

import (
	"errors"
	"strings"

	"gloss/generator/edition"
)

// Source is an entry of a note's list of sources in the parts that an editor
// types: “see @ap1988, p. 1”.
type Source struct {
	Prefix         string `json:"prefix"`         // see
	SuppressAuthor bool   `json:"suppressAuthor"` // -@ap1988
	Key            string `json:"key"`            // ap1988
	Locator        string `json:"locator"`        // p. 1, and whatever words follow
}

// ParseSource takes an entry apart. The error says in words what is wrong with it.
func ParseSource(entry string) (Source, error) {
	items, err := edition.ParseCitation(entry)
	var no *edition.CitationError
	switch {
	case errors.As(err, &no):
		return Source{}, errors.New(no.Text)
	case err != nil:
		return Source{}, err
	case len(items) > 1:
		return Source{}, errors.New("several sources in one entry: make an entry of each")
	}
	item := items[0]
	_, n := edition.CitationKey(entry[item.Source:])
	rest := strings.TrimSpace(entry[item.Source+n:])
	return Source{item.Prefix, item.SuppressAuthor, item.Key, strings.TrimSpace(strings.TrimPrefix(rest, ","))}, nil
}

// String writes an entry.
func (s Source) String() string {
	entry := s.Key
	if _, n := edition.CitationKey(s.Key); n != len(s.Key) {
		entry = "{" + s.Key + "}"
	}
	if s.Prefix != "" || strings.ContainsAny(s.Key+s.Locator, "@;") {
		entry = "@" + entry
	}
	if s.SuppressAuthor {
		entry = "-" + entry
	}
	if s.Prefix != "" {
		entry = s.Prefix + " " + entry
	}
	if s.Locator != "" {
		entry += ", " + s.Locator
	}
	return entry
}
