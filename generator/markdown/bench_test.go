package markdown

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"gloss/generator/edition"
)

// essays reads made-up essays from the folder that GLOSS_ESSAYS names (see the
// folder bench), or repeats the golden case.
func essays(tb testing.TB) [][]byte {
	var out [][]byte
	if dir := os.Getenv("GLOSS_ESSAYS"); dir != "" {
		files, _ := filepath.Glob(filepath.Join(dir, "*", "essay.md"))
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil {
				tb.Fatal(err)
			}
			if _, rest, ok := bytes.Cut(data, []byte("\n---\n")); ok {
				data = rest
			}
			out = append(out, data)
		}
	}
	if len(out) == 0 {
		var all bytes.Buffer
		for _, e := range examples(tb) {
			all.WriteString(e.source + "\n\n")
		}
		out = append(out, all.Bytes())
	}
	return out
}

func BenchmarkParse(b *testing.B) {
	list := essays(b)
	size := 0
	for _, e := range list {
		size += len(e)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	o := Options{Place: func(int) edition.Place { return edition.Place{} }}
	for b.Loop() {
		for _, e := range list {
			Parse(e, o)
		}
	}
}

func BenchmarkGoldmark(b *testing.B) {
	list := essays(b)
	size := 0
	for _, e := range list {
		size += len(e)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	m := oracle(false)
	var buf bytes.Buffer
	for b.Loop() {
		for _, e := range list {
			buf.Reset()
			if err := m.Convert(e, &buf); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkRatio measures both in turns and reports how many times as long we
// take.
func BenchmarkRatio(b *testing.B) {
	list := essays(b)
	m := oracle(false)
	o := Options{Place: func(int) edition.Place { return edition.Place{} }}
	var buf bytes.Buffer
	var ours, theirs time.Duration
	for b.Loop() {
		for _, e := range list {
			start := time.Now()
			Parse(e, o)
			middle := time.Now()
			buf.Reset()
			if err := m.Convert(e, &buf); err != nil {
				b.Fatal(err)
			}
			ours += middle.Sub(start)
			theirs += time.Since(middle)
		}
	}
	b.ReportMetric(float64(ours)/float64(theirs), "times-goldmark")
}
