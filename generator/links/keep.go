package links

import (
	"bytes"
	"fmt"
	"maps"
	"path"
	"slices"

	"gloss/generator/edition"
	"gloss/generator/load"
	"gloss/generator/sidecar"
)

// Keep writes links.jsonl: what is known now and, where not all links of the site
// were looked at, what was known of other pages. Was is the file as it was read,
// nil when there was none.
func Keep(content *load.Content, was []byte, known, now edition.Answers, all bool) error {
	kept := edition.Answers{}
	if !all {
		maps.Copy(kept, known)
	}
	maps.Copy(kept, now)
	if data := sidecar.FormatLinks(kept); !bytes.Equal(was, data) && (was != nil || len(kept) > 0) {
		return content.Replace(load.LinksFile, was, data)
	}
	return nil
}

// byHand is how an archived copy is written in files that gloss does not change.
var byHand = map[string]string{".bib": "archived = {%s},", ".ris": "N1  - Archived: %s"}

// howTo says how an archived copy gets into the record that a link is of.
func (l *Link) howTo(c Copy) string {
	if form := byHand[path.Ext(l.Of.At.File)]; form != "" {
		return "write it into the record by hand:\n" + fmt.Sprintf(form, l.Copied(c))
	}
	return "gloss links --write puts it into the record:\n" + l.Copied(c)
}

// Write writes the copies that have been found into the records that have none,
// and leaves every other byte of their files as it is. It returns how many were
// written; what cannot be is among the problems.
func (s *State) Write(content *load.Content) (written int, refused edition.Problems, err error) {
	changes := map[string][]sidecar.SourceField{}
	for i := range s.Links {
		l := &s.Links[i]
		copied, ok := s.Copies[l.Page]
		if !ok || l.Of == nil || l.Of.Archived != "" {
			continue
		}
		file, change := l.Of.At.File, sidecar.SourceField{Key: l.Of.Key, Field: "archived", Is: l.Copied(copied)}
		switch {
		case slices.ContainsFunc(changes[file], func(c sidecar.SourceField) bool { return c.Key == change.Key }):
			// Its DOI is written as its URL, too.
		case byHand[path.Ext(file)] != "":
			refused.Errorf(l.Of.At, "write it there by hand: "+fmt.Sprintf(byHand[path.Ext(file)], change.Is),
				"the source “%s” cannot be changed: gloss writes into no file like %s", l.Of.Key, path.Base(file))
		default:
			changes[file] = append(changes[file], change)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(changes)) {
		old, err := content.Read(name)
		if err != nil {
			return written, refused, err
		}
		data, problems := sidecar.PatchSources(name, old, changes[name])
		refused = append(refused, problems...)
		if bytes.Equal(old, data) {
			continue
		}
		if err := content.Replace(name, old, data); err != nil {
			return written, refused, err
		}
		written += len(changes[name]) - len(problems)
	}
	return written, refused, nil
}
