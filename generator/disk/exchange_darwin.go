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
