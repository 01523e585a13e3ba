package load

import (
	"errors"
	"net/url"
	"path"
	"slices"
	"strings"

	"gloss/generator/edition"
)

// pictures looks up the images that an essay, its notes or a page show.
type pictures struct {
	content *Content
	site    *Site
	folder  string   // of the file that shows them
	edition bool     // the folder is an edition's
	own     []string // files of an edition's folder that are copied anyway
	sizes   map[string]edition.Size
	used    []string // files relative to the folder that must be copied for the page
}

// all looks up the images of a document and its footnotes.
func (p *pictures) all(doc *edition.Document, ps *edition.Problems) error {
	for i := range doc.Flow {
		if piece := &doc.Flow[i]; piece.Kind == edition.Image && piece.URL != "" {
			if err := p.one(piece.URL, doc.Place(piece.Source), ps); err != nil {
				return err
			}
		}
	}
	for _, f := range doc.Footnotes {
		if err := p.all(f.Body, ps); err != nil {
			return err
		}
	}
	return nil
}

// one looks up an image by its address as written.
func (p *pictures) one(address string, at edition.Place, ps *edition.Problems) error {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		ps.Errorf(at, "write the name of a file of this folder", "“%s” is not the name of a file", address)
		return nil
	case u.Scheme == "data":
		return nil
	case u.Scheme != "" || u.Host != "":
		ps.Errorf(at, "save it beside the essay and name the file", "an image on another site: a page of gloss sends its readers' browsers nowhere else")
		return nil
	case u.Path == "":
		ps.Errorf(at, "write the name of a file of this folder", "an image without a file")
		return nil
	}
	file := path.Join(p.folder, u.Path) // relative to the content folder
	if strings.HasPrefix(u.Path, "/") {
		file = path.Clean(strings.TrimPrefix(u.Path, "/"))
	}
	if file == ".." || strings.HasPrefix(file, "../") {
		ps.Errorf(at, "put the image beside the essay", "“%s” lies outside of the content folder", u.Path)
		return nil
	}
	if _, seen := p.sizes[address]; seen {
		return nil
	}
	if there, err := p.there(file); err != nil || !there {
		if err == nil {
			err = p.lost(file, u.Path, at, ps)
		}
		return err
	}
	if !p.published(file) {
		ps.Errorf(at, "move the image into the folder "+p.folder, "the image “%s” lies in no edition and is not published", file)
		return nil
	}
	size, err := p.content.size(file)
	var no *refused
	if errors.As(err, &no) {
		ps.Warnf(at, no.hint, "“%s”: %s", u.Path, no.text)
		err = nil
	}
	p.sizes[address] = size
	return err
}

// there reports whether a file exists under exactly this name, whatever the
// computer thinks of capitals.
func (p *pictures) there(file string) (bool, error) {
	if inside, ok := strings.CutPrefix(file, p.folder+"/"); ok && p.edition {
		return slices.Contains(p.own, inside), nil
	}
	entries, err := p.content.list(path.Dir(file))
	if err != nil {
		return false, notThere(err)
	}
	for _, e := range entries {
		if e.Name() == path.Base(file) {
			return p.content.regular(file) == nil, nil
		}
	}
	return false, nil
}

// notThere takes an error of looking into a folder that is none for what it
// says.
func notThere(err error) error {
	var no *refused
	if err == nil || missing(err) || errors.As(err, &no) || strings.Contains(err.Error(), "not a directory") || strings.Contains(err.Error(), "escapes") {
		return nil
	}
	return err
}

// published reports whether an image gets into the site: it lies in a folder of
// an edition, which is copied, or beside a plain page, which then copies it.
func (p *pictures) published(file string) bool {
	top, _, _ := strings.Cut(file, "/")
	if slices.Contains(p.site.Editions, top) {
		return true
	}
	inside := file
	if p.folder != "." {
		var ok bool
		if inside, ok = strings.CutPrefix(file, p.folder+"/"); !ok {
			return false
		}
	}
	if !slices.Contains(p.used, inside) {
		p.used = append(p.used, inside)
		slices.Sort(p.used)
	}
	return true
}

// lost reports an image that is not there, and where it may be.
func (p *pictures) lost(file, written string, at edition.Place, ps *edition.Problems) error {
	files := p.own
	if _, inside := strings.CutPrefix(file, p.folder+"/"); !inside || !p.edition {
		entries, err := p.content.list(path.Dir(file))
		if err = notThere(err); err != nil {
			return err
		}
		files = make([]string, len(entries))
		for i, e := range entries {
			files[i] = path.Join(path.Dir(written), e.Name())
		}
	}
	hint := "put the file there, or mend the name"
	switch near := nearestFile(path.Clean(written), files); {
	case near != "" && strings.EqualFold(near, path.Clean(written)):
		hint = "write “" + near + "”: capitals count"
	case near != "":
		hint = "did you mean “" + near + "”?"
	}
	ps.Errorf(at, hint, "there is no image “%s”", written)
	return nil
}

// nearestFile finds the file that was meant: the one whose name differs in
// capitals, one of the same name in another folder or of another kind, one that
// is spelt nearly so.
func nearestFile(name string, files []string) string {
	base := func(s string) string { return strings.ToLower(path.Base(s)) }
	stem := func(s string) string { return strings.TrimSuffix(base(s), path.Ext(base(s))) }
	for _, same := range []func(file string) bool{
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
