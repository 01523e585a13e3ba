package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"gloss/generator/anchor"
	"gloss/generator/edition"
	"gloss/generator/markdown"
	"gloss/generator/sidecar"
)

func locateCommand() *cobra.Command {
	var l locator
	cmd := &cobra.Command{
		Use:   "locate ESSAY",
		Short: "Find where quotations stand in an essay",
		Long: `Locate reads selectors as JSON lines from standard input and writes where each
lands, as JSON lines, in the same order: the anchoring as a filter, for scripts
and for measuring.

One line in:   {"id", "exact", "prefix", "suffix", "start"}
One line out:  {"id", "result", "start", "end", "exact"}

With --was the quotation is first found in the text as it was: at start, where
that is given. Both texts are then aligned word by word, and the passage is
carried across. Without it the words of prefix, quotation and suffix are sought.

result is exact, moved, reworded, ambiguous or lost. Offsets count code points;
start and end are those of the essay's text, and absent when there is no one
place. A line that cannot be read is reported and the rest is done; the exit
status is then 1.`,
		Example: `  echo '{"id": 1, "exact": "drink the chalice"}' | gloss locate content/letter/essay.md
  gloss locate --was letter-1.md letter-2.md < selectors.jsonl
  gloss locate --plain --cases < cases.jsonl     lines name their files: new_text, old_text`,
		Args: func(cmd *cobra.Command, args []string) error {
			if l.cases {
				return cobra.NoArgs(cmd, args)
			}
			return cobra.ExactArgs(1)(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				l.essay = args[0]
			}
			return l.run(cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	cmd.Flags().BoolVar(&l.plain, "plain", false, "the files are plain text as they stand, a block a line")
	cmd.Flags().BoolVar(&l.cases, "cases", false, "each line names its own files, new_text and perhaps old_text")
	cmd.Flags().StringVar(&l.was, "was", "", "the text as it was when it was quoted, a `file`")
	cmd.MarkFlagsMutuallyExclusive("cases", "was")
	return cmd
}

// locator answers queries about texts, each read once and each pair of them
// compared once.
type locator struct {
	essay, was string // the texts, where the lines do not name their own
	plain      bool
	cases      bool
	texts      map[string]*locatedText
	edits      map[[2]string]*anchor.Edit // by old and new text
}

// locatedText is a text with its code points counted.
type locatedText struct {
	*anchor.Index
	points *anchor.CodePoints
}

// query is a line of input.
type query struct {
	ID      json.RawMessage `json:"id"`
	Exact   string          `json:"exact"`
	Prefix  string          `json:"prefix"`
	Suffix  string          `json:"suffix"`
	Start   *int            `json:"start"` // code point in the old text
	NewText string          `json:"new_text"`
	OldText string          `json:"old_text"`
}

// answer is a line of output.
type answer struct {
	ID     json.RawMessage `json:"id,omitempty"`
	Result string          `json:"result"`
	*span
}

// span is a passage in code points, and what stands there.
type span struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Exact string `json:"exact"`
}

// run answers every line of in. Lines that cannot be read are reported to
// messages and make it return errProblems.
func (l *locator) run(in io.Reader, out, messages io.Writer) error {
	l.texts, l.edits = map[string]*locatedText{}, map[[2]string]*anchor.Edit{}
	for _, name := range []string{l.essay, l.was} {
		if name == "" {
			continue
		}
		if _, err := l.open(name); err != nil {
			return err
		}
	}
	w := bufio.NewWriter(out)
	answers := json.NewEncoder(w)
	answers.SetEscapeHTML(false)
	var bad error
	lines := bufio.NewReader(in)
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if len(bytes.TrimSpace(line)) > 0 {
			a, failure := l.answer(line)
			if failure == nil {
				failure = answers.Encode(a)
			}
			if failure != nil {
				fmt.Fprintf(messages, "line %d: %v\n", n, failure)
				bad = errProblems
			}
		}
		if err != nil {
			break
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return bad
}

// answer answers one line.
func (l *locator) answer(line []byte) (answer, error) {
	var q query
	if err := json.Unmarshal(line, &q); err != nil {
		return answer{}, err
	}
	if !l.cases {
		q.NewText, q.OldText = l.essay, l.was
	}
	if q.NewText == "" {
		return answer{}, errors.New("new_text names no file")
	}
	text, err := l.open(q.NewText)
	if err != nil {
		return answer{}, err
	}
	found, err := l.locate(q, text)
	return answer{ID: q.ID, Result: found.Result.String(), span: text.span(found.Placed)}, err
}

// locate finds where a query's passage stands in a text. A quotation that did
// not stand in the old text, if there is one, is sought like one without.
func (l *locator) locate(q query, text *locatedText) (anchor.Found, error) {
	s := edition.Selector{Exact: q.Exact, Prefix: q.Prefix, Suffix: q.Suffix}
	if q.OldText == "" {
		return text.Search(s), nil
	}
	old, err := l.open(q.OldText)
	if err != nil {
		return anchor.Found{}, err
	}
	stood := old.stood(s, q.Start)
	if stood.Result != edition.Exact {
		return text.Search(s), nil
	}
	pair := [2]string{q.OldText, q.NewText}
	if l.edits[pair] == nil {
		l.edits[pair] = anchor.Compare(old.Index, text.Index)
	}
	return l.edits[pair].Carry(stood.Passage), nil
}

// stood finds a quotation in the text as it was: at a code point, where one is
// given and the quotation stands there, else wherever its context says.
func (t *locatedText) stood(s edition.Selector, start *int) anchor.Found {
	if start != nil {
		if from, ok := t.points.Byte(*start); ok {
			to := min(from+len(s.Exact), len(t.Text().Plain))
			if found := t.FindIn(edition.Selector{Exact: s.Exact}, edition.Passage{Start: from, End: to}); found.Result == edition.Exact {
				return found
			}
		}
	}
	return t.Find(s)
}

// span is where a target was placed; nil when it found no one place.
func (t *locatedText) span(p edition.Placed) *span {
	if p.Result == edition.Ambiguous || p.Result == edition.Lost {
		return nil
	}
	return &span{t.points.Count(p.Start), t.points.Count(p.End), t.Text().Plain[p.Start:p.End]}
}

// open reads a text, once.
func (l *locator) open(name string) (*locatedText, error) {
	if t := l.texts[name]; t != nil {
		return t, nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	if !utf8.Valid(data) {
		return nil, fmt.Errorf("%s is not UTF-8", name)
	}
	text := anchor.Plain(string(data))
	if !l.plain {
		text = essayText(name, data)
	}
	t := &locatedText{anchor.NewIndex(text), anchor.NewCodePoints(text.Plain)}
	l.texts[name] = t
	return t, nil
}

// essayText is the text of a Markdown essay.
func essayText(name string, data []byte) *edition.Text {
	front, body, _ := sidecar.FrontMatter(name, data)
	doc, _ := markdown.Parse(data[body:], markdown.Options{
		Place: func(int) edition.Place { return edition.Place{File: name} },
		HTML:  front.HTML != nil && *front.HTML,
	})
	return &doc.Text
}
