package render

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"gloss/generator/edition"
)

// english holds the interface's words. A site overrides them under words in
// site.yaml, by these keys. Braces hold what is filled in; a bar parts the form
// for one from that for all other numbers.
var english = map[string]string{
	"archived":          "Archived copy",
	"author_notes":      "Author’s notes", // the series of the essay's footnotes, where the site names none
	"back":              "Back to passage {mark}",
	"cited_in":          "Cited in",
	"clean":             "Text only",
	"close":             "Close",
	"commentary":        "Commentary",
	"contents":          "Contents",
	"count_notes":       "{n} note|{n} notes",
	"count_sources":     "{n} source|{n} sources",
	"count_uses":        "cited in one place|cited in {n} places",
	"count_words":       "{n} word|{n} words",
	"data":              "Data",
	"date":              "{day} {month} {year}",
	"date_month":        "{month} {year}",
	"dead":              "dead link",
	"download":          "Download",
	"editions":          "Editions",
	"editors":           "Edited by",
	"essay":             "the essay",
	"filter":            "Filter by words",
	"first_published":   "First published in {title}",
	"found":             "{n} of {all} sources",
	"in_commentary":     "{note} in the commentary",
	"latest":            "Latest change",
	"link":              "Link",
	"menu":              "Site",
	"months":            "January February March April May June July August September October November December",
	"next":              "Next note",
	"not_found":         "No such page",
	"not_found_more":    "The address may be misspelt, or the page has moved. These are the editions:",
	"note":              "Note",
	"note_of":           "{series}: note {mark}",
	"notes":             "Notes",
	"notes_by":          "Notes by",
	"notes_shown":       "Notes shown",
	"other_sources":     "Other sources",
	"pages":             "Pages",
	"paragraph":         "Link to this paragraph",
	"previous":          "Previous note",
	"quote_close":       "”",
	"quote_open":        "“",
	"reached":           "last reached {date}",
	"read_commentary":   "Notes first",
	"reference":         "note {mark}", // the words of a cross-reference to a note
	"referred":          "Referred to in",
	"reworded":          "The passage was reworded after this was written.",
	"reworded_notes":    "Passage reworded since",
	"rights":            "Rights",
	"section":           "Link to this section",
	"source_alone":      "This source on its own page",
	"source_page":       "every use",
	"sources":           "Sources",
	"sources_data":      "sources ({formats})",
	"text":              "Text",
	"to_notes":          "To the notes",
	"to_text":           "To the text",
	"tray":              "Notes without a place",
	"tray_ambiguous":    "Several places are equally good.",
	"tray_lost":         "The passage is gone.",
	"uses":              "Where it is cited",
	"web_annotations":   "notes (Web Annotation)",
	"whole":             "On the work as a whole",
	"whole_site_source": "This source is listed, but nothing cites it.",
}

// WordKeys lists the keys of the interface's words, sorted.
func WordKeys() []string { return slices.Sorted(maps.Keys(english)) }

// words are the interface's words of one site.
type words map[string]string

func wordsOf(s *edition.Settings) words {
	if len(s.Words) == 0 {
		return english
	}
	w := maps.Clone(words(english))
	for key, word := range s.Words {
		if _, known := english[key]; known {
			w[key] = word
		}
	}
	return w
}

// fill is the word of a key with its braces filled: pairs of name and value.
func (w words) fill(key string, pairs ...string) string {
	s := w[key]
	for i := 0; i+1 < len(pairs); i += 2 {
		s = strings.ReplaceAll(s, "{"+pairs[i]+"}", pairs[i+1])
	}
	return s
}

// count is the word of a key in the form for n.
func (w words) count(key string, n int) string {
	one, other, two := strings.Cut(w[key], "|")
	form := one
	if two && n != 1 {
		form = other
	}
	return strings.ReplaceAll(form, "{n}", grouped(n))
}

// grouped writes a number with thin spaces between the thousands, from 10,000
// on, as is right in every language.
func grouped(n int) string {
	s := strconv.Itoa(n)
	if n < 10000 {
		return s
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u202f" + s[i:]
	}
	return s
}

// note names a note: by its mark alone in the first series, else with the
// series' label.
func (w words) note(series []edition.Series, a *edition.Annotation) string {
	if a.Series == 0 || a.Series >= len(series) {
		return w["note"] + " " + a.Mark
	}
	return w.fill("note_of", "series", series[a.Series].Label, "mark", a.Mark)
}

// date writes an EDTF date of a day, a month or a year in words; any other as
// it is.
func (w words) date(d string) string {
	year, month, ok := readDate(d)
	if !ok {
		return d
	}
	names := strings.Fields(w["months"])
	if month == "" || len(names) != 12 {
		return d
	}
	m, _ := strconv.Atoi(month)
	if m < 1 || m > 12 {
		return d
	}
	if len(d) == len("2006-01") {
		return w.fill("date_month", "month", names[m-1], "year", year)
	}
	day := strings.TrimPrefix(d[8:10], "0")
	return w.fill("date", "day", day, "month", names[m-1], "year", year)
}

// readDate takes YYYY, YYYY-MM or YYYY-MM-DD apart; a time after the day is
// left out of account.
func readDate(d string) (year, month string, ok bool) {
	const form = "0000-00-00"
	if i := strings.IndexByte(d, 'T'); i == len(form) {
		d = d[:i]
	}
	if len(d) != 4 && len(d) != 7 && len(d) != 10 {
		return "", "", false
	}
	for i := range len(d) {
		if digit := '0' <= d[i] && d[i] <= '9'; digit != (form[i] == '0') {
			return "", "", false
		}
	}
	if len(d) > 4 {
		month = d[5:7]
	}
	return d[:4], month, true
}
