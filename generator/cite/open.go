package cite

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"gloss/generator/edition"
	"gloss/layouts/styles"
)

// BuiltIn is the name of the style that Open("") opens.
const BuiltIn = "gloss-notes"

// systemFolder is where Debian's packages citation-style-language-styles and
// -locales keep their files. Tests have their own.
var systemFolder = "/usr/share/citation-style-language"

// Open opens a style. "" is the built-in notes-and-bibliography style. A name is
// looked for in the folders given, then among the built-in styles, then among
// those the system has; the address by which a style identifies itself
// (http://www.zotero.org/styles/apa) is as good as its name. What ends in .csl or
// holds a slash is the path of a file. A dependent style stands for the one that
// it names, which is looked for in all these places. So are the locales
// (locales-xx-XX.xml), beside the file first; what they lack is English.
//
// An error is a [*NotFoundError], or, where the style's author has something to
// mend, a [*ProblemError]; any other is what the machine refused.
func Open(style string, folders ...string) (*Style, error) {
	name := cmp.Or(style, BuiltIn)
	var places []place
	switch {
	case strings.Contains(name, "://"):
		name = path.Base(name)
	case strings.HasSuffix(name, ".csl") || strings.ContainsRune(filepath.ToSlash(name), '/'):
		places = []place{folderPlace(filepath.Dir(name))}
		name = strings.TrimSuffix(filepath.Base(name), ".csl")
		if _, _, err := find(name+".csl", places); err != nil { // nor is one of that name elsewhere meant
			return nil, notFound(style, style, err, places)
		}
	}
	for _, f := range folders {
		places = append(places, folderPlace(f))
	}
	places = append(places, place{fs: styles.FS})
	for _, f := range []string{"styles", "styles/dependent", "locales"} {
		places = append(places, folderPlace(filepath.Join(systemFolder, filepath.FromSlash(f))))
	}
	return open(name, places)
}

// OpenIn opens the style NAME.csl from the first folder that has it. Locales
// (locales-xx-XX.xml) are looked for in the folders in the same order.
func OpenIn(name string, folders ...fs.FS) (*Style, error) {
	places := make([]place, len(folders))
	for i, f := range folders {
		places[i].fs = f
	}
	return open(name, places)
}

// place is a folder of styles and locales.
type place struct {
	fs   fs.FS
	name string // path of the folder, for problems; empty: files are named alone
}

func folderPlace(name string) place { return place{os.DirFS(name), name} }

func open(name string, places []place) (*Style, error) {
	asked := name
	var dependent *Style // the style that was asked for, where it stands for another
	for range 3 {        // a dependent style names another, and no more
		data, file, err := find(name+".csl", places)
		if err != nil {
			return nil, notFound(name, asked, err, places)
		}
		s, problems := Read(file, data)
		if s == nil {
			return nil, &ProblemError{problems}
		}
		if s.Parent == "" || s.citation != nil {
			s.library = &localeLibrary{
				open: func(tag string) (string, []byte) {
					data, file, _ := find("locales-"+tag+".xml", places)
					return file, data
				},
				tags: func(lang string) []string { return localesOf(lang, places) },
			}
			if dependent != nil {
				s.ID, s.Title, s.Default = dependent.ID, dependent.Title, cmp.Or(dependent.Default, s.Default)
			}
			return s, nil
		}
		name, dependent = path.Base(s.Parent), s
	}
	return nil, fmt.Errorf("citation style %q: dependent styles name one another", name)
}

// find reads a file from the first place that has it, and names it.
func find(file string, places []place) (data []byte, name string, err error) {
	for _, p := range places {
		data, err := fs.ReadFile(p.fs, file)
		if err == nil {
			return data, filepath.ToSlash(filepath.Join(p.name, file)), nil
		}
		if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrInvalid) {
			return nil, "", err
		}
	}
	return nil, "", fs.ErrNotExist
}

// localesOf lists the tags of the locales that there are for a language.
func localesOf(lang string, places []place) (tags []string) {
	for _, p := range places {
		files, _ := fs.Glob(p.fs, "locales-"+lang+"*.xml")
		for _, f := range files {
			tag := strings.TrimSuffix(strings.TrimPrefix(f, "locales-"), ".xml")
			if tag == lang || strings.HasPrefix(tag, lang+"-") {
				tags = append(tags, tag)
			}
		}
	}
	slices.Sort(tags)
	return tags
}

// NotFoundError says that there is no style of a name.
type NotFoundError struct {
	Name string
	Near string // the style whose name is most like it; empty: none is
	For  string // the dependent style that stands for it; empty: it was asked for
}

func (e *NotFoundError) Error() string {
	if e.For != "" {
		return fmt.Sprintf("there is no citation style %q, for which %q stands", e.Name, e.For)
	}
	return fmt.Sprintf("there is no citation style %q", e.Name)
}

// notFound makes an error of the file of a style that could not be read; what was
// asked for may stand for it.
func notFound(name, asked string, err error, places []place) error {
	if !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("citation style %q: %w", name, err)
	}
	var known []string
	for _, p := range places {
		files, _ := fs.Glob(p.fs, "*.csl")
		known = append(known, files...)
	}
	slices.Sort(known)
	near := edition.Nearest(strings.TrimSuffix(filepath.Base(name), ".csl")+".csl", slices.Compact(known))
	e := &NotFoundError{Name: name, Near: strings.TrimSuffix(near, ".csl")}
	if name != asked {
		e.For = asked
	}
	return e
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

// Problems is what is wrong in the locale files that serve a language (BCP 47);
// what cannot be read of them is English.
func (s *Style) Problems(language string) edition.Problems { return s.words(language).problems }

// Labels are the words of a language (BCP 47) that authors put before a locator,
// in lower case and without a full stop, with CSL's names for them: "s" and
// "seite" for page. English has none of its own here: edition.ParseCitation knows
// them in every language.
func (s *Style) Labels(language string) map[string]string { return s.words(language).labels }

// words returns the locale of a language, made once.
func (s *Style) words(language string) *locale {
	tag := cmp.Or(s.Default, language, "en-US")
	if l, ok := s.made.Load(tag); ok {
		return l.(*locale)
	}
	l, _ := s.made.LoadOrStore(tag, s.locale(tag))
	return l.(*locale)
}
