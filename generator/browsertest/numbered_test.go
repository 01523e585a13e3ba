package browsertest_test

import "errors"

// writeNumbered writes a site in a citation style that uses every markup a style
// may ask for: numbers set apart, blocks, small capitals, weights and decorations.
// Its essay cites in all the ways of the grammar.
func writeNumbered(dir string) error {
	return errors.Join(
		writeFile(dir, "site.yaml", numberedSite),
		writeFile(dir, "numbered.csl", numberedStyle),
		writeFile(dir, "index.md", "Begin with @book [p. 4].\n"),
		writeFile(dir, "pages/about.md", "---\ntitle: About\n---\n\nSee [@book, p. 7; @film].[^1]\n\n[^1]: And [@letter].\n"),
		writeFile(dir, "one/essay.md", numberedEssay),
		writeFile(dir, "one/annotations.yaml", "- target: a sentence\n  body: Of which [@book, p. 3] and [@film].\n- target: its own\n  sources: [\"letter, fol. 2\", film]\n"),
		writeFile(dir, "sources.yaml", numberedSources),
	)
}

const numberedSite = `title: Numbered
url: https://example.org/numbered/
language: en
style: numbered.csl
series: [{id: notes, label: Notes, marks: a}]
bibliography:
  - {label: In print, type: book}
  - {label: In pictures, type: motion_picture}
`

const numberedEssay = `---
title: One
---

Here is a sentence [see @book, pp. 3-4 and *passim*; @film], and here another of its own, as @film [at 1:02:03; see also @letter] has it.

So too -@book [§ 7] and [-@letter; @book; @film].
`

const numberedSources = `- {id: book, type: book, title: "A book about <i>Macbeth</i> & <sc>others</sc>", author: {family: Doe, given: John}, issued: "1999", URL: "https://example.org/?a=1&b=2", abstract: Worth reading.}
- {id: film, type: motion_picture, title: "H<sub>2</sub>O", director: {family: Roe, given: Jane}, issued: "2001", archived: "https://archive.example.org/film"}
- {id: letter, type: personal_communication, title: A letter, author: {family: Poe, given: Ann}, issued: "1888"}
`

// What is a letter has no entry in the bibliography, as in many styles.
const numberedStyle = `<style class="in-text">
<citation collapse="citation-number"><sort><key variable="citation-number"/></sort><layout prefix="[" suffix="]" delimiter=", " vertical-align="sup" font-weight="bold">
<text variable="citation-number"/><group prefix=": "><label variable="locator" form="short"/><text variable="locator"/></group></layout></citation>
<bibliography second-field-align="flush"><layout>
<choose><if type="personal_communication" match="none"><text variable="citation-number" prefix="[" suffix="]"/></if></choose>
<choose><if type="personal_communication" match="none">
<group delimiter=", " suffix=".">
<names variable="author director"><name name-as-sort-order="all" font-variant="small-caps"/></names>
<text variable="title" font-style="italic"/><date variable="issued" font-weight="bold"><date-part name="year" text-decoration="underline"/></date>
<text variable="URL"/>
</group>
<text variable="abstract" display="block"/><text value="Seen." display="indent" font-style="oblique" font-weight="light"/>
</if></choose>
</layout></bibliography>
</style>
`
