package load

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

var (
	aboutHeading = regexp.MustCompile(`(?i)^about the authors?:?$`)

	// someoneIs begins a note about an author. The name is checked by isName.
	someoneIs = regexp.MustCompile(`^(.{3,60}?) (?:is|was|are|has|holds|teaches|writes|works|serves|lives|studies|directs|covers|edits)\b`)
)

// foot takes what stands below the essay off the text: rights, where it first
// appeared, and a note about the author, which names one when the byline has
// not.
func (im *textImport) foot() {
	for len(im.blocks) > 1 {
		k := im.blocks[len(im.blocks)-1]
		if k.kind == paragraphBlock && len(k.lines) == 1 && im.takeFoot(k.lines[0]) {
			im.blocks = im.blocks[:len(im.blocks)-1]
			continue
		}
		break
	}
	im.aboutAuthor()
	if n := len(im.blocks); n > 1 && len(im.about) > 0 && im.blocks[n-1].kind == ruleBlock {
		im.blocks = im.blocks[:n-1]
	}
	if len(im.authors) == 0 {
		im.remark("no author was found: write one, or take none")
	}
	if im.date == "" {
		im.remark("no date was found")
	}
}

// takeFoot takes a line of rights or of first publication. Dates and bylines
// below an essay may belong to its words.
func (im *textImport) takeFoot(line string) bool {
	for _, h := range headLines[2:7] {
		if m := h.form.FindStringSubmatch(line); m != nil && utf8.RuneCountInString(line) <= 200 && h.take(im, m) {
			return true
		}
	}
	return false
}

// aboutAuthor finds the note about the author: the last paragraph, when it
// begins with an author's name and a verb, with or without a line above that
// holds the name or "About the author". Without a byline any name will do that
// the essay does not mention.
func (im *textImport) aboutAuthor() {
	n := len(im.blocks)
	if n < 2 || im.blocks[n-1].kind != paragraphBlock {
		return
	}
	last := joinLines(im.blocks[n-1].lines)
	above := im.blocks[n-2].text()
	if k := im.blocks[n-1]; len(k.lines) > 1 && strings.HasPrefix(k.lines[1], k.lines[0]+" ") { // a wrapped text joins the two
		above, last = k.lines[0], joinLines(k.lines[1:])
		im.blocks[n-1].lines = k.lines[1:]
		im.blocks = slices.Insert(im.blocks, n-1, block{paragraphBlock, k.lines[:1], k.raw[:1]})
		n++
	}
	m := someoneIs.FindStringSubmatch(last)
	if m == nil || utf8.RuneCountInString(last) > 1200 {
		return
	}
	name := m[1]
	titled := aboutHeading.MatchString(above)
	alone := above == name || strings.EqualFold(above, name)
	byline := slices.ContainsFunc(im.authors, func(a string) bool { return strings.EqualFold(a, name) })
	if !titled && !alone && !byline && (len(im.authors) > 0 || !isName(name) || im.mentions(name, n-1)) || n < 3 && !byline {
		return
	}
	im.about = []string{last}
	im.blocks = im.blocks[:n-1]
	if titled || alone {
		im.blocks = im.blocks[:n-2]
	}
	if len(im.authors) == 0 {
		if names, ok := namesOf(name); ok {
			im.authors = names
			im.remark("the author's name, %s, is taken from the note at the end; the byline has none", strings.Join(names, ", "))
		}
	}
	im.remark("the note about the author stands below a line at the end")
}

// mentions reports whether the first blocks hold a name.
func (im *textImport) mentions(name string, blocks int) bool {
	words := strings.Fields(name)
	family := words[len(words)-1]
	return slices.ContainsFunc(im.blocks[:blocks], func(k block) bool { return strings.Contains(k.text(), family) })
}
