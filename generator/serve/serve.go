// Package serve shows a site while it is being written: it keeps it finished as
// files change (the preview of package publish), serves it on this machine alone
// under its base path, and tells open pages what has changed, which put it into
// their place without being loaded again. In those pages stands what an editor
// needs: the problems, the notes without a place, a panel to write notes in.
// None of it is in a site that is published.
//
// A request that changes something must come from a page of the preview itself;
// see guard.go.
package serve

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"gloss/generator/edition"
	"gloss/generator/publish"
)

// Options say what to show and where.
type Options struct {
	publish.Options        // Out, Draft and CheckOnly are not used
	Host            string // empty: 127.0.0.1; any other lets other machines in
	Port            int    // 0: any that is free
	Poll            bool   // look at the files again and again instead of being told of changes
	Editor          string // the command that opens a file at a line: see openAt; empty: none

	// Ready is told the address once it answers.
	Ready func(url string)
	// Built is told how each update went.
	Built func(b Built)
	// Warn is told what the user should know about where the preview runs.
	Warn func(text string)
}

// Built is how an update went.
type Built struct {
	publish.Report
	Problems edition.Problems
	Repeated bool  // the problems and the error are those of the update before
	Err      error // what the machine refused
	Took     time.Duration
}

// Run serves until the context ends, which is no error.
func Run(ctx context.Context, o Options) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	if o.Host == "" {
		o.Host = "127.0.0.1"
	}
	preview, err := publish.OpenPreview(o.Options)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", net.JoinHostPort(o.Host, strconv.Itoa(o.Port)))
	if err != nil {
		return fmt.Errorf("%w; choose another --port", err)
	}
	changes, err := watch(ctx, folders{o.Content, o.Layouts}, o.Poll)
	if err != nil {
		_ = listener.Close()
		return err
	}
	o.warn()
	s := newServer(o, preview)
	s.settle(ctx, s.update(ctx, publish.Changes{Everything: true}))

	// Requests are answered while an update is made, and an edit need not wait for
	// what stands across the editions to be finished after the one before.
	var work sync.WaitGroup
	updated := make(chan outcome, 1)
	work.Go(func() { s.keepUp(ctx, changes, updated) })
	work.Go(func() { s.keepSettled(ctx, updated) })
	err = s.listen(ctx, listener)
	stop()
	work.Wait()
	return err
}

// listen answers requests until the context ends.
func (s *server) listen(ctx context.Context, l net.Listener) error {
	// Streams end before the server is shut down, which would wait for them.
	streams, end := context.WithCancel(context.Background())
	defer end()
	web := s.web(streams)
	failed := make(chan error, 1)
	go func() { failed <- web.Serve(l) }()
	s.options.Ready("http://" + l.Addr().String() + s.base())
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	end()
	last, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	err := web.Shutdown(last)
	if errors.Is(err, context.DeadlineExceeded) {
		err = web.Close()
	}
	return err
}

// web is the server with limits on what a request may take. Streams and a slow
// reader of a large file may take as long as they like.
func (s *server) web(streams context.Context) *http.Server {
	return &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       20 * time.Second,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    32 << 10,
		BaseContext:       func(net.Listener) context.Context { return streams },
	}
}

// warn says what is unusual about where the preview runs.
func (o *Options) warn() {
	if o.Warn == nil {
		return
	}
	if ip := net.ParseIP(o.Host); o.Host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		o.Warn("the preview answers on " + o.Host + ": everyone who reaches this machine there can read the site, and change its notes")
	}
	if kind := remote(o.Content); kind != "" && !o.Poll {
		o.Warn("the content lies on a network file system (" + kind + "), which tells of no changes made elsewhere; use --poll")
	}
}
