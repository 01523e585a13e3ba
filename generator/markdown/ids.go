package markdown

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/generator/edition"
)

// ownIDs are ids that the page uses itself.
var ownIDs = map[string]bool{"text": true, "notes": true, "sources": true, "contents": true, "top": true}

// ownPrefixes begin the ids of notes, marks and sources.
var ownPrefixes = [...]string{"n-", "r-", "s-"}

// ids chooses the ids of a document.
type ids struct {
	used map[string]bool
	last map[string]int // by id: the last number given to those like it
	buf  []byte
}

// name gives every block its id and writes the opening tags. The author's ids
// come first, then figures, then the leaves in reading order, then the other
// groups, so that a paragraph's id does not depend on what it stands in.
func (w *walker) name() {
	if w.anonymous() {
		w.nameNothing()
		return
	}
	c := ids{used: make(map[string]bool, len(w.tags)), last: map[string]int{}}
	for i := range w.tags {
		w.claim(&w.tags[i], &c)
	}
	w.keep(&c)
	for pass := range 3 {
		for i := range w.tags {
			t := &w.tags[i]
			block := w.blockOf(t)
			group := t.close < 0
			first := group && block.Kind == edition.Figure
			if pass == 0 && first || pass == 1 && !group || pass == 2 && group && !first {
				id := t.id
				switch {
				case id != "":
				case t.kept != "":
					id = t.kept
				case t.suffix != "":
					id = c.unique(w.groupBefore(i) + t.suffix)
				default:
					id = c.choose(w.wordsOf(i, block), block.Kind.Name(), group)
				}
				w.write(t, id)
			}
		}
	}
}

// keep takes for each block the id that it had, unless its author gave it
// another, and sees to it that no other block takes one that is gone.
func (w *walker) keep(c *ids) {
	if w.o.Kept == nil {
		return
	}
	kept := w.o.Kept(&edition.Text{Plain: string(w.plain), Blocks: w.blocks, Groups: w.groups})
	for i := range w.tags {
		t := &w.tags[i]
		list := kept.Leaves
		if t.close < 0 {
			list = kept.Groups
		}
		if id := list[t.index]; t.id == "" && id != "" && t.suffix == "" && !c.used[id] && !reserved(id) {
			c.used[id], t.kept = true, id
		}
	}
	for _, id := range kept.Gone {
		c.used[id] = true
	}
}

// wordsOf returns the words that name the block of tag i: a figure's are the
// alternative text of its image, if it has one.
func (w *walker) wordsOf(i int, block *edition.Block) []byte {
	if block.Kind == edition.Figure {
		if image := w.blockOf(&w.tags[i+1]); image.Len() > 0 {
			block = image
		}
	}
	return w.plain[block.Start:block.End]
}

// nameNothing writes the opening tags of blocks that have no ids.
func (w *walker) nameNothing() {
	for i := range w.tags {
		t := &w.tags[i]
		if t.id != "" {
			w.warn(t.at, "give ids to blocks of the essay", "the id “"+t.id+"” is left out: a note's blocks have none")
		}
		if t.suffix == "" {
			w.flow[t.open].HTML = t.name + t.rest
		}
	}
}

func (w *walker) blockOf(t *tag) *edition.Block {
	if t.close < 0 {
		return &w.groups[t.index]
	}
	return &w.blocks[t.index]
}

// groupBefore returns the id of the group that was opened last before tag i.
func (w *walker) groupBefore(i int) string {
	for i--; i >= 0; i-- {
		if w.tags[i].close < 0 {
			return w.groups[w.tags[i].index].ID
		}
	}
	return ""
}

// claim takes the author's id for a block, or says why it cannot be had.
func (w *walker) claim(t *tag, c *ids) {
	switch {
	case t.id == "":
		return
	case reserved(t.id):
		w.problems.Errorf(w.place(t.at), "choose another", "the page needs the id “%s” itself", t.id)
	case c.used[t.id]:
		w.problems.Errorf(w.place(t.at), "choose another", "the id “%s” is given to another block too", t.id)
	default:
		c.used[t.id] = true
		return
	}
	t.id = ""
}

