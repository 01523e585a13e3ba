package publish

import (
	"cmp"
	"slices"
	"sync"

	"gloss/generator/edition"
)

// inFeed is how many editions the feed publishes whole. They are the only ones
// that are kept after their pages have been written.
const inFeed = 10

// newest keeps the newest editions, in the order of the site's list.
type newest struct {
	mu       sync.Mutex
	editions []*edition.Edition
}

// offer keeps an edition if it is among the newest so far. An edition that was
// kept before is replaced.
func (n *newest) offer(e *edition.Edition) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.editions = slices.DeleteFunc(n.editions, func(old *edition.Edition) bool { return old.ID == e.ID })
	i, _ := slices.BinarySearchFunc(n.editions, e, byAge)
	n.editions = slices.Insert(n.editions, i, e)
	if len(n.editions) > inFeed {
		n.editions = slices.Delete(n.editions, inFeed, len(n.editions))
	}
}

func byAge(a, b *edition.Edition) int {
	return cmp.Or(-cmp.Compare(a.Front.Date, b.Front.Date), cmp.Compare(a.Front.Title, b.Front.Title), cmp.Compare(a.ID, b.ID))
}
