package diff

import (
	"strings"

	"github.com/aymanbagabas/go-udiff"
)

// Merge makes in one text, line by line, what two people have made of it: a and b
// are theirs. It is not ok when both have changed the same lines. Where both have
// put lines in at one place, those of a come first.
func Merge(old, a, b string) (merged string, ok bool) {
	if strings.Contains(old, "\r") && !strings.Contains(old+a+b, "\n") { // lines as old Macintoshes end them
		swap := strings.NewReplacer("\r", "\n", "\n", "\r").Replace
		merged, ok = Merge(swap(old), swap(a), swap(b))
		return swap(merged), ok
	}
	edits, ok := udiff.Merge(udiff.Lines(old, a), udiff.Lines(old, b))
	if !ok {
		return "", false
	}
	merged, err := udiff.Apply(old, edits)
	return merged, err == nil
}
