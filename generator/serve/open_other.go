//go:build !unix

package serve

import "os/exec"

// setApart does nothing: there are no groups of processes.
func setApart(*exec.Cmd) {}
