package bibtex

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestNames(t *testing.T) {
	for tex, want := range map[string][]Name{
		"Brian Vickers":        {{First: "Brian", Last: "Vickers"}},
		"Vickers, Brian":       {{First: "Brian", Last: "Vickers"}},
		"Plato":                {{Last: "Plato"}},
		"Plato,":               {{Last: "Plato"}},
		"Ludwig van Beethoven": {{First: "Ludwig", Von: "van", Last: "Beethoven"}},
		"van Gogh, Vincent":    {{First: "Vincent", Von: "van", Last: "Gogh"}},
		"King, Jr., Martin L.": {{First: "Martin L.", Last: "King", Jr: "Jr."}},
		"de la Vall{\\'e}e Poussin, Charles Louis":                    {{First: "Charles Louis", Von: "de la", Last: "Vallée Poussin"}},
		"Charles Louis Xavier Joseph de la Vall{\\'e}e Poussin":       {{First: "Charles Louis Xavier Joseph", Von: "de la", Last: "Vallée Poussin"}},
		"Ortega y Gasset, José":                                       {{First: "José", Last: "Ortega y Gasset"}},
		"hooks, bell":                                                 {{First: "bell", Last: "hooks"}},
		"bell hooks":                                                  {{Von: "bell", Last: "hooks"}}, // as in BibTeX
		"{\\'e}tienne de la Bo{\\'e}tie":                              {{Von: "étienne de la", Last: "Boétie"}},
		"{\\'E}tienne de la Bo{\\'e}tie":                              {{First: "Étienne", Von: "de la", Last: "Boétie"}},
		"d'Alembert, Jean le Rond":                                    {{First: "Jean le Rond", Last: "d'Alembert"}},
		"{van Gogh}, Vincent":                                         {{First: "Vincent", Last: "van Gogh"}},
		"{{World Health Organization}}":                               {{Literal: "World Health Organization"}},
		"{Barnes and Noble, Inc.} and Smith, J.":                      {{Literal: "Barnes and Noble, Inc."}, {First: "J.", Last: "Smith"}},
		"{\\\"O}zg{\\\"u}r":                                           {{Last: "Özgür"}},
		"A. One AND B. Two\nand\tC. Three":                            {{First: "A.", Last: "One"}, {First: "B.", Last: "Two"}, {First: "C.", Last: "Three"}},
		"Donald~E. Knuth and others":                                  {{First: "Donald E.", Last: "Knuth"}, {Others: true}},
		"Smith, J. and et al.":                                        {{First: "J.", Last: "Smith"}, {Others: true}},
		"Anderson, Alexander, and Anders":                             {{Last: "Anderson", First: "Alexander"}, {Last: "Anders"}},
		"family=Beethoven, given=Ludwig, prefix=van, useprefix=false": {{First: "Ludwig", Von: "van", Last: "Beethoven", Drops: true}},
		"given={Jean, the}, family=\"Rond\", given-i=J":               {{First: "Jean, the", Last: "Rond"}},
		"Smith, A., Doe, B., Roe":                                     {{Last: "Smith", Jr: "A.", First: "Doe, B., Roe"}},
		"":                                                            nil,
		" and ":                                                       nil,
		"Smith, J.; Doe, K.; and Roe, R.":                             {{First: "J.", Last: "Smith"}, {First: "K.", Last: "Doe"}, {First: "R.", Last: "Roe"}},
		"{Smith; Doe} and M&uuml;ller, K.":                            {{Literal: "Smith; Doe"}, {First: "K.", Last: "Müller"}},
		"毛泽东":                                                         {{Last: "毛泽东"}},
		"Müller-Lüdenscheidt, Hans-Peter":                             {{First: "Hans-Peter", Last: "Müller-Lüdenscheidt"}},
	} {
		got, _ := Names(tex)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tex, diff)
		}
	}
}

func TestNameMistakes(t *testing.T) {
	const tex = "Smith, J. and and Doe, \\foo{A} and A, b, c, d and Roe, R.; Poe, E."
	_, mistakes := Names(tex)
	var at []int
	for _, m := range mistakes {
		at = append(at, m.At)
	}
	if want := []int{13, strings.Index(tex, `\foo`), strings.Index(tex, "A, b"), strings.Index(tex, ";")}; !cmp.Equal(at, want) {
		t.Errorf("mistakes at %v, want %v: %+v", at, want, mistakes)
	}
}

// TestAppendNames writes names and reads them again.
func TestAppendNames(t *testing.T) {
	part := rapid.Custom(func(t *rapid.T) string {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"Brian", "van", "de", "la", "y", "and", "A.", "O’Neil", "Jr.", "Inc.,", "AT&T", "Émile", "d'", "others", "x;", "{x}", "毛", "Jean-Paul", "a=b"}), 1, 3).Draw(t, "words")
		return norm.NFC.String(strings.Join(words, " "))
	})
	maybe := rapid.OneOf(rapid.Just(""), part)
	name := rapid.Custom(func(t *rapid.T) Name {
		switch rapid.IntRange(0, 9).Draw(t, "kind") {
		case 0:
			return Name{Literal: part.Draw(t, "literal")}
		case 1:
			return Name{Others: true}
		}
		return Name{
			First: maybe.Draw(t, "first"), Von: maybe.Draw(t, "von"), Last: part.Draw(t, "last"), Jr: maybe.Draw(t, "jr"),
			Drops: rapid.Bool().Draw(t, "drops"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(name, 1, 3).Draw(t, "names")
		tex := string(AppendNames(nil, want))
		got, mistakes := Names(tex)
		if diff := cmp.Diff(want, got); diff != "" || len(mistakes) > 0 {
			t.Errorf("%s (-want +got):\n%s%v", tex, diff, mistakes)
		}
	})
}
