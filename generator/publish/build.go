// Package publish makes the site: content is loaded, resolved, rendered and
// written, in this order and along this one path. To check is to stop before
// rendering; to preview is to go the same way again for what has changed, and to
// hand out the files instead of writing them.
package publish

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync/atomic"

	"gloss/generator/edition"
	"gloss/generator/render"
	"gloss/generator/resolve"
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
	*works
	context context.Context
	out     output

	newest   newest
	outlines []*resolve.Outline // by edition, in the order of site.Editions; nil for a draft left out
	found    []edition.Problems // by edition
	drafted  [][]string         // by edition: what a draft cites that is left out
	general  edition.Problems   // of the site as a whole
	failed   atomic.Bool        // an error has been found: render no more
	pages    atomic.Int64
}

func prepare(ctx context.Context, o Options) (*build, error) {
	w, err := openWorks(o)
	if err != nil {
		return nil, err
	}
	out, err := openOutput(o, w.content)
	return &build{works: w, context: ctx, out: out}, err
}

func (b *build) run() error {
	if err := b.openSite(); err != nil {
		return err
	}
	b.outlines = make([]*resolve.Outline, len(b.site.Editions))
	b.found = make([]edition.Problems, len(b.site.Editions))
	b.drafted = make([][]string, len(b.site.Editions))
	all := make([]int, len(b.site.Editions))
	for i := range all {
		all[i] = i
	}
	if err := parallel(all, b.edition); err != nil {
		return err
	}
	if err := b.again(); err != nil {
		return err
	}
	b.scope.Drafts = map[string]bool{}
	for _, key := range slices.Concat(b.drafted...) {
		b.scope.Drafts[key] = true
	}
	site, problems := resolve.Site(b.finished(), b.site.Pages, b.site.Home, &b.scope)
	b.general = problems
	if b.CheckOnly || b.allProblems().Errors() > 0 {
		return nil
	}
	site.Newest = b.newest.editions
	return parallel(b.layouts.Site(site), b.put)
}

// edition takes one edition the whole way. Only an outline of it is kept.
func (b *build) edition(i int) error {
	m, err := b.make(b.context, b.site.Editions[i])
	if err != nil {
		return err
	}
	b.outlines[i], b.found[i], b.drafted[i] = m.outline, m.problems, m.drafted
	if m.problems.Errors() > 0 {
		b.failed.Store(true)
	}
	waits := m.outline != nil && m.outline.Abroad && b.scope.Index == nil
	if m.edition == nil || b.CheckOnly || b.failed.Load() || waits {
		return nil
	}
	b.newest.offer(m.edition)
	for _, file := range b.layouts.Edition(&b.scope.Settings, m.edition) {
		if err := b.put(file); err != nil {
			return err
		}
	}
	return nil
}

// again finishes the editions that refer to others, and those they refer to,
// now that all are known.
func (b *build) again() error {
	b.scope.Index = resolve.Join(b.finished(), append(slices.Clip(b.site.Pages), b.site.Home), &b.scope)
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
	return parallel(which, b.edition)
}

// finished lists the outlines there are.
func (b *build) finished() []*resolve.Outline {
	return slices.DeleteFunc(slices.Clone(b.outlines), func(o *resolve.Outline) bool { return o == nil })
}

func (b *build) put(f render.File) error {
	if strings.HasSuffix(f.Path, ".html") {
		b.pages.Add(1)
	}
	return b.out.put(f)
}

// allProblems lists what was found, sorted.
func (b *build) allProblems() edition.Problems {
	return slices.Concat(slices.Concat(b.found...), b.shared, b.general).Sorted()
}

func (b *build) report() Report {
	r := Report{Pages: int(b.pages.Load()), Bytes: b.out.size()}
	for _, o := range b.finished() {
		r.Editions++
		r.Notes += o.Card.Notes
	}
	return r
}