// write sets a block's id, in the model, in its opening tag, and where it ends.
func (w *walker) write(t *tag, id string) {
	block := w.blockOf(t)
	block.ID, block.Own = id, t.id != ""
	if t.close >= 0 {
		w.flow[t.close].Ends = id
	}
	p := &w.flow[t.open]
	switch {
	case t.suffix != "":
		p.HTML = ` id="` + id + `"` + p.HTML
	case t.hidden && t.id == "":
		p.HTML = t.name + t.rest
	default:
		p.HTML = t.name + ` id="` + id + `"` + t.rest
	}
}

// reserved reports whether an id belongs to the page.
func reserved(id string) bool {
	for _, p := range ownPrefixes {
		if strings.HasPrefix(id, p) {
			return true
		}
	}
	return ownIDs[id]
}

// How many words an id has when no other block begins with the same, and at
// most; how many letters of one word, and how many letters make a word where
// words are not parted.
const (
	fewWords    = 4
	manyWords   = 12
	longWord    = 30
	letterWords = 2
)

// choose makes an id of a block's first words: four of them, more when that is
// taken. Only when all are alike is a number added, or a group's kind.
func (c *ids) choose(text []byte, kind string, group bool) string {
	s := words{text: text, buf: c.buf[:0]}
	for s.count < fewWords && s.next() {
	}
	if len(s.buf) == 0 {
		return c.unique(kind)
	}
	if reserved(string(s.buf)) {
		s.buf = append([]byte("p-"), s.buf...)
	}
	for c.used[string(s.buf)] && s.count < manyWords && s.next() {
	}
	c.buf = s.buf
	id := string(s.buf)
	if group && c.used[id] {
		id += "-" + kind
	}
	return c.unique(id)
}

// unique takes an id, with a number when it is taken.
func (c *ids) unique(id string) string {
	if !c.used[id] {
		c.used[id] = true
		return id
	}
	for n := max(c.last[id], 1) + 1; ; n++ {
		if s := id + "-" + strconv.Itoa(n); !c.used[s] {
			c.last[id], c.used[s] = n, true
			return s
		}
	}
}

// words makes a slug, as [edition.Slug] does, of a text's words one by one.
type words struct {
	text   []byte
	buf    []byte
	count  int
	joined bool // the next word follows without a gap
}

// next adds the next word; false at the end of the text.
func (s *words) next() bool {
	letters, gap := 0, len(s.buf) > 0 && !s.joined
	s.joined = false
	for len(s.text) > 0 {
		r, n := utf8.DecodeRune(s.text)
		switch {
		case r == ' ' || r == '\n' || r >= utf8.RuneSelf && unicode.IsSpace(r):
			if letters > 0 {
				s.count++
				return true
			}
			gap = len(s.buf) > 0
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' || r >= utf8.RuneSelf && slugRune(r, letters > 0):
			if letters < longWord {
				if gap {
					s.buf = append(s.buf, '-')
				}
				s.buf = utf8.AppendRune(s.buf, unicode.ToLower(r))
			}
			gap = false
			letters++
			if unspaced(r) && letters == letterWords {
				s.text, s.joined = s.text[n:], true
				s.count++
				return true
			}
		case r == '\'' || r == '’':
		default:
			gap = len(s.buf) > 0
		}
		s.text = s.text[n:]
	}
	if letters > 0 {
		s.count++
	}
	return letters > 0
}

// slugRune reports whether a character beyond ASCII may stand in an id; a mark
// only after a letter.
func slugRune(r rune, after bool) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || after && unicode.IsMark(r)
}

// unspaced reports whether words are not parted by spaces in the character's
// script.
func unspaced(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
