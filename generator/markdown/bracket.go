package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// bracketed is what stands between brackets, perhaps over several lines.
type bracketed struct {
	text  []byte
	lines []lineStart
	end   int // byte of the source where the closing bracket stands
}

// lineStart says that from byte at of a bracketed text on the bytes are the
// source's from byte source on.
type lineStart struct{ at, source int }

// source returns the byte of the source that byte i of the text is.
func (b *bracketed) source(i int) int {
	for k := len(b.lines) - 1; k >= 0; k-- {
		if b.lines[k].at <= i {
			return b.lines[k].source + i - b.lines[k].at
		}
	}
	return 0
}

// longestBracket bounds how far a closing bracket is looked for, in bytes, so
// that a thousand opening brackets do not cost a million steps each.
const longestBracket = 2000

// hiddenAt stands for an @ inside a code span, which begins no citation.
const hiddenAt = 0

// bracket reads on from the reader's position, which stands after the opening
// bracket, to the bracket that closes it, and leaves the reader behind that.
// Brackets inside are counted; escapes and code spans are passed over. The
// closing bracket must be double where twice is set. When there is none the
// reader's position is undefined.
func bracket(block text.Reader, twice bool) (*bracketed, bool) {
	b := &bracketed{}
	depth := 0
	for {
		line, segment := block.PeekLine()
		if line == nil || len(b.text) >= longestBracket {
			return nil, false
		}
		b.lines = append(b.lines, lineStart{len(b.text), segment.Start})
		line = line[:min(len(line), longestBracket)]
		for i := 0; i < len(line); i++ {
			switch c := line[i]; {
			case c == '\\' && i+1 < len(line) && util.IsPunct(line[i+1]):
				i++
			case c == '`':
				end := codeEnd(line, i)
				if bytes.IndexByte(line[i:end], '@') >= 0 {
					line = append(append(bytes.Clone(line[:i]), bytes.ReplaceAll(line[i:end], []byte{'@'}, []byte{hiddenAt})...), line[end:]...)
				}
				i = end - 1
			case c == '[':
				depth++
			case c == ']' && depth > 0:
				depth--
			case c == ']':
				if twice && (i+1 == len(line) || line[i+1] != ']') {
					return nil, false
				}
				b.text, b.end = append(b.text, line[:i]...), segment.Start+i
				block.Advance(i + 1)
				if twice {
					block.Advance(1)
				}
				return b, true
			}
		}
		b.text = append(b.text, line...)
		block.AdvanceLine()
	}
}

// codeEnd returns the byte after the code span that begins at byte i, or after
// the backticks when no span closes on the line.
func codeEnd(line []byte, i int) int {
	n := i
	for n < len(line) && line[n] == '`' {
		n++
	}
	for k := n; k < len(line); k++ {
		if line[k] != '`' {
			continue
		}
		from := k
		for k < len(line) && line[k] == '`' {
			k++
		}
		if k-from == n-i {
			return k
		}
	}
	return n
}
