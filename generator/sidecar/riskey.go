package sidecar

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gloss/generator/edition"
)

// key is the key to cite the source by that the record says in ID or LB; "" when
// what they say can be none.
func (r *risReader) key() string {
	var numbers, words []string
	for _, l := range r.record.Lines {
		_, n := edition.CitationKey("{" + l.Value + "}")
		switch {
		case l.Tag != "ID" && l.Tag != "LB" || l.Value == "":
		case l.Tag == "LB" && n == 0, strings.HasPrefix(l.Value, "http"):
			r.leaveUnread(l.Tag, r.offset(l.At))
		case n == 0:
			r.ps.Warnf(r.offset(l.At), "write "+edition.Slug(l.Value), "“%s” cannot be the key of a source; it is cited by another", short(l.Value))
		case strings.Trim(l.Value, "0123456789") == "":
			numbers = append(numbers, l.Value)
		default:
			words = append(words, l.Value)
		}
	}
	for _, key := range append(words, numbers...) { // EndNote's ID is but the number of the record
		return key
	}
	return ""
}

// makeKeys makes keys for sources that have none: of the first author's name, the
// year and the first word of the title, as Google Scholar does. Where several would
// have one key, or a record says it, more words of each title follow. No key then
// depends on the order of the file, and none means another record than it did when
// there was but one. Only records of one name, year and title are told apart by
// letters; those that are the same in all keep one key.
func (f *file) makeKeys(sources []edition.Source) {
	taken, like := map[string]bool{}, map[string][]*edition.Source{}
	for i := range sources {
		if s := &sources[i]; s.Key != "" {
			taken[s.Key] = true
		} else if key := madeKey(s, 1); key != "" {
			like[key] = append(like[key], s)
		}
	}
	var keys []string // that are to be told apart
	for key, list := range like {
		if taken[key] || !oneRecord(list) {
			keys = append(keys, key)
		}
	}
	for key, list := range like {
		for _, s := range list {
			s.Key = key
		}
		taken[key] = true
	}
	slices.Sort(keys)
	for _, key := range keys {
		f.tellApart(like[key], taken)
	}
}

// oneRecord reports whether records are the same in all.
func oneRecord(list []*edition.Source) bool {
	first := recordOf(list[0])
	return !slices.ContainsFunc(list[1:], func(s *edition.Source) bool { return recordOf(s) != first })
}

// recordOf is all that a source says, but for its key.
func recordOf(s *edition.Source) string {
	bare := s.Bare()
	bare.Key = ""
	return fmt.Sprint(bare)
}

// mostWords is how many words of a title a key may have.
const mostWords = 8

// tellApart gives longer keys to sources that would have one: with no more words
// than each needs.
func (f *file) tellApart(list []*edition.Source, taken map[string]bool) {
	for n := 2; n <= mostWords && len(list) > 0; n++ {
		records, shared := map[string]string{}, map[string]bool{} // what the source says that has a key; whether others say else
		for _, s := range list {
			s.Key = madeKey(s, n)
			record := recordOf(s)
			was, used := records[s.Key]
			shared[s.Key] = shared[s.Key] || taken[s.Key] || used && was != record
			records[s.Key] = record
		}
		list = slices.DeleteFunc(list, func(s *edition.Source) bool {
			taken[s.Key] = taken[s.Key] || !shared[s.Key]
			return !shared[s.Key]
		})
	}
	f.addLetters(list, taken)
}

// addLetters adds letters to keys that are taken or that several sources have.
func (f *file) addLetters(list []*edition.Source, taken map[string]bool) {
	count, letters, given := map[string]int{}, map[string]int{}, map[string]string{}
	for _, s := range list {
		count[s.Key]++
	}
	for _, s := range list {
		key, record := s.Key, recordOf(s)
		if count[key] == 1 && !taken[key] {
			continue
		}
		for given[record] == "" {
			letters[key]++
			if k := key + letter(letters[key]-1); !taken[k] {
				given[record] = k
			}
		}
		s.Key = given[record]
		taken[s.Key] = true
		if count[key] > 1 {
			f.ps.Warnf(s.At, "write a line with a key: ID  - "+s.Key, "several records have this name, year and title; the key “%s” follows their order", s.Key)
		}
	}
}

// letter is a, b … z, then a number.
func letter(n int) string {
	if n < 26 {
		return string(rune('a' + n))
	}
	return "-" + strconv.Itoa(n)
}

// madeKey makes a key of the first author's name, the year and some words of the
// title.
func madeKey(s *edition.Source, words int) string {
	name, year := "", ""
	for _, role := range [...]string{"author", "editor", "director"} {
		if list := s.Names[role]; len(list) > 0 {
			n := list[0].WithFamily()
			name, _, _ = strings.Cut(n.Literal, " ")
			name += n.Family
			break
		}
	}
	if y := s.Dates["issued"].From.Year; y > 0 {
		year = strconv.Itoa(y)
	}
	return strings.ReplaceAll(edition.Slug(name), "-", "") + year + titleWords(s.Fields["title"], words)
}

// titleWords are the first words of a title that say something; where none does,
// the first.
func titleWords(title string, most int) string {
	first, said := "", ""
	for _, w := range strings.FieldsFunc(title, func(r rune) bool { return r == ' ' || r == '-' || r == '—' || r == ':' || r == '/' }) {
		slug := strings.ReplaceAll(edition.Slug(w), "-", "")
		if first == "" {
			first = slug
		}
		if slug == "" || smallWords[slug] {
			continue
		}
		said += slug
		if most--; most == 0 {
			break
		}
	}
	if said == "" {
		return first
	}
	return said
}

// smallWords are words that titles begin with and that say nothing of them.
var smallWords = set("a an the of on in and to for from der die das ein eine le la les l un une de des il lo i gli el los las")
