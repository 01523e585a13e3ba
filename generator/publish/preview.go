package publish

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"
	"sync"

	"gloss/generator/edition"
	"gloss/generator/load"
	"gloss/generator/render"
	"gloss/generator/resolve"
)

// Preview is a site that is kept finished while its content changes. A change
// of one edition redoes that edition, and what others say of it; pages are made
// when somebody reads them. Mistakes do not stop it: what can be published is
// there to be read, drafts too, notes without a place in the tray.
//
// Its methods may be called from several goroutines.
type Preview struct {
	updating sync.Mutex // held by the one update under way, whose own the next four are
	works    *works
	index    *resolve.Index              // of the outlines as they were when last joined
	joined   map[string]*resolve.Outline // those
	owed     Changes                     // what the update before could not do

	settling sync.Mutex // held while what stands across the editions is finished

	mu      sync.Mutex // guards what follows
	shown   shown
	settled bool             // nothing has changed since that was done
	kept    map[string]*kept // by edition
	turns   int              // counts what is asked for, so that the latest is known
}

// shown is what pages are made of beside their edition. It is exchanged whole.
type shown struct {
	works    works
	site     *edition.Site
	problems edition.Problems       // of what stands across editions
	files    map[string]render.File // of site, by path; nil until one is asked for
}

// kept is what is kept of an edition. Manuscript and finished edition are
// dropped when nobody has asked for it for a while, and made again when somebody
// does.
type kept struct {
	made
	asked int  // the turn of the last who asked
	last  bool // it is the last good one: a file of it cannot be read now, so it could not be made again
}

// mostWhole is how many editions are kept whole: as many as an editor may have
// open, and few enough that a site of thousands stays small.
const mostWhole = 32

// Changes name what has changed since the last update, as slash-separated paths
// relative to the content and to the layouts.
type Changes struct {
	Everything       bool // what has changed is not known
	Content, Layouts []string
}

// Update says what an update has changed for those who look at pages.
type Update struct {
	Everything bool     // every page may be another
	Editions   []string // the pages of these may be
	Site       bool     // those that stand across the editions may be
	Styles     bool     // style sheets may be
}

// OpenPreview opens a site; the first [Preview.Update] makes it.
func OpenPreview(o Options) (*Preview, error) {
	o.Draft = false // what has no place is an error here as it is in a build
	w, err := openWorks(o)
	if err != nil {
		return nil, err
	}
	w.drafts = true
	return &Preview{works: w, kept: map[string]*kept{}}, nil
}

// Update makes anew the editions that depend on what has changed. It tells of
// each as soon as it is there, those first that somebody has looked at. What
// stands across the editions is finished by [Preview.Settle]. The error is what
// the machine refused; what was there before stays, and the next update does what
// this one could not. Tell is called from several goroutines.
func (p *Preview) Update(ctx context.Context, c Changes, tell func(Update)) error {
	p.updating.Lock()
	defer p.updating.Unlock()
	c.Everything = c.Everything || p.owed.Everything || p.works.site == nil
	c.Layouts = slices.Concat(p.owed.Layouts, c.Layouts)
	broken := p.openLayouts(c, tell) // pages go on with the ones there were
	err := p.update(ctx, c, tell)
	// What an update has done that was stopped on its way is not told from what it
	// has not.
	p.owed = Changes{Everything: err != nil}
	if broken != nil {
		p.owed.Layouts = []string{"."}
	}
	return errors.Join(broken, err)
}

func (p *Preview) update(ctx context.Context, c Changes, tell func(Update)) error {
	stale, across, err := p.stale(c)
	if err != nil {
		return err
	}
	p.works.scope.Index = p.index
	p.show(func(s *shown) { s.works = *p.works })
	if across {
		p.unsettle()
	}
	if err := p.remake(ctx, stale, tell); err != nil {
		return err
	}
	// What is made again may refer to others where it could not before; what an
	// edition is to others does not depend on them, so this ends.
	for {
		after := p.outlines()
		changed := differ(p.joined, after)
		if len(changed) == 0 && !across {
			p.joined = after
			return nil
		}
		across = false // but the pages may refer to others, once
		p.unsettle()
		if err := p.join(ctx, after, changed, tell); err != nil {
			return err
		}
	}
}

