package cite

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// setCase changes the case of the characters rendered since start, which are in
// a language: English alone has title case.
func (r *renderer) setCase(start int, c textCase, language string) {
	if c == titleCase && !isEnglish(language) {
		return
	}
	if c == capitalizeFirst {
		r.capitalizeFirst(start)
		return
	}
	if c == titleCase && start == len(r.tokens)-1 && r.setTitle(&r.tokens[start]) {
		return
	}
	chars := r.chars[:0]
	for i := start; i < len(r.tokens); i++ {
		t := &r.tokens[i]
		if t.kind >= openQuote {
			chars = append(chars, caseChar{r: '"', token: -1})
			continue
		}
		keep := t.flag&isRaw != 0 || r.keepsCase(t.span)
		for _, c := range t.text {
			chars = append(chars, caseChar{r: c, was: c, token: i, keep: keep || t.kind == affix})
		}
	}
	r.words = changeCase(chars, r.words, c, language)
	r.chars = chars
	for i := 0; i < len(chars); {
		at, k, changed := chars[i].token, i, false
		for k < len(chars) && chars[k].token == at {
			changed = changed || chars[k].r != chars[k].was
			k++
		}
		if at >= 0 && changed {
			b := r.builder[:0]
			for _, c := range chars[i:k] {
				b = utf8.AppendRune(b, c.r)
			}
			was := r.tokens[at].text
			r.tokens[at].text, r.builder = string(b), b
			if c == titleCase && start == len(r.tokens)-1 && r.tokens[at].flag == 0 && !r.keepsCase(r.tokens[at].span) {
				r.remember(was, r.tokens[at].text)
			}
		}
		i = k
	}
}

// setTitle sets a text in title case that it has set before.
func (r *renderer) setTitle(t *token) bool {
	if t.flag != 0 || t.span != r.cur || r.keepsCase(t.span) {
		return false
	}
	text, ok := r.titled[t.text]
	if !ok {
		return false
	}
	t.text = text
	return true
}

// remember keeps a title in title case: most are cited more than once.
func (r *renderer) remember(was, is string) {
	if r.titled == nil || len(r.titled) > 2000 {
		r.titled = map[string]string{}
	}
	r.titled[was] = is
}

// keepsCase reports whether an author's markup around a token keeps its case:
// spans that say so, and what is set small or out of line.
func (r *renderer) keepsCase(at int32) bool {
	for ; at > 0; at = r.spans[at].parent {
		if s := &r.spans[at]; s.field {
			switch s.mark {
			case noCase, special, smallCaps, superscript, subscript:
				return true
			}
		}
	}
	return false
}

// language is the language of what a source says: its own, or the style's.
func (r *renderer) language() string { return cmp.Or(r.item.text[vLanguage], r.locale.tag) }

// languageOf is the language of what an element renders: what it has from the
// style or its locale is in the style's.
func (r *renderer) languageOf(e *element) string {
	if e.kind == kLabel || e.kind == kText && (e.term != "" || e.hasValue) {
		return r.locale.tag
	}
	return r.language()
}

// isEnglish reports whether a tag, or what an author has written for one, means
// English.
func isEnglish(lang string) bool {
	return len(lang) >= 2 && strings.EqualFold(lang[:2], "en") && (len(lang) == 2 || !unicode.IsLetter(rune(lang[2])) || strings.EqualFold(lang, "english"))
}

// capitalizeFirst sets a capital at the beginning of what was rendered since
// start.
func (r *renderer) capitalizeFirst(start int) {
	for i := start; i < len(r.tokens); i++ {
		t := &r.tokens[i]
		if t.kind != content || t.text == "" {
			continue
		}
		if t.flag&isRaw != 0 || r.keepsCase(t.span) {
			return
		}
		for k, c := range t.text {
			if unicode.IsLetter(c) || unicode.IsDigit(c) {
				if up := unicode.ToUpper(c); up != c {
					t.text = t.text[:k] + string(up) + t.text[k+utf8.RuneLen(c):]
				}
				return
			}
		}
	}
}

// caseChar is a character whose case may change, and the token it stands in.
type caseChar struct {
	r, was rune // as it is, as it was
	token  int
	keep   bool
}

// changeCase changes the case of characters. It returns words, which lends it
// room.
func changeCase(chars []caseChar, words [][2]int, c textCase, tag string) [][2]int {
	words = caseWords(chars, words[:0])
	switch c {
	case lowercase, uppercase:
		lower, upper := unicode.ToLower, unicode.ToUpper
		if strings.HasPrefix(tag, "tr") || strings.HasPrefix(tag, "az") {
			lower, upper = unicode.TurkishCase.ToLower, unicode.TurkishCase.ToUpper
		}
		for i := range chars {
			if ch := &chars[i]; !ch.keep {
				if c == lowercase {
					ch.r = lower(ch.r)
				} else {
					ch.r = upper(ch.r)
				}
			}
		}
	case capitalizeAll:
		for _, w := range words {
			capitalize(chars[w[0]:w[1]])
		}
	case sentenceCase:
		toSentence(chars, words)
	case titleCase:
		toTitle(chars, words)
	}
	return words
}

func capitalize(word []caseChar) {
	if ch := &word[0]; !ch.keep {
		ch.r = unicode.ToUpper(ch.r)
	}
}

