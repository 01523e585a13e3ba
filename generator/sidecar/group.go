package sidecar

import (
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"gloss/generator/edition"
)

// groups reads the parts of a bibliography: each a label and conditions, whose
// keys are those of a source.
func (v value) groups() []edition.SourceGroup {
	const hint = "write - {label: Primary sources, keyword: primary}"
	if v.Kind == yaml.MappingNode {
		v.wants("a list of groups", hint)
		return nil
	}
	var groups []edition.SourceGroup
	for _, item := range v.items() {
		if item.Kind != yaml.MappingNode {
			item.wants("a list of mappings", hint)
			continue
		}
		if n := len(groups); n > 0 && len(groups[n-1].Where) == 0 && groups[n-1].Label != "" {
			item.errorf("put the group without conditions last", "no source comes to this group: “%s”, before it, takes all that are left", groups[n-1].Label)
			return groups
		}
		g, ok := item.group(hint)
		alike := slices.IndexFunc(groups, func(other edition.SourceGroup) bool { return edition.Slug(other.Label) == edition.Slug(g.Label) })
		switch {
		case ok && alike >= 0 && groups[alike].Label == g.Label:
			item.errorf("give one of them another label, or join their conditions", "two groups have the label “%s”", short(g.Label))
		case ok && alike >= 0:
			item.errorf("give one of them a label with other letters or figures", "the groups “%s” and “%s” would have the same address in their page",
				short(groups[alike].Label), short(g.Label))
		case ok:
			groups = append(groups, g)
		}
	}
	return groups
}

func (v value) group(hint string) (g edition.SourceGroup, ok bool) {
	ok = true
	for _, p := range v.pairs() {
		switch {
		case p.key == "label":
			g.Label = p.value.line()
		case p.key == "id", p.key == "type", cslTexts[p.key] != "", cslNames[p.key], cslDates[p.key]:
			c := edition.Condition{Field: p.key, Values: p.value.conditions(p.key)}
			if name := cslTexts[p.key]; name != "" {
				c.Field = name
			}
			ok = ok && len(c.Values) > 0
			g.Where = append(g.Where, c)
		default:
			_, hint := meantVariable(p.key)
			v.f.ps.Errorf(v.f.at(p.value.name), hint, "unknown key “%s” in a group of sources", short(p.key))
			ok = false
		}
	}
	if g.Label == "" {
		v.errorf(hint, "a group of sources without a label")
	}
	return g, ok && g.Label != ""
}

// conditions reads the values that a source of the group may have in a field.
func (v value) conditions(field string) []string {
	values := v.words("one, two")
	if len(values) == 0 && isNull(v.Node) {
		v.errorf("write "+field+": and a value, or take the line out", "“%s” has no value", field)
	}
	for _, s := range values {
		_, _, years := edition.Years(s)
		switch {
		case field == "type" && !cslTypes[s]:
			v.errorf(typeHint(s), "“%s” is not a type of source", short(s))
		case cslDates[field] && !years:
			v.errorf("write a year or an interval of years: 1988, 1980/1988 or ../1988", "“%s” is not a year", short(s))
		}
	}
	return values
}

// typeHint says which type of source was meant.
func typeHint(s string) string {
	s = strings.ToLower(s)
	if k := cslOtherTypes[s]; k != "" {
		return "write “" + k + "”"
	}
	if hint := edition.DidYouMean(s, slices.Sorted(maps.Keys(cslTypes))); hint != "" {
		return hint
	}
	return "write book, chapter, article-newspaper, report, webpage or another of the types in appendix III of https://docs.citationstyles.org"
}
