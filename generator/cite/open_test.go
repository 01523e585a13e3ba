package cite

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gloss/generator/edition"
)

// saying is a style whose citations say what it is.
func saying(what, more string) string {
	return `<style class="note"` + more + `><info><title>` + what + `</title></info><citation><layout>` +
		`<text value="` + what + `"/><text term="page" prefix=" "/></layout></citation></style>`
}

// standing is a style that stands for another.
func standing(parent, more string) string {
	return `<style` + more + `><info><title>Stands for ` + parent + `</title><link rel="independent-parent" href="http://www.zotero.org/styles/` + parent + `"/></info></style>`
}

func wordsOf(page string) string {
	return `<locale><terms><term name="page">` + page + `</term></terms></locale>`
}

// TestOpen looks for styles and locales where a user puts them, and where Debian
// does.
func TestOpen(t *testing.T) {
	dir := t.TempDir()
	was := systemFolder
	systemFolder = filepath.Join(dir, "system")
	t.Cleanup(func() { systemFolder = was })
	for name, text := range map[string]string{
		"system/styles/journal.csl":              saying("journal", ""),
		"system/styles/law.csl":                  saying("law", ` default-locale="fr-FR"`),
		"system/styles/dependent/letters.csl":    standing("journal", ""),
		"system/styles/dependent/orphan.csl":     standing("nowhere", ""),
		"system/styles/dependent/deutsch.csl":    standing("law", ` default-locale="de-DE"`),
		"system/locales/locales-fr-FR.xml":       wordsOf("page"),
		"system/locales/locales-de-DE.xml":       wordsOf("Seite"),
		"system/locales/locales-da-DK.xml":       wordsOf("side"),
		"layouts/styles/own.csl":                 saying("own", ""),
		"layouts/styles/journal.csl":             saying("our journal", ""),
		"layouts/styles/locales-da-DK.xml":       wordsOf("our side"),
		"layouts/styles/locales-nb-NO.xml":       wordsOf("norsk side"),
		"layouts/styles/locales-zh-CN.xml":       wordsOf("页"),
		"layouts/styles/locales-zh-TW.xml":       wordsOf("頁"),
		"layouts/styles/locales-mr-IN.xml":       wordsOf("पृष्ठ"),
		"layouts/styles/locales-nl-NL.xml":       "<locale>\n<terms></locale>",
		"layouts/styles/locales-sv-SE.xml":       "<style/>",
		"layouts/styles/locales-fi-FI.xml":       "<locale>\n<date form=\"text\"><date-part name=\"week\"/></date>" + strings.TrimPrefix(wordsOf("sivu"), "<locale>"),
		"content/mine.csl":                       saying("mine", ""),
		"content/styles/deep.csl":                standing("own", ""),
		"content/styles/locales-da-DK.xml":       wordsOf("side of the path"),
		"content/broken.csl":                     "<style>\n<citation>\n</style>",
		"content/styles/" + BuiltIn + "-own.csl": standing(BuiltIn, ""),
	} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
	sources := map[string]*edition.Source{"a": {Key: "a", Type: "book"}}
	cites := []Cluster{{Items: []edition.CitationItem{{Key: "a"}}}}
	for _, c := range []struct{ style, language, want string }{
		{"own", "en", "Own page"},
		{"own", "da", "Own our side"},
		{"own", "de", "Own Seite"},
		{"own", "de-CH", "Own Seite"},
		{"own", "no", "Own norsk side"},
		{"own", "no-NO", "Own norsk side"},
		{"own", "zh", "Own 页"},
		{"own", "zh-Hant", "Own 頁"},
		{"own", "zh-Hant-HK", "Own 頁"},
		{"own", "zh-TW", "Own 頁"},
		{"own", "mr", "Own पृष्ठ"},
		{"journal", "en", "Our journal page"},
		{"http://www.zotero.org/styles/journal", "en", "Our journal page"},
		{"law", "da", "Law page"}, // the style has its own language
		{"https://www.zotero.org/styles/law", "en", "Law page"},
		{"letters", "da", "Our journal our side"},
		{"deutsch", "da", "Law Seite"},
		{"content/mine.csl", "da", "Mine our side"},
		{"content/mine", "da", "Mine our side"},
		{filepath.Join(dir, "content", "mine.csl"), "en", "Mine page"},
		{"content/styles/deep.csl", "da", "Own side of the path"},
		{"content/styles/" + BuiltIn + "-own.csl", "en", ""},
	} {
		s, err := Open(c.style, "layouts/styles")
		if err != nil {
			t.Errorf("%s: %v", c.style, err)
			continue
		}
		got := ""
		for _, f := range s.Format(sources, cites, c.language).Clusters[0] {
			got += f.HTML
		}
		if !strings.EqualFold(got, c.want) {
			t.Errorf("%s in %s: %q, want %q", c.style, c.language, got, c.want)
		}
		if ps := s.Problems(c.language); len(ps) > 0 {
			t.Errorf("%s in %s: %v", c.style, c.language, ps)
		}
	}
	for _, c := range []struct{ style, want, near string }{
		{"ownn", `there is no citation style "ownn"`, "own"},
		{"lettres", `there is no citation style "lettres"`, "letters"},
		{"", "", ""},
		{"content/own.csl", `there is no citation style "content/own.csl"`, ""},
		{"content/minne.csl", `there is no citation style "content/minne.csl"`, "mine"},
		{"orphan", `there is no citation style "nowhere", for which "orphan" stands`, ""},
		{"content/broken.csl", "content/broken.csl:3: </style> closes nothing that is open", ""},
	} {
		_, err := Open(c.style, "layouts/styles")
		if got := fmt.Sprint(err); err == nil && c.want != "" || err != nil && got != c.want {
			t.Errorf("%q: %v, want %s", c.style, err, c.want)
		}
		var none *NotFoundError
		if errors.As(err, &none) && none.Near != c.near {
			t.Errorf("%q: near it is %q, want %q", c.style, none.Near, c.near)
		}
	}
	own, err := Open("own", "layouts/styles")
	if err != nil {
		t.Fatal(err)
	}
	for language, want := range map[string]string{
		"nl":    "layouts/styles/locales-nl-NL.xml:2: </locale> closes nothing that is open",
		"sv-SE": "layouts/styles/locales-sv-SE.xml:1: the root element is <style>, not <locale>",
		"fi":    "layouts/styles/locales-fi-FI.xml:2: a <date> holds <date-part> for year, month and day",
		"en":    "",
	} {
		got := ""
		for _, p := range own.Problems(language) {
			got += fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Text)
		}
		if got != want {
			t.Errorf("locale %s: %s, want %s", language, got, want)
		}
	}
}
