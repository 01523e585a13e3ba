package browsertest_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"gloss/generator/edition"
)

// writeStress writes a site of made-up editions that are hard on the page: many
// notes in many series, from the right, with wide things, without any.
func writeStress(dir string) error {
	return errors.Join(
		writeFile(dir, "site.yaml", stressSite),
		writeFile(dir, "index.md", "Made-up editions that are hard on a page.\n"),
		writeFile(dir, "pages/about.md", "---\ntitle: About the fixtures\n---\n\nNothing here means anything.\n\n```go\nfunc main() {}\n```\n"),
		writeCrowd(dir, "dense", "en", latin, 40, 200),
		writeCrowd(dir, "rtl", "ar", arabic, 15, 60),
		writeCrowd(dir, "wide-characters", "ja", japanese, 10, 40),
		writeFile(dir, "things/essay.md", thingsEssay),
		writeFile(dir, "things/annotations.yaml", thingsNotes),
		writeFile(dir, "things/sources.yaml", thingsSources),
		writeFile(dir, "things/images/square.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="400"><path d="M0 0h1600v400H0z"/></svg>`),
		writeEdited(dir),
		writeFile(dir, "bare/essay.md", "---\ntitle: Bare\n---\n\nAn essay without notes.\n"),
		writeFile(dir, "endnotes/essay.md", "---\ntitle: Endnotes only\nmargin: false\n---\n\nWords with a note[^1] to them.\n\n[^1]: It stays at the end.\n"),
	)
}

func writeFile(dir, name, text string) error {
	path := filepath.Join(dir, filepath.FromSlash(name))
	return errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644))
}

func problemsError(problems edition.Problems) error {
	var b strings.Builder
	for _, p := range problems {
		if p.Severity == edition.Warning {
			continue
		}
		fmt.Fprintf(&b, "%s:%d:%d: %s: %s\n", p.File, p.Line, p.Column, p.Severity, p.Text)
	}
	return errors.New(b.String())
}

const stressSite = `title: Stress
url: https://example.org/stress/
language: en
series:
  - {id: editor, label: Editor’s notes, marks: "1"}
  - {id: textual, label: Textual notes, marks: a}
  - {id: source, label: Sources, marks: "*"}
  - {id: gloss, label: Glosses, marks: i, slot: 6}
bibliography:
  - {label: Books, type: book}
`

// letters are a way to make up words that never repeat.
type letters struct {
	syllables []string
	space     string // between words
	stop      string
}

var (
	latin    = letters{strings.Fields("ba ce di fo gu ha je ki lo mu na pe ri so tu va"), " ", "."}
	arabic   = letters{strings.Fields("با تو جي دا رو سي شا عو في قا كو لي ما نو هي يا"), " ", "."}
	japanese = letters{strings.Fields("か き く け こ さ し す せ そ 日 本 語 注 釈 文"), "、", "。"}
)

// word makes the n-th word, which no other n makes: its digits in base 16,
// three at least, each a syllable.
func (l letters) word(n int) string {
	var b strings.Builder
	for shift := 8; shift >= 0; shift -= 4 {
		b.WriteString(l.syllables[n>>shift&15])
	}
	return b.String()
}

func (l letters) words(from, to int) string {
	var list []string
	for n := from; n < to; n++ {
		list = append(list, l.word(n%4096))
	}
	return strings.Join(list, l.space)
}

// crowdWords is how many words a paragraph of a crowded edition has.
const crowdWords = 50

// writeCrowd writes an edition whose notes overlap, nest, cross paragraphs,
// stand in several places, are long, or speak another language.
func writeCrowd(dir, id, language string, l letters, paragraphs, many int) error {
	var essay, notes strings.Builder
	fmt.Fprintf(&essay, "---\ntitle: %s\nlanguage: %s\nauthor: %s\n---\n", l.words(4000, 4004), language, l.words(4010, 4012))
	for p := range paragraphs {
		if p%8 == 4 {
			fmt.Fprintf(&essay, "\n## %s\n", l.words(3000+p*4, 3003+p*4))
		}
		from := p * crowdWords
		fmt.Fprintf(&essay, "\n%s%s%s%s\n", l.words(from, from+30), footnote(p), l.space+l.words(from+30, from+crowdWords), l.stop)
	}
	for p := 0; p < paragraphs; p += 5 {
		fmt.Fprintf(&essay, "\n[^%d]: %s\n", p, l.words(p*7, p*7+12))
	}
	series := []string{"editor", "textual", "source", "gloss"}
	for n := range many {
		fmt.Fprintf(&notes, "- id: note-%d\n  series: %s\n", n, series[n*n%7%4])
		notes.WriteString(crowdTarget(n, n*(paragraphs*crowdWords-200)/many, l))
		if n%17 == 5 {
			other, otherLanguage := arabic, "ar"
			if language == "ar" {
				other, otherLanguage = latin, "en"
			}
			fmt.Fprintf(&notes, "  language: %s\n  body: %s\n", otherLanguage, other.words(n, n+20))
			continue
		}
		length := 4 + n*7%20
		if n%23 == 7 {
			length = 260 // longer than the margin shows at once
		}
		fmt.Fprintf(&notes, "  body: |\n    %s\n", l.words(n*3, n*3+length))
		if n%11 == 2 {
			fmt.Fprintf(&notes, "\n    - %s\n    - %s\n\n    > %s\n", l.words(n, n+4), l.words(n+9, n+12), l.words(n+20, n+26))
		}
	}
	return errors.Join(
		writeFile(dir, id+"/essay.md", essay.String()),
		writeFile(dir, id+"/annotations.yaml", notes.String()))
}

