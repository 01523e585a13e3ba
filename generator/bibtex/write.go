package bibtex

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Pair is a field to be written: its name and its text as TeX.
type Pair struct{ Name, TeX string }

// Append appends an entry, a field a line.
func Append(b []byte, typ, key string, fields []Pair) []byte {
	b = append(append(append(append(append(b, '@'), typ...), '{'), key...), ",\n"...)
	for _, f := range fields {
		b = append(append(append(append(append(b, "  "...), f.Name...), " = {"...), f.TeX...), "},\n"...)
	}
	return append(b, "}\n"...)
}

// IsKey reports whether a word can be the key of an entry, for BibTeX and for
// Biber.
func IsKey(s string) bool {
	return s != "" && !strings.ContainsAny(s, "\"#%'(),={}~\\ \t\r\n\f\u00a0")
}

// Escape writes CSL's rich text as TeX. The braces of what [Text] reads from it
// are balanced, and what it reads is the same text, in Unicode's form NFC, with
// white space folded as the reading has it, with curly quotation marks, and without
// protection from a change of case of what has neither letters nor digits.
func Escape(rich string, how Reading) string {
	w := texWriter{how: how}
	w.rich(richPieces(rich))
	return string(w.out)
}

// KeepCapitals writes a title as Escape does, with its capitals protected from the
// styles of TeX that make all letters small. [Text] reads the same title from it.
func KeepCapitals(rich string) string {
	w := texWriter{how: Title, keep: true, first: true}
	w.rich(richPieces(rich))
	return string(w.out)
}

// texWriter writes TeX.
type texWriter struct {
	how   Reading
	keep  bool // capitals are protected
	first bool // nothing has been written
	out   []byte
}

// richPiece is a tag of CSL's rich text, or the text between two.
type richPiece struct {
	text string
	tag  string // what stands between < and >, of a tag that has its partner
}

// richPieces cuts a text at its tags. A tag without its partner is text.
func richPieces(s string) []richPiece {
	c := richCutter{unclosed: map[string]int{}}
	for s != "" {
		begin, end := tagIn(s)
		if end == 0 {
			break
		}
		if begin > 0 {
			c.pieces = append(c.pieces, richPiece{text: s[:begin]})
		}
		c.pieces = append(c.pieces, richPiece{text: s[begin:end]})
		tag := s[begin+1 : end-1]
		if name, closes := strings.CutPrefix(tag, "/"); closes {
			c.shut(tag, name)
		} else {
			c.open(tag)
		}
		s = s[end:]
	}
	if s != "" {
		c.pieces = append(c.pieces, richPiece{text: s})
	}
	for _, k := range c.opened {
		c.pieces[k].tag = ""
	}
	curl(c.pieces)
	return c.pieces
}

// tagIn finds the first tag of rich text in a text, or any that closes; end is 0
// when there is none.
func tagIn(s string) (begin, end int) {
	for {
		n := strings.IndexByte(s[begin:], '<')
		if n < 0 {
			return 0, 0
		}
		begin += n
		n = strings.IndexAny(s[begin+1:], "<>")
		if n < 0 {
			return 0, 0
		}
		end = begin + 1 + n + 1
		_, opens := richTags[s[begin+1:end-1]]
		if s[end-1] == '>' && (opens || s[begin+1] == '/') {
			return begin, end
		}
		begin++
	}
}

// richCutter cuts a text at its tags.
type richCutter struct {
	pieces   []richPiece
	opened   []int          // the opening tags whose partners have not come
	unclosed map[string]int // how many of each name are among them
}

// open takes the last piece for an opening tag.
func (c *richCutter) open(tag string) {
	last := len(c.pieces) - 1
	c.pieces[last].tag = tag
	c.opened = append(c.opened, last)
	c.unclosed[tagName(tag)]++
}

// shut takes the last piece for the partner of the innermost tag of a name; those
// inside it are text.
func (c *richCutter) shut(tag, name string) {
	if c.unclosed[name] == 0 {
		return
	}
	for {
		inner := &c.pieces[c.opened[len(c.opened)-1]]
		c.opened = c.opened[:len(c.opened)-1]
		c.unclosed[tagName(inner.tag)]--
		if tagName(inner.tag) == name {
			c.pieces[len(c.pieces)-1].tag = tag
			return
		}
		inner.tag = ""
	}
}

// tagName is a tag without its attributes.
func tagName(tag string) string {
	name, _, _ := strings.Cut(tag, " ")
	return name
}

// richTags are the tags of CSL's rich text as TeX.
var richTags = map[string]string{
	"i": `\textit{`, "b": `\textbf{`, "sup": `\textsuperscript{`, "sub": `\textsubscript{`, "sc": `\textsc{`,
	`span class="nocase"`: "{", `span class="nodecor"`: `\textnormal{`,
	`span style="font-variant:small-caps;"`: `\textsc{`, `span style="font-variant: small-caps;"`: `\textsc{`,
	`span style="font-variant:small-caps"`: `\textsc{`, `span style="font-variant: small-caps"`: `\textsc{`,
}

func (w *texWriter) rich(pieces []richPiece) {
	var protects []bool // of each tag that is open
	protected := 0      // how many of them do
	for i, p := range pieces {
		switch {
		case p.tag == "" && w.keep && protected == 0:
			w.capitals(p.text)
		case p.tag == "":
			w.plain(p.text)
		case p.tag[0] == '/':
			w.out = append(w.out, '}')
			last := len(protects) - 1
			if protects[last] {
				protected--
			}
			protects = protects[:last]
		default:
			tex := richTags[p.tag]
			protects = append(protects, tex == "{")
			if tex == "{" {
				protected++
				if i+1 < len(pieces) && (pieces[i+1].tag != "" || needsEscape(pieces[i+1].text)) {
					tex = "{{}" // before a command, braces alone would not protect
				}
			}
			w.out = append(w.out, tex...)
		}
	}
}

