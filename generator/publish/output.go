package publish

import (
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
	if o.CheckOnly {
		return nothing{}, nil
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
	data, err := f.Data()
	if err != nil {
		return err
	}
	return s.stage.Write(f.Path, data)
}

func (s *staged) drop(folder string) error { return s.stage.Drop(folder) }
func (s *staged) commit() error            { return s.stage.Commit() }
func (s *staged) discard()                 { s.stage.Discard() }
func (s *staged) size() int64              { return s.stage.Size() }

// nothing is the output of a build that is stopped before rendering.
type nothing struct{}

func (nothing) put(render.File) error { return nil }
func (nothing) drop(string) error     { return nil }
func (nothing) commit() error         { return nil }
func (nothing) discard()              {}
func (nothing) size() int64           { return 0 }
