package sidecar

// The types and tags of RIS, as Reference Manager's specification of 2012 and
// EndNote have them. Where they disagree with the older one, in which A2 is an
// editor always, what Zotero does is done.

// risTypes says which type a record is written with, and risRead how types are
// read, where that is more than the way back.
var risTypes = map[string]string{
	"article": "UNPB", "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS", "bill": "BILL", "book": "BOOK",
	"broadcast": "VIDEO", "chapter": "CHAP", "classic": "CLSWK", "collection": "GEN", "dataset": "DATA", "document": "GEN", "entry": "ENCYC",
	"entry-dictionary": "DICT", "entry-encyclopedia": "ENCYC", "event": "GEN", "figure": "FIGURE", "graphic": "ART", "hearing": "HEAR",
	"interview": "INTV", "legal_case": "CASE", "legislation": "STAT", "manuscript": "MANSCPT", "map": "MAP", "motion_picture": "MPCT",
	"musical_score": "MUSIC", "pamphlet": "PAMP", "paper-conference": "CPAPER", "patent": "PAT", "performance": "GEN", "periodical": "JFULL",
	"personal_communication": "PCOMM", "post": "ICOMM", "post-weblog": "BLOG", "regulation": "LEGAL", "report": "RPRT", "review": "JOUR",
	"review-book": "JOUR", "software": "COMP", "song": "SOUND", "speech": "SLIDE", "standard": "STAND", "thesis": "THES", "treaty": "GEN",
	"webpage": "ELEC",
}

var risRead = map[string]string{
	"ABST": "article-journal", "ADVS": "motion_picture", "AGGR": "dataset", "ANCIENT": "classic", "CHART": "graphic", "CONF": "paper-conference",
	"CTLG": "book", "DBASE": "dataset", "EBOOK": "book", "ECHAP": "chapter", "EDBOOK": "book", "EJOUR": "article-journal", "EQUA": "document",
	"GOVDOC": "report", "GRANT": "document", "INPR": "article-journal", "MULTI": "motion_picture", "PODCST": "broadcast", "PRESS": "pamphlet",
	"SER": "book", "TVEP": "broadcast", "UNBILL": "bill", "UNPD": "manuscript", "WEB": "webpage",
	// Those that several types are written with.
	"GEN": "document", "UNPB": "manuscript", "VIDEO": "motion_picture", "ENCYC": "entry-encyclopedia", "JOUR": "article-journal",
}

// risText is a variable of CSL's that is a tag of RIS's in records of some types.
type risText struct {
	csl  string
	tags []string // it is written with the first
	of   func(typ string) bool
}

// Where a tag means one thing in some types and another in the rest, these say
// which.
func ofAll(string) bool         { return true }
func inJournal(typ string) bool { return inJournals[typ] }
func inBook(typ string) bool    { return inBooks[typ] }
func countsPages(typ string) bool {
	return books[typ] || typ == "thesis"
}

// inSeries holds of what stands in a series as a book does.
func inSeries(typ string) bool { return books[typ] || likeBooks(typ) }

var likeBooks = is("report map software")

// is holds of the types that are named.
func is(types string) func(typ string) bool {
	named := set(types)
	return func(typ string) bool { return named[typ] }
}

func not(of func(string) bool) func(string) bool {
	return func(typ string) bool { return !of(typ) }
}

// risTexts are the variables that are read from one tag, the first that applies to
// the record's type. Titles of what a work stands in, numbers of pages and of
// books, dates and keywords are read apart.
var risTexts = []risText{
	{"title", words("TI T1 CT"), ofAll},
	{"title-short", words("ST"), ofAll},
	{"collection-title", words("T3"), inBook},
	{"collection-title", words("T3"), inJournal},
	{"collection-title", words("T2 T3"), inSeries},
	{"event-title", words("T2"), is("speech")},
	{"container-title-short", words("J2 JA J1"), ofAll},
	{"volume", words("VL"), ofAll},
	{"issue", words("IS CP"), inJournal},
	{"collection-number", words("SV M1"), func(t string) bool { return inBooks[t] || books[t] }},
	{"collection-number", words("SV"), ofAll},
	{"number", words("C7"), inJournal},
	{"number", words("M1 IS"), func(t string) bool { return !inJournals[t] && !inBooks[t] && !books[t] }},
	{"number-of-volumes", words("NV"), ofAll},
	{"edition", words("ET"), not(is("software"))},
	{"version", words("ET"), is("software")},
	{"chapter-number", words("SE"), inBook},
	{"section", words("SE"), not(inBook)},
	{"authority", words("PB"), is("legal_case")},
	{"publisher", words("PB"), not(is("legal_case"))},
	{"scale", words("C1"), is("map")},
	{"dimensions", words("C3"), is("graphic figure")},
	{"genre", words("M3"), ofAll},
	{"PMCID", words("C2"), inJournal},
	{"call-number", words("CN"), ofAll},
	{"archive", words("DB"), not(inJournal)},
	{"archive_location", words("AN"), not(inJournal)},
	{"source", words("DP DB"), ofAll},
	{"language", words("LA"), ofAll},
	{"original-title", words("OP"), ofAll},
	{"reviewed-title", words("RI"), ofAll},
}

// risParagraphs are the variables that are joined of all lines of a tag.
var risParagraphs = []struct {
	csl  string
	tags []string // it is written with the first
}{
	{"abstract", words("AB N2")},
	{"note", words("N1")},
	{"annote", words("RN")},
}

// risRoles says which tag holds the names of a role, in records of a type; of
// several rows the first that applies.
var risRoles = []struct {
	tag, csl string
	of       func(typ string) bool
}{
	{"AU", "director", is("motion_picture")},
	{"AU", "author", ofAll},
	{"A2", "collection-editor", inSeries},
	{"A2", "interviewer", is("interview")},
	{"A2", "recipient", is("personal_communication")},
	{"A2", "performer", is("song")},
	{"A2", "editor", ofAll},
	{"A3", "editor", inSeries},
	{"A3", "producer", is("motion_picture broadcast")},
	{"A3", "contributor", is("thesis")},
	{"A3", "collection-editor", ofAll},
	{"A4", "composer", is("song")},
	{"A4", "translator", ofAll},
	{"ED", "editor", ofAll},
	{"TA", "translator", ofAll},
}

// risIgnored holds the tags that say nothing of the source itself: files,
// pictures and links of its keeper, the state of a reprint, a caption, addresses
// of authors, and the keys of the record.
var risIgnored = set("L1 L2 L3 L4 RP CA AD ID LB")
