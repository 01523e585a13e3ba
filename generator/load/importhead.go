package load

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gloss/generator/sidecar"
)

// headLines says what the lines between the headline and the text may be. The
// first that fits takes the line.
var headLines = []struct {
	form *regexp.Regexp
	take func(im *textImport, m []string) bool
}{
	{regexp.MustCompile(`(?i)^(?:by|von|par|por|di|door)\s+(.+)$`), (*textImport).takeByline},
	{regexp.MustCompile(`(?i)^(?:author|authors|text|written by)\s*:\s*(.+)$`), (*textImport).takeByline},
	{regexp.MustCompile(`^((?i:credit|photo|photos|photograph|photographs|image|picture|illustration|cover|art)(?i: credit| by| courtesy)?\s*:\s*.+)$`), (*textImport).takeRights},
	{regexp.MustCompile(`^((?i:photo|photograph|illustration|image|art)(?i: credit)? (?i:by|courtesy of|©) .+)$`), (*textImport).takeRights},
	{regexp.MustCompile(`(?i)^((?:copyright|©|\(c\)) .+|all rights reserved\.?)$`), (*textImport).takeRights},
	{regexp.MustCompile(`(?i)^(?:(?:originally|first)\s+(?:published|appeared)|(?:this|the) (?:essay|article|piece|text|lecture) (?:was )?(?:first |originally )?(?:published|appeared)|published) (?:in|by|at|on)\s+(.+)$`), (*textImport).takePublished},
	{regexp.MustCompile(`^(https?://\S+)$`), (*textImport).takeURL},
	{regexp.MustCompile(`(?i)^(?:published|posted|date|updated|issued)?\s*(?:on\s+|:\s*)?(.+)$`), (*textImport).takeDate},
}

// head takes the headline and the lines below it off the text.
func (im *textImport) head() {
	if len(im.blocks) == 0 {
		im.title = "Untitled"
		im.remark("the text is empty")
		return
	}
	lines := im.blocks[0].raw
	own := 0 // lines that are not known to be anything else
	for _, line := range lines[1:] {
		if !im.isHead(strings.TrimSpace(line)) {
			own++
		}
	}
	if first := strings.TrimSpace(lines[0]); utf8.RuneCountInString(first) > 200 || own > 3 || im.isHead(first) {
		im.title = "Untitled"
		im.remark("no headline was found: write the title")
	} else {
		im.headline(lines)
		im.blocks = im.blocks[1:]
	}
	im.standfirst()
	for len(im.blocks) > 0 && im.takeHead(im.blocks[0]) {
		im.blocks = im.blocks[1:]
	}
	im.nameAlone()
	if isCapitals(im.title) && len(strings.Fields(im.title)) > 1 {
		im.remark("the title is in capitals, as in the text: write it as it is to be read")
	}
	if len(im.blocks) > 0 && im.blocks[0].kind == ruleBlock {
		im.blocks = im.blocks[1:]
	}
}

// headline reads the lines of the first block: the title, wrapped perhaps, a
// subtitle, and whatever of the head stands there too.
func (im *textImport) headline(lines []string) {
	var words []string
	for _, line := range lines {
		line = blankSpans.ReplaceAllString(strings.TrimSpace(line), " ")
		if len(words) > 0 && im.takeLine(line) {
			continue
		}
		words = append(words, line)
	}
	im.title = strings.TrimSpace(strings.TrimLeft(words[0], "# "))
	for i, line := range words[1:] {
		switch {
		case i == 0 && utf8.RuneCountInString(words[0]) > 45 && !strings.HasSuffix(words[0], ":"):
			im.title += " " + line
		case im.subtitle == "":
			im.subtitle = line
		default:
			im.subtitle += " " + line
		}
	}
	if im.title == "" {
		im.title = "Untitled"
	}
}

// standfirst takes the block between the headline and a byline, if there is one:
// a subtitle when it is short, else a summary.
func (im *textImport) standfirst() {
	if len(im.blocks) < 2 || im.blocks[0].kind == ruleBlock || im.headWhole(im.blocks[0]) || !im.headWhole(im.blocks[1]) {
		return
	}
	words := joinLines(im.blocks[0].lines)
	switch n := utf8.RuneCountInString(words); {
	case n <= 120 && im.subtitle == "":
		im.subtitle = words
	case n <= 400:
		im.summary = words
	default:
		return
	}
	im.blocks = im.blocks[1:]
}

// noName are words that begin a heading rather than a name.
var noName = map[string]bool{
	"the": true, "a": true, "an": true, "in": true, "on": true, "of": true, "to": true, "for": true, "from": true, "part": true,
	"chapter": true, "section": true, "book": true, "act": true, "what": true, "why": true, "how": true, "who": true, "when": true,
	"where": true, "first": true, "early": true, "later": true, "my": true, "our": true, "dear": true, "no": true, "not": true,
}

// nameAlone takes a short line below the headline that holds nothing but a name,
// when no byline has named an author.
func (im *textImport) nameAlone() {
	if len(im.authors) > 0 || len(im.blocks) < 2 {
		return
	}
	k := im.blocks[0]
	words := strings.Fields(k.text())
	if k.kind == ruleBlock || len(k.lines) != 1 || len(words) < 2 || len(words) > 4 || noName[strings.ToLower(words[0])] || !isName(k.lines[0]) {
		return
	}
	im.authors = []string{k.lines[0]}
	im.blocks = im.blocks[1:]
	im.remark("“%s”, below the headline, is taken for the author", k.lines[0])
	for len(im.blocks) > 0 && im.takeHead(im.blocks[0]) {
		im.blocks = im.blocks[1:]
	}
}

