package markdown

import (
	"bytes"
	"sort"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// brackets knows which brackets of a block belong together, and where its code
// spans are. It is made once for a block, in time that grows with its length
// alone, however many brackets are never closed.
type brackets struct {
	block ast.Node
	lines *text.Segments
	open  []int    // bytes of the source, ascending
	shut  []int    // where each is closed; -1: nowhere
	code  [][2]int // code spans, with their backticks
}

// bracketsOf returns the brackets of the block that is being read.
func (r *reading) bracketsOf(block ast.Node) *brackets {
	if r.brackets == nil || r.brackets.block != block {
		r.brackets = readBrackets(block, r.src.text)
	}
	return r.brackets
}

func readBrackets(block ast.Node, source []byte) *brackets {
	b := &brackets{block: block, lines: block.Lines()}
	b.code = codeSpans(b.lines, source)
	code := b.code
	var stack []int // of indices into open
	for k := range b.lines.Len() {
		line := b.lines.At(k)
		for i := line.Start; i < line.Stop; i++ {
			for len(code) > 0 && code[0][1] <= i {
				code = code[1:]
			}
			if len(code) > 0 && code[0][0] <= i {
				i = min(code[0][1], line.Stop) - 1
				continue
			}
			switch source[i] {
			case '\\':
				if i+1 < line.Stop && util.IsPunct(source[i+1]) {
					i++
				}
			case '[':
				stack = append(stack, len(b.open))
				b.open, b.shut = append(b.open, i), append(b.shut, -1)
			case ']':
				if n := len(stack); n > 0 {
					b.shut[stack[n-1]] = i
					stack = stack[:n-1]
				}
			}
		}
	}
	return b
}

// codeSpans finds the code spans of a block: a run of backticks up to the next
// run as long.
func codeSpans(lines *text.Segments, source []byte) [][2]int {
	var runs [][2]int // where a run begins and ends
	for k := range lines.Len() {
		line := lines.At(k)
		for i := line.Start; i < line.Stop; i++ {
			n := bytes.IndexByte(source[i:line.Stop], '`')
			if n < 0 {
				break
			}
			i += n
			from := i
			for i < line.Stop && source[i] == '`' {
				i++
			}
			runs = append(runs, [2]int{from, i})
		}
	}
	if len(runs) < 2 {
		return nil
	}
	next := make([]int, len(runs)) // the next run of the same length
	last := map[int]int{}
	for k := len(runs) - 1; k >= 0; k-- {
		length := runs[k][1] - runs[k][0]
		if n, ok := last[length]; ok {
			next[k] = n
		}
		last[length] = k
	}
	var spans [][2]int
	for k := 0; k < len(runs); k++ {
		if next[k] > 0 && !escaped(source, runs[k][0]) {
			spans = append(spans, [2]int{runs[k][0], runs[next[k]][1]})
			k = next[k]
		}
	}
	return spans
}

// escaped reports whether an odd number of backslashes stands before a byte.
func escaped(source []byte, at int) bool {
	n := 0
	for at-n > 0 && source[at-n-1] == '\\' {
		n++
	}
	return n%2 == 1
}

// closing returns where the bracket at a byte of the source is closed; -1 when
// it is not, or is no bracket.
func (b *brackets) closing(open int) int {
	if k := sort.SearchInts(b.open, open); k < len(b.open) && b.open[k] == open {
		return b.shut[k]
	}
	return -1
}

// hiddenAt stands for an @ inside a code span, which begins no citation.
const hiddenAt = 0

// between returns what stands between two brackets; false when that is longer
// than any citation.
func (b *brackets) between(source []byte, open, shut int) (*bracketed, bool) {
	if shut-open > longestBracket {
		return nil, false
	}
	out := &bracketed{}
	for k := range b.lines.Len() {
		line := b.lines.At(k)
		from, to := max(line.Start, open+1), min(line.Stop, shut)
		if from >= to {
			continue
		}
		out.lines = append(out.lines, lineStart{len(out.text), from})
		out.text = append(out.text, source[from:to]...)
	}
	for _, span := range b.code {
		for k := max(span[0], open); k < min(span[1], shut); k++ {
			if source[k] == '@' {
				if i := out.index(k); i >= 0 {
					out.text[i] = hiddenAt
				}
			}
		}
	}
	return out, true
}

// longestBracket bounds a citation, in bytes of the source.
const longestBracket = 2000

// bracketed is what stands between brackets, perhaps over several lines.
type bracketed struct {
	text  []byte
	lines []lineStart
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

// index returns the byte of the text that a byte of the source is; -1: none.
func (b *bracketed) index(source int) int {
	for k, line := range b.lines {
		end := len(b.text)
		if k+1 < len(b.lines) {
			end = b.lines[k+1].at
		}
		if i := line.at + source - line.source; source >= line.source && i < end {
			return i
		}
	}
	return -1
}

// moveTo moves a reader on to a byte of the source.
func moveTo(block text.Reader, at int) {
	for {
		line, segment := block.PeekLine()
		if line == nil {
			return
		}
		if at < segment.Stop {
			block.Advance(at - segment.Start)
			return
		}
		block.AdvanceLine()
	}
}
