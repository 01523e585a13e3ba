//go:build !linux

package serve

// remote names the kind of network file system that a folder lies on; empty:
// none, or it is not known.
func remote(string) string { return "" }
