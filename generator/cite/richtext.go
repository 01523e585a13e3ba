package cite

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// richTag is a tag of CSL's rich text.
type richTag struct {
	open string
	name string // of the closing tag
	mark mark
}

var richTags = []richTag{
	{`<i>`, "i", italic},
	{`<b>`, "b", bold},
	{`<sup>`, "sup", superscript},
	{`<sub>`, "sub", subscript},
	{`<sc>`, "sc", smallCaps},
	{`<span class="nocase">`, "span", noCase},
	{`<span class="nodecor">`, "span", special},
	{`<span style="font-variant:small-caps;">`, "span", smallCaps},
	{`<span style="font-variant: small-caps;">`, "span", smallCaps},
	{`<span style="font-variant:small-caps">`, "span", smallCaps},
	{`<span style="font-variant: small-caps">`, "span", smallCaps},
}

// richPiece is a part of a field: text, a tag or a quotation mark.
type richPiece struct {
	text   string
	tag    *richTag // of an opening tag
	close  string   // the name of a closing tag
	quote  rune     // the quotation mark
	opens  bool     // may open a quotation
	closes bool     // may close one
	pair   int      // index of the partner, -1 without one
}

// rich writes a field: its tags become spans, its quotation marks those of the
// language, straight apostrophes curly ones.
func (s *stream) rich(text string, flag tokenFlag) {
	if strings.Contains(text, "\u00ab ") {
		text = guillemets.Replace(text)
	}
	if !hasMarks(text) {
		if flag&isAffixed != 0 {
			flag |= isStart
		}
		s.pushFlag(text, flag)
		return
	}
	s.pieces = richPieces(s.pieces[:0], text)
	pieces := s.pieces
	s.outer = pairUp(pieces, s.outer)
	outer := s.outer[:0]
	begin := len(s.tokens)
	defer func() {
		if flag&isAffixed != 0 && begin < len(s.tokens) {
			s.tokens[begin].flag |= isStart
		}
	}()
	for i := range pieces {
		p := &pieces[i]
		switch {
		case p.tag != nil && p.pair >= 0:
			outer = append(outer, s.cur)
			s.enter(p.tag.mark, true)
		case p.close != "" && p.pair >= 0:
			s.cur = outer[len(outer)-1]
			outer = outer[:len(outer)-1]
		case p.quote != 0 && p.pair >= 0 && flag&isAffixed != 0 && p.quote > '~':
			s.pushFlag(p.text, flag)
		case p.quote != 0 && p.pair > i:
			s.push(openQuote, "")
		case p.quote != 0 && p.pair >= 0:
			s.push(closeQuote, "")
		case p.quote == '\'':
			s.pushFlag("’", flag)
		default:
			s.pushFlag(p.text, flag)
		}
	}
}

// guillemets sets the narrow spaces that French has inside its quotation marks.
var guillemets = strings.NewReplacer("« ", "«\u202f", " »", "\u202f»")

// hasMarks reports whether a text may hold tags or quotation marks.
func hasMarks(s string) bool {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '<', '"', '\'':
			return true
		case 0xE2: // ‘ ’ “ ” are E2 80 98 to 9D
			if i+2 < len(s) && s[i+1] == 0x80 && s[i+2] >= 0x98 && s[i+2] <= 0x9D {
				return true
			}
		}
	}
	return false
}

// isQuote reports whether a character is one of the quotation marks that are
// read as such.
func isQuote(r rune) bool {
	return r == '"' || r == '\'' || r >= '‘' && r <= '”' && r != '‚' && r != '‛'
}

