package sidecar

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"gloss/generator/edition"
)

var targetFields = fields[edition.Target]{
	"exact":  func(v value, t *edition.Target) { t.Exact = v.text() },
	"prefix": func(v value, t *edition.Target) { t.Prefix = v.context() },
	"suffix": func(v value, t *edition.Target) { t.Suffix = v.context() },
	"start":  func(v value, t *edition.Target) { t.From = v.selector() },
	"end":    func(v value, t *edition.Target) { t.To = v.selector() },
	"block":  func(v value, t *edition.Target) { t.Block = strings.TrimPrefix(v.text(), "#") },
	"lines":  func(v value, t *edition.Target) { t.Lines = v.lineRange() },
	"whole":  func(v value, t *edition.Target) { t.Whole, _ = v.truth() },
}

var selectorFields = fields[edition.Selector]{
	"exact":  func(v value, s *edition.Selector) { s.Exact = v.text() },
	"prefix": func(v value, s *edition.Selector) { s.Prefix = v.context() },
	"suffix": func(v value, s *edition.Selector) { s.Suffix = v.context() },
}

// targetNames are what others call the parts of a target.
var targetNames = map[string]string{
	"quote": "exact", "quotation": "exact", "text": "exact", "words": "exact", "passage": "exact", "lemma": "exact",
	"before": "prefix", "after": "suffix", "from": "start", "to": "end", "line": "lines", "id": "block", "paragraph": "block",
}

const targetHint = "quote the words: target: drink the chalice"

// targets reads a target or a list of them.
func (v value) targets() []edition.Target {
	if v.Kind == yaml.SequenceNode && len(v.Content) == 0 {
		v.errorf(targetHint, "“%s” is an empty list", v.key)
		return nil
	}
	var targets []edition.Target
	for _, item := range v.items() {
		if t, ok := item.target(); ok {
			targets = append(targets, t)
		}
	}
	return targets
}

// target reads one target; ok is false when it leads nowhere, which is
// reported.
func (v value) target() (t edition.Target, ok bool) {
	t.At = v.at()
	switch {
	case isNull(v.Node):
		v.errorf(targetHint, "an empty quotation")
		return t, false
	case v.Kind == yaml.ScalarNode:
		t.Exact = v.text()
		if t.Exact == "" {
			v.errorf(targetHint, "an empty quotation")
		}
		return t, t.Exact != ""
	case v.Kind != yaml.MappingNode:
		v.wants("a quotation or a mapping in each item of its list", targetHint)
		return t, false
	}
	has := read(v, "a target", targetFields, targetNames, &t)
	return t, v.oneForm(t, has)
}

// targetForms holds the sets of keys that make a target; a part in brackets
// need not be there.
var targetForms = []struct {
	sign string // the key by which the form is known
	also []string
}{
	{"whole", nil},
	{"start", []string{"end"}},
	{"end", []string{"start"}},
	{"block", []string{"lines", "exact", "prefix", "suffix"}},
	{"lines", []string{"block"}},
	{"exact", []string{"prefix", "suffix", "block"}},
	{"prefix", []string{"exact", "suffix", "block"}},
	{"suffix", []string{"exact", "prefix", "block"}},
}

// oneForm reports a target that has no form, two of them, or half of one.
func (v value) oneForm(t edition.Target, has keys) bool {
	for _, form := range targetForms {
		if !has.has(form.sign) {
			continue
		}
		for _, other := range targetForms {
			if has.has(other.sign) && other.sign != form.sign && !slices.Contains(form.also, other.sign) {
				v.errorf("keep one of them; a note on several places has a list of targets",
					"a target has either “%s” or “%s”, not both", form.sign, other.sign)
				return false
			}
		}
	}
	exact, start, end, block, lines, whole := has.has("exact"), has.has("start"), has.has("end"), has.has("block"), has.has("lines"), has.has("whole")
	switch {
	case has.misspelt(): // reported by read
	case exact && lines:
		v.errorf("keep one of them", "a target has either “lines” or “exact”, not both")
	case exact && t.Exact == "":
		has.get("exact").errorf(targetHint, "an empty quotation")
	case !exact && (has.has("prefix") || has.has("suffix")):
		v.errorf("add exact: the words themselves", "a target with “prefix” or “suffix” lacks “exact”")
	case start && !end:
		v.errorf("add end: the last words of the passage", "a target with “start” lacks “end”")
	case end && !start:
		v.errorf("add start: the first words of the passage", "a target with “end” lacks “start”")
	case start && (t.From == nil || t.To == nil): // reported by selector
	case lines && !block:
		v.errorf("add block: the id of the code block", "a target with “lines” lacks “block”")
	case lines && t.Lines == edition.Lines{}: // reported by lineRange
	case block && t.Block == "":
		has.get("block").errorf("write the id of a paragraph, heading, figure, table or list", "an empty block id")
	case whole && !t.Whole:
		has.get("whole").errorf("write whole: true for a note on the work, or quote the words", "a target that is nowhere")
	case exact, start, block, whole:
		return true
	default:
		v.errorf(targetHint, "an empty target")
	}
	return false
}

// context reads the words before or after a quotation. Outer spaces are left,
// since anchoring folds them.
func (v value) context() string {
	if v.text() == "" {
		return ""
	}
	return v.Value
}

// selector reads the beginning or the end of a long passage.
func (v value) selector() *edition.Selector {
	s := &edition.Selector{}
	switch {
	case isNull(v.Node): // as if it were not there
		return nil
	case v.Kind == yaml.ScalarNode:
		s.Exact = v.text()
	case v.Kind == yaml.MappingNode:
		read(v, "“"+v.key+"”", selectorFields, targetNames, s)
	default:
		v.wants("words or a mapping with exact, prefix, suffix", "write "+v.key+": words")
		return nil
	}
	if s.Exact == "" {
		v.errorf("quote the words where the passage begins (start) and ends (end)", "an empty quotation in “%s”", v.key)
		return nil
	}
	return s
}

var lineRange = regexp.MustCompile(`^(\d{1,7})(?:\s*[-–]\s*(\d{1,7}))?$`)

// lineRange reads lines of a code block: 3 or 3-5.
func (v value) lineRange() edition.Lines {
	s := v.text()
	if s == "" {
		return edition.Lines{}
	}
	m := lineRange.FindStringSubmatch(s)
	if m == nil {
		v.errorf("write lines: 3 or lines: 3-5", "“%s” is not a range of lines", short(s))
		return edition.Lines{}
	}
	l := edition.Lines{}
	l.First, _ = strconv.Atoi(m[1])
	l.Last = l.First
	if m[2] != "" {
		l.Last, _ = strconv.Atoi(m[2])
	}
	switch {
	case l.First < 1:
		v.errorf("count from 1", "a code block has no line 0")
	case l.Last < l.First:
		v.errorf("write lines: "+strconv.Itoa(l.Last)+"-"+strconv.Itoa(l.First), "the range of lines ends before it begins")
	default:
		return l
	}
	return edition.Lines{}
}
