package publish_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"gloss/generator/edition"
	"gloss/generator/load/loadtest"
	"gloss/generator/publish"
	"gloss/layouts"
)

// previewed reads files of a preview.
func previewed(t *testing.T, p *publish.Preview, content string, names iter.Seq[string]) site {
	t.Helper()
	got := site{}
	for name := range names {
		f, ok, err := p.File(t.Context(), name)
		switch {
		case err != nil:
			t.Fatal(err)
		case !ok:
			continue
		case f.Copy != "":
			data, err := os.ReadFile(filepath.Join(content, filepath.FromSlash(f.Copy)))
			if err != nil {
				t.Fatal(err)
			}
			got[name] = string(data)
		case name == ".nojekyll": // the stage has its own
		default:
			data, err := f.Data()
			if err != nil {
				t.Fatal(err)
			}
			got[name] = string(data)
		}
	}
	return got
}

func preview(t *testing.T, content string) *publish.Preview {
	t.Helper()
	p, err := publish.OpenPreview(publish.Options{Content: content})
	if err != nil {
		t.Fatal(err)
	}
	update(t, p, publish.Changes{Everything: true})
	return p
}

// update updates a preview and collects what it tells.
func update(t *testing.T, p *publish.Preview, c publish.Changes) (all publish.Update) {
	t.Helper()
	var mu sync.Mutex
	err := p.Update(t.Context(), c, func(u publish.Update) {
		mu.Lock()
		defer mu.Unlock()
		all.Editions = append(all.Editions, u.Editions...)
		all.Everything, all.Styles = all.Everything || u.Everything, all.Styles || u.Styles
	})
	if err != nil {
		t.Fatal(err)
	}
	all.Site = p.Settle()
	slices.Sort(all.Editions)
	all.Editions = slices.Compact(all.Editions)
	return all
}

// writing is a content folder that is being written.
type writing struct {
	dir     string
	rng     *rand.Rand
	changed []string
}

func (w *writing) file(name string) string { return filepath.Join(w.dir, filepath.FromSlash(name)) }

func (w *writing) write(name, text string) error {
	w.changed = append(w.changed, name)
	to := w.file(name)
	return errors.Join(os.MkdirAll(filepath.Dir(to), 0o755), os.WriteFile(to, []byte(text), 0o644))
}

func (w *writing) remove(name string) error {
	w.changed = append(w.changed, name)
	return os.RemoveAll(w.file(name))
}

var editionNames = []string{"one", "two", "three", "four", "five"}

func (w *writing) some() string { return editionNames[w.rng.IntN(len(editionNames))] }

// edition writes an edition that refers to another and cites.
func (w *writing) edition(id string) error {
	other := w.some()
	essay := fmt.Sprintf("---\ntitle: Essay %s %d\ndate: 20%02d-01-0%d\n---\n\nThe first words of %s, number %d. See [[%s#first|the note]] and [[%s]].\n\nA paragraph citing [@shared] and [@own-%s].\n",
		id, w.rng.IntN(3), w.rng.IntN(20), 1+w.rng.IntN(9), id, w.rng.IntN(1000), other, other, id)
	if w.rng.IntN(6) == 0 {
		essay += "\n[[nowhere]] is unknown, and so is [@nobody].\n"
	}
	notes := "- id: first\n  target: first words\n  body: See [[" + w.some() + "#first]].\n"
	if w.rng.IntN(5) == 0 {
		notes += "- id: gone\n  target: words that stand nowhere at all\n  body: x\n"
	}
	return errors.Join(
		w.write(id+"/essay.md", essay), w.write(id+"/annotations.yaml", notes),
		w.write(id+"/sources.yaml", fmt.Sprintf("- {id: own-%s, type: book, title: \"A book of %s\", issued: \"19%02d\"}\n", id, id, w.rng.IntN(100))))
}

