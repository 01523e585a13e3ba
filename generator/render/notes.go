package render

import (
	"bytes"
	"strconv"

	"gloss/generator/edition"
)

// notesWriter writes an edition's notes, as endnotes of its page or as entries
// of its commentary.
type notesWriter struct {
	e      *edition.Edition
	at     *spot
	base   *base
	words  words
	signed []bool // by series: its notes are by several hands, so each is signed
}

func newNotesWriter(e *edition.Edition, at *spot, base *base) *notesWriter {
	signed := make([]bool, len(e.Series))
	first := make([]string, len(e.Series))
	for i := range e.Notes {
		n := &e.Notes[i]
		if n.Creator == "" {
			continue
		}
		if first[n.Series] == "" {
			first[n.Series] = n.Creator
		}
		signed[n.Series] = signed[n.Series] || first[n.Series] != n.Creator
	}
	return &notesWriter{e: e, at: at, base: base, words: base.words, signed: signed}
}

// endnotes appends all notes as items of a list. Each names its own anchor, that
// of its passage and the note that it stands below in the margin.
func (n *notesWriter) endnotes(b []byte) []byte {
	for i := range n.e.Notes {
		a := &n.e.Notes[i]
		b = n.item(b, i)
		b = strconv.AppendInt(append(b, ` style="--a:--n`...), int64(i), 10)
		if a.Whole || len(a.Places) == 0 {
			b = append(b, ";--at:--title"...)
		} else {
			b = strconv.AppendInt(append(b, ";--at:--p"...), int64(i), 10)
		}
		if i > 0 {
			b = strconv.AppendInt(append(b, ";--after:--n"...), int64(i-1), 10)
		}
		b = append(b, `">`...)
		b = n.says(b, a, true)
		b = append(b, "</li>\n"...)
	}
	return b
}

// item appends the start tag of a note's <li>, without its end.
func (n *notesWriter) item(b []byte, i int) []byte {
	a := &n.e.Notes[i]
	b = strconv.AppendInt(append(b, `<li class="note s`...), int64(a.Series+1), 10)
	b = appendText(append(b, `" id="n-`...), a.ID)
	b = appendText(append(b, `" tabindex="-1" data-n="`...), a.ID)
	return append(b, '"')
}

// says appends what a note says: its number in its first line, body, sources,
// and in its last line who wrote it and the ways back.
func (n *notesWriter) says(b []byte, a *edition.Annotation, back bool) []byte {
	own := a.Language != "" || a.Dir != ""
	if own {
		b = append(b, `<div`...)
		b = appendAttr(b, "lang", a.Language)
		b = append(appendAttr(b, "dir", a.Dir), '>')
	}
	start := len(b)
	body, cited := a.Body, a.Cited
	if !back { // on the page of notes each stands alone
		body, cited = a.Alone()
	}
	b = n.at.appendFlow(b, body, a.Plain)
	for _, c := range cited {
		b = append(b, `<p class="cited">`...)
		b = n.at.appendFlow(b, c, "")
		b = append(b, "</p>\n"...)
	}
	if back {
		b = n.number(b, start, a)
	}
	b = n.lastLine(b, start, a, back)
	b = n.was(b, a)
	if own {
		b = append(b, "</div>"...)
	}
	return b
}

func appendAttr(b []byte, name, value string) []byte {
	if value == "" {
		return b
	}
	b = append(append(append(b, ' '), name...), `="`...)
	return append(appendText(b, value), '"')
}

// number inserts the note's number at the head of its first paragraph; a note
// that begins with something else gets a line for it.
func (n *notesWriter) number(b []byte, start int, a *edition.Annotation) []byte {
	num := appendText([]byte(`<span class="num">`), a.Mark)
	num = append(num, " </span>"...)
	rest := b[start:]
	if at := bytes.IndexByte(rest, '>'); bytes.HasPrefix(rest, []byte("<p")) && at > 0 && (rest[2] == '>' || rest[2] == ' ') {
		return insert(b, start+at+1, num)
	}
	return insert(b, start, append(append([]byte("<p>"), num...), "</p>\n"...))
}

