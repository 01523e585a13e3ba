package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"gloss/generator/edition"
)

// formats lists the ways problems are printed: each writes one problem, whose
// file is as the user would name it.
var formats = []struct {
	name  string
	write func(w io.Writer, p edition.Problem, colour bool)
}{
	{"text", writeText},
	{"json", writeJSON},
	{"github", writeGitHub},
}

func formatNames() []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.name)
	}
	return names
}

// printProblems prints problems, sorted, each once.
func (o *options) printProblems(out io.Writer, problems edition.Problems) error {
	w := bufio.NewWriter(out)
	colour := coloured(out)
	for _, f := range formats {
		if f.name != o.format {
			continue
		}
		for _, p := range problems.Sorted() {
			f.write(w, p.Named(func(file string) string { return fromHere(o.Content, file) }), colour)
		}
	}
	return w.Flush()
}

// fromHere names a file of the content as the user would: from the working
// directory, where it lies in there.
func fromHere(content, file string) string {
	if file == "" {
		return ""
	}
	name := filepath.Join(content, filepath.FromSlash(file))
	if here, err := os.Getwd(); err == nil && filepath.IsAbs(name) {
		if rel, err := filepath.Rel(here, name); err == nil && filepath.IsLocal(rel) {
			name = rel
		}
	}
	return filepath.ToSlash(name)
}

// coloured reports whether a writer is a terminal whose user wants colour
// (no-color.org).
func coloured(w io.Writer) bool {
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && terminal(w)
}

// terminal reports whether a writer is one.
func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// writeJSON writes a problem as one line of JSON.
func writeJSON(w io.Writer, p edition.Problem, _ bool) {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	_ = e.Encode(struct { // a failure to write shows when the buffer is flushed
		Severity string `json:"severity"`
		File     string `json:"file,omitempty"`
		Line     int    `json:"line,omitempty"`
		Column   int    `json:"column,omitempty"`
		Text     string `json:"text"`
		Excerpt  string `json:"excerpt,omitempty"`
		Hint     string `json:"hint,omitempty"`
	}{p.Severity.String(), p.File, p.Line, p.Column, p.Text, p.Excerpt, p.Hint})
}

// How GitHub's workflow commands escape: in the message, and in what stands
// before it (toolkit, packages/core/src/command.ts).
var (
	githubMessage  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// writeGitHub writes a problem as a workflow command, which GitHub shows as an
// annotation on the changed file.
func writeGitHub(w io.Writer, p edition.Problem, _ bool) {
	var at []string
	if p.File != "" {
		at = append(at, "file="+githubProperty.Replace(p.File))
	}
	if p.Line > 0 {
		at = append(at, fmt.Sprint("line=", p.Line))
	}
	if p.Line > 0 && p.Column > 0 {
		at = append(at, fmt.Sprint("col=", p.Column))
	}
	space := ""
	if len(at) > 0 {
		space = " "
	}
	text := p.Text
	if p.Hint != "" {
		text += "\n" + p.Hint
	}
	fmt.Fprintf(w, "::%s%s%s::%s\n", p.Severity, space, strings.Join(at, ","), githubMessage.Replace(text))
}

// counted counts the problems in words.
func counted(problems edition.Problems) string {
	problems = problems.Sorted()
	errors := problems.Errors()
	text := plural(errors, "error")
	if n := len(problems) - errors; n > 0 {
		text += " and " + plural(n, "warning")
	}
	return text
}

// warned is the part of a summary about warnings, where there are only those.
func warned(problems edition.Problems) string {
	if n := len(problems.Sorted()); n > 0 {
		return ", " + plural(n, "warning")
	}
	return ""
}
