package main

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// locate runs the command in a folder of files and returns what it wrote.
func locate(t *testing.T, in string, args ...string) (out, messages string, err error) {
	t.Helper()
	var o, m strings.Builder
	cmd := locateCommand()
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	cmd.SetArgs(args)
	cmd.SetIn(strings.NewReader(in))
	cmd.SetOut(&o)
	cmd.SetErr(&m)
	err = cmd.Execute()
	return o.String(), m.String(), err
}

func writeFiles(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, data := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestLocate(t *testing.T) {
	writeFiles(t, map[string]string{
		"essay.txt": "\ufeffÜber “the cup” — 👨‍👩‍👧 drank\r\nthe cup.\r\n",
		"was.txt": "The king drank the cup that his brother had poisoned.\n" +
			"He fell, and the cup fell with him to the stones of the hall.\n" +
			"All those who had come to the feast wept for seven days.\n",
		"now.txt": "All those who had come to the feast wept for seven days.\n" +
			"The old king, it is said, drank the cup that his brother had poisoned.\n" +
			"He fell to the stones of the hall.\n",
		"essay.md": "---\ntitle: The cup\n---\n\nÜber *the* \"cup\" -- they [drank](x)\nthe cup.\n",
	})
	for _, c := range []struct {
		name, in, want, messages string
		args                     []string
		fails                    bool
	}{
		{
			name: "code points, in the order of the input",
			args: []string{"essay.txt", "--plain"},
			in: `{"id":"b","exact":"drank the cup"}
{"id":{"a":[1]},"exact":"the cup","prefix":"Über \""}
{"exact":"👨‍👩‍👧"}`,
			want: `{"id":"b","result":"exact","start":24,"end":38,"exact":"drank\r\nthe cup"}
{"id":{"a":[1]},"result":"exact","start":7,"end":14,"exact":"the cup"}
{"result":"exact","start":18,"end":23,"exact":"👨‍👩‍👧"}
`,
		},
		{
			name: "no one place",
			args: []string{"--plain", "essay.txt"},
			in:   `{"id":1,"exact":"the cup"}` + "\n\n" + `{"id":2,"exact":"wine","start":null}` + "\n" + `{"id":3,"exact":""}` + "\n",
			want: `{"id":1,"result":"ambiguous"}
{"id":2,"result":"lost"}
{"id":3,"result":"lost"}
`,
		},
		{
			name: "Markdown",
			args: []string{"essay.md"},
			in:   `{"id":1,"exact":"the \"cup\" -- they drank"}`,
			want: `{"id":1,"result":"exact","start":5,"end":27,"exact":"the “cup” – they drank"}` + "\n",
		},
		{
			name: "with the text as it was",
			args: []string{"--plain", "--was", "was.txt", "now.txt"},
			in: `{"id":"edited","exact":"The king drank the cup"}
{"id":"moved","exact":"come to the feast","start":135}
{"id":"deleted","exact":"the cup","start":67}
{"id":"kept","exact":"drank the cup","prefix":"king "}
{"id":"twice in the old text","exact":"the cup"}
{"id":"not in the old text","exact":"it is said"}
`,
			want: `{"id":"edited","result":"reworded","start":57,"end":96,"exact":"The old king, it is said, drank the cup"}
{"id":"moved","result":"moved","start":18,"end":35,"exact":"come to the feast"}
{"id":"deleted","result":"lost"}
{"id":"kept","result":"exact","start":83,"end":96,"exact":"drank the cup"}
{"id":"twice in the old text","result":"exact","start":89,"end":96,"exact":"the cup"}
{"id":"not in the old text","result":"exact","start":71,"end":81,"exact":"it is said"}
`,
		},
		{
			name: "cases with and without the text as it was",
			args: []string{"--plain", "--cases"},
			in: `{"id":1,"exact":"the cup","start":67,"new_text":"now.txt","old_text":"was.txt"}
{"id":2,"exact":"the cup","start":67,"new_text":"now.txt"}
`,
			want: `{"id":1,"result":"lost"}
{"id":2,"result":"exact","start":89,"end":96,"exact":"the cup"}
`,
		},
		{
			name: "bad lines are reported, the rest is done",
			args: []string{"--plain", "--cases"},
			in: `{"id":1,"exact":"drank"
{"id":2,"exact":"drank","new_text":"essay.txt"}
{"id":3,"exact":"drank"}
{"id":4,"exact":"drank","new_text":"none.txt"}
["drank"]
{"id":5,"exact":5}
`,
			want: `{"id":2,"result":"exact","start":24,"end":29,"exact":"drank"}` + "\n",
			messages: `line 1: unexpected end of JSON input
line 3: new_text names no file
line 4: open none.txt: no such file or directory
line 5: json: cannot unmarshal array into Go value of type main.query
line 6: json: cannot unmarshal number into Go struct field query.exact of type string
`,
			fails: true,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, messages, err := locate(t, c.in, c.args...)
			if d := cmp.Diff(c.want, out); d != "" {
				t.Error(d)
			}
			if d := cmp.Diff(c.messages, messages); d != "" {
				t.Error(d)
			}
			if (err != nil) != c.fails || c.fails && !errors.Is(err, errProblems) {
				t.Errorf("error %v", err)
			}
		})
	}
	for _, args := range [][]string{{}, {"none.txt"}, {"--cases", "essay.txt"}, {"essay.txt", "essay.md"}, {"--was", "none.txt", "essay.txt"}, {"--cases", "--was", "was.txt"}} {
		if _, _, err := locate(t, "", args...); err == nil || errors.Is(err, errProblems) {
			t.Errorf("%v: %v", args, err)
		}
	}
}

