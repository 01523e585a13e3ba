package bibtex

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Reading says how the TeX of a field is to be read.
type Reading uint8

// The ways of reading.
const (
	Line       Reading = 0 // in one line
	Paragraphs Reading = 1 // with line ends (\\) and paragraphs, as "\n" and "\n\n"
	Title      Reading = 2 // in one line; braces protect from a change of case
)

// Text turns the TeX of a field into CSL's rich text, in Unicode's form NFC. A
// command that is not known leaves its name and its words, and is reported; the
// place of a mistake is a byte of the text.
func Text(tex string, how Reading) (string, []Mistake) {
	if plainTeX(tex) {
		return strings.Clone(strings.TrimSpace(tex)), nil
	}
	t := &texReader{src: tex, how: how}
	t.text(0)
	return norm.NFC.String(string(t.out)), t.mistakes
}

// plainTeX reports whether a text means what it says.
func plainTeX(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		twice := i > 0 && s[i-1] == c && strings.IndexByte(" -'", c) >= 0
		if c >= utf8.RuneSelf || c < ' ' || twice || strings.IndexByte("\\{}$~`&", c) >= 0 {
			return false
		}
	}
	return true
}

// texDepth is how deep braces may lie in one another.
const texDepth = 100

// texReader reads TeX.
type texReader struct {
	src      string
	at       int
	how      Reading
	out      []byte
	gap      int  // white space that has been read and not yet written: 1 a space, 2 a line end, 3 a paragraph
	lead     int  // white space before the first of the words
	protects bool // inside braces that protect
	math     bool // inside mathematics
	quotes   int  // how many \enquote lie in one another
	single   int  // how many ` are open
	mistakes []Mistake
}

func (t *texReader) warn(at int, hint, text string) {
	t.mistakes = append(t.mistakes, Mistake{At: at, Warning: true, Text: text, Hint: hint})
}

// write writes words behind the white space that is due.
func (t *texReader) write(s string) {
	if s == "" {
		return
	}
	switch {
	case len(t.out) == 0:
		t.lead = t.gap
	case t.gap > 0:
		t.out = append(t.out, [...]string{" ", "\n", "\n\n"}[t.gap-1]...)
	}
	t.gap = 0
	t.out = append(t.out, s...)
}

// space notes white space; lines count where they are kept.
func (t *texReader) space(n int) {
	if t.how != Paragraphs {
		n = min(n, 1)
	}
	t.gap = max(t.gap, n)
}

// blanks passes over white space and notes it: two line ends are a paragraph.
func (t *texReader) blanks() {
	lines := 0
	for t.at < len(t.src) && blank(t.src[t.at]) {
		if t.src[t.at] == '\n' {
			lines++
		}
		t.at++
	}
	if lines > 1 {
		t.space(3)
	} else {
		t.space(1)
	}
}

// apart returns what read writes, with the white space before and behind it.
func (t *texReader) apart(read func()) (words string, before, behind int) {
	out, gap, lead := t.out, t.gap, t.lead
	t.out, t.gap, t.lead = nil, 0, 0
	read()
	words, before, behind = string(t.out), t.lead, t.gap
	t.out, t.gap, t.lead = out, gap, lead
	return words, before, behind
}

// tagged puts tags around what read writes; none around nothing.
func (t *texReader) tagged(open, shut string, read func()) {
	words, before, behind := t.apart(read)
	t.between(open, words, shut, before, behind)
}

// between writes words between tags, with the white space before and behind them.
func (t *texReader) between(open, words, shut string, before, behind int) {
	t.gap = max(t.gap, before)
	if words == "" {
		t.gap = max(t.gap, behind)
		return
	}
	t.write(open + words + shut)
	t.gap = behind
}

// text reads up to the brace that closes the group, or to the end.
func (t *texReader) text(depth int) {
	var open []string // the closing tags of declarations, which hold to the end of the group
	for t.at < len(t.src) {
		switch c := t.src[t.at]; {
		case c == '}' && depth == 0: // cannot be in what Parse returns
			t.at++
		case c == '}':
			t.close(open)
			return
		case c == '{':
			t.group(depth)
		case c == '\\':
			if shut := t.command(depth); shut != "" {
				open = append(open, shut)
			}
		case blank(c):
			t.blanks()
		case c == '$':
			t.formula(depth)
		case t.math:
			t.mathCharacter(depth)
		default:
			t.character()
		}
	}
	t.close(open)
}

