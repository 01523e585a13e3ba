package sidecar

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// scalar puts other words into the place of a value, in the style in which it is
// written where that can hold them.
func (w *writer) scalar(n *yaml.Node, flow bool, words string) string {
	words = strings.TrimSpace(words)
	if n.Kind == yaml.ScalarNode && strings.TrimSpace(n.Value) == words {
		return ""
	}
	from, to, why := w.span(n)
	if why != "" {
		return why
	}
	const block = yaml.LiteralStyle | yaml.FoldedStyle
	switch {
	case w.force || words == "":
		w.splice(from, to, double(words))
	case n.Style&block != 0:
		w.block(n, from, to, words)
	default:
		w.splice(from, to, w.wrapped(from, to, inStyle(n.Style, flow, words)))
	}
	return ""
}

// inStyle writes words in the style of a value that is no block.
func inStyle(style yaml.Style, flow bool, words string) string {
	switch {
	case style&yaml.SingleQuotedStyle != 0 && printable(words):
		return single(words)
	case style&yaml.DoubleQuotedStyle != 0:
		return double(words)
	case style&yaml.SingleQuotedStyle == 0 && plain(words, flow):
		return words
	}
	return quoted(words)
}

// block puts words into a block after | or >, whose first line stays.
func (w *writer) block(n *yaml.Node, from, to int, words string) {
	folded := n.Style&yaml.FoldedStyle != 0
	first := w.lines.Offset(n.Line+1, 1)
	if !printable(strings.ReplaceAll(words, "\n", "")) || folded && strings.Contains(words, "\n") {
		w.splice(from, to, double(words))
		return
	}
	indent := strings.Repeat(" ", w.blockColumn(n))
	content := string(w.data[first:to])
	lines := strings.Split(words, "\n")
	if folded && len(wordLines(content)) > 1 {
		lines = wrap(words, widest(content)-len(indent))
	}
	for i, line := range lines {
		if line != "" {
			lines[i] = indent + line
		}
	}
	w.splice(first, to, strings.Join(lines, w.eol))
}

// blockColumn is the indentation of a block's text.
func (w *writer) blockColumn(n *yaml.Node) int {
	return max(blockIndent(w.lines, n.Line+1)-blockIndent(NewLines([]byte(n.Value)), 1), 0)
}

// span finds the bytes of a value. Those of a block begin with its | or > and
// end with its last word.
func (w *writer) span(n *yaml.Node) (from, to int, why string) {
	switch {
	case n.Kind == yaml.AliasNode:
		return 0, 0, "an *alias stands there"
	case n.Kind != yaml.ScalarNode:
		return 0, 0, "no words stand there"
	case n.Anchor != "":
		return 0, 0, "the anchor &" + n.Anchor + " stands there, and other places may refer to it"
	case n.Style&yaml.TaggedStyle != 0:
		return 0, 0, "a tag stands there"
	case strings.TrimSpace(n.Value) == "" && n.Style == 0:
		return 0, 0, "an empty value stands there"
	}
	from = w.offset(n)
	switch {
	case n.Style&yaml.DoubleQuotedStyle != 0:
		to = w.closing(from, '"')
	case n.Style&yaml.SingleQuotedStyle != 0:
		to = w.closing(from, '\'')
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		to = w.blockEnd(n)
	default:
		to = w.plainEnd(from, n.Value)
	}
	if to < 0 {
		return 0, 0, "its end cannot be made out"
	}
	return from, to, ""
}

// closing finds the byte behind the quotation mark that closes the one at from.
func (w *writer) closing(from int, mark byte) int {
	if from >= len(w.data) || w.data[from] != mark {
		return -1
	}
	for i := from + 1; i < len(w.data); i++ {
		switch {
		case mark == '"' && w.data[i] == '\\':
			i++
		case w.data[i] == mark && mark == '\'' && i+1 < len(w.data) && w.data[i+1] == mark:
			i++
		case w.data[i] == mark:
			return i + 1
		}
	}
	return -1
}

// plainEnd finds the end of words without marks: the file has the characters of
// the value in their order, with other white space between them.
func (w *writer) plainEnd(from int, value string) int {
	at := from
	for _, r := range value {
		if blank(r) {
			continue
		}
		at = skipBlank(w.data, at, plainRune)
		c, size := utf8.DecodeRune(w.data[at:])
		if at >= len(w.data) || c != r {
			return -1
		}
		at += size
	}
	return at
}

// blockEnd finds the end of a block's last line with words.
func (w *writer) blockEnd(n *yaml.Node) int {
	indent, end := w.blockColumn(n), -1
	if indent == 0 {
		return -1
	}
	for k := n.Line + 1; k <= w.lines.Count(); k++ {
		line := w.lines.Line(k)
		words := strings.TrimLeft(string(line), " ")
		switch {
		case words == "":
			continue
		case len(line)-len(words) < indent:
			return end
		}
		end = w.lines.Offset(k, 1) + len(line)
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
// what only some readers would take otherwise is quoted too.
func plain(s string, flow bool) bool {
	if isNull(&yaml.Node{Kind: yaml.ScalarNode, Value: s}) || !printable(s) || strings.TrimSpace(s) != s {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s)
	if first < utf8.RuneSelf && !letterOrDigit(s) {
		return false
	}
	return !strings.Contains(s, ": ") && !strings.Contains(s, " #") && !strings.HasSuffix(s, ":") &&
		!(flow && strings.ContainsAny(s, ",[]{}:"))
}

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
