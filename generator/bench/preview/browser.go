package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"

	"github.com/chromedp/chromedp"
)

// chromium finds the browser.
func chromium() (string, error) {
	for _, name := range []string{os.Getenv("CHROME"), "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); name != "" && err == nil {
			return path, nil
		}
	}
	return "", errors.New("there is no Chrome or Chromium; set $CHROME")
}

// glossBrowser looks at the page in a real browser, which looks for the words
// whenever the page changes.
func glossBrowser(ctx context.Context, gloss, dir string) (shown, error) {
	path, err := chromium()
	if err != nil {
		return nil, err
	}
	url, err := serveGloss(ctx, gloss, dir)
	if err != nil {
		return nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true))
	allocator, _ := chromedp.NewExecAllocator(ctx, options...)
	tab, _ := chromedp.NewContext(allocator, chromedp.WithErrorf(func(string, ...any) {}))
	if err := chromedp.Do(tab, chromedp.Navigate(url)); err != nil {
		return nil, err
	}
	return func(ctx context.Context, words string) error {
		stop := context.AfterFunc(ctx, func() {})
		defer stop()
		_, err := chromedp.Run(tab, chromedp.Evaluate[bool](fmt.Sprintf(`new Promise(done => {
			const look = () => document.querySelector(".text").textContent.includes(%q) && (watch.disconnect(), done(true));
			const watch = new MutationObserver(look);
			watch.observe(document.body, {subtree: true, childList: true, characterData: true});
			look();
		})`, words), chromedp.EvalAwaitPromise))
		return err
	}, nil
}
