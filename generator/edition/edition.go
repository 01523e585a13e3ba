package edition

// Edition is one finished annotated text.
type Edition struct {
	ID        string
	Front     Front
	Language  string // the essay's, BCP 47
	Dir       string // ltr or rtl
	Text      *Text
	Flow      Flow             // the essay with its holes filled; passages and marks are woven in by render
	Series    []Series         // label, marks and slot filled in; in the order of the site, then of the edition
	Notes     []Annotation     // in reading order
	Segments  []Segment        // disjoint, in the order of the text
	Marks     []MarkPoint      // by Offset, then in the order they are shown
	Sources   []Entry          // what is cited, in the order of the bibliography
	Backlinks map[string][]Use // by block id: the cross-references to it
	Referring []Use            // the cross-references to the edition as a whole
	Tray      []Unplaced       // notes that found no place; only under --draft
	Ordered   []Unplaced       // targets that the notes before and after have placed, on the first of Near
	Assets    []string         // files to copy, relative to the edition's folder
	Words     int              // of the essay
	NoteWords int              // of all notes together
	HasCode   bool             // highlighted code stands in it
}

// Annotation is a finished note.
type Annotation struct {
	ID        string
	Series    int      // index into Edition.Series
	Mark      string   // 3, b, iv, † …
	Whole     bool     // it stands on the work, not on words
	Places    []Placed // where it stands, in reading order; a point for an author's footnote; none when Whole
	Body      Flow
	Plain     string // the text that the passages of Body are of
	Cited     []Flow // its list of sources, each formatted; without Runs
	Apart     *Apart // how it reads where the notes before it are not at hand; nil: the same
	Text      string // body and sources as plain text
	Language  string // empty: the essay's
	Dir       string // empty: the essay's
	Creator   string
	Created   string
	Modified  string
	Tags      []string
	Referring []Use // the cross-references to it
	At        Place // where it is written
}

// Apart is a note whose citations lean on no other note: none is shortened, or
// "ibid.", for what another says.
type Apart struct {
	Body  Flow
	Cited []Flow
}

// Alone is the note's body and its list of sources as they read where it stands
// alone, as in a commentary.
func (a *Annotation) Alone() (body Flow, cited []Flow) {
	if a.Apart != nil {
		return a.Apart.Body, a.Apart.Cited
	}
	return a.Body, a.Cited
}

// Result is how a target fared.
type Result uint8

// The results. Exact and Moved publish; Reworded publishes with a warning;
// Ambiguous and Lost do not.
const (
	Exact Result = iota
	Moved
	Reworded
	Ambiguous
	Lost
)

func (r Result) String() string {
	return [...]string{"exact", "moved", "reworded", "ambiguous", "lost"}[r]
}

// Placed is a target that has found its passage.
type Placed struct {
	Passage
	Result Result
	Was    string // when Reworded, the words that the note was written on
}

// Unplaced is a note by one of its targets that was ambiguous or lost.
type Unplaced struct {
	ID     string
	N      int // which of its targets, from 1
	Target Target
	Series int
	Result Result
	Quoted string // what it said
	Text   string // its body as plain text
	Body   Flow
	Plain  string // the text that the passages of Body are of
	Near   []Candidate
	At     Place // where it is written
}

// Candidate is a place where a lost or ambiguous passage may belong.
type Candidate struct {
	Passage
	Likeness float64 // 0 to 1
}

// Segment is a stretch of the text inside one leaf block over which the same
// passages lie.
type Segment struct {
	Passage
	Notes []int // indices into Edition.Notes, at least one, ascending
	First []int // those of Notes whose first passage begins here
}

// MarkPoint is where a note's mark stands: after the last character of a
// passage.
type MarkPoint struct {
	Offset int // byte of the text
	Note   int // index into Edition.Notes
	N      int // which of the note's places, from 1
}

// Section is an entry of a table of contents: a block of kind Heading and its
// words.
type Section struct {
	ID    string
	Level int
	Title string
}

// Entry is a source in a bibliography.
type Entry struct {
	Source *Source
	Slug   string // in s-SLUG and /sources/SLUG/
	Group  int    // index into Settings.Bibliography; past its end: of no group
	HTML   string // formatted by the citation style, without links; empty where the style leaves the source out of bibliographies
	Uses   []Use
}

// Use is a place that cites a source or refers to something: a note, the essay's
// own words, or those of a plain page.
type Use struct {
	From    Address // the note, or the block of the essay or the page
	Title   string  // of the edition or the page it stands in
	Series  string  // label of the note's series; empty in the essay's own words
	Mark    string  // the note's mark
	Before  string  // the words before
	Words   string  // the passage annotated, or the words that refer; shortened
	After   string  // the words after
	Locator string  // of a citation, formatted: p. 3; HTML
}

// Site is what stands across the editions, finished.
type Site struct {
	Settings Settings
	Editions []Card       // in the order of the home page: newest first, then by title
	Pages    []Leaf       // by title
	Home     *Leaf        // nil when there is no index.md
	Sources  []SourceCard // group by group, each in the style's order
	Newest   []*Edition   // the first of Editions whole, for the feed; may be fewer than there are
}

// Card is what other pages say of an edition.
type Card struct {
	ID, Title, Subtitle string
	Authors             []string
	Date, Modified      string // Modified: the latest date of the edition and its notes
	Language, Dir       string
	Summary             string
	Words, Notes        int
	Sources             int
}

// Leaf is a finished plain page.
type Leaf struct {
	Slug   string
	Front  Front
	Flow   Flow
	Text   *Text
	Assets []string
}

// SourceCard is a source of the site and every place that cites it.
type SourceCard struct {
	Key, Slug, Type string
	Record          *Source // never changed
	Group           int     // as in Entry
	HTML            string  // formatted as one that stands alone, without links
	Sort            string  // cards of a group stand in the order of this key
	Title           string  // in the site's language; what the source is called when it has none
	URL, Archived   string
	Reached         string // the day its link was last reached, 2026-11-22; empty: never, or not known
	Dead            bool   // its link led nowhere when it was last asked
	Uses            []Use
}
