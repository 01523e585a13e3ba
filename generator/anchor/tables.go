package anchor

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// firstMark is the first byte of U+0300, below which nothing combines.
const firstMark = 0xcc

// zwj joins emoji into one (a family, a flag) and asks for half forms in Indic
// scripts.
const zwj = '\u200d'

// kind is how a character is folded.
type kind uint8

// The kinds. Blank is white space and what counts nothing.
const (
	other kind = iota
	blank
	dash
	quote
	dot
)

// kindOf is the kind of a character: by table for the two ranges where nearly
// all signs stand, at once for the ranges of large scripts, which hold letters
// alone.
func kindOf(r rune) kind {
	switch {
	case 0 <= r && r < 0x100:
		return latin[r]
	case 0x2000 <= r && r < 0x2070:
		return punctuation[r-0x2000]
	case settled(r) || 0x100 <= r && r < 0x2b9 || 0x300 <= r && r < 0x55a:
		return other
	}
	return lookup(r)
}

// The kinds of U+0000 to U+00FF and of U+2000 to U+206F.
var (
	latin = func() (t [0x100]kind) {
		for r := range t {
			t[r] = lookup(rune(r))
		}
		return t
	}()
	punctuation = func() (t [0x70]kind) {
		for r := range t {
			t[r] = lookup(rune(r + 0x2000))
		}
		return t
	}()
)

func lookup(r rune) kind {
	switch {
	case r == '.':
		return dot
	case unicode.IsSpace(r) || unicode.Is(dropped, r):
		return blank
	case unicode.In(r, dashes...):
		return dash
	case unicode.Is(quotes, r):
		return quote
	}
	return other
}

// settled reports whether a character is quickly known to be a letter that
// folding leaves alone and that is no mark: Cyrillic, Arabic, Thai, Han, Hangul.
func settled(r rune) bool {
	return 0x3400 <= r && r <= 0xa48f || 0xac00 <= r && r <= 0xd7a3 || 0x62d <= r && r < 0x63b ||
		0x430 <= r && r < 0x439 || 0x43a <= r && r < 0x450 || 0xe01 <= r && r < 0xe31
}

// letter are the ASCII characters that stand for themselves.
var letter = func() (t [256]bool) {
	for c := '!'; c <= '~'; c++ {
		t[c] = !strings.ContainsRune("\"'`-.", c)
	}
	return t
}()

// breaking are the ASCII characters that no word goes on after.
var breaking = func() (t [256]bool) {
	for c := range utf8.RuneSelf {
		t[c] = !letterlike(rune(c))
	}
	return t
}()

// quotes are the characters that fold to one quotation mark: Unicode's
// Quotation_Mark, the primes, and what keyboards put in their place.
var quotes = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x22, 0x22, 1}, {0x27, 0x27, 1}, {0x60, 0x60, 1}, // " ' `
		{0xab, 0xab, 1}, {0xb4, 0xb4, 1}, {0xbb, 0xbb, 1}, // « ´ »
		{0x2b9, 0x2bd, 1},                    // modifier letters: primes, ʻokina, apostrophe
		{0x55a, 0x55a, 1}, {0x5f3, 0x5f4, 1}, // Armenian apostrophe, geresh, gershayim
		{0x2018, 0x201f, 1},                      // ‘ ’ ‚ ‛ “ ” „ ‟
		{0x2032, 0x2037, 1}, {0x2039, 0x203a, 1}, // ′ ″ ‴ ‵ ‶ ‷ ‹ ›
		{0x2057, 0x2057, 1}, {0x275b, 0x275e, 1}, // ⁗ ❛ ❜ ❝ ❞
		{0x2e42, 0x2e42, 1},                      // ⹂
		{0x300c, 0x300f, 1}, {0x301d, 0x301f, 1}, // 「 」 『 』 〝 〞 〟
		{0xfe41, 0xfe44, 1}, {0xff02, 0xff02, 1}, // vertical forms, full width
		{0xff07, 0xff07, 1}, {0xff40, 0xff40, 1}, {0xff62, 0xff63, 1},
	},
	LatinOffset: 6,
}

// singles are the quotes two of which, alike and side by side, stand for a
// double one: ‘‘TeX” and typewriters.
var singles = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x27, 0x27, 1}, {0x60, 0x60, 1}, {0xb4, 0xb4, 1}, {0x2bb, 0x2bd, 1},
		{0x2018, 0x201b, 1}, {0x2032, 0x2032, 1}, {0x2035, 0x2035, 1}, {0x2039, 0x203a, 1},
		{0xff07, 0xff07, 1}, {0xff40, 0xff40, 1},
	},
	LatinOffset: 3,
}

