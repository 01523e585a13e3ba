package load

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"gloss/generator/edition"
	"gloss/generator/markdown"
	"gloss/generator/sidecar"
)

// Edition reads one of the site's editions, whether it is a draft or not. The
// manuscript is nil when the essay cannot be read, which has been said.
func (c *Content) Edition(id string, s *Site) (*edition.Manuscript, edition.Problems, error) {
	var ps edition.Problems
	m := &edition.Manuscript{ID: id, Folder: id}
	name := path.Join(id, EssayFile)
	data, ok, err := c.text(name, &ps)
	switch {
	case err != nil:
		return nil, ps, err
	case !ok && len(ps) == 0:
		return nil, ps, fmt.Errorf("reading the edition %s: %w", id, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist})
	case !ok:
		return nil, ps, nil
	}
	if m.Sources, err = c.sources(id, &ps); err != nil {
		return nil, ps, err
	}
	keys := recordKeys(s.Shared, m.Sources)
	if m.Lock, err = c.lock(id, &ps); err != nil {
		return nil, ps, err
	}
	m.Front, m.Essay = essay(name, data, &s.Settings, keys, m.Lock, &ps)
	needTitle(&m.Front, name, &ps)
	if err := c.notes(m, keys, &ps); err != nil {
		return nil, ps, err
	}
	if m.Assets, err = c.assets(m, &ps); err != nil {
		return nil, ps, err
	}
	files := &files{content: c, site: s, folder: id, edition: true, own: m.Assets, sizes: map[string]edition.Size{}}
	err = files.all(m.Essay, &ps)
	for i := range m.Notes {
		err = errors.Join(err, files.all(m.Notes[i].Body, &ps))
	}
	m.Images = files.sizes
	return m, ps, err
}

// LockFile is the name of the lock in an edition's folder.
const LockFile = "essay.lock"

// lock reads an edition's lock; nil when there is none.
func (c *Content) lock(folder string, ps *edition.Problems) (*edition.Lock, error) {
	name := path.Join(folder, LockFile)
	data, ok, err := c.text(name, ps)
	if err != nil || !ok {
		return nil, err
	}
	lock, more := sidecar.Lock(name, data)
	*ps = append(*ps, more...)
	return lock, nil
}

// Where the notes of an edition stand in its folder: in the one file, or in files
// of the folder, one an annotator.
const (
	NotesFile   = "annotations.yaml"
	NotesFolder = "annotations"
)

// NoteFiles lists the files of notes that an edition has, in the order in which
// they are read.
func (c *Content) NoteFiles(id string) ([]string, error) {
	var unsaid edition.Problems // said when they are read
	files, err := c.noteFiles(id, &unsaid)
	return slices.DeleteFunc(files, func(name string) bool { return !c.Has(name) }), err
}

// noteFiles lists the files in which notes may stand.
func (c *Content) noteFiles(id string, ps *edition.Problems) ([]string, error) {
	files := []string{path.Join(id, NotesFile)}
	folder := path.Join(id, NotesFolder)
	entries, err := c.list(folder, ps)
	for _, e := range entries {
		name := path.Join(folder, e.Name())
		stem := strings.TrimSuffix(e.Name(), path.Ext(name))
		switch ext := strings.ToLower(path.Ext(name)); {
		case strings.HasSuffix(name, ".yaml") && !c.isFolder(name, e):
			files = append(files, name)
		case ext == ".yml", ext == ".yaml":
			ps.Warnf(edition.Place{File: name}, "rename it to "+stem+".yaml", "the file is not read")
		case ext == ".json":
			ps.Warnf(edition.Place{File: name}, "rename it to "+stem+".yaml: YAML may be written as JSON is", "the file is not read")
		}
	}
	for name := range c.drawn { // those that are yet to be
		if path.Dir(name) == folder && path.Ext(name) == ".yaml" && !slices.Contains(files, name) {
			files = append(files, name)
		}
	}
	slices.Sort(files[1:])
	return files, err
}

// notes reads the notes of an edition.
func (c *Content) notes(m *edition.Manuscript, keys keys, ps *edition.Problems) error {
	files, err := c.noteFiles(m.Folder, ps)
	if err != nil {
		return err
	}
	for _, name := range files {
		data, ok, err := c.text(name, ps)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		notes, more := sidecar.Notes(name, data)
		*ps = append(*ps, more...)
		lines := sync.OnceValue(func() *sidecar.Lines { return sidecar.NewLines(data) })
		for i := range notes {
			body(&notes[i], lines, keys, ps)
		}
		m.Notes = append(m.Notes, notes...)
	}
	return nil
}

// body reads a note's Markdown.
func body(n *edition.Note, lines func() *sidecar.Lines, keys keys, ps *edition.Problems) {
	doc, more := markdown.Parse([]byte(n.Markdown), markdown.Options{Place: sidecar.BodyPlaces(lines, n), Known: keys.known, Near: keys.near, Note: true})
	n.Body = doc
	*ps = append(*ps, more...)
}
