package bibtex

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// command reads a backslash and what it commands. Of a declaration, which holds
// to the end of its group, it returns the tag that closes it.
func (t *texReader) command(depth int) (shut string) {
	begin := t.at
	name := t.commandName()
	word, known := symbols[name]
	switch {
	case accents[name] != 0:
		t.accent(name, depth)
	case name == `\` || name == "newline":
		t.space(2)
	case name == "par":
		t.wordEnd(name)
		t.space(3)
	case name != "" && blank(name[0]):
		t.space(1)
	case known && word == " ":
		t.wordEnd(name)
		t.space(1)
	case known:
		t.write(word)
		t.wordEnd(name)
	case declarations[name] != "":
		t.wordEnd(name)
		t.write("<" + declarations[name] + ">")
		return closing(declarations[name])
	case markup[name] != [2]string{}:
		t.argument(func() {
			t.tagged(markup[name][0], markup[name][1], func() { t.enter(depth) })
		})
	case through[name] > 0:
		for range through[name] - 1 {
			t.argument(t.drop)
		}
		t.argument(func() { t.enter(depth) })
	case dropped[name]:
		t.argument(t.drop)
	case !t.special(name, depth):
		t.unknown(begin, name, depth)
	}
	return ""
}

// special reads the commands whose arguments are read in a way of their own.
func (t *texReader) special(name string, depth int) bool {
	switch name {
	case "url", "nolinkurl", "path", "doi":
		t.argument(func() { t.write(Verbatim(t.rest())) })
	case "href":
		t.link(depth)
	case "enquote", "mkbibquote", "textquote":
		t.argument(func() { t.quote(depth) })
	case "NoCaseChange":
		t.argument(func() { t.keepCase(depth) })
	case "ensuremath":
		t.argument(func() { t.enterMath(depth) })
	case "frac":
		t.argument(func() { t.enter(depth) })
		t.write("/")
		t.argument(func() { t.enter(depth) })
	default:
		return false
	}
	return true
}

// unknown keeps the name of a command and its words.
func (t *texReader) unknown(begin int, name string, depth int) {
	t.write(name)
	if name == "" {
		t.write(`\`)
	}
	if !letters(name) {
		return
	}
	t.warn(begin, "write what it stands for in Unicode", `“\`+short(name)+`” is no command that is known; its name and its words are kept`)
	for strings.HasPrefix(t.src[t.at:], "{") {
		t.argument(func() { t.space(1); t.enter(depth) })
	}
}

// letters reports whether the name of a command is made of letters.
func letters(name string) bool {
	return name != "" && (name[0]|0x20 >= 'a' && name[0]|0x20 <= 'z')
}

// commandName reads a backslash and the name behind it: letters, with a star
// that is left out, or one character.
func (t *texReader) commandName() string {
	t.at++
	begin := t.at
	for t.at < len(t.src) && letters(t.src[t.at:t.at+1]) {
		t.at++
	}
	name := t.src[begin:t.at]
	switch {
	case t.at == len(t.src):
	case name == "":
		_, n := utf8.DecodeRuneInString(t.src[t.at:])
		t.at += n
		name = t.src[begin:t.at]
	case t.src[t.at] == '*':
		t.at++
	}
	return name
}

// wordEnd passes over the white space, or the empty braces, that end the name of
// a command.
func (t *texReader) wordEnd(name string) {
	if strings.HasPrefix(t.src[t.at:], "{}") {
		t.at += 2
		return
	}
	for letters(name) && t.at < len(t.src) && blank(t.src[t.at]) {
		t.at++
	}
}

// argument reads an argument of a command: what stands in braces, else one
// character or command. For read, the text is the argument alone.
func (t *texReader) argument(read func()) {
	for t.at < len(t.src) && blank(t.src[t.at]) {
		t.at++
	}
	if t.at >= len(t.src) || t.src[t.at] == '}' {
		return
	}
	whole, begin, behind := t.src, t.at, 0
	switch t.src[begin] {
	case '{':
		n := balanced(whole[begin:])
		if n == 0 { // cannot be in what Parse returns
			n = len(whole) + 1 - begin
		}
		t.at, t.src, behind = begin+1, whole[:begin+n-1], begin+n
	case '\\':
		t.commandName()
		behind = t.at
		t.at, t.src = begin, whole[:behind]
	default:
		_, n := utf8.DecodeRuneInString(whole[begin:])
		behind = begin + n
		t.src = whole[:behind]
	}
	read()
	t.src, t.at = whole, min(behind, len(whole))
}

// enter reads an argument as text.
func (t *texReader) enter(depth int) {
	if depth >= texDepth {
		t.tooDeep(t.at)
		t.drop()
		return
	}
	t.text(depth + 1)
}

// keepCase reads an argument whose case is protected.
func (t *texReader) keepCase(depth int) {
	if t.how != Title || t.protects || depth >= texDepth {
		t.enter(depth)
		return
	}
	t.protect(depth)
}

// rest returns what is left of an argument as it stands.
func (t *texReader) rest() string {
	s := t.src[t.at:]
	t.drop()
	return s
}

func (t *texReader) drop() { t.at = len(t.src) }

// quote reads words that are to stand in quotation marks.
func (t *texReader) quote(depth int) {
	marks := [2][2]string{{"“", "”"}, {"‘", "’"}}[t.quotes%2]
	t.quotes++
	t.tagged(marks[0], marks[1], func() { t.enter(depth) })
	t.quotes--
}

// link reads \href{address}{words}; the address stands behind the words.
func (t *texReader) link(depth int) {
	address := ""
	t.argument(func() { address = Verbatim(t.rest()) })
	begin := len(t.out)
	t.argument(func() { t.enter(depth) })
	if address != "" && !strings.Contains(string(t.out[min(begin, len(t.out)):]), address) {
		t.space(1)
		t.write("(" + address + ")")
	}
}

// accent reads a command that sets a mark over or under the next character.
func (t *texReader) accent(name string, depth int) {
	mark := string(accents[name])
	base := ""
	t.argument(func() { base, _, _ = t.apart(func() { t.enter(depth) }) })
	base = dotless.Replace(base)
	r, n := utf8.DecodeRuneInString(base)
	switch {
	case base == "":
		t.write(spacing[name])
	case name == "t": // over two letters
		t.write(base[:n] + mark + base[n:])
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		for n < len(base) { // behind the letter and the marks it has already
			next, k := utf8.DecodeRuneInString(base[n:])
			if !unicode.Is(unicode.M, next) {
				break
			}
			n += k
		}
		t.write(base[:n] + mark + base[n:])
	default:
		t.write(base)
	}
}

// dotless letters take their dots back below an accent: Unicode's composed
// letters are made of those.
var dotless = strings.NewReplacer("ı", "i", "ȷ", "j")
