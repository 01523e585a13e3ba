//go:build unix

package serve

import (
	"os/exec"
	"syscall"
)

// setApart lets a command live on when the preview ends by Ctrl-C, which the
// terminal sends to the whole group of processes that it has in front.
func setApart(c *exec.Cmd) { c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }
