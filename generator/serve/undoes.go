package serve

import (
	"crypto/rand"
	"slices"
	"sync"

	"gloss/generator/edit"
)

// mostUndoes is how many changes can be taken back; older ones are forgotten.
const mostUndoes = 200

// undoes keeps what takes changes back, by a name that a page can send. No other
// run of the program gives the same name: a page that outlives a run must not take
// back what it has not done.
type undoes struct {
	mu      sync.Mutex
	order   []string // the names, the oldest first
	changes map[string]undone
}

// undone is what takes a change of an edition back.
type undone struct {
	edition string
	change  edit.Change
}

// keep keeps one and names it.
func (u *undoes) keep(edition string, c edit.Change) string {
	name := rand.Text()
	u.put(name, edition, c)
	return name
}

// put puts one under its name.
func (u *undoes) put(name, edition string, c edit.Change) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if len(u.order) == mostUndoes {
		delete(u.changes, u.order[0])
		u.order = u.order[1:]
	}
	if u.changes == nil {
		u.changes = map[string]undone{}
	}
	u.order = append(u.order, name)
	u.changes[name] = undone{edition, c}
}

// take takes one of an edition away.
func (u *undoes) take(name, edition string) (edit.Change, bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	c, ok := u.changes[name]
	if !ok || c.edition != edition {
		return nil, false
	}
	delete(u.changes, name)
	u.order = slices.DeleteFunc(u.order, func(n string) bool { return n == name })
	return c.change, true
}
