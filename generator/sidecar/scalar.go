package sidecar

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// scalar puts other words into the place of a value, in the style in which it is
// written where that can hold them.
func (w *writer) scalar(s seat, n, is *yaml.Node) string {
	text := textOf(is)
	from, to, why := w.span(n)
	if why != "" {
		return why
	}
	lines := strings.Contains(text, "\n")
	switch block := n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0; {
	case w.force || text == "" || w.json:
		w.splice(from, to, w.inlineWords(is, s.flow))
	case block && w.blockColumn(n) > 0 && inBlock(text):
		w.block(s, n, from, to, text)
	case block:
		return w.replace(s, n, is)
	case lines && (s.flow || n.Style&yaml.DoubleQuotedStyle != 0 && strings.Contains(n.Value, "\n")):
		w.splice(from, to, double(text))
	case lines:
		return w.replace(s, n, proseNode(text))
	default:
		w.splice(from, to, w.wrapped(from, to, inStyle(n.Style, s.flow, is)))
	}
	return ""
}

// inStyle writes words in the style of a value that is no block.
func inStyle(style yaml.Style, flow bool, is *yaml.Node) string {
	switch text := textOf(is); {
	case style&yaml.SingleQuotedStyle != 0 && printable(text):
		return single(text)
	case style&yaml.DoubleQuotedStyle != 0:
		return double(text)
	case style&yaml.SingleQuotedStyle == 0 && plain(is, flow):
		return text
	default:
		return quoted(text)
	}
}

// block puts a text into a block after | or >, whose first line stays but for the
// number that says how deep the text stands, where it needs one.
func (w *writer) block(s seat, n *yaml.Node, from, to int, text string) {
	first := w.lines.Offset(w.headLine(n)+1, 1)
	column := w.blockColumn(n)
	head := w.data[from:w.lineEnd(from)]
	if strings.IndexAny(strings.TrimLeft(text, "\n"), " \t") == 0 && !strings.ContainsAny(string(head[:min(3, len(head))]), "123456789") {
		w.splice(from+1, from+1, string(rune('0'+column-s.column)))
	}
	lines := strings.Split(text, "\n")
	if n.Style&yaml.FoldedStyle != 0 {
		width := widest(string(w.data[first:to])) - column
		if len(wordLines(string(w.data[first:to]))) < 2 && len(lines) == 1 {
			width = math.MaxInt
		}
		lines = fold(lines, width)
	}
	w.splice(first, to, w.indented(lines, column))
}

// fold writes the lines of a text so that the reader of a text after > finds them
// again: there a line end is a space, and an empty line a line end. Around a line
// that begins with white space every line end counts.
func fold(lines []string, width int) (out []string) {
	free := func(line string) bool { return line == "" || strings.IndexAny(line, " \t") == 0 }
	before := ""
	for i, line := range lines {
		switch {
		case free(line):
			out = append(out, line)
		default:
			if i > 0 && !free(before) {
				out = append(out, "")
			}
			out = append(out, wrap(line, width)...)
		}
		if line != "" {
			before = line
		}
	}
	return out
}

// blockColumn is the indentation of a block's text; 0 when it has none, or no words.
func (t *tree) blockColumn(n *yaml.Node) int {
	if strings.Trim(n.Value, " \t\n") == "" {
		return 0 // what stands below is something else
	}
	return max(blockIndent(t.lines, t.headLine(n)+1)-blockIndent(NewLines([]byte(n.Value)), 1), 0)
}

// headLine is the line of the | or > that begins a text.
func (t *tree) headLine(n *yaml.Node) int { return t.lines.Place("", t.start(n)).Line }

// span finds the bytes of a value. Those of a block begin with its | or > and
// end with its last word.
func (t *tree) span(n *yaml.Node) (from, to int, why string) {
	switch {
	case n.Kind == yaml.AliasNode:
		return 0, 0, "an *alias stands there"
	case n.Kind != yaml.ScalarNode:
		return 0, 0, "no words stand there"
	case n.Anchor != "":
		return 0, 0, anchorStands(n.Anchor)
	case n.Style&yaml.TaggedStyle != 0 && n.Tag != "!!str":
		return 0, 0, "the tag " + n.Tag + " stands there"
	}
	from, to = t.start(n), t.end(n)
	if to < 0 {
		return 0, 0, noEnd
	}
	return from, to, ""
}

// closing finds the byte behind the quotation mark that closes the one at from.
func (t *tree) closing(from int, mark byte) int {
	if from >= len(t.data) || t.data[from] != mark {
		return -1
	}
	for i := from + 1; i < len(t.data); i++ {
		switch {
		case mark == '"' && t.data[i] == '\\':
			i++
		case t.data[i] == mark && mark == '\'' && i+1 < len(t.data) && t.data[i+1] == mark:
			i++
		case t.data[i] == mark:
			return i + 1
		}
	}
	return -1
}

