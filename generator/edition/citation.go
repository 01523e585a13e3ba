package edition

// Citation is a use of one or more sources, in Pandoc's grammar: [see @a, p. 3;
// @b] or @a [p. 3].
type Citation struct {
	Items  []CitationItem
	InText bool // @key in the running text: the author is named in the sentence
}

// CitationItem is one source in a citation.
type CitationItem struct {
	Key            string
	Prefix         string // without outer space; may hold CSL's rich text, as Suffix may
	Suffix         string // begins with the space or punctuation that parts it from the locator
	Label          string // CSL's name of the locator: page, chapter, section …; empty without a locator
	Locator        string
	SuppressAuthor bool // -@key
	Source         int  // byte of the Markdown source where the key begins
}

// Reference is a cross-reference as written: [[id]], [[edition#id]], [[#block]],
// [[id|words]].
type Reference struct {
	Edition string // before the #; empty: this edition
	ID      string // after the #, or all of it
	Hash    bool   // a # was written
	Words   string // after the |; empty: words are made
}
