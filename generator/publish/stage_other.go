//go:build !linux && !darwin

package publish

import (
	"errors"
	"os"
)

// exchange is not to be had: a folder is written once, and must be removed to
// be written again.
func exchange(*os.File, string, string) error { return errors.ErrUnsupported }

func flush(*os.Root) error { return nil }