// plainEnd finds the end of words without marks: the file has the characters of
// the value in their order, with other white space between them.
func (t *tree) plainEnd(from int, value string) int {
	at := from
	for _, r := range value {
		if blank(r) {
			continue
		}
		at = skipBlank(t.data, at, plainRune)
		c, size := utf8.DecodeRune(t.data[at:])
		if at >= len(t.data) || c != r {
			return -1
		}
		at += size
	}
	return at
}

// blockEnd finds the end of a block's last line with words, or of its first line
// when it has none.
func (t *tree) blockEnd(n *yaml.Node) int {
	indent, end := t.blockColumn(n), t.lineEnd(t.start(n))
	if strings.TrimSpace(n.Value) == "" {
		return end
	}
	if indent == 0 {
		return -1
	}
	for k := t.headLine(n) + 1; k <= t.lines.Count(); k++ {
		line := t.lines.Line(k)
		words := strings.TrimLeft(string(line), " ")
		switch {
		case words == "":
			continue
		case len(line)-len(words) < indent:
			return end
		}
		end = t.lines.Offset(k, 1) + len(line)
	}
	return end
}

// wrapped breaks a value's new text into lines when the old one stood on several.
func (w *writer) wrapped(from, to int, text string) string {
	old := string(w.data[from:to])
	i := strings.IndexAny(old, "\r\n")
	if i < 0 {
		return text
	}
	rest := strings.TrimLeft(old[i:], "\r\n")
	indent := rest[:len(rest)-len(strings.TrimLeft(rest, " "))]
	first := w.lines.Place("", from).Column - 1
	lines := wrap(strings.Repeat("x", first)+text, max(widest(old), first+utf8.RuneCountInString(old[:i])))
	lines[0] = lines[0][first:]
	for k := 1; k < len(lines); k++ {
		lines[k] = indent + lines[k]
	}
	return strings.Join(lines, w.eol)
}

// wordLines are the lines of a text that have words.
func wordLines(s string) (lines []string) {
	for _, line := range strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if strings.TrimSpace(line) != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// widest is the length of the longest line, in code points.
func widest(s string) (n int) {
	for _, line := range wordLines(s) {
		n = max(n, utf8.RuneCountInString(line))
	}
	return n
}

// wrap breaks words into lines at single spaces between words; width counts
// code points. No line begins with a sign that means something to YAML.
func wrap(words string, width int) (lines []string) {
	line, length := "", 0
	for i, word := range strings.Split(words, " ") {
		n := utf8.RuneCountInString(word)
		first, _ := utf8.DecodeRuneInString(word)
		fits := length+1+n <= width || !unicode.IsLetter(first) || strings.HasSuffix(line, " ") || line == ""
		switch {
		case i == 0:
			line, length = word, n
		case fits:
			line, length = line+" "+word, length+1+n
		default:
			lines = append(lines, line)
			line, length = word, n
		}
	}
	return append(lines, line)
}

// plain reports whether words can stand without quotation marks, and surely so:
// what only some readers would take otherwise is quoted too, and so is what they
// would take for a number or a truth where it is none.
func plain(n *yaml.Node, flow bool) bool {
	s := textOf(n)
	if isNull(&yaml.Node{Kind: yaml.ScalarNode, Value: s}) || !printable(s) || strings.TrimSpace(s) != s {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s)
	if first < utf8.RuneSelf && !letterOrDigit(s) {
		return false
	}
	if _, truth := bools[strings.ToLower(s)]; n.Tag != "" && (truth || number.MatchString(s)) {
		return false
	}
	return !strings.Contains(s, ": ") && !strings.Contains(s, " #") && !strings.HasSuffix(s, ":") &&
		!(flow && strings.ContainsAny(s, ",[]{}:"))
}

// number is what YAML 1.1 or 1.2 takes for one, with the sexagesimal numbers of the
// former, but for those that begin with a sign or a full stop.
var number = regexp.MustCompile(`^(?:0x[0-9a-fA-F_]+|0o?[0-7_]+|0b[01_]+|[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?)$`)

// printable reports whether a text can be written without escapes: it is one
// line, and no character in it means something to a reader of YAML alone.
func printable(s string) bool {
	for _, r := range s {
		if r < ' ' || control(r) || r == 0x85 || r == 0x2028 || r == 0x2029 || r == 0xFEFF || r == utf8.RuneError {
			return false
		}
	}
	return true
}

// inBlock reports whether a text can stand after a | or a >, where tabs are text and
// line ends are line ends.
func inBlock(s string) bool { return printable(strings.NewReplacer("\n", "", "\t", "").Replace(s)) }

// quoted writes a text in the quotation marks that suit it.
func quoted(s string) string {
	if strings.ContainsAny(s, `"\`) && printable(s) {
		return single(s)
	}
	return double(s)
}

func single(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// double writes a text in double quotation marks.
func double(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case printable(string(r)):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, `\U%08X`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
