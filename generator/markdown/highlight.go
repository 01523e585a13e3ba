package markdown

import (
	"bytes"
	"strings"
	"sync"
)

// This file colours code. A scanner reads it once, from left to right, by the
// tables in languages.go, and says of each stretch whether it is a comment, a
// string, a number, a word with a meaning. It knows no grammar, never looks
// back, and takes any text.
//
// chroma, which was measured first, knows 250 languages better. But it costs
// every command fourteen milliseconds before it begins, a new language some
// more, and each page more than all the rest of Markdown; and it gives up on a
// rule after a quarter of a second, so that a page would depend on the clock.

// token is a stretch of code of one colour; class "" has none.
type token struct {
	length int // bytes
	class  string
}

// spans are the opening tags by class. The classes are the short names that
// Pygments and chroma use, so that their style sheets fit.
var spans = func() map[string]string {
	all := map[string]string{}
	for _, class := range strings.Fields("k kc kd kt nb nc nf nt na nd nv ss s se c cp cm m gd gi gu gh o") {
		all[class] = `<span class="` + class + `">`
	}
	return all
}()

// highlight cuts code into tokens; nil when the language is not known or the
// code is too long.
func highlight(name string, code []byte) []token {
	if name == "" || len(code) > longestHighlighted {
		return nil
	}
	l := languageOf(name)
	if l == nil {
		return nil
	}
	s := scanner{code: code, language: l.language, words: l.words(), tokens: make([]token, 0, len(code)/6+4)}
	if l.scan != nil {
		l.scan(&s)
	} else {
		s.program()
	}
	return s.tokens
}

// scanner cuts one block of code into tokens.
type scanner struct {
	code     []byte
	at       int
	language *language
	words    map[string]string
	tokens   []token
	naming   string // class of the next word, which a word like "def" names
}

// take makes the next n bytes a token.
func (s *scanner) take(n int, class string) {
	n = min(n, len(s.code)-s.at)
	if n <= 0 {
		return
	}
	s.at += n
	if k := len(s.tokens) - 1; k >= 0 && s.tokens[k].class == class {
		s.tokens[k].length += n
		return
	}
	s.tokens = append(s.tokens, token{n, class})
}

// begins reports whether the rest of the code begins with a sign.
func (s *scanner) begins(sign string) bool {
	return len(s.code)-s.at >= len(sign) && string(s.code[s.at:s.at+len(sign)]) == sign
}

// until returns the bytes up to and with a sign, from byte skip of the rest on;
// all the rest when the sign does not come.
func (s *scanner) until(skip int, sign string) int {
	from := min(s.at+skip, len(s.code))
	if i := bytes.Index(s.code[from:], []byte(sign)); i >= 0 {
		return from - s.at + i + len(sign)
	}
	return len(s.code) - s.at
}

// line returns the bytes up to the end of the line, without it.
func (s *scanner) line() int {
	if i := bytes.IndexByte(s.code[s.at:], '\n'); i >= 0 {
		return i
	}
	return len(s.code) - s.at
}

// lineBegins reports whether only space stands before on the line.
func (s *scanner) lineBegins() bool {
	for i := s.at - 1; i >= 0 && s.code[i] != '\n'; i-- {
		if s.code[i] != ' ' && s.code[i] != '\t' {
			return false
		}
	}
	return true
}

// peek returns the byte i further on, 0 behind the end.
func (s *scanner) peek(i int) byte {
	if s.at+i < len(s.code) {
		return s.code[s.at+i]
	}
	return 0
}

// program reads a programming language.
func (s *scanner) program() {
	for s.at < len(s.code) {
		c := s.code[s.at]
		switch {
		case c == ' ' || c == '\t' || c == '\n':
			s.take(1, "")
		case s.comment(), s.quoted(), s.sigil(c):
		case digit(c) || c == '.' && digit(s.peek(1)):
			s.take(s.number(), "m")
		case s.letter(c):
			s.word()
		default:
			if c != '.' && c != '*' && c != '&' {
				s.naming = ""
			}
			s.take(1, "")
		}
	}
}

