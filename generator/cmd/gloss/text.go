package main

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"gloss/generator/edition"
)

// Escape sequences of the terminal.
const (
	bold   = "\x1b[1m"
	red    = "\x1b[1;31m"
	yellow = "\x1b[1;33m"
	dim    = "\x1b[2m"
	reset  = "\x1b[0m"
)

// writeText writes a problem for people: file:line:column: error: message, then
// the line with a caret, then what to do.
func writeText(w io.Writer, p edition.Problem, colour bool) {
	paint := func(with, s string) string {
		if !colour || s == "" {
			return s
		}
		return with + s + reset
	}
	at := p.File
	if p.Line > 0 {
		at += fmt.Sprint(":", p.Line)
		if p.Column > 0 {
			at += fmt.Sprint(":", p.Column)
		}
	}
	if at != "" {
		at = paint(bold, printable(at)+":") + " "
	}
	severity := paint(red, "error:")
	if p.Severity == edition.Warning {
		severity = paint(yellow, "warning:")
	}
	fmt.Fprintf(w, "%s%s %s\n", at, severity, printable(p.Text))
	if p.Excerpt != "" {
		line, caret := excerpt(p.Excerpt, p.Column)
		fmt.Fprintf(w, "    %s\n", paint(dim, line))
		if p.Column > 0 {
			fmt.Fprintf(w, "    %s\n", caret+paint(red, "^"))
		}
	}
	if p.Hint != "" {
		for line := range strings.SplitSeq(p.Hint, "\n") {
			fmt.Fprintf(w, "    %s\n", printable(line))
		}
	}
}

// lineWidth is how many code points of a line are shown: a paragraph of an
// essay is often one line.
const lineWidth = 100

// excerpt cuts a line around a column (from 1, in code points; 0 for none) and
// returns it with what stands before the caret in the line beneath.
func excerpt(line string, column int) (shown, indent string) {
	runes := []rune(strings.TrimRight(printable(line), " "))
	at := min(max(column-1, 0), len(runes))
	from := 0
	if len(runes) > lineWidth {
		from = min(max(0, at-lineWidth*2/5), len(runes)-lineWidth)
	}
	to := min(len(runes), from+lineWidth)
	before, after := "", ""
	if from > 0 {
		before = "…"
	}
	if to < len(runes) {
		after = "…"
	}
	shown = before + string(runes[from:to]) + after
	return shown, strings.Repeat(" ", columns(before+string(runes[from:at])))
}

// columns is how many columns a text takes in a terminal.
func columns(s string) int {
	n := 0
	for _, r := range s {
		kind := width.LookupRune(r).Kind()
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case kind == width.EastAsianWide || kind == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

// printable makes every code point of an author's line safe for a terminal: a
// control character becomes a space, so none can move the cursor, and columns
// stay what they were.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return ' '
		}
		return r
	}, s)
}
