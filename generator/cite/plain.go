package cite

import (
	"html"
	"strings"
)

// Plain returns the characters of a piece of HTML that this package has
// written, without its tags.
func Plain(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return s
	}
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			b.WriteString(s)
			break
		}
		b.WriteString(s[:i])
		k := strings.IndexByte(s[i:], '>')
		if k < 0 {
			break
		}
		s = s[i+k+1:]
	}
	return html.UnescapeString(b.String())
}
