package sidecar

import "strings"

// What stands around a byte: on its line, above and below.

// column is how many characters stand before a byte on its line.
func (t *tree) column(i int) int { return t.lines.Place("", i).Column - 1 }

// lineStart is where the line begins that a byte stands on.
func (t *tree) lineStart(i int) int {
	for i > t.lines.starts[0] && t.data[i-1] != '\n' && t.data[i-1] != '\r' {
		i--
	}
	return i
}

// skip goes over white space, line ends and comments.
func (t *tree) skip(i int) int {
	for i >= 0 && i < len(t.data) {
		switch c := t.data[i]; {
		case strings.IndexByte(" \t\r\n", c) >= 0:
			i++
		case c == '#' && !t.json:
			i = t.lineEnd(i)
		default:
			return i
		}
	}
	return i
}

// lineEnd is the end of the line that a byte stands on, before its line end.
func (t *tree) lineEnd(i int) int {
	for i < len(t.data) && t.data[i] != '\n' && t.data[i] != '\r' {
		i++
	}
	return i
}

// skipBlank goes over white space and line ends.
func (t *tree) skipBlank(i int) int { return skipBlank(t.data, i, plainRune) }

// trailing goes over spaces on a line.
func (t *tree) trailing(i int) int {
	for byteAt(t.data, i) == ' ' || byteAt(t.data, i) == '\t' {
		i++
	}
	return i
}

// blankLine reports whether nothing stands between two bytes of a line.
func (t *tree) blankLine(from, to int) bool { return strings.TrimSpace(string(t.data[from:to])) == "" }

// lastOnLine reports whether nothing but a comment stands on a line from a byte on.
func (t *tree) lastOnLine(i int) bool {
	rest := strings.TrimSpace(string(t.data[i:t.lineEnd(i)]))
	return rest == "" || rest[0] == '#' && !t.json
}

// emptyLine reports whether an empty line stands between two bytes.
func (t *tree) emptyLine(from, to int) bool {
	for end := t.lineEnd(from); end < to; {
		line, next := t.lineBelow(end)
		if strings.TrimSpace(line) == "" && next < to {
			return true
		}
		if next == end {
			return false
		}
		end = next
	}
	return false
}

// lineAbove is where the line ends above the one that a byte stands on; the byte
// where the file begins when there is none.
func (t *tree) lineAbove(i int) int {
	for i > 0 && t.data[i-1] != '\n' && t.data[i-1] != '\r' {
		i--
	}
	if i > 0 && t.data[i-1] == '\n' {
		i--
		if i > 0 && t.data[i-1] == '\r' {
			i--
		}
	} else if i > 0 {
		i--
	}
	return i
}

// blankAbove goes up over empty lines from the beginning of a line.
func (t *tree) blankAbove(start int) int {
	for start > t.lines.starts[0] {
		above := t.lineStart(t.lineAbove(start))
		if !t.blankLine(above, start) {
			break
		}
		start = above
	}
	return start
}

// commentsAbove is where the comments begin that stand directly above an item,
// without an empty line between, and are not indented deeper; or the item's line.
// Comments from the first line on belong to the file.
func (t *tree) commentsAbove(from, column int) int {
	item := t.lineStart(from)
	start := item
	for start > t.lines.starts[0] {
		above := t.lineStart(t.lineAbove(start))
		words := strings.TrimLeft(string(t.data[above:start]), " ")
		if !strings.HasPrefix(words, "#") || start-above-len(words) > column {
			return start
		}
		start = above
	}
	return item
}

// territory is where that ends which belongs to a part that ends at a byte and
// stands in a column: behind what stands on its last line, and on the lines
// directly below it that hold comments and nothing else, indented deeper.
func (t *tree) territory(end, column int) int {
	end = t.lineEnd(end)
	for {
		line, next := t.lineBelow(end)
		words := strings.TrimLeft(line, " ")
		if !strings.HasPrefix(words, "#") || len(line)-len(words) <= column {
			return end
		}
		end = next
	}
}

// lineBelow is the line below the one that ends at a byte, and where it ends;
// there is none at the end of the file.
func (t *tree) lineBelow(end int) (line string, next int) {
	from := t.pastLineEnd(end)
	if from == end {
		return "", end
	}
	next = t.lineEnd(from)
	return string(t.data[from:next]), next
}

// pastLineEnd goes over a line end.
func (t *tree) pastLineEnd(i int) int {
	if byteAt(t.data, i) == '\r' {
		i++
		if byteAt(t.data, i) != '\n' {
			return i
		}
	}
	if byteAt(t.data, i) == '\n' {
		i++
	}
	return i
}
