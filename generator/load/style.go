package load

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"gloss/generator/cite"
	"gloss/generator/edition"
)

// Style opens the citation style that the settings name: by a path from the
// content folder, or by a name, which is looked for in the folder of the site's
// own styles first, unless that is empty. Where the style cannot be used there is
// a problem, and the built-in one serves.
func (c *Content) Style(s *edition.Settings, own string) (*cite.Style, edition.Problems, error) {
	var ps edition.Problems
	at := s.At["style"]
	name, hint := s.Style, "put its file beside the styles of the layouts, or leave “style” out for the built-in one"
	if strings.HasSuffix(name, ".csl") || strings.Contains(name, "/") && !strings.Contains(name, "://") {
		hint = "a path begins in the folder of site.yaml"
		if name = filepath.FromSlash(name); !filepath.IsAbs(name) {
			name = filepath.Join(c.root.Name(), name)
		}
	}
	var folders []string
	if own != "" {
		folders = append(folders, own)
	}
	style, err := cite.Open(name, folders...)
	var none *cite.NotFoundError
	var wrong *cite.ProblemError
	switch {
	case err == nil:
		return style, ps, nil
	case errors.As(err, &none):
		if none.Near != "" {
			hint = "did you mean “" + none.Near + "”?"
		}
		ps.Errorf(at, hint, "there is no citation style “%s”", s.Style)
	case errors.As(err, &wrong):
		for _, p := range wrong.Problems {
			p.File = c.nameOf(p.File)
			ps = append(ps, p)
		}
		ps.Errorf(at, "mend it, or leave “style” out for the built-in one", "the citation style “%s” cannot be used", s.Style)
	default:
		ps.Errorf(at, "leave “style” out for the built-in one", "the citation style “%s” cannot be used: %v", s.Style, err)
	}
	if style, err = cite.Open(""); err != nil {
		err = fmt.Errorf("opening the built-in citation style: %w", err)
	}
	return style, ps, err
}

// nameOf names a file as problems do, from the content folder.
func (c *Content) nameOf(file string) string {
	here, err := filepath.Abs(c.root.Name())
	there, err2 := filepath.Abs(file)
	if name, err3 := filepath.Rel(here, there); errors.Join(err, err2, err3) == nil {
		file = name
	}
	return filepath.ToSlash(file)
}