// edits are what an editor may do to a site.
var edits = map[string]func(w *writing) error{
	"edition":     func(w *writing) error { return w.edition(w.some()) },
	"essay gone":  func(w *writing) error { return w.remove(w.some() + "/essay.md") },
	"folder gone": func(w *writing) error { return w.remove(w.some()) },
	"word": func(w *writing) error {
		name := w.some() + "/essay.md"
		data, err := os.ReadFile(w.file(name))
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return errors.Join(err, w.write(name, string(data)+fmt.Sprintf("\nOne more, %d.\n", w.rng.IntN(1000))))
	},
	"shared sources": func(w *writing) error {
		return w.write("sources.yaml", fmt.Sprintf("- {id: shared, type: book, title: \"Shared %d\"}\n", w.rng.IntN(4)))
	},
	"settings": func(w *writing) error {
		return w.write("site.yaml", fmt.Sprintf("title: Site %d\nurl: https://example.org/s/\nlanguage: en\nseries:\n  - {id: editor, label: Notes}\n", w.rng.IntN(3)))
	},
	"page": func(w *writing) error {
		return w.write(fmt.Sprintf("pages/p%d.md", w.rng.IntN(2)), fmt.Sprintf("---\ntitle: Page %d\n---\nIt cites [@shared] and names [[%s]] and [[%s#first]].\n", w.rng.IntN(9), w.some(), w.some()))
	},
	"page gone": func(w *writing) error { return w.remove(fmt.Sprintf("pages/p%d.md", w.rng.IntN(2))) },
	"home":      func(w *writing) error { return w.write("index.md", fmt.Sprintf("Welcome, %d.\n", w.rng.IntN(9))) },
	"image":     func(w *writing) error { return w.write(w.some()+"/note.txt", fmt.Sprint(w.rng.IntN(99))) },
}

