package links

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// What is wanted is found wherever the page is cut into pieces, and what a broken
// connection has cut off is not called lacking.
func TestFindIDsInPieces(t *testing.T) {
	page := `<!DOCTYPE html><title id=t>Ids</title><h1 id="a">A</h1><a name='b'>B</a><svg id="c"/>`
	for _, r := range []io.Reader{strings.NewReader(page), iotest.OneByteReader(strings.NewReader(page)), iotest.DataErrReader(strings.NewReader(page))} {
		lacks, tooLong, err := findIDs(r, []string{"a", "b", "c", "d", "t"})
		if err != nil || tooLong || !slices.Equal(lacks, []string{"d"}) {
			t.Errorf("%v, %v, %v", lacks, tooLong, err)
		}
	}
	broken := errors.New("broken off")
	if _, _, err := findIDs(io.MultiReader(strings.NewReader(page), iotest.ErrReader(broken)), []string{"d"}); !errors.Is(err, broken) {
		t.Error(err)
	}
	long := strings.Repeat(" ", largestPage-5) + `<p id=a>`
	if lacks, tooLong, err := findIDs(strings.NewReader(long), []string{"a"}); err != nil || !tooLong || len(lacks) != 1 {
		t.Errorf("%v, %v, %v", lacks, tooLong, err)
	}
}

// No page makes it fail, and what is found stands in the page.
func FuzzFindIDs(f *testing.F) {
	f.Add(`<p id="a">`, "a")
	f.Add(`<a name=b><script><p id=a>`, "b")
	f.Add("<svg><![CDATA[<p id=a>]]></svg><a id=\"a", "a")
	f.Fuzz(func(t *testing.T, page, id string) {
		lacks, _, err := findIDs(strings.NewReader(page), []string{id})
		if err != nil {
			t.Fatal(err)
		}
		if len(lacks) == 0 && !strings.Contains(page, "=") && id != "" {
			t.Errorf("%q was found in %q", id, page)
		}
	})
}
