package cite

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// parseParticles parts the particles from a name whose record does not: small
// words before the family name do not drop, small words behind the given name
// do.
func (n *Name) parseParticles() {
	if n.Literal != "" {
		return
	}
	if q := strings.Trim(n.Family, `"`); len(q)+2 == len(n.Family) {
		n.Family = q // in quotation marks a family name is taken as it stands
		return
	}
	if n.NonDroppingParticle == "" {
		before := n.Family
		if i := smallWordsBefore(n.Family); i > 0 {
			n.NonDroppingParticle, n.Family = strings.TrimSpace(n.Family[:i]), n.Family[i:]
			if joins(n.NonDroppingParticle) && n.Family != "" && strings.HasSuffix(before[:i], " ") {
				n.NonDroppingParticle += " " // the space is not to be lost
			}
		}
	}
	if n.DroppingParticle == "" {
		if i := smallWordsBehind(n.Given); i > 0 {
			n.Given, n.DroppingParticle = n.Given[:i], strings.TrimSpace(n.Given[i:])
		}
	}
	if n.Suffix == "" {
		if m := commaSuffix(n.Given); m != nil {
			n.Given, n.Suffix, n.CommaSuffix = m[1], m[3], m[2] == "!"
		}
	}
}

// givenSuffix is a suffix behind the given name: "Martin Luther, Jr."; with an
// exclamation mark, a comma stands before it when it is shown.
var givenSuffix = regexp.MustCompile(`^(.*?), ?(!?) *(.+)$`)

func commaSuffix(given string) []string {
	if !strings.Contains(given, ",") {
		return nil
	}
	return givenSuffix.FindStringSubmatch(given)
}

// smallWordsBefore returns where the family name itself begins: behind words
// that begin with a small letter, or behind d’ and the like.
func smallWordsBefore(s string) int {
	begin := 0
	for {
		word := s[begin:]
		r, _ := utf8.DecodeRuneInString(word)
		if !unicode.IsLower(r) && r != '\'' && r != '’' && r != '‘' {
			return begin
		}
		space := strings.IndexByte(word, ' ')
		if i := strings.IndexAny(word, "'’-"); i >= 0 && (space < 0 || i < space) {
			_, n := utf8.DecodeRuneInString(word[i:])
			next, _ := utf8.DecodeRuneInString(word[i+n:])
			if i > 0 && unicode.IsUpper(next) && !(word[i] == '-' && i > 3) {
				return begin + i + n
			}
		}
		if space < 0 || strings.TrimSpace(word[space:]) == "" {
			return begin
		}
		begin += space + 1
	}
}

// smallWordsBehind returns where the small words at the end of a given name
// begin, or 0.
func smallWordsBehind(s string) int {
	at := 0
	end := len(s)
	for {
		i := strings.LastIndexByte(strings.TrimRight(s[:end], " "), ' ')
		if i < 0 {
			return at
		}
		r, _ := utf8.DecodeRuneInString(s[i+1:])
		if !unicode.IsLower(r) {
			return at
		}
		at, end = i, i
	}
}

// isWestern reports whether a name is written in a script that puts a space
// between its parts.
func isWestern(n *Name) bool {
	for _, s := range [...]string{n.Family, n.Given} {
		for _, r := range s {
			if r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
				return false
			}
		}
	}
	return true
}

// givenWord is a word of a given name with the tags around it.
type givenWord struct {
	open, text, shut string
	abbreviated      bool // a full stop stood behind it
	hyphen           bool // a hyphen joins it to the word before
}

// givenWords cuts given names at spaces, full stops and hyphens.
func givenWords(given string) (out []givenWord) {
	hyphen := false
	for _, field := range strings.Fields(strings.ReplaceAll(given, ".", ". ")) {
		for k, part := range strings.FieldsFunc(field, func(r rune) bool { return r == '-' || r == '‐' }) {
			w := givenWord{text: part, hyphen: k > 0 || hyphen}
			hyphen = false
			for strings.HasPrefix(w.text, "<") {
				i := strings.IndexByte(w.text, '>')
				if i < 0 {
					break
				}
				w.open, w.text = w.open+w.text[:i+1], w.text[i+1:]
			}
			if i := strings.IndexByte(w.text, '<'); i > 0 {
				w.text, w.shut = w.text[:i], w.text[i:]
			}
			w.text, w.abbreviated = strings.CutSuffix(w.text, ".")
			if w.text != "" {
				out = append(out, w)
			}
		}
		hyphen = strings.HasSuffix(field, "-")
	}
	return out
}

// initialize turns given names into initials, each followed by with. Words that
// begin with a small letter stay. Unless all is set, full names stay too and
// only what is an initial already takes the sign.
func initialize(given, with string, all, hyphen bool) string {
	var b strings.Builder
	gap := "" // what stands before the next word
	sign := strings.TrimRight(with, " \u00a0")
	for i, w := range givenWords(given) {
		r, n := utf8.DecodeRuneInString(w.text)
		initial, text := w.abbreviated || n == len(w.text) && unicode.IsUpper(r), w.text
		if all && !initial && !unicode.IsLower(r) {
			initial, text = true, initialOf(w.text)
		}
		if w.hyphen && i > 0 {
			if all && !unicode.IsUpper(r) {
				continue
			}
			if gap = ""; hyphen || !initial {
				gap = "-"
			}
		} else if i > 0 && !initial {
			gap = " "
		}
		b.WriteString(gap + w.open + text)
		if gap = " "; initial {
			b.WriteString(sign)
			gap = with[len(sign):]
		}
		b.WriteString(w.shut)
	}
	return b.String()
}

// initialOf is the first letter of a name; two capitals before small letters
// (TSerendorj) are one letter in some languages.
func initialOf(w string) string {
	r1, n1 := utf8.DecodeRuneInString(w)
	r2, n2 := utf8.DecodeRuneInString(w[n1:])
	r3, _ := utf8.DecodeRuneInString(w[n1+n2:])
	if unicode.IsUpper(r1) && unicode.IsUpper(r2) && unicode.IsLower(r3) {
		return w[:n1] + strings.ToLower(string(r2))
	}
	return w[:n1]
}
