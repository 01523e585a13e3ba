// Package publish makes the site: content is loaded, resolved, rendered and
// written, in this order and along this one path. To check is to stop before
// rendering; to preview is to take the files instead of writing them.
package publish

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"gloss/generator/cite"
	"gloss/generator/edition"
	"gloss/generator/load"
	"gloss/generator/render"
	"gloss/generator/resolve"
	"gloss/layouts"
)

// Options say what to build and where.
type Options struct {
	Content string // the content folder
	Layouts string // the layouts folder; empty: the ones inside the program
	Out     string // the folder that is replaced whole
	URL     string // base address, over the one in site.yaml
	Draft   bool   // publish drafts, and leave out notes that have no place
	// CheckOnly stops before rendering.
	CheckOnly bool
	// Emit takes the files instead of Out, one at a time. A File with Copy
	// set is to be read from the content folder.
	Emit func(render.File) error
}

// Report says what was built.
type Report struct {
	Editions, Pages, Notes int
	Bytes                  int64
}

// errProblems stops rendering when there is something to report instead.
var errProblems = errors.New("the content has problems")

// Build makes the site. When problems hold an error nothing is published, and
// the site that stands is left as it is. The error is what the machine refused.
func Build(ctx context.Context, o Options) (Report, edition.Problems, error) {
	b, err := prepare(ctx, o)
	if err != nil {
		return Report{}, nil, err
	}
	defer b.out.discard()
	err = b.run()
	problems := b.allProblems()
	b.content.Excerpts(problems)
	if errors.Is(err, errProblems) {
		err = nil
	}
	if err != nil || problems.Errors() > 0 || o.CheckOnly {
		return b.report(), problems, err
	}
	return b.report(), problems, b.out.commit()
}

// build is a build under way.
type build struct {
	Options
	context context.Context
	content *load.Content
	layouts *render.Layouts
	out     output
	site    *load.Site
	scope   resolve.Scope

	newest   newest
	outlines []*resolve.Outline // by edition, in the order of site.Editions; nil for a draft left out
	found    []edition.Problems // by edition
	general  edition.Problems   // of the site as a whole
	failed   atomic.Bool        // an error has been found: render no more
	pages    atomic.Int64
}

func prepare(ctx context.Context, o Options) (*build, error) {
	content, err := load.Open(o.Content)
	if err != nil {
		return nil, err
	}
	var files fs.FS = layouts.FS
	if o.Layouts != "" {
		files = os.DirFS(o.Layouts)
	}
	b := &build{Options: o, context: ctx, content: content}
	if b.layouts, err = render.Open(files); err != nil {
		return nil, err
	}
	b.out, err = openOutput(o, content)
	return b, err
}

func (b *build) run() error {
	if err := b.openSite(); err != nil {
		return err
	}
	all := make([]int, len(b.site.Editions))
	for i := range all {
		all[i] = i
	}
	if err := b.editions(all); err != nil {
		return err
	}
	if err := b.again(); err != nil {
		return err
	}
	site, problems := resolve.Site(b.finished(), b.site.Pages, b.site.Home, &b.scope)
	b.general = append(b.general, problems...)
	if b.CheckOnly || b.allProblems().Errors() > 0 {
		return nil
	}
	site.Newest = b.newest.editions
	for file, err := range b.layouts.Site(site) {
		if err != nil {
			return err
		}
		if err := b.emit(file); err != nil {
			return err
		}
	}
	return nil
}

// openSite reads what every edition shares.
func (b *build) openSite() error {
	site, problems, err := b.content.Site()
	if err != nil {
		return err
	}
	b.site, b.general = site, problems
	if b.URL != "" {
		site.Settings.URL = b.URL
	}
	if site.Settings.URL != "" && !strings.HasSuffix(site.Settings.URL, "/") {
		site.Settings.URL += "/"
	}
	b.checkWords()
	style, err := cite.Open(site.Settings.Style)
	if err != nil {
		b.general.Errorf(site.Settings.At["style"], "leave “style” out for the built-in one", "the citation style “%s” cannot be used: %v", site.Settings.Style, err)
		if style, err = cite.Open(""); err != nil {
			return err
		}
	}
	b.scope = resolve.Scope{
		Settings: site.Settings, Shared: site.Shared, Editions: site.Editions,
		Style: style, Links: site.Links, Draft: b.Draft,
	}
	b.outlines = make([]*resolve.Outline, len(site.Editions))
	b.found = make([]edition.Problems, len(site.Editions))
	return nil
}

