package edition

import "testing"

func TestGroupOf(t *testing.T) {
	where := func(field string, values ...string) Condition { return Condition{field, values} }
	source := &Source{
		Key:    "et1988",
		Type:   "article-newspaper",
		Fields: map[string]string{"keyword": "ceasefire, Primary; press", "language": "fa-IR", "publisher": "Ettela'at, Tehran"},
		Names:  map[string][]Name{"author": {{Family: "Fassihi", Given: "Farnaz"}, {Literal: "Associated Press"}, {Family: "Gogh", NonDroppingParticle: "van", Given: "Vincent"}}},
		Dates:  map[string]Date{"issued": {From: Day{1988, 7, 20}}},
	}
	for _, c := range []struct {
		what  string
		where []Condition
		want  bool
	}{
		{"no condition", nil, true},
		{"type", []Condition{where("type", "book", "article-newspaper")}, true},
		{"another type", []Condition{where("type", "book")}, false},
		{"a keyword of several", []Condition{where("keyword", "primary")}, true},
		{"part of a keyword", []Condition{where("keyword", "prim")}, false},
		{"a key", []Condition{where("id", "ap1988", "et1988")}, true},
		{"a language's dialect", []Condition{where("language", "fa")}, true},
		{"another dialect", []Condition{where("language", "fa-AF")}, false},
		{"a family name", []Condition{where("author", "fassihi")}, true},
		{"a family name with its particle", []Condition{where("author", "van Gogh")}, true},
		{"a family name without it", []Condition{where("author", "Gogh")}, true},
		{"an institution", []Condition{where("author", "Associated Press")}, true},
		{"a given name", []Condition{where("author", "Farnaz")}, false},
		{"a year", []Condition{where("issued", "1988")}, true},
		{"an interval", []Condition{where("issued", "1980/1989")}, true},
		{"until", []Condition{where("issued", "../1988")}, true},
		{"after", []Condition{where("issued", "1989/")}, false},
		{"a whole value with a comma", []Condition{where("publisher", "ettela'at, tehran")}, true},
		{"both", []Condition{where("type", "article-newspaper"), where("keyword", "press")}, true},
		{"one of two", []Condition{where("type", "article-newspaper"), where("keyword", "book")}, false},
		{"a field that is not there", []Condition{where("genre", "letter")}, false},
		{"a date that is not there", []Condition{where("accessed", "../1988")}, false},
	} {
		groups := []SourceGroup{{Where: []Condition{where("type", "never")}}, {Where: c.where}}
		want := 2
		if c.want {
			want = 1
		}
		if got := GroupOf(groups, source); got != want {
			t.Errorf("%s: group %d, want %d", c.what, got, want)
		}
	}
}

func TestYears(t *testing.T) {
	for _, c := range []struct {
		in          string
		first, last int
		ok          bool
	}{
		{"1988", 1988, 1988, true},
		{"-44", -44, -44, true},
		{"1980/1988", 1980, 1988, true},
		{"../1988", -1 << 30, 1988, true},
		{"1988/", 1988, 1 << 30, true},
		{"1988/1980", 1988, 1980, false},
		{"/", -1 << 30, 1 << 30, false},
		{"..", 0, 0, false},
		{"0", 0, 0, false},
		{"the eighties", 0, 0, false},
		{"1988-07", 0, 0, false},
		{"99999999999999999999", 0, 0, false},
	} {
		if first, last, ok := Years(c.in); ok != c.ok || ok && (first != c.first || last != c.last) {
			t.Errorf("Years(%q) = %d, %d, %v", c.in, first, last, ok)
		}
	}
}
