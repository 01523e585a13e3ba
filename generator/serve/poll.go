package serve

import (
	"context"
	"io/fs"
	"path/filepath"
	"time"

	"gloss/generator/publish"
)

// pollEvery is how often files are looked at with --poll.
const pollEvery = 300 * time.Millisecond

// pollFolders finds changes by looking, for file systems that tell of none (NFS,
// SMB, FUSE). A change is sent when the files have stayed as they are once, or when
// that has been awaited for too long.
func pollFolders(ctx context.Context, f folders, told stamped, out chan<- publish.Changes) {
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	before := told
	var since time.Time // when what is yet to be told was found
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		now := stamps(f)
		changes, some := told.changes(f, now)
		switch {
		case !some:
			since = time.Time{}
		case since.IsZero():
			since = time.Now()
		}
		if some && (!before.differ(now) || time.Since(since) >= patience) {
			select {
			case out <- changes:
				told, since = now, time.Time{}
			case <-ctx.Done():
				return
			}
		}
		before = now
	}
}

// stamp tells a state of a file from others.
type stamp struct {
	size, time int64
	mode       fs.FileMode
}

// stamped are the files of a folder each, by their paths in it.
type stamped []map[string]stamp

func stamps(f folders) (all stamped) {
	for _, folder := range f.followed().each(&publish.Changes{}) {
		files := map[string]stamp{}
		_ = filepath.WalkDir(folder.path, func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				return nil // gone meanwhile
			}
			if name != folder.path && passing(d.Name()) {
				if d.IsDir() {
					return filepath.SkipDir
				}
				return nil
			}
			if info, err := d.Info(); err == nil {
				rel, _ := filepath.Rel(folder.path, name)
				s := stamp{mode: info.Mode()}
				if !d.IsDir() { // a folder changes with what is in it
					s.size, s.time = info.Size(), info.ModTime().UnixNano()
				}
				files[filepath.ToSlash(rel)] = s
			}
			return nil
		})
		all = append(all, files)
	}
	return all
}

// changes lists what is not what it was, and reports whether anything is.
func (s stamped) changes(f folders, now stamped) (c publish.Changes, some bool) {
	for i, folder := range f.each(&c) {
		for name, is := range now[i] {
			if was, there := s[i][name]; !there || was != is {
				*folder.changed = append(*folder.changed, name)
			}
		}
		for name := range s[i] {
			if _, there := now[i][name]; !there {
				*folder.changed = append(*folder.changed, name)
			}
		}
		for _, name := range *folder.changed {
			c.Everything = c.Everything || name == "." // the folder itself has come or gone
		}
		some = some || len(*folder.changed) > 0
	}
	return c, some
}

func (s stamped) differ(now stamped) bool {
	for i := range s {
		if len(s[i]) != len(now[i]) {
			return true
		}
		for name, is := range now[i] {
			if s[i][name] != is {
				return true
			}
		}
	}
	return false
}
