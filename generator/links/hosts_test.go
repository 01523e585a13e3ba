package links

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"gloss/generator/edition"
)

// watched counts who is being asked.
type watched struct {
	mu       sync.Mutex
	now      map[string]int // by host: how many requests are under way
	ended    map[string]time.Time
	all      int
	most     int // at once, of all hosts
	crowded  []string
	hasty    []string
	requests int
}

// TestHosts: many hosts are asked at the same time, but none of them for two
// things at once, nor without a pause. Redirects lead from each to the next, so
// that all wait for one another.
func TestHosts(t *testing.T) {
	const hosts, pages, pause = 30, 4, 20 * time.Millisecond
	v := &watched{now: map[string]int{}, ended: map[string]time.Time{}}
	w := newWeb(t, "")
	w.handler = func(out http.ResponseWriter, in *http.Request) {
		host := in.Host
		v.mu.Lock()
		v.now[host]++
		v.all++
		v.requests++
		v.most = max(v.most, v.all)
		if v.now[host] > 1 {
			v.crowded = append(v.crowded, host+in.URL.Path)
		}
		if since := time.Since(v.ended[host]); since < pause {
			v.hasty = append(v.hasty, fmt.Sprint(host, in.URL.Path, " ", since))
		}
		v.mu.Unlock()
		time.Sleep(5 * time.Millisecond)
		var n int
		if _, err := fmt.Sscanf(host+in.URL.Path, "h%d.test/to-next", &n); err == nil && strings.HasPrefix(in.URL.Path, "/to-next") {
			out.Header().Set("Location", fmt.Sprintf("http://h%d.test/page", (n+1)%hosts))
			out.WriteHeader(http.StatusFound)
		}
		v.mu.Lock()
		v.now[host]--
		v.all--
		v.ended[host] = time.Now()
		v.mu.Unlock()
	}
	var links []Link
	for h := range hosts {
		for p := range pages {
			name := "page"
			if p%2 == 1 {
				name = "to-next"
			}
			links = append(links, Link{Page: fmt.Sprintf("http://h%d.test/%s%d", h, name, p)})
		}
	}
	o := w.options()
	o.Now, o.Wait, o.Pause = time.Now, Wait, pause
	var told []int
	o.Progress = func(done, all int, _ string) {
		if told = append(told, done); all != len(links) {
			t.Errorf("%d pages of %d", done, all)
		}
	}
	result, err := New(o).Ask(t.Context(), links, nil)
	if err != nil || result.Asked != len(links) || result.Left != 0 {
		t.Errorf("%+v, %v", result, err)
	}
	for page, a := range result.Answers {
		if a.Outcome != edition.Reached {
			t.Errorf("%s: %s", page, a.Why)
		}
	}
	if len(v.crowded) > 0 {
		t.Errorf("hosts asked for two things at once: %v", v.crowded)
	}
	if len(v.hasty) > 0 {
		t.Errorf("hosts asked without a pause of %v: %v", pause, v.hasty)
	}
	if v.most < 4 || v.most > atOnce {
		t.Errorf("%d hosts were asked at once", v.most)
	}
	if want := hosts * (1 + pages + pages/2); v.requests != want {
		t.Errorf("%d requests, want %d: a robots.txt and the pages", v.requests, want)
	}
	for i, done := range told {
		if done != i+1 {
			t.Fatalf("progress %v", told)
		}
	}
}

// TestStopped: who is stopped keeps what was found, says nothing about the page
// that was just being asked for, and leaves the others for the next time.
func TestStopped(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	w := newWeb(t, "* http://a.test/1 200\n* http://a.test/2 slow\n* http://a.test/3 200\n* http://b.test/ 500")
	o := w.options()
	o.Progress = func(done, _ int, _ string) {
		if done == 2 { // the first of each host
			time.AfterFunc(50*time.Millisecond, stop)
		}
	}
	links := []Link{{Page: "http://a.test/1"}, {Page: "http://a.test/2"}, {Page: "http://a.test/3"}, {Page: "http://b.test/"}}
	known := edition.Answers{"http://a.test/3": {URL: "http://a.test/3", Asked: "2026-10-01", Outcome: edition.Reached}}
	start := time.Now()
	result, err := New(o).Ask(ctx, links, known)
	if !errors.Is(err, context.Canceled) || time.Since(start) > 10*time.Second {
		t.Fatalf("%v after %v", err, time.Since(start))
	}
	if result.Asked != 2 || result.Left != 2 || len(result.Answers) != 3 ||
		result.Answers["http://a.test/1"].Outcome != edition.Reached || result.Answers["http://b.test/"].Outcome != edition.Failing ||
		result.Answers["http://a.test/3"].Asked != "2026-10-01" {
		t.Errorf("%+v", result)
	}
}

// TestStoppedWhileWaiting: a pause does not outlast the context, in real time.
func TestStoppedWhileWaiting(t *testing.T) {
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer stop()
	if err := Wait(ctx, time.Hour); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	if err := Wait(t.Context(), -time.Second); err != nil {
		t.Error(err)
	}
}
