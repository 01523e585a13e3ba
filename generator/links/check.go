package links

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"gloss/generator/edition"
)

// Program is the name that gloss goes by, and that a robots.txt may name.
const Program = "gloss"

// Options say how to ask; begin with [DefaultOptions].
type Options struct {
	Agent   string        // the User-Agent
	Timeout time.Duration // how long an answer may take
	Pause   time.Duration // between two requests to a host
	Due     int           // days after which what need not be asked again at once is
	All     bool          // ask for every page, due or not
	Archive string        // where copies are asked for; see [Checker.Copies]

	// Progress is told, one call at a time, how many of the pages are done
	// and which was the last.
	Progress func(done, all int, page string)

	Transport http.RoundTripper                          // how the net is reached
	Now       func() time.Time                           // the clock
	Wait      func(context.Context, time.Duration) error // how time is let pass
}

// DefaultOptions are those of a guest who has time.
func DefaultOptions() Options {
	return Options{
		Agent: Program, Timeout: 20 * time.Second, Pause: time.Second, Due: 30,
		Archive: "https://archive.org/wayback/available", Transport: transport(), Now: time.Now, Wait: Wait,
	}
}

// atOnce is how many requests are under way at once, each to another host.
const atOnce = 16

// tries is how often a page is asked for when there may be an answer yet.
const tries = 3

// Checker asks. It may be used from several goroutines.
type Checker struct {
	Options
	slots   chan struct{}
	replies atomic.Int64

	mu          sync.Mutex
	gates       map[string]*gate      // by host
	authorities map[string]*authority // by scheme and host
}

// New makes a checker.
func New(o Options) *Checker {
	return &Checker{Options: o, slots: make(chan struct{}, atOnce), gates: map[string]*gate{}, authorities: map[string]*authority{}}
}

// Result is what came of asking.
type Result struct {
	Answers edition.Answers // by page: those of now, and those of earlier where it is not due or was not asked
	Pages   int             // how many pages are linked to
	Asked   int             // how many of them were asked for
	Left    int             // how many should have been, and wait until the next time
}

// ErrOffline says that nobody has answered at all.
var ErrOffline = errors.New("no server has answered: is this machine on the net?")

// Ask asks for the pages that are due. When the context ends, what has been found
// by then is in the result, and the error is the context's. When nobody answers
// it is ErrOffline, and the answers are those of earlier.
func (c *Checker) Ask(ctx context.Context, links []Link, known edition.Answers) (*Result, error) {
	wanted := pagesOf(links, known)
	result := &Result{Answers: edition.Answers{}, Pages: len(wanted)}
	hosts := map[string][]*page{}
	all := 0
	for _, p := range wanted {
		if p.last.Asked != "" {
			result.Answers[p.url] = p.last
		}
		if c.due(p) {
			host := hostOf(p.url)
			hosts[host] = append(hosts[host], p)
			all++
		}
	}
	earlier := maps.Clone(result.Answers)
	var mu sync.Mutex
	done := 0
	var workers sync.WaitGroup
	for _, pages := range hosts {
		workers.Go(func() {
			for _, p := range pages {
				a, ok := c.ask(ctx, p)
				if ctx.Err() != nil {
					return
				}
				mu.Lock()
				if done++; ok {
					result.Answers[p.url] = a
					result.Asked++
				}
				if c.Progress != nil {
					c.Progress(done, all, p.url)
				}
				mu.Unlock()
			}
		})
	}
	workers.Wait()
	result.Left = all - result.Asked
	if ctx.Err() == nil && c.offline(hosts) {
		result.Answers = earlier
		return result, ErrOffline
	}
	return result, ctx.Err()
}