// checkWords warns of words that the interface does not have.
func (b *build) checkWords() {
	known := render.WordKeys()
	for _, key := range slices.Sorted(maps.Keys(b.site.Settings.Words)) {
		if slices.Contains(known, key) {
			continue
		}
		hint := edition.DidYouMean(key, known)
		if hint == "" {
			hint = "the words are " + strings.Join(known, ", ")
		}
		b.general.Warnf(b.site.Settings.At["words"], hint, "the interface has no word “%s”", key)
	}
}

// editions finishes and renders some of the editions, several at a time. Only
// an outline of each is kept.
func (b *build) editions(which []int) error {
	next := make(chan int)
	var workers sync.WaitGroup
	errs := make([]error, parallel(len(which)))
	for k := range errs {
		workers.Go(func() {
			for i := range next {
				if errs[k] == nil {
					errs[k] = b.edition(i)
				}
			}
		})
	}
	for _, i := range which {
		next <- i
	}
	close(next)
	workers.Wait()
	return errors.Join(errs...)
}

// edition takes one edition the whole way.
func (b *build) edition(i int) error {
	if err := b.context.Err(); err != nil {
		return err
	}
	manuscript, problems, err := b.content.Edition(b.site.Editions[i], b.site)
	if err != nil {
		return err
	}
	b.found[i] = problems
	if manuscript == nil {
		b.failed.Store(true)
		return nil
	}
	if manuscript.Front.Draft && !b.Draft {
		return nil
	}
	finished, outline, problems := resolve.Edition(manuscript, &b.scope)
	b.outlines[i] = outline
	b.found[i] = append(b.found[i], problems...)
	if b.found[i].Errors() > 0 {
		b.failed.Store(true)
	}
	waits := outline.Abroad && b.scope.Index == nil
	if b.CheckOnly || b.failed.Load() || waits {
		return nil
	}
	b.newest.offer(finished)
	for file, err := range b.layouts.Edition(&b.scope.Settings, finished) {
		if err != nil {
			return err
		}
		if err := b.emit(file); err != nil {
			return err
		}
	}
	return nil
}

// again finishes the editions that refer to others, and those they refer to,
// now that all are known.
func (b *build) again() error {
	b.scope.Index = resolve.Join(b.finished())
	var which []int
	for _, id := range b.scope.Index.Again() {
		i := slices.Index(b.site.Editions, id)
		which = append(which, i)
		if b.outlines[i].Abroad {
			continue // has not been rendered yet
		}
		if err := b.out.drop(id); err != nil {
			return err
		}
	}
	return b.editions(which)
}

// finished lists the outlines there are.
func (b *build) finished() []*resolve.Outline {
	out := make([]*resolve.Outline, 0, len(b.outlines))
	for _, o := range b.outlines {
		if o != nil {
			out = append(out, o)
		}
	}
	return out
}

func (b *build) emit(f render.File) error {
	if strings.HasSuffix(f.Path, ".html") {
		b.pages.Add(1)
	}
	return b.out.put(f)
}

// allProblems lists what was found, sorted.
func (b *build) allProblems() edition.Problems {
	all := b.general
	for _, ps := range b.found {
		all = append(all[:len(all):len(all)], ps...)
	}
	return all.Sorted()
}

func (b *build) report() Report {
	r := Report{Pages: int(b.pages.Load()), Bytes: b.out.size()}
	for _, o := range b.finished() {
		r.Editions++
		r.Notes += o.Card.Notes
	}
	return r
}
