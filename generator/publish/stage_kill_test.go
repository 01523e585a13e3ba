package publish_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// siteOf is a site of 40 pages, every one of a version but for ten that never
// change.
func siteOf(version string) site {
	s := site{}
	for i := range 40 {
		text := version
		if i%4 == 0 {
			text = "constant"
		}
		s[fmt.Sprintf("e%d/page%d.html", i%5, i)] = text
	}
	return s
}

// TestStageKilled kills a process that publishes one version after the other at
// 60 random moments. What stands is each time one version whole, or nothing
// when the first one had not been reached, and the next build works.
func TestStageKilled(t *testing.T) {
	if out := os.Getenv("GLOSS_PUBLISH_UNTIL_KILLED"); out != "" {
		publishUntilKilled(out)
	}
	kills := 60
	if testing.Short() {
		kills = 20
	}
	const seed = 1
	random := rand.New(rand.NewPCG(seed, seed))
	dir := t.TempDir()
	out := filepath.Join(dir, "public")
	start := time.Now()
	publishSite(t, out, siteOf("first"))
	longest := 3 * time.Since(start) // moments spread over some three builds
	versions := map[string]bool{}
	for kill := range kills {
		if kill%20 == 0 { // the first build of all, too
			if err := os.RemoveAll(out); err != nil {
				t.Fatal(err)
			}
		}
		killAfter(t, out, time.Duration(random.Int64N(int64(longest))))
		if _, err := os.Stat(out); os.IsNotExist(err) {
			continue
		}
		got := read(t, out)
		version := got["e1/page1.html"]
		versions[version] = true
		if want := siteOf(version); !equal(got, want) {
			t.Fatalf("kill %d: a mixture stands: %v", kill, got)
		}
		if kill%10 == 9 {
			publishSite(t, out, siteOf("by hand"))
			check(t, out, siteOf("by hand"))
		}
	}
	if len(versions) < kills/10 {
		t.Errorf("only %d versions seen in %d kills: the moments are not spread", len(versions), kills)
	}
}

func equal(a, b site) bool {
	if len(a) != len(b) {
		return false
	}
	for name := range a {
		if a[name] != b[name] {
			return false
		}
	}
	return true
}

// killAfter starts a process that publishes to out, waits until it is at work,
// then for as long as said, and kills it.
func killAfter(t *testing.T, out string, wait time.Duration) {
	t.Helper()
	child := begin(t, "TestStageKilled", "GLOSS_PUBLISH_UNTIL_KILLED="+out)
	time.Sleep(wait)
	_ = child.Process.Kill()
	_ = child.Wait() // says that it was killed
}

// begin starts one of these tests in a process of its own, and returns when that
// has said, by a byte, that it is at work.
func begin(t *testing.T, test string, environment ...string) *exec.Cmd {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run", "^"+test+"$")
	child.Env = append(os.Environ(), environment...)
	child.Stderr = os.Stderr
	stdout, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(stdout, make([]byte, 1)); err != nil {
		t.Errorf("the child did not begin: %v", err)
	}
	return child
}

func publishUntilKilled(out string) {
	fmt.Print(".")
	for {
		version := fmt.Sprint(time.Now().UnixNano())
		if err := tryPublish(out, siteOf(version)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}
