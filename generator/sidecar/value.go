package sidecar

import (
	"maps"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"

	"gloss/generator/edition"
)

// value is a node with the key it stands under.
type value struct {
	f    *file
	key  string // for messages; of an item of a list, the list's
	name *yaml.Node
	*yaml.Node
}

// at is the place of the value; of an empty one, that of its key.
func (v value) at() edition.Place {
	if isNull(v.Node) && v.name != nil {
		return v.f.at(v.name)
	}
	return v.f.at(v.Node)
}

func (v value) errorf(hint, format string, args ...any) { v.f.ps.Errorf(v.at(), hint, format, args...) }

func (v value) warnf(hint, format string, args ...any) { v.f.ps.Warnf(v.at(), hint, format, args...) }

// wants reports a value of the wrong kind.
func (v value) wants(what, hint string) {
	v.errorf(hint, "“%s” wants %s, has %s", v.key, what, kind(v.Node))
}

// follow replaces an alias by what it stands for. It is nil when aliases have
// unfolded to more than a file of this length can mean.
func (f *file) follow(n *yaml.Node) *yaml.Node {
	f.visits++
	if f.visits > 10_000+4*len(f.data) {
		if !f.spent {
			f.spent = true
			f.ps.Errorf(f.at(n), "write out what you mean; the rest of the file is not read",
				"the *aliases of this file unfold to more than it can mean")
		}
		return nil
	}
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

// text returns the value as written; "" when there is none, or no text, which
// is reported.
func (v value) text() string {
	switch {
	case isNull(v.Node):
		return ""
	case v.Kind == yaml.ScalarNode:
		return strings.TrimSpace(v.Value)
	case v.f.made && v.Kind == yaml.SequenceNode: // as some programs write ISSN
		return strings.Join(v.words("one, two"), ", ")
	}
	v.wants("text", "write "+v.key+": words")
	return ""
}

// line returns the value as one line: line ends, which come from block scalars,
// become spaces.
func (v value) line() string {
	return oneLine(v.text())
}

// oneLine makes line ends spaces.
func oneLine(s string) string {
	if !strings.ContainsAny(s, "\r\n") {
		return s
	}
	lines := strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' })
	for i := range lines {
		lines[i] = strings.Trim(lines[i], " \t")
	}
	return strings.Join(lines, " ")
}

// items returns the items of a list. A value that is no list is a list of one.
func (v value) items() []value {
	if isNull(v.Node) {
		return nil
	}
	if v.Kind != yaml.SequenceNode {
		return []value{v}
	}
	items := make([]value, 0, len(v.Content))
	for _, c := range v.Content {
		if n := v.f.follow(c); n != nil {
			items = append(items, value{v.f, v.key, nil, n})
		}
	}
	return items
}

// words reads a word or a list of words.
func (v value) words(example string) []string {
	var words []string
	for _, item := range v.items() {
		switch {
		case item.Kind != yaml.ScalarNode:
			item.wants("a list of words", "write "+v.key+": ["+example+"]")
			return words
		case isNull(item.Node):
			item.errorf("write a word or take the “-” out", "“%s” has an empty item", v.key)
		default:
			words = append(words, item.line())
		}
	}
	return words
}

// pair is an entry of a mapping.
type pair struct {
	key   string
	value value
}

// pairs returns the entries of a mapping in their order, then those that merge
// keys (<<) bring in. Keys that stand twice are reported.
func (v value) pairs() []pair {
	pairs := make([]pair, 0, len(v.Content)/2)
	first := keyIndex{}
	var merged []*yaml.Node
	for i := 0; i+1 < len(v.Content); i += 2 {
		name, n := v.f.follow(v.Content[i]), v.f.follow(v.Content[i+1])
		switch {
		case name == nil || n == nil:
			return pairs
		case name.Tag == "!!merge":
			merged = append(merged, n)
			continue
		case name.Kind != yaml.ScalarNode:
			v.f.ps.Errorf(v.f.at(name), "write a word before the colon", "a key must be a word, not %s", kind(name))
			continue
		}
		if k, ok := first.add(name.Value, pairs); !ok {
			v.f.ps.Errorf(v.f.at(name), "keep one of them", "the key “%s” stands twice here, first in line %d", short(name.Value), pairs[k].value.name.Line)
			continue
		}
		pairs = append(pairs, pair{name.Value, value{v.f, name.Value, name, n}})
	}
	for _, n := range merged {
		pairs = v.merge(n, pairs, &first)
	}
	return pairs
}

// keyIndex finds a key among the pairs read so far; it becomes a map when they
// are many.
type keyIndex struct{ byKey map[string]int }

func (x *keyIndex) add(key string, pairs []pair) (int, bool) {
	if x.byKey == nil {
		if i := slices.IndexFunc(pairs, func(p pair) bool { return p.key == key }); i >= 0 {
			return i, false
		}
		if len(pairs) < 32 {
			return 0, true
		}
		x.byKey = map[string]int{}
		for i, p := range pairs {
			x.byKey[p.key] = i
		}
	}
	if i, ok := x.byKey[key]; ok {
		return i, false
	}
	x.byKey[key] = len(pairs)
	return 0, true
}

// merge adds the entries of a mapping, or of a list of mappings, whose keys
// are not yet there.
func (v value) merge(n *yaml.Node, pairs []pair, first *keyIndex) []pair {
	v.f.merges++
	defer func() { v.f.merges-- }()
	switch {
	case v.f.merges > 16:
		v.f.ps.Errorf(v.f.at(n), "write the keys out", "mappings are merged too deep in one another")
	case n.Kind == yaml.SequenceNode:
		for _, c := range n.Content {
			if c = v.f.follow(c); c != nil {
				pairs = v.merge(c, pairs, first)
			}
		}
	case n.Kind == yaml.MappingNode:
		for _, p := range (value{v.f, "<<", nil, n}).pairs() {
			if _, ok := first.add(p.key, pairs); ok {
				pairs = append(pairs, p)
			}
		}
	default:
		v.f.ps.Errorf(v.f.at(n), "write <<: *name, where &name stands before a mapping", "<< wants a mapping, has %s", kind(n))
	}
	return pairs
}

// fields says for each known key of a mapping what to do with its value.
type fields[T any] map[string]func(value, *T)

// keys are those of a mapping that have a value. A key that was meant, but
// misspelt, has an empty one, so that it is not missed as well.
type keys []value

// get returns the value of a key; its node is nil when there is none.
func (k keys) get(key string) value {
	for _, v := range k {
		if v.key == key {
			return v
		}
	}
	return value{}
}

func (k keys) has(key string) bool { return k.get(key).Node != nil }

// misspelt reports whether one of the keys was.
func (k keys) misspelt() bool {
	return slices.ContainsFunc(k, func(v value) bool { return v.Kind == 0 })
}

// read sets the fields of a mapping and reports the keys that are not in the
// table.
func read[T any](v value, what string, table fields[T], instead map[string]string, to *T) keys {
	has := make(keys, 0, len(v.Content)/2)
	for _, p := range v.pairs() {
		set, ok := table[p.key]
		if !ok {
			meant, hint := unknown(p.key, table, instead)
			v.f.ps = append(v.f.ps, edition.Problem{
				Severity: v.f.severity(), Place: v.f.at(p.value.name), Text: "unknown key “" + short(p.key) + "” in " + what, Hint: hint,
			})
			if meant != "" && !has.has(meant) {
				has = append(has, value{v.f, meant, p.value.name, &yaml.Node{}})
			}
			continue
		}
		if !isNull(p.value.Node) {
			has = append(has, p.value)
		}
		set(p.value, to)
	}
	return has
}

// unknown finds the key that was meant: one that other programs call so, else
// the nearest; "" when there is none. The hint names it, else all there are.
func unknown[T any](key string, table fields[T], instead map[string]string) (meant, hint string) {
	if k, ok := instead[strings.ToLower(key)]; ok {
		if _, known := table[k]; known {
			return k, "write “" + k + "”"
		}
		return "", k
	}
	known := slices.Sorted(maps.Keys(table))
	if k := edition.Nearest(strings.ToLower(key), known); k != "" {
		return k, "did you mean “" + k + "”?"
	}
	return "", "the keys are " + strings.Join(known, ", ")
}

// isID reports whether s is made of letters, digits, - _ and . alone.
func isID(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r) && r != '-' && r != '_' && r != '.' {
			return false
		}
	}
	return s != ""
}

