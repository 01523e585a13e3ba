// Package edition is the model of gloss: what a site, an edition, its text, its
// notes and its sources are, first as their authors wrote them and then
// finished. It imports nothing of ours and knows no file, no clock and no
// network.
//
// # As written
//
// A [Manuscript] is an edition as its folder holds it: front matter, the essay
// read as a [Document], notes and sources from the sidecars. A [Settings] is
// site.yaml, a [Page] a plain page.
//
// # Finished
//
// An [Edition] is a manuscript whose notes have found their passages and their
// numbers, whose citations are formatted and whose cross-references lead
// somewhere. A [Site] is what stands across editions. Nothing changes either
// after package resolve has made it.
//
// # Offsets
//
// A text is measured in bytes of [Text.Plain], ranges are half-open. Only
// messages for people count lines and columns, from one, columns in code
// points; only the command locate speaks in code points.
package edition
