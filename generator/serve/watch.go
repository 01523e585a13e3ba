package serve

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"

	"gloss/generator/publish"
)

// How long no file must change before a change is told. A save is shown at once;
// of many, as when git checks out, the end is awaited, but not for ever.
const (
	lone     = 8 * time.Millisecond  // after a save
	busy     = 60 * time.Millisecond // after one of many, or one that left a file empty: its words will come
	many     = 8                     // so many files changed together
	patience = time.Second           // after this what has changed is told, come what may
)

// folders are what is watched.
type folders struct {
	content, layouts string // layouts may be empty
}

// followed are the folders that links lead to: no walk follows the link that it
// begins with. One that is not there stays as it is named.
func (f folders) followed() folders {
	for _, name := range []*string{&f.content, &f.layouts} {
		if to, err := filepath.EvalSymlinks(*name); err == nil && *name != "" {
			*name = to
		}
	}
	return f
}

// each lists them, with where a changed file of each is entered.
func (f folders) each(changes *publish.Changes) []folder {
	list := []folder{{filepath.Clean(f.content), &changes.Content}}
	if f.layouts != "" {
		list = append(list, folder{filepath.Clean(f.layouts), &changes.Layouts})
	}
	return list
}

// has reports whether one of them has a path.
func (f folders) has(path string) bool {
	return slices.ContainsFunc(f.each(&publish.Changes{}), func(one folder) bool { return one.path == path })
}

type folder struct {
	path    string
	changed *[]string
}

// watch sends what has changed in the folders when it has settled. Folders are
// watched, never files: editors put a new file in the place of the old one, and
// a watch on a file goes with it.
func watch(ctx context.Context, f folders, poll bool) (<-chan publish.Changes, error) {
	out := make(chan publish.Changes)
	if poll {
		go pollFolders(ctx, f, stamps(f), out)
		return out, nil
	}
	w, err := fsnotify.NewWatcher()
	if err == nil {
		err = errors.Join(watchAround(w, f), watchAround(w, f.followed()))
		for _, folder := range f.followed().each(&publish.Changes{}) {
			err = errors.Join(err, watchTree(w, folder.path, nil))
		}
	}
	if err != nil {
		if w != nil {
			_ = w.Close()
		}
		return nil, fmt.Errorf("watching the content: %w", explain(err))
	}
	go (&follower{Watcher: w, named: f, folders: f.followed(), out: out}).run(ctx)
	return out, nil
}

// watchAround watches the folders that the watched ones stand in, lest one that is
// moved away and back, or a link that is made to lead elsewhere, be missed.
func watchAround(w *fsnotify.Watcher, f folders) (err error) {
	for _, folder := range f.each(&publish.Changes{}) {
		err = errors.Join(err, w.Add(filepath.Dir(folder.path)))
	}
	return err
}

// explain says what the system means by its limits.
func explain(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) {
		return fmt.Errorf("the system watches no more folders (%w); raise fs.inotify.max_user_watches, or use --poll", err)
	}
	return err
}

// watchTree watches a folder with all that is in it, and reports the files it
// finds: those of a folder that is new were not told of.
func watchTree(w *fsnotify.Watcher, folder string, found func(string)) error {
	return filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && found != nil:
			return nil // gone meanwhile
		case err != nil:
			return err
		case name != folder && passing(d.Name()):
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		case d.IsDir():
			return w.Add(name)
		case found != nil:
			found(name)
		}
		return nil
	})
}

// follower turns events into changes.
type follower struct {
	*fsnotify.Watcher
	named   folders // as the user names them, who may do so by links
	folders folders // where those lead
	out     chan<- publish.Changes

	pending publish.Changes
	seen    map[string]bool // names in pending
	since   time.Time       // of the first of pending
	emptied bool            // an empty file has been waited for
}

func (f *follower) run(ctx context.Context) {
	defer f.Close()
	quiet := time.NewTimer(time.Hour)
	quiet.Stop()
	var out chan<- publish.Changes // nil until something has settled
	for {
		select {
		case <-ctx.Done():
			return
		case e, ok := <-f.Events:
			if !ok {
				return
			}
			if f.take(e) {
				out = nil
				quiet.Reset(f.wait())
			}
		case _, ok := <-f.Errors: // events were lost
			if !ok {
				return
			}
			f.everything()
			quiet.Reset(busy)
		case <-quiet.C:
			if f.leftEmpty() {
				quiet.Reset(busy)
				continue
			}
			out = f.out
		case out <- f.pending:
			out, f.pending, f.seen, f.emptied = nil, publish.Changes{}, nil, false
		}
	}
}

// wait is how long it must be quiet now.
func (f *follower) wait() time.Duration {
	wait := lone
	if len(f.seen) >= many || f.emptied {
		wait = busy
	}
	return max(0, min(wait, patience-time.Since(f.since)))
}

// take enters an event and reports whether it is a change of the content.
func (f *follower) take(e fsnotify.Event) bool {
	if e.Op == fsnotify.Chmod || passing(filepath.Base(e.Name)) {
		return false
	}
	name := filepath.Clean(e.Name)
	if f.named.has(name) || f.folders.has(name) { // it has come or gone
		f.everything()
		return true
	}
	for _, folder := range f.folders.each(&f.pending) {
		rel, err := filepath.Rel(folder.path, name)
		if err != nil || !filepath.IsLocal(rel) {
			continue
		}
		f.enter(folder, rel)
		if e.Has(fsnotify.Create) {
			if info, err := os.Lstat(name); err == nil && info.IsDir() {
				_ = watchTree(f.Watcher, name, func(file string) {
					if rel, err := filepath.Rel(folder.path, file); err == nil {
						f.enter(folder, rel)
					}
				})
			}
		}
		return true
	}
	return false // beside the folders
}

func (f *follower) enter(folder folder, rel string) {
	if len(f.seen) == 0 {
		f.seen, f.since = map[string]bool{}, time.Now()
	}
	if key := folder.path + "\x00" + rel; !f.seen[key] {
		f.seen[key] = true
		*folder.changed = append(*folder.changed, filepath.ToSlash(rel))
	}
}

// everything gives up to tell what has changed, and watches all again.
func (f *follower) everything() {
	if len(f.seen) == 0 {
		f.seen, f.since = map[string]bool{"": true}, time.Now()
	}
	f.pending.Everything = true
	f.folders = f.named.followed()
	for _, folder := range f.folders.each(&f.pending) {
		_ = watchTree(f.Watcher, folder.path, func(string) {}) // one that is gone makes the preview say so
	}
}

// leftEmpty reports, once for each change, whether a file that changed is empty:
// programs that write empty it first.
func (f *follower) leftEmpty() bool {
	if f.emptied {
		return false
	}
	for _, folder := range f.folders.each(&f.pending) {
		for _, name := range *folder.changed {
			if info, err := os.Stat(filepath.Join(folder.path, filepath.FromSlash(name))); err == nil && info.Mode().IsRegular() && info.Size() == 0 {
				f.emptied = true
			}
		}
	}
	return f.emptied
}

// passing reports whether a name is one that editors and systems give to files
// of the moment.
func passing(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasSuffix(name, ".swp") || name == "4913" ||
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#")
}