// capitals writes text, with two pairs of braces around each run of words that have
// capitals. The first word of all has one by right.
func (w *texWriter) capitals(s string) {
	for s != "" {
		n := strings.IndexByte(s, ' ')
		if n == 0 {
			w.plain(" ")
			s = s[1:]
			continue
		}
		if n < 0 {
			n = len(s)
		}
		if word := s[:n]; !capitals(word) || w.first && strings.IndexFunc(afterFirst(word), unicode.IsUpper) < 0 {
			w.plain(word)
			w.first, s = false, s[n:]
			continue
		}
		for next := n; next < len(s); { // further words
			end := next + 1
			for end < len(s) && s[end] != ' ' {
				end++
			}
			if !capitals(s[next+1 : end]) {
				break
			}
			n, next = end, end
		}
		w.out = append(w.out, "{{"...)
		w.plain(s[:n])
		w.out = append(w.out, "}}"...)
		w.first, s = false, s[n:]
	}
}

// afterFirst is a word without its first letter.
func afterFirst(word string) string {
	i := strings.IndexFunc(word, unicode.IsLetter)
	if i < 0 {
		return ""
	}
	_, n := utf8.DecodeRuneInString(word[i:])
	return word[i+n:]
}

// needsEscape reports whether a text begins with a command when it is escaped.
func needsEscape(s string) bool {
	return strings.HasPrefix(string((&texWriter{}).escaped(s)), `\`)
}

func (w *texWriter) escaped(s string) []byte {
	w.plain(s)
	return w.out
}

// escapes are the characters that mean something to TeX.
var escapes = map[byte]string{
	'&': `\&`, '%': `\%`, '$': `\$`, '#': `\#`, '_': `\_`, '{': `\textbraceleft{}`, '}': `\textbraceright{}`, '~': `\textasciitilde{}`,
	'^': `\textasciicircum{}`, '\\': `\textbackslash{}`, '`': `\textasciigrave{}`,
}

// plain writes text. Signs that TeX would join are kept apart by empty braces;
// the no-break space is a tie.
func (w *texWriter) plain(s string) {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case escapes[c] != "":
			w.out = append(w.out, escapes[c]...)
		case (c == '-' || c == '\'') && len(w.out) > 0 && w.out[len(w.out)-1] == c:
			w.out = append(append(w.out, "{}"...), c)
		case c == '\n' && w.how == Paragraphs:
			n := 1
			for i+1 < len(s) && s[i+1] == '\n' {
				i++
				n++
			}
			if n > 1 {
				w.out = append(w.out, "\n\n"...)
			} else {
				w.out = append(w.out, "\\\\\n"...)
			}
		case strings.HasPrefix(s[i:], "\u00a0"):
			w.out = append(w.out, '~')
			i++
		default:
			w.out = append(w.out, c)
		}
	}
}

// AppendNames appends a list of names as TeX: von Last, Jr, First where that
// says all, else in braces or in BibLaTeX's long form.
func AppendNames(b []byte, names []Name) []byte {
	for i, n := range names {
		if i > 0 {
			b = append(b, " and "...)
		}
		b = append(b, n.tex()...)
	}
	return b
}

// tex writes a name in the first form that reads as the same name.
func (n Name) tex() string {
	if n.Others {
		return "others"
	}
	if n.Literal != "" {
		s := Escape(n.Literal, Line)
		if strings.HasPrefix(s, `\`) {
			s = "{" + s + "}"
		}
		return "{" + s + "}"
	}
	for _, form := range []func(Name) string{Name.short, Name.braced} {
		s := form(n)
		if read, mistakes := Names(s); len(mistakes) == 0 && len(read) == 1 && read[0] == n {
			return s
		}
	}
	return n.long()
}

// short is "von Last, Jr, First", or "Last".
func (n Name) short() string {
	return commas(strings.TrimSpace(Escape(n.Von, Line)+" "+Escape(n.Last, Line)), Escape(n.Jr, Line), Escape(n.First, Line))
}

// braced is the same with each part in braces that could be parted further. Von
// is left without them: braces have no case.
func (n Name) braced() string {
	return commas(strings.TrimSpace(Escape(n.Von, Line)+" "+inBraces(n.Last)), inBraces(n.Jr), inBraces(n.First))
}

func inBraces(s string) string {
	tex := Escape(s, Line)
	if strings.ContainsAny(s, ",; ~") {
		return "{" + tex + "}"
	}
	return tex
}

func commas(last, jr, first string) string {
	switch {
	case jr != "":
		return last + ", " + jr + ", " + first
	case first != "":
		return last + ", " + first
	}
	return last
}

// long is BibLaTeX's long form.
func (n Name) long() string {
	var parts []string
	for _, p := range [...]Pair{{"family", n.Last}, {"given", n.First}, {"prefix", n.Von}, {"suffix", n.Jr}} {
		if p.TeX != "" {
			parts = append(parts, p.Name+"="+inBraces(p.TeX))
		}
	}
	switch {
	case n.Drops:
		parts = append(parts, "useprefix=false")
	case n.Von != "":
		parts = append(parts, "useprefix=true")
	}
	return strings.Join(parts, ", ")
}
