package load

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"gloss/generator/edition"
)

// deepestFolder is how deep the folders of an edition may lie in one another.
const deepestFolder = 32

// assets finds the files of an edition's folder that are copied as they are:
// all but gloss's own.
func (c *Content) assets(m *edition.Manuscript, ps *edition.Problems) ([]string, error) {
	a := &assets{content: c, folder: m.Folder, ps: ps}
	if err := a.walk("", 0); err != nil {
		return nil, err
	}
	slices.Sort(a.found)
	return a.found, nil
}

type assets struct {
	content *Content
	folder  string // the edition's
	found   []string
	ps      *edition.Problems
}

// made are the names that gloss gives to files and folders of its own beside an
// edition's page.
var made = map[string]bool{"index.html": true, "commentary": true, "annotations.jsonld": true}

// walk looks through a folder inside the edition's.
func (a *assets) walk(inside string, depth int) error {
	here := path.Join(a.folder, inside)
	entries, err := a.content.list(here, a.ps)
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := path.Join(inside, e.Name())
		place := edition.Place{File: path.Join(a.folder, name)}
		switch {
		case inside == "" && made[e.Name()]:
			a.ps.Errorf(place, "rename it", "the name “%s” is taken by a file that gloss makes", e.Name())
		case e.IsDir() && depth < deepestFolder:
			if err := a.walk(name, depth+1); err != nil {
				return err
			}
		case e.IsDir():
			a.ps.Errorf(place, "move what is in it further up", "the folder lies too deep")
		case inside == "" && slices.Contains(editionFiles, e.Name()):
		case hasSuffix(strings.ToLower(e.Name()), ".yaml", ".yml", ".md", ".markdown"):
			if inside == "" {
				a.content.stray(a.folder, e, editionFiles, a.ps)
			}
		default:
			if inside == "" {
				a.content.stray(a.folder, e, editionFiles, a.ps)
			}
			if err := a.add(name, place); err != nil {
				return err
			}
		}
	}
	return nil
}

// add takes a file that can be copied.
func (a *assets) add(name string, place edition.Place) error {
	err := a.content.regular(path.Join(a.folder, name))
	var no *refused
	switch {
	case err == nil:
		a.found = append(a.found, name)
	case errors.As(err, &no):
		hint := no.hint
		if info, serr := a.content.root.Stat(path.Join(a.folder, name)); serr == nil && info.IsDir() {
			no, hint = &refused{text: "a symbolic link to a folder is not followed"}, "put the folder itself here"
		}
		a.ps.Errorf(place, hint, "%s", no.text)
	case errors.Is(err, fs.ErrNotExist): // gone since the folder was listed
	default:
		return err
	}
	return nil
}
