package sidecar

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"gloss/generator/edition"
)

// Lines knows where the lines of a file begin. A line ends with \n, \r\n or a
// lone \r, as in YAML and in CommonMark. A byte order mark is not counted.
type Lines struct {
	data   []byte
	starts []int // byte where each line begins
}

// NewLines finds the lines of a file.
func NewLines(data []byte) *Lines {
	l := &Lines{data: data, starts: make([]int, 1, 2+bytes.Count(data, []byte{'\n'}))}
	if bytes.HasPrefix(data, bom) {
		l.starts[0] = len(bom)
	}
	for i, c := range data {
		if c == '\n' || c == '\r' && (i+1 == len(data) || data[i+1] != '\n') {
			l.starts = append(l.starts, i+1)
		}
	}
	return l
}

// Count is the number of lines; a file that ends with a line end has an empty
// last line.
func (l *Lines) Count() int { return len(l.starts) }

// Place turns a byte offset into a place; offsets outside of the file are moved
// to its ends.
func (l *Lines) Place(file string, at int) edition.Place {
	at = max(l.starts[0], min(at, len(l.data)))
	n := l.line(at)
	return edition.Place{File: file, Line: n, Column: utf8.RuneCount(l.data[l.starts[n-1]:at]) + 1}
}

// line is the number of the line on which a byte stands.
func (l *Lines) line(at int) int {
	return sort.Search(len(l.starts), func(k int) bool { return l.starts[k] > at })
}

// Line returns a line's bytes without its end; nil when there is no such line.
func (l *Lines) Line(n int) []byte {
	if n < 1 || n > len(l.starts) {
		return nil
	}
	end := len(l.data)
	if n < len(l.starts) {
		end = l.starts[n]
	}
	return bytes.TrimRight(l.data[l.starts[n-1]:end], "\r\n")
}

// Offset turns a line and a column into a byte offset. A column beyond the line
// is its end.
func (l *Lines) Offset(line, column int) int {
	if line < 1 {
		return l.starts[0]
	}
	if line > len(l.starts) {
		return len(l.data)
	}
	at, text := l.starts[line-1], l.Line(line)
	for ; column > 1 && len(text) > 0; column-- {
		_, n := utf8.DecodeRune(text)
		at, text = at+n, text[n:]
	}
	return at
}
