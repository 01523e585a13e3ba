package sidecar

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"gloss/generator/edition"
)

// linksVersion is the version of the format of links.jsonl that is written, and
// the only one that is read.
const linksVersion = 1

// links.jsonl is a file of JSON lines. The first names the version; each further
// one is what is known of a page, in the order of their addresses, so that two
// people who have asked for different pages have changed different lines. A page
// that was reached says nothing more about that than when it was asked for.
type (
	linksHead struct {
		Version int `json:"gloss-links"`
	}
	linkLine struct {
		URL      string   `json:"url"`
		Asked    string   `json:"asked"`
		Outcome  string   `json:"outcome"`
		Why      string   `json:"why,omitempty"`
		Since    string   `json:"since,omitempty"`
		Reached  string   `json:"reached,omitempty"`
		MovedTo  string   `json:"moved-to,omitempty"`
		ETag     string   `json:"etag,omitempty"`
		Modified string   `json:"modified,omitempty"`
		Has      []string `json:"has,omitempty"`
		Lacks    []string `json:"lacks,omitempty"`
		TooLong  bool     `json:"too-long,omitempty"`
	}
)

// FormatLinks writes links.jsonl.
func FormatLinks(answers edition.Answers) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	line := func(v any) { _ = e.Encode(v) } // neither the values nor the buffer can fail
	line(linksHead{linksVersion})
	for _, page := range slices.Sorted(maps.Keys(answers)) {
		a := answers[page]
		l := linkLine{
			URL: a.URL, Asked: a.Asked, Outcome: a.Outcome.String(), Why: a.Why, Since: a.Since, Reached: a.Reached,
			MovedTo: a.MovedTo, ETag: a.ETag, Modified: a.Modified, Has: a.Has, Lacks: a.Lacks, TooLong: a.TooLong,
		}
		if a.Outcome == edition.Reached {
			l.Reached = ""
		}
		line(l)
	}
	return b.Bytes()
}

// Links reads links.jsonl. A line that is wrong is a problem and left out: its
// page is then one that was never asked for. Of two lines about a page, which a
// merge may leave, the later answer counts.
func Links(file string, data []byte) (edition.Answers, edition.Problems) {
	var ps edition.Problems
	answers, lines, version := edition.Answers{}, NewLines(data), false
	wrong := func(n int, hint, format string, args ...any) {
		ps.Warnf(edition.Place{File: file, Line: n, Column: 1}, hint, format, args...)
	}
	for n := 1; n <= lines.Count(); n++ {
		line := bytes.TrimSpace(lines.Line(n))
		switch {
		case len(line) == 0:
		case mergeMark(line):
			wrong(n, "take out the lines that git has put in: where two lines speak of one page, the later answer counts", "a merge has left its marks here")
		case !version:
			var head linksHead
			if err := strict(line, &head); err != nil || head.Version != linksVersion {
				wrong(n, askAgain, "this is nothing that this version of gloss knows about links")
				return nil, ps
			}
			version = true
		default:
			a, err := readAnswer(line)
			if err != nil {
				wrong(n, askAgain, "this line about a link cannot be read: %s", short(err.Error()))
			} else if a.Asked >= answers[a.URL].Asked {
				answers[a.URL] = a
			}
		}
	}
	return answers, ps
}

const askAgain = "take the line out, or delete the file: gloss links asks again for what it does not know"

// readAnswer reads a line about a page.
func readAnswer(line []byte) (edition.Answer, error) {
	var l linkLine
	if err := strict(line, &l); err != nil {
		return edition.Answer{}, err
	}
	a := edition.Answer{
		URL: l.URL, Asked: l.Asked, Why: l.Why, Since: l.Since, Reached: l.Reached,
		MovedTo: l.MovedTo, ETag: l.ETag, Modified: l.Modified, Has: l.Has, Lacks: l.Lacks, TooLong: l.TooLong,
	}
	var known bool
	a.Outcome, known = edition.OutcomeNamed(l.Outcome)
	reached := a.Outcome == edition.Reached
	if reached {
		a.Reached = a.Asked
	}
	page, part, ok := edition.PageOf(l.URL)
	_, _, moved := edition.PageOf(l.MovedTo)
	switch {
	case !ok || part != "" || page != l.URL:
		return a, errors.New("it names no page")
	case !known:
		return a, errors.New("there is no outcome “" + l.Outcome + "”")
	case !isDay(l.Asked) || l.Reached != "" && !isDay(l.Reached) || l.Since != "" && !isDay(l.Since):
		return a, errors.New("a day is written 2026-11-22")
	case reached != (l.Why == "" && l.Since == ""), !reached && l.Why == "":
		return a, errors.New("why and since stand where a page was not reached, and there alone")
	case l.MovedTo != "" && !moved:
		return a, errors.New("moved-to is no address")
	case strings.ContainsFunc(l.Why+l.ETag+l.Modified, control):
		return a, errors.New("it holds a control character")
	}
	return a, nil
}

// isDay reports whether a day is written as links.jsonl has it.
func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}