func (t *texReader) close(tags []string) {
	for i := len(tags) - 1; i >= 0; i-- {
		t.out = append(t.out, tags[i]...)
	}
}

// group reads what stands in braces. In a title it is protected from a change of
// case, unless it begins with a command. Two pairs of braces around words with
// capitals protect them from TeX's styles alone, which make all letters small: CSL's
// leave such words as they are.
func (t *texReader) group(depth int) {
	begin := t.at
	t.at++
	if depth == texDepth {
		t.tooDeep(begin)
		t.skip()
		return
	}
	switch next := strings.TrimLeft(t.src[t.at:], " \t\r\n"); {
	case t.how != Title || t.protects || t.math || next == "" || strings.IndexByte(`\}$`, next[0]) >= 0:
		t.text(depth + 1)
	case next[0] == '{' && t.keeps(next):
		t.protects = true
		t.text(depth + 1)
		t.protects = false
	default:
		t.protect(depth)
	}
	if t.at < len(t.src) { // the brace that closes it
		t.at++
	}
}

// keeps reports whether the group that s begins with, inside another, is all there
// is in it, and is words with capitals.
func (t *texReader) keeps(s string) bool {
	n := balanced(s)
	if n == 0 || !strings.HasPrefix(s[n:], "}") {
		return false
	}
	words, _ := Text(s[1:n-1], Line)
	return capitals(words)
}

// capitals reports whether a text is words that all have a capital, without
// markup.
func capitals(s string) bool {
	words := strings.Fields(s)
	for _, w := range words {
		if strings.IndexFunc(w, unicode.IsUpper) < 0 {
			return false
		}
	}
	return len(words) > 0 && !strings.Contains(s, "<")
}

// protect reads words that keep their case. Marks have none: braces around them are
// how BibTeX writes {"}, and would part a quotation mark from its partner.
func (t *texReader) protect(depth int) {
	words, before, behind := t.apart(func() {
		t.protects = true
		t.text(depth + 1)
		t.protects = false
	})
	open, shut := `<span class="nocase">`, "</span>"
	if !strings.ContainsFunc(words, inWord) {
		open, shut = "", ""
	}
	t.between(open, words, shut, before, behind)
}

func (t *texReader) tooDeep(at int) {
	t.warn(at, "take some of them out", "braces lie too deep in one another here, and are left out")
}

// skip passes over the rest of a group.
func (t *texReader) skip() {
	for depth := 1; t.at < len(t.src) && depth > 0; t.at++ {
		switch t.src[t.at] {
		case '{':
			depth++
		case '}':
			depth--
		}
	}
}

// ligatures are what TeX makes of signs, the longest first.
var ligatures = []struct{ from, to string }{
	{"---", "—"}, {"--", "–"}, {"``", "“"}, {"''", "”"}, {"?`", "¿"}, {"!`", "¡"}, {"`", "‘"}, {"~", "\u00a0"},
}

// character reads one that is no command.
func (t *texReader) character() {
	rest := t.src[t.at:]
	if rest[0] == '\'' && t.single > 0 && !strings.HasPrefix(rest, "''") {
		if r, _ := utf8.DecodeRuneInString(rest[1:]); !inWord(r) { // else it is an apostrophe
			t.single--
			t.at++
			t.write("’")
			return
		}
	}
	for _, l := range ligatures {
		if strings.HasPrefix(rest, l.from) {
			t.at += len(l.from)
			t.write(l.to)
			if l.from == "`" {
				t.single++
			}
			return
		}
	}
	if rest[0] == '&' { // bare, it is no sign of TeX; some programs write HTML
		if i := strings.IndexByte(rest[:min(len(rest), 12)], ';'); i > 1 {
			if s := html.UnescapeString(rest[:i+1]); s != rest[:i+1] {
				t.at += i + 1
				t.write(s)
				return
			}
		}
	}
	_, n := utf8.DecodeRuneInString(rest)
	t.at += n
	t.write(rest[:n])
}
