package serve

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gloss/layouts"
)

func clientText(t *testing.T, name string) string {
	t.Helper()
	data, err := clientFiles.ReadFile("client/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// tokens reads the colours and fonts of a style sheet, light and dark.
func tokens(sheet string) [2]map[string]string {
	token := regexp.MustCompile(`--([a-z0-9-]+):((?:[^;(]|\([^)]*\))+);`)
	out := [2]map[string]string{{}, {}}
	light, dark, _ := strings.Cut(sheet, "prefers-color-scheme:dark")
	light, _, _ = strings.Cut(light, "}")
	dark, _, _ = strings.Cut(dark, "}}")
	for i, text := range []string{light, dark} {
		for _, m := range token.FindAllStringSubmatch(text, -1) {
			out[i][m[1]] = m[2]
		}
	}
	return out
}

// The editor has the page's colours and fonts, and raw colours in its tokens
// alone.
func TestEditorHasThePagesPalette(t *testing.T) {
	style, err := fs.ReadFile(layouts.FS, "style.css")
	if err != nil {
		t.Fatal(err)
	}
	page, own := tokens(string(style)), tokens(clientText(t, "editor.css"))
	for i, scheme := range []string{"light", "dark"} {
		same := 0
		for name, value := range own[i] {
			if want, known := page[i][name]; known {
				same++
				if value != want {
					t.Errorf("%s, --%s: the editor has %s, the page %s", scheme, name, value, want)
				}
			}
		}
		if same < 7 {
			t.Errorf("%s: only %d tokens are the page's", scheme, same)
		}
	}
	raw := regexp.MustCompile(`#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(`)
	for _, name := range []string{"editor.css", "page.css"} {
		for i, line := range strings.Split(clientText(t, name), "\n") {
			if colour := raw.FindString(line); colour != "" && !strings.Contains(line, "--paper:#") && !strings.Contains(line, "--k1:#") {
				t.Errorf("%s:%d: %s is no token", name, i+1, colour)
			}
		}
	}
}

// Every module of the client is one that another takes in, or where one begins.
func TestClientHoldsNothingIdle(t *testing.T) {
	entries, err := clientFiles.ReadDir("client")
	if err != nil {
		t.Fatal(err)
	}
	used := []string{"main.js"}
	names := regexp.MustCompile(`["/]([a-z]+\.(?:js|css))"`)
	for _, e := range entries {
		if path.Ext(e.Name()) == ".js" {
			for _, m := range names.FindAllStringSubmatch(clientText(t, e.Name()), -1) {
				used = append(used, m[1])
			}
		}
	}
	for _, e := range entries {
		if !slices.Contains(used, e.Name()) {
			t.Errorf("%s is used by nothing", e.Name())
		}
	}
}
