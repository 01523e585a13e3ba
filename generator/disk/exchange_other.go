//go:build !linux && !darwin

package disk

import (
	"errors"
	"os"
)

// Exchange is not to be had: it returns errors.ErrUnsupported.
func Exchange(*os.File, string, string) error { return errors.ErrUnsupported }

// Place is not to be had: it returns errors.ErrUnsupported.
func Place(*os.File, string, string) error { return errors.ErrUnsupported }
