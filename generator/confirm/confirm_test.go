package confirm_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gloss/generator/confirm"
)

func (l *life) read(name string) string {
	data, err := os.ReadFile(filepath.Join(l.dir, name))
	if err != nil {
		l.t.Fatal(err)
	}
	return string(data)
}

// plan makes a plan and writes the first n of its files.
func (l *life) plan(n int) *confirm.Plan {
	content, plan := l.make()
	defer content.Close()
	part := *plan
	part.Files = part.Files[:min(n, len(part.Files))]
	if err := part.Write(content); err != nil {
		l.t.Fatal(err)
	}
	return plan
}

// Wherever it is stopped, doing it again comes to the same.
func TestStoppedAnywhere(t *testing.T) {
	for seed := range int64(4) {
		l := newLife(t, seed, 40)
		l.annotate(40)
		// Half the notes have no ids of their own.
		notes := strings.Split(l.read("e/annotations.yaml"), "- id: ")
		for i := range notes {
			if i%2 == 1 {
				_, rest, _ := strings.Cut(notes[i], "\n  ")
				notes[i] = "\x00" + rest
			}
		}
		l.file("e/annotations.yaml", strings.ReplaceAll(strings.Join(notes, "- id: "), "- id: \x00", "- "))
		l.write()
		l.confirm()
		for range 60 {
			l.edit()
		}
		l.write()
		before := [2]string{l.read("e/annotations.yaml"), l.read("e/essay.lock")}
		files := len(l.plan(99).Files)
		if files != 2 {
			t.Fatalf("seed %d: %d files changed, want both", seed, files)
		}
		after := [2]string{l.read("e/annotations.yaml"), l.read("e/essay.lock")}
		if again := len(l.plan(99).Files); again > 0 {
			t.Errorf("seed %d: written twice is not written once: %d files change again", seed, again)
		}
		for n := range files {
			l.file("e/annotations.yaml", before[0])
			l.file("e/essay.lock", before[1])
			l.plan(n)
			l.plan(99)
			if now := [2]string{l.read("e/annotations.yaml"), l.read("e/essay.lock")}; now != after {
				t.Errorf("seed %d: stopped after %d files it came to something else", seed, n)
			}
		}
	}
}

// An edit to a paragraph without notes changes no note, neither in its file nor
// in the lock.
func TestNotesOfOtherParagraphsStay(t *testing.T) {
	for seed := range int64(4) {
		l := newLife(t, seed, 40)
		l.annotate(20) // on the first twenty paragraphs
		l.write()
		l.confirm()
		notes, lock := l.read("e/annotations.yaml"), l.read("e/essay.lock")
		for k := 25; k < 40; k += 3 {
			l.paras[k] = splice(l.paras[k], 5, 9, l.sentence(6))
		}
		l.write()
		l.confirm()
		if l.read("e/annotations.yaml") != notes {
			t.Errorf("seed %d: the notes changed", seed)
		}
		if noteLines(l.read("e/essay.lock")) != noteLines(lock) {
			t.Errorf("seed %d: the lines of notes in the lock changed", seed)
		}
		if changed := changedLines(lock, l.read("e/essay.lock")); changed != 5 {
			t.Errorf("seed %d: %d lines of the lock changed for five paragraphs", seed, changed)
		}
	}
}

func noteLines(lock string) string {
	var out []string
	for line := range strings.Lines(lock) {
		if strings.HasPrefix(line, `{"note"`) {
			out = append(out, line)
		}
	}
	return strings.Join(out, "")
}

func changedLines(a, b string) (n int) {
	has := map[string]bool{}
	for line := range strings.Lines(a) {
		has[line] = true
	}
	for line := range strings.Lines(b) {
		if !has[line] {
			n++
		}
	}
	return n
}