// comment takes a comment, if one begins here.
func (s *scanner) comment() bool {
	for _, b := range s.language.blocks {
		if s.begins(b[0]) {
			s.take(s.until(len(b[0]), b[1]), "c")
			return true
		}
	}
	for _, sign := range s.language.lines {
		if s.begins(sign) && (!s.language.spaced || s.at == 0 || s.code[s.at-1] <= ' ') {
			s.take(s.line(), "c")
			return true
		}
	}
	return false
}

// quoted takes a string, if one begins here. One that may not run over the line
// and is not closed on it is no string but an apostrophe.
func (s *scanner) quoted() bool {
	for i := range s.language.strings {
		q := &s.language.strings[i]
		if !s.begins(q.open) {
			continue
		}
		n, ok := s.closed(q)
		if !ok {
			continue
		}
		class := q.class
		if class == "" {
			class = "s"
		}
		if s.language.keys != 0 && s.keyFollows(n) {
			class = "nt"
		}
		s.take(n, class)
		return true
	}
	return false
}

// closed returns the bytes of a string that begins here.
func (s *scanner) closed(q *quote) (int, bool) {
	rest := s.code[s.at:]
	for i := len(q.open); i < len(rest); {
		switch {
		case rest[i] == '\n' && !q.long:
			return 0, false
		case q.escape != 0 && rest[i] == q.escape && i+1 < len(rest):
			i += 2
			continue
		case bytes.HasPrefix(rest[i:], []byte(q.close)):
			if q.doubled && bytes.HasPrefix(rest[i+len(q.close):], []byte(q.close)) {
				i += 2 * len(q.close)
				continue
			}
			return i + len(q.close), true
		}
		i++
	}
	return len(rest), q.long
}

// sigil takes a name that a sign begins: $variable, @decorator, \command.
func (s *scanner) sigil(c byte) bool {
	class := s.language.sigils[c]
	if class == "" {
		return false
	}
	if class == "cp" { // a directive takes its line, from the beginning only
		if !s.lineBegins() {
			return false
		}
		s.take(s.line(), class)
		return true
	}
	n := 1
	if c == '$' && s.peek(1) == '{' {
		n = s.until(2, "}")
		if bytes.IndexByte(s.code[s.at:s.at+n], '\n') >= 0 {
			return false
		}
	} else {
		for s.letter(s.peek(n)) || digit(s.peek(n)) {
			n++
		}
	}
	if n == 1 && (c != '\\' || s.peek(1) <= ' ' || s.peek(1) >= 0x80) {
		return false
	}
	s.take(max(n, 2), class) // \% and the like are two
	return true
}

// number returns the bytes of a number: 12, 0x1F, 1_000.5e-3, 10px.
func (s *scanner) number() int {
	n := 1
	for {
		c := s.peek(n)
		switch {
		case digit(c), 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', c == '_', c == '.' && digit(s.peek(n+1)):
		case (c == '-' || c == '+') && (s.peek(n-1)|0x20) == 'e' && digit(s.peek(n+1)) && s.peek(1)|0x20 != 'x':
		default:
			return n
		}
		n++
	}
}

// word takes a word and colours it if it has a meaning, names something, or is
// called.
func (s *scanner) word() {
	n := 1
	for s.letter(s.peek(n)) || digit(s.peek(n)) {
		n++
	}
	l := s.language
	word := s.code[s.at : s.at+n]
	class, meant := s.words[string(word)]
	if !meant && l.fold {
		class, meant = s.words[strings.ToLower(string(word))]
	}
	member := s.at > 0 && s.code[s.at-1] == '.' && l.members
	switch {
	case meant && !member:
		s.naming = l.names[strings.ToLower(string(word))]
	case l.keys != 0 && s.keyFollows(n):
		class = "nt"
	case s.naming != "":
		class, s.naming = s.naming, ""
	case l.calls && s.peek(n) == '(':
		class = "nf"
	default:
		class = ""
	}
	s.take(n, class)
}

