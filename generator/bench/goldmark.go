package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
)

// convertAll reads every essay of a folder and turns it into HTML that is thrown
// away: the least that any program on goldmark does. It keeps all cores busy, as
// gloss does.
func convertAll(dir string) error {
	names, err := filepath.Glob(filepath.Join(dir, "*.md"))
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return errors.New("no essays in " + dir)
	}
	md := goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.Typographer, extension.DefinitionList),
		goldmark.WithParserOptions(parser.WithAttribute(), parser.WithAutoHeadingID()))
	next := make(chan string)
	errs := make([]error, runtime.GOMAXPROCS(0))
	var workers sync.WaitGroup
	for k := range errs {
		workers.Go(func() {
			var out bytes.Buffer
			for name := range next {
				out.Reset()
				errs[k] = errors.Join(errs[k], convert(md, name, &out))
			}
		})
	}
	for _, name := range names {
		next <- name
	}
	close(next)
	workers.Wait()
	return errors.Join(errs...)
}

func convert(md goldmark.Markdown, name string, out *bytes.Buffer) error {
	source, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	// The front matter ends with the second line of three hyphens.
	if end := bytes.Index(source, []byte("\n---\n")); bytes.HasPrefix(source, []byte("---\n")) && end > 0 {
		source = source[end+len("\n---\n"):]
	}
	return md.Convert(source, out)
}