// TestPreviewIsTheSite: after any edits a preview that was told of them shows,
// file by file and problem by problem, what one that is opened anew shows.
func TestPreviewIsTheSite(t *testing.T) {
	t.Parallel()
	rounds := 150
	if testing.Short() {
		rounds = 30
	}
	w := &writing{dir: filepath.Join(t.TempDir(), "content"), rng: rand.New(rand.NewPCG(1, 2))}
	for _, name := range []string{"settings", "shared sources"} {
		if err := edits[name](w); err != nil {
			t.Fatal(err)
		}
	}
	for _, id := range editionNames {
		if err := w.edition(id); err != nil {
			t.Fatal(err)
		}
	}
	p := preview(t, w.dir)
	kinds, whole := slices.Sorted(maps.Keys(edits)), 0
	for n := range rounds {
		w.changed = nil
		var done []string
		for range 1 + w.rng.IntN(3) {
			kind := kinds[w.rng.IntN(len(kinds))]
			done = append(done, kind)
			if err := edits[kind](w); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := os.Stat(w.dir); err != nil {
			t.Fatal(err)
		}
		if w.rng.IntN(4) == 0 { // it is stopped at once, or on its way; the next one makes up for it
			stopped, stop := context.WithCancel(t.Context())
			if w.rng.IntN(2) == 0 {
				stop()
			}
			_ = p.Update(stopped, publish.Changes{Content: w.changed}, func(publish.Update) { stop() })
			stop()
			w.changed = nil
			done = append(done, "stopped")
		}
		update(t, p, publish.Changes{Content: w.changed})
		fresh := preview(t, w.dir)
		what := fmt.Sprintf("round %d (%s)", n, strings.Join(done, ", "))
		if d := cmp.Diff(texts(fresh.Problems()), texts(p.Problems())); d != "" {
			t.Fatalf("%s: problems (-fresh +kept):\n%s", what, d)
		}
		names := slices.Collect(maps.Keys(previewNames(w.dir)))
		kept := previewed(t, p, w.dir, slices.Values(names))
		compare(t, what, previewed(t, fresh, w.dir, slices.Values(names)), kept)
		if t.Failed() {
			t.FailNow()
		}
		if strings.Contains(kept["feed.xml"], "<content") {
			whole++
		}
	}
	if whole == 0 {
		t.Error("the feed never holds an edition whole")
	}
}

func texts(ps edition.Problems) (out []string) {
	for _, p := range ps {
		out = append(out, fmt.Sprintf("%s:%d:%d %s", p.File, p.Line, p.Column, p.Text))
	}
	return out
}

// previewNames are the names that a site of the editions may have.
func previewNames(string) map[string]bool {
	names := map[string]bool{}
	for _, id := range editionNames {
		for _, f := range []string{"index.html", "commentary/index.html", "annotations.jsonld", "sources.json", "note.txt"} {
			names[path.Join(id, f)] = true
		}
		names["sources/own-"+id+"/index.html"] = true
	}
	for _, f := range []string{"index.html", "404.html", "feed.xml", "sitemap.xml", "sources/index.html", "sources/shared/index.html", "pages/p0/index.html", "pages/p1/index.html", "style.css"} {
		names[f] = true
	}
	return names
}

// A change tells of what it touches and of nothing else.
func TestPreviewTellsWhatChanged(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "content")
	w := &writing{dir: dir, rng: rand.New(rand.NewPCG(1, 2))}
	files := map[string]string{
		"site.yaml":              "title: S\nseries: [{id: e, label: E}]\n",
		"one/essay.md":           "---\ntitle: One\n---\nWords of one, see [[two]].\n",
		"two/essay.md":           "---\ntitle: Two\n---\nWords of two.\n",
		"three/essay.md":         "---\ntitle: Three\n---\nWords of three.\n",
		"three/annotations.yaml": "- {id: a, target: Words, body: x}\n",
	}
	for name, text := range files {
		if err := w.write(name, text); err != nil {
			t.Fatal(err)
		}
	}
	p := preview(t, dir)
	for _, c := range []struct {
		name, text string
		want       publish.Update
	}{
		{"three/essay.md", "---\ntitle: Three\n---\nWords of three!\n", publish.Update{Editions: []string{"three"}, Site: true}},
		{"three/essay.md", "---\ntitle: Three\n---\nWords  of *three!*\n", publish.Update{Editions: []string{"three"}}},
		{"three/essay.md", "---\ntitle: Third\n---\nWords of three!\n", publish.Update{Editions: []string{"three"}, Site: true}},
		{"two/essay.md", "---\ntitle: Second\n---\nWords of two.\n", publish.Update{Editions: []string{"one", "two"}, Site: true}},
		{"four/essay.md", "---\ntitle: Four\n---\nWords of four.\n", publish.Update{Editions: []string{"four", "one"}, Site: true}},
		{"index.md", "Home.\n", publish.Update{Site: true}},
		{"pages/p.md", "---\ntitle: P\n---\nSee [[three#a]].\n", publish.Update{Editions: []string{"three"}, Site: true}},
		{"pages/p.md", "---\ntitle: P\n---\nSee [[three#a]], words.\n", publish.Update{Editions: []string{"three"}, Site: true}},
		{"pages/p.md", "---\ntitle: P\n---\nSee [[two]].\n", publish.Update{Editions: []string{"three", "two"}, Site: true}},
		{"pages/p.md", "---\ntitle: P\n---\nSee [[two]].\n\nMore.\n", publish.Update{Site: true}},
		{"three/annotations.yaml", "- {id: b, target: Nothing, body: x}\n", publish.Update{Editions: []string{"three"}, Site: true}},
	} {
		if err := w.write(c.name, c.text); err != nil {
			t.Fatal(err)
		}
		if got := update(t, p, publish.Changes{Content: []string{c.name}}); !cmp.Equal(got, c.want) {
			t.Errorf("%s: told %+v, want %+v", c.name, got, c.want)
		}
	}
}

