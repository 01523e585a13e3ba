//go:build unix

package disk

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// Hold waits until no other holds a folder, and holds it until it is closed or
// the process ends, however it ends. It keeps those apart who ask for it, in one
// process or several; a file system that has no such locks keeps none.
func Hold(dir *os.File) error {
	for {
		err := unix.Flock(int(dir.Fd()), unix.LOCK_EX)
		switch {
		case errors.Is(err, unix.EINTR):
		case errors.Is(err, unix.ENOTSUP), errors.Is(err, unix.ENOLCK), errors.Is(err, unix.ENOSYS):
			return nil
		default:
			return err
		}
	}
}
