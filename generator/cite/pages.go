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

// rangePattern is what a hyphen or a dash joins.
var rangePattern = regexp.MustCompile(`([^\s,;&–—‒\-\\]+)\s*(?:-{1,3}|[–—‒])\s*([^\s,;&–—‒\-]+)`)

var spacedHyphen = regexp.MustCompile(` *-+ *`)

// ranges rewrites the ranges of a list of numbers, and its ampersands. A list
// with a range that cannot be understood stays as it is.
func (r *renderer) ranges(s string, f pageFormat) string {
	if !strings.ContainsAny(s, "-–—‒&\\") {
		return s
	}
	dash := r.locale.word("page-range-delimiter")
	if dash == "" {
		dash = "–"
	}
	if i := strings.IndexAny(s, "-–"); i > 0 && plainDigits(s[:i]) { // the usual case
		if rest := strings.TrimLeft(s[i:], "-–"); plainDigits(rest) {
			second, _ := shortenRange(s[:i], rest, f)
			return s[:i] + dash + second
		}
	}
	understood := true
	out := rangePattern.ReplaceAllStringFunc(s, func(m string) string {
		g := rangePattern.FindStringSubmatch(m)
		second, ok := shortenRange(g[1], g[2], f)
		understood = understood && ok
		return g[1] + dash + second
	})
	if !understood {
		out = spacedHyphen.ReplaceAllString(s, "-")
	}
	if strings.Contains(out, "&") {
		if t, ok := r.locale.find("and", "symbol"); ok && t.single != "" {
			out = strings.ReplaceAll(out, "&", t.single)
		}
	}
	return strings.ReplaceAll(out, `\-`, "-")
}

// shortenRange returns the second number of a range in a format, and whether
// the two make a range at all.
func shortenRange(a, b string, f pageFormat) (string, bool) {
	if isParted(a, b) {
		return b, true
	}
	if labelled.MatchString(a + "-" + b) {
		return b, false
	}
	if !plainDigits(a) && !numberLike.MatchString(a) || !plainDigits(b) && !numberLike.MatchString(b) {
		return b, false
	}
	pa, na := splitNumber(a)
	pb, nb := splitNumber(b)
	if f == pagesAsIs || na == "" || nb == "" {
		return b, true
	}
	if pa != pb {
		return b, false
	}
	if len(nb) < len(na) {
		nb = na[:len(na)-len(nb)] + nb
	}
	if len(nb) > len(na) || nb < na {
		return b, true
	}
	switch f {
	case pagesExpanded:
		return pa + nb, true
	case pagesMinimal:
		return trimCommon(na, nb, 1), true
	case pagesMinimalTwo:
		return trimCommon(na, nb, 2), true
	}
	return chicagoRange(na, nb, f), true
}

// isParted reports whether two numbers make a range of which one at least counts
// the parts of something: 12.3-4, 3:16-18. Such a range stays as it is written.
func isParted(a, b string) bool {
	return parted.MatchString(a) && (plainDigits(b) || parted.MatchString(b)) || plainDigits(a) && parted.MatchString(b)
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
func chicagoRange(a, b string, f pageFormat) string {
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
