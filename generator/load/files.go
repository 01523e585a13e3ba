package load

import (
	"errors"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"gloss/generator/edition"
)

// files looks up what an essay, its notes or a page show and link to.
type files struct {
	content *Content
	site    *Site
	folder  string   // of the file that shows them
	edition bool     // the folder is an edition's
	own     []string // files of an edition's folder that are copied anyway
	sizes   map[string]edition.Size
	used    []string // files relative to the folder that must be copied for the page
}

// all looks up the images and the linked files of a document and its footnotes.
func (f *files) all(doc *edition.Document, ps *edition.Problems) error {
	for i := range doc.Flow {
		piece := &doc.Flow[i]
		at := func() edition.Place { return doc.Place(piece.Source) }
		var err error
		switch {
		case piece.URL == "":
		case piece.Kind == edition.Image:
			err = f.image(piece.URL, at, ps)
		case piece.Kind == edition.Link:
			err = f.link(piece.URL, at, ps)
		}
		if err != nil {
			return err
		}
	}
	for _, note := range doc.Footnotes {
		if err := f.all(note.Body, ps); err != nil {
			return err
		}
	}
	return nil
}

// locate turns an address into a path relative to the content folder. One that
// begins with a slash starts there, any other in the file's folder.
func (f *files) locate(u *url.URL) (file string, inside bool) {
	file = path.Join(f.folder, u.Path)
	if strings.HasPrefix(u.Path, "/") {
		file = path.Clean(strings.TrimPrefix(u.Path, "/"))
	}
	return file, file != ".." && !strings.HasPrefix(file, "../")
}

// image looks up an image by its address as written.
func (f *files) image(address string, at func() edition.Place, ps *edition.Problems) error {
	if _, seen := f.sizes[address]; seen {
		return nil
	}
	u, err := url.Parse(address)
	switch {
	case err != nil, u.Scheme == "" && u.Host == "" && u.Path == "":
		ps.Errorf(at(), "write the name of a file of this folder", "“%s” is not the name of a file", address)
		return nil
	case u.Scheme == "data":
		return nil
	case u.Scheme != "" || u.Host != "":
		ps.Errorf(at(), "save it beside the essay and name the file", "an image on another site: a page of gloss sends its readers' browsers nowhere else")
		return nil
	}
	file, inside := f.locate(u)
	if !inside {
		ps.Errorf(at(), "put the image beside the essay", "“%s” lies outside of the content folder", u.Path)
		return nil
	}
	switch there, err := f.there(file); {
	case err != nil:
		return err
	case !there:
		hint, err := f.lost(file, u.Path)
		ps.Errorf(at(), hint, "there is no image “%s”", u.Path)
		return err
	case !f.published(file):
		ps.Errorf(at(), "move the image into the folder "+f.folder, "the image “%s” lies in no edition and is not published", file)
		return nil
	}
	size, err := f.content.size(file)
	var no *refused
	if errors.As(err, &no) {
		ps.Warnf(at(), no.hint, "“%s”: %s", u.Path, no.text)
		err = nil
	}
	f.sizes[address] = size
	return err
}

// link looks up a file that is linked to. An address without an extension, or
// with one of those that gloss makes, is that of a page, and not looked up here.
func (f *files) link(address string, at func() edition.Place, ps *edition.Problems) error {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" || strings.HasSuffix(u.Path, "/") {
		return nil
	}
	file, inside := f.locate(u)
	ext := strings.ToLower(path.Ext(file))
	if ext == "" || !inside || madeKinds[ext] || slices.Contains(sourceFiles, path.Base(file)) {
		return nil
	}
	switch there, err := f.there(file); {
	case err != nil:
		return err
	case ext == ".md":
		ps.Warnf(at(), "write "+pageOf(u.Path), "a link to a file of Markdown, which is not published as such")
	case !there:
		hint, err := f.lost(file, u.Path)
		ps.Warnf(at(), hint, "there is no file “%s”", u.Path)
		return err
	case !f.published(file):
		ps.Warnf(at(), "move the file into the folder "+f.folder, "the file “%s” lies in no edition and is not published", file)
	}
	return nil
}

// madeKinds are the extensions of files that gloss makes.
var madeKinds = map[string]bool{".html": true, ".xml": true, ".jsonld": true, ".bib": true}

// pageOf is the address of the page that a file of Markdown becomes.
func pageOf(file string) string {
	if base := path.Base(file); base == EssayFile || base == "index.md" {
		return strings.TrimSuffix(file, base)
	}
	return strings.TrimSuffix(file, path.Ext(file)) + "/"
}

// there reports whether a file exists under exactly this name, whatever the
// computer thinks of capitals.
func (f *files) there(file string) (bool, error) {
	if inside, ok := strings.CutPrefix(file, f.folder+"/"); ok && f.edition {
		return slices.Contains(f.own, inside), nil
	}
	names, err := f.beside(file)
	return slices.Contains(names, path.Base(file)) && f.content.regular(file) == nil, err
}

// beside lists the names in the folder of a file.
func (f *files) beside(file string) ([]string, error) {
	var unsaid edition.Problems // a folder that is none has no files
	entries, err := f.content.list(path.Dir(file), &unsaid)
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names, err
}

// published reports whether a file gets into the site: it lies in a folder of an
// edition, which is copied, or beside a plain page, which then copies it.
func (f *files) published(file string) bool {
	top, _, _ := strings.Cut(file, "/")
	if slices.Contains(f.site.Editions, top) {
		return true
	}
	inside := file
	if f.folder != "." {
		var ok bool
		if inside, ok = strings.CutPrefix(file, f.folder+"/"); !ok {
			return false
		}
	}
	if !slices.Contains(f.used, inside) {
		f.used = append(f.used, inside)
		slices.Sort(f.used)
	}
	return true
}

// lost says where a file may be that is not where it should.
func (f *files) lost(file, written string) (hint string, err error) {
	names, written := f.own, path.Clean(written)
	if _, inside := strings.CutPrefix(file, f.folder+"/"); !inside || !f.edition {
		if names, err = f.beside(file); err != nil {
			return "", err
		}
		for i := range names {
			names[i] = path.Join(path.Dir(written), names[i])
		}
	}
	near := nearestFile(written, names)
	switch {
	case near == "":
		return "put the file there, or mend the name", nil
	case norm.NFC.String(near) == norm.NFC.String(written):
		return "rename the file: its accents are characters of their own, as macOS writes them, and other computers tell the two apart", nil
	case strings.EqualFold(near, written):
		return "write “" + near + "”: capitals count", nil
	}
	return "did you mean “" + near + "”?", nil
}

// nearestFile finds the file that was meant: the one whose name differs in how
// accents are written, or in capitals, one of the same name in another folder or of another kind, one that
// is spelt nearly so.
func nearestFile(name string, files []string) string {
	base := func(s string) string { return strings.ToLower(path.Base(s)) }
	stem := func(s string) string { return strings.TrimSuffix(base(s), path.Ext(base(s))) }
	for _, same := range []func(file string) bool{
		func(file string) bool { return norm.NFC.String(file) == norm.NFC.String(name) },
		func(file string) bool { return strings.EqualFold(file, name) },
		func(file string) bool { return base(file) == base(name) },
		func(file string) bool { return stem(file) == stem(name) },
	} {
		if i := slices.IndexFunc(files, same); i >= 0 {
			return files[i]
		}
	}
	return edition.Nearest(name, files)
}
