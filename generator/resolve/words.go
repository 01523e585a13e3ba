package resolve

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/generator/edition"
)

// around returns a passage and what stands before and after it in its blocks, at
// most context and limit code points long, cut at words, an ellipsis for what is
// left out. The strings are copies: they may be kept without keeping the text.
func around(plain string, p edition.Passage, context, limit int) (before, words, after string) {
	from, to := p.Start, p.End
	first := 1 + strings.LastIndexByte(plain[:p.Start], '\n') // of the block
	last := len(plain)
	if i := strings.IndexByte(plain[p.End:], '\n'); i >= 0 {
		last = p.End + i
	}
	for k := 0; from > first && k < context; k++ {
		_, size := utf8.DecodeLastRuneInString(plain[:from])
		from -= size
	}
	for k := 0; to < last && k < context; k++ {
		_, size := utf8.DecodeRuneInString(plain[to:])
		to += size
	}
	before, after = plain[from:p.Start], plain[p.End:to]
	if from > first {
		if i := strings.IndexFunc(before, unicode.IsSpace); i >= 0 {
			before = before[i:]
		}
		before = "…" + strings.TrimLeftFunc(before, unicode.IsSpace)
	}
	if to < last {
		if i := strings.LastIndexFunc(after, unicode.IsSpace); i >= 0 {
			after = after[:i]
		}
		after = strings.TrimRightFunc(after, unicode.IsSpace) + "…"
	}
	return oneLine(before), shorten(plain[p.Start:p.End], limit), oneLine(after)
}

// shorten cuts the middle out of words longer than limit code points.
func shorten(s string, limit int) string {
	s = oneLine(s)
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	runes := []rune(s)
	head, tail := string(runes[:limit*2/3]), string(runes[len(runes)-limit/3:])
	if i := strings.LastIndexByte(head, ' '); i > 0 {
		head = head[:i]
	}
	if i := strings.IndexByte(tail, ' '); i >= 0 {
		tail = tail[i+1:]
	}
	return head + " … " + tail
}

// lineCleaner makes one line of several. A space is double where something that
// counts nothing in the text stood between two words.
var lineCleaner = strings.NewReplacer("\n", " ", "\t", " ", "  ", " ")

// oneLine copies a string as one line.
func oneLine(s string) string { return strings.Clone(lineCleaner.Replace(s)) }

// countWords counts the words a reader reads: runs of letters and digits, and
// each ideograph or kana by itself.
func countWords(s string) int {
	n, in := 0, false
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			letter := 'a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9'
			if letter && !in {
				n++
			}
			in = letter || in && (r == '\'' || r == '-')
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			n++
			in = false
		case r == '’' || unicode.Is(unicode.M, r):
		default:
			letter := unicode.IsLetter(r) || unicode.IsDigit(r)
			if letter && !in {
				n++
			}
			in = letter
		}
	}
	return n
}

// firstPhrase is the first n words, with an ellipsis when there are more.
func firstPhrase(s string, n int) string {
	if at := wordEnd(s, n+1); at < len(s) { // no need to cut up the whole of a long block
		s = s[:at]
	}
	words := strings.Fields(s)
	if len(words) <= n {
		return strings.Join(words, " ")
	}
	return strings.TrimRight(strings.Join(words[:n], " "), ",;:.") + " …"
}

// wordEnd is the byte after the n-th word.
func wordEnd(s string, n int) int {
	in := false
	for i, r := range s {
		space := unicode.IsSpace(r)
		if in && space {
			if n--; n == 0 {
				return i
			}
		}
		in = !space
	}
	return len(s)
}
