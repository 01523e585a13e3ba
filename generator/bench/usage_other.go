//go:build !unix

package main

import (
	"fmt"
	"os/exec"
	"time"
)

// usage is what a process took; its memory is not to be had here.
type usage struct{ seconds, processor, peak float64 }

// measure runs a process to its end.
func measure(cmd *exec.Cmd) (usage, error) {
	start := time.Now()
	said, err := cmd.CombinedOutput()
	if err != nil {
		return usage{}, fmt.Errorf("%w\n%s", err, said)
	}
	state := cmd.ProcessState
	return usage{seconds: time.Since(start).Seconds(), processor: (state.UserTime() + state.SystemTime()).Seconds()}, nil
}
