package sidecar

import (
	"bytes"
	"encoding/json"

	"gloss/generator/edition"
)

// CSLJSON writes sources as CSL-JSON (schema csl-data.json of CSL 1.0.2), one a
// line. Archived copies stand under custom.
func CSLJSON(sources []*edition.Source) []byte {
	b := bytes.NewBufferString("[")
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	for i, s := range sources {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
		if err := enc.Encode(cslItem(s)); err != nil { // maps of text and numbers always encode
			panic(err)
		}
		b.Truncate(b.Len() - 1) // the line end, for a comma may follow
	}
	b.WriteString("\n]\n")
	return b.Bytes()
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
		item[field] = dateItem(date)
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

func dateItem(d edition.Date) map[string]any {
	out := map[string]any{}
	if d.Literal != "" {
		out["literal"] = d.Literal
		return out
	}
	parts := [][]int{dayParts(d.From)}
	switch {
	case d.To != (edition.Day{}):
		parts = append(parts, dayParts(d.To))
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

func dayParts(d edition.Day) []int {
	switch {
	case d.Month == 0:
		return []int{d.Year}
	case d.Day == 0:
		return []int{d.Year, d.Month}
	}
	return []int{d.Year, d.Month, d.Day}
}
