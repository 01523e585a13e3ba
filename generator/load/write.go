package load

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"

	"gloss/generator/disk"
)

// ErrChanged is why a file is not written: it is not any more what was read.
var ErrChanged = errors.New("the file has been changed meanwhile; do it again")

// Replace puts a file of the content in the place of what was read, in one step:
// whatever stops it, the file is the old one or the new one. A nil old means that
// there was none, nil data that there is to be none. When the file is not any
// more what was read, up to the very step, it stays and the error is
// [ErrChanged].
func (c *Content) Replace(name string, old, data []byte) error {
	if err := c.replace(name, old, data); err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	return nil
}

func (c *Content) replace(name string, old, data []byte) error {
	folder, err := c.root.OpenRoot(path.Dir(name))
	if err != nil {
		return err
	}
	defer folder.Close()
	dir, err := folder.Open(".")
	if err != nil {
		return err
	}
	defer dir.Close()
	if err := disk.Hold(dir); err != nil {
		return err
	}
	// The name begins with a dot, so that nothing takes it for content. What a
	// replacement that was killed has left there is written over.
	r := &replacement{folder: folder, dir: dir, name: path.Base(name), beside: "." + path.Base(name) + ".gloss", old: old, data: data}
	defer func() { _ = folder.Remove(r.beside) }() // it may not be there
	if err := r.make(); err != nil {
		return err
	}
	_ = dir.Sync() // not every system can; the file is whole in any case
	return nil
}

// replacement is a file being replaced in a folder that is held.
type replacement struct {
	folder       *os.Root
	dir          *os.File
	name, beside string
	old, data    []byte
}

func (r *replacement) make() error {
	mode := fs.FileMode(0o644)
	switch info, err := r.folder.Lstat(r.name); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return errors.New("this is not an ordinary file")
	default:
		mode = info.Mode().Perm()
	}
	if r.data != nil {
		if err := r.prepare(mode); err != nil {
			return err
		}
	}
	if !r.holds(r.name, r.old) {
		return ErrChanged
	}
	switch {
	case r.old == nil && r.data == nil:
		return nil
	case r.old == nil:
		return r.putIn()
	case r.data == nil:
		return r.takeOut()
	}
	return r.exchange()
}

// holds reports whether a file holds these bytes; nil: is not there.
func (r *replacement) holds(name string, data []byte) bool {
	now, err := r.folder.ReadFile(name)
	if data == nil {
		return errors.Is(err, fs.ErrNotExist)
	}
	return err == nil && bytes.Equal(now, data)
}

// prepare writes the new file beside the old one and waits until it is on the
// disk.
func (r *replacement) prepare(mode fs.FileMode) (err error) {
	f, err := r.folder.OpenFile(r.beside, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, mode)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if _, err := f.Write(r.data); err != nil {
		return err
	}
	return errors.Join(f.Chmod(mode), f.Sync())
}

// exchange swaps the two files. Whoever may have saved the file in the meantime
// has it back.
func (r *replacement) exchange() error {
	swap := func() error { return disk.Exchange(r.dir, r.beside, r.name) }
	if err := swap(); err != nil { // this file system has no such step
		return r.folder.Rename(r.beside, r.name)
	}
	if r.holds(r.beside, r.old) {
		return nil
	}
	if err := swap(); err != nil {
		return err
	}
	if !r.holds(r.beside, r.data) { // saved once more
		if err := swap(); err != nil {
			return err
		}
	}
	return ErrChanged
}

// putIn gives the new file its name, unless another has it by now.
func (r *replacement) putIn() error {
	switch err := r.folder.Link(r.beside, r.name); {
	case errors.Is(err, fs.ErrExist):
		return ErrChanged
	case err != nil: // this file system has no links
		return r.folder.Rename(r.beside, r.name)
	}
	return nil
}

// takeOut takes the file away. One that somebody may have saved in the meantime
// is put back.
func (r *replacement) takeOut() error {
	if err := r.folder.Rename(r.name, r.beside); err != nil {
		return err
	}
	if r.holds(r.beside, r.old) {
		return nil
	}
	return errors.Join(ErrChanged, r.putIn())
}

// Read reads a file of the content; nil when there is none.
func (c *Content) Read(name string) ([]byte, error) {
	data, err := c.read(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}
