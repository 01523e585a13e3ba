package disk

import (
	"os"

	"golang.org/x/sys/unix"
)

// Exchange swaps two names of a folder in one step. File systems that cannot
// (some network and overlay ones) say so.
func Exchange(dir *os.File, a, b string) error {
	fd := int(dir.Fd())
	return unix.Renameat2(fd, a, fd, b, unix.RENAME_EXCHANGE)
}

// Place gives a the name b in one step, unless something has it: then the error is
// fs.ErrExist. File systems that cannot say so.
func Place(dir *os.File, a, b string) error {
	fd := int(dir.Fd())
	return unix.Renameat2(fd, a, fd, b, unix.RENAME_NOREPLACE)
}