// A file that cannot be read at all leaves the last good page; a mistake in it
// does not.
func TestPreviewKeepsTheLastGoodPage(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "content")
	w := &writing{dir: dir, rng: rand.New(rand.NewPCG(1, 2))}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(w.write("site.yaml", "title: S\nseries: [{id: e, label: E}]\n"))
	must(w.write("one/essay.md", "---\ntitle: One\n---\nGood words.\n"))
	must(w.write("one/annotations.yaml", "- {id: a, target: Good, body: Fine.}\n"))
	p := preview(t, dir)
	page := func() string {
		return previewed(t, p, dir, slices.Values([]string{"one/index.html"}))["one/index.html"]
	}
	for _, c := range []struct{ name, text, shows, problem string }{
		{"one/essay.md", "---\ntitle: One\n---\nBad \xff words.\n", "words.", "UTF-8"},
		{"one/essay.md", "---\ntitle: One\n---\nGood words again.\n", "words again.", ""},
		{"one/annotations.yaml", "- {id: a, target: Good, body: \xff}\n", "Fine.", "UTF-8"},
		{"one/annotations.yaml", "- {id: a, target: [Good, body: Better.}\n- {id: c, target: words, body: Rescued.}\n", "Rescued.", "not closed"},
		{"one/annotations.yaml", "- {id: a, target: Vanished, body: In the tray.}\n", "In the tray.", "lost"},
		{"one/annotations.yaml", "- {id: a, target: Good, body: \"[@none]\"}\n", "Good", "unknown source"},
	} {
		must(w.write(c.name, c.text))
		update(t, p, publish.Changes{Content: []string{c.name}})
		if !strings.Contains(page(), c.shows) {
			t.Errorf("%.40q: the page does not show %q", c.text, c.shows)
		}
		if said := strings.Join(texts(p.Problems()), "\n"); !strings.Contains(said, c.problem) || c.problem == "" && said != "" {
			t.Errorf("%.40q: the problems are %s", c.text, said)
		}
	}
}

// A broken layout keeps no edit from being shown, and is told of until it is
// mended.
func TestPreviewWithABrokenLayout(t *testing.T) {
	dir := t.TempDir()
	w := &writing{dir: filepath.Join(dir, "content"), rng: rand.New(rand.NewPCG(1, 2))}
	own := filepath.Join(dir, "layouts")
	write := func(name, text string) {
		t.Helper()
		if err := w.write(name, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.CopyFS(own, layouts.FS); err != nil {
		t.Fatal(err)
	}
	template, err := os.ReadFile(filepath.Join(own, "page.html"))
	if err != nil {
		t.Fatal(err)
	}
	write("site.yaml", "title: S\nseries: [{id: e, label: E}]\n")
	write("one/essay.md", "---\ntitle: One\n---\nOld words.\n")
	write("two/essay.md", "---\ntitle: Two\n---\nOld words.\n")
	p, err := publish.OpenPreview(publish.Options{Content: w.dir, Layouts: own})
	if err != nil {
		t.Fatal(err)
	}
	update(t, p, publish.Changes{Everything: true})
	shows := func(id, words string) {
		t.Helper()
		name := id + "/index.html"
		if page := previewed(t, p, w.dir, slices.Values([]string{name}))[name]; !strings.Contains(page, words) {
			t.Errorf("%s does not show %q:\n%s", id, words, page)
		}
	}
	ignore := func(publish.Update) {}

	write("../layouts/page.html", "{{if}}")
	write("one/essay.md", "---\ntitle: One\n---\nNew words.\n")
	if err := p.Update(t.Context(), publish.Changes{Content: []string{"one/essay.md"}, Layouts: []string{"page.html"}}, ignore); err == nil {
		t.Error("the layout is not said to be broken")
	}
	shows("one", "New words")
	write("two/essay.md", "---\ntitle: Two\n---\nNew words.\n")
	if err := p.Update(t.Context(), publish.Changes{Content: []string{"two/essay.md"}}, ignore); err == nil {
		t.Error("the layout is broken still, and nothing says so")
	}
	shows("two", "New words")
	write("../layouts/page.html", strings.Replace(string(template), "</body>", "Mended</body>", 1))
	if got := update(t, p, publish.Changes{Layouts: []string{"page.html"}}); !got.Everything {
		t.Errorf("told %+v", got)
	}
	shows("one", "Mended")
}

// While anybody may look at it, the last good page of an edition whose file cannot
// be read stays, however many others are looked at.
func TestPreviewKeepsTheLastGoodPageBesideMany(t *testing.T) {
	w := &writing{dir: filepath.Join(t.TempDir(), "content"), rng: rand.New(rand.NewPCG(1, 2))}
	write := func(name, text string) {
		t.Helper()
		if err := w.write(name, text); err != nil {
			t.Fatal(err)
		}
	}
	write("site.yaml", "title: S\nseries: [{id: e, label: E}]\n")
	id := func(i int) string { return fmt.Sprintf("e%02d", i) }
	const many = 40 // more than are kept whole
	for i := range many {
		write(id(i)+"/essay.md", "---\ntitle: E\n---\nGood words.\n")
	}
	p := preview(t, w.dir)
	shows := func(i int) bool {
		name := id(i) + "/index.html"
		return strings.Contains(previewed(t, p, w.dir, slices.Values([]string{name}))[name], "Good words")
	}
	for i := range 3 {
		if !shows(i) {
			t.Fatalf("%s is not shown", id(i))
		}
		write(id(i)+"/essay.md", "---\ntitle: E\n---\nBad \xff words.\n")
		write(id(i)+"/annotations.yaml", "\xff")
		update(t, p, publish.Changes{Content: w.changed})
	}
	for i := many - 1; i >= 0; i-- {
		if !shows(i) {
			t.Errorf("%s is not shown any more", id(i))
		}
	}
	write("e00/essay.md", "---\ntitle: E\n---\nGood words again.\n")
	write("e00/annotations.yaml", "")
	update(t, p, publish.Changes{Content: w.changed})
	if !shows(0) || strings.Contains(strings.Join(texts(p.Problems()), "\n"), "e00") {
		t.Error("what is mended is not as good as any")
	}
}

// Many read while much is written.
func TestPreviewIsReadAndWrittenAtOnce(t *testing.T) {
	w := &writing{dir: filepath.Join(t.TempDir(), "content"), rng: rand.New(rand.NewPCG(5, 6))}
	if err := errors.Join(edits["settings"](w), edits["shared sources"](w)); err != nil {
		t.Fatal(err)
	}
	for _, id := range editionNames {
		if err := w.edition(id); err != nil {
			t.Fatal(err)
		}
	}
	p := preview(t, w.dir)
	ctx, stop := context.WithCancel(t.Context())
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for ctx.Err() == nil {
				for name := range previewNames("") {
					if f, ok, err := p.File(t.Context(), name); err != nil {
						t.Error(err)
					} else if ok && f.Copy == "" {
						if _, err := f.Data(); err != nil {
							t.Error(err)
						}
					}
				}
				p.Problems()
			}
		})
	}
	for range 20 {
		w.changed = nil
		if err := w.edition(w.some()); err != nil {
			t.Fatal(err)
		}
		update(t, p, publish.Changes{Content: w.changed})
	}
	stop()
	readers.Wait()
}

