package cite

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"gloss/generator/edition"
)

// locale is the words of a language as a style uses them: the style's own terms
// over those of the locale files.
type locale struct {
	tag          string
	terms        map[termKey]term
	dates        map[string]*element // text and numeric
	punctInQuote bool
	dayOneOnly   bool      // limit-day-ordinals-to-day-1
	quotes       [4]string // “ ” ‘ ’
	english      bool
	problems     edition.Problems  // in its files
	labels       map[string]string // of locators, see Style.Labels
}

type termKey struct{ name, form string }

// term is a word in its numbers.
type term struct {
	single, multiple string
	gender           string // of a noun: masculine, feminine
	match            string // of an ordinal: last-digit, last-two-digits, whole-number
}

func (t term) in(plural bool) string {
	if plural && t.multiple != "" {
		return t.multiple
	}
	return t.single
}

// localeLibrary finds locale files and keeps what was read.
type localeLibrary struct {
	open func(tag string) (file string, data []byte) // no data: there is none
	tags func(lang string) []string                  // of the files that there are for a language; nil: not known
	mu   sync.Mutex
	read map[string]*localeFile
}

// localeFile is a locale file. One that is not there, or cannot be read, has no
// root.
type localeFile struct {
	name     string
	root     *xmlElement
	problems edition.Problems
}

