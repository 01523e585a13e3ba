package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"gloss/generator/load/loadtest"
)

// TestMalformed hands the program every malformed content tree that package load
// keeps: it must end as its manual says, name each problem at its place, and
// publish nothing that has an error.
func TestMalformed(t *testing.T) {
	files, err := filepath.Glob("../../load/testdata/malformed/*.txtar")
	if err != nil || len(files) < 40 {
		t.Fatalf("%d malformed trees, 40 were promised: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			last := len(archive.Files) - 1
			wanted := string(archive.Files[last].Data)
			archive.Files = archive.Files[:last]
			content := loadtest.Plant(t, archive)

			said := runs(t, "check", "--content", content)
			for line := range strings.Lines(wanted) {
				if problem := strings.TrimSpace(line); !strings.HasPrefix(line, " ") && !strings.Contains(said.out, problem) {
					t.Errorf("check does not say: %s", problem)
				}
			}
			out := filepath.Join(t.TempDir(), "public")
			built := runs(t, "build", "--content", content, "--out", out)
			if built.status != said.status {
				t.Errorf("check ends with %d, build with %d", said.status, built.status)
			}
			if published, _ := filepath.Glob(filepath.Join(out, "*.html")); (len(published) > 0) != (built.status == 0) {
				t.Errorf("status %d, and %d pages published", built.status, len(published))
			}
			if strings.Contains(wanted, ": error: ") != (said.status == 1) {
				t.Errorf("status %d\n%s", said.status, said.out)
			}
		})
	}
}

// ended is how a run of the program ended.
type ended struct {
	status   int
	out, err string
}

func runs(t *testing.T, args ...string) ended {
	t.Helper()
	var out, err bytes.Buffer
	status := run(t.Context(), args, strings.NewReader(""), &out, &err)
	if status == 2 {
		t.Errorf("gloss %s: %s", args[0], err.String())
	}
	return ended{status, out.String(), err.String()}
}