// keyFollows reports whether the sign that makes a key of what is n bytes long
// stands behind it; where comments need space before them, keys need it behind.
func (s *scanner) keyFollows(n int) bool {
	for s.peek(n) == ' ' {
		n++
	}
	return s.peek(n) == s.language.keys && (!s.language.spaced || s.peek(n+1) <= ' ')
}

// letter reports whether a byte may begin a word. All beyond ASCII may, so that
// no character is ever cut.
func (s *scanner) letter(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c >= 0x80 || c != 0 && strings.IndexByte(s.language.letters, c) >= 0
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

// markup reads XML and HTML.
func (s *scanner) markup() {
	for s.at < len(s.code) {
		switch {
		case s.begins("<!--"):
			s.take(s.until(4, "-->"), "c")
		case s.begins("<![CDATA["):
			s.take(s.until(9, "]]>"), "")
		case s.begins("<?"):
			s.take(s.until(2, "?>"), "cp")
		case s.begins("<!"):
			s.take(s.until(2, ">"), "cp")
		case s.begins("<") && (s.letter(s.peek(1)) || s.peek(1) == '/'):
			s.tag()
		case s.begins("&") && s.until(1, ";") < 12:
			s.take(s.until(1, ";"), "se")
		default:
			n := 1
			for s.at+n < len(s.code) && s.code[s.at+n] != '<' && s.code[s.at+n] != '&' {
				n++
			}
			s.take(n, "")
		}
	}
}

// tag takes a tag with its attributes.
func (s *scanner) tag() {
	n := 1
	for c := s.peek(n); n == 1 && c == '/' || s.letter(c) || digit(c); c = s.peek(n) {
		n++
	}
	s.take(n, "nt")
	for s.at < len(s.code) {
		switch c := s.code[s.at]; {
		case c == '>' || c == '/' && s.peek(1) == '>':
			s.take(s.until(0, ">"), "nt")
			return
		case c == '<':
			return
		case c == '"' || c == '\'':
			s.take(s.until(1, string(c)), "s")
		case s.letter(c):
			n := 1
			for s.letter(s.peek(n)) || digit(s.peek(n)) {
				n++
			}
			s.take(n, "na")
		default:
			s.take(1, "")
		}
	}
}

// patch reads what diff writes, line by line.
func (s *scanner) patch() {
	for s.at < len(s.code) {
		class := ""
		switch {
		case s.begins("+++"), s.begins("---"), s.begins("diff "), s.begins("index "):
			class = "gh"
		case s.begins("@@"):
			class = "gu"
		case s.begins("+"):
			class = "gi"
		case s.begins("-"):
			class = "gd"
		}
		s.take(s.line(), class)
		s.take(1, "")
	}
}

// known is a language with its words by themselves.
type known struct {
	*language
	words func() map[string]string // the class of each word
}

// languageOf finds a language by name or alias, nil when none is known.
func languageOf(name string) *known {
	if l := byName()[name]; l != nil {
		return l
	}
	return byName()[strings.ToLower(name)]
}

// byName is the table of languages by each of their names. The words of a
// language are sorted out when it is met.
var byName = sync.OnceValue(func() map[string]*known {
	all := map[string]*known{}
	for i := range languages {
		l := &languages[i]
		k := &known{language: l, words: sync.OnceValue(l.words)}
		for name := range strings.FieldsSeq(l.called) {
			all[name] = k
		}
	}
	return all
})

// words returns the class of each word.
func (l *language) words() map[string]string {
	words := map[string]string{}
	for class, list := range l.classes {
		for w := range strings.FieldsSeq(list) {
			words[w] = class
		}
	}
	return words
}
