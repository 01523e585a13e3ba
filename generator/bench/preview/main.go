// Command preview measures how long it takes from the write of a file to the
// changed words in the page of somebody who listens: at the level of HTTP, in a
// real browser, and beside Hugo's server on the same essays where that is
// installed. Fifty edits each, at one and at a thousand editions, in the same
// minutes on the same machine.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"gloss/generator/bench/madeup"
)

// settle is how long serve waits after a lone save before it looks: what comes
// on top of it is gloss' own.
const settle = 8 * time.Millisecond

func main() {
	gloss := flag.String("gloss", "bin/gloss", "the program to measure")
	sizes := flag.String("sizes", "1,1000", "numbers of editions")
	edits := flag.Int("edits", 50, "how many edits")
	flag.Parse()
	if err := run(*gloss, *sizes, *edits); err != nil {
		fmt.Fprintf(os.Stderr, "preview: %v\n", err)
		os.Exit(2)
	}
}

func run(gloss, sizes string, edits int) error {
	gloss, err := filepath.Abs(gloss)
	if err != nil {
		return err
	}
	fmt.Printf("from the write of an essay to its words in the page, in milliseconds, over %d edits; gloss waits %d ms for a save to end\n\n", edits, settle.Milliseconds())
	fmt.Printf("%8s  %-22s %8s %8s %8s %14s\n", "editions", "program", "median", "90 %", "worst", "÷ one edition")
	ones := map[string]time.Duration{}
	for size := range strings.SplitSeq(sizes, ",") {
		n, err := strconv.Atoi(size)
		if err != nil || n < 1 {
			return fmt.Errorf("%q is no number of editions", size)
		}
		if err := measureAt(gloss, n, edits, ones); err != nil {
			return err
		}
	}
	return nil
}

// shown waits until a page shows some words.
type shown func(ctx context.Context, words string) error

// rival is a program that shows a page while its essay is edited.
type rival struct {
	name  string
	essay string // the file that is edited, in the folder of the made-up essays
	start func(ctx context.Context, dir string) (shown, error)
}

func measureAt(gloss string, n, edits int, ones map[string]time.Duration) error {
	dir, err := os.MkdirTemp("", "gloss-preview-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	shape := madeup.Shape{Essays: n, Paragraphs: 40, Notes: 50, Sources: 30, Seed: 1}
	if err := shape.Content(filepath.Join(dir, "gloss")); err != nil {
		return err
	}
	if err := shape.Hugo(filepath.Join(dir, "hugo")); err != nil {
		return err
	}
	for _, r := range rivals(gloss) {
		times, err := measure(r, dir, edits)
		if err != nil {
			return fmt.Errorf("%s: %w", r.name, err)
		}
		slices.Sort(times)
		median := times[len(times)/2]
		if n == 1 {
			ones[r.name] = median
		}
		ratio := ""
		if one := ones[r.name]; one > 0 && n > 1 {
			ratio = fmt.Sprintf("%.2f", float64(median)/float64(one))
		}
		ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
		fmt.Printf("%8d  %-22s %8.1f %8.1f %8.1f %14s\n", n, r.name, ms(median), ms(times[len(times)*9/10]), ms(times[len(times)-1]), ratio)
	}
	return nil
}

// measure edits an essay again and again.
func measure(r rival, dir string, edits int) ([]time.Duration, error) {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	wait, err := r.start(ctx, dir)
	if err != nil {
		return nil, err
	}
	essay := filepath.Join(dir, filepath.FromSlash(r.essay))
	data, err := os.ReadFile(essay)
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.WriteFile(essay, data, 0o644) }()
	var times []time.Duration
	for i := range edits {
		words := fmt.Sprintf("measured%dthing", i)
		text := append(slices.Clip(data), "\n\nA paragraph more, "+words+".\n"...)
		limit, cancel := context.WithTimeout(ctx, 2*time.Minute)
		start := time.Now()
		err := os.WriteFile(essay, text, 0o644)
		if err == nil {
			err = wait(limit, words)
		}
		cancel()
		if err != nil {
			return nil, err
		}
		times = append(times, time.Since(start))
		time.Sleep(150 * time.Millisecond) // a lone save; what is made afterwards is made
	}
	return times, nil
}

// rivals lists who is measured.
func rivals(gloss string) []rival {
	const essay = "gloss/essay-00001/essay.md"
	list := []rival{
		{"gloss, HTTP", essay, func(ctx context.Context, dir string) (shown, error) { return glossHTTP(ctx, gloss, dir) }},
		{"gloss, Chromium", essay, func(ctx context.Context, dir string) (shown, error) { return glossBrowser(ctx, gloss, dir) }},
	}
	if hugo, err := exec.LookPath("hugo"); err == nil {
		list = append(list, rival{"hugo server, HTTP", "hugo/content/essays/essay-00001.md", func(ctx context.Context, dir string) (shown, error) {
			return hugoHTTP(ctx, hugo, dir)
		}})
	}
	return list
}
