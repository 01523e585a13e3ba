package markdown

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// Whatever the language and the code, tokens follow on each other, cover the
// code, cut no character, and have classes that there are.
func TestHighlightCovers(t *testing.T) {
	pieces := rapid.SampledFrom([]string{
		"if", "def f(", "x", "é", "中", " ", "\n", "\t", "\"", "'", "`", `"""`, "'''", "\\", "\\n", "//", "#", "--", "/*", "*/", "<!--", "-->", "<a b='", "c\">", "</",
		"&amp;", "$", "${", "}", "@x", ":", "=", "1", "0x1F", "1.5e-3", "(", ")", "[[", "]]", "%", ";", "(*", "*)", "{-", "+", "-", "@@", "\x00", "\u2028",
	})
	rapid.Check(t, func(t *rapid.T) {
		l := rapid.SampledFrom(languages[:]).Draw(t, "language")
		code := ""
		for _, p := range rapid.SliceOfN(pieces, 0, 40).Draw(t, "code") {
			code += p
		}
		name := ""
		for name = range byName() {
			if byName()[name].called == l.called {
				break
			}
		}
		at, last := 0, "-"
		for _, k := range highlight(name, []byte(code)) {
			if k.length <= 0 || at+k.length > len(code) {
				t.Fatalf("token %+v at %d of %q", k, at, code)
			}
			if !utf8.ValidString(code[at : at+k.length]) {
				t.Fatalf("token %+v at %d cuts a character of %q", k, at, code)
			}
			if k.class != "" && spans[k.class] == "" || k.class == last {
				t.Fatalf("token %+v at %d: no such class, or the same twice", k, at)
			}
			at, last = at+k.length, k.class
		}
		if at != len(code) {
			t.Fatalf("%s: tokens cover %d bytes of %q", name, at, code)
		}
	})
}

// The table has no class without a colour, and no name twice.
func TestLanguages(t *testing.T) {
	seen := map[string]bool{}
	for name := range byName() {
		seen[name] = true
	}
	n := 0
	for i := range languages {
		l := &languages[i]
		for class := range l.classes {
			if spans[class] == "" {
				t.Errorf("%s: no class %q", l.called, class)
			}
		}
		for _, list := range []map[string]string{l.names} {
			for word, class := range list {
				if spans[class] == "" || l.words()[word] == "" {
					t.Errorf("%s: %q names a %q", l.called, word, class)
				}
			}
		}
		for _, class := range l.sigils {
			if spans[class] == "" {
				t.Errorf("%s: no class %q", l.called, class)
			}
		}
		for _, q := range l.strings {
			if q.open == "" || q.close == "" || q.class != "" && spans[q.class] == "" {
				t.Errorf("%s: string %+v", l.called, q)
			}
		}
		n += len(strings.Fields(l.called))
	}
	if n != len(seen) {
		t.Errorf("%d names, %d of them different", n, len(seen))
	}
}
