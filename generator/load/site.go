package load

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode"

	"gloss/generator/edition"
	"gloss/generator/sidecar"
)

// Site is what stands across the editions, as written.
type Site struct {
	Settings edition.Settings
	Shared   []edition.Source // records for every edition
	Editions []string         // the folders that hold one, sorted
	Pages    []*edition.Page  // by slug
	Home     *edition.Page    // nil when there is no index.md
	Links    edition.Answers  // what was last found out about the pages that the site links to
}

// keys are those of the records that a text may cite.
type keys map[string]bool

func recordKeys(lists ...[]edition.Source) keys {
	all := keys{}
	for _, list := range lists {
		for i := range list {
			all[list[i].Key] = true
		}
	}
	return all
}

func (k keys) known(key string) bool { return k[key] }

// near is the key that may have been meant by another.
func (k keys) near(key string) string {
	return edition.Nearest(key, slices.Sorted(maps.Keys(k)))
}

// Site reads everything but the editions themselves.
func (c *Content) Site() (*Site, edition.Problems, error) {
	var ps edition.Problems
	s := &Site{}
	steps := []func(*Site, *edition.Problems) error{c.settings, c.shared, c.folders, c.pages, c.home, c.links}
	for _, step := range steps {
		if err := step(s, &ps); err != nil {
			return nil, ps, err
		}
	}
	return s, ps, nil
}

const settingsFile = "site.yaml"

func (c *Content) settings(s *Site, ps *edition.Problems) error {
	before := len(*ps)
	data, ok, err := c.text(settingsFile, ps)
	switch {
	case err != nil:
		return err
	case ok:
		var more edition.Problems
		s.Settings, more = sidecar.Settings(settingsFile, data)
		*ps = append(*ps, more...)
	case len(*ps) == before:
		hint := "make the file, with a line such as title: The Wartime Letters"
		if entries, _ := c.list(".", ps); slices.ContainsFunc(entries, named("site.yml")) {
			hint = "rename site.yml to site.yaml"
		}
		ps.Errorf(edition.Place{File: settingsFile}, hint, "there is no site.yaml")
	}
	return nil
}

func (c *Content) shared(s *Site, ps *edition.Problems) (err error) {
	s.Shared, err = c.sources(".", ps)
	return err
}

// sourceFiles are the names of files of sources, in the order they are read.
var sourceFiles = []string{"sources.yaml", "sources.json", "sources.bib", "sources.ris"}

// sources reads the sources of a folder.
func (c *Content) sources(folder string, ps *edition.Problems) ([]edition.Source, error) {
	var all []edition.Source
	for _, name := range sourceFiles {
		name = path.Join(folder, name)
		data, ok, err := c.text(name, ps)
		if err != nil {
			return nil, err
		}
		if ok {
			sources, more := sidecar.Sources(name, data)
			all, *ps = append(all, sources...), append(*ps, more...)
		}
	}
	return all, nil
}

// LinksFile is the name of the file that gloss links writes.
const LinksFile = "links.jsonl"

// links reads what is known of the pages that the site links to.
func (c *Content) links(s *Site, ps *edition.Problems) error {
	data, ok, err := c.text(LinksFile, ps)
	if err != nil || !ok {
		return err
	}
	answers, more := sidecar.Links(LinksFile, data)
	s.Links, *ps = answers, append(*ps, more...)
	return nil
}

// reserved are the folders that gloss makes in the site's root.
var reserved = map[string]bool{"sources": true, "names": true, "pages": true, "timeline": true, "search": true, "assets": true}

// EditionName says why a name does not do as that of an edition's folder and
// address, and which would; nil when it does.
func EditionName(name string) error {
	switch slug := edition.Slug(name); {
	case slug == "":
		return fmt.Errorf("%q does not do as an address: use letters, digits and hyphens", name)
	case slug != name:
		return fmt.Errorf("%q does not do as an address; %q would", name, slug)
	case reserved[name]:
		return fmt.Errorf("the name %q is taken by a page that gloss makes", name)
	}
	return nil
}

// folders finds the editions.
func (c *Content) folders(s *Site, ps *edition.Problems) error {
	entries, err := c.list(".", ps)
	if err != nil {
		return err
	}
	lower := map[string]string{}
	for _, e := range entries {
		name := e.Name()
		if !c.isFolder(name, e) {
			c.link(name, e, ps)
			c.stray(".", e, rootFiles, ps)
			continue
		}
		if name == "pages" {
			continue
		}
		essay, err := c.hasEssay(name, ps)
		if err != nil {
			return err
		}
		place := edition.Place{File: name}
		switch {
		case reserved[name]:
			ps.Errorf(place, "rename the folder", "the name “%s” is taken by a page that gloss makes", name)
		case !essay:
		case !fitForURL(name):
			ps.Errorf(place, renameHint(name), "the folder's name “%s” is not fit for an address", name)
		case lower[strings.ToLower(name)] != "":
			ps.Errorf(place, "rename one of them", "the folders “%s” and “%s” differ in capitals only, which many computers do not tell apart",
				lower[strings.ToLower(name)], name)
		default:
			lower[strings.ToLower(name)] = name
			s.Editions = append(s.Editions, name)
		}
	}
	if len(s.Editions) == 0 && ps.Errors() == 0 {
		ps.Warnf(edition.Place{File: settingsFile}, "make a folder with an essay.md, which begins with lines such as ---, title: The title, ---",
			"the site has no edition")
	}
	return nil
}

