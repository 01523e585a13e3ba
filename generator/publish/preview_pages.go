package publish

import (
	"context"
	"slices"
	"strings"

	"gloss/generator/edition"
	"gloss/generator/load"
	"gloss/generator/render"
)

// File finds a file of the site by its path. Not ok means that there is none.
func (p *Preview) File(ctx context.Context, path string) (f render.File, ok bool, err error) {
	id, _, _ := strings.Cut(path, "/")
	e, err := p.Edition(ctx, id)
	if err != nil {
		return f, false, err
	}
	p.mu.Lock()
	s := p.shown
	p.mu.Unlock()
	if e == nil {
		if f, ok = p.siteFile(path); ok && path == render.FeedPath && s.site != nil {
			f, err = p.feed(ctx, *s.site)
		}
		return f, ok, err
	}
	files := s.works.layouts.Edition(&s.works.scope.Settings, e.Edition)
	i := slices.IndexFunc(files, func(f render.File) bool { return f.Path == path })
	if i < 0 {
		return f, false, nil
	}
	return files[i], true, nil
}

// siteFile finds a file that stands across the editions.
func (p *Preview) siteFile(path string) (render.File, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := &p.shown
	if s.site == nil {
		return render.File{}, false
	}
	if s.files == nil {
		s.files = map[string]render.File{}
		for _, f := range s.works.layouts.Site(s.site) {
			s.files[f.Path] = f
		}
	}
	f, ok := s.files[path]
	return f, ok
}

// feed makes the feed, which holds the newest editions whole.
func (p *Preview) feed(ctx context.Context, site edition.Site) (f render.File, err error) {
	for _, card := range site.Editions[:min(inFeed, len(site.Editions))] {
		e, err := p.Edition(ctx, card.ID)
		if err != nil {
			return f, err
		}
		if e != nil {
			site.Newest = append(site.Newest, e.Edition)
		}
	}
	return render.Feed(&site), nil
}

// Whole is an edition with what it was made of.
type Whole struct {
	Manuscript *edition.Manuscript
	Edition    *edition.Edition
}

// Edition returns an edition of the site; nil when there is none of this id, or
// it has never been readable.
func (p *Preview) Edition(ctx context.Context, id string) (*Whole, error) {
	p.mu.Lock()
	k := p.kept[id]
	if k == nil || k.outline == nil {
		p.mu.Unlock()
		return nil, nil
	}
	p.turns++
	k.asked = p.turns
	m, s := k.made, p.shown
	p.mu.Unlock()
	if m.edition != nil {
		return &Whole{m.manuscript, m.edition}, nil
	}
	m, err := s.works.make(ctx, id)
	if err != nil || m.edition == nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if k.edition == nil && p.kept[id] == k {
		k.manuscript, k.edition = m.manuscript, m.edition
		p.thin()
	}
	return &Whole{m.manuscript, m.edition}, nil
}

// Drawn is an edition as it would be if some of its files held other bytes, and
// what would be wrong with it.
func (p *Preview) Drawn(ctx context.Context, id string, files map[string][]byte) (*Whole, edition.Problems, error) {
	p.mu.Lock()
	works := p.shown.works
	p.mu.Unlock()
	works.content = works.content.With(files)
	m, err := works.make(ctx, id)
	if err != nil || m.edition == nil {
		return nil, m.problems, err
	}
	works.content.Excerpts(m.problems)
	return &Whole{m.manuscript, m.edition}, m.problems, nil
}

// Editions lists the ids of the editions there are, sorted.
func (p *Preview) Editions() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown.works.site == nil {
		return nil
	}
	return p.shown.works.site.Editions
}

// Content is the content folder, with what its editions share as it was last
// read: what an edit of an edition goes by.
func (p *Preview) Content() (*load.Content, *load.Site) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.shown.works.content, p.shown.works.site
}

// Cards say of every edition what others show of it, as far as the site has been
// finished.
func (p *Preview) Cards() []edition.Card {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown.site == nil {
		return nil
	}
	return p.shown.site.Editions
}

// Shared are the records that every edition may cite.
func (p *Preview) Shared() []edition.Source {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.shown.works.scope.Shared
}

// Settings are the site's.
func (p *Preview) Settings() edition.Settings {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.shown.works.scope.Settings
}

// Problems lists what is wrong with the site as it is now, sorted.
func (p *Preview) Problems() edition.Problems {
	p.mu.Lock()
	defer p.mu.Unlock()
	lists := []edition.Problems{p.shown.problems}
	for _, k := range p.kept {
		lists = append(lists, k.problems)
	}
	return slices.Concat(lists...).Sorted()
}

// Report says what there is.
func (p *Preview) Report() (r Report) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, k := range p.kept {
		if k.outline != nil {
			r.Editions++
			r.Notes += k.outline.Card.Notes
		}
	}
	return r
}
