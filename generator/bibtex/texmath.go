package bibtex

import (
	"strings"
	"unicode/utf8"
)

// formula reads mathematics between dollar signs, as far as text can say them:
// Greek letters, signs, and what stands higher and lower.
func (t *texReader) formula(depth int) {
	end := t.dollar()
	if end < 0 || depth >= texDepth || t.math {
		t.at++
		t.write("$")
		return
	}
	whole := t.src
	t.at, t.src = t.at+1, whole[:end]
	t.enterMath(depth)
	t.at, t.src = end+1, whole
}

// dollar finds the dollar sign that ends the mathematics which begin here: in
// the same group, or it is none; -1 then.
func (t *texReader) dollar() int {
	depth := 0
	for i := t.at + 1; i < len(t.src); i++ {
		switch t.src[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			if depth--; depth < 0 {
				return -1
			}
		case '$':
			if depth == 0 {
				return i
			}
			return -1
		}
	}
	return -1
}

// enterMath reads an argument as mathematics.
func (t *texReader) enterMath(depth int) {
	outer := t.math
	t.math = true
	t.enter(depth)
	t.math = outer
}

// mathCharacter reads a character in mathematics.
func (t *texReader) mathCharacter(depth int) {
	c, n := utf8.DecodeRuneInString(t.src[t.at:])
	t.at += n
	switch c {
	case '^':
		t.script("sup", depth)
	case '_':
		t.script("sub", depth)
	case '-':
		t.write("−")
	case '\'':
		t.write("′")
	case '~':
		t.write("\u00a0")
	default:
		t.write(t.src[t.at-n : t.at])
	}
}

// script reads what stands higher or lower. A ring is a degree, and primes stand
// high by themselves.
func (t *texReader) script(tag string, depth int) {
	t.argument(func() {
		words, _, _ := t.apart(func() { t.enter(depth) })
		switch {
		case words == "∘":
			t.write("°")
		case strings.Trim(words, "′") == "":
			t.write(words)
		default:
			t.write("<" + tag + ">" + words + "</" + tag + ">")
		}
	})
}
