package render

import (
	"net/url"
	"strings"
)

// appendText appends text escaped for an element's content and for an attribute
// in double quotes.
func appendText(b []byte, s string) []byte {
	last := 0
	for i := 0; i < len(s); i++ {
		var e string
		switch s[i] {
		case '&':
			e = "&amp;"
		case '<':
			e = "&lt;"
		case '>':
			e = "&gt;"
		case '"':
			e = "&#34;"
		default:
			continue
		}
		b = append(b, s[last:i]...)
		b = append(b, e...)
		last = i + 1
	}
	return append(b, s[last:]...)
}

func escape(s string) string { return string(appendText(nil, s)) }

// pathOf makes a folder's or file's name fit for an address, slash by slash.
func pathOf(name string) string {
	parts := strings.Split(name, "/")
	for i, p := range parts {
		parts[i] = url.PathEscape(p)
	}
	return strings.Join(parts, "/")
}

// safeURL returns an address an author wrote as it may stand in an attribute,
// before escaping: characters that addresses cannot hold are percent-encoded,
// and an address that would run a script is empty.
func safeURL(s string) string {
	s = strings.TrimSpace(s)
	if scheme := schemeOf(s); scheme == "javascript" || scheme == "vbscript" ||
		scheme == "data" && !strings.HasPrefix(strings.ToLower(s), "data:image/") {
		return ""
	}
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if c := s[i]; c <= ' ' || c == 0x7f || strings.IndexByte("\"<>\\^`{|}", c) >= 0 {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// schemeOf returns the scheme of an address in lower case, or "". Control
// characters, which browsers drop, do not hide one.
func schemeOf(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '+', c == '-', c == '.':
			b.WriteByte(c)
		case 'A' <= c && c <= 'Z':
			b.WriteByte(c + 'a' - 'A')
		case c <= ' ':
		case c == ':':
			return b.String()
		default:
			return ""
		}
	}
	return ""
}
