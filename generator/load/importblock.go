package load

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

type blockKind uint8

const (
	paragraphBlock blockKind = iota
	headingBlock
	ruleBlock
	quotationBlock // lines are its paragraphs
	verseBlock     // lines stay lines
	listBlock      // lines are items; mark says how they begin
	linesBlock     // each line a paragraph: notes in brackets
)

// block is a part of a plain text, between empty lines.
type block struct {
	kind  blockKind
	lines []string // without outer space; of a paragraph, one
	raw   []string // as they stood
}

// text is the block as one line.
func (k block) text() string { return strings.Join(k.lines, " ") }

const rule = "* * *"

var (
	ruleLine     = regexp.MustCompile(`^(?:[*•·#~=_–—-]\s*){1,40}$|^⁂$`)
	numbered     = regexp.MustCompile(`^(\d{1,3})[.)]\s+\S`)
	bulleted     = regexp.MustCompile(`^[-*•▪‣◦]\s+`)
	bracketed    = regexp.MustCompile(`^\[\d{1,3}\]\s*\S`)
	notesHeading = regexp.MustCompile(`(?i)^(?:notes|footnotes|endnotes|references|sources|bibliography|works cited|further reading)$`)
	blankSpans   = regexp.MustCompile(`[ \t]+`)
)

// splitBlocks finds the paragraphs of a text. A text whose lines are all short
// is wrapped: its paragraphs are parted by empty lines, or by indenting their
// first lines. In any other each line is a paragraph.
func splitBlocks(text string) []block {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " \t")
	}
	width := wrapWidth(lines)
	margin := leftMargin(lines)
	var blocks []block
	var raw []string
	flush := func() {
		if len(raw) > 0 {
			blocks = append(blocks, newBlocks(raw, width, margin)...)
			raw = nil
		}
	}
	for _, line := range lines {
		if strings.TrimSpace(line) == "" {
			flush()
			continue
		}
		raw = append(raw, line)
	}
	flush()
	for i := range blocks {
		if i > 0 && i+1 < len(blocks) && isHeading(blocks[i], blocks[i+1]) {
			blocks[i].kind = headingBlock
		}
	}
	return blocks
}

// wrapWidth is the width at which a text is wrapped; 0 when it is not.
func wrapWidth(lines []string) int {
	longest, long := 0, 0
	for _, line := range lines {
		n := utf8.RuneCountInString(line)
		longest = max(longest, n)
		if n > 50 {
			long++
		}
	}
	if longest > 100 || long < 2 {
		return 0
	}
	return longest
}

// leftMargin is the indentation that all lines share.
func leftMargin(lines []string) int {
	margin := 1 << 20
	for _, line := range lines {
		if strings.TrimSpace(line) != "" {
			margin = min(margin, indentation(line))
		}
	}
	return margin
}

// indentation is the column at which a line begins, tabs being 4 wide.
func indentation(line string) int {
	n := 0
	for _, r := range line {
		switch r {
		case ' ':
			n++
		case '\t':
			n += 4 - n%4
		default:
			return n
		}
	}
	return n
}

// newBlocks makes blocks of the lines between two empty ones.
func newBlocks(raw []string, width, margin int) []block {
	lines := make([]string, len(raw))
	for i, line := range raw {
		lines[i] = blankSpans.ReplaceAllString(strings.TrimSpace(line), " ")
	}
	indented := !slices.ContainsFunc(raw, func(s string) bool { return indentation(s) < margin+3 })
	switch {
	case len(lines) == 1 && ruleLine.MatchString(lines[0]):
		return []block{{ruleBlock, lines, raw}}
	case count(lines, bulleted) >= 2 && bulleted.MatchString(lines[0]):
		return []block{{listBlock, items(lines, bulleted, width), raw}}
	case numberedFrom(lines) > 0:
		return []block{{listBlock, items(lines, numbered, width), raw}}
	case count(lines, bracketed) >= 1 && bracketed.MatchString(lines[0]):
		return []block{{linesBlock, items(lines, bracketed, width), raw}}
	case indented && (len(lines) > 1 || width > 0) && isVerse(lines, width):
		return []block{{verseBlock, lines, raw}}
	case indented && width > 0:
		return []block{{quotationBlock, []string{strings.Join(lines, " ")}, raw}}
	case indented && len(lines) > 1:
		return []block{{quotationBlock, lines, raw}}
	case width == 0:
		return single(lines, raw)
	case len(lines) > 2 && isVerse(lines, width):
		return []block{{verseBlock, lines, raw}}
	}
	return wrapped(lines, raw, margin)
}

func single(lines, raw []string) []block {
	blocks := make([]block, len(lines))
	for i := range lines {
		blocks[i] = block{paragraphBlock, lines[i : i+1], raw[i : i+1]}
	}
	return blocks
}