// file returns the locale file of that tag.
func (l *localeLibrary) file(tag string) *localeFile {
	if l == nil || l.open == nil {
		return &localeFile{}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if f, ok := l.read[tag]; ok {
		return f
	}
	f := &localeFile{}
	var data []byte
	if f.name, data = l.open(tag); data != nil {
		f.parse(data)
	}
	if l.read == nil {
		l.read = map[string]*localeFile{}
	}
	l.read[tag] = f
	return f
}

func (f *localeFile) parse(data []byte) {
	root := parseXML(f.name, data, &f.problems)
	switch {
	case root == nil:
	case root.name != "locale":
		f.problems.Errorf(edition.Place{File: f.name, Line: root.line, Column: 1}, "a locale is a file of the Citation Style Language, citationstyles.org",
			"the root element is <%s>, not <locale>", root.name)
	default:
		f.root = root
		c := &compiler{file: f.name, problems: &f.problems, style: &Style{}}
		c.localeDates(root)
	}
}

// main is the tag of the locale that stands for the language of a tag: the usual
// one, or the first that there is.
func (l *localeLibrary) main(tag string) string {
	usual := dialect(tag)
	if l == nil || l.tags == nil || l.file(usual).name != "" {
		return usual
	}
	lang, _, _ := strings.Cut(usual, "-")
	if tags := l.tags(lang); len(tags) > 0 {
		return tags[0]
	}
	return usual
}

// mainDialect names the locale that stands for a language, or a language in a
// script or a country, where it is not the language doubled (de-DE).
var mainDialect = map[string]string{
	"af": "af-ZA", "ar": "ar", "ca": "ca-AD", "cs": "cs-CZ", "cy": "cy-GB", "da": "da-DK", "el": "el-GR", "en": "en-US",
	"et": "et-EE", "eu": "eu", "fa": "fa-IR", "gl": "gl-ES", "he": "he-IL", "hi": "hi-IN", "ja": "ja-JP", "km": "km-KH",
	"ko": "ko-KR", "la": "la", "nb": "nb-NO", "nn": "nn-NO", "pa": "pa-PK", "pt": "pt-PT", "sl": "sl-SI", "sr": "sr-RS",
	"sv": "sv-SE", "uk": "uk-UA", "vi": "vi-VN", "zh": "zh-CN", "kh": "km-KH", "ms": "ms-MY", "hy": "hy-AM",
	"no": "nb-NO", "sq": "sq-AL", "zh-hant": "zh-TW", "zh-hk": "zh-TW", "zh-mo": "zh-TW",
}

// dialect is the main locale of a language tag.
func dialect(tag string) string {
	lang := strings.ToLower(tag)
	for {
		if d := mainDialect[lang]; d != "" {
			return d
		}
		i := strings.LastIndexByte(lang, '-')
		if i < 0 {
			return lang + "-" + strings.ToUpper(lang)
		}
		lang = lang[:i]
	}
}

// locale makes the words of a language, the weakest first: the English file,
// the language's, the dialect's, then the style's own in the same order.
func (s *Style) locale(tag string) *locale {
	main := s.library.main(tag)
	lang, rest, regional := strings.Cut(tag, "-")
	switch {
	case !regional:
		tag = main
	case strings.EqualFold(lang, "no"): // of the two that it stands for, the one that dialect takes
		tag = "nb-" + rest
	}
	lang, _, _ = strings.Cut(tag, "-")
	l := &locale{tag: tag, terms: map[termKey]term{}, dates: map[string]*element{}, english: strings.EqualFold(lang, "en")}
	for _, f := range slices.Compact([]string{"en-US", main, tag}) {
		file := s.library.file(f)
		l.problems = append(l.problems, file.problems...)
		if file.root != nil {
			s.addLocale(l, file.root, true)
		}
	}
	for _, want := range slices.Compact([]string{"", lang, tag}) {
		for _, e := range s.locales {
			if e.get("xml:lang") == want {
				s.addLocale(l, e, false)
			}
		}
	}
	for i, name := range [...]string{"open-quote", "close-quote", "open-inner-quote", "close-inner-quote"} {
		l.quotes[i] = l.terms[termKey{name, ""}].single
	}
	if l.quotes[0] == "" {
		l.quotes = [4]string{"“", "”", "‘", "’"}
	}
	if !l.english {
		l.labels = l.locatorLabels()
	}
	return l
}

// locatorLabels are the words of the language for locators, long and short, in
// lower case and without a full stop at the end.
func (l *locale) locatorLabels() map[string]string {
	labels := map[string]string{}
	for _, name := range locatorNames {
		for _, form := range [...]string{"", "short", "symbol"} {
			t := l.terms[termKey{name, form}]
			for _, word := range [...]string{t.single, t.multiple} {
				word = strings.ToLower(strings.TrimRight(strings.TrimSpace(word), "."))
				if _, taken := labels[word]; word != "" && !taken {
					labels[word] = name
				}
			}
		}
	}
	return labels
}

// addLocale lays the terms, dates and options of a locale element over those
// that are there.
func (s *Style) addLocale(l *locale, e *xmlElement, file bool) {
	for _, k := range e.kids {
		switch k.name {
		case "style-options":
			if v, ok := k.lookup("punctuation-in-quote"); ok {
				l.punctInQuote = v == "true"
			} else if file {
				l.punctInQuote = false
			}
			if v, ok := k.lookup("limit-day-ordinals-to-day-1"); ok {
				l.dayOneOnly = v == "true"
			} else if file {
				l.dayOneOnly = false
			}
		case "date":
			c := &compiler{problems: new(edition.Problems), style: s} // its problems are known
			l.dates[k.get("form")] = c.localizedDate(k)
		case "terms":
			addTerms(l, k)
		}
	}
}

// localizedDate compiles a date of a locale.
func (c *compiler) localizedDate(e *xmlElement) *element {
	out := &element{line: e.line, delimiter: e.get("delimiter"), prefix: e.get("prefix"), suffix: e.get("suffix")}
	c.formatting(e, out)
	out.textCase = pick(c, e, "text-case", textCases)
	out.date = &dateElement{}
	for _, k := range e.kids {
		if p := c.datePart(k); p != nil {
			out.date.parts = append(out.date.parts, p)
		}
	}
	return out
}

func addTerms(l *locale, e *xmlElement) {
	fresh := false // the ordinals of the weaker locales are gone
	whole := hasTerm(e, "ordinal")
	_, there := l.terms[termKey{"ordinal", ""}]
	for _, k := range e.kids {
		name := k.get("name")
		if k.name != "term" || name == "" {
			continue
		}
		ordinal := name == "ordinal" || strings.HasPrefix(name, "ordinal-")
		if ordinal && !whole && there {
			continue // four ordinals of CSL 1.0 against a whole set of 1.0.1
		}
		if ordinal && !fresh {
			fresh = true
			for key := range l.terms {
				if key.name == "ordinal" || strings.HasPrefix(key.name, "ordinal-") {
					delete(l.terms, key)
				}
			}
		}
		form := k.get("form")
		if form == "long" {
			form = ""
		}
		if g := k.get("gender-form"); g != "" {
			name += "/" + g
		}
		t := term{gender: k.get("gender"), match: k.get("match")}
		if one := k.child("single"); one != nil {
			t.single = termText(one.text)
			if many := k.child("multiple"); many != nil {
				t.multiple = termText(many.text)
			}
		} else if many := k.child("multiple"); many != nil {
			t.single, t.multiple = termText(many.text), termText(many.text)
		} else {
			t.single = termText(k.text)
		}
		l.terms[termKey{name, form}] = t
	}
}

func hasTerm(e *xmlElement, name string) bool {
	return slices.ContainsFunc(e.kids, func(k *xmlElement) bool { return k.name == "term" && k.get("name") == name })
}

// termText drops the line breaks and indentation around a term that stands on
// lines of its own; spaces without a line break belong to the term.
func termText(s string) string {
	if strings.Contains(s, "\n") {
		return strings.TrimSpace(s)
	}
	return s
}

// weaker gives the form to fall back to.
var weaker = map[string]string{"verb-short": "verb", "symbol": "short", "verb": "", "short": ""}

// find returns a term in a form, or in the nearest form there is.
func (l *locale) find(name, form string) (term, bool) {
	if form == "long" {
		form = ""
	}
	for {
		if t, ok := l.terms[termKey{name, form}]; ok {
			return t, true
		}
		next, ok := weaker[form]
		if !ok {
			return term{}, false
		}
		form = next
	}
}

func (l *locale) word(name string) string {
	t, _ := l.find(name, "")
	return t.single
}

// ordinal returns what makes a number an ordinal, in the gender of a noun.
func (l *locale) ordinal(n int, gender string) string {
	for _, g := range [...]string{gender, ""} {
		suffix := ""
		if g != "" {
			suffix = "/" + g
		}
		for _, m := range [...]struct {
			n     int
			match string
		}{{n, "whole-number"}, {n % 100, "last-two-digits"}, {n % 10, "last-digit"}} {
			t, ok := l.terms[termKey{"ordinal-" + twoDigits(m.n) + suffix, ""}]
			if !ok || m.n > 99 {
				continue
			}
			match := t.match
			if match == "" {
				match = "last-digit"
				if m.n >= 10 {
					match = "last-two-digits"
				}
			}
			if match == m.match || match == "last-digit" && m.match == "whole-number" && n < 10 || match == "last-two-digits" && m.match == "whole-number" && n < 100 {
				return t.single
			}
		}
		if t, ok := l.terms[termKey{"ordinal" + suffix, ""}]; ok {
			return t.single
		}
	}
	return ""
}

// longOrdinal returns first, second … in the gender of a noun, or "".
func (l *locale) longOrdinal(n int, gender string) string {
	if n < 1 || n > 10 {
		return ""
	}
	name := "long-ordinal-" + twoDigits(n)
	if gender != "" {
		if t, ok := l.terms[termKey{name + "/" + gender, ""}]; ok {
			return t.single
		}
	}
	return l.terms[termKey{name, ""}].single
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
