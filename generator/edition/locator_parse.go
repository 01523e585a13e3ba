package edition

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// locatorLabels gives CSL's name for each word or sign that an author puts
// before a locator. Case does not matter, and a full stop after a word may
// stand or be left out.
var locatorLabels = map[string]string{
	"p": "page", "pp": "page", "pg": "page", "pgs": "page", "page": "page", "pages": "page",
	"act": "act", "acts": "act",
	"app": "appendix", "apps": "appendix", "appendix": "appendix", "appendices": "appendix", "appendixes": "appendix",
	"art": "article-locator", "arts": "article-locator", "article": "article-locator", "articles": "article-locator",
	"bk": "book", "bks": "book", "book": "book", "books": "book",
	"can": "canon", "cann": "canon", "canon": "canon", "canons": "canon",
	"chap": "chapter", "chaps": "chapter", "ch": "chapter", "chs": "chapter", "chapter": "chapter", "chapters": "chapter",
	"col": "column", "cols": "column", "column": "column", "columns": "column",
	"loc": "elocation", "locs": "elocation", "location": "elocation", "locations": "elocation",
	"eq": "equation", "eqs": "equation", "equation": "equation", "equations": "equation",
	"fig": "figure", "figs": "figure", "figure": "figure", "figures": "figure",
	"fol": "folio", "fols": "folio", "folio": "folio", "folios": "folio",
	"no": "issue", "nos": "issue", "nr": "issue", "number": "issue", "numbers": "issue", "№": "issue",
	"issue": "issue", "issues": "issue", "iss": "issue",
	"l": "line", "ll": "line", "line": "line", "lines": "line",
	"n": "note", "nn": "note", "note": "note", "notes": "note", "fn": "note", "fns": "note", "footnote": "note", "footnotes": "note",
	"op": "opus", "opp": "opus", "opus": "opus", "opera": "opus",
	"para": "paragraph", "paras": "paragraph", "par": "paragraph", "pars": "paragraph",
	"paragraph": "paragraph", "paragraphs": "paragraph", "¶": "paragraph", "¶¶": "paragraph",
	"pt": "part", "pts": "part", "part": "part", "parts": "part",
	"r": "rule", "rr": "rule", "rule": "rule", "rules": "rule",
	"sc": "scene", "scs": "scene", "scene": "scene", "scenes": "scene",
	"sec": "section", "secs": "section", "sect": "section", "sects": "section", "section": "section", "sections": "section",
	"§": "section", "§§": "section",
	"s.v": "sub-verbo", "s.vv": "sub-verbo", "sv": "sub-verbo", "sub verbo": "sub-verbo", "sub verbis": "sub-verbo", "sub voce": "sub-verbo",
	"suppl": "supplement", "suppls": "supplement", "supp": "supplement", "supplement": "supplement", "supplements": "supplement",
	"tbl": "table", "tbls": "table", "tab": "table", "table": "table", "tables": "table",
	"at": "timestamp", "time": "timestamp", "timestamp": "timestamp", "min": "timestamp",
	"tit": "title-locator", "tits": "title-locator", "title": "title-locator", "titles": "title-locator",
	"v": "verse", "vv": "verse", "vs": "verse", "verse": "verse", "verses": "verse",
	"version": "version", "versions": "version",
	"vol": "volume", "vols": "volume", "volume": "volume", "volumes": "volume",
}

// longestLabel bounds the search for a label, in code points: no language has a
// longer word for one.
const longestLabel = 32

// Relabel reads a locator again whose label is a word of another language: S. 12,
// глава 3. The labels give CSL's name for each word in lower case, without a full
// stop at its end.
func (i *CitationItem) Relabel(labels map[string]string) {
	switch {
	case len(labels) == 0:
	case i.Locator == "":
		label, loc, suffix := locator(i.Suffix, labels)
		if loc != "" {
			i.Label, i.Locator, i.Suffix = label, loc, suffix
		}
	case i.Label == "page": // perhaps because the word was not known
		i.Label, i.Locator = explicitLocator(i.Locator, labels)
	}
}

