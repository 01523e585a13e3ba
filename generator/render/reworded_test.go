package render

import (
	"strings"
	"testing"

	"gloss/generator/edition"
)

func TestRewordedNotesSaySo(t *testing.T) {
	e := &edition.Edition{ID: "e", Language: "en", Dir: "ltr", Series: []edition.Series{{ID: "a", Label: "A"}}, Notes: []edition.Annotation{
		{ID: "kept", Mark: "1", Places: []edition.Placed{{}}},
		{ID: "edited", Mark: "2", Language: "fa", Dir: "rtl", Places: []edition.Placed{{Result: edition.Reworded, Was: "drink <the> chalice"}}},
	}}
	p := newEditionPages(&edition.Settings{}, e)
	if got, want := string(p.reworded()), `<a href="#n-edited">Note 2</a>`; got != want {
		t.Errorf("the list is %s, want %s", got, want)
	}
	n := newNotesWriter(e, &spot{}, english)
	if got := string(n.was(nil, &e.Notes[0])); got != "" {
		t.Errorf("a note that stands where it stood says %s", got)
	}
	got := string(n.was(nil, &e.Notes[1]))
	for _, want := range []string{"<details class=\"was\">", "reworded after", `<p lang="en" dir="ltr">“drink &lt;the&gt; chalice”</p>`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
}
