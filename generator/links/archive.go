package links

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"gloss/generator/edition"
)

// Want is a page whose archived copy is wanted.
type Want struct {
	Page string
	// Day is the day, 2026-11-22, of which the copy should be; empty: the
	// newest.
	Day string
}

// Copy is an archived copy of a page.
type Copy struct {
	URL string
	Day string // when it was made; empty: not known
}

// largestReply is how much of what an archive says about a page is read.
const largestReply = 1 << 20

// Copies asks the archive for copies of pages, one after the other. An address of
// the archive that ends in a slash is taken as a Memento TimeGate (RFC 7089),
// behind which a page's own address is written; any other as an availability
// interface such as the Wayback Machine's. The error is the archive's failing: the
// copies found before are returned with it.
func (c *Checker) Copies(ctx context.Context, wants []Want, progress func(done int)) (map[string]Copy, error) {
	service, err := url.Parse(c.Archive)
	if err != nil || service.Hostname() == "" || service.Scheme != "http" && service.Scheme != "https" {
		return nil, fmt.Errorf("“%s” is not the address of an archive", c.Archive)
	}
	ask := c.available
	if strings.HasSuffix(service.Path, "/") {
		ask = c.timeGate
	}
	found := map[string]Copy{}
	for i, w := range wants {
		copied, err := c.patiently(ctx, service, w, ask)
		switch {
		case ctx.Err() != nil:
			return found, ctx.Err()
		case err != nil:
			return found, fmt.Errorf("asking %s for archived copies: %w", service.Host, err)
		case copied.URL != "":
			found[w.Page] = sameScheme(copied, service)
		}
		if progress != nil {
			progress(i + 1)
		}
	}
	return found, nil
}

// patiently asks again when the archive is busy or fails.
func (c *Checker) patiently(ctx context.Context, service *url.URL, w Want, ask func(context.Context, *url.URL, Want) (Copy, error)) (Copy, error) {
	g := c.gate(service.Hostname())
	for try := 0; ; try++ {
		copied, err := ask(ctx, service, w)
		if err == nil || ctx.Err() != nil || errors.Is(err, errQuiet) || try+1 == tries || !g.patient(c.Now()) {
			return copied, err
		}
		c.backOff(g, try)
	}
}

// errStatus: the archive answered with a status that says nothing of a copy.
type errStatus int

func (e errStatus) Error() string { return "it answers " + statusText(int(e)) }

// available asks an availability interface, which answers
//
//	{"archived_snapshots": {"closest": {"available": true, "status": "200",
//	 "timestamp": "20130919044612", "url": "http://web.archive.org/web/…"}}}
//
// and {"archived_snapshots": {}} where it has no copy.
func (c *Checker) available(ctx context.Context, service *url.URL, w Want) (Copy, error) {
	at := *service
	query := at.Query()
	query.Set("url", w.Page)
	if w.Day != "" {
		query.Set("timestamp", strings.ReplaceAll(w.Day, "-", ""))
	}
	at.RawQuery = query.Encode()
	var data []byte
	r, err := c.request(ctx, nil, http.MethodGet, &at, http.Header{"Accept": {"application/json"}}, readUpTo(largestReply, &data))
	switch {
	case err != nil:
		return Copy{}, err
	case r.status != http.StatusOK:
		return Copy{}, errStatus(r.status)
	}
	return readAvailable(data)
}

// stamp is how archives write a time.
const stamp = "20060102150405"

func readAvailable(data []byte) (Copy, error) {
	var answer struct {
		Snapshots *struct {
			Closest struct {
				Available bool            `json:"available"`
				URL       string          `json:"url"`
				Timestamp string          `json:"timestamp"`
				Status    json.RawMessage `json:"status"` // "200", and in some archives 200
			} `json:"closest"`
		} `json:"archived_snapshots"`
	}
	if err := json.Unmarshal(data, &answer); err != nil || answer.Snapshots == nil {
		return Copy{}, errors.New("what it answers is not what an availability interface answers")
	}
	closest := answer.Snapshots.Closest
	status := string(bytes.Trim(closest.Status, `"`))
	if !closest.Available || status != "" && status != "null" && status[0] != '2' {
		return Copy{}, nil
	}
	return copyAt(closest.URL, closest.Timestamp), nil
}

// copyAt is a copy of a time as archives write it; none, when its address is not
// one that a link may have.
func copyAt(address, at string) Copy {
	page, part, ok := edition.PageOf(address)
	if !ok || part != "" {
		return Copy{}
	}
	copied := Copy{URL: page}
	if t, err := time.Parse(stamp, at); err == nil {
		copied.Day = t.Format(time.DateOnly)
	}
	return copied
}

// timeGate asks a Memento TimeGate, which redirects to the copy that is nearest in
// time, or gives it at once. Any other answer about a page, such as the refusal to
// show copies of it, says that there is none to link to.
func (c *Checker) timeGate(ctx context.Context, service *url.URL, w Want) (Copy, error) {
	at, err := url.Parse(strings.TrimSuffix(service.String(), "/") + "/" + w.Page)
	if err != nil {
		return Copy{}, err
	}
	header := http.Header{}
	if day, err := time.Parse(time.DateOnly, w.Day); err == nil {
		header.Set("Accept-Datetime", day.Format(http.TimeFormat))
	}
	for range mostHops {
		r, err := c.request(ctx, nil, http.MethodGet, at, header, nil)
		if err != nil {
			return Copy{}, err
		}
		made := r.header.Get("Memento-Datetime")
		switch {
		case r.status >= 400 && r.status < 500 && !busy(r.status):
			return Copy{}, nil
		case r.status == http.StatusOK && made != "":
			if there, err := at.Parse(r.header.Get("Content-Location")); err == nil {
				at = there
			}
			return mementoAt(at, made), nil
		case !redirects(r.status):
			return Copy{}, errStatus(r.status)
		}
		to, err := at.Parse(r.header.Get("Location"))
		if err != nil || r.header.Get("Location") == "" {
			return Copy{}, errNowhere
		}
		at = to
	}
	return Copy{}, errHops
}

// mementoAt is a copy of a time as HTTP writes it.
func mementoAt(at *url.URL, made string) Copy {
	t, err := http.ParseTime(made)
	if err != nil {
		return copyAt(at.String(), "")
	}
	return copyAt(at.String(), t.UTC().Format(stamp))
}

// sameScheme writes https where the archive itself was asked so: the Wayback
// Machine calls its copies http.
func sameScheme(copied Copy, service *url.URL) Copy {
	u, err := url.Parse(copied.URL)
	if err == nil && service.Scheme == "https" && u.Scheme == "http" && u.Port() == "" &&
		(u.Host == service.Host || strings.HasSuffix(u.Host, "."+service.Host)) {
		u.Scheme = "https"
		copied.URL = u.String()
	}
	return copied
}
