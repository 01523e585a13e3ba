// Package styles holds the citation styles that come with gloss, and the
// English words they use. Files dropped here are found by their names.
package styles

import "embed"

// FS holds the styles (*.csl) and locales (locales-*.xml) of this folder.
//
//go:embed *.csl *.xml
var FS embed.FS
