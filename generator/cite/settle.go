package cite

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// settle makes the punctuation right where tokens meet: marks that collide,
// spaces that double, commas and full stops that belong inside quotation
// marks. It works in place and returns the tokens.
func (r *renderer) settle(tokens []token) []token {
	out := tokens[:0]
	for _, t := range tokens {
		if t.kind >= openQuote || t.flag&isRaw != 0 {
			out = append(out, t)
			continue
		}
		if t.kind == content && t.span > 0 && isEastern(t.text) {
			t.span = r.upright(t.span)
		}
		out, t.text = r.collide(out, t.text)
		if t.text == "" {
			continue
		}
		if r.locale.punctInQuote && movesIn(&t) {
			if k := len(out) - closers(out); k < len(out) && k > 0 && out[k-1].kind < openQuote {
				out[k-1].text += t.text[:1]
				t.text = t.text[1:]
				if t.text == "" {
					continue
				}
			}
		}
		out = append(out, t)
	}
	return out
}

// isEastern reports whether a text begins with a character of the scripts that
// know no italics: Chinese, Japanese, Korean.
func isEastern(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// upright returns a span like the given one, without italics.
func (r *renderer) upright(span int32) int32 {
	if span == 0 {
		return 0
	}
	s := r.spans[span]
	parent := r.upright(s.parent)
	switch {
	case s.mark == italic || s.mark == oblique:
		return parent
	case parent == s.parent:
		return span
	}
	s.parent = parent
	r.spans = append(r.spans, s)
	return int32(len(r.spans) - 1)
}

// closers counts the closing quotation marks at the end of tokens.
func closers(tokens []token) int {
	n := 0
	for n < len(tokens) && tokens[len(tokens)-1-n].kind == closeQuote {
		n++
	}
	return n
}

// movesIn reports whether a token begins with a mark that belongs inside
// quotation marks; what an author set outside stays there.
func movesIn(t *token) bool {
	return (t.kind == affix || t.flag&isStart != 0) && strings.IndexByte(".,!?", t.text[0]) >= 0
}

// collisions says what becomes of two marks that meet: 1 the first stays alone,
// 2 the second takes its place. Pairs that are not here both stay.
var collisions = map[[2]byte]byte{
	{':', ':'}: 1, {'.', '.'}: 1, {';', ';'}: 1, {'!', '!'}: 1, {'?', '?'}: 1, {',', ','}: 1,
	{';', ':'}: 1, {'!', ':'}: 1, {'?', ':'}: 1,
	{':', '.'}: 1, {';', '.'}: 1, {'!', '.'}: 1, {'?', '.'}: 1,
	{':', '!'}: 2, {';', '!'}: 2,
	{':', '?'}: 2, {';', '?'}: 2,
	{' ', ' '}: 1,
}

// collide settles the beginning of text with what stands before it, and returns
// both. Closing quotation marks are looked through, but for those that a space
// sets apart (« »).
func (r *renderer) collide(out []token, text string) ([]token, string) {
	for text != "" {
		k := len(out) - 1
		if first, _ := utf8.DecodeRuneInString(r.locale.quotes[1]); !unicode.IsSpace(first) {
			k -= closers(out)
		}
		if k < 0 || out[k].kind >= openQuote || out[k].flag&isRaw != 0 {
			return out, text
		}
		before := &out[k].text
		if *before == "" {
			out = append(out[:k], out[k+1:]...)
			continue
		}
		if text[0] == ' ' && (strings.HasSuffix(*before, "\u00a0") || strings.HasSuffix(*before, "\u202f")) {
			text = text[1:]
			continue
		}
		switch collisions[[2]byte{(*before)[len(*before)-1], text[0]}] {
		case 1:
			text = text[1:]
		case 2:
			*before = (*before)[:len(*before)-1]
		default:
			return out, text
		}
	}
	return out, text
}
