package sidecar

// The variables and item types of CSL 1.0.2,
// https://docs.citationstyles.org/en/stable/specification.html appendices III
// and IV, with the older spellings that its input schema allows.

// cslTexts holds the standard and the number variables. The value is the name
// the variable goes by today.
var cslTexts = map[string]string{
	"abstract": "abstract", "annote": "annote", "archive": "archive", "archive_collection": "archive_collection",
	"archive_location": "archive_location", "archive-place": "archive-place", "authority": "authority",
	"call-number": "call-number", "citation-key": "citation-key", "citation-label": "citation-label",
	"collection-title": "collection-title", "container-title": "container-title",
	"container-title-short": "container-title-short", "dimensions": "dimensions", "division": "division", "DOI": "DOI",
	"event-title": "event-title", "event-place": "event-place", "genre": "genre", "ISBN": "ISBN", "ISSN": "ISSN",
	"jurisdiction": "jurisdiction", "keyword": "keyword", "language": "language", "license": "license", "medium": "medium",
	"note": "note", "original-publisher": "original-publisher", "original-publisher-place": "original-publisher-place",
	"original-title": "original-title", "part-title": "part-title", "PMCID": "PMCID", "PMID": "PMID",
	"publisher": "publisher", "publisher-place": "publisher-place", "references": "references",
	"reviewed-genre": "reviewed-genre", "reviewed-title": "reviewed-title", "scale": "scale", "source": "source",
	"status": "status", "title": "title", "title-short": "title-short", "URL": "URL", "volume-title": "volume-title",
	"year-suffix": "year-suffix",

	"chapter-number": "chapter-number", "citation-number": "citation-number", "collection-number": "collection-number",
	"edition": "edition", "first-reference-note-number": "first-reference-note-number", "issue": "issue",
	"locator": "locator", "number": "number", "number-of-pages": "number-of-pages", "number-of-volumes": "number-of-volumes",
	"page": "page", "page-first": "page-first", "part-number": "part-number", "printing-number": "printing-number",
	"section": "section", "supplement-number": "supplement-number", "version": "version", "volume": "volume",

	"event": "event-title", "shortTitle": "title-short", "journalAbbreviation": "container-title-short",
	"archive-location": "archive_location", "collection-title-short": "collection-title-short",
}

// cslNames holds the name variables.
var cslNames = map[string]bool{
	"author": true, "chair": true, "collection-editor": true, "compiler": true, "composer": true, "container-author": true,
	"contributor": true, "curator": true, "director": true, "editor": true, "editorial-director": true,
	"editor-translator": true, "executive-producer": true, "guest": true, "host": true, "illustrator": true,
	"interviewer": true, "narrator": true, "organizer": true, "original-author": true, "performer": true,
	"producer": true, "recipient": true, "reviewed-author": true, "script-writer": true, "series-creator": true,
	"translator": true,
}

// cslDates holds the date variables.
var cslDates = map[string]bool{
	"accessed": true, "available-date": true, "event-date": true, "issued": true, "original-date": true, "submitted": true,
}

// cslIgnored holds what a record may carry and gloss has no use for.
var cslIgnored = map[string]bool{"categories": true, "system_id": true, "key": true, "multi": true}

// cslTypes holds the item types.
var cslTypes = map[string]bool{
	"article": true, "article-journal": true, "article-magazine": true, "article-newspaper": true, "bill": true,
	"book": true, "broadcast": true, "chapter": true, "classic": true, "collection": true, "dataset": true,
	"document": true, "entry": true, "entry-dictionary": true, "entry-encyclopedia": true, "event": true, "figure": true,
	"graphic": true, "hearing": true, "interview": true, "legal_case": true, "legislation": true, "manuscript": true,
	"map": true, "motion_picture": true, "musical_score": true, "pamphlet": true, "paper-conference": true,
	"patent": true, "performance": true, "periodical": true, "personal_communication": true, "post": true,
	"post-weblog": true, "regulation": true, "report": true, "review": true, "review-book": true, "software": true,
	"song": true, "speech": true, "standard": true, "thesis": true, "treaty": true, "webpage": true,
}

// cslElsewhere holds what other formats call CSL's variables and types.
var cslElsewhere = map[string]string{
	"key": "id", "authors": "author", "editors": "editor", "by": "author", "date": "issued", "year": "issued",
	"journal": "container-title", "booktitle": "container-title", "newspaper": "container-title", "website": "container-title",
	"publication": "container-title", "address": "publisher-place", "place": "publisher-place", "location": "publisher-place",
	"pages": "page", "number-pages": "number-of-pages", "series": "collection-title", "link": "URL", "href": "URL",
	"urldate": "accessed", "access-date": "accessed", "retrieved": "accessed", "archived-url": "archived", "archive-url": "archived",
	"institution": "publisher", "school": "publisher", "subtitle": "add the subtitle to the title, after a colon",
	"target": "supports", "targets": "supports", "notes": "note", "doi": "DOI", "url": "URL", "isbn": "ISBN", "issn": "ISSN",
	"lang": "language", "short-title": "title-short", "kind": "type",
}

// cslOtherTypes holds what other formats call CSL's types.
var cslOtherTypes = map[string]string{
	"newspaper": "article-newspaper", "newspaper-article": "article-newspaper", "newspaperarticle": "article-newspaper",
	"journal": "article-journal", "journal-article": "article-journal", "journalarticle": "article-journal",
	"magazine": "article-magazine", "magazine-article": "article-magazine", "magazinearticle": "article-magazine",
	"website": "webpage", "web": "webpage", "online": "webpage", "blog": "post-weblog", "blogpost": "post-weblog",
	"inbook": "chapter", "incollection": "chapter", "booksection": "chapter", "book-section": "chapter",
	"conference": "paper-conference", "inproceedings": "paper-conference", "phdthesis": "thesis", "dissertation": "thesis",
	"film": "motion_picture", "video": "motion_picture", "movie": "motion_picture", "law": "legislation", "statute": "legislation",
	"case": "legal_case", "letter": "personal_communication", "email": "personal_communication", "techreport": "report",
	"misc": "document", "unpublished": "manuscript", "encyclopedia": "entry-encyclopedia", "dictionary": "entry-dictionary",
	"podcast": "broadcast", "resolution": "report", "press-release": "pamphlet", "image": "graphic", "music": "song",
}
