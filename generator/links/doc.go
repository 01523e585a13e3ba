// Package links asks the pages that a site links to whether they are still there,
// and archives whether they have a copy. It alone goes out to the net; what it
// finds is kept in links.jsonl, and that is all the build ever knows of it.
//
// It goes as a guest would. In a host it asks for one page at a time and pauses
// before the next; it stays away where robots.txt says so (RFC 9309), and for as
// long as a busy server wants (Retry-After); it asks for the head of a page where
// that will do, and says what it knows already, so that a server can answer
// “as it was”. What fails for a reason that may pass is tried again, later and
// later.
//
// [Collect] finds the links, a [Checker] asks, a [State]
// of all that is known says what is wrong, at the line where each link stands.
package links
