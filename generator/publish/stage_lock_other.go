//go:build !unix

package publish

import (
	"errors"
	"os"
)

var errLocked = errors.New("locked")

// lock holds nothing on systems without flock: two builds of one output at the
// same moment are the user's to avoid.
type lock struct{ file *os.File }

func takeLock(root *os.Root, name string) (*lock, error) {
	f, err := root.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	return &lock{f}, err
}

func (l *lock) release() { _ = l.file.Close() }
