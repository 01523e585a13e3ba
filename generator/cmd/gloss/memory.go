package main

import (
	"math"
	"os"
	"runtime/debug"
)

// A build makes much that is garbage at once and keeps little, so collecting it
// four times less often than Go would saves a fifth of the processor. The soft
// limit keeps that from costing memory where a site is large: up to it garbage
// may lie, above it the collector works as hard as it must. What a site of a
// thousand editions really needs is well below.
//
// A preview keeps what it has made. Under that limit the collector would never
// rest: at a thousand editions edits were shown four times as late.
const (
	garbagePercent = 300
	memoryLimit    = 220 << 20 // bytes

	keptPercent = 100
)

// tuneMemory sets both, unless the environment does.
func tuneMemory() { setMemory(garbagePercent, memoryLimit) }

// keepMemory is what a preview sets instead.
func keepMemory() { setMemory(keptPercent, math.MaxInt64) }

func setMemory(percent int, limit int64) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(limit)
	}
}
