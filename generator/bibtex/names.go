package bibtex

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Name is a person or a body, in BibTeX's parts.
type Name struct {
	First, Von, Last, Jr string
	// Drops says that the von part is no part of the name it is sorted by:
	// BibLaTeX's option useprefix=false.
	Drops bool
	// Literal is a name that is not to be parted, such as that of a body; it
	// excludes the others.
	Literal string
	Others  bool // "and others"; it excludes all else
}

// Names reads a list of names, joined by "and", in any of the three forms
//
//	First von Last
//	von Last, First
//	von Last, Jr, First
//
// or in BibLaTeX's long form, family=Last, given=First, prefix=von, suffix=Jr,
// useprefix=true. What stands whole in braces is not parted; names with semicolons
// between them are, and it is a mistake. The place of a
// mistake is a byte of the text.
//
// A von part is made of words that begin with a small letter. Before a comma
// they must begin the name: in "Ortega y Gasset, José" there is none. BibTeX
// would take "Ortega y" for one.
func Names(tex string) ([]Name, []Mistake) {
	var names []Name
	var mistakes []Mistake
	for _, s := range splitNames(tex) {
		if strings.TrimSpace(s.text) == "" {
			mistakes = append(mistakes, Mistake{At: s.at, Warning: true, Text: "a name is missing here", Hint: "write names with one “and” between each two"})
			continue
		}
		list := splitSemicolons(s)
		if len(list) > 1 {
			mistakes = append(mistakes, Mistake{At: list[1].at - 1, Warning: true, Text: "names are parted by a semicolon here", Hint: "part them with “ and ”"})
		}
		for _, s := range list {
			p := nameReader{tex: s.text, at: s.at}
			names = append(names, p.name())
			mistakes = append(mistakes, p.mistakes...)
		}
	}
	return names, mistakes
}

// splitSemicolons cuts what should be one name at semicolons, which some programs
// put between names: "Smith, J.; Doe, K.". One that ends an entity of HTML parts
// nothing.
func splitSemicolons(s stretch) (list []stretch) {
	for _, part := range split(s.text, func(i int) int {
		if s.text[i] != ';' || entity.MatchString(s.text[max(i-12, 0):i+1]) {
			return 0
		}
		return 1
	}) {
		if strings.TrimSpace(part.text) != "" {
			list = append(list, stretch{part.text, s.at + part.at})
		}
	}
	if len(list) == 0 {
		return []stretch{s}
	}
	return list
}

// entity is an entity of HTML at the end of a text.
var entity = regexp.MustCompile(`&#?[0-9A-Za-z]{1,10};$`)

// stretch is a part of a text and where it begins.
type stretch struct {
	text string
	at   int
}

// splitNames cuts a list at each "and" outside of braces.
func splitNames(tex string) []stretch {
	if strings.TrimSpace(tex) == "" {
		return nil
	}
	return split(tex, func(i int) int {
		if isAnd(tex, i) {
			return 3
		}
		return 0
	})
}

// splitAt cuts a text at a sign outside of braces.
func splitAt(tex string, sign byte) []stretch {
	return split(tex, func(i int) int {
		if tex[i] == sign {
			return 1
		}
		return 0
	})
}

// split cuts a text wherever something outside of braces parts it: parts says how
// many bytes long that is at i, or 0.
func split(tex string, parts func(i int) int) (list []stretch) {
	depth, begin := 0, 0
	for i := 0; i < len(tex); i++ {
		switch c := tex[i]; {
		case c == '{':
			depth++
		case c == '}':
			depth--
		case depth == 0:
			if n := parts(i); n > 0 {
				list = append(list, stretch{tex[begin:i], begin})
				begin, i = i+n, i+n-1
			}
		}
	}
	return append(list, stretch{tex[begin:], begin})
}

// isAnd reports whether the word "and" stands at i.
func isAnd(s string, i int) bool {
	return i+3 <= len(s) && strings.EqualFold(s[i:i+3], "and") && (i == 0 || blank(s[i-1])) && (i+3 == len(s) || blank(s[i+3]))
}

// nameReader reads one name.
type nameReader struct {
	tex      string
	at       int // where it stands in the list
	mistakes []Mistake
}

func (p *nameReader) warn(at int, hint, text string) {
	p.mistakes = append(p.mistakes, Mistake{At: p.at + at, Warning: true, Text: text, Hint: hint})
}

// plain reads the TeX of a part of the name.
func (p *nameReader) plain(s stretch) string {
	words, mistakes := Text(s.text, Line)
	for _, m := range mistakes {
		p.warn(s.at+m.At, m.Hint, m.Text)
	}
	return words
}

