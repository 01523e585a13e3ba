// Package disk is what systems do with files in one step, each in its own way.
package disk
