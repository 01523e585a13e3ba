// Package bibtex reads and writes the files of BibTeX and BibLaTeX. It knows
// their syntax and the TeX inside their fields, and nothing of what the fields
// mean.
//
// # Syntax
//
// A file is a run of entries; what stands between them is a comment.
//
//	entry  = "@" type "{" key { "," name "=" value } [ "," ] "}"
//	       | "@string" "{" name "=" value "}"
//	       | "@preamble" "{" value "}" | "@comment" "{" anything "}"
//	value  = piece { "#" piece }
//	piece  = "{" balanced "}" | `"` balanced `"` | digits | name of a @string
//
// Parentheses serve for the outer braces. Names of types, fields and strings are
// the same in capitals and small letters. A brace counts even behind a
// backslash, as in BibTeX. Lines outside of entries that begin with % are passed
// over with all that stands in them, and so is what follows a % between fields.
//
// No value reaches over a line that begins another entry: where a brace is
// missing, the entry that lacks it is reported and the next ones are read.
//
// # Reading
//
// [Parse] returns the entries in their order, with strings put in and with what
// they inherit by crossref and xdata. [Text], [Verbatim] and [Names] read the TeX
// of a field: accents and commands become characters, and markup becomes the
// rich text of CSL: <i>, <b>, <sup>, <sub>, small capitals, and
// <span class="nocase"> for what braces protect from a change of case.
//
// No input makes the package panic, and none makes it work much longer than the
// file is long: what strings and inheritance unfold to is bounded.
//
// # Writing
//
// [Append] writes an entry, [Escape] and [AppendNames] the TeX of its fields, in
// UTF-8 as BibLaTeX reads it: only what TeX would take for a command is escaped.
package bibtex

// Mistake is something wrong in a file.
type Mistake struct {
	At      int  // byte of the file, or, of a field's text, byte of the text
	Warning bool // it can be read all the same
	Text    string
	Hint    string
}
