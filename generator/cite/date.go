package cite

import (
	"strconv"
	"strings"
)

// date renders cs:date.
func (r *renderer) date(e *element) {
	v := e.variables[0]
	if r.isSuppressed(v) || !v.isDate() {
		r.note(false)
		return
	}
	d := r.item.dates[v-firstDate]
	if d == nil || r.comparing && v == vAccessed {
		r.note(false)
		return
	}
	start := len(r.tokens)
	r.dateParts(e, d)
	r.note(len(r.tokens) > start)
	if len(r.tokens) > start {
		if v == vIssued {
			r.implicitSuffix()
		}
		r.use(v)
	}
}

// implicitSuffix sets the year suffix behind the first issued date, where the
// style does not place it.
func (r *renderer) implicitSuffix() {
	if r.cite.yearSuffix == "" || r.cite.suffixDone || r.sort != nil || r.style.ownSuffix {
		return
	}
	r.cite.suffixDone = true
	r.pushFlag(r.cite.yearSuffix, isYearSuffix)
}

func (r *renderer) dateParts(e *element, d *Date) {
	if d.Literal != "" && d.From == (Day{}) {
		r.rich(d.Literal, 0)
		return
	}
	de := e.date
	parts, delimiter := de.parts, e.delimiter
	form := &element{}
	if de.localized != "" {
		if l := r.locale.dates[de.localized]; l != nil {
			form = l
			parts, delimiter = localizedParts(l, de), l.delimiter
		}
	}
	outer := r.cur
	start := len(r.tokens)
	if form.formatted {
		r.enterFormat(form.format)
	}
	switch {
	case r.sort != nil:
		r.sortDate(parts, d)
	case d.Range && d.To != (Day{}) && d.To != d.From:
		r.dateRange(parts, delimiter, d)
	default:
		r.day(parts, delimiter, d.From)
		if d.Range && d.To == (Day{}) && len(r.tokens) > start {
			r.push(content, "–")
		}
	}
	r.leave(outer)
	if form.textCase != asIs {
		r.setCase(start, form.textCase, r.locale.tag)
	}
}

// localizedParts are the parts of a locale's date that the style shows, with
// the style's changes.
func localizedParts(l *element, de *dateElement) (out []*datePart) {
	for _, p := range l.date.parts {
		switch {
		case de.show == "year" && p.unit != 'y', de.show == "year-month" && p.unit == 'd':
			continue
		}
		for _, own := range de.parts {
			if own.unit == p.unit {
				merged := *p
				if own.form != "" {
					merged.form = own.form
				}
				if own.textCase != asIs {
					merged.textCase = own.textCase
				}
				if own.formatted {
					merged.format, merged.formatted = own.format, true
				}
				merged.strip = merged.strip || own.strip
				merged.rangeMark = own.rangeMark
				p = &merged
			}
		}
		out = append(out, p)
	}
	return out
}

// day renders one day.
func (r *renderer) day(parts []*datePart, delimiter string, day Day) {
	l := dateLine{r: r, delimiter: delimiter}
	for _, p := range parts {
		l.put(p, day, p.prefix, p.suffix)
	}
}

// dateRange renders a range: the parts that differ twice, the others once.
func (r *renderer) dateRange(parts []*datePart, delimiter string, d *Date) {
	from, to := differing(parts, d)
	if from < 0 {
		r.day(parts, delimiter, d.From)
		return
	}
	l := dateLine{r: r, delimiter: delimiter}
	for _, p := range parts[:from] {
		l.put(p, d.From, p.prefix, p.suffix)
	}
	for i, p := range parts[from : to+1] {
		suffix := p.suffix
		if from+i == to {
			suffix = ""
		}
		l.put(p, d.From, p.prefix, suffix)
	}
	r.push(affix, rangeMark(parts, parts[from:to+1]))
	l.any = false
	for i, p := range parts[from : to+1] {
		prefix := p.prefix
		if i == 0 {
			prefix = ""
		}
		l.put(p, d.To, prefix, p.suffix)
	}
	l.any = true
	for _, p := range parts[to+1:] {
		l.put(p, d.To, p.prefix, p.suffix)
	}
}

// differing are the first and the last of the parts in which the ends of a range
// differ, which stand together; -1 when there are none.
func differing(parts []*datePart, d *Date) (from, to int) {
	from, to = -1, -1
	for i, p := range parts {
		if !d.differs(p.unit) || unitOf(d.From, p.unit) == 0 && unitOf(d.To, p.unit) == 0 {
			continue
		}
		if from < 0 {
			from = i
		}
		to = i
	}
	return from, to
}

