//go:build unix

package publish

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

var errLocked = errors.New("locked")

// lock is a file that one process at a time holds; the system lets go of it
// when the process ends, however it ends.
type lock struct{ file *os.File }

// takeLock locks a file, or returns errLocked when another has it. It is
// fs.ErrNotExist when the file went away meanwhile.
func takeLock(root *os.Root, name string) (*lock, error) {
	f, err := root.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		_ = f.Close()
		if errors.Is(err, unix.EWOULDBLOCK) {
			return nil, errLocked
		}
		return nil, err
	}
	held, err := f.Stat()
	if err == nil {
		var there fs.FileInfo
		if there, err = root.Lstat(name); err == nil && !os.SameFile(held, there) {
			err = fs.ErrNotExist
		}
	}
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	return &lock{f}, nil
}

func (l *lock) release() { _ = l.file.Close() }
