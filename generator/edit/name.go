package edit

import (
	"cmp"
	"strconv"

	"gloss/generator/anchor"
	"gloss/generator/edition"
)

// How many words an id is made of, and at most when it is taken.
const fewWords, manyWords = 4, 7

// name makes an id of words that nothing in the edition has yet to which a
// cross-reference could lead: a note would take what is meant for the other. Nor
// does a note that the lock remembers have it, or the new one would be taken for
// that.
func (d *desk) name(words string) string {
	taken := map[string]bool{}
	for _, id := range d.ids() {
		taken[id] = true
	}
	for _, id := range d.site.Editions {
		taken[id] = true
	}
	for _, list := range [2][]edition.Block{d.text.Blocks, d.text.Groups} {
		for _, b := range list {
			taken[b.ID] = true
		}
	}
	for _, list := range [2][]edition.Source{d.site.Shared, d.manuscript.Sources} {
		for _, s := range list {
			taken[s.Key] = true
		}
	}
	if d.manuscript.Lock != nil {
		for _, c := range d.manuscript.Lock.Targets {
			taken[c.Note] = true
		}
	}
	wish := ""
	for n := fewWords; n <= manyWords; n++ {
		wish = cmp.Or(edition.Slug(anchor.FirstWords(words, n)), "note")
		if !taken[wish] {
			return wish
		}
	}
	id := wish
	for n := 2; taken[id]; n++ {
		id = wish + "-" + strconv.Itoa(n)
	}
	return id
}
