package links

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"

	"gloss/generator/edition"
)

// page is a page to be asked for, with the ids that links name in it.
type page struct {
	url  string
	ids  []string
	last edition.Answer // what was found out last time; zero: nothing
}

// walk is the way to a page over its redirects, and what was found at its end.
type walk struct {
	reply
	at      *url.URL // the address asked last
	hops    int      // how many redirects led there
	moved   string   // where those at its beginning that hold for good lead to
	lacks   []string // the ids that are not there
	tooLong bool
}

const (
	mostHops   = 10
	mostVisits = 2 // to one address in a walk: some servers set a cookie and lead back to where one was
)

// badRedirect is what is wrong with a redirect.
type badRedirect string

func (e badRedirect) Error() string { return string(e) }

const (
	errCircle  badRedirect = "its redirects lead in a circle"
	errHops    badRedirect = "it redirects too many times"
	errNowhere badRedirect = "it redirects, but not to an address"
)

// errForbidden: a robots.txt forbids it.
var errForbidden = errors.New("its robots.txt asks programs to stay away")

// walk asks for a page, and follows its redirects.
func (c *Checker) walk(ctx context.Context, method string, p *page) (w walk, err error) {
	if w.at, err = url.Parse(p.url); err != nil {
		return w, err
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		return w, err
	}
	visits, forGood := map[string]int{}, true
	for {
		if err := c.allowed(ctx, w.at); err != nil {
			return w, err
		}
		visits[w.at.String()]++
		w.reply, err = c.request(ctx, jar, method, w.at, p.header(), func(resp *http.Response) (err error) {
			if method == http.MethodGet && resp.StatusCode == http.StatusOK && isHTML(resp.Header.Get("Content-Type")) {
				w.lacks, w.tooLong, err = findIDs(resp.Body, p.ids)
			}
			return err
		})
		if err != nil || !redirects(w.status) {
			return w, err
		}
		to, err := w.at.Parse(w.header.Get("Location"))
		switch {
		case err != nil || w.header.Get("Location") == "":
			return w, errNowhere
		case to.Scheme != "http" && to.Scheme != "https" || to.Hostname() == "":
			return w, badRedirect("it redirects to “" + oneLine(to.Redacted()) + "”, which is no page of the web")
		case visits[to.String()] >= mostVisits:
			return w, errCircle
		case w.hops == mostHops:
			return w, errHops
		}
		to.Host = strings.ToLower(to.Host)
		w.at, w.hops = to, w.hops+1
		if forGood = forGood && (w.status == http.StatusMovedPermanently || w.status == http.StatusPermanentRedirect); forGood {
			w.moved = to.String()
		}
	}
}

// redirects reports whether a status is that of a redirect.
func redirects(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// header is what a request for the page says beside the address: what is known
// of it, where that is all that is wanted.
func (p *page) header() http.Header {
	h := http.Header{"Accept": {"text/html, application/xhtml+xml, */*;q=0.8"}}
	if !p.knows() {
		return h
	}
	if p.last.ETag != "" {
		h.Set("If-None-Match", p.last.ETag)
	}
	if p.last.Modified != "" {
		h.Set("If-Modified-Since", p.last.Modified)
	}
	return h
}

// knows reports whether the page was reached when it was last asked for, and all
// ids were looked for.
func (p *page) knows() bool {
	return p.last.Asked != "" && p.last.Outcome == edition.Reached && len(without(p.ids, p.last.Has, p.last.Lacks)) == 0
}

// without lists what is in none of the others.
func without(list []string, others ...[]string) (left []string) {
next:
	for _, s := range list {
		for _, other := range others {
			for _, o := range other {
				if s == o {
					continue next
				}
			}
		}
		left = append(left, s)
	}
	return left
}

// authority is one server's robots.txt.
type authority struct {
	turn  chan struct{} // holds who reads it
	known bool
	rules
}

// largestRobots is how much of a robots.txt is read: what RFC 9309 demands.
const largestRobots = 500 << 10

// allowed asks the robots.txt of an address's server whether it may be asked
// for. The error is errForbidden, or why there is no robots.txt to be had, which
// is no answer: it is read again next time.
func (c *Checker) allowed(ctx context.Context, u *url.URL) error {
	c.mu.Lock()
	key := u.Scheme + "://" + u.Host
	a := c.authorities[key]
	if a == nil {
		a = &authority{turn: make(chan struct{}, 1)}
		c.authorities[key] = a
	}
	c.mu.Unlock()
	select {
	case a.turn <- struct{}{}:
		defer func() { <-a.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if !a.known {
		if err := c.readRobots(ctx, a, u); err != nil {
			return err
		}
	}
	path := cmp.Or(u.EscapedPath(), "/")
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if path != "/robots.txt" && !a.allows(path) {
		return errForbidden
	}
	return nil
}

// readRobots reads the robots.txt of a server. One that is not there allows
// everything; one that the server fails to give forbids everything.
func (c *Checker) readRobots(ctx context.Context, a *authority, of *url.URL) error {
	u := &url.URL{Scheme: of.Scheme, Host: of.Host, Path: "/robots.txt"}
	for range mostHops {
		var data []byte
		r, err := c.request(ctx, nil, http.MethodGet, u, nil, readUpTo(largestRobots, &data))
		if err != nil {
			return err
		}
		to, bad := u.Parse(r.header.Get("Location"))
		switch {
		case redirects(r.status) && bad == nil && strings.HasPrefix(to.Scheme, "http"):
			to.Host = strings.ToLower(to.Host)
			u = to
			continue
		case r.status == http.StatusTooManyRequests || r.status >= 500:
			return errRobots{r.status}
		case r.status == http.StatusOK:
			a.rules = readRobots(data)
		}
		break
	}
	a.known = true
	g := c.gate(of.Hostname())
	g.mu.Lock()
	g.pause = max(g.pause, a.delay)
	g.mu.Unlock()
	return nil
}

// errRobots: the server fails to give its robots.txt.
type errRobots struct{ status int }

func (e errRobots) Error() string { return "its robots.txt answers " + statusText(e.status) }
