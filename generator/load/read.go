package load

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"syscall"

	"gloss/generator/edition"
	"gloss/generator/sidecar"
)

// largest is how many bytes a file that is read may have: a hundred times the
// longest of novels.
const largest = 32 << 20

// refused is why an author's file is not read, though the machine would.
type refused struct{ text, hint string }

func (r *refused) Error() string { return r.text }

// read reads a file. The error is a *refused when it is the author's to mend,
// and fs.ErrNotExist when there is no such file.
func (c *Content) read(name string) ([]byte, error) {
	if data, ok := c.drawn[name]; ok {
		return data, nil
	}
	if err := c.regular(name); err != nil {
		return nil, err
	}
	f, err := c.root.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, largest+1))
	if err != nil {
		return nil, err
	}
	if len(data) > largest {
		return nil, &refused{fmt.Sprintf("the file is larger than %d MB and is not read", largest>>20), "split it, or check whether it is the right file"}
	}
	return data, nil
}

// Has reports whether there is an ordinary file of this name.
func (c *Content) Has(name string) bool { return c.regular(name) == nil }

// regular checks that a name leads to an ordinary file inside the content
// folder, before it is opened: opening a pipe would wait for ever.
func (c *Content) regular(name string) error {
	info, err := c.root.Stat(name)
	if err != nil {
		return c.linkError(name, err)
	}
	switch {
	case info.Mode().IsRegular():
		return nil
	case info.IsDir():
		return &refused{"a folder has the name of a file", "rename it"}
	}
	return &refused{"this is not an ordinary file", "put an ordinary file in its place"}
}

// linkError explains an error of following a name when a symbolic link is the
// cause.
func (c *Content) linkError(name string, err error) error {
	if info, lerr := c.root.Lstat(name); lerr == nil && info.Mode()&fs.ModeSymlink != 0 {
		if errors.Is(err, fs.ErrNotExist) {
			return &refused{"a symbolic link that leads nowhere", "mend it, or put the file itself here"}
		}
		if strings.Contains(err.Error(), "escapes") || strings.Contains(err.Error(), "too many") {
			return &refused{"a symbolic link that leads out of the content folder", "put the file itself here"}
		}
	}
	if errors.Is(err, fs.ErrNotExist) {
		return fs.ErrNotExist
	}
	if strings.Contains(err.Error(), "escapes") { // a folder on the way is a link
		return &refused{"a symbolic link leads out of the content folder", "put the files themselves here"}
	}
	return err
}

// text reads a file of text. Without one, ok is false: there is no such file,
// or something is wrong with it and has been said.
func (c *Content) text(name string, ps *edition.Problems) (data []byte, ok bool, err error) {
	data, err = c.read(name)
	var no *refused
	switch {
	case errors.As(err, &no):
		*ps = append(*ps, edition.Problem{Place: edition.Place{File: name}, Text: no.text, Hint: no.hint, Unread: true})
		return nil, false, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, false, nil
	case err != nil:
		return nil, false, fmt.Errorf("reading the content: %w", err)
	}
	if p, fine := sidecar.Text(name, data); !fine {
		p.Unread = true
		*ps = append(*ps, p)
		return nil, false, nil
	}
	return data, true, nil
}

// list returns the entries of a folder by their names, without those that are
// hidden or an editor's. A folder that does not exist has none.
func (c *Content) list(folder string, ps *edition.Problems) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(c.fs, folder)
	if err != nil {
		if err = c.linkError(folder, err); errors.Is(err, syscall.ENOTDIR) {
			err = &refused{"a file has the name of a folder", "rename it"}
		}
		var no *refused
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, nil
		case errors.As(err, &no):
			ps.Errorf(edition.Place{File: folder}, no.hint, "%s", no.text)
			return nil, nil
		}
		return nil, fmt.Errorf("reading the content: %w", err)
	}
	kept := entries[:0]
	for _, e := range entries {
		if !passing(e.Name()) {
			kept = append(kept, e)
		}
	}
	return kept, nil
}

// passing reports whether a file is hidden, or left there for a while by an
// editor or a file manager.
func passing(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") ||
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") ||
		hasSuffix(strings.ToLower(name), ".swp", ".swo", ".bak", ".orig", ".tmp") ||
		name == "4913" || strings.EqualFold(name, "thumbs.db") || strings.EqualFold(name, "desktop.ini")
}

func hasSuffix(s string, suffixes ...string) bool {
	for _, x := range suffixes {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}

// isFolder follows a link to tell whether an entry is a folder.
func (c *Content) isFolder(path string, e fs.DirEntry) bool {
	if e.Type()&fs.ModeSymlink == 0 {
		return e.IsDir()
	}
	info, err := c.root.Stat(path)
	return err == nil && info.IsDir()
}