// headWhole reports whether each line of a block belongs to the head.
func (im *textImport) headWhole(k block) bool {
	return !slices.ContainsFunc(k.raw, func(line string) bool { return !im.isHead(strings.TrimSpace(line)) })
}

// isHead reports whether a line belongs to the head, and takes nothing.
func (im *textImport) isHead(line string) bool {
	try := *im
	try.authors, try.rights, try.remarks = slices.Clone(im.authors), slices.Clone(im.rights), nil
	return try.takeLine(line)
}

// takeHead takes a block of which each line belongs to the head.
func (im *textImport) takeHead(k block) bool {
	if k.kind == ruleBlock || !im.headWhole(k) {
		return false
	}
	for _, line := range k.raw {
		im.takeLine(strings.TrimSpace(line))
	}
	return true
}

func (im *textImport) takeLine(line string) bool {
	if utf8.RuneCountInString(line) > 200 {
		return false
	}
	line = blankSpans.ReplaceAllString(line, " ")
	for _, h := range headLines {
		if m := h.form.FindStringSubmatch(line); m != nil && h.take(im, m) {
			return true
		}
	}
	return false
}

// bylineDate finds where the date of a byline begins.
var bylineDate = regexp.MustCompile(`(?i)\s*(?:[,|·•/–—-]\s*|\(\s*|\s+on\s+|\s+)((?:\d{1,2}(?:st|nd|rd|th)?\.?\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|fall|winter)[a-z]*\.?\s.*\d{4}|\d{4}(?:-\d\d){0,2}|\d{1,2}[./]\d{1,2}[./]\d{4})\s*\)?\.?$`)

// takeByline reads "NAME", "NAME, February 2026", "NAME and NAME | 2026-02-11"
// and a date alone.
func (im *textImport) takeByline(m []string) bool {
	words := strings.TrimSpace(m[1])
	date := ""
	if d, ok := dateOf(words); ok {
		words, date = "", d
	} else if at := bylineDate.FindStringSubmatchIndex(words); at != nil {
		if d, ok := dateOf(words[at[2]:at[3]]); ok {
			words, date = words[:at[0]], d
		}
	}
	names, ok := namesOf(words)
	if words != "" && !ok {
		return false
	}
	im.authors = append(im.authors, names...)
	im.setDate(date)
	return true
}

func (im *textImport) setDate(date string) {
	if im.date == "" {
		im.date = date
	}
}

// dateOf reads a date in English or in EDTF.
func dateOf(s string) (string, bool) {
	s = strings.Trim(s, " .,|()")
	if d, ok := sidecar.Date(s); ok && d.To.Year == 0 && !d.Open && !d.Circa && d.Season == 0 {
		return s, true
	}
	if loose, ok := sidecar.LooseDate(s); ok && !strings.Contains(loose, "-2") {
		return loose, true
	} else if ok { // a season has no place in front matter; its year has
		d, _ := sidecar.Date(loose)
		if d.Season > 0 {
			return loose[:4], true
		}
		return loose, true
	}
	return "", false
}

var nameJoints = regexp.MustCompile(`\s*(?:,\s*(?:and|und|et|y|&)\s|,|;|\s(?:and|und|et|y|with|&)\s)\s*`)

// particles are the words of a name that have no capital.
var particles = map[string]bool{
	"de": true, "la": true, "le": true, "du": true, "des": true, "del": true, "della": true, "di": true, "da": true, "dos": true, "van": true,
	"der": true, "den": true, "von": true, "zu": true, "zur": true, "bin": true, "ibn": true, "al": true, "el": true, "ter": true, "ten": true,
	"of": true, "y": true, "e": true, "af": true, "av": true, "the": true,
}

// namesOf splits names and checks that they look like names.
func namesOf(s string) ([]string, bool) {
	s = strings.TrimSpace(strings.TrimRight(s, " ,|·•–—-"))
	if s == "" {
		return nil, false
	}
	names := nameJoints.Split(s, -1)
	for i, name := range names {
		names[i] = strings.TrimSpace(name)
		if !isName(names[i]) {
			return nil, false
		}
	}
	return names, true
}

func isName(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 6 || strings.HasSuffix(s, ".") && len(words[len(words)-1]) > 4 {
		return false
	}
	capitals := 0
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "“\"'’(al-"))
		switch {
		case unicode.IsUpper(r), unicode.Is(unicode.Lo, r):
			capitals++
		case !particles[strings.ToLower(w)]:
			return false
		}
	}
	return capitals > 0
}

func (im *textImport) takeRights(m []string) bool {
	words := strings.TrimRight(m[1], " ")
	if !strings.HasSuffix(words, ".") && len(im.rights) > 0 {
		im.rights[len(im.rights)-1] = strings.TrimRight(im.rights[len(im.rights)-1], ".") + "."
	}
	im.rights = append(im.rights, words)
	return true
}

func (im *textImport) takePublished(m []string) bool {
	words := strings.TrimRight(m[1], " .")
	if d, ok := dateOf(words); ok {
		im.setDate(d)
		return true
	}
	p := publication{title: words}
	if at := bylineDate.FindStringSubmatchIndex(words); at != nil {
		if d, ok := dateOf(words[at[2]:at[3]]); ok {
			p.title, p.date = strings.TrimRight(words[:at[0]], " ,(|"), d
		}
	}
	if utf8.RuneCountInString(p.title) > 100 {
		return false
	}
	p.url = im.published.url
	im.published = p
	return true
}

func (im *textImport) takeURL(m []string) bool {
	if im.published.url != "" {
		return false
	}
	im.published.url = m[1]
	return true
}

func (im *textImport) takeDate(m []string) bool {
	d, ok := dateOf(m[1])
	if ok {
		im.setDate(d)
	}
	return ok
}
