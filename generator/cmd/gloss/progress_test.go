package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// The bar is one line that no terminal wraps, and goes away without a trace.
func TestProgress(t *testing.T) {
	var b bytes.Buffer
	p := &progress{w: &b}
	for done := 0; done <= 3000; done++ {
		p.show(done, 3000, "https://"+strings.Repeat("very-", 20)+"long.test/page")
	}
	lines := strings.Split(b.String(), "\r\x1b[K")[1:]
	for _, line := range lines {
		if n := utf8.RuneCountInString(line); n > lineLimit || strings.ContainsAny(line, "\n\x1b") {
			t.Fatalf("%d columns: %q", n, line)
		}
	}
	if last := lines[len(lines)-1]; len(lines) != 3001 || !strings.HasPrefix(last, strings.Repeat("█", barWidth)+" 3000/3000 very-") {
		t.Errorf("%d lines, the last %q", len(lines), last)
	}
	p.clear()
	p.clear()
	if !strings.HasSuffix(b.String(), "\r\x1b[K") || strings.Count(b.String(), "\r\x1b[K") != 3002 {
		t.Errorf("%q", b.String()[b.Len()-200:])
	}
	b.Reset()
	p.show(0, 0, "")
	(&progress{}).show(1, 2, "")
	(&progress{}).clear()
	if b.Len() > 0 {
		t.Errorf("shown: %q", b.String())
	}
}

// Where it is not a terminal that is written to, nothing is shown.
func TestNoProgress(t *testing.T) {
	file, err := os.Create(t.TempDir() + "/err")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if p := newProgress(file); p.w != nil {
		t.Error("a file is taken for a terminal")
	}
	if p := newProgress(&bytes.Buffer{}); p.w != nil {
		t.Error("a buffer is taken for a terminal")
	}
}
