// Package browsertest_test holds what only a browser can tell: that no two notes
// collide, that a keyboard reaches everything, that the page is whole without its
// script, that it prints, that nothing an author writes runs. It builds whole
// sites as the program does and looks at them in headless Chrome, and has every
// page read by the checkers of HTML and of accessibility.
//
// With -shots FOLDER it leaves screenshots for people.
package browsertest_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

var shots = flag.String("shots", "", "folder to leave screenshots in")

// need skips a test aloud when something it needs is not on this machine; in
// continuous integration that is a failure.
func need(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is not here, and in CI nothing is left out (.ci/setup installs it)", what)
	}
	t.Skipf("%s is not here (.ci/setup installs it)", what)
}

// chromes lists where a browser may be.
var chromes = []string{
	os.Getenv("CHROME"), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
	`C:\Program Files\Google\Chrome\Application\chrome.exe`,
}

func findChrome() string {
	for _, name := range chromes {
		if name == "" {
			continue
		}
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// startChrome starts the one browser that all tests share. It ends with the
// test process, whose pipe it hangs on.
var startChrome = sync.OnceValues(func() (context.Context, error) { return newChrome() })

func newChrome(more ...chromedp.ExecAllocatorOption) (context.Context, error) {
	path := findChrome()
	if path == "" {
		return nil, os.ErrNotExist
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.NoSandbox,
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		// Each window would make itself two lists for its address bar, and a process to
		// spare: pages that nobody sees, which take two thirds of what a window takes.
		chromedp.Flag("disable-features", "Translate,WebUIOmniboxPopup,WebUIOmniboxAimPopup,SpareRendererForSitePerProcess"),
		chromedp.Flag("hide-scrollbars", false),
		chromedp.Flag("font-render-hinting", "none"),
	)
	allocator, _ := chromedp.NewExecAllocator(context.Background(), append(options, more...)...)
	browser, _ := chromedp.NewContext(allocator, chromedp.WithErrorf(func(string, ...any) {}))
	return browser, chromedp.Do(browser)
}

// tab is a page of its own in the shared browser.
type tab struct {
	*testing.T
	ctx context.Context
}

func openTab(t *testing.T) tab {
	t.Helper()
	browser, err := startChrome()
	return openTabIn(t, browser, err)
}

// openTabIn opens a tab of a browser, which err may say is not there.
func openTabIn(t *testing.T, browser context.Context, err error) tab {
	t.Helper()
	if errors.Is(err, os.ErrNotExist) {
		need(t, "a Chrome or Chromium")
	}
	if err != nil {
		t.Fatalf("starting the browser: %v", err)
	}
	ctx, closeTab := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t.Cleanup(closeTab)
	ctx, cancel := context.WithTimeout(ctx, 10*time.Minute)
	t.Cleanup(cancel)
	// Of the tabs that tests have open side by side, each is to believe that it is
	// the one in front.
	if _, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
		t.Fatal(err)
	}
	return tab{t, ctx}
}

func (t tab) do(steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(t.ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// window sets the size of the window, in CSS pixels.
func (t tab) window(width, height int) {
	t.Helper()
	t.do(chromedp.EmulateViewport(int64(width), int64(height)))
}

// scheme asks pages for light or dark.
func (t tab) scheme(name string) {
	t.Helper()
	_, err := chromedp.Call(t.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}},
	})
	if err != nil {
		t.Fatal(err)
	}
}

// scripts lets pages run scripts, or not.
func (t tab) scripts(run bool) {
	t.Helper()
	_, err := chromedp.Call(t.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !run})
	if err != nil {
		t.Fatal(err)
	}
}

func (t tab) open(url string) {
	t.Helper()
	t.do(chromedp.Navigate(url))
}

// eval runs a script in the page and returns its value.
func eval[T any](t tab, script string, options ...chromedp.EvaluateOption) T {
	t.Helper()
	v, err := chromedp.Run(t.ctx, chromedp.Evaluate[T](script, options...))
	if err != nil {
		t.Fatalf("%v\n%.300s", err, script)
	}
	return v
}

// script reads a script of testdata.
func script(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// shoot leaves a screenshot, where they are wanted.
func (t tab) shoot(name string) {
	t.Helper()
	if *shots == "" {
		return
	}
	picture, err := chromedp.Run(t.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = errors.Join(os.MkdirAll(*shots, 0o755), os.WriteFile(filepath.Join(*shots, name+".png"), picture, 0o644))
	}
	if err != nil {
		t.Error(err)
	}
}

// checker is the path of a tool that .ci/package-lock.json pins.
func checker(t *testing.T, parts ...string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join(append([]string{"..", "..", ".ci", "node_modules"}, parts...)...))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		need(t, filepath.Join(parts...))
	}
	return path
}

// program is the path of an installed program.
func program(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		need(t, name)
	}
	return path
}

// faults reports a list of faults as one error, shortened.
func faults(t *testing.T, where string, list []string) {
	t.Helper()
	if len(list) == 0 {
		return
	}
	const most = 12
	more := ""
	if len(list) > most {
		more = fmt.Sprintf("\n  and %d more", len(list)-most)
		list = list[:most]
	}
	t.Errorf("%s:\n  %s%s", where, strings.Join(list, "\n  "), more)
}
