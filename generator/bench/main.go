// Command bench measures gloss on made-up editions: how long, how much
// processor and how much memory a build takes, beside goldmark alone reading and
// writing the same essays with their notes as footnotes, and beside Hugo where
// that is installed. Everything runs in the same minutes on the same machine, so
// that the ratios mean something elsewhere too.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"gloss/generator/bench/madeup"
)

func main() {
	gloss := flag.String("gloss", "bin/gloss", "the program to measure")
	sizes := flag.String("sizes", "1,100,1000", "numbers of editions")
	baseline := flag.String("goldmark", "", "only convert the essays of a folder with goldmark")
	flag.Parse()
	if *baseline != "" {
		if err := convertAll(*baseline); err != nil {
			fail(err)
		}
		return
	}
	if err := run(*gloss, *sizes); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintf(os.Stderr, "bench: %v\n", err)
	os.Exit(2)
}

// run measures each number of editions and prints a table.
func run(gloss, sizes string) error {
	gloss, err := filepath.Abs(gloss)
	if err != nil {
		return err
	}
	fmt.Printf("%s, %s/%s, %d cores; an edition: 40 paragraphs, 50 notes, 30 sources\n\n",
		runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	fmt.Printf("%8s  %-14s %8s %12s %8s %7s %11s %16s\n",
		"editions", "program", "seconds", "processor s", "peak MB", "pages", "MB written", "time ÷ goldmark")
	for size := range strings.SplitSeq(sizes, ",") {
		n, err := strconv.Atoi(size)
		if err != nil || n < 1 {
			return fmt.Errorf("%q is no number of editions", size)
		}
		if err := measureAll(gloss, n); err != nil {
			return err
		}
	}
	return nil
}

// contestant is one program, told what to do in a folder of made-up essays: to
// write the site into out, a folder that is not there yet, or, when it builds
// again, is there already.
type contestant struct {
	name  string
	again bool // build into the folder that the one before has written
	args  func(dir, out string) []string
}

func contestants(gloss string) ([]contestant, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	build := func(dir, out string) []string {
		return []string{gloss, "build", "--content", filepath.Join(dir, "gloss"), "--out", out}
	}
	all := []contestant{
		{"goldmark alone", false, func(dir, _ string) []string {
			return []string{self, "--goldmark", filepath.Join(dir, "hugo/content/essays")}
		}},
		{"gloss", false, build},
		{"gloss, again", true, build}, // nothing changed since
	}
	if hugo, err := exec.LookPath("hugo"); err == nil {
		all = append(all, contestant{"hugo", false, func(dir, out string) []string {
			return []string{hugo, "--quiet", "--source", filepath.Join(dir, "hugo"), "--destination", out}
		}})
	}
	return all, nil
}

func measureAll(gloss string, n int) error {
	dir, err := os.MkdirTemp("", "gloss-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	shape := madeup.Shape{Essays: n, Paragraphs: 40, Notes: 50, Sources: 30, Seed: 1}
	if err := errors.Join(shape.Content(filepath.Join(dir, "gloss")), shape.Hugo(filepath.Join(dir, "hugo"))); err != nil {
		return err
	}
	all, err := contestants(gloss)
	if err != nil {
		return err
	}
	var yardstick float64
	out := ""
	for k, c := range all {
		var best usage
		for i := range max(1, min(5, 300/n)) { // the best of some, for what is soon done
			if !c.again {
				out = filepath.Join(dir, fmt.Sprint("out", k, "-", i))
			}
			args := c.args(dir, out)
			u, err := measure(exec.Command(args[0], args[1:]...))
			if err != nil {
				return fmt.Errorf("%s: %w", c.name, err)
			}
			if i == 0 || u.seconds < best.seconds {
				best = u
			}
		}
		if yardstick == 0 {
			yardstick = best.seconds
		}
		pages, bytes, err := written(out)
		if err != nil {
			return err
		}
		fmt.Printf("%8d  %-14s %8.2f %12.2f %8.0f %7d %11.1f %16.1f\n",
			n, c.name, best.seconds, best.processor, best.peak, pages, float64(bytes)/1e6, best.seconds/yardstick)
	}
	return nil
}

// written counts the pages and the bytes of a site.
func written(out string) (pages int, bytes int64, err error) {
	err = filepath.WalkDir(out, func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && name == out {
			return nil // it writes nothing
		}
		if err != nil || d.IsDir() {
			return err
		}
		if filepath.Ext(name) == ".html" {
			pages++
		}
		info, err := d.Info()
		if err == nil {
			bytes += info.Size()
		}
		return err
	})
	return pages, bytes, err
}
