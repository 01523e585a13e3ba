package cite

// settle makes the punctuation right where tokens meet: marks that collide,
// spaces that double, commas and full stops that belong inside quotation
// marks. It works in place and returns the tokens.
func (r *renderer) settle(tokens []token) []token {
	out := tokens[:0]
	last := -1 // index in out of the last token with characters
	for _, t := range tokens {
		if t.kind >= openQuote || t.flag&isRaw != 0 {
			out = append(out, t)
			if t.flag&isRaw != 0 {
				last = len(out) - 1
			}
			continue
		}
		if last >= 0 {
			t.text = r.collide(out, last, t.text)
		}
		if t.text == "" {
			continue
		}
		if last >= 0 && r.locale.punctInQuote && movesIn(&t) && onlyClosers(out[last+1:]) {
			out[last].text += t.text[:1]
			t.text = t.text[1:]
			if t.text == "" {
				continue
			}
		}
		out = append(out, t)
		last = len(out) - 1
	}
	return out
}

// movesIn reports whether a token begins with a mark that belongs inside
// quotation marks; a question mark that an author set outside stays there.
func movesIn(t *token) bool {
	switch t.text[0] {
	case '.', ',':
		return true
	case '!', '?':
		return t.kind == affix
	}
	return false
}

// onlyClosers reports whether the tokens are closing quotation marks, at least
// one.
func onlyClosers(tokens []token) bool {
	for i := range tokens {
		if tokens[i].kind != closeQuote {
			return false
		}
	}
	return len(tokens) > 0
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
// what is left of text.
func (r *renderer) collide(out []token, last int, text string) string {
	for text != "" {
		before := &out[last].text
		if *before == "" {
			break
		}
		between := out[last+1:]
		for i := range between {
			if between[i].kind == openQuote {
				return text
			}
		}
		p, c := (*before)[len(*before)-1], text[0]
		what := collisions[[2]byte{p, c}]
		if what == 0 || out[last].flag&isRaw != 0 {
			break
		}
		if what == 2 {
			*before = (*before)[:len(*before)-1]
			break
		}
		text = text[1:]
	}
	return text
}
