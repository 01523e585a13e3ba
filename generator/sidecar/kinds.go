package sidecar

// What BibTeX and RIS call a field depends on the type of the record. These are
// the groups of CSL's types that they tell apart.

// inJournals holds the types of what stands in a journal, whose number is that of
// an issue.
var inJournals = map[string]bool{
	"article-journal": true, "article-magazine": true, "article-newspaper": true, "review": true, "review-book": true, "periodical": true,
}

// inBooks holds the types of what stands in a book, whose number is that of the
// book in its series.
var inBooks = map[string]bool{
	"chapter": true, "paper-conference": true, "entry": true, "entry-dictionary": true, "entry-encyclopedia": true,
}

// books holds the types of what is a book, likewise.
var books = map[string]bool{"book": true, "classic": true}

// online holds the types of what stands on a site, whose name is no title.
var online = map[string]bool{"webpage": true, "post": true, "post-weblog": true, "article": true}

// ofBodies holds the types of what an institution gives out.
var ofBodies = map[string]bool{"report": true, "thesis": true}

// typeWords are what programs and catalogues write for a genre and say no more
// with than with the type: EndNote, PubMed, the Web of Science and publishers.
var typeWords = map[string]bool{
	"journal article": true, "article": true, "research article": true, "research-article": true, "original article": true,
	"electronic article": true, "magazine article": true, "newspaper article": true, "proceedings paper": true, "article; proceedings paper": true,
	"conference paper": true, "conference proceedings": true, "book": true, "edited book": true, "electronic book": true, "book section": true,
	"book chapter": true, "article; book chapter": true, "web page": true, "text": true, "generic": true,
}
