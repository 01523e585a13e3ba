package serve

import (
	"context"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// openAt opens a file of the content in the user's own editor. Only files that
// have a problem, or hold a note, are ever asked for; any that lies in the
// content may be.
func (s *server) openAt(_ context.Context, c *call) (any, error) {
	var at struct {
		File         string
		Line, Column int
	}
	if err := c.read(&at); err != nil {
		return nil, err
	}
	if s.options.Editor == "" {
		return nil, refusal{http.StatusConflict, "no editor is named: set $GLOSS_EDITOR, for example to code --goto {file}:{line}:{column}"}
	}
	if !filepath.IsLocal(filepath.FromSlash(at.File)) || at.Line < 0 || at.Column < 0 {
		return nil, refusal{http.StatusBadRequest, "this is no file of the content"}
	}
	root, err := os.OpenRoot(s.options.Content)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	if info, err := root.Stat(at.File); err != nil || !info.Mode().IsRegular() {
		return nil, refusal{http.StatusNotFound, "this is no file of the content"}
	}
	path, err := filepath.Abs(filepath.Join(s.options.Content, filepath.FromSlash(at.File)))
	if err != nil {
		return nil, err
	}
	words := editorCommand(s.options.Editor, path, max(1, at.Line), max(1, at.Column))
	cmd := exec.Command(words[0], words[1:]...)
	setApart(cmd)
	if err := cmd.Start(); err != nil {
		return nil, refusal{http.StatusConflict, "the editor does not start: " + err.Error()}
	}
	go func() { _ = cmd.Wait() }()
	return struct{}{}, nil
}

// editorCommand makes the words of a command: {file}, {line} and {column} are
// replaced; without {file} the file comes last, after +LINE, as most editors
// take it. No shell reads them.
func editorCommand(editor, file string, line, column int) []string {
	words := strings.Fields(editor)
	if !strings.Contains(editor, "{file}") {
		words = append(words, "+{line}", "{file}")
	}
	fill := strings.NewReplacer("{file}", file, "{line}", strconv.Itoa(line), "{column}", strconv.Itoa(column))
	for i := range words {
		words[i] = fill.Replace(words[i])
	}
	return words
}
