package cite

import (
	"regexp"
	"strings"
)

// pageFormat is page-range-format.
type pageFormat uint8

// The formats of page ranges.
const (
	pagesAsIs pageFormat = iota
	pagesExpanded
	pagesMinimal
	pagesMinimalTwo
	pagesChicago15
	pagesChicago16
)

var pageFormats = map[string]pageFormat{
	"expanded": pagesExpanded, "minimal": pagesMinimal, "minimal-two": pagesMinimalTwo,
	"chicago": pagesChicago15, "chicago-15": pagesChicago15, "chicago-16": pagesChicago16,
}

// pages writes page numbers or a locator, its ranges in the style's format.
func (r *renderer) pages(s string, v variable) {
	if plainDigits(s) {
		r.push(content, s)
		return
	}
	if v == vLocator && r.cite.label != "" && r.cite.label != "page" {
		r.rich(r.ranges(s, pagesAsIs), 0)
		return
	}
	r.rich(r.ranges(s, r.style.pageRange), 0)
}

// rangePattern is two numbers with optional letters, joined by a hyphen or a
// dash.
var rangePattern = regexp.MustCompile(`(\pL*\d*\pL*\d*)\s*(?:-{1,3}|[–—‒])\s*(\pL*\d*\pL*\d*)`)

// ranges rewrites the ranges of a list of pages.
func (r *renderer) ranges(s string, f pageFormat) string {
	if !strings.ContainsAny(s, "-–—‒") {
		return s
	}
	dash := r.locale.word("page-range-delimiter")
	if dash == "" {
		dash = "–"
	}
	return rangePattern.ReplaceAllStringFunc(s, func(m string) string {
		g := rangePattern.FindStringSubmatch(m)
		if g[1] == "" || g[2] == "" {
			return m
		}
		return g[1] + dash + shortenRange(g[1], g[2], f)
	})
}

// shortenRange returns the second number of a range in a format.
func shortenRange(a, b string, f pageFormat) string {
	pa, na := splitNumber(a)
	pb, nb := splitNumber(b)
	if na == "" || nb == "" || f == pagesAsIs {
		return b
	}
	if pb != "" && pb != pa {
		return b
	}
	full := nb
	if len(nb) < len(na) {
		full = na[:len(na)-len(nb)] + nb
	}
	if len(full) != len(na) || full < na {
		if len(nb) > len(na) && pb == "" && pa == "" {
			return nb
		}
		if len(nb) > len(na) {
			return b
		}
		if full < na {
			return b
		}
	}
	switch f {
	case pagesExpanded:
		return pa + full
	case pagesMinimal:
		return trimCommon(na, full, 1)
	case pagesMinimalTwo:
		return trimCommon(na, full, 2)
	}
	return chicagoRange(na, full, f, pa)
}

// splitNumber parts the letters a number begins with from its digits; the
// digits are empty when it does not end in digits.
func splitNumber(s string) (prefix, digits string) {
	i := len(s)
	for i > 0 && s[i-1] >= '0' && s[i-1] <= '9' {
		i--
	}
	return s[:i], s[i:]
}

// trimCommon drops the digits that b shares with a at its beginning, but keeps
// at least keep.
func trimCommon(a, b string, keep int) string {
	i := 0
	for i < len(b)-keep && i < len(a) && a[i] == b[i] {
		i++
	}
	return b[i:]
}

// chicagoRange follows the Chicago Manual of Style, 15th ed. 9.64 (16th 9.60):
// below 100 and for multiples of 100 all digits; 101 to 109 and so on the
// changed part only; else two digits or more as changed; and, in the 15th, all
// four when three of four change.
func chicagoRange(a, b string, f pageFormat, prefix string) string {
	n := len(a)
	switch {
	case n < 3, a[n-2:] == "00":
		return b
	case a[n-2] == '0':
		return trimCommon(a, b, 1)
	}
	out := trimCommon(a, b, 2)
	if f == pagesChicago15 && n == 4 && len(out) >= 3 {
		return b
	}
	return out
}