// link reports a symbolic link that leads nowhere or out of the content.
func (c *Content) link(name string, e fs.DirEntry, ps *edition.Problems) {
	var no *refused
	if e.Type()&fs.ModeSymlink != 0 && !slices.Contains(rootFiles, name) && errors.As(c.regular(name), &no) {
		ps.Errorf(edition.Place{File: name}, no.hint, "%s", no.text)
	}
}

// EssayFile is the name of the essay in an edition's folder.
const EssayFile = "essay.md"

// hasEssay reports whether a folder is an edition. It says so when a folder
// seems to be meant for one.
func (c *Content) hasEssay(folder string, ps *edition.Problems) (bool, error) {
	entries, err := c.list(folder, ps)
	if err != nil {
		return false, err
	}
	var ours, markdown string
	for _, e := range entries {
		switch name := e.Name(); {
		case name == EssayFile:
			return true, nil
		case strings.EqualFold(path.Ext(name), ".md"), strings.EqualFold(path.Ext(name), ".markdown"):
			markdown = name
		case slices.Contains(editionFiles, name), name == "annotations":
			ours = name
		}
	}
	switch {
	case markdown != "":
		ps.Warnf(edition.Place{File: folder}, "rename "+markdown+" to essay.md, or move it to pages/ if it is a plain page", "the folder has no essay.md and is left out")
	case ours != "":
		ps.Warnf(edition.Place{File: folder}, "put the essay into "+folder+"/essay.md", "the folder has %s but no essay.md, and is left out", ours)
	case len(entries) == 0:
		ps.Warnf(edition.Place{File: folder}, "put the essay into "+folder+"/essay.md, or remove the folder", "the folder is empty")
	}
	return false, nil
}

// fitForURL reports whether a name can stand in an address as it is, on every
// computer, beside the files that gloss makes.
func fitForURL(name string) bool {
	for _, r := range name {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r) && r != '-' && r != '_' {
			return false
		}
	}
	return name != ""
}

func renameHint(name string) string {
	if slug := edition.Slug(name); slug != "" {
		return "rename it to " + slug
	}
	return "use letters, digits, - and _"
}

// rootFiles are gloss's own files in the content folder.
var rootFiles = slices.Concat([]string{settingsFile, "index.md"}, sourceFiles, []string{"names.yaml", LinksFile})

// editionFiles are gloss's own files in an edition's folder.
var editionFiles = slices.Concat([]string{EssayFile, "annotations.yaml"}, sourceFiles, []string{LockFile})

// misnamed holds what people call gloss's files.
var misnamed = map[string]string{
	"notes.yaml": "annotations.yaml", "comments.yaml": "annotations.yaml", "references.yaml": "sources.yaml", "bibliography.yaml": "sources.yaml",
	"references.json": "sources.json", "bibliography.json": "sources.json", "references.bib": "sources.bib", "config.yaml": settingsFile,
	"_config.yaml": settingsFile, "settings.yaml": settingsFile, "home.md": "index.md", "essay.markdown": EssayFile, "essay.txt": EssayFile,
}

// stray warns of a file that looks like one of gloss's own and is none.
func (c *Content) stray(folder string, e fs.DirEntry, own []string, ps *edition.Problems) {
	name := e.Name()
	ext := strings.ToLower(path.Ext(name))
	if slices.Contains(own, name) {
		if name == "names.yaml" {
			ps.Warnf(edition.Place{File: path.Join(folder, name)}, "", "names.yaml is not read yet")
		}
		return
	}
	yaml := ext == ".yaml" || ext == ".yml"
	candidate := strings.TrimSuffix(strings.ToLower(name), ext) + strings.Replace(ext, ".yml", ".yaml", 1)
	meant := misnamed[candidate]
	if !slices.Contains(own, meant) {
		meant = edition.Nearest(candidate, own)
	}
	if meant == "" && (ext == ".bib" || ext == ".ris") { // whatever it is called
		meant = "sources" + ext
	}
	place := edition.Place{File: path.Join(folder, name)}
	switch {
	case meant != "" && (yaml || ext == ".md" || ext == ".json" || ext == ".bib" || ext == ".ris" || ext == ".markdown"):
		ps.Warnf(place, "rename it to "+meant, "the file is not read")
	case yaml:
		ps.Warnf(place, "the files here are "+strings.Join(own, ", "), "the file is not read")
	case ext == ".md" && !readme[strings.ToLower(name)]:
		hint := "move it to pages/ if it is a plain page, or into a folder as essay.md"
		if folder != "." {
			hint = "an edition's text is essay.md; rename the file, or begin its name with a dot"
		}
		ps.Warnf(place, hint, "the file is not read")
	}
}

// readme are Markdown files that are no part of a site wherever they lie.
var readme = map[string]bool{"readme.md": true, "license.md": true, "contributing.md": true, "changelog.md": true, "todo.md": true}

func named(name string) func(fs.DirEntry) bool {
	return func(e fs.DirEntry) bool { return e.Name() == name }
}
