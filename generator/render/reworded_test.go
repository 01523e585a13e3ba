package render

import (
	"strings"
	"testing"

	"gloss/generator/edition"
)

func TestRewordedNotesSaySo(t *testing.T) {
	const plain = "He would drain <the> bitter chalice."
	e := &edition.Edition{ID: "e", Language: "en", Dir: "ltr", Series: []edition.Series{{ID: "a", Label: "A"}}, Notes: []edition.Annotation{
		{ID: "kept", Mark: "1", Places: []edition.Placed{{}}},
		{ID: "edited", Mark: "2", Language: "fa", Dir: "rtl", Places: []edition.Placed{{
			Passage: edition.Passage{Start: strings.Index(plain, "drain"), End: len(plain) - 1}, Result: edition.Reworded, Was: "drink <the> chalice",
		}}},
	}}
	e.Text = &edition.Text{Plain: plain}
	p := newEditionPages(&edition.Settings{}, e)
	const list = `<details class="was"><summary>1 note</summary>
<ul role="list">
<li><a href="#n-edited">Note 2</a>: <span lang="en" dir="ltr"><del>drink</del> <ins>drain</ins> &lt;the&gt; <ins>bitter</ins> chalice</span></li>
</ul>
</details>`
	if got := string(p.reworded()); got != list {
		t.Errorf("the list is %s, want %s", got, list)
	}
	n := newNotesWriter(e, &spot{}, &p.base)
	if got := string(n.was(nil, &e.Notes[0])); got != "" {
		t.Errorf("a note that stands where it stood says %s", got)
	}
	got := string(n.was(nil, &e.Notes[1]))
	for _, want := range []string{`<details class="was"><summary lang="en" dir="ltr">The passage was reworded after`, `<p lang="en" dir="ltr">“drink &lt;the&gt; chalice”</p>`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
}

func TestChangesLeaveOutWhatWasKept(t *testing.T) {
	got := string(appendChanges(nil, "a b c d e f g h i j k l m n o p", "a b c d e f g h i j k l m n p"))
	if want := "a b c d e f … i j k l m n <del>o</del> p"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