// Passages are found at the right code points in every script, as they stand and
// where they were edited. ⟦ and ⟧ stand around the passage.
func TestLocateInEveryScript(t *testing.T) {
	for name, edit := range map[string][2]string{ // before and after
		"Persian":         {"شاه جام را برداشت و ⟦جام زهر را نوشید⟧ و همه دیدند.", "شاه پیر جام را برداشت و ⟦جام زهر تلخ را نوشید⟧ و همه دیدند."},
		"Arabic":          {"رفع الملك الكأس ثم ⟦شَرِبَ الكأسَ المسمومةَ⟧ أمام الجميع.", "رفع الملك الكأس ثم ⟦شَرِبَ كلَّ الكأسَ المسمومةَ⟧ أمام الجميع."},
		"Hebrew":          {"המלך הרים את הכוס ⟦ושתה את הרעל⟧ לפני כולם.", "המלך הזקן הרים את הכוס ⟦ושתה את כל הרעל⟧ לפני כולם."},
		"Chinese":         {"国王举起酒杯，⟦喝下了毒酒⟧，然后倒在地上。", "年老的国王举起酒杯，⟦喝下了所有毒酒⟧，然后倒在地上。"},
		"Japanese":        {"王は杯を取り、⟦毒杯を飲み干した⟧。誰も口をきかなかった。", "老いた王は杯を取り、⟦毒杯をすべて飲み干した⟧。誰も口をきかなかった。"},
		"Thai":            {"พระราชาหยิบถ้วย แล้ว⟦ดื่มน้ำยาพิษ⟧ต่อหน้าทุกคน", "พระราชาชราหยิบถ้วย แล้ว⟦ดื่มน้ำและยาพิษ⟧ต่อหน้าทุกคน"},
		"Hindi":           {"राजा ने प्याला उठाया और ⟦विष का प्याला पी लिया⟧ और सब देखते रहे।", "बूढ़े राजा ने प्याला उठाया और ⟦विष का पूरा प्याला पी लिया⟧ और सब देखते रहे।"},
		"emoji":           {"The café 👨‍👩‍👧 was ⟦full of 👍🏽 people 🇫🇷⟧ all night ❤️ long.", "The old café 👨‍👩‍👧 was ⟦full of happy 👍🏽 people 🇫🇷⟧ all night ❤️ long."},
		"combining marks": {"Vie\u0323\u0302t Nam: ⟦tie\u0302\u0301ng Vie\u0323\u0302t⟧ a\u0308nd more.", "Vie\u0323\u0302t Nam: ⟦tie\u0302\u0301ng cu\u0309a Vie\u0323\u0302t⟧ a\u0308nd more."},
	} {
		t.Run(name, func(t *testing.T) {
			was, quoted, _ := passage(edit[0])
			now, edited, start := passage(edit[1])
			writeFiles(t, map[string]string{"was.txt": was, "now.txt": now})
			end := start + utf8.RuneCountInString(edited)
			for exact, args := range map[string][]string{quoted: {"--plain", "--was", "was.txt", "now.txt"}, edited: {"--plain", "now.txt"}} {
				query, err := json.Marshal(map[string]string{"exact": exact})
				if err != nil {
					t.Fatal(err)
				}
				out, messages, err := locate(t, string(query), args...)
				var a struct {
					Start, End int
					Exact      string
				}
				if err := errors.Join(err, json.Unmarshal([]byte(out), &a)); err != nil || a.Start != start || a.End != end || a.Exact != edited {
					t.Errorf("%q with %v: %s%s %v, want %d to %d", exact, args, out, messages, err, start, end)
				}
			}
		})
	}
}

// passage is a text without its signs, what stood between them, and the number of
// code points before it.
func passage(marked string) (text, words string, start int) {
	before, rest, _ := strings.Cut(marked, "⟦")
	words, after, _ := strings.Cut(rest, "⟧")
	return before + words + after + "\n", words, utf8.RuneCountInString(before)
}