// locator reads what follows a key: a locator with its label, and the suffix,
// ready to be appended.
func locator(s string, labels map[string]string) (label, loc, suffix string) {
	rest := strings.TrimLeftFunc(s, unicode.IsSpace)
	rest = strings.TrimLeftFunc(strings.TrimPrefix(rest, ","), unicode.IsSpace)
	if strings.HasPrefix(rest, "{") {
		if end := closing(rest, 0); end >= 0 {
			label, loc = explicitLocator(rest[1:end], labels)
			return label, loc, trimSuffix(rest[end+1:])
		}
	}
	label, n := labelAt(rest, labels)
	explicit := label != ""
	numbers := strings.TrimLeftFunc(rest[n:], unicode.IsSpace)
	end := locatorEnd(numbers, explicit, label == "sub-verbo")
	if end == 0 && explicit { // a word that only looked like a label
		label, numbers, explicit = "", rest, false
		end = locatorEnd(numbers, false, false)
	}
	if end == 0 {
		return "", "", trimSuffix(s)
	}
	if !explicit {
		label = "page"
	}
	return label, plainLocator(numbers[:end]), trimSuffix(numbers[end:])
}

// explicitLocator reads what stands between braces: everything is the locator.
func explicitLocator(s string, labels map[string]string) (label, loc string) {
	s = strings.TrimSpace(s)
	label, n := labelAt(s, labels)
	if rest := strings.TrimSpace(s[n:]); label != "" && rest != "" {
		return label, plainLocator(rest)
	}
	if s == "" {
		return "", ""
	}
	return "page", plainLocator(s)
}

// plainLocator folds white space, which may be a line end.
func plainLocator(s string) string { return strings.Join(strings.Fields(s), " ") }

// trimSuffix drops the space at the end, and a suffix that is only space.
func trimSuffix(s string) string {
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	if r, n := utf8.DecodeRuneInString(s); n > 0 && unicode.IsSpace(r) {
		s = " " + strings.TrimLeftFunc(s, unicode.IsSpace)
	}
	return s
}

// labelAt finds the longest label that s begins with, and the bytes it takes.
// A word is a label only when another letter or digit does not follow at once.
func labelAt(s string, labels map[string]string) (label string, n int) {
	var room [4 * longestLabel]byte
	folded := room[:0]
	runes := 0
	for i, r := range s {
		if runes++; runes > longestLabel {
			break
		}
		folded = utf8.AppendRune(folded, unicode.ToLower(r))
		l, known := labels[string(folded)]
		if !known {
			continue
		}
		end := i + utf8.RuneLen(r)
		next, size := utf8.DecodeRuneInString(s[end:])
		word := unicode.IsLetter(r) || unicode.IsMark(r)
		if word && size > 0 && (keyLetter(next) || next == '\'' || next == '’') {
			continue
		}
		label, n = l, end
		if next == '.' && word {
			n++
		}
	}
	return label, n
}

// locatorEnd returns how many bytes of s are a locator: numbers, ranges and
// numbers in brackets, joined by commas, "and" or "&". The first must hold a
// digit, or be Roman where a label stands before it; any word will do after
// sub verbo.
func locatorEnd(s string, labelled, anyWord bool) int {
	end := locatorWord(s, labelled, anyWord)
	if end == 0 {
		return 0
	}
	for {
		next := end + followers(s[end:])
		rest := s[next:]
		gap := locatorJoint(rest)
		if gap == 0 {
			return next
		}
		word := rest[gap:]
		n := locatorWord(word, labelled && strings.TrimSpace(rest[:gap]) != "", false)
		if n == 0 || strings.TrimSpace(rest[:gap]) == "" && word[0] != '(' && word[0] != '[' {
			return next
		}
		end = next + gap + n
	}
}

// locatorJoint returns the bytes of what may stand between two numbers.
func locatorJoint(s string) int {
	trimmed := strings.TrimLeftFunc(s, unicode.IsSpace)
	n := len(s) - len(trimmed)
	for _, joint := range [...]string{",", "and ", "& ", "&", "– ", "- "} {
		if strings.HasPrefix(trimmed, joint) {
			if joint == "," || n > 0 || joint == "&" {
				n += len(joint)
			}
			break
		}
	}
	return n + len(s[n:]) - len(strings.TrimLeftFunc(s[n:], unicode.IsSpace))
}