// unsettle says that what stands across the editions must be finished again.
func (p *Preview) unsettle() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.settled = false
}

// openLayouts reads the layouts again if they have changed. Where only style
// sheets have, pages are as they were.
func (p *Preview) openLayouts(c Changes, tell func(Update)) error {
	if !c.Everything && len(c.Layouts) == 0 {
		return nil
	}
	if err := p.works.openLayouts(); err != nil {
		return err
	}
	p.show(func(s *shown) { s.works.layouts, s.files = p.works.layouts, nil })
	style := func(name string) bool { return path.Ext(name) == ".css" }
	if !c.Everything && !slices.ContainsFunc(c.Layouts, func(name string) bool { return !style(name) }) {
		tell(Update{Styles: true})
	} else {
		tell(Update{Everything: true})
	}
	return nil
}

// stale finds the editions that a change makes necessary to make again, and
// whether what stands across the editions is concerned. What they share is read
// again when it may have changed.
func (p *Preview) stale(c Changes) (ids map[string]bool, across bool, err error) {
	ids = map[string]bool{}
	restyled := slices.ContainsFunc(slices.Concat(c.Content, c.Layouts), isCitationStyle)
	across = c.Everything || restyled || slices.ContainsFunc(c.Content, p.concernsAll)
	if across {
		was := p.works.site
		if err := p.works.openSite(); err != nil {
			return nil, false, err
		}
		p.forget()
		is := p.works.site
		same := was != nil && reflect.DeepEqual(was.Settings, is.Settings) && reflect.DeepEqual(was.Shared, is.Shared) &&
			reflect.DeepEqual(was.Links, is.Links)
		for _, id := range is.Editions {
			ids[id] = c.Everything || restyled || !same || !slices.Contains(was.Editions, id)
		}
	}
	for _, name := range c.Content {
		id, _, _ := strings.Cut(name, "/")
		ids[id] = ids[id] || slices.Contains(p.works.site.Editions, id)
	}
	maps.DeleteFunc(ids, func(_ string, stale bool) bool { return !stale })
	return ids, across, nil
}

// isCitationStyle reports whether a file holds a citation style or the words of
// one.
func isCitationStyle(name string) bool {
	return path.Ext(name) == ".csl" || path.Ext(name) == ".xml" && strings.HasPrefix(path.Base(name), "locales-")
}

// concernsAll reports whether a file that has changed may concern what editions
// share: it lies in none of them, or it is an essay that has come or gone.
func (p *Preview) concernsAll(name string) bool {
	id, inside, _ := strings.Cut(name, "/")
	return inside == "" || !slices.Contains(p.works.site.Editions, id) || inside == load.EssayFile && !p.works.content.Has(name)
}

// forget forgets the editions that are there no more.
func (p *Preview) forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	maps.DeleteFunc(p.kept, func(id string, _ *kept) bool { return !slices.Contains(p.works.site.Editions, id) })
}

// remake makes editions again and tells of each.
func (p *Preview) remake(ctx context.Context, ids map[string]bool, tell func(Update)) error {
	return parallel(p.inTurn(ids), func(id string) error {
		m, err := p.works.make(ctx, id)
		if err != nil {
			return err
		}
		p.works.content.Excerpts(m.problems)
		p.keep(id, m)
		tell(Update{Editions: []string{id}})
		return nil
	})
}

// inTurn lists editions, those first that were asked for last.
func (p *Preview) inTurn(ids map[string]bool) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	asked := func(id string) int {
		if k := p.kept[id]; k != nil {
			return k.asked
		}
		return 0
	}
	return slices.SortedFunc(maps.Keys(ids), func(a, b string) int {
		return cmp.Or(cmp.Compare(asked(b), asked(a)), cmp.Compare(a, b))
	})
}

