package browsertest_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"gloss/generator/serve"
)

// Problems are counted in the corner and listed in a panel, which is read, used
// by keyboard, and empties itself when they are mended.
func TestEditorListsProblems(t *testing.T) {
	t.Parallel()
	p := serveContent(t, "../../content")
	e := edit(t, p, "guide/", 1360)
	if eval[bool](e.tab, inside(`seen(".dock button.problems")`)) {
		t.Error("problems are counted where there is none")
	}
	before := p.read("guide/annotations.yaml")
	p.write("guide/annotations.yaml", before+"\n- target: no such words of the essay\n  body: Lost.\n\n- target: essay\n  body: Ambiguous.\n"+
		"\n- target: no longer dares to change it\n  body: \"Among other things, [@no-key].\"\n")
	e.says("3 errors")
	e.click(".dock button.problems")
	e.wait(`here().id === "problems"`)
	e.wait(`$$("#problems li").length === 3 && $$("#problems li.error .place").every(el => el.textContent.startsWith("guide/annotations.yaml:"))`)
	e.wait(`$$("#problems .excerpt mark").length === 3 && $$("#problems .hint").some(el => el.textContent.includes("add prefix or suffix"))`)
	e.look("problems")
	e.press(kb.Escape)
	e.wait(`!seen("#problems") && here() === $(".dock button.problems")`)
	e.press(kb.Enter)
	e.wait(`seen("#problems")`)
	p.write("guide/annotations.yaml", before)
	e.says("Nothing is wrong any more")
	e.wait(`!seen("#problems") && !seen(".dock button.problems") && here() !== document.body`)
}

// A click on a problem opens its file at its place in the editor that is named,
// or copies the place.
func TestEditorOpensFiles(t *testing.T) {
	t.Parallel()
	for _, named := range []bool{true, false} {
		opened := filepath.Join(t.TempDir(), "opened")
		script := filepath.Join(t.TempDir(), "editor")
		writeProgram(t, script, "#!/bin/sh\necho \"$@\" > '"+opened+"'\n")
		command := ""
		if named {
			command = script + " {file}:{line}:{column}"
		}
		p := serveContent(t, "../../content", func(o *serve.Options) { o.Editor = command })
		e := edit(t, p, "guide/", 1360)
		p.write("guide/annotations.yaml", "- target: Most tools\n  colour: red\n  body: Some.\n")
		e.click(".dock button.problems")
		e.clickOn(`$$("#problems .place")[0]`)
		if !named {
			e.wait(`$(".toast").textContent.includes("guide/annotations.yaml:2")`)
			continue
		}
		e.says("guide/annotations.yaml:2:3 opens")
		var got string
		for end := time.Now().Add(5 * time.Second); got == "" && time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
			data, _ := os.ReadFile(opened)
			got = string(data)
		}
		if !strings.HasSuffix(got, "guide/annotations.yaml:2:3\n") {
			t.Errorf("the editor was given %q", got)
		}
	}
}

// A page whose preview has ended says so, and goes on when it runs again: with
// another token, and what changed in the meantime.
func TestEditorOutlivesThePreview(t *testing.T) {
	t.Parallel()
	p := serveContent(t, "../../content")
	e := edit(t, p, "guide/", 1360)
	p.stop()
	if err := <-p.ended; err != nil {
		t.Fatal(err)
	}
	e.says("The preview has ended")
	e.wait(`seen(".state")`)
	e.look("ended")
	p.write("guide/essay.md", strings.Replace(p.read("guide/essay.md"), "Most tools", "Changed meanwhile: most tools", 1))
	p.write("guide/annotations.yaml", p.read("guide/annotations.yaml")+"\n- target: no such words\n  body: Lost.\n")
	p.run()
	e.wait(`!seen(".state") && document.querySelector(".text").textContent.includes("Changed meanwhile")`)
	e.wait(`seen(".dock button.problems")`)
}

func writeProgram(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o755); err != nil {
		t.Fatal(err)
	}
}
