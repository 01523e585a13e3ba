package links

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"
)

// reply is what a server has answered; its body has been read by then.
type reply struct {
	status int
	header http.Header
}

// transport is how the net is reached, through a proxy where the environment
// names one.
func transport() *http.Transport {
	return &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            (&net.Dialer{Timeout: 15 * time.Second}).DialContext,
		ForceAttemptHTTP2:      true,
		TLSHandshakeTimeout:    15 * time.Second,
		MaxIdleConnsPerHost:    1,
		IdleConnTimeout:        time.Minute,
		MaxResponseHeaderBytes: 256 << 10,
	}
}

// request asks once, when the host's gate lets it through. Whoever reads the
// body does it in read, which may be nil. The error is one of the net's, or
// read's, or the context's, or errQuiet.
func (c *Checker) request(ctx context.Context, jar http.CookieJar, method string, u *url.URL, header http.Header, read func(*http.Response) error) (reply, error) {
	g := c.gate(u.Hostname())
	leave, err := c.enter(ctx, g)
	if err != nil {
		return reply{}, err
	}
	defer leave()
	ctx, cancel := context.WithTimeout(ctx, c.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, u.String(), nil)
	if err != nil {
		return reply{}, err
	}
	for key, values := range header {
		req.Header[key] = values
	}
	req.Header.Set("User-Agent", c.Agent)
	if jar != nil {
		for _, cookie := range jar.Cookies(u) {
			req.AddCookie(cookie)
		}
	}
	resp, err := c.Transport.RoundTrip(req) // a client would follow redirects, and read what they say
	if err != nil {
		return reply{}, err
	}
	defer resp.Body.Close()
	c.replies.Add(1)
	g.heed(resp.StatusCode, resp.Header, c.Now())
	if jar != nil {
		jar.SetCookies(u, resp.Cookies())
	}
	if read != nil {
		err = read(resp)
	}
	return reply{resp.StatusCode, resp.Header}, err
}

// readUpTo reads a body, but no more of it than so many bytes.
func readUpTo(limit int64, into *[]byte) func(*http.Response) error {
	return func(resp *http.Response) (err error) {
		*into, err = io.ReadAll(io.LimitReader(resp.Body, limit))
		return err
	}
}
