package serve

import (
	"strconv"
	"sync"

	"gloss/generator/edit"
)

// mostUndoes is how many changes can be taken back; older ones are forgotten.
const mostUndoes = 200

// undoes keeps what takes changes back, by a name that a page can send.
type undoes struct {
	mu      sync.Mutex
	count   int
	changes map[string]edit.Change
}

// keep keeps one and names it.
func (u *undoes) keep(c edit.Change) string {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.count++
	delete(u.changes, strconv.Itoa(u.count-mostUndoes))
	name := strconv.Itoa(u.count)
	u.enter(name, c)
	return name
}

// put puts one back.
func (u *undoes) put(name string, c edit.Change) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.enter(name, c)
}

func (u *undoes) enter(name string, c edit.Change) {
	if u.changes == nil {
		u.changes = map[string]edit.Change{}
	}
	u.changes[name] = c
}

// take takes one away.
func (u *undoes) take(name string) (edit.Change, bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	c, ok := u.changes[name]
	delete(u.changes, name)
	return c, ok
}
