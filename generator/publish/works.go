package publish

import (
	"context"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gloss/generator/edition"
	"gloss/generator/load"
	"gloss/generator/render"
	"gloss/generator/resolve"
	"gloss/layouts"
)

// works is where a site is made: its content and layouts, and what every
// edition shares. A build goes through it once, a preview again and again.
type works struct {
	Options
	content *load.Content
	layouts *render.Layouts
	site    *load.Site
	scope   resolve.Scope
	drafts  bool             // drafts are made too: as [Options] want it, and in a preview
	shared  edition.Problems // of what every edition shares
}

func openWorks(o Options) (*works, error) {
	content, err := load.Open(o.Content)
	if err != nil {
		return nil, err
	}
	w := &works{Options: o, content: content, drafts: o.Draft}
	return w, w.openLayouts()
}

// openLayouts reads the templates. The ones that were read before stay when
// there is an error.
func (w *works) openLayouts() error {
	var files fs.FS = layouts.FS
	if w.Layouts != "" {
		files = os.DirFS(w.Layouts)
	}
	read, err := render.Open(files)
	if err == nil {
		w.layouts = read
	}
	return err
}

// openSite reads what every edition shares. The scope has no index yet.
func (w *works) openSite() error {
	site, problems, err := w.content.Site()
	if err != nil {
		return err
	}
	w.site, w.shared = site, problems
	if w.URL != "" {
		site.Settings.URL = w.URL
	}
	if site.Settings.URL != "" && !strings.HasSuffix(site.Settings.URL, "/") {
		site.Settings.URL += "/"
	}
	w.checkWords()
	own := ""
	if w.Layouts != "" {
		own = filepath.Join(w.Layouts, "styles")
	}
	style, problems, err := w.content.Style(&site.Settings, own)
	if err != nil {
		return err
	}
	w.shared = append(w.shared, problems...)
	w.scope = resolve.Scope{
		Settings: site.Settings, Shared: site.Shared, Editions: site.Editions,
		Style: style, Links: site.Links, Draft: w.Draft,
	}
	return nil
}

// checkWords warns of words that the interface does not have.
func (w *works) checkWords() {
	known := render.WordKeys()
	for _, key := range slices.Sorted(maps.Keys(w.site.Settings.Words)) {
		if slices.Contains(known, key) {
			continue
		}
		hint := edition.DidYouMean(key, known)
		if hint == "" {
			hint = "the words are " + strings.Join(known, ", ")
		}
		w.shared.Warnf(w.site.Settings.At["words"], hint, "the interface has no word “%s”", key)
	}
}

// made is an edition that was loaded and resolved. One that cannot be read has
// only problems, and so has a draft that is left out.
type made struct {
	manuscript *edition.Manuscript
	edition    *edition.Edition
	outline    *resolve.Outline
	problems   edition.Problems
	drafted    []string // what a draft cites that is left out
}

// make takes an edition from its files to the finished value.
func (w *works) make(ctx context.Context, id string) (m made, err error) {
	if err := ctx.Err(); err != nil {
		return m, err
	}
	m.manuscript, m.problems, err = w.content.Edition(id, w.site)
	if err != nil || m.manuscript == nil {
		return m, err
	}
	if m.manuscript.Front.Draft && !w.drafts {
		return made{problems: m.problems, drafted: resolve.Cites(m.manuscript)}, nil
	}
	var more edition.Problems
	m.edition, m.outline, more = resolve.Edition(m.manuscript, &w.scope)
	m.problems = append(m.problems, more...)
	return m, nil
}
