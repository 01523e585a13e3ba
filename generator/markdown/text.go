package markdown

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"

	"gloss/generator/edition"
)

// This file holds the only functions that add characters to the text. Each
// adds the spans that say where they come from and, unless they belong to an
// image's alternative text, lengthens the run that shows them.

// verbatim adds the source's bytes from, to as they stand.
func (w *walker) verbatim(from, to int) {
	if from >= to {
		return
	}
	if w.src.untouched() {
		w.stretch(from, to)
		return
	}
	for from < to {
		c, ok := w.src.next(from)
		if !ok || c.from >= to {
			w.stretch(from, to)
			return
		}
		w.stretch(from, c.from)
		w.written(string(w.src.text[c.from:c.to]), c.from, c.to)
		from = c.to
	}
}

// stretch adds bytes of the source that are the author's own.
func (w *walker) stretch(from, to int) {
	if from >= to {
		return
	}
	start := len(w.plain)
	w.plain = append(w.plain, w.src.text[from:to]...)
	was := edition.Passage{Start: w.src.was(from), End: w.src.was(to-1) + 1}
	if n := len(w.spans) - 1; n >= 0 && w.spans[n].Verbatim && w.spans[n].End == start && w.spans[n].Source.End == was.Start {
		w.spans[n].End, w.spans[n].Source.End = len(w.plain), was.End
	} else {
		w.spans = append(w.spans, edition.Span{Passage: edition.Passage{Start: start, End: len(w.plain)}, Source: was, Verbatim: true})
	}
	w.show(start)
}

// written adds characters that the source's bytes from, to stand for.
func (w *walker) written(s string, from, to int) {
	if s == "" {
		return
	}
	start := len(w.plain)
	w.plain = append(w.plain, s...)
	w.spans = append(w.spans, edition.Span{Passage: edition.Passage{Start: start, End: len(w.plain)}, Source: w.src.passage(from, to)})
	w.show(start)
}

// show makes the characters from start on a run, or part of the last one.
func (w *walker) show(start int) {
	if w.quiet > 0 {
		return
	}
	if n := len(w.flow) - 1; n >= 0 && w.flow[n].Kind == edition.Run && w.flow[n].End == start {
		w.flow[n].End = len(w.plain)
		return
	}
	w.flow = append(w.flow, edition.Piece{Kind: edition.Run, Passage: edition.Passage{Start: start, End: len(w.plain)}})
}

// decoded adds the source's bytes from, to with backslash escapes and entities
// resolved, exactly as goldmark's HTML writer does, which is also the reason
// why an escape never reaches over the end of a Text node.
func (w *walker) decoded(from, to int) {
	text := w.src.text[:to]
	if bytes.IndexByte(text[from:], '\\') < 0 && bytes.IndexByte(text[from:], '&') < 0 {
		w.verbatim(from, to)
		return
	}
	done := from
	for i := from; i < to; i++ {
		switch text[i] {
		case '\\':
			if i+1 < to && util.IsPunct(text[i+1]) {
				w.verbatim(done, i)
				w.written(string(text[i+1:i+2]), i, i+2)
				i++
				done = i + 1
			}
		case '&':
			if s, n := entity(text[i:]); n > 0 {
				w.verbatim(done, i)
				w.written(s, i, i+n)
				i += n - 1
				done = i + 1
			}
		}
	}
	w.verbatim(done, to)
}

// entity resolves the character reference that text begins with; n is its
// length, 0 when there is none. White space other than a space becomes one,
// lest a paragraph hold a line end.
func entity(text []byte) (s string, n int) {
	name := text[1:]
	if len(name) > 1 && name[0] == '#' {
		return numeric(name[1:])
	}
	i := 0
	for i < len(name) && util.IsAlphaNumeric(name[i]) {
		i++
	}
	if i == 0 || i == len(name) || name[i] != ';' {
		return "", 0
	}
	e, ok := util.LookUpHTML5EntityByName(string(name[:i]))
	if !ok {
		return "", 0
	}
	s = string(e.Characters)
	if s == "\n" || s == "\t" {
		s = " "
	}
	return s, i + 2
}

// numeric resolves what follows &#. At most seven decimal or six hexadecimal
// digits, as CommonMark has it.
func numeric(digits []byte) (s string, n int) {
	base, most, skip, valid := 10, 7, 0, util.IsNumeric
	if digits[0] == 'x' || digits[0] == 'X' {
		base, most, skip, valid = 16, 6, 1, util.IsHexDecimal
	}
	i := skip
	for i < len(digits) && valid(digits[i]) {
		i++
	}
	if i == skip || i-skip > most || i == len(digits) || digits[i] != ';' {
		return "", 0
	}
	v, err := strconv.ParseUint(string(digits[skip:i]), base, 32)
	if err != nil {
		return "", 0
	}
	r := rune(v)
	switch {
	case r == '\n' || r == '\r' || r == '\t' || r == '\f':
		r = ' '
	case r == 0 || !utf8.ValidRune(r) || forbidden(r):
		r = utf8.RuneError
	}
	return string(r), 2 + i + 1
}

// decodedBytes resolves escapes and entities in what is not text: titles.
func decodedBytes(b []byte) []byte {
	if bytes.IndexByte(b, '\\') < 0 && bytes.IndexByte(b, '&') < 0 {
		return b
	}
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); i++ {
		if b[i] == '\\' && i+1 < len(b) && util.IsPunct(b[i+1]) {
			i++
		} else if b[i] == '&' {
			if s, n := entity(b[i:]); n > 0 {
				out = append(out, s...)
				i += n - 1
				continue
			}
		}
		out = append(out, b[i])
	}
	return out
}

// lineEnd adds the space that a line end is, which begins at or after byte
// from.
func (w *walker) lineEnd(from int) {
	to := from
	if i := bytes.IndexByte(w.src.text[from:], '\n'); i >= 0 {
		to = from + i + 1
	}
	w.written(" ", from, to)
}
