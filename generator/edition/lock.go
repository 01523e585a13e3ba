package edition

import "strings"

// Lock is essay.lock: an essay's text as it stood when its notes were last
// confirmed, and where they stood in it.
type Lock struct {
	Text    Text        // without Spans
	Targets []Confirmed // in reading order, then those that are lost
}

// Confirmed is a target as it was last confirmed, or, where Was is set, waits to
// be.
type Confirmed struct {
	Note    string // its id
	N       int    // which of its targets it was, from 1
	Target  Target // as its author wrote it; without places
	Passage        // of Lock.Text; none when Lost
	Lost    bool
	Was     *Was
}

// Was is what a target's words were when they were last confirmed, if they have
// been reworded or lost since, with what stood before and after.
type Was struct{ Before, Words, After string }

// Bare is the target without its place, and without outer space in its words:
// two targets that say the same are equal in it.
func (t Target) Bare() BareTarget {
	b := BareTarget{Selector: t.bare(), Block: t.Block, Lines: t.Lines, Whole: t.Whole}
	if t.From != nil {
		b.From = t.From.bare()
	}
	if t.To != nil {
		b.To = t.To.bare()
	}
	return b
}

// BareTarget is a target that can be compared.
type BareTarget struct {
	Selector, From, To Selector
	Block              string
	Lines              Lines
	Whole              bool
}

func (s Selector) bare() Selector {
	return Selector{strings.TrimSpace(s.Exact), strings.TrimSpace(s.Prefix), strings.TrimSpace(s.Suffix)}
}

// Quotes reports whether a target says where it belongs by words or lines of the
// text, which an edit can change.
func (t Target) Quotes() bool { return t.Exact != "" || t.From != nil || t.Lines != Lines{} }

// kinds names the kinds of block, as messages and the lock do.
var kinds = [...]string{
	Paragraph: "paragraph", Heading: "heading", Item: "item", Cell: "cell", Term: "term", Description: "description", Code: "code",
	List: "list", Table: "table", Quotation: "quotation", Figure: "figure", DefinitionList: "definitions",
}

// Name is the kind's name: paragraph, heading …
func (k BlockKind) Name() string { return kinds[k] }

// KindNamed returns the kind of a name.
func KindNamed(name string) (BlockKind, bool) {
	for k, s := range kinds {
		if s == name {
			return BlockKind(k), true
		}
	}
	return 0, false
}

// Leaf reports whether blocks of the kind hold characters of the text.
func (k BlockKind) Leaf() bool { return k <= Code }
