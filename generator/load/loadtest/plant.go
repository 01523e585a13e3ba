// Package loadtest makes content folders for tests from txtar archives.
package loadtest

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// Plant makes a folder of an archive's files. Bytes that a text cannot show are
// written ⟦FF 00⟧. The archive's comment may hold lines that make what an archive
// cannot: "symlink NAME -> TARGET", "grow NAME BYTES", "remove NAME".
func Plant(t testing.TB, a *txtar.Archive) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range a.Files {
		name := filepath.Join(dir, f.Name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), os.WriteFile(name, Unescape(f.Data), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	for _, line := range strings.Split(string(a.Comment), "\n") {
		w := strings.Fields(line)
		var err error
		switch {
		case len(w) == 4 && w[0] == "symlink" && w[2] == "->":
			err = os.Symlink(w[3], filepath.Join(dir, w[1]))
		case len(w) == 3 && w[0] == "grow":
			var size int64
			if size, err = strconv.ParseInt(w[2], 10, 64); err == nil {
				err = os.Truncate(filepath.Join(dir, w[1]), size)
			}
		case len(w) == 2 && w[0] == "remove":
			err = os.Remove(filepath.Join(dir, w[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// Unescape puts the bytes in for ⟦FF 00⟧.
func Unescape(data []byte) []byte {
	var b strings.Builder
	for rest := string(data); ; {
		before, after, ok := strings.Cut(rest, "⟦")
		b.WriteString(before)
		if !ok {
			return []byte(b.String())
		}
		hex, after, _ := strings.Cut(after, "⟧")
		for _, h := range strings.Fields(hex) {
			c, err := strconv.ParseUint(h, 16, 8)
			if err != nil {
				panic(err) // a test is written wrongly
			}
			b.WriteByte(byte(c))
		}
		rest = after
	}
}
