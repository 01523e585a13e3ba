package edition

import (
	"net/url"
	"strings"
)

// Outcome is what came of asking for a page that the site links to.
type Outcome uint8

// The outcomes.
const (
	Reached Outcome = iota // it is there
	Dead                   // it is not there
	Failing                // no answer, or an error of the server's: this may pass
	Refused                // the server answers, but not a program
	Unasked                // the server's robots.txt asks programs to stay away
)

var outcomes = [...]string{"reached", "dead", "failing", "refused", "unasked"}

func (o Outcome) String() string { return outcomes[o] }

// OutcomeNamed returns the outcome of a name: reached, dead, failing, refused or
// unasked.
func OutcomeNamed(name string) (Outcome, bool) {
	for o, s := range outcomes {
		if s == name {
			return Outcome(o), true
		}
	}
	return 0, false
}

// Answer is what was last found out about a page that the site links to: a line
// of links.jsonl. Its days are written 2026-11-22, in universal time.
type Answer struct {
	URL     string // as PageOf writes it
	Asked   string // the day
	Outcome Outcome
	Why     string // in words; empty when Reached
	Since   string // the day since when it was never reached; empty when Reached
	Reached string // the day it was last reached; empty: never
	MovedTo string // where the server says it is for good; empty: where it was

	// By these the server can say that the page is what it was (RFC 9110,
	// section 8.8): an entity tag as the server wrote it, and a date of HTTP.
	ETag, Modified string

	Has     []string // the ids that links name in it and that are there, sorted
	Lacks   []string // those that are not, sorted
	TooLong bool     // no end of the page was seen, so that those may yet be there
}

// Answers are the answers that are known, by their pages.
type Answers map[string]Answer

// Of returns the answer about the page that an address leads to.
func (as Answers) Of(address string) (Answer, bool) {
	page, _, _ := PageOf(address)
	a, ok := as[page]
	return a, ok
}

// PageOf parts an address on another site into the page, as it is asked for,
// and the part of the page, still percent-encoded. It is not ok when the address
// leads into the site or is none of the web's.
func PageOf(address string) (page, part string, ok bool) {
	if address = strings.TrimSpace(address); strings.HasPrefix(address, "//") {
		address = "https:" + address // as the page that it stands on
	}
	u, err := url.Parse(address)
	switch {
	case err != nil, u.Opaque != "", u.Scheme != "http" && u.Scheme != "https":
		return "", "", false
	case strings.Contains(u.Host, "%"): // a zone of this machine's, or no name of a host
		return "", "", false
	}
	part = u.EscapedFragment()
	u.Fragment, u.RawFragment = "", ""
	u.Host = strings.TrimSuffix(strings.ToLower(u.Host), usualPort[u.Scheme])
	if u.Path == "" {
		u.Path = "/"
	}
	return u.String(), part, u.Hostname() != ""
}

// usualPort is the port that need not be said.
var usualPort = map[string]string{"http": ":80", "https": ":443"}

// DOIAddress is the web address of a DOI, which may be written bare, behind
// “doi:”, or as an address already; "" of none.
func DOIAddress(doi string) string {
	bare := BareDOI(doi)
	if bare == "" {
		return ""
	}
	return "https://doi.org/" + (&url.URL{Path: bare}).EscapedPath()
}

// BareDOI is a DOI without what may be written before it, such as the address of
// its resolver: 10.1000/182.
func BareDOI(doi string) string {
	bare := strings.TrimSpace(doi)
	for _, before := range []string{"https://", "http://", "dx.doi.org/", "doi.org/", "doi:"} {
		if len(bare) < len(before) || !strings.EqualFold(bare[:len(before)], before) {
			continue
		}
		bare = strings.TrimSpace(bare[len(before):])
		if decoded, err := url.PathUnescape(bare); err == nil && before[0] == 'h' { // in an address it is encoded
			bare = decoded
		}
	}
	return bare
}
