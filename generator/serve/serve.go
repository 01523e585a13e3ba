// Package serve shows a site while it is being written: it builds into memory
// along the one path that publish has, serves what came out on this machine
// alone, watches the content, and tells open pages to load again. It writes
// nothing.
//
// When the content has problems the last good site stays.
package serve

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"gloss/generator/edition"
	"gloss/generator/load"
	"gloss/generator/publish"
	"gloss/generator/render"
)

// Options say what to show and where.
type Options struct {
	publish.Options      // Out, Emit and CheckOnly are not used
	Port            int  // on 127.0.0.1; 0: any that is free
	Poll            bool // look at the files again and again instead of being told of changes

	// Ready is told the address once it answers.
	Ready func(url string)
	// Built is told how each build went. Repeated is set when the problems
	// are those of the build before.
	Built func(b Built)
}

// Built is how a build went.
type Built struct {
	publish.Report
	Problems edition.Problems
	Repeated bool  // the problems and the error are those of the build before
	Err      error // what the machine refused
	Took     time.Duration
}

// settle is how long no file must change before a build begins: editors write
// in several steps.
const settle = 40 * time.Millisecond

// Run serves until the context ends, which is no error.
func Run(ctx context.Context, o Options) error {
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(o.Port)))
	if err != nil {
		return fmt.Errorf("%w; choose another --port", err)
	}
	changes, err := watch(ctx, o.folders(), o.Poll)
	if err != nil {
		_ = listener.Close()
		return err
	}
	s := newServer(o.Content)
	s.build(ctx, o)

	// Streams end before the server is shut down, which would wait for them.
	streams, end := context.WithCancel(context.Background())
	defer end()
	web := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 5 * time.Second,
		BaseContext:       func(net.Listener) context.Context { return streams },
	}
	failed := make(chan error, 1)
	go func() { failed <- web.Serve(listener) }()
	o.Ready("http://" + listener.Addr().String() + s.base())
	for {
		select {
		case <-changes:
			s.build(ctx, o)
		case err := <-failed:
			return err
		case <-ctx.Done():
			end()
			last, cancel := context.WithTimeout(context.Background(), 2*time.Second)
			defer cancel()
			if err := web.Shutdown(last); err != nil && !errors.Is(err, context.DeadlineExceeded) {
				return err
			}
			return nil
		}
	}
}

// folders lists what to watch.
func (o *Options) folders() []string {
	if o.Layouts == "" {
		return []string{o.Content}
	}
	return []string{o.Content, o.Layouts}
}

// build makes the site anew and, when it is good, shows it.
func (s *server) build(ctx context.Context, o Options) {
	start := time.Now()
	files := map[string]render.File{}
	o.Out, o.CheckOnly = "", false
	o.Emit = func(f render.File) error {
		f.Data = bytes.Clone(f.Data)
		files[f.Path] = f
		return nil
	}
	report, problems, err := publish.Build(ctx, o.Options)
	if ctx.Err() != nil {
		return
	}
	if err == nil && problems.Errors() == 0 {
		s.show(files, basePath(o.Content, o.URL))
	}
	said := fmt.Sprint(problems.Sorted(), err)
	o.Built(Built{Report: report, Problems: problems, Repeated: said == s.said, Err: err, Took: time.Since(start)})
	s.said = said
}

// basePath is the path of the site's address, from --url or site.yaml: it
// begins and ends with a slash.
func basePath(content, address string) string {
	if address == "" {
		if c, err := load.Open(content); err == nil {
			defer c.Close()
			if site, _, err := c.Site(); err == nil && site != nil {
				address = site.Settings.URL
			}
		}
	}
	u, err := url.Parse(address)
	if err != nil || u.Path == "" || u.Path == "/" {
		return "/"
	}
	path := u.Path
	if path[0] != '/' {
		path = "/" + path
	}
	if path[len(path)-1] != '/' {
		path += "/"
	}
	return path
}
