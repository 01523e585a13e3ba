//go:build unix

package main

import (
	"fmt"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

// usage is what a process took.
type usage struct {
	seconds   float64 // by the clock
	processor float64 // seconds of all cores together
	peak      float64 // memory, in MB
}

// measure runs a process to its end.
func measure(cmd *exec.Cmd) (usage, error) {
	start := time.Now()
	said, err := cmd.CombinedOutput()
	took := time.Since(start)
	if err != nil {
		return usage{}, fmt.Errorf("%w\n%s", err, said)
	}
	state := cmd.ProcessState
	u := usage{seconds: took.Seconds(), processor: (state.UserTime() + state.SystemTime()).Seconds()}
	if r, ok := state.SysUsage().(*syscall.Rusage); ok {
		u.peak = float64(r.Maxrss) / 1e3 // kilobytes
		if runtime.GOOS == "darwin" {
			u.peak /= 1e3 // bytes
		}
	}
	return u, nil
}
