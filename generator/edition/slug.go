package edition

import (
	"strings"
	"unicode"
)

// Slug makes a word fit for an id and an address: letters and digits of any
// script in lower case, everything else one hyphen.
func Slug(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range s {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.Is(unicode.M, r) && b.Len() > 0 && !gap:
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		case r == '\'', r == '’': // an apostrophe joins: khomeinis, not khomeini-s
		default:
			gap = true
		}
	}
	return b.String()
}
