package confirm_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// written are the files that a confirmation changes, in the order in which it
// writes them.
var written = []string{"e/annotations/a.yaml", "e/annotations/b.yaml", "e/essay.lock"}

// TestKilled kills a process that confirms an edited essay, over and over, at
// random moments. Each time every file is whole, as it was or as it is to be, the
// lock never before the notes; and doing it again comes to the same.
func TestKilled(t *testing.T) {
	if dir := os.Getenv("GLOSS_CONFIRM_UNTIL_KILLED"); dir != "" {
		confirmUntilKilled(t, dir)
	}
	kills := 40
	if testing.Short() {
		kills = 8
	}
	l := newLife(t, 3, 40)
	l.annotate(40)
	notes := strings.SplitAfter(l.read("e/annotations.yaml"), "  body: x\n")
	if err := os.Remove(filepath.Join(l.dir, "e/annotations.yaml")); err != nil {
		t.Fatal(err)
	}
	l.file(written[0], strings.Join(notes[:20], ""))
	l.file(written[1], strings.Join(notes[20:], ""))
	l.write()
	l.confirm()
	for range 60 {
		l.edit()
	}
	l.write()
	before := l.state()
	start := time.Now()
	l.confirm()
	longest := 6 * time.Since(start) // some rounds of the process, which may be slower
	after := l.state()
	random := rand.New(rand.NewPCG(1, 1))
	seen := map[int]int{}
	for kill := 0; kill < kills || len(seen) < 2 && kill < 10*kills; kill++ {
		l.restore(before)
		l.killAfter(time.Duration(random.Int64N(int64(longest))))
		n := 0
		for state := l.state(); n < len(written) && state[n] == after[n]; n++ {
		}
		if state := l.state(); !slices.Equal(state[n:], before[n:]) {
			t.Fatalf("kill %d: of the files written one after the other %d are, and of the others some are neither as they were nor as they should be", kill, n)
		}
		seen[n]++
		l.confirm()
		if !slices.Equal(l.state(), after) {
			t.Fatalf("kill %d, after %d files: done again it came to something else", kill, n)
		}
	}
	t.Logf("files written when it was killed: %v", seen)
	if len(seen) < 2 {
		t.Error("the moments are not spread")
	}
}

// state is what the files hold.
func (l *life) state() (files []string) {
	for _, name := range written {
		files = append(files, l.read(name))
	}
	return files
}

// restore puts the files back, the last first, each in one step.
func (l *life) restore(state []string) {
	for n, name := range slices.Backward(written) {
		l.file("e/.back", state[n])
		if err := os.Rename(filepath.Join(l.dir, "e/.back"), filepath.Join(l.dir, name)); err != nil {
			l.t.Fatal(err)
		}
	}
}

// killAfter starts a process that confirms, waits until it is at work, then for as
// long as said, and kills it.
func (l *life) killAfter(wait time.Duration) {
	child := exec.Command(os.Args[0], "-test.run", "^TestKilled$")
	child.Env = append(os.Environ(), "GLOSS_CONFIRM_UNTIL_KILLED="+l.dir)
	child.Stderr = os.Stderr
	stdout, err := child.StdoutPipe()
	if err != nil {
		l.t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		l.t.Fatal(err)
	}
	if _, err := io.ReadFull(stdout, make([]byte, 1)); err != nil {
		l.t.Errorf("the child did not begin: %v", err)
	}
	time.Sleep(wait)
	_ = child.Process.Kill()
	_ = child.Wait() // says that it was killed
}

func confirmUntilKilled(t *testing.T, dir string) {
	l := &life{t: t, dir: dir}
	before := l.state()
	for {
		l.confirm()
		l.restore(before)
		fmt.Print(".") // the first time takes longest
	}
}
