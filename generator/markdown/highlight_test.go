package markdown

import (
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// Whatever the language and the code, tokens follow on each other, cover the
// code and cut no character.
func TestHighlightCovers(t *testing.T) {
	pieces := rapid.SampledFrom([]string{
		"if", "def f(", "x", "é", "中", " ", "\n", "\t", "\"", "'", "`", `"""`, "'''", "\\", "\\n", "//", "#", "--", "/*", "*/", "<!--", "-->", "<a b='", "c\">", "</",
		"&amp;", "$", "${", "}", "@x", ":", "=", "1", "0x1F", "1.5e-3", "(", ")", "[[", "]]", "%", ";", "(*", "*)", "{-", "+", "-", "@@", "\u2028",
	})
	languages := []string{"go", "python", "yaml", "json", "bash", "sql", "html", "xml", "markdown", "css", "javascript", "rust", "c", "diff", "haskell", "toml"}
	coloured := 0
	rapid.Check(t, func(t *rapid.T) {
		language := rapid.SampledFrom(languages).Draw(t, "language")
		code := ""
		for _, p := range rapid.SliceOfN(pieces, 0, 40).Draw(t, "code") {
			code += p
		}
		tokens := highlight(language, []byte(code))
		if tokens == nil {
			return // shown without colour
		}
		coloured++
		at, last := 0, "-"
		for _, k := range tokens {
			if k.length <= 0 || at+k.length > len(code) {
				t.Fatalf("token %+v at %d of %q", k, at, code)
			}
			if !utf8.ValidString(code[at : at+k.length]) {
				t.Fatalf("token %+v at %d cuts a character of %q", k, at, code)
			}
			if k.class == last {
				t.Fatalf("token %+v at %d: the same class twice", k, at)
			}
			at, last = at+k.length, k.class
		}
		if at != len(code) {
			t.Fatalf("%s: tokens cover %d bytes of %q", language, at, code)
		}
	})
	if coloured == 0 {
		t.Error("nothing was coloured")
	}
}

// A lexer of chroma's that does not come to an end would stop a build for ever.
// Each is tried on a few lines of no language; one that fails here goes into the
// table of those that are endless.
func TestHighlightEnds(t *testing.T) {
	samples := []string{
		"a", "func (s *S) F() { return \"x\" } // e\n", "{\"id\": [1, -2.5]}\n", "# x\n- id: a\n", "<a b='c'>d</a>\n",
		"it''s $x & `y`\n", "\\emph{x} 10\\% $y$\n", "unclosed \"q ( [ {\n", "```jungle\na b c\n```\n",
	}
	for name := range lexersByName() {
		done := make(chan struct{})
		go func() {
			for _, code := range samples {
				highlight(name, []byte(code))
			}
			close(done)
		}()
		select {
		case <-done:
		case <-time.After(20 * time.Second):
			t.Fatalf("%s does not end", name)
		}
	}
	for _, name := range endless {
		if highlight(name, []byte("a")) != nil {
			t.Errorf("%s is coloured", name)
		}
	}
}

func TestHighlightClasses(t *testing.T) {
	for _, c := range []struct{ language, code, class string }{
		{"go", "func", "kd"},
		{"Go", "// why", "c1"},
		{"yaml", "title: x", "nt"},
		{"yml", "# why", "c"},
		{"python", "def", "k"},
	} {
		tokens := highlight(c.language, []byte(c.code))
		if len(tokens) == 0 || tokens[0].class != c.class {
			t.Errorf("%s %q: %+v, want class %s first", c.language, c.code, tokens, c.class)
		}
	}
	for _, language := range []string{"", "text", "plaintext", "no-such-language"} {
		if tokens := highlight(language, []byte("x := 1")); tokens != nil {
			t.Errorf("%q is coloured: %v", language, tokens)
		}
	}
}
