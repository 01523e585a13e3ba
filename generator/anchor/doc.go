// Package anchor finds the passage that a selector quotes: in the text it was
// taken from, and in a text that has been edited since.
//
// A quotation is matched on folded text (see fold): white space, quotation
// marks, dashes, ellipses and Unicode forms are reduced to one form on both
// sides, case and letters are kept. What is found is given back in bytes of the
// text itself.
//
// A wrong attachment is the worst thing this package can do, so it never
// guesses: two places equally good are [edition.Ambiguous], words that stand
// in other surroundings than the selector says are a look-alike, and the
// passage is [edition.Lost].
package anchor
