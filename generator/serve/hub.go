package serve

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"gloss/generator/publish"
)

// hub tells open pages what has changed.
type hub struct {
	mu        sync.Mutex
	count     int64 // of what has been told; a page knows the count it was made at
	listeners map[*listener]bool
}

// listener is a page, or several tabs of one browser. What it has not been sent
// yet is kept as one, however much it is.
type listener struct {
	pending news
	wake    chan struct{}
}

// news is what a page is sent, as JSON.
type news struct {
	Count    int64    `json:"count"`              // afterwards
	All      bool     `json:"all,omitempty"`      // every page may be another
	Editions []string `json:"editions,omitempty"` // the pages of these may be
	Site     bool     `json:"site,omitempty"`     // those that stand across editions may be
	Styles   bool     `json:"styles,omitempty"`   // style sheets may be
	Problems bool     `json:"problems,omitempty"` // problems may be others
}

func newHub() *hub {
	// A page of an earlier run of the program must not be taken for one of this.
	return &hub{count: time.Now().UnixMilli(), listeners: map[*listener]bool{}}
}

// tell tells every page.
func (h *hub) tell(u publish.Update) {
	h.send(news{All: u.Everything, Editions: u.Editions, Site: u.Site, Styles: u.Styles})
}

func (h *hub) send(n news) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.count++
	for l := range h.listeners {
		p := &l.pending
		p.Count = h.count
		p.All, p.Site, p.Styles, p.Problems = p.All || n.All, p.Site || n.Site, p.Styles || n.Styles, p.Problems || n.Problems
		for _, id := range n.Editions {
			if !slices.Contains(p.Editions, id) {
				p.Editions = append(p.Editions, id)
			}
		}
		select {
		case l.wake <- struct{}{}:
		default: // it is awake
		}
	}
}

// now is the count of what has been told so far.
func (h *hub) now() int64 {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.count
}

func (h *hub) listen() *listener {
	h.mu.Lock()
	defer h.mu.Unlock()
	l := &listener{pending: news{Count: h.count}, wake: make(chan struct{}, 1)}
	l.wake <- struct{}{} // the count at once: a change may have come since the page was made
	h.listeners[l] = true
	return l
}

func (h *hub) leave(l *listener) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.listeners, l)
}

// take takes what is to be sent.
func (h *hub) take(l *listener) news {
	h.mu.Lock()
	defer h.mu.Unlock()
	n := l.pending
	l.pending = news{Count: n.Count}
	return n
}

// beat is how often a stream says that it lives: one whose page is gone is found
// out, and nothing on the way takes it for dead.
const beat = 25 * time.Second

// ServeHTTP sends news as server-sent events until the page goes away.
func (h *hub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Time{})
	w.Header().Set("Content-Type", "text/event-stream")
	_, _ = fmt.Fprint(w, "retry: 500\n\n")
	l := h.listen()
	defer h.leave(l)
	alive := time.NewTicker(beat)
	defer alive.Stop()
	for {
		var text string
		select {
		case <-r.Context().Done():
			return
		case <-alive.C:
			text = ": alive\n\n"
		case <-l.wake:
			data, err := json.Marshal(h.take(l))
			if err != nil {
				return
			}
			text = "data: " + string(data) + "\n\n"
		}
		_ = control.SetWriteDeadline(time.Now().Add(beat))
		if _, err := fmt.Fprint(w, text); err != nil {
			return
		}
		if err := control.Flush(); err != nil {
			return
		}
	}
}
