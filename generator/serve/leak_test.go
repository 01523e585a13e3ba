package serve

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"gloss/generator/publish"
)

// An hour of edits under eight listening tabs, one after the other as fast as
// they go: goroutines, open files and memory stay what they were.
func TestAnHourOfEdits(t *testing.T) {
	edits := 600
	if testing.Short() {
		edits = 100
	}
	s, web := testServer(t, small)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	for range 8 {
		answer, err := http.DefaultClient.Do(request(t, "GET", web.URL+eventsPath).WithContext(ctx))
		if err != nil {
			t.Fatal(err)
		}
		go func() {
			for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
			}
			_ = answer.Body.Close()
		}()
	}
	look := func() {
		for _, path := range []string{"/repo/", "/repo/my-essay/"} {
			if answer, _ := get(t, request(t, "GET", web.URL+path)); answer.StatusCode != http.StatusOK {
				t.Fatal(answer.Status)
			}
		}
	}
	edit := func(i int) {
		s.write(t, "my-essay/essay.md", fmt.Sprintf("---\ntitle: Mine\n---\n\nWords to annotate, %d.\n\n%s\n", i, strings.Repeat("More words. ", i%50)))
		look()
		if i%20 == 0 { // the whole site, and layouts, and tabs that come and go
			s.settle(t.Context(), s.update(t.Context(), publish.Changes{Everything: true}))
			short, leave := context.WithCancel(ctx)
			answer, err := http.DefaultClient.Do(request(t, "GET", web.URL+eventsPath).WithContext(short))
			if err != nil {
				t.Fatal(err)
			}
			leave()
			_ = answer.Body.Close()
		}
	}
	for i := range 60 {
		edit(i)
	}
	goroutines, files, memory := held()
	for i := range edits {
		edit(i)
	}
	nowGoroutines, nowFiles, nowMemory := held()
	t.Logf("%d edits: goroutines %d, then %d; open files %d, then %d; memory %d KB, then %d KB", edits, goroutines, nowGoroutines, files, nowFiles, memory>>10, nowMemory>>10)
	if nowGoroutines > goroutines+5 || nowFiles > files+5 || nowMemory > memory+memory/2+1<<20 {
		t.Error("something grows")
	}
}

// held is what a process holds when all is quiet.
func held() (goroutines, files int, memory uint64) {
	http.DefaultClient.CloseIdleConnections()
	for range 20 { // streams that were left end when they are next written to, or sooner
		runtime.GC()
		time.Sleep(10 * time.Millisecond)
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if entries, err := os.ReadDir("/proc/self/fd"); err == nil {
		files = len(entries)
	}
	return runtime.NumGoroutine(), files, m.HeapAlloc
}
