// Package sidecar reads the files in which authors write everything but prose:
// site.yaml, the front matter of essays and pages, notes and sources. It alone
// knows YAML and JSON, and what the fields of BibTeX and RIS mean.
//
// The goals: what an author writes comes out as written (0123, 1.10 and yes
// stay text); every mistake of a file is reported in one run, with the line and
// column where it stands and what to do about it; no input makes it panic, and
// none makes it work much longer than the file is long. It is no goal to
// accept all of YAML: a file is one document, its keys are text, and tags such
// as !important are mistakes.
//
// # Forms
//
// A file of notes is a list:
//
//   - id: poisoned-chalice
//     target: drink the chalice
//     series: editor
//     sources: ["ap1988, p. 1"]
//     body: |
//     Markdown.
//
// A target is the quoted words, or a mapping in one of these forms, or a list
// of any of them:
//
//	{exact: words, prefix: before, suffix: after}
//	{start: words or {exact, …}, end: words or {exact, …}}
//	{block: id}
//	{block: id, lines: 3-5}
//	{block: id, exact: words}
//	{whole: true}
//
// A file of sources is a list of records in CSL's field names, in YAML, bare or
// under the key references as Pandoc has it, or in CSL-JSON as Zotero and
// others write it. A record may carry two keys that CSL has not: archived, the
// address of an archived copy, and supports, a list of targets.
//
// It may also be BibTeX, BibLaTeX or RIS, as reference managers write them. The
// tables of these (bibtables.go, ristables.go) serve both ways: what is written is
// read as the same record, as far as the format can hold it. Of a field that no
// table knows it is said, once in a file, that it is not read.
//
// # Reading
//
// YAML and JSON become one tree of yaml.Node, which keeps lines and columns. A
// tree is read by tables, one for each kind of mapping: key → what to do with
// its value. A key that is in no table is a problem; there is no other list of
// known keys. BibTeX and RIS are read by packages that know their syntax alone.
//
// # Changing
//
// An author's file is never written anew: [AddNote], [ChangeNote], [RemoveNote],
// [Patch] and [PatchSources] put a few bytes in the place of others and leave the
// rest as it is, comments, order, quotation marks and line ends. All of them say
// what a part of the tree is to say and let one writer find the splices: it goes
// down the tree as far as what is there and what is wanted have the same shape,
// and writes a value anew where they part. What comes of it is read again and
// compared; a file of which the change could not be made so is handed back as it
// was, with the reason.
//
// A caller passes the note as it has seen it. When somebody has changed the note
// since, the change is refused with what the note says now; changes elsewhere in
// the file do not matter.
package sidecar
