package ris

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestParse(t *testing.T) {
	for name, c := range map[string]struct {
		file     string
		records  []Record
		mistakes []string // line: words
	}{
		"whole": {
			file: "TY  - BOOK\nAU  - Vickers, Brian\nAU  - \nPY  - 1996\nER  - \n\nTY  - JOUR\nER  -\n",
			records: []Record{
				{Type: "BOOK", Lines: []Line{{"AU", "Vickers, Brian", 17}, {"AU", "", 37}, {"PY", "1996", 45}}},
				{Type: "JOUR", At: 58},
			},
		},
		"with a byte order mark, and returns": {
			file:    "\ufeffTY  - BOOK\r\nTI  - A title\r\nER  - \r\n",
			records: []Record{{Type: "BOOK", At: 3, Lines: []Line{{"TI", "A title", 21}}}},
		},
		"old returns": {
			file:    "TY  - BOOK\rTI  - A title\rER  - \r",
			records: []Record{{Type: "BOOK", Lines: []Line{{"TI", "A title", 17}}}},
		},
		"values that go on": {
			file: "TY  - BOOK\nN2  - One\n  two\n\nthree - four\n\nN1  - \nbelow\nER  - \n",
			records: []Record{{Type: "BOOK", Lines: []Line{
				{"N2", "One\ntwo\n\nthree - four", 17}, {"N1", "below", 47},
			}}},
		},
		"other spacing": {
			file:    "TY - book\nTI-  A title\nT2  -Bare\nAU  -\tSmith\nER-\n",
			records: []Record{{Type: "BOOK", Lines: []Line{{"TI", "A title\nT2  -Bare", 15}, {"AU", "Smith", 39}}}},
		},
		"a hyphen that is no tag's": {
			file:    "TY  - BOOK\nN2  - One\nII - two\nAB-negative\nER  -\n",
			records: []Record{{Type: "BOOK", Lines: []Line{{"N2", "One\nII - two\nAB-negative", 17}}}},
		},
		"not closed": {
			file:     "TY  - BOOK\nTI  - One\nTY  - JOUR\nTI  - Two\n",
			records:  []Record{{Type: "BOOK", Lines: []Line{{"TI", "One", 17}}}, {Type: "JOUR", At: 21, Lines: []Line{{"TI", "Two", 38}}}},
			mistakes: []string{"3: a record begins here and the one before is not closed", "3: the record that begins here is not closed"},
		},
		"outside": {
			file:    "Provider: X\nContent: text\n\nTI  - A title\nTY  - BOOK\nER  - \nER  - \nmore\n",
			records: []Record{{Type: "BOOK", At: 41}},
			mistakes: []string{
				"1: this line stands outside of any record and is not read",
				"7: this line stands outside of any record and is not read",
			},
		},
		"nothing": {file: " \n"},
	} {
		records, mistakes := Parse([]byte(c.file))
		var said []string
		for _, m := range mistakes {
			said = append(said, fmt.Sprintf("%d: %s", strings.Count(c.file[:m.At], "\n")+1, m.Text))
		}
		if diff := cmp.Diff(c.records, records) + cmp.Diff(c.mistakes, said); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestAppend writes lines and reads them again.
func TestAppend(t *testing.T) {
	value := rapid.Custom(func(t *rapid.T) string {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"TY  - BOOK", "ER  -", "a title", "é – “x”", "AU - x"}), 1, 4).Draw(t, "lines")
		return strings.Join(words, "\n")
	})
	rapid.Check(t, func(t *rapid.T) {
		want := value.Draw(t, "value")
		b := Append(Append(Append(nil, "TY", "BOOK"), "N1", want), "ER", "")
		records, mistakes := Parse(b)
		if len(records) != 1 || len(records[0].Lines) != 1 || records[0].Lines[0].Value != want || len(mistakes) > 0 {
			t.Errorf("%q became\n%s, which is read as %+v %v", want, b, records, mistakes)
		}
	})
}

// TestSoon reads large files that mean little.
func TestSoon(t *testing.T) {
	const n = 100_000
	for name, src := range map[string]string{
		"records":  strings.Repeat("TY  - BOOK\n", n),
		"lines":    "TY  - BOOK\n" + strings.Repeat("AU  - x\n", n),
		"going on": "TY  - BOOK\nN2  - x\n" + strings.Repeat("x\n", n),
		"empty":    "TY  - BOOK\nN2  - x\n" + strings.Repeat("\n", n),
		"spaces":   "TY  - BOOK\nN2" + strings.Repeat(" ", n),
		"outside":  strings.Repeat("x\n", n),
	} {
		start := time.Now()
		Parse([]byte(src))
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s: %d bytes took %v", name, len(src), took)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("TY  - BOOK\nAU  - Vickers, Brian\nN2  - One\n  two\nER  - \n"))
	f.Add([]byte("\ufeffTY - BOOK\r\nER-\r\nTI  - x\rTY  - \n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		records, mistakes := Parse(data)
		for _, m := range mistakes {
			if m.At < 0 || m.At > len(data) || m.Text == "" {
				t.Errorf("a mistake outside of the file, or without words: %+v", m)
			}
		}
		var again []byte
		for _, r := range records {
			again = Append(again, "TY", r.Type)
			for _, l := range r.Lines {
				if l.At < 0 || l.At > len(data) {
					t.Errorf("a line outside of the file: %+v", l)
				}
				again = Append(again, l.Tag, l.Value)
			}
			again = Append(again, "ER", "")
		}
		second, _ := Parse(again)
		forget := func(list []Record) {
			for i := range list {
				list[i].At = 0
				for k := range list[i].Lines {
					list[i].Lines[k].At = 0
				}
			}
		}
		forget(records)
		forget(second)
		if diff := cmp.Diff(records, second); diff != "" {
			t.Errorf("read again (-first +second):\n%s", diff)
		}
	})
}
