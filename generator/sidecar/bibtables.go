package sidecar

import (
	"strings"

	"gloss/generator/bibtex"
)

// The entry types and fields of BibLaTeX 3.19, https://ctan.org/pkg/biblatex
// chapter 2, and what reference managers write beside them.

// bibTypes says what type an entry is written with. Where it is read as another
// type of CSL's (see [bibEntries]), its entrysubtype says which.
var bibTypes = map[string]string{
	"article": "online", "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "bill": "legislation",
	"book": "book", "broadcast": "video", "chapter": "incollection", "classic": "book", "collection": "misc", "dataset": "dataset",
	"document": "misc", "entry": "inreference", "entry-dictionary": "inreference", "entry-encyclopedia": "inreference", "event": "misc",
	"figure": "image", "graphic": "artwork", "hearing": "legal", "interview": "misc", "legal_case": "jurisdiction", "legislation": "legislation",
	"manuscript": "unpublished", "map": "misc", "motion_picture": "movie", "musical_score": "music", "pamphlet": "booklet",
	"paper-conference": "inproceedings", "patent": "patent", "performance": "performance", "periodical": "periodical",
	"personal_communication": "letter", "post": "online", "post-weblog": "online", "regulation": "legislation", "report": "report",
	"review": "review", "review-book": "review", "software": "software", "song": "audio", "speech": "unpublished", "standard": "standard",
	"thesis": "thesis", "treaty": "legal", "webpage": "online",
}

// bibEntries says how the types of entries are read.
var bibEntries = map[string]string{
	"article": "article-journal", "artwork": "graphic", "audio": "song", "bibnote": "document", "book": "book", "bookinbook": "chapter",
	"booklet": "pamphlet", "collection": "book", "commentary": "book", "conference": "paper-conference", "dataset": "dataset",
	"electronic": "webpage", "generic": "document", "image": "graphic", "inbook": "chapter", "incollection": "chapter",
	"inproceedings": "paper-conference", "inreference": "entry-encyclopedia", "jurisdiction": "legal_case", "legal": "treaty",
	"legislation": "legislation", "letter": "personal_communication", "manual": "book", "map": "map", "mastersthesis": "thesis",
	"misc": "document", "movie": "motion_picture", "music": "song", "mvbook": "book", "mvcollection": "book", "mvproceedings": "book",
	"mvreference": "book", "online": "webpage", "patent": "patent", "performance": "performance", "periodical": "periodical",
	"phdthesis": "thesis", "proceedings": "book", "reference": "book", "report": "report", "review": "review", "software": "software",
	"standard": "standard", "suppbook": "chapter", "suppcollection": "chapter", "suppperiodical": "article-journal", "techreport": "report",
	"thesis": "thesis", "unpublished": "manuscript", "video": "motion_picture", "www": "webpage",
}

// bibSubtypes are the words that entrysubtype holds instead of a type of CSL's.
var bibSubtypes = map[string]string{"magazine": "article-magazine", "newspaper": "article-newspaper"}

// bibGenres are the genres that types of entries imply.
var bibGenres = map[string]string{"phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis", "techreport": "Technical report"}

// bibStrings are the keys of BibLaTeX that stand for words, in the fields type and
// pubstate.
var bibStrings = map[string]string{
	"phdthesis": "PhD thesis", "mathesis": "Master’s thesis", "bathesis": "Bachelor’s thesis", "candthesis": "Candidate thesis",
	"patent": "patent", "patentde": "German patent", "patenteu": "European patent", "patentfr": "French patent", "patentuk": "British patent",
	"patentus": "U.S. patent", "patreq": "patent request", "patreqde": "German patent request", "patreqeu": "European patent request",
	"patreqfr": "French patent request", "patrequk": "British patent request", "patrequs": "U.S. patent request",
	"techreport": "Technical report", "resreport": "Research report", "software": "Software", "datacd": "Data CD", "audiocd": "Audio CD",
	"inpreparation": "in preparation", "submitted": "submitted", "forthcoming": "forthcoming", "inpress": "in press",
	"prepublished": "prepublished",
}

// bibText is a variable of CSL's that is a field of BibLaTeX's.
type bibText struct {
	csl   string
	how   bibtex.Reading
	names []string // of the field; it is written with the first
}

// bibTexts are the variables that are the same for all types.
var bibTexts = []bibText{
	{"abstract", bibtex.Paragraphs, words("abstract")},
	{"annote", bibtex.Paragraphs, words("annotation annote")},
	{"call-number", bibtex.Line, words("library")},
	{"chapter-number", bibtex.Line, words("chapter")},
	{"citation-label", bibtex.Line, words("shorthand label")},
	{"collection-title", bibtex.Title, words("series collection")},
	{"container-title-short", bibtex.Title, words("shortjournal")},
	{"edition", bibtex.Line, words("edition")},
	{"event-place", bibtex.Line, words("venue eventvenue")},
	{"genre", bibtex.Line, words("type")},
	{"ISBN", bibtex.Line, words("isbn")},
	{"ISSN", bibtex.Line, words("issn")},
	{"keyword", bibtex.Line, words("keywords keyword")},
	{"license", bibtex.Line, words("license copyright rights")},
	{"number-of-pages", bibtex.Line, words("pagetotal numpages")},
	{"number-of-volumes", bibtex.Line, words("volumes")},
	{"original-publisher", bibtex.Line, words("origpublisher")},
	{"original-publisher-place", bibtex.Line, words("origlocation")},
	{"original-title", bibtex.Title, words("origtitle")},
	{"part-number", bibtex.Line, words("part")},
	{"PMCID", bibtex.Line, words("pmcid")},
	{"PMID", bibtex.Line, words("pmid")},
	{"publisher-place", bibtex.Line, words("location address")},
	{"status", bibtex.Line, words("pubstate")},
	{"title-short", bibtex.Title, words("shorttitle")},
	{"version", bibtex.Line, words("version")},
	{"volume", bibtex.Line, words("volume")},
}