// followers returns the bytes of "f." or "ff." after a number.
func followers(s string) int {
	trimmed := strings.TrimLeftFunc(s, unicode.IsSpace)
	n := len(s) - len(trimmed)
	for _, f := range [...]string{"ff.", "f.", "ff", "f"} {
		if strings.HasPrefix(trimmed, f) {
			r, _ := utf8.DecodeRuneInString(trimmed[len(f):])
			if len(trimmed) > len(f) && keyLetter(r) {
				return 0
			}
			return n + len(f)
		}
	}
	return 0
}

// locatorWord returns the bytes of one number: 12, 12a, C22, XVII, 33-44, 2:12,
// 1.2, (1)(a), [17]-[18].
func locatorWord(s string, roman, anyWord bool) int {
	end, digit := 0, false
	for end < len(s) {
		r, n := utf8.DecodeRuneInString(s[end:])
		switch {
		case r == '(' || r == '[':
			shut := closing(s, end)
			if shut < 0 || strings.ContainsFunc(s[end:shut], unicode.IsSpace) {
				return wordIf(s[:end], digit, roman, anyWord)
			}
			digit = digit || strings.ContainsFunc(s[end:shut], unicode.IsDigit) || roman && isRoman(s[end+1:shut])
			end = shut + 1
			continue
		case unicode.IsDigit(r):
			digit = true
		case keyLetter(r), r == '-', r == '–', r == ':', r == '*', r == '/', r == '′', r == '″':
		case r == '.' && inside(s[end+n:]): // 1.2, but not the full stop
		default:
			return wordIf(s[:end], digit, roman, anyWord)
		}
		end += n
	}
	return wordIf(s[:end], digit, roman, anyWord)
}

// inside reports whether a number goes on after a full stop.
func inside(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsDigit(r)
}

// wordIf is the length of the word when it may be part of a locator.
func wordIf(word string, digit, roman, anyWord bool) int {
	word = strings.TrimRight(word, ":")
	switch {
	case word == "", !keyLetterOrBracket(word):
		return 0
	case anyWord:
		return len(word)
	case digit && (roman || !isOrdinal(word)):
		return len(word)
	case roman && romanRange(word):
		return len(word)
	}
	return 0
}

func keyLetterOrBracket(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return keyLetter(r) || r == '(' || r == '[' || r == '*'
}

// isOrdinal reports 2nd and the like: "@a, 2nd ed." has no page.
func isOrdinal(word string) bool {
	rest := strings.TrimLeftFunc(word, unicode.IsDigit)
	return rest == "st" || rest == "nd" || rest == "rd" || rest == "th"
}

func romanRange(word string) bool {
	for part := range strings.FieldsFuncSeq(word, func(r rune) bool { return r == '-' || r == '–' || r == ':' }) {
		if !isRoman(part) {
			return false
		}
	}
	return true
}

// isRoman reports whether s is a Roman numeral, in one case throughout.
func isRoman(s string) bool {
	if s != strings.ToLower(s) && s != strings.ToUpper(s) {
		return false
	}
	s = strings.ToLower(s)
	if s == "" {
		return false
	}
	for _, place := range [...][2]string{{"m", "mmmm"}, {"c", "cm cd dccc"}, {"x", "xc xl lxxx"}, {"i", "ix iv viii"}} {
		s = trimRoman(s, place[0], place[1])
	}
	return s == ""
}

// trimRoman cuts one decimal place off a Roman numeral. forms are the two
// subtractive ones and the longest additive one, which begins with five.
func trimRoman(s, one, forms string) string {
	f := strings.Fields(forms)
	if len(f) == 3 {
		for _, sub := range f[:2] {
			if strings.HasPrefix(s, sub) {
				return s[len(sub):]
			}
		}
		s = strings.TrimPrefix(s, f[2][:1])
	}
	for range 4 {
		s = strings.TrimPrefix(s, one)
	}
	return s
}
