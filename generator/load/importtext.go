package load

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"gloss/generator/sidecar"
)

// ImportText makes an essay.md of an essay in plain text: a headline, perhaps a
// byline with a name and a date and a line of credit, paragraphs, perhaps a note
// about the author. What the text says stays as it is, to the letter: quotation
// marks, capitals, numbered notes. Paragraphs that are wrapped become one line
// each, and a character that Markdown would read gets a backslash before it.
//
// The remarks say, for people, what was found where and what was guessed; each
// begins in lower case and has no full stop.
func ImportText(text []byte) (markdown []byte, remarks []string) {
	im := &textImport{}
	im.blocks = splitBlocks(im.decode(text))
	im.head()
	im.foot()
	return im.write(), im.remarks
}

// textImport is an import under way. What the head and the foot of the text have
// said is taken off its blocks.
type textImport struct {
	blocks []block

	title, subtitle string
	authors         []string
	date, summary   string
	rights          []string
	published       publication
	about           []string // the note about the author, by paragraphs

	remarks []string
}

type publication struct{ title, date, url string }

func (im *textImport) remark(format string, args ...any) {
	im.remarks = append(im.remarks, fmt.Sprintf(format, args...))
}

// decode turns the bytes of a file into characters: UTF-8, else UTF-16, else
// Windows-1252, which holds Latin-1.
func (im *textImport) decode(data []byte) string {
	var s string
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		s = utf16Text(data)
		im.remark("the text is in UTF-16 and was converted")
	case utf8.Valid(data):
		s = string(bytes.TrimPrefix(data, []byte("\ufeff")))
	default:
		var b strings.Builder
		for _, c := range data {
			b.WriteRune(sidecar.Windows1252(c))
		}
		s = b.String()
		im.remark("the text is not in UTF-8; it was read as Windows-1252 (Latin-1): check its accents and quotation marks")
	}
	dropped := 0
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n\n", "\v", "\n", "\u2028", "\n", "\u2029", "\n\n", "\u0085", "\n").Replace(s)
	s = strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && (r < 0x20 || r >= 0x7F && r < 0xA0 || r&0xFFFE == 0xFFFE) {
			dropped++
			return -1
		}
		return r
	}, s)
	if dropped > 0 {
		im.remark("control characters were left out: %d", dropped)
	}
	return s
}

func utf16Text(data []byte) string {
	little := data[0] == 0xFF
	data = data[2:]
	units := make([]uint16, len(data)/2)
	for i := range units {
		a, b := uint16(data[2*i]), uint16(data[2*i+1])
		if little {
			a, b = b, a
		}
		units[i] = a<<8 | b
	}
	return string(utf16.Decode(units))
}

// write puts the essay together.
func (im *textImport) write() []byte {
	var b bytes.Buffer
	im.front(&b)
	bodies := make([]string, 0, len(im.blocks)+2)
	for _, k := range im.blocks {
		bodies = append(bodies, k.markdown())
	}
	if len(im.about) > 0 {
		bodies = append(bodies, rule)
		for _, p := range im.about {
			bodies = append(bodies, escape(p))
		}
	}
	for _, s := range bodies {
		b.WriteString("\n" + s + "\n")
	}
	if headings := im.headings(); len(headings) > 0 {
		im.remark("taken for headings: %s", strings.Join(headings, "; "))
	}
	return b.Bytes()
}

func (im *textImport) headings() []string {
	var words []string
	for _, k := range im.blocks {
		if k.kind == headingBlock {
			words = append(words, "“"+k.lines[0]+"”")
		}
	}
	return words
}

// front writes the front matter.
func (im *textImport) front(b *bytes.Buffer) {
	b.WriteString("---\n")
	entry := func(key string, words ...string) {
		words = slices.DeleteFunc(words, func(s string) bool { return s == "" })
		switch len(words) {
		case 0:
		case 1:
			fmt.Fprintf(b, "%s: %s\n", key, scalar(words[0], ""))
		default:
			for i := range words {
				words[i] = scalar(words[i], ",[]{}")
			}
			fmt.Fprintf(b, "%s: [%s]\n", key, strings.Join(words, ", "))
		}
	}
	entry("title", im.title)
	entry("subtitle", im.subtitle)
	entry("author", im.authors...)
	entry("date", im.date)
	entry("summary", im.summary)
	if p := im.published; p != (publication{}) {
		b.WriteString("published:\n")
		entry("  title", p.title)
		entry("  date", p.date)
		entry("  url", p.url)
	}
	entry("rights", strings.Join(im.rights, " "))
	b.WriteString("---\n")
}

// scalar writes a value of YAML, in quotation marks where it needs them, or
// holds one of the characters.
func scalar(s, not string) string {
	if !strings.ContainsAny(s, not) {
		front, _, ps := sidecar.FrontMatter("", []byte("---\ntitle: "+s+"\n---\n"))
		if len(ps) == 0 && front.Title == s {
			return s
		}
	}
	if strings.ContainsAny(s, `"\`) {
		return "'" + strings.ReplaceAll(s, "'", "''") + "'"
	}
	return `"` + s + `"`
}
