package edition

// Document is a piece of Markdown read once: the essay, a note's body, a plain
// page. Its Flow and its Text come from the same walk, so what the flow shows
// and what the text says cannot differ.
type Document struct {
	Text      Text
	Flow      Flow
	Footnotes []Footnote             // the author's own [^1] notes, in the order of their marks
	Place     func(source int) Place // byte of the Markdown source → where that is in the author's file
}

// PlaceOf is where a passage of the text begins in the author's file.
func (d *Document) PlaceOf(p Passage) Place { return d.Place(d.Text.Source(p).Start) }

// Footnote is a Markdown footnote, an author's own note. Its marks stand in the
// flow of the document as pieces of kind FootnoteMark.
type Footnote struct {
	Label string
	Body  *Document
	At    Place
}

// Flow is a document's HTML, cut into pieces so that passages can be marked and
// links aimed without parsing HTML again. Written out one after the other, the
// pieces are the document.
type Flow []Piece

// PieceKind says what a piece is.
type PieceKind uint8

// The kinds of piece. Citation, CrossReference and FootnoteMark stand only in a
// document as written; package resolve turns them into the others.
const (
	Markup        PieceKind = iota // HTML as it stands
	Run                            // characters of the text, to be escaped
	Link                           // <a href="…">: URL or Target, then HTML as further attributes
	Image                          // <img src="…">: URL, then HTML as further attributes (alt, title)
	CitationHole                   // Citation
	ReferenceHole                  // Reference
	FootnoteHole                   // Label
)

// Piece is one piece of a flow.
type Piece struct {
	Kind PieceKind
	HTML string // Markup: the HTML; Link and Image: attributes with a space before each

	// Passage is what a Run shows and an Image says (its alternative text);
	// for all others the point of the text where they stand.
	Passage

	// Nest is the change of depth in links and code that the piece makes: a
	// note's mark must not stand where the depth is above zero.
	Nest int8
	// Closes marks Markup that ends an inline element, and a Link that a mark
	// must not part from what stands before it: a mark due before it is set after
	// it.
	Closes bool
	// Ends is the id of the leaf block that Markup ends, where the block has
	// an id: what belongs to the whole block is set before it.
	Ends string

	URL       string     // Link, Image: as the author wrote it, but percent-encoded where an address needs it; to be escaped for HTML
	Target    *Address   // Link, in finished flows: somewhere in the site, instead of URL
	Label     string     // FootnoteHole
	Citation  *Citation  // CitationHole
	Reference *Reference // ReferenceHole
	Source    int        // byte of the Markdown source; for all but Run and such Markup as is not the author's own HTML
	Size      Size       // Image, in finished flows
}

// Size is an image's size in CSS pixels; zero when unknown.
type Size struct{ Width, Height int }

// AddressKind says what an address leads to.
type AddressKind uint8

// The kinds of address.
const (
	ToNote    AddressKind = iota // ID is the note's
	ToBlock                      // ID is the block's
	ToEdition                    // Edition alone
	ToSource                     // ID is the source's slug
	ToMark                       // ID is the note's, N the number of its place, from 1
	ToPage                       // ID is a plain page's slug, none for the home page, and behind # the block's id, if any
)

// Address is a place in the site that a link leads to. How it becomes a URL
// depends on the page the link stands on.
type Address struct {
	Kind    AddressKind
	Edition string // folder name
	ID      string
	N       int
}
