package cite

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"gloss/generator/edition"
	"gloss/layouts/styles"
)

// BuiltIn is the name of the style that Open("") opens.
const BuiltIn = "gloss-notes"

// systemFolder is where Debian's packages citation-style-language-styles and
// -locales keep their files.
const systemFolder = "/usr/share/citation-style-language"

// Open opens a style by name or path: "" is the built-in notes-and-bibliography
// style; a path ends in .csl; any other name is looked up among the built-in
// styles and then among those the system has. The locales beside a style serve
// it, then the system's, then the built-in English one. An error that the
// style's author has to mend is a [*ProblemError].
func Open(style string) (*Style, error) {
	if style == "" {
		style = BuiltIn
	}
	sources := []fs.FS{styles.FS}
	name := strings.TrimSuffix(style, ".csl")
	if strings.HasSuffix(style, ".csl") {
		sources = append([]fs.FS{os.DirFS(filepath.Dir(style))}, sources...)
		name = strings.TrimSuffix(filepath.Base(style), ".csl")
	}
	sources = append(sources, os.DirFS(systemFolder+"/styles"), os.DirFS(systemFolder+"/styles/dependent"), os.DirFS(systemFolder+"/locales"))
	return OpenIn(name, sources...)
}

// OpenIn opens the style NAME.csl from the first folder that has it. Locales
// (locales-xx-XX.xml) are looked for in the folders in the same order.
func OpenIn(name string, folders ...fs.FS) (*Style, error) {
	for range 3 { // a dependent style names another, and no more
		data, err := find(name+".csl", folders)
		if err != nil {
			return nil, fmt.Errorf("no citation style %q: %w", name, err)
		}
		s, problems := Read(name+".csl", data)
		if s == nil {
			return nil, &ProblemError{problems}
		}
		if s.Parent == "" || s.citation != nil {
			s.library = &localeLibrary{open: func(tag string) []byte {
				data, _ := find("locales-"+tag+".xml", folders)
				return data
			}}
			return s, nil
		}
		name = path.Base(s.Parent)
	}
	return nil, fmt.Errorf("citation style %q: dependent styles name one another", name)
}

func find(file string, folders []fs.FS) ([]byte, error) {
	for _, f := range folders {
		data, err := fs.ReadFile(f, file)
		if err == nil {
			return data, nil
		}
		if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrInvalid) {
			return nil, err
		}
	}
	return nil, fs.ErrNotExist
}

// ProblemError is what is wrong in a style file.
type ProblemError struct{ Problems edition.Problems }

func (e *ProblemError) Error() string {
	if len(e.Problems) == 0 {
		return "not a citation style"
	}
	p := e.Problems[0]
	return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Text)
}

// words returns the locale of a language, made once.
func (s *Style) words(language string) *locale {
	tag := s.Default
	if tag == "" {
		tag = language
	}
	if tag == "" {
		tag = "en-US"
	}
	if l, ok := s.made.Load(tag); ok {
		return l.(*locale)
	}
	l, _ := s.made.LoadOrStore(tag, s.locale(tag))
	return l.(*locale)
}
