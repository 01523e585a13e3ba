package cite

import (
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
		if i := smallWordsBefore(n.Family); i > 0 {
			n.NonDroppingParticle, n.Family = strings.TrimSpace(n.Family[:i]), n.Family[i:]
		}
	}
	if n.DroppingParticle == "" {
		if i := smallWordsBehind(n.Given); i > 0 {
			n.Given, n.DroppingParticle = n.Given[:i], strings.TrimSpace(n.Given[i:])
		}
	}
	if n.Suffix == "" {
		if given, suffix, ok := strings.Cut(n.Given, ", "); ok {
			n.Given, n.Suffix = given, strings.TrimSpace(suffix)
			if s, bang := strings.CutPrefix(n.Suffix, "!"); bang {
				n.Suffix, n.CommaSuffix = strings.TrimSpace(s), true
			}
		}
	}
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

// initialize turns given names into initials, each followed by with. Small
// words stay. Unless all is set, full names stay too and only initials take the
// sign.
func initialize(given, with string, all, hyphen bool) string {
	if given == "" {
		return ""
	}
	var out strings.Builder
	words := strings.FieldsFunc(strings.ReplaceAll(given, ".", ". "), unicode.IsSpace)
	for i, w := range words {
		last := i == len(words)-1
		bare := strings.TrimSuffix(w, ".")
		if bare == "" {
			continue
		}
		r, _ := utf8.DecodeRuneInString(bare)
		switch {
		case unicode.IsLower(r) && all:
			space(&out)
			out.WriteString(w)
			if !last {
				out.WriteByte(' ')
			}
		case !all && !isInitial(w):
			space(&out)
			out.WriteString(w)
			if !last {
				out.WriteByte(' ')
			}
		default:
			for k, part := range strings.FieldsFunc(bare, func(r rune) bool { return r == '-' || r == '‐' }) {
				pr, _ := utf8.DecodeRuneInString(part)
				if k > 0 {
					if !unicode.IsUpper(pr) {
						continue
					}
					s := strings.TrimRight(out.String(), " ")
					out.Reset()
					out.WriteString(s)
					if hyphen {
						out.WriteByte('-')
					}
				}
				out.WriteString(initialOf(part))
				out.WriteString(with)
			}
		}
	}
	s := strings.TrimRight(out.String(), " ")
	return s
}

// space sets a space where a word follows an initial.
func space(b *strings.Builder) {
	if s := b.String(); s != "" && !strings.HasSuffix(s, " ") {
		b.WriteByte(' ')
	}
}

// isInitial reports whether a word is an initial: a capital with a full stop,
// or a capital alone.
func isInitial(w string) bool {
	bare := strings.TrimSuffix(w, ".")
	return utf8.RuneCountInString(bare) == 1 && bare == strings.ToUpper(bare)
}

// initialOf is the first letter of a name; of Ph and the like, written with a
// full stop and short, both letters stay.
func initialOf(w string) string {
	_, n := utf8.DecodeRuneInString(w)
	return w[:n]
}
