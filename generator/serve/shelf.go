package serve

import (
	"crypto/rand"
	"slices"
)

// shelf keeps so many things as it has room for, the latest, by names that a page
// can send. No other run of the program gives the same name, which a page that
// outlives a run may still hold. Whoever uses it holds a lock.
type shelf[T any] struct {
	order []string // the names, the oldest first
	of    map[string]T
}

// keep keeps one thing more and names it.
func (s *shelf[T]) keep(thing T, room int) string {
	name := rand.Text()
	s.put(name, thing, room)
	return name
}

// put puts a thing under a name. Where there is no room the oldest goes.
func (s *shelf[T]) put(name string, thing T, room int) {
	if len(s.order) == room {
		s.drop(s.order[0])
	}
	if s.of == nil {
		s.of = map[string]T{}
	}
	s.order = append(s.order, name)
	s.of[name] = thing
}

// drop forgets a thing.
func (s *shelf[T]) drop(name string) {
	delete(s.of, name)
	s.order = slices.DeleteFunc(s.order, func(n string) bool { return n == name })
}
