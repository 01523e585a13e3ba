package browsertest_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"gloss/generator/load"
)

// shared holds a real essay and a dossier of facts on it. They are not ours to
// publish, and stay outside of the project.
const shared = "../../../shared/edition"

// dossier is what the test takes from the dossier.
type dossier struct {
	Claims []struct {
		ID      string   `yaml:"id"`
		Lemma   string   `yaml:"lemma"`
		Record  string   `yaml:"record"`
		Sources []string `yaml:"sources"`
	} `yaml:"claims"`
	Sources []map[string]any `yaml:"sources"`
}

// TestRealInput takes a real essay the whole way: imported from plain text,
// annotated from the dossier, built, and read in the browser, where each note
// must stand on the words it quotes.
func TestRealInput(t *testing.T) {
	t.Parallel()
	essay, err := os.ReadFile(filepath.Join(shared, "essay.txt"))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("%s is not here: the real essay is not part of the project", shared)
	}
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(shared, "dossier.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var d dossier
	if err := yaml.Unmarshal(data, &d); err != nil {
		t.Fatal(err)
	}
	s, err := makeSite(func(dir string) error { return writeAnnotated(dir, essay, d) })
	if err != nil {
		t.Fatal(err)
	}
	tab := openTab(t)
	tab.window(1360, 900)
	tab.open(s.url + "essay/")
	words := eval[map[string]string](tab, `(() => {
		const found = {};
		for (const mark of document.querySelectorAll("#text mark, article mark"))
			for (const id of mark.dataset.n.split(" "))
				found[id] = (found[id] ?? "") + mark.textContent;
		return found;
	})()`)
	right := 0
	for _, c := range d.Claims {
		if got := plainQuotes(words[c.ID]); got != plainQuotes(c.Lemma) {
			t.Errorf("note %s stands on %q, not on %q", c.ID, got, c.Lemma)
			continue
		}
		right++
	}
	t.Logf("%d of %d notes stand on their words", right, len(d.Claims))
	if len(d.Claims) < 38 {
		t.Errorf("the dossier has %d lemmas, 38 were promised", len(d.Claims))
	}
}

// writeAnnotated makes a content folder of the essay and the dossier.
func writeAnnotated(dir string, essay []byte, d dossier) error {
	markdown, _ := load.ImportText(essay)
	var notes []map[string]any
	cited := map[string]bool{}
	for _, c := range d.Claims {
		notes = append(notes, map[string]any{"id": c.ID, "target": c.Lemma, "body": c.Record, "sources": c.Sources})
		for _, key := range c.Sources {
			cited[key] = true
		}
	}
	var sources []map[string]any
	for _, s := range d.Sources {
		if cited[fmt.Sprint(s["id"])] {
			delete(s, "verified")
			delete(s, "note")
			sources = append(sources, s)
		}
	}
	folder := filepath.Join(dir, "essay")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	return errors.Join(
		os.WriteFile(filepath.Join(dir, "site.yaml"), []byte("title: Real input\n"), 0o644),
		os.WriteFile(filepath.Join(folder, "essay.md"), markdown, 0o644),
		writeYAML(filepath.Join(folder, "annotations.yaml"), notes),
		writeYAML(filepath.Join(folder, "sources.yaml"), sources),
	)
}

func writeYAML(name string, value any) error {
	data, err := yaml.Marshal(value)
	if err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o644)
}

// plainQuotes brings typographic quotation marks back to typed ones.
func plainQuotes(s string) string {
	return strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`).Replace(s)
}
