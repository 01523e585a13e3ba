//go:build unix

package serve

import (
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// What ends the preview from the terminal does not end the user's editor, in which
// there may be words that are not saved.
func TestEditorOutlivesThePreview(t *testing.T) {
	s, web := testServer(t, small)
	dir := t.TempDir()
	script, told := filepath.Join(dir, "editor"), filepath.Join(dir, "told")
	must(t, os.WriteFile(script, []byte("#!/bin/sh\necho $$ > "+told+"~ && mv "+told+"~ "+told+"\nexec sleep 60\n"), 0o755))
	s.options.Editor = script
	if answer, body := post(t, s, web.URL, "open", map[string]any{"file": "my-essay/essay.md", "line": 1}); answer.StatusCode != http.StatusOK {
		t.Fatalf("%d %s", answer.StatusCode, body)
	}
	var said []byte
	for end := time.Now().Add(slowest); said == nil && time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		said, _ = os.ReadFile(told)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(said)))
	must(t, err)
	defer func() { _ = syscall.Kill(pid, syscall.SIGKILL) }()
	if group, err := syscall.Getpgid(pid); err != nil || group != pid {
		t.Errorf("the editor %d is in the group %d, %v", pid, group, err)
	}
}
