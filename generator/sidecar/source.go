package sidecar

import (
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"gloss/generator/edition"
)

// Sources reads a file of sources: CSL-JSON, BibTeX or RIS when its name ends in
// .json, .bib or .ris, else CSL-YAML. Records whose key is missing or taken are
// left out.
func Sources(name string, data []byte) ([]edition.Source, edition.Problems) {
	f := &file{name: name, data: data}
	ext := strings.ToLower(path.Ext(name))
	read := (*file).cslYAML
	if format, ok := exports[ext]; ok {
		f.made, read = true, format
	}
	sources := f.unique(read(f))
	f.reportUnread()
	return sources, f.ps
}

// exports are the formats that reference managers write.
var exports = map[string]func(*file) []edition.Source{".json": (*file).cslJSON, ".bib": (*file).bibTeX, ".ris": (*file).risRecords}

// unique leaves out the sources whose key is taken.
func (f *file) unique(list []edition.Source) []edition.Source {
	sources := make([]edition.Source, 0, len(list))
	keys := map[string]edition.Place{}
	for _, s := range list {
		if first, twice := keys[s.Key]; twice {
			f.ps.Errorf(s.At, "give one of them another id, or take one out", "two sources have the id “%s”, the first in line %d", short(s.Key), first.Line)
			continue
		}
		keys[s.Key] = s.At
		sources = append(sources, s)
	}
	return sources
}

func (f *file) cslYAML() []edition.Source { return f.csl(f.parse(f.data, f.recordsBegin())) }

func (f *file) cslJSON() []edition.Source { return f.csl(f.parseJSON()) }

// csl reads the records of a tree; nil is none.
func (f *file) csl(root *yaml.Node) []edition.Source {
	if root == nil {
		return nil
	}
	list, _ := value{f, "", nil, root}.records()
	sources := make([]edition.Source, 0, len(list))
	for _, v := range list {
		if s, ok := v.source(); ok {
			sources = append(sources, s)
		}
	}
	return sources
}

// recordsBegin tells where the parts of a file of sources begin: the items of
// its list, which stand at the left margin, or at the column of the first one.
func (f *file) recordsBegin() func([]byte) bool {
	l := f.source()
	for n := 1; n <= l.Count(); n++ {
		line := string(l.Line(n))
		if words := strings.TrimLeft(line, " "); strings.HasPrefix(words, "- ") {
			margin := line[:len(line)-len(words)]
			return func(line []byte) bool {
				rest, ok := strings.CutPrefix(string(line), margin)
				return ok && item([]byte(rest))
			}
		}
	}
	return item
}

// records finds the list of records: the whole file, or what stands under the
// key references (Pandoc) or items (Zotero's API).
func (v value) records() ([]value, bool) {
	const hint = "begin each source with “- ”: - id: vickers1996"
	switch v.Kind {
	case yaml.SequenceNode:
		return v.items(), true
	case yaml.MappingNode:
		var list []value
		found := false
		for _, p := range v.pairs() {
			switch p.key {
			case "references", "items", "sources":
				found = true
				if !isNull(p.value.Node) && p.value.Kind != yaml.SequenceNode {
					p.value.wants("a list of sources", hint)
					continue
				}
				list = append(list, p.value.items()...)
			}
		}
		if found {
			return list, true
		}
		if hasKey(v, "id") || hasKey(v, "type") { // a single record, as some programs export it
			v.errorf("put it into a list: begin it with “- ” (YAML) or [ (JSON)", "a file of sources is a list, this one is a single source")
			return nil, false
		}
	}
	v.errorf(hint, "a file of sources is a list, this one is %s", kind(v.Node))
	return nil, false
}

func hasKey(v value, key string) bool {
	for i := 0; i+1 < len(v.Content); i += 2 {
		if v.Content[i].Value == key {
			return true
		}
	}
	return false
}

// source reads one record.
func (v value) source() (edition.Source, bool) {
	s := edition.Source{At: v.at()}
	if v.Kind != yaml.MappingNode {
		v.errorf("write id: a key to cite it by, type: book, title: …", "a source is a mapping (key: value), this one is %s", kind(v.Node))
		return s, false
	}
	var id, typ *value
	var meant []string // keys that were misspelt
	for _, p := range v.pairs() {
		switch x := p.value; {
		case p.key == "id":
			id = &x
		case p.key == "type":
			typ = &x
		case p.key == "archived":
			s.Archived, s.ArchivedAt = x.address(false), x.at()
		case p.key == "supports":
			s.Supports = x.targets()
		case cslTexts[p.key] != "":
			x.variable(&s, p.key)
		case cslNames[p.key]:
			if names := x.names(); len(names) > 0 {
				if s.Names == nil {
					s.Names = map[string][]edition.Name{}
				}
				s.Names[p.key] = names
			}
		case cslDates[p.key]:
			if d := x.cslDate(); !d.IsZero() {
				if s.Dates == nil {
					s.Dates = map[string]edition.Date{}
				}
				s.Dates[p.key] = d
			}
		case p.key == "custom":
			x.custom(&s)
		case cslIgnored[p.key]:
		default:
			meant = append(meant, x.unknownVariable(p.key))
		}
	}
	s.Type = v.sourceType(typ, slices.Contains(meant, "type"))
	return s, v.sourceKey(&s, id, slices.Contains(meant, "id"))
}

