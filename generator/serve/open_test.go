package serve

import (
	"slices"
	"testing"
)

func TestEditorCommand(t *testing.T) {
	for editor, want := range map[string][]string{
		"code --goto {file}:{line}:{column}": {"code", "--goto", "/a b/c.yaml:3:7"},
		"vim":                                {"vim", "+3", "/a b/c.yaml"},
		"emacsclient -n":                     {"emacsclient", "-n", "+3", "/a b/c.yaml"},
	} {
		if got := editorCommand(editor, "/a b/c.yaml", 3, 7); !slices.Equal(got, want) {
			t.Errorf("%s: %q", editor, got)
		}
	}
}
