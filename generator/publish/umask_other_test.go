//go:build !unix

package publish_test

func umask(int) int { return 0 }
