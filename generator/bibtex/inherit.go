package bibtex

import (
	"slices"
	"strings"
)

// deepest is how many steps an entry may inherit over: article, issue, year …
const deepest = 8

// inherit gives each entry what it lacks and has by xdata and by crossref.
func (r *reader) inherit() {
	h := heirs{reader: r, byKey: map[string]int{}, state: make([]byte, len(r.entries))}
	for i := range r.entries {
		key := strings.ToLower(r.entries[i].Key)
		if _, taken := h.byKey[key]; !taken && key != "" {
			h.byKey[key] = i
		}
	}
	for i := range r.entries {
		h.settle(i, 0)
	}
}

// heirs settles inheritance: each entry after those it inherits from.
type heirs struct {
	*reader
	byKey map[string]int
	state []byte // of each entry: untouched, under way, settled
	spent bool
}

const (
	untouched = iota
	underWay
	settled
)

func (h *heirs) settle(i, depth int) {
	if h.state[i] != untouched {
		return
	}
	h.state[i] = underWay
	defer func() { h.state[i] = settled }()
	e := &h.entries[i]
	for _, by := range [2]string{"xdata", "crossref"} {
		f := e.Field(by)
		if f == nil {
			continue
		}
		keys := []string{f.Value.Text}
		if by == "xdata" {
			keys = strings.Split(f.Value.Text, ",")
		}
		for _, key := range keys {
			h.from(i, *f, strings.TrimSpace(key), depth)
		}
	}
}

// from lets an entry inherit from the one that a key names.
func (h *heirs) from(i int, f Field, key string, depth int) {
	k, ok := h.byKey[strings.ToLower(key)]
	if key == "" {
		return
	}
	at := f.Value.At(0)
	switch {
	case !ok:
		h.warn(at, "add the entry, or take the field out", "“"+short(key)+"”, which this entry inherits from, is not in the file")
		return
	case depth == deepest:
		h.warn(at, "write its fields out", "this entry inherits over more steps than eight; those behind are left out")
		return
	case h.state[k] == underWay:
		h.warn(at, "let one of them stand by itself", "this entry inherits from itself")
		return
	}
	h.settle(k, depth+1)
	h.hand(&h.entries[k], &h.entries[i], f.Name == "crossref")
}

// hand gives an entry the fields of another that it lacks.
func (h *heirs) hand(from, to *Entry, crossref bool) {
	if h.spent {
		return
	}
	for _, f := range from.Fields {
		h.room -= 16 + len(f.Value.Text)
	}
	if h.room < 0 {
		h.spent = true
		h.fail(to.At, "write out what you mean", "what the entries of this file inherit unfolds to more than it can mean")
		return
	}
	own := make(map[string]bool, len(to.Fields)) // what the entry says itself
	has := make(map[string]bool, len(to.Fields)+len(from.Fields))
	for _, f := range to.Fields {
		own[f.Name], has[f.Name] = true, true
	}
	give := func(f Field, name string) {
		if has[name] || slices.ContainsFunc(aliases[name], func(alias string) bool { return own[alias] }) {
			return
		}
		has[name] = true
		to.Fields = append(to.Fields, Field{Name: name, Value: f.Value.at(to.KeyAt), At: to.KeyAt, From: from.Key})
	}
	if !crossref {
		for _, f := range from.Fields {
			if f.Name != "ids" && f.Name != "crossref" && f.Name != "xdata" {
				give(f, f.Name)
			}
		}
		return
	}
	renamed := renamings(from.Type, to.Type)
	for _, f := range from.Fields { // what the parent says for its children outweighs what it says of itself
		if !kept[f.Name] && !slices.ContainsFunc(renamed, func(p [2]string) bool { return p[0] == f.Name }) {
			give(f, f.Name)
		}
	}
	for _, f := range from.Fields {
		for _, p := range renamed {
			if p[0] == f.Name && p[1] != "" {
				give(f, p[1])
			}
		}
	}
}

// aliases are, of a field, those that say the same or more: an entry that has one
// of them does not inherit the field. A month belongs to the year that stands with it.
var aliases = func() map[string][]string {
	m := map[string][]string{"month": {"date", "year"}, "day": {"date", "year"}}
	for _, same := range [...][]string{
		{"date", "year"}, {"location", "address"}, {"journaltitle", "journal"}, {"institution", "school"}, {"annotation", "annote"},
		{"eprinttype", "archiveprefix"}, {"eprintclass", "primaryclass"}, {"langid", "hyphenation"}, {"origdate", "origyear"},
		{"urldate", "lastchecked", "lastaccessed"}, {"keywords", "keyword"}, {"pagetotal", "numpages"}, {"url", "link", "ee"},
	} {
		for _, name := range same {
			m[name] = same
		}
	}
	return m
}()

// kept holds the fields that a crossref does not hand on, as in BibLaTeX's
// manual, appendix B.
var kept = map[string]bool{
	"ids": true, "crossref": true, "xref": true, "xdata": true, "entryset": true, "entrysubtype": true, "execute": true,
	"label": true, "options": true, "presort": true, "related": true, "relatedoptions": true, "relatedstring": true,
	"relatedtype": true, "shorthand": true, "shorthandintro": true, "sortkey": true,
	// No entry's own matters: files, notes about it, who keeps it.
	"abstract": true, "annotation": true, "annote": true, "file": true, "keywords": true, "note": true, "addendum": true,
	"timestamp": true, "owner": true, "groups": true,
}

// renamings says what the fields of a parent are called in its children, in the
// rules of BibLaTeX's manual, appendix B; an empty name is not handed on.
func renamings(from, to string) [][2]string {
	for _, rule := range inheritance {
		if slices.Contains(rule.from, from) && slices.Contains(rule.to, to) {
			return rule.fields
		}
	}
	return nil
}

var (
	ofVolume  = []string{"mvbook", "mvcollection", "mvproceedings", "mvreference"}
	volumes   = []string{"book", "collection", "proceedings", "reference"}
	inVolume  = []string{"inbook", "bookinbook", "suppbook", "incollection", "suppcollection", "inproceedings", "conference", "inreference"}
	ofArticle = []string{"article", "suppperiodical", "review"}
)

// noSorting are names that belong to the title which is renamed.
var noSorting = [][2]string{{"shorttitle", ""}, {"sorttitle", ""}, {"indextitle", ""}, {"indexsorttitle", ""}}

var inheritance = []struct {
	from, to []string
	fields   [][2]string
}{
	{ofVolume, slices.Concat(volumes, inVolume), slices.Concat([][2]string{
		{"title", "maintitle"}, {"subtitle", "mainsubtitle"}, {"titleaddon", "maintitleaddon"},
	}, noSorting)},
	{[]string{"book"}, []string{"inbook", "bookinbook", "suppbook"}, slices.Concat([][2]string{
		{"author", "bookauthor"}, {"author", "author"},
		{"title", "booktitle"}, {"subtitle", "booksubtitle"}, {"titleaddon", "booktitleaddon"},
	}, noSorting)},
	{volumes, inVolume, slices.Concat([][2]string{
		{"title", "booktitle"}, {"subtitle", "booksubtitle"}, {"titleaddon", "booktitleaddon"},
	}, noSorting)},
	{[]string{"periodical"}, ofArticle, slices.Concat([][2]string{
		{"title", "journaltitle"}, {"subtitle", "journalsubtitle"}, {"titleaddon", "journaltitleaddon"},
	}, noSorting)},
}
