package edit_test

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"gloss/generator/edit"
	"gloss/generator/edition"
	"gloss/generator/sidecar"
)

// TestKilled kills a process that adds notes, one after the other, at random
// moments. Each time the file holds every note that was said to be added and at
// most the one that was being, and nothing else of a file.
func TestKilled(t *testing.T) {
	if dir := os.Getenv("GLOSS_EDIT_UNTIL_KILLED"); dir != "" {
		addUntilKilled(t, dir)
	}
	kills := 20
	if testing.Short() {
		kills = 5
	}
	random := rand.New(rand.NewPCG(1, 1))
	dir := t.TempDir()
	place(t, dir, map[string]string{"site.yaml": settings, "e/essay.md": "---\ntitle: T\n---\nSome words.\n"})
	content, site := open(t, dir)
	said := 0
	for range kills {
		said += killAfter(t, dir, time.Duration(random.IntN(400))*time.Millisecond)
		data, err := content.Read("e/annotations.yaml")
		if err != nil {
			t.Fatal(err)
		}
		notes, problems := sidecar.Notes("e/annotations.yaml", data)
		if len(problems) > 0 || len(notes) < said || len(notes) > said+1 {
			t.Fatalf("%d notes, %d were said to be added: %v\n%s", len(notes), said, problems, data)
		}
		said = len(notes)
		if _, problems, err := content.Edition("e", site); err != nil || len(problems) > 0 {
			t.Fatal(err, problems)
		}
	}
	if said < kills/4 {
		t.Errorf("only %d notes were added in %d kills", said, kills)
	}
}

// killAfter starts a process that adds notes, kills it after a while, and counts
// those that it said it had added.
func killAfter(t *testing.T, dir string, wait time.Duration) (said int) {
	child := exec.Command(os.Args[0], "-test.run", "^TestKilled$")
	child.Env = append(os.Environ(), "GLOSS_EDIT_UNTIL_KILLED="+dir)
	child.Stderr = os.Stderr
	stdout, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(stdout)
	if _, err := lines.ReadString('\n'); err != nil {
		t.Errorf("the child did not begin: %v", err)
	}
	time.Sleep(wait)
	_ = child.Process.Kill()
	rest, _ := io.ReadAll(lines)
	_ = child.Wait() // says that it was killed
	return strings.Count(string(rest), "added\n")
}

func addUntilKilled(t *testing.T, dir string) {
	content, site := open(t, dir)
	fmt.Println("at work")
	for {
		p := plan(t, content, site, "e", edit.Add{
			Spot: edit.Spot{Selector: edition.Selector{Exact: "words"}}, Fields: edit.Fields{Body: strings.Repeat("A long text. ", 500)},
		})
		if _, no, err := p.Write(content); no != nil || err != nil {
			fmt.Fprintln(os.Stderr, no, err)
			os.Exit(1)
		}
		fmt.Println("added")
	}
}
