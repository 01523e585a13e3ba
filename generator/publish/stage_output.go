package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// mayReplace says whether a folder may become the output, whatever it holds,
// and returns its absolute path.
func mayReplace(out string, sources []string) (string, error) {
	abs, err := filepath.Abs(out)
	if err != nil {
		return "", err
	}
	if out == "" || abs == filepath.Dir(abs) {
		return "", fmt.Errorf("%q cannot be the output folder", out)
	}
	if home, err := os.UserHomeDir(); err == nil && sameFolder(home, abs) {
		return "", fmt.Errorf("%s is your home folder; choose a folder that gloss may replace whole", out)
	}
	for _, source := range sources {
		if source == "" {
			continue
		}
		from, err := filepath.Abs(source)
		if err != nil {
			return "", err
		}
		if within(resolved(abs), resolved(from)) || within(resolved(from), resolved(abs)) {
			return "", fmt.Errorf("the output %s and %s lie one within the other; the output is replaced whole, so it must stand apart", out, source)
		}
	}
	return abs, nil
}

// resolved is a path without symbolic links, as far as it exists.
func resolved(abs string) string {
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		return real
	}
	if up := filepath.Dir(abs); up != abs {
		return filepath.Join(resolved(up), filepath.Base(abs))
	}
	return abs
}

// within reports whether a folder is another one or lies in it, whatever the
// capitals in their names.
func within(inner, outer string) bool {
	for {
		if sameFolder(inner, outer) {
			return true
		}
		up := filepath.Dir(inner)
		if up == inner {
			return false
		}
		inner = up
	}
}

func sameFolder(a, b string) bool {
	if a == b {
		return true
	}
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// isOutput refuses what is no folder. A symbolic link is refused, not followed:
// the exchange would put a folder in the link's place, and a link's target lies
// where the user may not expect anything to be replaced.
func isOutput(out string, info fs.FileInfo) error {
	if info.Mode()&fs.ModeSymlink != 0 {
		return fmt.Errorf("%s is a symbolic link; name the folder it leads to as --out", out)
	}
	if !info.IsDir() {
		return fmt.Errorf("%s is not a folder", out)
	}
	return nil
}

// writtenByUs refuses an output that holds anything unless gloss wrote it.
func writtenByUs(out string, now *os.Root) error {
	f, err := now.Open(".nojekyll")
	if err == nil {
		defer f.Close()
		begin := make([]byte, len(Signature))
		if _, err := io.ReadFull(f, begin); err == nil && bytes.Equal(begin, []byte(Signature)) {
			return nil
		}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	dir, err := now.Open(".")
	if err != nil {
		return err
	}
	defer dir.Close()
	for {
		names, err := dir.Readdirnames(1)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if names[0] != ".gitkeep" {
			return fmt.Errorf("%s holds files that gloss did not write (%s); empty it or choose another --out", out, names[0])
		}
	}
}