// pagesOf gathers links by their pages, sorted.
func pagesOf(links []Link, known edition.Answers) []*page {
	byURL := map[string]*page{}
	for i := range links {
		l := &links[i]
		p := byURL[l.Page]
		if p == nil {
			p = &page{url: l.Page, last: known[l.Page]}
			byURL[l.Page] = p
		}
		if id := idOf(l.Part); id != "" && !slices.Contains(p.ids, id) {
			p.ids = append(p.ids, id)
		}
	}
	list := make([]*page, 0, len(byURL))
	for _, url := range slices.Sorted(maps.Keys(byURL)) {
		slices.Sort(byURL[url].ids)
		list = append(list, byURL[url])
	}
	return list
}

// due reports whether a page is to be asked for: always what was not there last
// time, never asked for, or has parts that were not looked for; the rest when
// long enough ago.
func (c *Checker) due(p *page) bool {
	asked, err := time.Parse(time.DateOnly, p.last.Asked)
	switch {
	case c.All, err != nil, p.last.Outcome == edition.Dead, p.last.Outcome == edition.Failing:
		return true
	case p.last.Outcome == edition.Reached && !p.knows():
		return true
	}
	age := c.Now().UTC().Sub(asked)
	return age < 0 || age >= time.Duration(c.Due)*24*time.Hour
}

// offline reports whether it is this machine that has no net, rather than all
// hosts that are gone: none has answered, and there are several that did, or were
// never asked.
func (c *Checker) offline(hosts map[string][]*page) bool {
	alive := 0
	for _, pages := range hosts {
		if slices.ContainsFunc(pages, func(p *page) bool { return p.last.Since == "" }) {
			alive++
		}
	}
	return c.replies.Load() == 0 && alive > 2
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil { // PageOf has parsed it
		return address
	}
	return u.Hostname()
}

// ask asks for a page, as often as it takes. It is not ok when the host wants to
// be left alone, or has had too many requests however long it rested, or the
// context has ended: then nothing is known.
func (c *Checker) ask(ctx context.Context, p *page) (edition.Answer, bool) {
	method := http.MethodHead
	if len(p.ids) > 0 {
		method = http.MethodGet
	}
	for try := 0; ; {
		w, err := c.walk(ctx, method, p)
		if ctx.Err() != nil || errors.Is(err, errQuiet) {
			return edition.Answer{}, false
		}
		v := c.judge(p, w, err)
		g := c.gate(w.at.Hostname()) // of the host that gave the answer, or failed to
		switch {
		case v.outcome == edition.Reached, v.outcome == edition.Unasked:
			return c.answer(p, w, v), true
		case method == http.MethodHead && err == nil && !busy(w.status):
			// Not all servers know HEAD, and not all that do answer as they
			// would to GET.
			method = http.MethodGet
			continue
		case v.again && try+1 < tries && g.patient(c.Now()):
			method = http.MethodGet
			c.backOff(g, try)
			try++
			continue
		}
		if v.outcome == edition.Refused && v.again {
			g.leaveAlone(c.Now())
			return edition.Answer{}, false
		}
		if v.again && err != nil {
			g.giveUp()
		}
		return c.answer(p, w, v), true
	}
}

// answer is what there is to remember of a page.
func (c *Checker) answer(p *page, w walk, v verdict) edition.Answer {
	today := c.Now().UTC().Format(time.DateOnly)
	a := edition.Answer{URL: p.url, Asked: today, Outcome: v.outcome, Why: v.why, Reached: p.last.Reached}
	switch v.outcome {
	case edition.Reached:
		a.Reached, a.MovedTo = today, w.moved
		if w.status == http.StatusNotModified {
			a.ETag, a.Modified, a.TooLong = p.last.ETag, p.last.Modified, p.last.TooLong
			w.lacks = without(p.ids, p.last.Has)
		} else if w.status == http.StatusOK {
			a.ETag, a.Modified, a.TooLong = oneLine(w.header.Get("ETag")), oneLine(w.header.Get("Last-Modified")), w.tooLong
		}
		// Where nothing can be looked for, as in a PDF, nothing is lacking.
		a.Has, a.Lacks = without(p.ids, w.lacks), w.lacks
	case edition.Dead, edition.Failing:
		a.Since = cmp.Or(p.last.Since, today)
	}
	return a
}