// join makes again the editions that refer to one another, as far as they are
// touched by those that have changed.
func (p *Preview) join(ctx context.Context, after map[string]*resolve.Outline, changed []string, tell func(Update)) error {
	old, before, site := p.index, p.joined, p.works.site
	p.index, p.joined = resolve.Join(inOrder(after), append(slices.Clip(site.Pages), site.Home), &p.works.scope), after
	p.works.scope.Index = p.index
	p.show(func(s *shown) { s.works.scope.Index = p.index })
	touched := map[string]bool{}
	for _, id := range p.index.Retold(old) {
		touched[id] = true
	}
	for _, id := range changed {
		for _, x := range [2]*resolve.Index{old, p.index} {
			for _, other := range x.Touched(id, before[id], after[id]) {
				touched[other] = after[other] != nil
			}
		}
		// It was made with what it knew of the others before.
		if o := after[id]; o != nil && (o.Abroad || p.index.Named(id)) {
			touched[id] = true
		}
	}
	maps.DeleteFunc(touched, func(_ string, is bool) bool { return !is })
	return p.remake(ctx, touched, tell)
}

// differ lists the editions whose outlines are not what they were.
func differ(before, after map[string]*resolve.Outline) (ids []string) {
	for id, o := range after {
		if was := before[id]; was != o && !reflect.DeepEqual(was, o) {
			ids = append(ids, id)
		}
	}
	for id := range before {
		if after[id] == nil {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// Settle finishes what stands across the editions, if anything has changed since
// it last did, and reports whether it has. It may run beside an update, which
// need not wait for it; then it is to be called again.
func (p *Preview) Settle() bool {
	p.settling.Lock()
	defer p.settling.Unlock()
	p.mu.Lock()
	works, settled := p.shown.works, p.settled
	p.settled = works.site != nil
	p.mu.Unlock()
	if settled || works.site == nil {
		return false
	}
	site, problems := resolve.Site(inOrder(p.outlines()), works.site.Pages, works.site.Home, &works.scope)
	problems = slices.Concat(works.shared, problems)
	works.content.Excerpts(problems)
	p.show(func(s *shown) { s.site, s.problems, s.files = site, problems, nil })
	return true
}

// show changes what pages are made of.
func (p *Preview) show(change func(*shown)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	next := p.shown
	change(&next)
	p.shown = next
}

// outlines are the editions' outlines by id.
func (p *Preview) outlines() map[string]*resolve.Outline {
	p.mu.Lock()
	defer p.mu.Unlock()
	out := make(map[string]*resolve.Outline, len(p.kept))
	for id, k := range p.kept {
		if k.outline != nil {
			out[id] = k.outline
		}
	}
	return out
}

// inOrder lists outlines in the order of the editions' ids.
func inOrder(outlines map[string]*resolve.Outline) (list []*resolve.Outline) {
	for _, id := range slices.Sorted(maps.Keys(outlines)) {
		list = append(list, outlines[id])
	}
	return list
}

// keep keeps an edition that was made. When a file of it could not be read the
// last good one stays if it is there whole, with the problems of the new one.
func (p *Preview) keep(id string, m made) {
	p.mu.Lock()
	defer p.mu.Unlock()
	k := p.kept[id]
	if k == nil {
		k = &kept{}
		p.kept[id] = k
	}
	unread := m.manuscript == nil || slices.ContainsFunc(m.problems, func(x edition.Problem) bool { return x.Unread })
	if unread && k.edition != nil {
		k.problems, k.last = m.problems, true
		return
	}
	k.made, k.last = m, false
	p.thin()
}

// thin drops the edition kept whole that was asked for longest ago, if they are
// too many.
func (p *Preview) thin() {
	whole, oldest := 0, (*kept)(nil)
	for _, k := range p.kept {
		if k.edition == nil || k.last {
			continue
		}
		whole++
		if oldest == nil || k.asked < oldest.asked {
			oldest = k
		}
	}
	if whole > mostWhole {
		oldest.manuscript, oldest.edition = nil, nil
	}
}