// Whatever is wrong with a content, its preview shows the rest: every page of
// every malformed tree is made.
func TestPreviewOfMalformedContent(t *testing.T) {
	t.Parallel()
	trees, err := filepath.Glob("../load/testdata/malformed/*.txtar")
	if err != nil || len(trees) == 0 {
		t.Fatalf("no trees: %v", err)
	}
	shown := 0
	for _, tree := range trees {
		t.Run(strings.TrimSuffix(filepath.Base(tree), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(tree)
			if err != nil {
				t.Fatal(err)
			}
			dir := loadtest.Plant(t, archive)
			content := filepath.Join(dir, "content")
			if _, err := os.Stat(content); err != nil {
				content = dir
			}
			p, err := publish.OpenPreview(publish.Options{Content: content})
			if err != nil {
				return // there is no content folder
			}
			if err := p.Update(t.Context(), publish.Changes{Everything: true}, func(publish.Update) {}); err != nil {
				return // what the machine refuses
			}
			p.Settle()
			names := []string{"index.html", "404.html", "sources/index.html"}
			for _, id := range p.Editions() {
				names = append(names, id+"/index.html", id+"/commentary/index.html", id+"/annotations.jsonld", id+"/sources.json")
			}
			for _, name := range names {
				f, ok, err := p.File(t.Context(), name)
				if err != nil {
					t.Error(err)
				}
				if !ok {
					continue
				}
				if _, err := f.Data(); err != nil {
					t.Error(err)
				}
				shown++
			}
		})
	}
	if shown < len(trees) {
		t.Errorf("only %d pages of %d trees", shown, len(trees))
	}
}
