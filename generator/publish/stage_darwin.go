package publish

import (
	"os"

	"golang.org/x/sys/unix"
)

// exchange swaps two names of a folder in one step. File systems other than
// APFS may refuse.
func exchange(dir *os.File, a, b string) error {
	fd := int(dir.Fd())
	return unix.RenameatxNp(fd, a, fd, b, unix.RENAME_SWAP)
}

// flush asks for all that was staged to be brought to the disk. The system has
// no call for one file system.
func flush(*os.Root) error { return unix.Sync() }
