// Command citations measures package cite beside citeproc-js in Node: how long a
// style takes to load, and how long a thousand citations and a bibliography of
// five hundred take to format. Both have the same data in the same minutes, and
// the least of some runs counts.
//
// The official styles and locales lie beside the repository, citeproc-js where
// .ci/setup puts it; what is missing is said.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"gloss/generator/cite"
	"gloss/generator/edition"
	"gloss/generator/sidecar"
)

const (
	sources   = 500
	citations = 1000

	ourTimes   = 5
	theirTimes = 2 // the second with everything compiled; a third would take minutes
)

// styles are the official styles that are measured.
var styles = []string{"chicago-notes-bibliography", "chicago-author-date", "apa", "ieee"}

func main() {
	csl := flag.String("csl", "../shared/csl", "the `folder` of the official styles and locales")
	modules := flag.String("modules", ".ci/node_modules", "the `folder` of citeproc-js")
	flag.Parse()
	if err := run(*csl, *modules); err != nil {
		fmt.Fprintf(os.Stderr, "citations: %v\n", err)
		os.Exit(2)
	}
}

func run(csl, modules string) error {
	data, err := makeUp()
	if err != nil {
		return err
	}
	var files []string
	for _, name := range styles {
		file := filepath.Join(csl, "styles", name+".csl")
		if _, err := os.Stat(file); err != nil {
			fmt.Printf("citations: %s is not here: not measured\n", file)
			continue
		}
		files = append(files, file)
	}
	if len(files) == 0 {
		return nil
	}
	theirs, why := citeprocJS(csl, modules, data, files)
	fmt.Printf("\ncitations: %d and a bibliography of %d; the least of %d runs, of citeproc-js %d, in milliseconds\n\n", citations, sources, ourTimes, theirTimes)
	fmt.Printf("%-28s %8s   %10s %11s %6s   %10s %11s %6s\n", "style", "KB", "load", "citeproc-js", "÷", "format", "citeproc-js", "÷")
	for i, file := range files {
		ours, err := measure(file, filepath.Join(csl, "locales"), data)
		if err != nil {
			return err
		}
		info, err := os.Stat(file)
		if err != nil {
			return err
		}
		fmt.Printf("%-28s %8.1f   ", strings.TrimSuffix(filepath.Base(file), ".csl"), float64(info.Size())/1000)
		if why != nil {
			fmt.Printf("%10.1f %11s %6s   %10.1f %11s %6s\n", ours.Load, "", "", ours.Format, "", "")
			continue
		}
		t := theirs[i]
		if t.Entries != ours.Entries {
			return fmt.Errorf("%s: %d entries here, %d from citeproc-js", file, ours.Entries, t.Entries)
		}
		fmt.Printf("%10.1f %11.1f %6.0f   %10.1f %11.1f %6.0f\n", ours.Load, t.Load, t.Load/ours.Load, ours.Format, t.Format, t.Format/ours.Format)
	}
	if why != nil {
		fmt.Printf("\nciteproc-js was not measured: %v\n", why)
	}
	return nil
}

// timing is what was measured of a style, in milliseconds.
type timing struct {
	Load, Format float64
	Entries      int
}

