package load

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"strings"

	"gloss/generator/edition"
	"gloss/generator/sidecar"
)

// Content is a folder that holds a site.
type Content struct {
	root  *os.Root
	fs    fs.FS
	drawn map[string][]byte // by name: files as they would be; see With
}

// Open opens a content folder.
func Open(dir string) (*Content, error) {
	root, err := os.OpenRoot(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("there is no content folder %s: make it and put a site.yaml into it, or name another with --content", dir)
	case err != nil:
		return nil, fmt.Errorf("opening the content folder: %w", err)
	}
	return &Content{root: root, fs: root.FS()}, nil
}

// Close gives the folder back. A Content that nobody uses any more is closed by
// itself.
func (c *Content) Close() error { return c.root.Close() }

// FS is the content folder as a file system, for files that are copied as they
// are.
func (c *Content) FS() fs.FS { return c.fs }

// With is the folder as it would be if some of its files held other bytes: notes
// are shown before they are written. Nothing is read from the disk for them. The
// other files are as they are in c, which may itself be drawn.
func (c *Content) With(files map[string][]byte) *Content {
	drawn := maps.Clone(c.drawn)
	if drawn == nil {
		drawn = map[string][]byte{}
	}
	maps.Copy(drawn, files)
	return &Content{root: c.root, fs: c.fs, drawn: drawn}
}

// longestExcerpt is the length in bytes up to which a line is shown; beyond it
// nobody would find the place.
const longestExcerpt = 2000

// Excerpts puts into each problem the line of the file on which it stands. A
// file that cannot be read, or has changed, has none.
func (c *Content) Excerpts(ps edition.Problems) {
	files := map[string]*sidecar.Lines{}
	for i := range ps {
		p := &ps[i]
		if p.Line == 0 || p.File == "" || p.Excerpt != "" {
			continue
		}
		lines, ok := files[p.File]
		if !ok {
			if data, err := c.read(p.File); err == nil {
				lines = sidecar.NewLines(data)
			}
			files[p.File] = lines
		}
		if lines == nil {
			continue
		}
		if line := lines.Line(p.Line); len(line) <= longestExcerpt {
			p.Excerpt = strings.ToValidUTF8(string(bytes.TrimRight(line, " \t")), "\uFFFD")
		}
	}
}
