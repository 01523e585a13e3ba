package edition

import (
	"fmt"
	"strings"
)

// A message names a place between these characters, which Unicode sets aside for what
// programs use among themselves, so that who prints it can name the file as its reader
// would: see [Problem.Named].
const (
	placeBegins = "\uFDD0"
	placeEnds   = "\uFDD1"
)

// InWords names the place in the text or the hint of a problem: file:line:column,
// without a line or a column that is zero.
func (p Place) InWords() string {
	s := placeBegins + p.File + placeEnds
	if p.Line > 0 {
		s += fmt.Sprint(":", p.Line)
		if p.Column > 0 {
			s += fmt.Sprint(":", p.Column)
		}
	}
	return s
}

// Named is the problem as it is shown: its file, and those of the places that its
// text and its hint name, are called as name has them, nil being as they are.
func (p Problem) Named(name func(file string) string) Problem {
	if name == nil {
		name = func(file string) string { return file }
	}
	p.File, p.Text, p.Hint = name(p.File), named(p.Text, name), named(p.Hint, name)
	return p
}

func named(s string, name func(string) string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, placeBegins)
		file, after, whole := strings.Cut(rest, placeEnds)
		b.WriteString(before)
		if !ok || !whole {
			b.WriteString(rest)
			return b.String()
		}
		b.WriteString(name(file))
		s = after
	}
}