// richPieces cuts a field at its tags and quotation marks, and appends the
// pieces to out.
func richPieces(out []richPiece, text string) []richPiece {
	begin := 0
	cut := func(i, n int, p richPiece) {
		if begin < i {
			out = append(out, richPiece{text: text[begin:i], pair: -1})
		}
		p.text, p.pair = text[i:i+n], -1
		out = append(out, p)
		begin = i + n
	}
	for i := 0; i < len(text); {
		if text[i] == '<' {
			if tag := tagAt(text[i:]); tag != nil {
				cut(i, len(tag.open), richPiece{tag: tag})
				i = begin
				continue
			}
			if name := closingTagAt(text[i:]); name != "" {
				cut(i, len(name)+3, richPiece{close: name})
				i = begin
				continue
			}
		}
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		if isQuote(r) {
			opens, closes := quoteSides(text, i, n, r)
			if opens || closes || r == '\'' {
				cut(i, n, richPiece{quote: r, opens: opens, closes: closes})
			}
		}
		i += n
	}
	if begin < len(text) {
		out = append(out, richPiece{text: text[begin:], pair: -1})
	}
	return out
}

func tagAt(s string) *richTag {
	for i := range richTags {
		if strings.HasPrefix(s, richTags[i].open) {
			return &richTags[i]
		}
	}
	return nil
}

func closingTagAt(s string) string {
	for _, name := range [...]string{"i", "b", "sup", "sub", "sc", "span"} {
		if len(s) > len(name)+2 && s[:2] == "</" && s[2:2+len(name)] == name && s[2+len(name)] == '>' {
			return name
		}
	}
	return ""
}

// quoteSides says whether a quotation mark may open and may close, from the
// characters beside it. Tags beside it are looked through.
func quoteSides(text string, i, n int, r rune) (opens, closes bool) {
	before, after := runeBefore(text[:i]), runeAfter(text[i+n:])
	free := before == 0 || unicode.IsSpace(before) || strings.ContainsRune("([{—–-/“‘\"'", before)
	stop := after == 0 || unicode.IsSpace(after) || unicode.IsPunct(after) && after != '<' && !strings.ContainsRune("([{", after)
	switch r {
	case '“':
		return true, false
	case '”':
		return false, true
	case '‘':
		return after != 0 && !unicode.IsSpace(after), false
	case '’':
		return false, stop && before != 0 && !unicode.IsSpace(before)
	}
	return free && after != 0 && !unicode.IsSpace(after), stop && before != 0 && !unicode.IsSpace(before)
}

func runeBefore(s string) rune {
	for strings.HasSuffix(s, ">") {
		i := strings.LastIndexByte(s, '<')
		if i < 0 || tagAt(s[i:]) == nil && closingTagAt(s[i:]) == "" {
			break
		}
		s = s[:i]
	}
	r, n := utf8.DecodeLastRuneInString(s)
	if n == 0 {
		return 0
	}
	return r
}

func runeAfter(s string) rune {
	for strings.HasPrefix(s, "<") {
		if tag := tagAt(s); tag != nil {
			s = s[len(tag.open):]
		} else if name := closingTagAt(s); name != "" {
			s = s[len(name)+3:]
		} else {
			break
		}
	}
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return 0
	}
	return r
}

var closingQuote = map[rune]rune{'“': '”', '‘': '’', '"': '"', '\'': '\''}

// pairUp joins tags and quotation marks with their partners, so that they nest.
// It returns open, which lends it room.
func pairUp(pieces []richPiece, open []int32) []int32 {
	open = open[:0]
	for i := range pieces {
		p := &pieces[i]
		switch {
		case p.tag != nil:
			open = append(open, int32(i))
		case p.close != "":
			for k := len(open) - 1; k >= 0; k-- {
				if o := &pieces[open[k]]; o.tag != nil {
					if o.tag.name == p.close {
						o.pair, p.pair = i, int(open[k])
						open = open[:k]
					}
					break
				}
			}
		case p.quote != 0:
			closed := false
			for k := len(open) - 1; k >= 0 && p.closes; k-- {
				o := &pieces[open[k]]
				if o.tag != nil {
					break
				}
				if closingQuote[o.quote] == p.quote && int(open[k]) != i-1 {
					o.pair, p.pair = i, int(open[k])
					open = open[:k]
					closed = true
					break
				}
			}
			if !closed && p.opens {
				open = append(open, int32(i))
			}
		}
	}
	return open
}