// measure measures package cite.
func measure(style, locales string, d *data) (timing, error) {
	var out timing
	for i := range ourTimes {
		begin := time.Now()
		s, err := cite.Open(style, locales)
		if err != nil {
			return out, err
		}
		if ps := s.Problems("en-US"); len(ps) > 0 { // which reads the locale
			return out, &cite.ProblemError{Problems: ps}
		}
		loaded := time.Since(begin)
		begin = time.Now()
		formatted := s.Format(d.records, d.clusters, "en-US")
		took := time.Since(begin)
		out.Entries = len(formatted.Bibliography)
		if i == 0 {
			out.Load, out.Format = milliseconds(loaded), milliseconds(took)
		}
		out.Load, out.Format = min(out.Load, milliseconds(loaded)), min(out.Format, milliseconds(took))
	}
	return out, nil
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// citeprocJS measures citeproc-js; the error says why it could not.
func citeprocJS(csl, modules string, d *data, files []string) ([]timing, error) {
	node, err := exec.LookPath("node")
	if err != nil {
		return nil, errors.New("there is no node")
	}
	if modules, err = filepath.Abs(modules); err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(modules, "citeproc")); err != nil {
		return nil, fmt.Errorf("it is not in %s (.ci/setup puts it there)", modules)
	}
	dir, err := os.MkdirTemp("", "gloss-bench-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	records, cites := filepath.Join(dir, "sources.json"), filepath.Join(dir, "citations.json")
	if err := errors.Join(os.WriteFile(records, d.sourcesJSON, 0o644), os.WriteFile(cites, d.citationsJSON, 0o644)); err != nil {
		return nil, err
	}
	args := append([]string{"generator/bench/citations/citeproc.js", filepath.Join(csl, "locales"), records, cites, fmt.Sprint(theirTimes)}, files...)
	command := exec.Command(node, args...)
	command.Env = append(os.Environ(), "NODE_PATH="+modules)
	var stderr bytes.Buffer
	command.Stderr = &stderr
	said, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("%w: %.500s", err, stderr.String())
	}
	var out []timing
	for lines := bufio.NewScanner(bytes.NewReader(said)); lines.Scan(); {
		var t timing
		if err := json.Unmarshal(lines.Bytes(), &t); err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	if len(out) != len(files) {
		return nil, fmt.Errorf("it has measured %d styles of %d", len(out), len(files))
	}
	return out, nil
}

// data are the sources and citations, as each of the two wants them.
type data struct {
	records                    map[string]*edition.Source
	clusters                   []cite.Cluster
	sourcesJSON, citationsJSON []byte
}

// makeUp makes sources of several kinds and citations of them, some of two.
func makeUp() (*data, error) {
	kinds := []string{"book", "article-journal", "chapter", "webpage", "article-newspaper", "report"}
	families := []string{"Ashworth", "Okafor", "van Dijk", "Müller", "Petrov", "Sato", "de la Cruz", "O’Neill"}
	key := func(i int) string { return fmt.Sprintf("s%03d", i) }
	type object = map[string]any
	name := func(i int, given string) object { return object{"family": families[i%len(families)], "given": given} }
	var records []object
	for i := range sources {
		records = append(records, object{
			"id": key(i), "type": kinds[i%len(kinds)],
			"title":           fmt.Sprintf("The history of thing number %d: a \"short\" account", i),
			"container-title": "Journal of Many Things", "publisher": "Harbour Press", "publisher-place": "London",
			"volume": fmt.Sprint(i%40 + 1), "page": "101-118", "URL": "https://example.org/" + key(i),
			"author": []object{name(i, "Margaret Ellen"), name(i/3, "Jean-Luc")},
			"issued": object{"date-parts": [][]int{{1950 + i%70, i%12 + 1}}}, "accessed": object{"date-parts": [][]int{{2026, 11, 2}}},
		})
	}
	d := &data{records: map[string]*edition.Source{}}
	var lists [][]object
	for i := range citations {
		list := []object{{"id": key(i * 7 % sources), "label": "page", "locator": fmt.Sprint(i + 1)}}
		items := []edition.CitationItem{{Key: key(i * 7 % sources), Label: "page", Locator: fmt.Sprint(i + 1)}}
		if i%5 == 0 {
			list = append(list, object{"id": key(i * 11 % sources)})
			items = append(items, edition.CitationItem{Key: key(i * 11 % sources)})
		}
		lists = append(lists, list)
		d.clusters = append(d.clusters, cite.Cluster{Items: items, Note: i + 1, Series: "notes"})
	}
	var err, err2 error
	d.sourcesJSON, err = json.Marshal(records)
	d.citationsJSON, err2 = json.Marshal(lists)
	read, problems := sidecar.Sources("sources.json", d.sourcesJSON)
	for i := range read {
		d.records[read[i].Key] = &read[i]
	}
	if len(d.records) != sources {
		return nil, fmt.Errorf("%d sources were read of %d: %v", len(d.records), sources, problems)
	}
	return d, errors.Join(err, err2)
}
