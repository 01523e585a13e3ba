package madeup_test

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"testing"

	"gloss/generator/bench/madeup"
)

// The bytes are pinned: figures measured at different times are of the same
// essays.
func TestContentIsAlwaysTheSame(t *testing.T) {
	const want = "5435e88bb76615bcc3c96feb97c48fdd91fad346d94800db06063513293209db"
	dir := t.TempDir()
	if err := (madeup.Shape{Essays: 3, Paragraphs: 10, Notes: 12, Sources: 8, Seed: 1}).Content(dir); err != nil {
		t.Fatal(err)
	}
	sum := sha256.New()
	files := 0
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		data, err := fs.ReadFile(os.DirFS(dir), name)
		fmt.Fprintf(sum, "%s %d\n%s", name, len(data), data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if files != 1+3*3 {
		t.Errorf("%d files", files)
	}
	if got := fmt.Sprintf("%x", sum.Sum(nil)); got != want {
		t.Errorf("sum %s, want %s", got, want)
	}
}
