package edit

import (
	"cmp"
	"path"
	"strconv"

	"gloss/generator/anchor"
	"gloss/generator/edition"
	"gloss/generator/load"
)

// How many words an id is made of, and at most when it is taken.
const fewWords, manyWords = 4, 7

// name makes an id of words that nothing has yet (see [desk.taken]). Nor does a note
// that the lock remembers have it, or the new one would be taken for that.
func (d *desk) name(words string) string {
	taken := d.taken()
	if d.manuscript.Lock != nil {
		for _, c := range d.manuscript.Lock.Targets {
			taken[c.Note] = holder{}
		}
	}
	is := func(id string) bool { _, is := taken[id]; return is }
	wish := ""
	for n := fewWords; n <= manyWords; n++ {
		wish = cmp.Or(edition.Slug(anchor.FirstWords(words, n)), "note")
		if !is(wish) {
			return wish
		}
	}
	id := wish
	for n := 2; is(id); n++ {
		id = wish + "-" + strconv.Itoa(n)
	}
	return id
}

// holder is what has a name, and where it is written.
type holder struct {
	what string
	at   edition.Place
}

// taken are the names of all to which a cross-reference from the edition could lead:
// a note of the same name would take what is meant for the other.
func (d *desk) taken() map[string]holder {
	names := map[string]holder{}
	for _, list := range [2][]edition.Source{d.site.Shared, d.manuscript.Sources} {
		for _, s := range list {
			names[s.Key] = holder{"source", s.At}
		}
	}
	for _, list := range [2][]edition.Block{d.text.Blocks, d.text.Groups} {
		for _, b := range list {
			names[b.ID] = holder{"block", d.place(b.Passage)}
		}
	}
	for _, id := range d.site.Editions {
		names[id] = holder{"edition", edition.Place{File: path.Join(id, load.EssayFile)}}
	}
	for _, n := range d.notes {
		names[n.ID] = holder{"note", n.Note.At}
	}
	return names
}

// free refuses an id that something else has.
func (d *desk) free(id string) *Refusal {
	h, is := d.taken()[id]
	switch {
	case !is:
		return nil
	case h.what == "note":
		return refuse(Unfit, h.at, "choose another id", "there is a note “"+id+"” already")
	}
	return refuse(Unfit, h.at, "choose another id", "“"+id+"” is the name of this "+h.what+", and [["+id+"]] would lead to the note instead")
}

// unused refuses the id of another note.
func (d *desk) unused(id string) *Refusal {
	if n, _, _ := d.note(id); n != nil {
		return refuse(Unfit, n.Note.At, "choose another id", "there is a note “"+id+"” already")
	}
	return nil
}
