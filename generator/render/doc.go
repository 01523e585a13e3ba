// Package render turns finished values into files: an edition into its page, its
// commentary, its notes as Web Annotations and its sources as CSL-JSON; a site
// into its home page, plain pages, pages of sources, feed and site map.
//
// It decides nothing about content. What a passage is, which number a note has
// and what a citation says was settled by package resolve; render weaves the
// passages and marks into the essay and writes every link relative to the page
// it stands on, so that a site works under any base path.
//
// The frames of the pages are html/template files in layouts/. They get
// finished views and hold no logic beyond range, if and with. What a page has
// hundreds of (passages, notes, entries) is written by appending bytes, since
// the template engine takes a microsecond for each value.
//
// # Hooks
//
// Ids: n-ID a note, r-ID its mark (r-ID-2 for its second place), s-SLUG a
// source. Classes: mark, note, s1 s2 … (the edition's series, from 1), para (a
// paragraph's own link), switches, contents, text, notes, sources, colophon.
// Every passage, mark and note carries data-n, the ids of its notes, the
// innermost first. Attributes style hold custom properties only: --a, --at and
// --after name the anchors that style.css sets margin notes by, --n1 to --n6
// say how many notes of each colour lie over a passage.
package render
