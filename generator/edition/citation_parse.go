package edition

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// CitationError says what is wrong in a citation, and at which byte of it.
type CitationError struct {
	Offset int
	Text   string // lower case, no full stop
}

func (e *CitationError) Error() string {
	return fmt.Sprintf("%s (at byte %d)", e.Text, e.Offset)
}

// ParseCitation reads what stands between the brackets of a citation, in
// Pandoc's grammar:
//
//	citation = item { ";" item }
//	item     = [ prefix ] [ "-" ] "@" key [ suffix ]
//	key      = letters, digits and "_", with single :.#$%&-+?<>~/ inside;
//	           or "{" anything but space and braces, or balanced braces "}"
//	suffix   = [ "," ] [ locator ] any words
//	locator  = [ label ] numbers | "{" [ label ] anything "}"
//
// A number without a label is a page, and must hold a digit; after a label a
// Roman numeral will do. Without any @ the text is an entry of a note's list of
// sources, and every item begins with its key: "ap1988, p. 1".
//
// Two liberties are taken with Pandoc: a part between semicolons that holds no
// key belongs to its neighbour (to the suffix before it, or to the prefix at
// the beginning), and numbers joined by "and" or "&" are one locator, as are
// "12 f." and "12 ff.".
//
// Prefix comes without outer space. Suffix comes ready to be appended: it
// begins with the space or the punctuation that parts it from what stands
// before. Source is the byte of s where the key begins. An error is a
// [*CitationError].
func ParseCitation(s string) ([]CitationItem, error) {
	if strings.TrimSpace(s) == "" {
		return nil, &CitationError{0, "an empty citation"}
	}
	bare := !strings.Contains(s, "@")
	var items []CitationItem
	parts, err := splitCitation(s, bare)
	if err != nil {
		return nil, err
	}
	for _, p := range parts {
		item, err := citationItem(s[p.Start:p.End], p.Start, bare)
		if err != nil {
			return nil, err
		}
		items = append(items, item)
	}
	return items, nil
}

// CitationKey reads the key that s begins with, as it stands after the @, and
// returns it with the number of bytes it takes, braces included; 0 when s
// begins with no key.
func CitationKey(s string) (key string, n int) {
	if strings.HasPrefix(s, "{") {
		end := closing(s, 0)
		if end < 0 {
			return "", 0
		}
		key = s[1:end]
		if key == "" || strings.ContainsFunc(key, unicode.IsSpace) {
			return "", 0
		}
		return key, end + 1
	}
	end, punct := 0, false // end: after the last letter or digit
	for i, r := range s {
		switch {
		case keyLetter(r):
			end, punct = i+utf8.RuneLen(r), false
		case i > 0 && !punct && r < utf8.RuneSelf && strings.IndexByte(":.#$%&-+?<>~/", byte(r)) >= 0:
			punct = true
		default:
			return s[:end], end
		}
	}
	return s[:end], end
}

func keyLetter(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '_')
}

// splitCitation cuts a citation at its semicolons, but not inside brackets,
// and not off a part that holds no key.
func splitCitation(s string, bare bool) ([]Passage, error) {
	var parts []Passage
	start := 0
	add := func(end int) error {
		hasKey := bare
		if !bare {
			at, _, _ := findKey(s[start:end])
			hasKey = at >= 0
		}
		switch {
		case strings.TrimSpace(s[start:end]) == "":
			return &CitationError{start, "nothing stands between two semicolons"}
		case hasKey && len(parts) == 1 && parts[0].End < 0: // words without a key came first
			parts[0].End = end
		case hasKey:
			parts = append(parts, Passage{start, end})
		case len(parts) == 0:
			parts = append(parts, Passage{start, -1})
		case parts[len(parts)-1].End >= 0:
			parts[len(parts)-1].End = end
		}
		start = end + 1
		return nil
	}
	unclosed := [256]bool{} // kinds of bracket not worth looking for again
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '{', '[':
			if unclosed[s[i]] {
				continue
			}
			if end := closing(s, i); end >= 0 {
				i = end
			} else {
				unclosed[s[i]] = true
			}
		case ';':
			if err := add(i); err != nil {
				return nil, err
			}
		}
	}
	if err := add(len(s)); err != nil {
		return nil, err
	}
	if parts[0].End < 0 {
		return nil, &CitationError{0, "no @key in the citation"}
	}
	return parts, nil
}

// citationItem reads one item, which begins at byte base of the citation.
func citationItem(s string, base int, bare bool) (CitationItem, error) {
	var item CitationItem
	at, n := 0, 0
	if bare {
		at = len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace))
		if strings.HasPrefix(s[at:], "-") {
			item.SuppressAuthor = true
			at++
		}
		item.Key, n = CitationKey(s[at:])
		if n == 0 {
			return item, &CitationError{base + at, "a source's key is missing"}
		}
		if r, _ := utf8.DecodeRuneInString(s[at+n:]); at+n < len(s) && !unicode.IsSpace(r) && r != ',' && r != '{' {
			return item, &CitationError{base + at + n, fmt.Sprintf("%q cannot stand in a key or right after it", r)}
		}
	} else {
		at, n, item.Key = findKey(s)
		if at < 0 {
			return item, &CitationError{base, "no @key in the citation"}
		}
		prefix := s[:at-1]
		if before, ok := strings.CutSuffix(prefix, "-"); ok {
			if r, _ := utf8.DecodeLastRuneInString(before); before == "" || !keyLetter(r) {
				item.SuppressAuthor, prefix = true, before
			}
		}
		item.Prefix = strings.TrimSpace(prefix)
		if more, _, _ := findKey(s[at+n:]); more >= 0 {
			return item, &CitationError{base + at + n + more, "two keys in one item: put a semicolon between them"}
		}
	}
	item.Source = base + at
	item.Label, item.Locator, item.Suffix = locator(s[at+n:], locatorLabels)
	return item, nil
}

// findKey finds the first @key of s. An @ after a backslash is meant as it
// stands. at is the byte after the @, or -1.
func findKey(s string) (at, n int, key string) {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '@':
			if !KeyMayFollow(s[:i]) {
				continue
			}
			if key, n := CitationKey(s[i+1:]); n > 0 {
				return i + 1, n, key
			}
		}
	}
	return -1, 0, ""
}

// closing finds the bracket that closes the one at byte i; -1 when there is
// none. Only the same kind of bracket is counted.
func closing(s string, i int) int {
	open, shut := s[i], s[i]+2 // in ASCII { and }, [ and ] stand two apart
	if open == '(' {
		shut = ')'
	}
	depth := 0
	for ; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case open:
			depth++
		case shut:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// KeyMayFollow reports whether an @ after this text may begin a citation's
// key: at the beginning, after white space, an opening bracket, a quotation
// mark, a dash and the like; not after a letter or a digit, which makes an
// e-mail address, nor inside an address.
func KeyMayFollow(before string) bool {
	r, n := utf8.DecodeLastRuneInString(before)
	return n == 0 || unicode.IsSpace(r) || strings.ContainsRune("([{<|*,;-–—\"'“”„‘’‚«»‹›", r)
}
