package publish_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gloss/generator/publish"
)

// saying is a citation style whose citations and entries begin with a word.
func saying(word string) string {
	return `<style class="in-text"><info><title>T</title></info><citation><layout><text value="` + word + ` "/><text variable="title"/></layout></citation>
<bibliography><layout><text value="` + word + ` "/><text variable="title"/><text term="page" prefix=" "/></layout></bibliography></style>`
}

// styled is a content whose one citation shows the style it is set in, and
// layouts with a style and a locale that are the site's own.
func styled(t *testing.T, style string) (content, layouts string) {
	t.Helper()
	dir := t.TempDir()
	content, layouts = filepath.Join(dir, "content"), filepath.Join(dir, "layouts")
	if err := copyBackwards(layouts, "../../layouts"); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"content/site.yaml":                "title: S\nlanguage: eo\nstyle: " + style + "\nseries: [{id: e, label: E}]\n",
		"content/one/essay.md":             "---\ntitle: One\n---\nSo it was [@a].\n",
		"content/one/sources.yaml":         "- {id: a, type: book, title: Thing}\n",
		"content/house.csl":                saying("House"),
		"layouts/styles/ours.csl":          saying("Ours"),
		"layouts/styles/theirs.csl":        `<style><info><link rel="independent-parent" href="http://www.zotero.org/styles/ours"/></info></style>`,
		"layouts/styles/locales-eo-EO.xml": "<locale><terms><term name=\"page\">paĝo</term></terms></locale>",
	} {
		if err := writeUnder(dir, name, text); err != nil {
			t.Fatal(err)
		}
	}
	return content, layouts
}

func writeUnder(dir, name, text string) error {
	file := filepath.Join(dir, filepath.FromSlash(name))
	return errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644))
}

// A site is set in a style of its layouts, in one that stands for that, or in
// one beside site.yaml, with the words of its own locales.
func TestCitationStyles(t *testing.T) {
	for style, want := range map[string]string{"ours": "Ours Thing", "theirs": "Ours Thing", "house.csl": "House Thing"} {
		content, layouts := styled(t, style)
		out := filepath.Join(t.TempDir(), "public")
		_, problems, err := publish.Build(t.Context(), publish.Options{Content: content, Layouts: layouts, Out: out})
		if err != nil || len(problems) > 0 {
			t.Fatalf("%s: %v %v", style, err, problems)
		}
		page := read(t, out)["one/index.html"]
		if !strings.Contains(page, ">"+want+"</a>") || !strings.Contains(page, want+" paĝo") {
			t.Errorf("%s: the page has not %q with the site's own word", style, want)
		}
	}
}

// A preview shows a citation style as it is now, wherever it lies.
func TestPreviewFollowsTheCitationStyle(t *testing.T) {
	for style, c := range map[string]struct {
		file    string
		changes publish.Changes
	}{
		"house.csl": {"content/house.csl", publish.Changes{Content: []string{"house.csl"}}},
		"ours":      {"layouts/styles/ours.csl", publish.Changes{Layouts: []string{"styles/ours.csl"}}},
	} {
		content, layouts := styled(t, style)
		p, err := publish.OpenPreview(publish.Options{Content: content, Layouts: layouts})
		if err != nil {
			t.Fatal(err)
		}
		update(t, p, publish.Changes{Everything: true})
		for _, c2 := range []struct{ text, shows, problem string }{
			{saying("Another"), "Another Thing", ""},
			{"<style>\n<citation>", "", c.file[strings.LastIndexByte(c.file, '/')+1:] + ":2:11 <citation> is not closed"},
			{saying("Mended"), "Mended Thing", ""},
		} {
			if err := writeUnder(filepath.Dir(content), c.file, c2.text); err != nil {
				t.Fatal(err)
			}
			update(t, p, c.changes)
			page := previewed(t, p, content, slices.Values([]string{"one/index.html"}))["one/index.html"]
			if !strings.Contains(page, c2.shows) {
				t.Errorf("%s: the page does not show %q", style, c2.shows)
			}
			if said := strings.Join(texts(p.Problems()), "\n"); !strings.Contains(said, c2.problem) || c2.problem == "" && said != "" {
				t.Errorf("%s: the problems are %s", style, said)
			}
		}
	}
}
