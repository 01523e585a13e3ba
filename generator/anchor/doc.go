// Package anchor finds the passage that a selector quotes: in the text it was
// taken from, and in a text that has been edited since.
//
// # Finding
//
// A quotation is matched on folded text (fold.go): white space, quotation marks,
// dashes, ellipses and Unicode forms are reduced to one form on both sides, case
// and letters are kept. What is found is given back in bytes of the text itself.
// [Index.Find], [Index.FindIn] and [Index.FindRange] find what stands there as it
// was quoted.
//
// # Quoting
//
// [Index.Quote] makes the target that an editor would write for a passage, as
// short as it can be, and [Index.Requote] one of a given form. [Index.Whole] is
// the passage that is meant when somebody has selected a part of a character.
//
// # Following
//
// Where the text is known as it was, [Compare] aligns the words of both states:
// runs of words that stand just once in each are paired wherever they stand, so
// moves are followed (align.go), what lies between is aligned in order (gaps.go,
// chain.go), and gaps that could stand in several places are put where a reader
// sees them (slide.go). [Edit.Carry] then asks what became of a passage's words
// (image.go) and whether that is the passage still (limits.go).
//
// Where nothing but the selector is known, [Index.Search] looks for the parts of
// the text that hold most of its words, prefix and suffix included, and aligns
// and judges each in the same way.
//
// # Never guessing
//
// A wrong attachment is the worst thing this package can do. Two places equally
// good are [edition.Ambiguous]; words that stand in other surroundings than the
// selector says are a look-alike, and the passage is [edition.Lost]. Each word
// has one partner at most, so that a passage that is gone does not find its twin,
// which has a partner of its own; and what was moved must lead back to one place
// of the old text. Where the notes of a file all keep the order of the text,
// [ByOrder] decides between places equally good.
package anchor
