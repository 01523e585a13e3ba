package disk

import (
	"os"

	"golang.org/x/sys/unix"
)

// Exchange swaps two names of a folder in one step. File systems other than
// APFS may refuse.
func Exchange(dir *os.File, a, b string) error {
	fd := int(dir.Fd())
	return unix.RenameatxNp(fd, a, fd, b, unix.RENAME_SWAP)
}

// Place gives a the name b in one step, unless something has it: then the error is
// fs.ErrExist. File systems other than APFS may refuse.
func Place(dir *os.File, a, b string) error {
	fd := int(dir.Fd())
	return unix.RenameatxNp(fd, a, fd, b, unix.RENAME_EXCL)
}