// wrapped joins the lines of wrapped paragraphs. An indented line begins one.
func wrapped(lines, raw []string, margin int) []block {
	var blocks []block
	start := 0
	for i := 1; i <= len(lines); i++ {
		if i < len(lines) && (indentation(raw[i]) <= margin || indentation(raw[i]) == indentation(raw[i-1])) {
			continue
		}
		blocks = append(blocks, block{paragraphBlock, lines[start:i], raw[start:i]})
		start = i
	}
	return blocks
}

// isVerse reports whether lines are short because they are meant to be.
func isVerse(lines []string, width int) bool {
	limit := 60
	if width > 0 {
		limit = width * 3 / 4
	}
	for _, line := range lines[:len(lines)-1] {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(line, "“‘\"'([—–- "))
		if utf8.RuneCountInString(line) > limit || unicode.IsLower(r) && width > 0 {
			return false
		}
	}
	return len(lines) > 1 && utf8.RuneCountInString(lines[len(lines)-1]) <= limit
}

func count(lines []string, mark *regexp.Regexp) int {
	n := 0
	for _, line := range lines {
		if mark.MatchString(line) {
			n++
		}
	}
	return n
}

// numberedFrom is how many lines begin with 1, 2, 3 … in this order, when the
// first one does and there are at least two; else 0.
func numberedFrom(lines []string) int {
	next := 0
	for i, line := range lines {
		m := numbered.FindStringSubmatch(line)
		if i == 0 && (m == nil || m[1] != "1") {
			return 0
		}
		if m != nil && m[1] == itoa(next+1) {
			next++
		}
	}
	if next < 2 {
		return 0
	}
	return next
}

// items joins each line to the mark before it, where the text is wrapped.
func items(lines []string, mark *regexp.Regexp, width int) []string {
	var out []string
	for _, line := range lines {
		if len(out) > 0 && !mark.MatchString(line) && width > 0 {
			out[len(out)-1] = joinLines([]string{out[len(out)-1], line})
			continue
		}
		out = append(out, line)
	}
	return out
}

// joinLines makes one line of wrapped ones. A line that ends with a hyphen keeps
// it and takes no space: it may be a compound.
func joinLines(lines []string) string {
	var b strings.Builder
	for i, line := range lines {
		if i > 0 && !(strings.HasSuffix(lines[i-1], "-") && len(lines[i-1]) > 1 && letterBefore(lines[i-1])) {
			b.WriteByte(' ')
		}
		b.WriteString(line)
	}
	return b.String()
}

func letterBefore(line string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(line, "-"))
	return unicode.IsLetter(r)
}

// isHeading reports whether a block is a heading of the paragraphs behind it: a
// short line that does not end as a sentence does.
func isHeading(k, next block) bool {
	if k.kind != paragraphBlock || len(k.lines) != 1 || next.kind == ruleBlock {
		return false
	}
	line := k.lines[0]
	n := utf8.RuneCountInString(line)
	first, _ := utf8.DecodeRuneInString(line)
	last, _ := utf8.DecodeLastRuneInString(line)
	switch {
	case n > 60 || len(strings.Fields(line)) > 9 || strings.ContainsRune(".,;:!…”\"’'»)", last) && !isCapitals(line):
		return false
	case strings.ContainsRune("“‘\"'", first):
	case !unicode.IsUpper(first) && !unicode.IsDigit(first) && !unicode.Is(unicode.Lo, first):
		return false
	case !strings.ContainsFunc(line, unicode.IsLetter):
		return false
	}
	return isCapitals(line) || notesHeading.MatchString(line) || next.kind == paragraphBlock && utf8.RuneCountInString(next.text()) > 80
}

// isCapitals reports whether a line has letters, and all are capitals.
func isCapitals(s string) bool {
	return strings.ContainsFunc(s, unicode.IsUpper) && !strings.ContainsFunc(s, unicode.IsLower)
}

// markdown writes the block as Markdown.
func (k block) markdown() string {
	switch k.kind {
	case ruleBlock:
		return rule
	case headingBlock:
		return "## " + escapeHeading(k.lines[0])
	case verseBlock:
		lines := make([]string, len(k.lines))
		for i, line := range k.lines {
			lines[i] = "> " + escape(line)
		}
		return strings.Join(lines, "\\\n")
	case quotationBlock:
		return "> " + strings.Join(escapeAll(k.lines), "\n>\n> ")
	case listBlock:
		lines := make([]string, len(k.lines))
		for i, line := range k.lines {
			if mark := numbered.FindString(line); mark != "" {
				number, words, _ := strings.Cut(line, " ")
				lines[i] = number + " " + escape(words)
			} else {
				lines[i] = "- " + escape(bulleted.ReplaceAllString(line, ""))
			}
		}
		return strings.Join(lines, "\n")
	case linesBlock:
		return strings.Join(escapeAll(k.lines), "\n\n")
	}
	return escape(joinLines(k.lines))
}

func escapeAll(lines []string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = escape(line)
	}
	return out
}