func footnote(paragraph int) string {
	if paragraph%5 == 0 {
		return fmt.Sprintf("[^%d]", paragraph)
	}
	return ""
}

// crowdTarget makes the n-th note's target, at about word start. Words 30 to 49 of a paragraph and
// its first 30 have a footnote's mark between them, which counts nothing.
func crowdTarget(n, start int, l letters) string {
	length := 1 + n*5%24
	within := func(from, length int) (int, int) { // a quotation in one paragraph
		return from, min(from+length, (from/crowdWords+1)*crowdWords)
	}
	from, to := within(start, length)
	switch {
	case n == 0:
		return "  target: {whole: true}\n"
	case n%19 == 3: // from one paragraph into the next but one
		return fmt.Sprintf("  target:\n    start: %s\n    end: %s\n", l.words(from, from+1), l.words(from+90, from+91))
	case n%13 == 4: // in two places
		again, end := within(start+120, 3)
		return fmt.Sprintf("  target:\n    - %s\n    - %s\n", l.words(from, to), l.words(again, end))
	}
	return fmt.Sprintf("  target: %s\n", l.words(from, to))
}

const thingsEssay = `---
title: Things
subtitle: Everything that Markdown has, and as wide as it gets
author: [One Author, Another Author]
date: 2026-01-02
summary: Wide tables, long lines, images.
---

A paragraph with *emphasis*, **strong words**, ` + "`code`" + `, a [link](https://example.org/), and a word of no end:
Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvorsitzendenstellvertreterin.
An address: https://example.org/a/very/long/address/that/nobody/would/break/anywhere/at/all/but/a/browser/must?with=a&query=too

## A table

| one | two | three | four | five | six | seven | eight |
|---|---|---|---|---|---|---|---|
| the first cell | a cell with many words in it | 3 | 4 | 5 | unbreakableunbreakableunbreakable | 7 | the last cell of the row |
| 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 |

## Code

` + "```go" + `
func main() {
	fmt.Println("a line that is longer than any column of any page will ever be, so that it must scroll by itself and not the page")
	os.Exit(0)
}
` + "```" + `

## A list

1. The first thing
   - a thing within it
   - another thing within it
     1. deeper
2. The second thing

Term
: What the term means.

> A quotation of some length, that goes on for a while and then stops.
>
> And its second paragraph.

![A black rectangle, wider than the page](images/square.svg "The caption")

- [ ] not done
- [x] done

The end.
`

const thingsNotes = `- target: emphasis
  body: On emphasised words.
- target: {block: a-table}
  series: textual
  body: On the heading.
- target: a cell with many words in it
  body: On a cell.
- target: os.Exit
  series: source
  body: "On code: ` + "`os.Exit`" + ` ends the program."
- target: a thing within it
  body: |
    With code:

    ` + "```" + `
    a line of code in a note that is wider than the margin, so that it must scroll
    ` + "```" + `
- target: What the term means
  body: |
    | a | table | in | a | note |
    |---|---|---|---|---|
    | with | rather | a lot | of | columns |
- target: A black rectangle
  body: On an image, by its words. ![the same](images/square.svg)
- target: {start: A quotation, end: second paragraph}
  series: textual
  body: Over two paragraphs.
- target: Term
  series: source
  sources: ["long, p. 3", web, accents]
- target: The end
  body: Verylongwordwithoutanyplacetobreakitwhatsoeverandsoonandsoonandsoonandsoon.
`

const thingsSources = `- id: long
  type: book
  title: A title that is as long as titles of the seventeenth century were, with all that the reader may expect to find within
  author:
    - {family: Author, given: First}
    - {family: Author, given: Second}
  issued: 1672
  publisher: A Publisher
- id: accents
  type: book
  title: Les Célèbres
  author: {family: Author, given: First}
  issued: 1701
- id: web
  type: webpage
  title: A page
  URL: https://example.org/a/very/long/address/that/nobody/would/break/anywhere/at/all/but/a/browser/must/with/its/own/judgement
  accessed: 2025-02-03
`
