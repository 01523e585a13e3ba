package load

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
)

// Replace puts a file of the content in the place of what was read, in one step:
// whatever stops it, the file is the old one or the new one. It refuses when the
// file is not any more what was read. A nil old means that there was none.
func (c *Content) Replace(name string, old, data []byte) error {
	mode := fs.FileMode(0o644)
	switch info, err := c.root.Lstat(name); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return fmt.Errorf("writing %s: %w", name, err)
	case !info.Mode().IsRegular():
		return fmt.Errorf("writing %s: this is not an ordinary file", name)
	default:
		mode = info.Mode().Perm()
	}
	now, err := c.read(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	if !bytes.Equal(now, old) {
		return fmt.Errorf("writing %s: the file has been changed meanwhile; do it again", name)
	}
	// The name begins with a dot, so that nothing takes it for content.
	temporary := path.Join(path.Dir(name), "."+path.Base(name)+".gloss")
	if err := c.writeSynced(temporary, data, mode); err != nil {
		_ = c.root.Remove(temporary) // it may not be there
		return fmt.Errorf("writing %s: %w", name, err)
	}
	if err := c.root.Rename(temporary, name); err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	return nil
}

// writeSynced writes a file and waits until it is on the disk.
func (c *Content) writeSynced(name string, data []byte, mode fs.FileMode) (err error) {
	f, err := c.root.OpenFile(name, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, mode)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if _, err := f.Write(data); err != nil {
		return err
	}
	return f.Sync()
}

// Read reads a file of the content; nil when there is none.
func (c *Content) Read(name string) ([]byte, error) {
	data, err := c.read(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}