// id reads the id of a note or a series.
func (v value) id() string {
	s := v.text()
	if s == "" && (isNull(v.Node) || v.Kind != yaml.ScalarNode) {
		return ""
	}
	if !isID(s) {
		hint := "use letters, digits, - _ and . only"
		if slug := edition.Slug(s); slug != "" {
			hint = "write " + slug
		}
		v.errorf(hint, "“%s” cannot be an id", short(s))
		return ""
	}
	return s
}

// bools holds the words for yes and no, as YAML 1.1 and 1.2 know them.
var bools = map[string]bool{
	"true": true, "yes": true, "on": true, "1": true,
	"false": false, "no": false, "off": false, "0": false,
}

// truth reads true or false; ok is false when the value is neither.
func (v value) truth() (yes, ok bool) {
	if isNull(v.Node) {
		return false, false
	}
	yes, ok = bools[strings.ToLower(v.Value)]
	if v.Kind != yaml.ScalarNode || !ok {
		v.wants("true or false", "write "+v.key+": true, or take the line out")
		return false, false
	}
	return yes, true
}

// address reads a web address. A relative one is taken where it may be; other
// schemes than http, https and mailto are refused, since a link could run a
// script through them.
func (v value) address(relative bool) string {
	s := v.text()
	if s == "" {
		return ""
	}
	return v.f.address(s, v.at(), relative)
}

// address returns a web address, or "" when it is none, which is reported.
func (f *file) address(s string, at edition.Place, relative bool) string {
	text, hint := "", ""
	u, err := url.Parse(s)
	switch {
	case err != nil || strings.ContainsFunc(s, unicode.IsSpace):
		text, hint = "“"+short(s)+"” is not a web address", "copy it from the browser's address bar"
	case u.Scheme == "" && relative:
	case u.Scheme == "" || u.Host == "" && (u.Scheme == "http" || u.Scheme == "https"):
		whole := strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(s, "https:"), "http:"), "/")
		text, hint = "“"+short(s)+"” is not a whole web address", "write it whole: https://"+whole
	case u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto":
		text, hint = "an address may not begin with “"+u.Scheme+":”", "write one that begins with https://"
	}
	if text != "" {
		f.ps = append(f.ps, edition.Problem{Severity: f.severity(), Place: at, Text: text, Hint: hint})
		return ""
	}
	return s
}
