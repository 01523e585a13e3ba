package links

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"gloss/generator/edition"
)

// TestCopies asks archives of both kinds for copies of a few pages.
func TestCopies(t *testing.T) {
	const wayback = "https://archive.org/wayback/available"
	for _, c := range []struct {
		name, archive, web string
		wants              []Want
		found              map[string]Copy
		asked              []string
		err                string
	}{
		{
			name: "an availability interface", archive: wayback,
			web: `
* https://archive.org/wayback/available?timestamp=20200201&url=http%3A%2F%2Fa.test%2F 200 | {"url": "a.test", "archived_snapshots": {"closest": {"status": "200", "available": true, "url": "http://web.archive.org/web/20200203040506/http://a.test/", "timestamp": "20200203040506"}}}
* https://archive.org/wayback/available?url=http%3A%2F%2Fb.test%2F%3Fq 200 | {"archived_snapshots": {}}
* https://archive.org/wayback/available?url=http%3A%2F%2Fc.test%2F 200 | {"archived_snapshots": {"closest": {"status": "404", "available": true, "url": "http://web.archive.org/web/20200203040506/http://c.test/", "timestamp": "20200203040506"}}}
* https://archive.org/wayback/available?url=http%3A%2F%2Fd.test%2F 200 | {"archived_snapshots": {"closest": {"status": 200, "available": true, "url": "https://other.test/d", "timestamp": "soon"}}}
* https://archive.org/wayback/available?url=http%3A%2F%2Fe.test%2F 200 | {"archived_snapshots": {"closest": {"status": "200", "available": true, "url": "javascript:alert(1)", "timestamp": "20200203040506"}}}`,
			wants: []Want{{"http://a.test/", "2020-02-01"}, {"http://b.test/?q", ""}, {"http://c.test/", ""}, {"http://d.test/", ""}, {"http://e.test/", ""}},
			found: map[string]Copy{
				"http://a.test/": {"https://web.archive.org/web/20200203040506/http://a.test/", "2020-02-03"},
				"http://d.test/": {"https://other.test/d", ""},
			},
		},
		{
			name: "a TimeGate that redirects", archive: "http://gate.test/timegate/",
			web: `
* http://gate.test/timegate/http://a.test/?q=1 302 Location: http://copies.test/20200203/http://a.test/?q=1
* http://copies.test/20200203/http://a.test/?q=1 200 Memento-Datetime: Mon, 03 Feb 2020 04:05:06 GMT
* http://gate.test/timegate/http://b.test/ 404`,
			wants: []Want{{"http://a.test/?q=1", "2020-02-01"}, {"http://b.test/", "2020-02-01"}},
			found: map[string]Copy{"http://a.test/?q=1": {"http://copies.test/20200203/http://a.test/?q=1", "2020-02-03"}},
			asked: []string{
				"GET http://gate.test/timegate/http://a.test/?q=1, Accept-Datetime: Sat, 01 Feb 2020 00:00:00 GMT",
				"GET http://copies.test/20200203/http://a.test/?q=1, Accept-Datetime: Sat, 01 Feb 2020 00:00:00 GMT",
				"wait 1s",
				"GET http://gate.test/timegate/http://b.test/, Accept-Datetime: Sat, 01 Feb 2020 00:00:00 GMT",
			},
		},
		{
			name: "a TimeGate that gives the copy itself", archive: "http://gate.test/",
			web:   `* http://gate.test/http://a.test/ 200 Memento-Datetime: Mon, 03 Feb 2020 04:05:06 GMT; Content-Location: /20200203/http://a.test/`,
			wants: []Want{{"http://a.test/", ""}},
			found: map[string]Copy{"http://a.test/": {"http://gate.test/20200203/http://a.test/", "2020-02-03"}},
		},
		{
			name: "a TimeGate that shows no copies of a page", archive: "http://gate.test/",
			web: `
* http://gate.test/http://a.test/ 403
* http://gate.test/http://b.test/ 451
* http://gate.test/http://c.test/ 200 Memento-Datetime: Mon, 03 Feb 2020 04:05:06 GMT`,
			wants: []Want{{"http://a.test/", ""}, {"http://b.test/", ""}, {"http://c.test/", ""}},
			found: map[string]Copy{"http://c.test/": {"http://gate.test/http://c.test/", "2020-02-03"}},
		},
		{
			name: "a TimeGate that has had enough", archive: "http://gate.test/",
			web:   `* http://gate.test/http://a.test/ 429`,
			wants: []Want{{"http://a.test/", ""}, {"http://b.test/", ""}}, err: "it answers 429 Too Many Requests",
		},
		{
			name: "busy, and then not", archive: wayback,
			web: `
* https://archive.org/wayback/available?url=http%3A%2F%2Fa.test%2F 429 Retry-After: 60
* https://archive.org/wayback/available?url=http%3A%2F%2Fa.test%2F drop
* https://archive.org/wayback/available?url=http%3A%2F%2Fa.test%2F 200 | {"archived_snapshots": {}}`,
			wants: []Want{{"http://a.test/", ""}}, found: map[string]Copy{},
		},
		{
			name: "failing after the first", archive: wayback,
			web: `
* https://archive.org/wayback/available?url=http%3A%2F%2Fa.test%2F 200 | {"archived_snapshots": {"closest": {"available": true, "url": "http://web.archive.org/web/1/http://a.test/"}}}
* https://archive.org/wayback/available?url=http%3A%2F%2Fb.test%2F 500`,
			wants: []Want{{"http://a.test/", ""}, {"http://b.test/", ""}, {"http://c.test/", ""}},
			found: map[string]Copy{"http://a.test/": {"https://web.archive.org/web/1/http://a.test/", ""}},
			err:   "asking archive.org for archived copies: it answers 500 Internal Server Error",
		},
		{
			name: "something else", archive: wayback,
			web:   `* https://archive.org/wayback/available?url=http%3A%2F%2Fa.test%2F 200 | <html>`,
			wants: []Want{{"http://a.test/", ""}}, err: "not what an availability interface answers",
		},
		{
			name: "redirects without end", archive: "http://gate.test/",
			web:   `* http://gate.test/http://a.test/ 302 Location: /http://a.test/`,
			wants: []Want{{"http://a.test/", ""}}, err: "too many times",
		},
		{name: "no address", archive: "archive.org", wants: []Want{{"http://a.test/", ""}}, err: "“archive.org” is not the address of an archive"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWeb(t, c.web)
			o := w.options()
			o.Archive = c.archive
			done := 0
			found, err := New(o).Copies(t.Context(), c.wants, func(n int) { done = n })
			if c.err == "" && (err != nil || done != len(c.wants)) || c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)) {
				t.Errorf("%v after %d, want %q", err, done, c.err)
			}
			if diff := cmp.Diff(c.found, found, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if c.asked != nil && !slices.Equal(c.asked, w.log) {
				t.Errorf("asked\n%s", strings.Join(w.log, "\n"))
			}
		})
	}
}

