package serve

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// watch sends on the channel when something in the folders has changed and
// settled. Folders are watched, never files: editors put a new file in the
// place of the old one, and a watch on a file goes with it.
func watch(ctx context.Context, folders []string, poll bool) (<-chan struct{}, error) {
	changes := make(chan struct{}, 1)
	if poll {
		go pollFolders(ctx, folders, fingerprint(folders), changes)
		return changes, nil
	}
	w, err := fsnotify.NewWatcher()
	if err == nil {
		err = watchAll(w, folders)
	}
	if err != nil {
		if w != nil {
			_ = w.Close()
		}
		return nil, fmt.Errorf("watching the content: %w", explain(err))
	}
	go follow(ctx, w, folders, changes)
	return changes, nil
}

// explain says what the system means by its limits.
func explain(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) {
		return fmt.Errorf("the system watches no more folders (%w); raise fs.inotify.max_user_watches, or use --poll", err)
	}
	return err
}

// follow turns events into changes. Before each change is sent the folders are
// gone through again: one that is new was not watched, nor were those made in
// it meanwhile, and whatever was written before is seen by the build.
func follow(ctx context.Context, w *fsnotify.Watcher, folders []string, changes chan<- struct{}) {
	defer w.Close()
	quiet := time.NewTimer(time.Hour)
	quiet.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case e, ok := <-w.Events:
			if !ok {
				return
			}
			if counts(e, folders) {
				quiet.Reset(settle)
			}
		case <-w.Errors: // events were lost: as good as a change
			quiet.Reset(settle)
		case <-quiet.C:
			_ = watchAll(w, folders) // a folder that is gone makes the build say so
			select {
			case changes <- struct{}{}:
			default: // one is waiting already
			}
		}
	}
}

// watchAll watches the folders with all that is in them, and the folders they
// stand in, lest a folder that is moved away and back be missed.
func watchAll(w *fsnotify.Watcher, folders []string) error {
	for _, folder := range folders {
		if err := w.Add(filepath.Dir(filepath.Clean(folder))); err != nil {
			return err
		}
		err := filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist) && name != folder:
				return nil // gone meanwhile
			case err != nil:
				return err
			case !d.IsDir():
				return nil
			case name != folder && passing(d.Name()):
				return filepath.SkipDir
			}
			return w.Add(name)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// counts reports whether an event is a change of the content.
func counts(e fsnotify.Event, folders []string) bool {
	if e.Op == fsnotify.Chmod {
		return false
	}
	name := filepath.Clean(e.Name)
	for _, folder := range folders {
		folder = filepath.Clean(folder)
		if name == folder {
			return true
		}
		if rel, err := filepath.Rel(folder, name); err == nil && filepath.IsLocal(rel) {
			return !passing(filepath.Base(name))
		}
	}
	return false // beside the folders
}

// passing reports whether a name is one that editors and systems give to files
// of the moment.
func passing(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || name == "4913" ||
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#")
}

// pollEvery is how often files are looked at with --poll.
const pollEvery = 300 * time.Millisecond

// pollFolders finds changes by looking, for file systems that tell of none (NFS,
// SMB, FUSE).
func pollFolders(ctx context.Context, folders []string, built uint64, changes chan<- struct{}) {
	tick := time.NewTicker(pollEvery)
	defer tick.Stop()
	before := built
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		now := fingerprint(folders)
		if now == before && now != built { // changed, and settled since
			built = now
			select {
			case changes <- struct{}{}:
			default:
			}
		}
		before = now
	}
}

// fingerprint is a number that changes with the names, sizes and times of files.
func fingerprint(folders []string) uint64 {
	h := fnv.New64a()
	for _, folder := range folders {
		_ = filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				return nil // gone meanwhile
			}
			if name != folder && passing(d.Name()) {
				if d.IsDir() {
					return filepath.SkipDir
				}
				return nil
			}
			if info, err := d.Info(); err == nil {
				fmt.Fprintln(h, name, info.Size(), info.ModTime().UnixNano(), info.Mode())
			}
			return nil
		})
	}
	return h.Sum64()
}
