package cite

import "strings"

// variable is a CSL variable, interned: an index into the table of known
// variables, or past it for a name that only a style knows.
type variable uint16

const noVariable variable = 0

// ordinaryVariables, numberVariables, nameVariables and dateVariables are the
// variables of CSL 1.0.2, Appendix IV, with the older names that styles still
// use. A number is an ordinary variable too.
var ordinaryVariables = words(`
	abstract annote archive archive_collection archive_location archive-place
	authority call-number citation-key citation-label collection-title
	container-title container-title-short dimensions division DOI event
	event-place event-title genre hereinafter ISBN ISSN journalAbbreviation
	jurisdiction keyword language license medium note original-publisher
	original-publisher-place original-title page part-title PMCID PMID
	publisher publisher-place references reviewed-genre reviewed-title scale
	shortTitle source status title title-short URL volume-title
	volume-title-short year-suffix`)

var numberVariables = words(`
	chapter-number citation-number collection-number edition
	first-reference-note-number issue locator number number-of-pages
	number-of-volumes page-first part-number printing-number section
	supplement-number version volume`)

var nameVariables = words(`
	author chair collection-editor compiler composer container-author
	contributor curator director editor editor-translator editorial-director
	executive-producer guest host illustrator interviewer narrator organizer
	original-author performer producer recipient reviewed-author script-writer
	series-creator translator`)

var dateVariables = words(`
	accessed available-date container event-date issued original-date submitted`)

func words(s string) []string { return strings.Fields(s) }

// The known variables stand in one table: first the ordinary ones, then the
// numbers, names and dates; index 0 is no variable.
var (
	knownVariables = concat([]string{""}, ordinaryVariables, numberVariables, nameVariables, dateVariables)
	variableIndex  = index(knownVariables)

	firstNumber   = variable(1 + len(ordinaryVariables))
	firstName     = firstNumber + variable(len(numberVariables))
	firstDate     = firstName + variable(len(nameVariables))
	firstUnknown  = firstDate + variable(len(dateVariables))
	textVariables = int(firstName) // how many can hold text
)

// Variables that the engine itself asks for.
var (
	vAccessed        = variableIndex["accessed"]
	vEditor          = variableIndex["editor"]
	vTranslator      = variableIndex["translator"]
	vCitationLabel   = variableIndex["citation-label"]
	vCitationNumber  = variableIndex["citation-number"]
	vContainerTitle  = variableIndex["container-title"]
	vContainerShort  = variableIndex["container-title-short"]
	vDOI             = variableIndex["DOI"]
	vEvent           = variableIndex["event"]
	vEventTitle      = variableIndex["event-title"]
	vFirstNote       = variableIndex["first-reference-note-number"]
	vIssued          = variableIndex["issued"]
	vJournalShort    = variableIndex["journalAbbreviation"]
	vLanguage        = variableIndex["language"]
	vLocator         = variableIndex["locator"]
	vNote            = variableIndex["note"]
	vNumberOfPages   = variableIndex["number-of-pages"]
	vNumberOfVolumes = variableIndex["number-of-volumes"]
	vPage            = variableIndex["page"]
	vPageFirst       = variableIndex["page-first"]
	vShortTitle      = variableIndex["shortTitle"]
	vTitle           = variableIndex["title"]
	vTitleShort      = variableIndex["title-short"]
	vURL             = variableIndex["URL"]
	vYearSuffix      = variableIndex["year-suffix"]
)

func (v variable) isNumber() bool { return v >= firstNumber && v < firstName }
func (v variable) isName() bool   { return v >= firstName && v < firstDate }
func (v variable) isDate() bool   { return v >= firstDate && v < firstUnknown }

func concat(lists ...[]string) (out []string) {
	for _, l := range lists {
		out = append(out, l...)
	}
	return out
}

func index(names []string) map[string]variable {
	m := make(map[string]variable, len(names))
	for i, n := range names {
		m[n] = variable(i)
	}
	return m
}