// differs reports whether the ends of a range differ in a unit or a larger one.
func (d *Date) differs(unit byte) bool {
	switch unit {
	case 'y':
		return d.From.Year != d.To.Year
	case 'm':
		return d.From.Year != d.To.Year || d.From.Month != d.To.Month
	}
	return d.From != d.To
}

// rangeMark is what joins the two ends: the mark of the largest of the parts that
// differ.
func rangeMark(parts, differing []*datePart) string {
	largest := byte('d')
	for _, p := range differing {
		if p.unit == 'y' || p.unit == 'm' && largest == 'd' {
			largest = p.unit
		}
	}
	mark := "–"
	for _, p := range parts {
		if p.unit == largest {
			mark = p.rangeMark
		}
	}
	return mark
}

// dateLine sets the parts of a date one behind the other.
type dateLine struct {
	r         *renderer
	delimiter string
	any       bool // something stands that a delimiter parts from what comes
}

// put sets a part of a day, if it has one.
func (l *dateLine) put(p *datePart, day Day, prefix, suffix string) {
	at := len(l.r.tokens)
	if l.any {
		l.r.push(affix, l.delimiter)
	}
	if l.r.datePart(p, day, prefix, suffix) {
		l.any = true
	} else {
		l.r.tokens = l.r.tokens[:at]
	}
}

func unitOf(d Day, unit byte) int {
	switch unit {
	case 'y':
		return d.Year
	case 'm':
		return d.Month
	}
	return d.Day
}

// datePart renders a part of a day and reports whether there was one.
func (r *renderer) datePart(p *datePart, day Day, prefix, suffix string) bool {
	var s string
	switch p.unit {
	case 'y':
		s = r.year(p, day)
	case 'm':
		s = r.month(p, day)
	default:
		s = r.dayOfMonth(p, day)
	}
	if s == "" {
		return false
	}
	outer := r.cur
	r.push(affix, prefix)
	if p.formatted {
		r.enterFormat(p.format)
	}
	start := len(r.tokens)
	r.push(content, s)
	if p.textCase != asIs {
		r.setCase(start, p.textCase, r.locale.tag)
	}
	if p.strip {
		r.stripPeriods(start)
	}
	r.leave(outer)
	r.push(affix, suffix)
	return true
}

func (r *renderer) year(p *datePart, day Day) string {
	y := day.Year
	switch {
	case y == 0:
		return ""
	case y < 0:
		return strconv.Itoa(-y) + r.locale.word("bc")
	}
	s := strconv.Itoa(y)
	if p.form == "short" && len(s) == 4 {
		s = s[2:]
	} else if y < 1000 && p.form != "short" {
		s += r.locale.word("ad")
	}
	return s
}

func (r *renderer) month(p *datePart, day Day) string {
	m := day.Month
	switch {
	case m < 1 || m > 16:
		return ""
	case m > 12:
		if p.form == "numeric" || p.form == "numeric-leading-zeros" {
			return ""
		}
		return r.locale.word("season-" + twoDigits(m-12))
	}
	switch p.form {
	case "numeric":
		return strconv.Itoa(m)
	case "numeric-leading-zeros":
		return twoDigits(m)
	}
	t, _ := r.locale.find("month-"+twoDigits(m), p.form)
	return t.single
}

func (r *renderer) dayOfMonth(p *datePart, day Day) string {
	n := day.Day
	if n < 1 {
		return ""
	}
	switch p.form {
	case "numeric-leading-zeros":
		return twoDigits(n)
	case "ordinal":
		if r.locale.dayOneOnly && n > 1 {
			break
		}
		t, _ := r.locale.find("month-"+twoDigits(day.Month), "")
		return strconv.Itoa(n) + r.locale.ordinal(n, t.gender)
	}
	return strconv.Itoa(n)
}

// sortDate renders a date so that it sorts: year, month and day in figures of
// fixed width, negative years before the others.
func (r *renderer) sortDate(parts []*datePart, d *Date) {
	show := [3]bool{}
	for _, p := range parts {
		show[strings.IndexByte("ymd", p.unit)] = true
	}
	r.push(content, sortableDay(d.From, show)+sortableDay(d.To, show))
}

func sortableDay(d Day, show [3]bool) string {
	if d == (Day{}) {
		return ""
	}
	n := 0
	if show[0] {
		n = d.Year
	}
	n *= 100
	if show[1] {
		n += d.Month
	}
	n *= 100
	if show[2] {
		n += d.Day
	}
	s := strconv.Itoa(n + 1_000_000_000) // a year before 1 becomes smaller than any after
	return strings.Repeat("0", max(0, 11-len(s))) + s
}
