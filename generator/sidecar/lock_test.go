package sidecar_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"gloss/generator/edition"
	"gloss/generator/sidecar"
)

const lockFile = `{"gloss-lock":1}

{"block":"walking","kind":"heading","level":1,"text":"Walking <slowly>"}

{"group":"a-list","kind":"list","leaves":2}
{"block":"the-road","kind":"item","text":"The road is löng."}
{"note":"road","n":1,"in":"the-road","start":4,"end":8,"target":{"exact":"road","prefix":"The"}}
{"note":"long","n":2,"in":"the-road","start":12,"to":"home","end":4,"was":{"before":"is ","words":"wide"},"target":{"start":{"exact":"long"},"end":{"exact":"Home"}}}

{"block":"home","kind":"item","text":"Home"}

{"block":"listing","kind":"code","text":"a\nb\n"}
{"note":"lines","n":1,"in":"listing","start":2,"end":3,"target":{"block":"listing","lines":[2,2]}}

{"note":"gone","n":1,"lost":true,"was":{"before":"and ","words":"never came back","after":"."},"target":{"exact":"never came back"}}
`

func TestLock(t *testing.T) {
	lock, ps := sidecar.Lock("e/essay.lock", []byte(lockFile))
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	if want := "Walking <slowly>\nThe road is löng.\nHome\na\nb\n"; lock.Text.Plain != want {
		t.Errorf("text %q", lock.Text.Plain)
	}
	var got []string
	for _, c := range lock.Targets {
		got = append(got, c.Note+": "+lock.Text.Plain[c.Start:c.End])
	}
	if diff := cmp.Diff([]string{"road: road", "long: löng.\nHome", "lines: b", "gone: "}, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	list := lock.Text.Groups[0]
	if words := lock.Text.Plain[list.Start:list.End]; words != "The road is löng.\nHome" {
		t.Errorf("the list holds %q", words)
	}
	if out := sidecar.FormatLock(lock); string(out) != lockFile {
		t.Errorf("written again (-want +got)\n%s", cmp.Diff(lockFile, string(out)))
	}
}

// A line that is wrong costs no more than itself and what hangs on it.
func TestLockWithBadLines(t *testing.T) {
	for _, c := range []struct{ name, bad, after, text string }{
		{"no JSON", `{"block":"x"`, "", "cannot be read"},
		{"a merge", "<<<<<<< HEAD", "", "a merge has left"},
		{"a key of another version", `{"block":"x","kind":"paragraph","text":"x","colour":1}`, "", "cannot be read"},
		{"two values", `{"block":"x","kind":"paragraph","text":"x"} 1`, "", "cannot be read"},
		{"twice", `{"block":"home","kind":"paragraph","text":"x"}`, "", "the id “home”"},
		{"a kind", `{"block":"x","kind":"poem","text":"x"}`, "", "kind “poem”"},
		{"no block", `{"note":"x","n":1,"in":"y","start":0,"end":1,"target":{"exact":"y"}}`, "", "not in the lock"},
		{"beyond the block", `{"note":"x","n":1,"in":"home","start":0,"end":10,"target":{"exact":"y"}}`, "", "no words from 0 to 10"},
		{"inside a character", `{"note":"x","n":1,"in":"the-road","start":12,"end":14,"target":{"exact":"y"}}`, "", "no words from 12 to 14"},
		{"a second line", `{"note":"road","n":1,"in":"home","start":0,"end":1,"target":{"exact":"y"}}`, "", "two lines for target 1"},
		{"nothing quoted", `{"note":"x","n":1,"in":"home","start":0,"end":1,"target":{}}`, "", "without an id"},
		{"lost without words", `{"note":"x","n":1,"lost":true,"target":{"exact":"y"}}`, "", "without the words"},
	} {
		t.Run(c.name, func(t *testing.T) {
			lock, ps := sidecar.Lock("e/essay.lock", []byte(lockFile+c.bad+"\n"))
			if len(ps) != 1 || ps[0].Line != strings.Count(lockFile, "\n")+1 || !strings.Contains(ps[0].Text, c.text) || ps[0].Hint == "" || ps.Errors() > 0 {
				t.Errorf("problems %+v, want one with %q in the last line", ps, c.text)
			}
			if string(sidecar.FormatLock(lock)) != lockFile {
				t.Errorf("the rest was read otherwise:\n%s", sidecar.FormatLock(lock))
			}
		})
	}
	for _, file := range []string{"", "{}\n", `{"gloss-lock":2}`, "# essay\n"} {
		if lock, ps := sidecar.Lock("essay.lock", []byte(file)); lock != nil || len(ps) != 1 {
			t.Errorf("%q: %v, %v", file, lock, ps)
		}
	}
}

// A lock is written as it was read, whatever was read.
func FuzzLock(f *testing.F) {
	f.Add([]byte(lockFile))
	f.Add([]byte(strings.ReplaceAll(lockFile, "\n", "\r\n")))
	f.Add([]byte("{\"gloss-lock\":1}\n<<<<<<<\n{\"note\":\"a\"}"))
	f.Add([]byte("{\"gloss-lock\":1}\n{\"group\":\"g\",\"kind\":\"list\",\"leaves\":9}\n{\"group\":\"h\",\"kind\":\"quotation\",\"leaves\":0}\n{\"block\":\"b\",\"kind\":\"code\",\"text\":\"\"}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		lock, ps := sidecar.Lock("essay.lock", data)
		for _, p := range ps {
			if p.Text == "" || p.Line < 1 {
				t.Errorf("%+v", p)
			}
		}
		if lock == nil {
			return
		}
		out := sidecar.FormatLock(lock)
		again, ps := sidecar.Lock("essay.lock", out)
		if len(ps) > 0 {
			t.Fatalf("what was written is not right: %v\n%s", ps, out)
		}
		// Groups without leaves have no place of their own.
		ignore := cmpopts.IgnoreFields(edition.Text{}, "Groups")
		sorted := cmpopts.SortSlices(func(a, b edition.Confirmed) bool { return a.Note < b.Note || a.Note == b.Note && a.N < b.N })
		if diff := cmp.Diff(lock, again, ignore, sorted, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("(-read +written and read)\n%s\n%s", diff, out)
		}
		if twice := sidecar.FormatLock(again); !bytes.Equal(out, twice) {
			t.Fatalf("written twice is not written once\n%s\n%s", out, twice)
		}
	})
}
