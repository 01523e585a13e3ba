package render

import (
	"gloss/generator/edition"
)

// cslJSON is the edition's sources as CSL-JSON, in the order of the
// bibliography (schema csl-data.json of CSL 1.0.2; archived copies stand under
// custom).
func (p *editionPages) cslJSON() ([]byte, error) {
	items := make([]map[string]any, 0, len(p.e.Sources))
	for _, entry := range p.e.Sources {
		if entry.Source != nil {
			items = append(items, cslItem(entry.Source))
		}
	}
	return asJSON(items)
}

func cslItem(s *edition.Source) map[string]any {
	item := map[string]any{"id": s.Key}
	if s.Type != "" {
		item["type"] = s.Type
	}
	for field, value := range s.Fields {
		item[field] = value
	}
	for role, names := range s.Names {
		list := make([]map[string]string, 0, len(names))
		for _, n := range names {
			list = append(list, cslName(n))
		}
		item[role] = list
	}
	for field, date := range s.Dates {
		item[field] = cslDate(date)
	}
	if s.Archived != "" {
		item["custom"] = map[string]string{"archived": s.Archived}
	}
	return item
}

func cslName(n edition.Name) map[string]string {
	out := map[string]string{}
	for part, value := range map[string]string{
		"family": n.Family, "given": n.Given, "dropping-particle": n.DroppingParticle,
		"non-dropping-particle": n.NonDroppingParticle, "suffix": n.Suffix, "literal": n.Literal,
	} {
		if value != "" {
			out[part] = value
		}
	}
	return out
}

func cslDate(d edition.Date) map[string]any {
	out := map[string]any{}
	if d.Literal != "" {
		out["literal"] = d.Literal
		return out
	}
	parts := [][]int{dateParts(d.From)}
	switch {
	case d.To != (edition.Day{}):
		parts = append(parts, dateParts(d.To))
	case d.Open:
		parts = append(parts, []int{0})
	}
	out["date-parts"] = parts
	if d.Season != 0 {
		out["season"] = d.Season
	}
	if d.Circa {
		out["circa"] = true
	}
	return out
}

func dateParts(d edition.Day) []int {
	switch {
	case d.Month == 0:
		return []int{d.Year}
	case d.Day == 0:
		return []int{d.Year, d.Month}
	}
	return []int{d.Year, d.Month, d.Day}
}
