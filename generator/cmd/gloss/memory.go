package main

import (
	"os"
	"runtime/debug"
)

// A build makes much that is garbage at once and keeps little, so collecting it
// four times less often than Go would saves a fifth of the processor. The soft
// limit keeps that from costing memory where a site is large: up to it garbage
// may lie, above it the collector works as hard as it must. What a site of a
// thousand editions really needs is well below.
const (
	garbagePercent = 300
	memoryLimit    = 220 << 20 // bytes
)

// tuneMemory sets both, unless the environment does.
func tuneMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbagePercent)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit)
	}
}
