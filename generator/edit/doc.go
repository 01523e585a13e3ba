// Package edit changes the files of an edition as its editor asks: a note is
// added on words that were selected, changed, taken out, put on other words, and
// all of it taken back. The preview and the command line go through it.
//
// A [Change] is what is asked for. [Make] plans it: the files as they would be,
// byte for byte what they were but for the note in question. A plan can be shown
// before anything is written. [Plan.Write] writes it; where a file has been
// changed meanwhile it plans anew on what stands there now, so that nobody's
// words are lost. What cannot be done, or would undo what somebody else has done,
// is a [Refusal].
//
// Where a note stands is for package anchor, how a file is written for package
// sidecar; here is decided which file, where in it, and under what id.
package edit
