package links

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// gate is the way to a host: one request at a time goes through it, with a pause
// before the next.
type gate struct {
	turn chan struct{} // holds who is through

	mu    sync.Mutex
	pause time.Duration
	next  time.Time // when the next may go through
	quiet time.Time // until then the host wants to be left alone, longer than anybody will wait
	down  bool      // it did not answer, however often it was asked
}

// errQuiet: the host wants to be left alone for now.
var errQuiet = errors.New("the host wants to be left alone for now")

// longestWait is as long as a busy host is waited for.
const longestWait = 2 * time.Minute

// gate returns the gate of a host.
func (c *Checker) gate(host string) *gate {
	c.mu.Lock()
	defer c.mu.Unlock()
	g := c.gates[host]
	if g == nil {
		g = &gate{turn: make(chan struct{}, 1), pause: c.Pause}
		c.gates[host] = g
	}
	return g
}

// enter waits until a request to a host may be sent. The caller leaves when it
// has read the answer.
func (c *Checker) enter(ctx context.Context, g *gate) (leave func(), err error) {
	select {
	case g.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() {
		if err != nil {
			<-g.turn
		}
	}()
	g.mu.Lock()
	now, next, quiet := c.Now(), g.next, g.quiet
	g.mu.Unlock()
	if quiet.After(now) {
		return nil, errQuiet
	}
	if err := c.Wait(ctx, next.Sub(now)); err != nil {
		return nil, err
	}
	select {
	case c.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return func() {
		<-c.slots
		g.mu.Lock()
		g.hold(c.Now().Add(g.pause))
		g.mu.Unlock()
		<-g.turn
	}, nil
}

// hold lets nothing through before a time. The gate is locked.
func (g *gate) hold(until time.Time) {
	if until.After(g.next) {
		g.next = until
	}
}

// heed does what a busy host asks for.
func (g *gate) heed(status int, header http.Header, now time.Time) {
	if !busy(status) {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	switch wait := retryAfter(header.Get("Retry-After"), now); {
	case wait > longestWait:
		g.quiet = now.Add(wait)
	case wait > 0:
		g.hold(now.Add(wait))
	}
}

// busy reports whether a status says that the host has had too much.
func busy(status int) bool {
	return status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable
}

// retryAfter is how long a Retry-After asks to wait: seconds, or a date of HTTP
// (RFC 9110, section 10.2.3). It is 0 when there is none to be understood.
func retryAfter(value string, now time.Time) time.Duration {
	if seconds, err := strconv.ParseUint(value, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(0, at.Sub(now))
	}
	return 0
}

// backOff lets a host rest after the nth failure in a row, counted from 0: the
// longer, the more there have been.
func (c *Checker) backOff(g *gate, failures int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.hold(c.Now().Add(firstRest << (2 * failures)))
}

// firstRest is the rest after the first failure; after each further one it is
// four times as long.
const firstRest = 2 * time.Second

// patient reports whether it is worth while to ask a host again for what it has
// not given.
func (g *gate) patient(now time.Time) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return !g.down && !g.quiet.After(now)
}

// leaveAlone lets nothing more through in this run: the host answers only that it
// has had too many requests.
func (g *gate) leaveAlone(now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if until := now.Add(time.Hour); until.After(g.quiet) {
		g.quiet = until
	}
}

// giveUp remembers that the host does not answer, however often it is asked: its
// other pages are asked for but once.
func (g *gate) giveUp() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.down = true
}

// Wait waits in real time; it is what a [Checker] does when nothing else is set.
// The error is the context's.
func Wait(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
