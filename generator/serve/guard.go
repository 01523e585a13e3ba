package serve

import (
	"crypto/rand"
	"crypto/subtle"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// Whoever can make this browser send a request is not its editor: a page on
// another site can send one here, or have its own name lead here (DNS
// rebinding). So the preview answers to the names of this machine only, and what
// changes or tells more than the site does wants two things that a page
// elsewhere cannot have: the preview's token in a header, which other origins may
// not set, and an origin that is the preview's own.

// tokenHeader carries the preview's token.
const tokenHeader = "X-Gloss-Token"

// newToken makes a token for one run of the program.
func newToken() string { return rand.Text() }

// answersTo reports whether a request names this machine. When other machines
// are let in they may name it by its number, which no name can be made to look
// like.
func (s *server) answersTo(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.Trim(host, "[]")
	ip := net.ParseIP(host)
	switch {
	case host == "localhost", ip != nil && ip.IsLoopback():
		return true
	case s.open:
		return ip != nil || strings.EqualFold(host, s.options.Host)
	}
	return false
}

// names says to what a preview answers.
func (s *server) names() string {
	switch {
	case !s.open:
		return "127.0.0.1 and localhost"
	case net.ParseIP(s.options.Host) != nil:
		return "localhost and addresses in numbers"
	}
	return "localhost, " + s.options.Host + " and addresses in numbers"
}

// ownOrigin reports whether a request was made by a page of the preview, as far
// as the browser says where it was made.
func ownOrigin(r *http.Request) bool {
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin":
	case "none": // typed by the reader
		return r.Method == http.MethodGet || r.Method == http.MethodHead
	default:
		return false
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && u.Scheme == "http" && u.Host == r.Host
}

// mayEdit reports whether a request comes from an editor's page.
func (s *server) mayEdit(r *http.Request) bool {
	token := r.Header.Get(tokenHeader)
	return ownOrigin(r) && subtle.ConstantTimeCompare([]byte(token), []byte(s.token)) == 1
}

// fence sets what browsers are told about every answer: nothing is kept, nothing
// is guessed, no other site may frame it or take it in.
func fence(h http.Header) {
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "SAMEORIGIN")
	h.Set("Content-Security-Policy", "frame-ancestors 'self'")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Referrer-Policy", "no-referrer")
}
