package load

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gloss/generator/edition"
	"gloss/generator/markdown"
)

// special are the characters that Markdown, as gloss reads it, may read.
const special = "\\`*_{}[]()<>#+-.!~|@^:&="

// escape writes a line of plain text as a paragraph of Markdown, with a
// backslash before those characters alone that would not come out as they
// stand. Which they are is asked of the Markdown reader itself.
func escape(s string) string { return escapeAs(s, "", edition.Paragraph) }

// escapeHeading does the same for the words of a heading.
func escapeHeading(s string) string { return escapeAs(s, "## ", edition.Heading) }

func escapeAs(s, before string, kind edition.BlockKind) string {
	if comesOut(before+s, s, kind) {
		return s
	}
	var at []int // bytes that get a backslash
	for i := range len(s) {
		if strings.IndexByte(special, s[i]) >= 0 {
			at = append(at, i)
		}
	}
	// Drop as many at once as can be, then one by one; from the end, so that of a
	// pair the first keeps its backslash.
	for step := len(at) / 2; step > 0; step /= 2 {
		for i := len(at) - step; i >= 0; i -= step {
			without := slices.Concat(at[:i], at[i+step:])
			if comesOut(before+withBackslashes(s, without), s, kind) {
				at = without
			}
		}
	}
	return withBackslashes(s, at)
}

func withBackslashes(s string, at []int) string {
	var b strings.Builder
	from := 0
	for _, i := range at {
		b.WriteString(s[from:i])
		b.WriteByte('\\')
		from = i
	}
	b.WriteString(s[from:])
	return b.String()
}

// comesOut reports whether Markdown, below another paragraph, is one block of
// some kind with just these words in it, typography apart.
func comesOut(source, words string, kind edition.BlockKind) bool {
	const above = "x"
	doc, ps := markdown.Parse([]byte(above+"\n\n"+source), markdown.Options{Place: func(int) edition.Place { return edition.Place{} }})
	t := &doc.Text
	return len(ps) == 0 && len(t.Blocks) == 2 && len(t.Groups) == 0 && t.Blocks[0].Kind == edition.Paragraph && t.Blocks[1].Kind == kind &&
		len(doc.Footnotes) == 0 && typed.Replace(t.Plain) == typed.Replace(above+"\n"+words) && !attributes.MatchString(unescaped(source))
}

// attributes at the end of a line would be hidden in the block's id and classes.
var attributes = regexp.MustCompile(`\{[#.][^{}]*\}\s*$`)

func unescaped(s string) string { return strings.ReplaceAll(s, `\{`, "") }

// typed undoes the typography that Markdown's reader does.
var typed = strings.NewReplacer("‘", "'", "’", "'", "“", `"`, "”", `"`, "–", "--", "—", "---", "…", "...", "«", "<<", "»", ">>")

func itoa(n int) string { return strconv.Itoa(n) }
