package edition

import (
	"slices"
	"strconv"
	"strings"
)

// GroupOf returns the index of the first group that a source belongs to;
// len(groups) when it belongs to none.
func GroupOf(groups []SourceGroup, s *Source) int {
	for i := range groups {
		if groups[i].holds(s) {
			return i
		}
	}
	return len(groups)
}

func (g *SourceGroup) holds(s *Source) bool {
	for i := range g.Where {
		if !slices.ContainsFunc(g.Where[i].Values, func(v string) bool { return has(s, g.Where[i].Field, v) }) {
			return false
		}
	}
	return true
}

// has reports whether a source's field has a value. Capitals make no difference.
// Of a field that lists several things, as keyword does, one is enough; a
// language includes its dialects; a name is a family name, with its particles or
// without, or an institution's; a date is a year or an interval of years.
func has(s *Source, field, value string) bool {
	if names, ok := s.Names[field]; ok {
		return slices.ContainsFunc(names, func(n Name) bool {
			return strings.EqualFold(n.Family, value) || strings.EqualFold(n.Literal, value) || strings.EqualFold(n.withParticles(), value)
		})
	}
	if d, ok := s.Dates[field]; ok {
		first, last, ok := Years(value)
		return ok && d.From.Year != 0 && first <= d.From.Year && d.From.Year <= last
	}
	text := s.Fields[field]
	switch field {
	case "id":
		return s.Key == value
	case "type":
		text = s.Type
	case "language":
		main, _, _ := strings.Cut(text, "-")
		return strings.EqualFold(main, value) || strings.EqualFold(text, value)
	}
	listed := func(part string) bool { return strings.EqualFold(strings.TrimSpace(part), value) }
	return strings.EqualFold(text, value) || slices.ContainsFunc(strings.FieldsFunc(text, parts), listed)
}

// withParticles is the family name with what stands before it: van Gogh.
func (n *Name) withParticles() string {
	return strings.Join(strings.Fields(n.DroppingParticle+" "+n.NonDroppingParticle+" "+n.Family), " ")
}

func parts(r rune) bool { return r == ',' || r == ';' }

// Years reads a year or an interval of years, an end of which may be open:
// 1988, 1980/1988, ../1988, 1988/.. Years before 1 are negative, 1 BC being -1.
func Years(s string) (first, last int, ok bool) {
	const never = 1 << 30
	from, to, interval := strings.Cut(s, "/")
	year := func(s string, open int) int {
		n, err := strconv.Atoi(s)
		switch {
		case err == nil && n != 0 && n > -never && n < never:
			ok = true
			return n
		case interval && (s == "" || s == ".."):
			return open
		}
		return 0
	}
	first = year(from, -never)
	last = first
	if interval {
		last = year(to, never)
	}
	return first, last, ok && first != 0 && last != 0 && first <= last
}
