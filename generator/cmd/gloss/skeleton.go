package main

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"
)

// skeletons holds the files that new sites and new editions begin with, as they
// are but for a few words between signs of per cent.
//
//go:embed all:skeleton
var skeletons embed.FS

// newFile is a file to be made.
type newFile struct {
	name string // as the user would name it
	data []byte
}

// skeleton returns the files of a new thing, site or edition, in a folder, with
// words put in for names such as %TITLE%.
func skeleton(thing, dir string, namesAndWords ...string) ([]newFile, error) {
	words := strings.NewReplacer(namesAndWords...)
	root := "skeleton/" + thing
	var files []newFile
	err := fs.WalkDir(skeletons, root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := skeletons.ReadFile(name)
		at := filepath.Join(dir, filepath.FromSlash(strings.TrimPrefix(name, root+"/")))
		files = append(files, newFile{at, []byte(words.Replace(string(data)))})
		return err
	})
	return files, err
}

// titleOf makes a title of a name: on-walking, On walking.
func titleOf(name string) string {
	words := strings.ReplaceAll(name, "-", " ")
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToTitle(first)) + words[size:]
}

// plant writes files of which none may be there yet, and lists them. Where one
// is there, or the machine refuses one, it writes none.
func plant(files []newFile, out io.Writer) error {
	var there []string
	for _, f := range files {
		if _, err := os.Lstat(f.name); err == nil {
			there = append(there, filepath.ToSlash(f.name))
		}
	}
	if len(there) > 0 {
		return fmt.Errorf("nothing is made, since this is there already and stays as it is: %s", strings.Join(there, ", "))
	}
	for n, f := range files {
		if err := createNew(f.name, f.data); err != nil {
			for _, f := range files[:n] {
				err = errors.Join(err, os.Remove(f.name))
			}
			return err
		}
	}
	for _, f := range files {
		if _, err := fmt.Fprintln(out, filepath.ToSlash(f.name)); err != nil {
			return err
		}
	}
	return nil
}

// createNew writes a file, and the folders that it needs. The error is
// fs.ErrExist when the file is there already.
func createNew(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}
