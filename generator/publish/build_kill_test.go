package publish_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"gloss/generator/bench/madeup"
	"gloss/generator/publish"
)

// TestBuildKilled kills builds at 200 random moments. What stands is each time
// the old site whole or the new one whole, and the next build works.
func TestBuildKilled(t *testing.T) {
	if content := os.Getenv("GLOSS_BUILD_AND_BE_KILLED"); content != "" {
		buildOnce(content, os.Getenv("GLOSS_BUILD_OUT"))
	}
	kills := 200
	if testing.Short() {
		kills = 20
	}
	dir := t.TempDir()
	out := filepath.Join(dir, "public")
	var contents [2]string
	var whole [2]site
	for i := range contents {
		contents[i] = filepath.Join(dir, fmt.Sprint("content", i))
		shape := madeup.Shape{Essays: 3 + i, Paragraphs: 8, Notes: 10, Sources: 5, Seed: uint64(i)}
		if err := shape.Content(contents[i]); err != nil {
			t.Fatal(err)
		}
		build(t, contents[i], out)
		whole[i] = read(t, out)
	}
	longest := 3 * time.Second
	for i := range 4 { // until a build is done by itself
		start := time.Now()
		if buildAndKill(t, contents[i%2], out, 20*time.Second) {
			t.Fatal("a build took 20 seconds")
		}
		longest = min(longest, 5*time.Since(start)/4)
	}
	const seed = 1
	random := rand.New(rand.NewPCG(seed, seed))
	early := 0
	for kill := range kills {
		// Always towards the other one, so that a build that was not killed
		// in time leaves a change to see.
		next := contents[0]
		if equal(read(t, out), whole[0]) {
			next = contents[1]
		}
		if buildAndKill(t, next, out, time.Duration(random.Int64N(int64(longest)))) {
			early++
		}
		if got := read(t, out); !equal(got, whole[0]) && !equal(got, whole[1]) {
			t.Fatalf("kill %d: what stands is neither the one site nor the other: %d files", kill, len(got))
		}
		if kill%10 == 9 {
			build(t, contents[kill/10%2], out)
			check(t, out, whole[kill/10%2])
		}
	}
	t.Logf("%d of %d builds were killed before they were done", early, kills)
	if early < kills/4 {
		t.Error("too few: the moments are not spread")
	}
}

func build(t *testing.T, content, out string) {
	t.Helper()
	_, problems, err := publish.Build(t.Context(), publish.Options{Content: content, Out: out})
	if err != nil || problems.Errors() > 0 {
		t.Fatal(err, problems)
	}
}

// buildAndKill starts a build in a process of its own, waits until it has begun
// and then for as long as said, and kills it. It reports whether the build was
// killed before it was done.
func buildAndKill(t *testing.T, content, out string, wait time.Duration) bool {
	t.Helper()
	child := begin(t, "TestBuildKilled", "GLOSS_BUILD_AND_BE_KILLED="+content, "GLOSS_BUILD_OUT="+out)
	timer := time.AfterFunc(wait, func() { _ = child.Process.Kill() })
	defer timer.Stop()
	err := child.Wait()
	if err != nil && child.ProcessState.Exited() {
		t.Errorf("the child: %v", err)
	}
	return err != nil
}

func buildOnce(content, out string) {
	fmt.Print(".")
	_, problems, err := publish.Build(context.Background(), publish.Options{Content: content, Out: out})
	if err != nil || problems.Errors() > 0 {
		fmt.Fprintln(os.Stderr, err, problems)
		os.Exit(1)
	}
	os.Exit(0)
}