// TestCopiesStopped: who is stopped keeps the copies that were found.
func TestCopiesStopped(t *testing.T) {
	w := newWeb(t, `* https://archive.org/wayback/available?url=http%3A%2F%2Fa.test%2F 200 | {"archived_snapshots": {"closest": {"available": true, "url": "http://web.archive.org/web/1/http://a.test/"}}}`)
	ctx, stop := context.WithCancel(t.Context())
	found, err := New(w.options()).Copies(ctx, []Want{{"http://a.test/", ""}, {"http://b.test/", ""}}, func(int) { stop() })
	if !errors.Is(err, context.Canceled) || len(found) != 1 {
		t.Errorf("%v, %v", found, err)
	}
}

// Whatever an archive answers, a copy has an address that a link may have.
func FuzzAvailable(f *testing.F) {
	f.Add([]byte(`{"archived_snapshots": {"closest": {"status": "200", "available": true, "url": "http://web.archive.org/web/1/http://a.test/", "timestamp": "20200203040506"}}}`))
	f.Add([]byte(`{"archived_snapshots": {}}`))
	f.Add([]byte(`{"archived_snapshots": {"closest": {"status": 1, "available": true, "url": "//x"}}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		copied, err := readAvailable(data)
		if err != nil && copied != (Copy{}) {
			t.Errorf("%v and %v", copied, err)
		}
		if page, part, ok := edition.PageOf(copied.URL); copied.URL != "" && (!ok || part != "" || page != copied.URL) {
			t.Errorf("a copy at %q", copied.URL)
		}
	})
}

// TestWants: copies are wanted of what is gone, and, when so asked, of every
// record without one; as near as can be to the day when the page was seen.
func TestWants(t *testing.T) {
	source := func(key, archived, accessed string) *edition.Source {
		s := &edition.Source{Key: key, Archived: archived}
		if accessed != "" {
			s.Dates = map[string]edition.Date{"accessed": {}}
			var d edition.Day
			_, _ = fmt.Sscanf(accessed, "%d-%d-%d", &d.Year, &d.Month, &d.Day)
			s.Dates["accessed"] = edition.Date{From: d}
		}
		return s
	}
	w := newWeb(t, "")
	s := State{Now: w.now, Answers: edition.Answers{
		"http://a.test/dead":     {Outcome: edition.Dead, Reached: "2026-10-01"},
		"http://a.test/accessed": {Outcome: edition.Dead, Reached: "2026-10-01"},
		"http://a.test/archived": {Outcome: edition.Dead},
		"http://a.test/since":    {Outcome: edition.Failing, Since: "2026-11-15"},
		"http://a.test/passing":  {Outcome: edition.Failing, Since: "2026-11-16"},
		"http://a.test/refused":  {Outcome: edition.Refused},
		"http://a.test/there":    {Outcome: edition.Reached, Reached: "2026-11-22"},
	}, Links: []Link{
		{Page: "http://a.test/dead"}, {Page: "http://a.test/dead", Part: "part"},
		{Page: "http://a.test/accessed", Of: source("a", "", "2020-05-00")},
		{Page: "http://a.test/archived", Of: source("b", "http://copy.test/", "")},
		{Page: "http://a.test/since"}, {Page: "http://a.test/passing"}, {Page: "http://a.test/refused"},
		{Page: "http://a.test/there", Of: source("c", "", "")},
		{Page: "http://a.test/unknown", Of: source("d", "", "0-0-0")},
	}}
	list := func() map[string]string {
		days := map[string]string{}
		for _, w := range s.Wants() {
			if _, twice := days[w.Page]; twice {
				t.Errorf("%s is wanted twice", w.Page)
			}
			days[strings.TrimPrefix(w.Page, "http://a.test/")] = w.Day
		}
		return days
	}
	want := map[string]string{"dead": "2026-10-01", "accessed": "2020-05-01", "since": ""}
	if got := list(); !maps.Equal(got, want) {
		t.Errorf("wanted: %v", got)
	}
	s.Sought = true
	want["there"], want["unknown"] = "2026-11-22", ""
	if got := list(); !maps.Equal(got, want) {
		t.Errorf("wanted, when all are sought: %v", got)
	}
}
