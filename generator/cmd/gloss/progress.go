package main

import (
	"fmt"
	"io"
	"net/url"
	"os"
	"strings"
)

// progress is a bar that shows how far something has come, in one line of a
// terminal that is written anew each time. Elsewhere it shows nothing.
type progress struct {
	w     io.Writer // nil: nothing is shown
	shown string
}

const (
	barWidth  = 30 // of the bar
	lineLimit = 79 // of the whole line: one that wraps could not be taken back
)

func newProgress(w io.Writer) *progress {
	if !terminal(w) || os.Getenv("TERM") == "dumb" {
		w = nil
	}
	return &progress{w: w}
}

// show shows how many of all are done, and the host of the last address.
func (p *progress) show(done, all int, address string) {
	if p.w == nil || all == 0 {
		return
	}
	full := barWidth * done / all
	line := fmt.Sprintf("%s%s %d/%d", strings.Repeat("█", full), strings.Repeat("░", barWidth-full), done, all)
	if u, err := url.Parse(address); err == nil {
		line += " " + printable(u.Host)
	}
	if runes := []rune(line); len(runes) > lineLimit {
		line = string(runes[:lineLimit])
	}
	if line != p.shown {
		fmt.Fprint(p.w, "\r\x1b[K", line)
		p.shown = line
	}
}

// clear takes the bar away.
func (p *progress) clear() {
	if p.w != nil && p.shown != "" {
		fmt.Fprint(p.w, "\r\x1b[K")
		p.shown = ""
	}
}