func words(s string) []string { return strings.Fields(s) }

// cslTitles holds the variables in which braces protect from a change of case.
var cslTitles = map[string]bool{
	"title": true, "title-short": true, "container-title": true, "container-title-short": true, "collection-title": true,
	"event-title": true, "original-title": true, "reviewed-title": true, "volume-title": true, "part-title": true,
}

// bibRoles says which fields hold the names of a role.
var bibRoles = []struct {
	csl   string
	names []string // of the field; it is written with the first
}{
	{"author", words("author")},
	{"container-author", words("bookauthor")},
	{"translator", words("translator")},
	{"contributor", words("contributor commentator annotator introduction foreword afterword")},
}

// bibEditors says what the fields for editors are called, and the fields beside
// them that say what they did; and which of CSL's roles is written into each.
var bibEditors = [4]struct{ field, kind, role string }{
	{"editor", "editortype", "editor"}, {"editora", "editoratype", "compiler"}, {"editorb", "editorbtype", "director"}, {"editorc", "editorctype", "organizer"},
}

// bibDates says which fields hold a date.
var bibDates = []struct {
	csl   string
	names []string // of the field; it is written with the first
}{
	{"issued", words("date")},
	{"accessed", words("urldate lastchecked lastaccessed")},
	{"event-date", words("eventdate")},
	{"original-date", words("origdate origyear")},
}

// bibArchives are the names and addresses of the archives that eprinttype names.
var bibArchives = map[string]struct{ name, address string }{
	"arxiv": {"arXiv", "https://arxiv.org/abs/"}, "jstor": {"JSTOR", "https://www.jstor.org/stable/"}, "hdl": {"Handle", "https://hdl.handle.net/"},
	"hal": {"HAL", "https://hal.science/"}, "googlebooks": {"Google Books", "https://books.google.com/books?id="},
	"ssrn": {"SSRN", "https://ssrn.com/abstract="}, "biorxiv": {"bioRxiv", ""}, "medrxiv": {"medRxiv", ""}, "pubmed": {"PubMed", "https://pubmed.ncbi.nlm.nih.gov/"},
}

// bibLanguages are what babel and polyglossia call languages, by their tags.
var bibLanguages = map[string]string{
	"af": "afrikaans", "ar": "arabic", "bg": "bulgarian", "ca": "catalan", "cs": "czech", "cy": "welsh", "da": "danish", "de": "ngerman",
	"de-AT": "naustrian", "de-CH": "nswissgerman", "el": "greek", "en": "english", "en-AU": "australian", "en-CA": "canadian", "en-GB": "british",
	"en-US": "american", "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french",
	"fr-CA": "canadien", "ga": "irish", "gl": "galician", "grc": "ancientgreek", "he": "hebrew", "hi": "hindi", "hr": "croatian", "hu": "magyar",
	"hy": "armenian", "id": "indonesian", "is": "icelandic", "it": "italian", "ja": "japanese", "ko": "korean", "la": "latin", "lt": "lithuanian",
	"lv": "latvian", "mn": "mongolian", "nb": "norsk", "nl": "dutch", "nn": "nynorsk", "pl": "polish", "pt": "portuguese", "pt-BR": "brazilian",
	"ro": "romanian", "ru": "russian", "sa": "sanskrit", "sk": "slovak", "sl": "slovene", "sq": "albanian", "sr": "serbian", "sv": "swedish",
	"syr": "syriac", "ta": "tamil", "th": "thai", "tr": "turkish", "uk": "ukrainian", "ur": "urdu", "vi": "vietnamese", "zh": "chinese",
}

// bibOtherLanguages are further names of languages.
var bibOtherLanguages = map[string]string{
	"usenglish": "en-US", "ukenglish": "en-GB", "german": "de", "austrian": "de-AT", "swissgerman": "de-CH", "francais": "fr", "frenchb": "fr",
	"hungarian": "hu", "brazil": "pt-BR", "portuges": "pt", "farsi": "fa", "norwegian": "nb", "bokmal": "nb", "polutonikogreek": "el", "mexican": "es-MX",
	"acadian": "fr-CA", "slovenian": "sl", "japanese": "ja", "pinyin": "zh",
}

// bibIgnored holds the fields that say nothing of the source itself: files and
// notes of its keeper, what programs note for themselves, what only sorts.
var bibIgnored = set(`
	file pdf localfile local-url localurl attachments attachment mendeley-groups mendeley-tags groups owner timestamp creationdate
	modificationdate date-added date-modified added-at added username biburl interhash intrahash priority ranking readstatus read relevance
	qualityassured printed rating citeulike-article-id citeulike-linkout-0 posted-at __markedentry bdsk-color uri papers2_url papers3_url
	ids crossref xref xdata entryset related relatedtype relatedstring relatedoptions execute options presort sortkey sortname sortshorthand
	sorttitle sortyear indextitle indexsorttitle shorthandintro gender keyed pagination bookpagination langidopts nameaddon key dateadded
	datemodified comment review bibsource entrysubtype editortype editoratype editorbtype editorctype sourceid cited_by`)

// set is a set of words.
func set(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}
