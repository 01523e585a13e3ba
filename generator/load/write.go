package load

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"

	"gloss/generator/disk"
)

// ErrChanged is why a file is not written: it is not any more what was read.
var ErrChanged = errors.New("the file has been changed meanwhile; do it again")

// errReadOnly is why a file is not written that its owner has locked: a new file
// could take its place, but that is not for gloss to decide.
var errReadOnly = errors.New("the file is read-only; let it be written to (chmod u+w), or change it by hand")

// Replace puts a file of the content in the place of what was read, in one step:
// whatever stops it, the file is the old one or the new one. A nil old means that
// there was none, nil data that there is to be none. When the file is not any
// more what was read, it stays and the error is [ErrChanged]. That holds up to the
// very step where the file system can exchange two files, as those of Linux and
// macOS can. Where it cannot, it holds for who writes into the file, and for who
// puts another in its place up to the moment before the step.
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
	// The name begins with a dot, so that nothing takes it for content.
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
	case r.readOnly(info):
		return errReadOnly
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

// readOnly reports whether nobody may write to the file, or gloss may not.
func (r *replacement) readOnly(info fs.FileInfo) bool {
	if info.Mode().Perm()&0o222 == 0 {
		return true
	}
	f, err := r.folder.OpenFile(r.name, os.O_WRONLY, 0)
	if err == nil {
		f.Close()
	}
	return errors.Is(err, fs.ErrPermission)
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
// disk. What a replacement that was killed has left there goes first, whatever it
// is: a file that nobody may write to, or a link that leads elsewhere.
func (r *replacement) prepare(mode fs.FileMode) error {
	if err := r.folder.Remove(r.beside); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return r.write(r.data, mode)
}

// write makes the file beside the old one, where none is.
func (r *replacement) write(data []byte, mode fs.FileMode) (err error) {
	f, err := r.folder.OpenFile(r.beside, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if _, err := f.Write(data); err != nil {
		return err
	}
	return errors.Join(f.Chmod(mode), f.Sync())
}

// exchange swaps the two files. Whoever may have saved the file in the meantime
// has it back.
func (r *replacement) exchange() error {
	swap := func() error { return disk.Exchange(r.dir, r.beside, r.name) }
	if err := swap(); err != nil { // this file system has no such step
		was, err := r.folder.Open(r.name)
		if err != nil {
			return err
		}
		defer was.Close()
		return r.overwrite(was)
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

// overwrite puts the new file over the old one, which was opened before. Who has
// written into that since has it back. A file that somebody puts in its place
// between the last look and the step is lost: there is no step that would show it.
func (r *replacement) overwrite(was *os.File) error {
	before, err := was.Stat()
	if err != nil {
		return err
	}
	now, err := r.folder.Lstat(r.name)
	if err != nil || !os.SameFile(before, now) || !r.holds(r.name, r.old) {
		return ErrChanged
	}
	if err := r.folder.Rename(r.beside, r.name); err != nil {
		return err
	}
	theirs, err := io.ReadAll(was)
	switch {
	case err != nil:
		return err
	case bytes.Equal(theirs, r.old):
		return nil
	case !r.holds(r.name, r.data): // saved once more
		return ErrChanged
	}
	if err := r.write(theirs, before.Mode().Perm()); err != nil {
		return err
	}
	return errors.Join(ErrChanged, r.folder.Rename(r.beside, r.name))
}

// putIn gives the new file its name, unless another has it by now. On a file system
// that has neither links nor a step for it, one that comes between the last look
// and the step is lost.
func (r *replacement) putIn() error {
	err := r.folder.Link(r.beside, r.name)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		err = disk.Place(r.dir, r.beside, r.name)
	}
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrExist), !r.holds(r.name, nil):
		return ErrChanged
	}
	return r.folder.Rename(r.beside, r.name)
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