func insert(b []byte, at int, what []byte) []byte {
	b = append(b, what...)
	copy(b[at+len(what):], b[at:])
	copy(b[at:], what)
	return b
}

// lastLine adds to the note's last paragraph, or as a paragraph of its own:
// the references to the note, its author, and the ways back.
func (n *notesWriter) lastLine(b []byte, start int, a *edition.Annotation, back bool) []byte {
	b = bytes.TrimRight(b, "\n")
	const end = "</p>"
	inline := len(b) > start && bytes.HasSuffix(b, []byte(end))
	if inline {
		b = b[:len(b)-len(end)]
	} else {
		b = append(b, "<p>"...)
	}
	if n.signed[a.Series] && a.Creator != "" {
		b = appendText(append(b, ` <span class="by">`...), a.Creator)
		b = append(b, "</span>"...)
	}
	if len(a.Referring) > 0 {
		b = append(b, ` <span class="refs">`...)
		for i := range a.Referring {
			if i > 0 {
				b = append(b, ' ')
			}
			b = n.at.appendBacklink(b, n.words, &a.Referring[i])
		}
		b = append(b, "</span>"...)
	}
	if back {
		b = n.ways(b, a)
	}
	return append(b, "</p>\n"...)
}

// ways appends the links back, one a passage, and the one to the commentary.
func (n *notesWriter) ways(b []byte, a *edition.Annotation) []byte {
	b = append(b, ` <span class="ways">`...)
	for k := range max(1, len(a.Places)) {
		b = append(b, `<a role="doc-backlink" href="#r-`...)
		b = appendText(b, a.ID)
		if k > 0 {
			b = strconv.AppendInt(append(b, '-'), int64(k+1), 10)
		}
		b = appendText(append(b, `" aria-label="`...), n.words.fill("back", "mark", backMark(a, k)))
		b = append(b, `">↩</a> `...)
	}
	b = appendText(append(b, `<a class="more" href="commentary/#n-`...), a.ID)
	b = appendText(append(b, `" aria-label="`...), n.words.fill("in_commentary", "note", n.words.note(n.e.Series, a)))
	return append(b, `">≡</a></span>`...)
}

// backMark names the k-th passage of a note: 3, or 3.2 for its second place.
func backMark(a *edition.Annotation, k int) string {
	if k == 0 {
		return a.Mark
	}
	return a.Mark + "." + strconv.Itoa(k+1)
}

// titleMarks appends the marks of the notes on the whole work.
func titleMarks(b []byte, e *edition.Edition, w words) []byte {
	first := true
	for i := range e.Notes {
		if !e.Notes[i].Whole {
			continue
		}
		if !first {
			b = append(b, separator...)
		}
		first = false
		b = appendMark(b, e, w, i, 1, false)
	}
	return b
}

// tray appends the notes that found no place, each with what it quoted.
func (n *notesWriter) tray(b []byte) []byte {
	for i := range n.e.Tray {
		u := &n.e.Tray[i]
		b = strconv.AppendInt(append(b, `<li class="s`...), int64(u.Series+1), 10)
		b = append(b, `"><p class="lemma">`...)
		b = n.quote(b, u.Quoted)
		key := "tray_lost"
		if u.Result == edition.Ambiguous {
			key = "tray_ambiguous"
		}
		b = appendText(append(b, "</p>\n<p>"...), n.words[key])
		b = append(b, "</p>\n"...)
		b = n.at.appendFlow(b, u.Body, u.Plain)
		b = append(b, "</li>\n"...)
	}
	return b
}

// quote appends words in the site's quotation marks.
func (n *notesWriter) quote(b []byte, words string) []byte {
	b = appendText(b, n.words["quote_open"])
	b = appendText(b, words)
	return appendText(b, n.words["quote_close"])
}
