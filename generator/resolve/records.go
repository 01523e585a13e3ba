package resolve

import (
	"cmp"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"gloss/generator/edition"
)

// collectRecords makes the table of sources the edition may cite: its own and
// the site's.
func (w *work) collectRecords() {
	for _, list := range [2][]edition.Source{w.scope.Shared, w.manuscript.Sources} {
		for i := range list {
			s := &list[i]
			if twin := w.records[s.Key]; twin != nil && !sameRecord(twin, s) {
				w.problems.Errorf(s.At, "keep one of them, or give one another key",
					"two records of the source “%s” disagree; the other stands at %s", s.Key, twin.At.InWords())
				continue
			}
			w.records[s.Key] = s
		}
	}
	w.checkSlugs()
}

// sameRecord compares what two records say, not where or what for.
func sameRecord(a, b *edition.Source) bool {
	x, y := a.Bare(), b.Bare()
	x.Supports, y.Supports, x.Parents, y.Parents = nil, nil, nil, nil
	return reflect.DeepEqual(x, y)
}

// checkSlugs finds keys that would share an address, or have none.
func (w *work) checkSlugs() {
	taken := make(map[string]string, len(w.records))
	for _, key := range w.keys() {
		slug := edition.Slug(key)
		other, ok := taken[slug]
		switch {
		case slug == "":
			w.problems.Errorf(w.records[key].At, "give it a key with a letter or a figure",
				"the source “%s” can have no address: its key has neither letters nor figures", key)
		case ok:
			sameAddress(&w.problems, other, w.records[other].At, key, w.records[key].At)
		}
		taken[slug] = key
	}
}

// sameAddress reports two keys that would share an address at the later one, in
// the same words wherever it is found out.
func sameAddress(problems *edition.Problems, key string, at edition.Place, other string, otherAt edition.Place) {
	if cmp.Or(cmp.Compare(at.File, otherAt.File), cmp.Compare(at.Line, otherAt.Line), cmp.Compare(at.Column, otherAt.Column)) > 0 {
		key, at, other, otherAt = other, otherAt, key, at
	}
	problems.Errorf(otherAt, "change one of the keys", "the sources “%s” and “%s” (%s) would both have the address sources/%s/",
		other, key, at.InWords(), edition.Slug(key))
}

// keys lists the keys of all records in order, once all of them are known.
func (w *work) keys() []string {
	if w.sortedKeys == nil {
		w.sortedKeys = slices.Sorted(maps.Keys(w.records))
	}
	return w.sortedKeys
}

// ownKeys lists the keys of the edition's own records as written.
func (w *work) ownKeys() []string {
	keys := make([]string, 0, len(w.manuscript.Sources))
	for _, s := range w.manuscript.Sources {
		keys = append(keys, s.Key)
	}
	return slices.Compact(keys)
}

// checkUncited warns of the edition's own sources that nothing cites.
func (w *work) checkUncited() {
	uncited(w.manuscript.Sources, func(key string) bool { return len(w.sourceUses[key]) > 0 }, &w.problems)
}

// uncited warns of the records of a file that are not cited, and that none has
// fields from which is.
func uncited(sources []edition.Source, cited func(key string) bool, problems *edition.Problems) {
	parents := map[string][]string{}
	for i := range sources {
		parents[sources[i].Key] = sources[i].Parents
	}
	serves := map[string]bool{}
	var mark func(keys []string)
	mark = func(keys []string) {
		for _, key := range keys {
			if !serves[key] {
				serves[key] = true
				mark(parents[key])
			}
		}
	}
	for i := range sources {
		if cited(sources[i].Key) {
			mark(sources[i].Parents)
		}
	}
	for _, s := range sources {
		if !serves[s.Key] && !cited(s.Key) {
			problems.Warnf(s.At, "cite it, or take it out", "the source “%s” is never cited", s.Key)
		}
	}
}

// unknownSource reports a key that no record has.
func (w *work) unknownSource(at edition.Place, key string) {
	hint := edition.DidYouMean(key, w.keys())
	if hint == "" {
		hint = fmt.Sprintf("add a record with “id: %s” to sources.yaml", key)
	}
	w.problems.Errorf(at, hint, "unknown source “%s”", key)
}
