package edition

import "cmp"

// Settings is site.yaml.
type Settings struct {
	Title, URL, Language, Description string
	Editors                           []Person
	Style                             string // citation style, by name or path; empty: the built-in one
	Bibliography                      []SourceGroup
	Citations                         string // id of the series that holds citations under a note style
	Series                            []Series
	Links                             []MenuLink        // for the menu
	Words                             map[string]string // the interface's words, over the built-in ones
	HTML                              bool              // let raw HTML in essays and pages through
	At                                map[string]Place  // by key: where it stands
}

// SourceGroup is a part of a bibliography with a heading of its own. A source
// belongs to the first group that all conditions of hold for it; to one without
// conditions belongs whatever is left.
type SourceGroup struct {
	Label string
	Where []Condition
}

// Condition holds for a source whose field has one of the values.
type Condition struct {
	Field  string // id, type, or a variable of CSL: keyword, language, author, issued …
	Values []string
}

// Person is a name with an optional address.
type Person struct {
	Name, URL string
	At        Place // of the address
}

// MenuLink is an entry of the site's menu.
type MenuLink struct {
	Label, URL string
	At         Place // of the address
}

// Series is a run of notes with its own marks, label, colour slot and switch.
type Series struct {
	ID, Label string
	Marks     Marks
	Slot      int // colour, 1 to 6; 0: none given
	At        Place
}

// Marks is the kind of a series' marks, written as the first of them.
type Marks string

// The kinds of marks.
const (
	Figures Marks = "1" // 1 2 3
	Letters Marks = "a" // a b c … z aa ab
	Romans  Marks = "i" // i ii iii
	Symbols Marks = "*" // * † ‡ § ‖ ¶ ** ††
)

// Front is the front matter of an essay or a plain page.
type Front struct {
	Title, Subtitle string
	Authors         []string
	Date            string // EDTF: 2026, 2026-11 or 2026-11-22
	Language, Dir   string
	Summary         string
	Published       Published
	Rights          string
	Series          []Series
	Draft           bool
	EndnotesOnly    bool // margin: false
	HTML            *bool
	At              map[string]Place
}

// Published is where a text first appeared.
type Published struct {
	Title, Date, URL string
	At               Place // of the address
}

// Manuscript is an edition as written: one folder of the content.
type Manuscript struct {
	ID      string // the folder's name
	Folder  string // the folder, relative to the content folder
	Front   Front
	Essay   *Document
	Lock    *Lock // nil when there is none
	Notes   []Note
	Sources []Source
	Images  map[string]Size // by URL as written in essay and bodies, for those that are files of the folder
	Assets  []string        // files to copy, relative to Folder: images and whatever else an author put there
}

// Page is a plain page of content/pages, or the home page's words.
type Page struct {
	Slug   string
	File   string
	Front  Front
	Body   *Document
	Images map[string]Size
	Assets []string
}

// Selector finds a passage by quoting it, in the words of the W3C's Web
// Annotation Data Model.
type Selector struct{ Exact, Prefix, Suffix string }

// Target is where a note belongs. Exactly one form is set: Selector; From and
// To; Block, with or without Lines or a Selector inside it; Whole.
type Target struct {
	Selector
	From, To *Selector // YAML's start and end
	Block    string
	Lines    Lines
	Whole    bool
	At       Place
}

// Lines is a range of lines of a code block, both ends included, from 1. The
// zero value is no range.
type Lines struct{ First, Last int }

// Note is an annotation as written.
type Note struct {
	ID       string // empty: to be made from the quotation's words
	Targets  []Target
	Series   string // empty: the first series
	Creator  string
	Created  string
	Modified string
	Language string
	Sources  []SourceUse
	Tags     []string
	Markdown string    // the body as written; empty when the note is nothing but its sources
	BodyAt   Place     // where the body's first character stands; its further lines stand in the same column
	Body     *Document // Markdown, read; set by package load
	At       Place
	SeriesAt Place
}

// SourceUse is an entry of a note's list of sources: "ap1988, p. 1".
type SourceUse struct {
	Text string
	At   Place
}

// Source is a bibliographic record in CSL's field names.
type Source struct {
	Key      string
	Type     string            // CSL type: book, article-journal …
	Fields   map[string]string // title, container-title, page, URL …; may hold CSL's rich text (<i>, <sup> …)
	Names    map[string][]Name // author, editor, translator …
	Dates    map[string]Date   // issued, accessed, original-date …
	Archived string            // address of an archived copy
	Supports []Target          // passages of the essay that the source is given for
	Parents  []string          // keys of the records of its file that it has fields from, as BibTeX's crossref has it
	At       Place

	URLAt, DOIAt, ArchivedAt Place // where its addresses stand
}

// Address is where the source is to be found on the web: its URL or, where it has
// none, that of its DOI; empty where it has neither.
func (s *Source) Address() string { return cmp.Or(s.Fields["URL"], DOIAddress(s.Fields["DOI"])) }

// Bare is the record without the places where it and its addresses stand.
func (s Source) Bare() Source {
	s.At, s.URLAt, s.DOIAt, s.ArchivedAt = Place{}, Place{}, Place{}, Place{}
	return s
}

// Name is a name in CSL's parts. Literal excludes the others.
type Name struct {
	Family, Given       string
	DroppingParticle    string // "de" in "de Tocqueville"
	NonDroppingParticle string // "van" in "van Gogh"
	Suffix              string
	Literal             string
}

// WithFamily is the name with its given name as its family name, where it has no
// other: formats that begin a name with the family name cannot do without.
func (n Name) WithFamily() Name {
	if n.Family == "" && n.Literal == "" {
		n.Family, n.Given = n.Given, ""
	}
	return n
}

// Date is a CSL date: one day or a range. Literal is set when the date could
// not be read as one.
type Date struct {
	From, To Day  // To is zero for a single date
	Open     bool // a range without an end
	Season   int  // 1 spring … 4 winter
	Circa    bool
	Literal  string
}

// Day is a date as exact as it is known: Month and Day may be zero. Years
// before 1 are negative, 1 BC being -1.
type Day struct{ Year, Month, Day int }

// IsZero reports whether no date is given.
func (d Date) IsZero() bool { return d.From == Day{} && d.Literal == "" }
