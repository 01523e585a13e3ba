package cite

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// numericPattern is a number as CSL's is-numeric has it: digits with letters
// before or after, and several of them joined by commas, hyphens, ampersands.
// Small Roman numerals, "and" and a slash count too, as in citeproc-js.
var numericPattern = regexp.MustCompile(`^` + numericPart + `(?:\s*(?:[,&–/-]|\band\b)\s*(?:` + numericPart + `|[a-z]))*$`)

const numericPart = `(?:\pL{0,4}\d+\pL{0,4}|[ivxl]+)`

func isNumeric(s string) bool {
	s = strings.TrimSpace(s)
	if s == "" {
		return false
	}
	if plainDigits(s) {
		return true
	}
	return numericPattern.MatchString(s)
}

func plainDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// number renders cs:number.
func (r *renderer) number(e *element) {
	v := e.variables[0]
	if r.isSuppressed(v) {
		r.note(false)
		return
	}
	s := r.value(v)
	r.note(s != "")
	if s == "" {
		return
	}
	r.use(v)
	if !isNumeric(s) {
		r.push(content, s)
		return
	}
	if v == vPage || v == vLocator {
		r.pages(s, v)
		return
	}
	gender := ""
	if e.form == "ordinal" || e.form == "long-ordinal" {
		t, _ := r.locale.find(knownVariables[min(int(v), len(knownVariables)-1)], "")
		gender = t.gender
	}
	if strings.ContainsAny(s, "-–&\\") {
		s = r.ranges(s, pagesAsIs)
	}
	r.push(content, mapNumbers(s, func(n int, digits string) string {
		return r.locale.formatNumber(n, digits, e.form, gender)
	}))
}

// mapNumbers replaces the numbers of a numeric value and tidies what stands
// between them.
func mapNumbers(s string, f func(n int, digits string) string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c >= '0' && c <= '9':
			k := i
			for k < len(s) && s[k] >= '0' && s[k] <= '9' {
				k++
			}
			n, err := strconv.Atoi(s[i:k])
			letters := i > 0 && isLetterBefore(s[:i]) || k < len(s) && unicode.IsLetter(rune(s[k]))
			if err != nil || letters {
				b.WriteString(s[i:k])
			} else {
				b.WriteString(f(n, s[i:k]))
			}
			i = k
		case c == '-':
			b.WriteString("–")
			i++
			for i < len(s) && s[i] == '-' {
				i++
			}
		default:
			b.WriteByte(c)
			i++
		}
	}
	return b.String()
}

func isLetterBefore(s string) bool {
	c := s[len(s)-1]
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

func (l *locale) formatNumber(n int, digits, form, gender string) string {
	switch form {
	case "ordinal":
		return strconv.Itoa(n) + l.ordinal(n, gender)
	case "long-ordinal":
		if s := l.longOrdinal(n, gender); s != "" {
			return s
		}
		return strconv.Itoa(n) + l.ordinal(n, gender)
	case "roman":
		return roman(n)
	}
	return digits
}

var romanDigits = []struct {
	n int
	s string
}{
	{1000, "m"},
	{900, "cm"},
	{500, "d"},
	{400, "cd"},
	{100, "c"},
	{90, "xc"},
	{50, "l"},
	{40, "xl"},
	{10, "x"},
	{9, "ix"},
	{5, "v"},
	{4, "iv"},
	{1, "i"},
}

// roman writes a number from 1 to 3999 in small Roman numerals, others in
// figures.
func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, d := range romanDigits {
		for n >= d.n {
			b.WriteString(d.s)
			n -= d.n
		}
	}
	return b.String()
}

// label renders cs:label.
func (r *renderer) label(e *element) {
	v := e.variables[0]
	s := r.value(v)
	if s == "" || r.isSuppressed(v) && v != r.justUsed || v == vLocator && r.namesItself(s) {
		return
	}
	name := ""
	if int(v) < len(knownVariables) {
		name = knownVariables[v]
	}
	if v == vLocator {
		name = r.cite.label
		if name == "" {
			name = "page"
		}
	}
	t, ok := r.locale.find(name, e.form)
	if !ok && name == "sub verbo" {
		t, ok = r.locale.find("sub-verbo", e.form)
	}
	if !ok {
		return
	}
	plural := false
	switch e.plural {
	case "always":
		plural = true
	case "never":
	default:
		plural = isPlural(s)
		if v == vNumberOfPages || v == vNumberOfVolumes {
			n, err := strconv.Atoi(s)
			plural = err != nil || n != 1
		}
	}
	r.rich(t.in(plural), 0)
}

// namesItself reports whether a locator begins with a label of its own: "vol. 1,
// fol. 2".
func (r *renderer) namesItself(s string) bool {
	word, _, ok := strings.Cut(s, " ")
	if !ok || !strings.HasSuffix(word, ".") {
		return false
	}
	for _, name := range locatorNames {
		if t, ok := r.locale.find(name, "short"); ok && (word == t.single || word == t.multiple) {
			return true
		}
	}
	return false
}

// locatorNames are the locators of CSL 1.0.2, Appendix IV.
var locatorNames = words(`act appendix article-locator book canon chapter column elocation equation figure folio issue line note opus
	page paragraph part rule scene section sub-verbo supplement table timestamp title-locator verse version volume`)

// isPlural reports whether a number or locator is more than one: a range, or
// several joined by commas, ampersands or "and". A hyphen with a backslash before
// it belongs to the number.
func isPlural(s string) bool {
	if plainDigits(s) {
		return false
	}
	n := 0
	s = labelled.ReplaceAllString(strings.ReplaceAll(s, `\-`, ""), "$1$2")
	for _, part := range numberSeparator.Split(s, -1) {
		if part = strings.TrimSpace(part); numberLike.MatchString(part) || parted.MatchString(part) {
			n++
		}
	}
	return n > 1
}

var (
	// numberSeparator stands between the numbers of a list or range.
	numberSeparator = regexp.MustCompile(`\s*(?:[-–—,;&]|\b(?:and|et|und|y|e|en|och|og)\b)\s*`)
	// numberLike is a number with letters at its ends, or a Roman numeral.
	numberLike = regexp.MustCompile(`^(?:(?:\d*\pL{1,4})?\d+\pL{0,3}|[ivxlcdmIVXLCDM]+)$`)
	// parted is a number with the numbers of parts behind it: 12.3, 3:16.
	parted = regexp.MustCompile(`^\d+(?:[.:]\d+)+$`)
	// labelled is a number with a letter of its own before the hyphen, which might
	// be a Roman numeral: C-12. Numerals before a first page are small ones.
	labelled = regexp.MustCompile(`\b([IVXLCDM]+)-(\d+)\b`)
)