func (p *nameReader) name() Name {
	whole := strings.TrimSpace(p.tex)
	begin := strings.Index(p.tex, whole)
	switch {
	case strings.EqualFold(whole, "others"), strings.EqualFold(whole, "et al."), strings.EqualFold(whole, "et al"):
		return Name{Others: true}
	case whole[0] == '{' && balanced(whole) == len(whole) && !strings.HasPrefix(whole, `{\`):
		return Name{Literal: p.plain(stretch{whole, begin})}
	}
	parts := splitAt(p.tex, ',')
	if name, ok := p.long(parts); ok {
		return name
	}
	if n := len(parts); n > 1 && strings.TrimSpace(parts[n-1].text) == "" {
		parts = parts[:n-1] // "Plato,"
	}
	switch len(parts) {
	case 1:
		return p.firstVonLast(words(parts[0]))
	case 2:
		return p.vonLast(words(parts[0]), "", p.plain(parts[1]))
	case 3:
		return p.vonLast(words(parts[0]), p.plain(parts[1]), p.plain(parts[2]))
	}
	p.warn(begin, "part names with “ and ”; a name is written Last, First or Last, Jr, First", "a name with more than two commas")
	first := stretch{p.tex[parts[2].at:], parts[2].at}
	return p.vonLast(words(parts[0]), p.plain(parts[1]), p.plain(first))
}

// words cuts a part of a name into words, at white space and ties outside of
// braces.
func words(s stretch) (list []stretch) {
	depth, begin := 0, -1
	for i := 0; i <= len(s.text); i++ {
		if i == len(s.text) || depth == 0 && (blank(s.text[i]) || s.text[i] == '~' && (i == 0 || s.text[i-1] != '\\')) {
			if begin >= 0 {
				list = append(list, stretch{s.text[begin:i], s.at + begin})
			}
			begin = -1
			continue
		}
		if begin < 0 {
			begin = i
		}
		switch s.text[i] {
		case '{':
			depth++
		case '}':
			depth--
		}
	}
	return list
}

// firstVonLast parts "Ludwig van Beethoven". The last word is always part of
// Last; von reaches from the first small word to the last one before it.
func (p *nameReader) firstVonLast(list []stretch) Name {
	if len(list) == 0 { // nothing but a comma
		return Name{}
	}
	von, last := -1, len(list)-1
	for i, w := range list[:len(list)-1] {
		if small(w.text) {
			if von < 0 {
				von = i
			}
			last = i + 1
		}
	}
	if von < 0 {
		von = last
	}
	return Name{First: p.join(list[:von]), Von: p.join(list[von:last]), Last: p.join(list[last:])}
}

// vonLast parts "van Beethoven".
func (p *nameReader) vonLast(list []stretch, jr, first string) Name {
	n := 0
	for n < len(list)-1 && small(list[n].text) {
		n++
	}
	return Name{First: first, Von: p.join(list[:n]), Last: p.join(list[n:]), Jr: jr}
}

func (p *nameReader) join(list []stretch) string {
	if len(list) == 0 {
		return ""
	}
	parts := make([]string, len(list))
	for i, w := range list {
		parts[i] = p.plain(w)
	}
	return strings.Join(parts, " ")
}

// small reports whether a word begins with a small letter. Braces have no case,
// unless a command stands in them, which may make a letter.
func small(word string) bool {
	if strings.HasPrefix(word, "{") && !strings.HasPrefix(word, `{\`) {
		return false
	}
	if strings.HasPrefix(word, `\`) || strings.HasPrefix(word, "{") {
		word, _ = Text(word, Line)
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(word, "'’‘`"))
	return unicode.IsLower(r)
}

// long reads BibLaTeX's long form of a name.
func (p *nameReader) long(parts []stretch) (name Name, ok bool) {
	for _, part := range parts {
		key, value, ok := strings.Cut(part.text, "=")
		field, known := longForm[strings.TrimSpace(key)]
		if !ok || !known {
			return Name{}, false
		}
		value = strings.TrimSpace(value)
		if n := len(value); n > 1 && value[0] == '"' && value[n-1] == '"' {
			value = value[1 : n-1]
		}
		field(&name, p.plain(stretch{value, part.at + strings.Index(part.text, value)}))
	}
	return name, true
}

// longForm are the keys of the long form.
var longForm = map[string]func(n *Name, value string){
	"family":    func(n *Name, value string) { n.Last = value },
	"given":     func(n *Name, value string) { n.First = value },
	"prefix":    func(n *Name, value string) { n.Von = value },
	"suffix":    func(n *Name, value string) { n.Jr = value },
	"useprefix": func(n *Name, value string) { n.Drops = value == "false" },
	// Initials, which follow from the names, and keys for tools.
	"family-i": func(*Name, string) {}, "given-i": func(*Name, string) {}, "prefix-i": func(*Name, string) {}, "suffix-i": func(*Name, string) {},
	"id": func(*Name, string) {}, "gender": func(*Name, string) {}, "nametemplates": func(*Name, string) {},
}
