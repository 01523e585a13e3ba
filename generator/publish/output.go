package publish

import (
	"runtime"
	"sync"

	"gloss/generator/load"
	"gloss/generator/render"
)

// output is where the files of a build go.
type output interface {
	put(render.File) error    // from several goroutines at once
	drop(folder string) error // takes back what was put there
	commit() error
	discard()
	size() int64
}

func openOutput(o Options, content *load.Content) (output, error) {
	switch {
	case o.CheckOnly:
		return &taken{emit: func(render.File) error { return nil }}, nil
	case o.Emit != nil:
		return &taken{emit: o.Emit}, nil
	}
	sources := []string{o.Content}
	if o.Layouts != "" {
		sources = append(sources, o.Layouts)
	}
	stage, err := OpenStage(o.Out, sources...)
	if err != nil {
		return nil, err
	}
	return &staged{stage: stage, content: content}, nil
}

// staged writes to the folder that will become the site.
type staged struct {
	stage   *Stage
	content *load.Content
}

func (s *staged) put(f render.File) error {
	if f.Copy != "" {
		return s.stage.Copy(f.Path, s.content.FS(), f.Copy)
	}
	return s.stage.Write(f.Path, f.Data)
}

func (s *staged) drop(folder string) error { return s.stage.Drop(folder) }
func (s *staged) commit() error            { return s.stage.Commit() }
func (s *staged) discard()                 { s.stage.Discard() }
func (s *staged) size() int64              { return s.stage.Size() }

// taken hands the files to whoever asked for them, one at a time.
type taken struct {
	emit  func(render.File) error
	mu    sync.Mutex
	bytes int64
}

func (t *taken) put(f render.File) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.bytes += int64(len(f.Data))
	return t.emit(f)
}

func (t *taken) drop(string) error { return nil } // the same paths will be handed over again
func (t *taken) commit() error     { return nil }
func (t *taken) discard()          {}
func (t *taken) size() int64       { return t.bytes }

// parallel is how many editions are worked on at once.
func parallel(n int) int { return max(1, min(n, runtime.GOMAXPROCS(0))) }