// dashes are the characters that fold to one dash, alone or in a run: Unicode's
// Pd and the minus sign.
var dashes = []*unicode.RangeTable{
	unicode.Pd,
	{R16: []unicode.Range16{{0x2212, 0x2212, 1}}},
}

// dropped are the characters that mark a place in the text but are none of it:
// soft hyphen, zero-width space, word joiner, directional marks and isolates,
// byte order mark. A passage neither begins nor ends with one.
var dropped = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0xad, 0xad, 1}, {0x61c, 0x61c, 1}, {0x180e, 0x180e, 1}, {0x200b, 0x200b, 1},
		{0x200e, 0x200f, 1}, {0x202a, 0x202e, 1}, {0x2060, 0x206f, 1}, {0xfeff, 0xfeff, 1},
	},
	LatinOffset: 1,
}

// glued are the characters that change how the one before them looks and not
// what it is: they count nothing, but belong to the passage that holds that
// character. Joiners are among them as they are ignored when texts are
// collated (UTS #10): many a keyboard and copy loses them. Between emoji the
// joiner makes another sign and is kept.
var glued = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x34f, 0x34f, 1}, {0x180b, 0x180d, 1}, {0x180f, 0x180f, 1}, // grapheme joiner, Mongolian variants
		{0x200c, 0x200d, 1}, {0xfe00, 0xfe0f, 1}, // joiners, variation selectors
	},
	R32: []unicode.Range32{{0xe0100, 0xe01ef, 1}},
}

// compatible are the characters replaced by their compatibility decomposition
// (NFKC): ligatures and digraphs, Roman numerals, presentation forms, full and
// half width. Superscripts, fractions, circled and mathematical letters are
// other signs (10² is not 102) and stay.
var compatible = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x132, 0x133, 1}, {0x149, 0x149, 1}, {0x1c4, 0x1cc, 1}, {0x1f1, 0x1f3, 1}, // ĳ ŉ ǆ ǳ
		{0x587, 0x587, 1}, {0x675, 0x678, 1}, // Armenian and Arabic ligatures
		{0xe33, 0xe33, 1}, {0xeb3, 0xeb3, 1}, {0xedc, 0xedd, 1}, // Thai and Lao AM, Lao digraphs
		{0x2025, 0x2026, 1},                      // ‥ …
		{0x2160, 0x217f, 1},                      // Roman numerals
		{0xfb00, 0xfb06, 1}, {0xfb13, 0xfb17, 1}, // Latin and Armenian ligatures
		{0xfb1d, 0xfdfc, 1}, {0xfe70, 0xfefc, 1}, // Hebrew and Arabic presentation forms
		{0xff01, 0xffee, 1}, // full and half width
	},
}

// pictures are the signs that the joiner joins; wider than Unicode's
// Extended_Pictographic, which does no harm since nothing else stands beside a
// joiner there.
var pictures = &unicode.RangeTable{
	R16: []unicode.Range16{{0xa9, 0xa9, 1}, {0xae, 0xae, 1}, {0x203c, 0x203c, 1}, {0x2049, 0x2049, 1}, {0x2100, 0x2bff, 1}, {0x3030, 0x303d, 1}, {0x3297, 0x3299, 1}},
	R32: []unicode.Range32{{0x1f000, 0x1faff, 1}, {0xe0020, 0xe007f, 1}},
}

// wide are the characters of scripts written without spaces in which a line
// end between two of them is nothing.
var wide = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Bopomofo, unicode.Yi,
	{R16: []unicode.Range16{{0x3001, 0x303f, 1}, {0x30fb, 0x30fc, 1}, {0xff01, 0xff60, 1}}},
}

func isWide(r rune) bool {
	return r >= 0x1100 && (0x3400 <= r && r <= 0x9fff || unicode.In(r, wide...))
}

// spaceless are the scripts in which words stand side by side.
var spaceless = append(slices.Clone(wide), unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan)

// linkers are the viramas that tie two consonants into one conjunct (Unicode's
// Indic_Conjunct_Break=Linker).
var linkers = &unicode.RangeTable{
	R16: []unicode.Range16{{0x94d, 0x94d, 1}, {0x9cd, 0x9cd, 1}, {0xacd, 0xacd, 1}, {0xb4d, 0xb4d, 1}, {0xc4d, 0xc4d, 1}, {0xd4d, 0xd4d, 1}},
}

// appended are the characters beside the combining marks that belong to the one
// before them: skin tones and the tags of flags.
var appended = &unicode.RangeTable{
	R32: []unicode.Range32{{0x1f3fb, 0x1f3ff, 1}, {0xe0020, 0xe007f, 1}},
}

// regional are the letters that make flags in pairs.
var regional = &unicode.RangeTable{
	R32: []unicode.Range32{{0x1f1e6, 0x1f1ff, 1}},
}
