// Package markdown reads Markdown: an essay, a plain page, the body of a note.
// [Parse] makes the text, that is plain characters with the place in the source
// where each comes from, and the flow, that is HTML in pieces, in one walk over
// goldmark's tree, so that what a page shows and what the text says cannot
// differ: every character a reader sees is a piece of kind Run, a slice of the
// text.
//
// # What is read
//
// CommonMark and GitHub's extensions (tables, task lists, strikethrough, bare
// addresses), footnotes, definition lists, typographic punctuation; and
//
//	[see @key, p. 3; @other]   a citation, in Pandoc's grammar
//	@key [p. 3], @key          the same in the running text, where the key is known
//	[[id]]                     a cross-reference: also [[edition#id]], [[#block]]
//	[[id|words]]               a cross-reference on words
//	{#id .class}               at the end of a heading, a paragraph, a list item, a
//	                           cell or a fence's first line, or as a paragraph of
//	                           its own after a list, a table, a quotation, a figure
//	![words](file "caption")   alone in its paragraph: a figure
//
// # What counts as text
//
// All that is shown and the alternative text of images; not the marks of
// footnotes, citations, cross-references without words, the boxes of task
// lists, raw HTML. A line end is one space, or nothing between two East Asian
// characters. Blocks stand a newline apart.
//
// # Why a walk of our own
//
// goldmark's renderer writes HTML and forgets where it came from. Its tree
// knows, but holds source text: escapes, entities and line ends are only
// resolved while writing. The walk resolves them as the renderer does; a test
// compares the two over all examples of the CommonMark specification.
package markdown