// custom reads what stands beside CSL's own keys: the address of an archived copy,
// as gloss writes it. All else there is its author's own.
func (v value) custom(s *edition.Source) {
	if v.Kind != yaml.MappingNode {
		return
	}
	for _, p := range v.pairs() {
		if p.key == "archived" && s.Archived == "" {
			s.Archived, s.ArchivedAt = p.value.address(false), p.value.at()
		}
	}
}

// variable reads a text variable. Under the name it goes by today it overrides an
// older name.
func (v value) variable(s *edition.Source, key string) {
	name := cslTexts[key]
	var text string
	switch {
	case name == "URL":
		text = v.address(false)
	case multiline[name]:
		text = v.text()
	default:
		text = v.line()
	}
	if text == "" || name != key && s.Fields[name] != "" {
		return
	}
	if s.Fields == nil {
		s.Fields = make(map[string]string, 8)
	}
	s.Fields[name] = text
	switch name {
	case "URL":
		s.URLAt = v.at()
	case "DOI":
		s.DOIAt = v.at()
	}
}

// multiline holds the variables that may have paragraphs.
var multiline = map[string]bool{"abstract": true, "annote": true, "note": true}

// unknownVariable reports a key that CSL has not, and returns the one that was
// meant, if any. Of records that programs have written, which hold much that is
// not CSL's, what does not look like a mistake is reported once for all of them.
func (v value) unknownVariable(key string) (meant string) {
	meant, hint := meantVariable(key)
	if meant == "" && v.f.made {
		v.f.leaveUnread(key, v.f.at(v.name))
		return ""
	}
	v.f.ps = append(v.f.ps, edition.Problem{
		Severity: v.f.severity(), Place: v.f.at(v.name), Text: "unknown key “" + short(key) + "” in a source", Hint: hint,
	})
	return meant
}

// meantVariable finds the key of a record that was meant, if any. The hint names
// it, else where all are listed.
func meantVariable(key string) (meant, hint string) {
	if k, ok := cslElsewhere[strings.ToLower(key)]; ok {
		if strings.Contains(k, " ") {
			return k, k
		}
		return k, "write “" + k + "”"
	}
	if k := edition.Nearest(key, cslKeys()); k != "" {
		return k, "did you mean “" + k + "”?"
	}
	return "", "CSL's names are listed in appendix IV of https://docs.citationstyles.org"
}

// cslKeys lists the keys of a record.
func cslKeys() []string {
	return slices.Concat(slices.Sorted(maps.Keys(cslTexts)), slices.Sorted(maps.Keys(cslNames)),
		slices.Sorted(maps.Keys(cslDates)), []string{"archived", "supports", "id", "type"})
}

// sourceType reads CSL's type of a source; a source without one is a document.
func (v value) sourceType(typ *value, misspelt bool) string {
	if typ == nil || typ.text() == "" {
		if !misspelt && (typ == nil || typ.Kind == yaml.ScalarNode) {
			v.warnf("write type: book, webpage, article-journal …", "a source without a type; it is cited as a document")
		}
		return "document"
	}
	s := typ.text()
	if cslTypes[s] {
		return s
	}
	typ.warnf(typeHint(s), "“%s” is not a type of source; it is cited as a document", short(s))
	return "document"
}

// sourceKey sets the key to cite a source by: its id, or the key that Zotero
// gives beside an id which is an address.
func (v value) sourceKey(s *edition.Source, id *value, misspelt bool) bool {
	at := v
	if id != nil {
		at, s.Key = *id, id.text()
	}
	if k := s.Fields["citation-key"]; k != "" && !plainKey(s.Key) {
		s.Key = k
	}
	if s.Key == "" && (misspelt || id != nil && id.Kind != yaml.ScalarNode) { // reported already
		return false
	}
	return v.f.checkKey(s, at.at(), "write id: ")
}

// checkKey reports a key that a source cannot be cited by; hint says how to write
// one.
func (f *file) checkKey(s *edition.Source, at edition.Place, hint string) bool {
	_, n := edition.CitationKey("{" + s.Key + "}")
	switch {
	case s.Key == "":
		f.ps.Errorf(at, hint+suggestKey(s), "a source without an id cannot be cited")
	case n == 0:
		f.ps.Errorf(at, "write "+suggestKey(s), "“%s” cannot be the id of a source", short(s.Key))
	default:
		return true
	}
	return false
}

// plainKey reports whether a key can be cited without braces.
func plainKey(key string) bool {
	_, n := edition.CitationKey(key)
	return n > 0 && n == len(key)
}

// suggestKey makes a key as most people do: the first author's family name, or
// the title's first word, and the year.
func suggestKey(s *edition.Source) string {
	word := s.Key
	if word == "" {
		word, _, _ = strings.Cut(s.Fields["title"], " ")
		for _, role := range []string{"editor", "author"} {
			if names := s.Names[role]; len(names) > 0 {
				word = names[0].WithFamily().Family + names[0].Literal
			}
		}
		if y := s.Dates["issued"].From.Year; y > 0 {
			word += strconv.Itoa(y)
		}
	}
	if slug := edition.Slug(word); slug != "" {
		return slug
	}
	return "vickers1996"
}