// toSentence makes the first letter a capital and the others small, or, where
// the text has small letters, leaves the others alone but for words that begin
// with a capital and go on in small letters.
func toSentence(chars []caseChar, words [][2]int) {
	shouting := allCapitals(chars)
	for i, w := range words {
		word := chars[w[0]:w[1]]
		switch {
		case shouting:
			for k := range word {
				if !word[k].keep {
					word[k].r = unicode.ToLower(word[k].r)
				}
			}
		case i > 0 && !word[0].keep && unicode.IsUpper(word[0].r) && !hasCapital(word[1:]):
			word[0].r = unicode.ToLower(word[0].r)
		}
		if i == 0 {
			capitalize(word)
		}
	}
}

func hasCapital(word []caseChar) bool {
	for _, c := range word {
		if unicode.IsUpper(c.r) {
			return true
		}
	}
	return false
}

func allCapitals(chars []caseChar) bool {
	capitals := false
	for _, c := range chars {
		if unicode.IsLower(c.r) {
			return false
		}
		capitals = capitals || unicode.IsUpper(c.r)
	}
	return capitals
}

// caseWords finds the words of a text: what stands between spaces, hyphens,
// dashes, slashes and punctuation. Apostrophes inside belong to a word.
// The words are appended to out.
func caseWords(chars []caseChar, out [][2]int) [][2]int {
	begin := -1
	for i := range chars {
		r := chars[i].r
		in := !partsWords(r)
		if in && begin < 0 && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			in = r == '’' && i+1 < len(chars) && unicode.IsLetter(chars[i+1].r)
		}
		switch {
		case in && begin < 0:
			begin = i
		case !in && begin >= 0:
			out = append(out, [2]int{begin, i})
			begin = -1
		}
	}
	if begin >= 0 {
		out = append(out, [2]int{begin, len(chars)})
	}
	return out
}

// partsWords reports whether a character stands between words.
func partsWords(r rune) bool {
	switch r {
	case ' ', '-', '–', '—', '/', ':', ';', ',', '.', '?', '!', '(', ')', '[', ']', '{', '}', '<', '>', '&', '"', '“', '”', '«', '»', '‘', '…':
		return true
	}
	return unicode.IsSpace(r)
}

// stopWords stay small in title case, save at the beginning, at the end and
// after a colon: the articles, conjunctions and prepositions of the CSL
// specification, and what citeproc-js keeps small besides.
var stopWords = wordSet(`a about above across afore after against along alongside amid amidst among amongst an and anenst apropos apud
	around as aside astride at athwart atop barring before behind below beneath beside besides between beyond but by c ca circa d de
	despite down during e et except for forenenst from given in inside into lest like modulo near next nor notwithstanding of off on
	onto or out over per plus pro qua sans since so than the through throughout till to toward towards under underneath until unto up
	upon v van versus via von vs with within without y yet`)

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// toTitle is English title case: words that begin with a small letter get a
// capital, but for stop words and single letters inside; words with capitals of
// their own stay.
func toTitle(chars []caseChar, words [][2]int) {
	addresses := hasAddress(chars)
	for i, w := range words {
		word := chars[w[0]:w[1]]
		if word[0].keep || !unicode.IsLower(word[0].r) || hasCapital(word) || addresses && hasAddress(around(chars, w)) {
			continue
		}
		begins := i == 0 || afterColon(chars, w[0])
		hyphened := w[1] < len(chars) && chars[w[1]].r == '-'
		first := i == 0 || chars[w[0]-1].r != '-'
		switch {
		case len(word) == 1:
			if word[0].r < 0x80 && (begins || hyphened && first) {
				capitalize(word)
			}
		case elided(word):
			if begins {
				capitalize(word)
			}
		case begins, i == len(words)-1, hyphened && first, !isStopWord(word):
			capitalize(word)
		}
	}
}

// around is a word with all that stands between the spaces around it.
func around(chars []caseChar, word [2]int) []caseChar {
	from, to := word[0], word[1]
	for from > 0 && !unicode.IsSpace(chars[from-1].r) {
		from--
	}
	for to < len(chars) && !unicode.IsSpace(chars[to].r) {
		to++
	}
	return chars[from:to]
}

// hasAddress reports whether the address of a page stands in a text.
func hasAddress(chars []caseChar) bool {
	for i := 0; i+2 < len(chars); i++ {
		if chars[i].r == ':' && chars[i+1].r == '/' && chars[i+2].r == '/' {
			return true
		}
	}
	return false
}

// elided reports whether a word begins with a single letter and an apostrophe:
// d’Artagnan.
func elided(word []caseChar) bool {
	return len(word) > 2 && (word[1].r == '’' || word[1].r == '\'')
}

// isStopWord reports whether a word stays small in titles.
func isStopWord(word []caseChar) bool {
	if len(word) > longestStopWord {
		return false
	}
	var b [4 * longestStopWord]byte
	n := 0
	for _, c := range word {
		n += utf8.EncodeRune(b[n:], c.r)
	}
	return stopWords[string(b[:n])]
}

const longestStopWord = len("notwithstanding")

// afterColon reports whether a word begins a subtitle.
func afterColon(chars []caseChar, i int) bool {
	for i--; i >= 0; i-- {
		switch r := chars[i].r; {
		case unicode.IsSpace(r), r == '"', r == '“', r == '‘':
		case r == ':', r == '?', r == '!':
			return true
		default:
			return false
		}
	}
	return true
}
