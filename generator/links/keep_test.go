package links

import (
	"strings"
	"testing"

	"gloss/generator/edition"
	"gloss/generator/load"
)

// TestWrite: copies go into the records that lack them, whatever their file, and
// when they are taken out again the files are what they were.
func TestWrite(t *testing.T) {
	content, site := open(t, tree)
	found, _, err := Collect(content, site, "")
	if err != nil {
		t.Fatal(err)
	}
	const copied = "https://copy.test/2"
	s := State{Links: found, Copies: map[string]Copy{}}
	for _, page := range []string{"https://a.test/own", "https://doi.org/10.1000/xy", "https://a.test/copied", "https://a.test/json", "https://a.test/shared", "https://a.test/essay"} {
		s.Copies[page] = Copy{URL: copied}
	}
	names := []string{"sources.yaml", "one/sources.yaml", "two/sources.json"}
	before := map[string]string{}
	for _, name := range names {
		data, err := content.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		before[name] = string(data)
	}
	written, refused, err := s.Write(content)
	if written != 4 || len(refused) > 0 || err != nil {
		t.Fatal(written, refused, err)
	}
	for i, wants := range []int{1, 2, 1} {
		data, err := content.Read(names[i])
		if err != nil || strings.Count(string(data), copied) != wants {
			t.Errorf("%s\n%v", data, err)
		}
		plain := strings.NewReplacer("\n  archived: "+copied, "", ", archived: "+copied, "", `, archived: "`+copied+`"`, "", `, "custom": {"archived": "`+copied+`"}`, "").Replace(string(data))
		if plain != before[names[i]] {
			t.Errorf("%s\nbecame\n%s", before[names[i]], data)
		}
	}
}

// BibTeX and RIS are not written, and the problem says what is to be put there by
// hand.
func TestWriteByHand(t *testing.T) {
	content, _ := open(t, tree)
	for file, hint := range map[string]string{
		"one/sources.bib": "write it there by hand: archived = {https://copy.test/#x},",
		"one/sources.ris": "write it there by hand: N1  - Archived: https://copy.test/#x",
	} {
		record := &edition.Source{Key: "key", At: edition.Place{File: file, Line: 3, Column: 1}}
		s := State{Links: []Link{{Page: "https://a.test/", Part: "x", Of: record}}, Copies: map[string]Copy{"https://a.test/": {URL: "https://copy.test/"}}}
		written, refused, err := s.Write(content)
		if written != 0 || err != nil || len(refused) != 1 || refused[0].Place != record.At || refused[0].Hint != hint {
			t.Error(written, refused, err)
		}
		form := strings.TrimPrefix(hint, "write it there by hand: ")
		s.Sought = true
		for _, outcome := range []edition.Outcome{edition.Dead, edition.Reached} {
			s.Answers = edition.Answers{"https://a.test/": {Outcome: outcome, Has: []string{"x"}}}
			ps := s.Problems()
			if len(ps) != 1 || !strings.HasSuffix(ps[0].Hint, "write it into the record by hand:\n"+form) {
				t.Error(file, ps)
			}
		}
	}
}

// TestKeep: links.jsonl is made when there is something to know, stays as it is
// when nothing has changed, and is not written over what somebody else has put
// there meanwhile.
func TestKeep(t *testing.T) {
	content, _ := open(t, tree)
	read := func() string {
		data, err := content.Read(load.LinksFile)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	known := edition.Answers{"https://a.test/old": {URL: "https://a.test/old", Asked: "2026-11-01", Outcome: edition.Reached}}
	now := edition.Answers{"https://a.test/": {URL: "https://a.test/", Asked: "2026-11-22", Outcome: edition.Reached}}
	if err := Keep(content, nil, nil, nil, true); err != nil || read() != "" {
		t.Errorf("%v: %s", err, read())
	}
	if err := Keep(content, nil, known, now, false); err != nil || strings.Count(read(), "\n") != 3 {
		t.Errorf("%v: %s", err, read())
	}
	first := read()
	if err := Keep(content, nil, known, now, true); err == nil || read() != first {
		t.Errorf("%v: %s", err, read())
	}
	if err := Keep(content, []byte(first), known, now, true); err != nil || strings.Contains(read(), "old") {
		t.Errorf("%v: %s", err, read())
	}
}
