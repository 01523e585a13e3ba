package serve

import (
	"sync"

	"gloss/generator/edit"
)

// mostUndoes is how many changes can be taken back; older ones are forgotten.
const mostUndoes = 200

// undoes keeps what takes changes back, by a name that a page can send: one that
// outlives a run must not take back what it has not done.
type undoes struct {
	mu    sync.Mutex
	shelf shelf[undone]
}

// undone is what takes a change of an edition back.
type undone struct {
	edition string
	change  edit.Change
}

// keep keeps one and names it.
func (u *undoes) keep(edition string, c edit.Change) string {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.shelf.keep(undone{edition, c}, mostUndoes)
}

// put puts one under its name.
func (u *undoes) put(name, edition string, c edit.Change) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.shelf.put(name, undone{edition, c}, mostUndoes)
}

// take takes one of an edition away.
func (u *undoes) take(name, edition string) (edit.Change, bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	c, ok := u.shelf.of[name]
	if !ok || c.edition != edition {
		return nil, false
	}
	u.shelf.drop(name)
	return c.change, true
}
