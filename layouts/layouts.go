// Package layouts holds what the pages are made of: templates, style sheets, the
// script. It is embedded, so that the program is one file; gloss reads another
// folder of the same form with --layouts.
package layouts

import "embed"

// FS is this folder: templates (*.html), style.css, code.css, sources.css, page.js, sources.js.
//
//go:embed *.html *.css *.js
var FS embed.FS
