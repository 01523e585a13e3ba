package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"gloss/generator/disk"
)

// Signature begins the file .nojekyll of every site that gloss wrote. An
// output folder that holds files, but no such one, is somebody else's.
const Signature = "Written by gloss"

const nojekyll = Signature + ". Empty this folder and build again at any time; edit nothing here.\n"

// Stage is a site being written. It grows in a hidden folder beside the output,
// .NAME.gloss/next, and takes the output's place in one step: whoever reads the
// output sees the old site or the new one, never a mixture, and a build that
// fails or is killed leaves the old one as it was.
//
// A file that did not change is not written again but linked, so it keeps its
// modification time and the disk does no work for it. A file that was not
// staged is not in the new site.
//
// Write and Copy may be called from several goroutines. The names given to them
// are slash-separated and relative to the output.
type Stage struct {
	out    string   // the output as the user named it, for messages
	name   string   // its last element
	parent *os.Root // the folder that holds the output
	now    *os.Root // the output as it stands; nil when there is none
	next   *os.Root // the site being written
	lock   *lock

	mu     sync.Mutex
	staged map[string]*entry // by folded name
	done   bool
}

// entry is a file or a folder of the stage.
type entry struct {
	name string
	file bool
	size int64 // of a file, in bytes
}

// OpenStage prepares to replace the folder out, and waits for nobody: when
// another build is at work on it, that is an error. Sources are the folders
// that the site is made from; the output must neither hold one nor lie in one.
// What a killed build left behind is cleaned away.
//
// Call Discard when done, after Commit too.
func OpenStage(out string, sources ...string) (*Stage, error) {
	abs, err := mayReplace(out, sources)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(abs), 0o755); err != nil {
		return nil, err
	}
	parent, err := os.OpenRoot(filepath.Dir(abs))
	if err != nil {
		return nil, err
	}
	s := &Stage{
		out: out, name: filepath.Base(abs), parent: parent,
		staged: map[string]*entry{},
	}
	if err := s.open(); err != nil {
		s.Discard()
		return nil, err
	}
	return s, nil
}

func (s *Stage) open() error {
	if err := s.openSibling(); err != nil {
		return err
	}
	// Looked at under the lock, or another build could exchange it meanwhile.
	if err := s.openNow(); err != nil {
		return err
	}
	next := s.sibling("next")
	if err := s.parent.RemoveAll(next); err != nil {
		return fmt.Errorf("cleaning up after an earlier build: %w", err)
	}
	if err := s.parent.Mkdir(next, 0o755); err != nil {
		return err
	}
	if err := s.parent.Chmod(next, 0o755); err != nil { // whatever the umask
		return err
	}
	var err error
	s.next, err = s.parent.OpenRoot(next)
	return err
}

// openSibling makes the hidden folder and takes its lock. The folder goes away
// with the build that held the lock, so a lock taken on one that has just gone
// counts for nothing and is tried again.
func (s *Stage) openSibling() error {
	for {
		if err := s.parent.Mkdir(s.sibling(""), 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
		info, err := s.parent.Lstat(s.sibling(""))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		if !info.IsDir() {
			return fmt.Errorf("%s stands where the site is prepared; remove it", filepath.Join(s.parent.Name(), s.sibling("")))
		}
		s.lock, err = takeLock(s.parent, s.sibling("lock"))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case errors.Is(err, errLocked):
			return fmt.Errorf("another build is writing %s at this moment", s.out)
		case err != nil:
			return err
		}
		return nil
	}
}

// openNow opens the output as it stands, if it does.
func (s *Stage) openNow() error {
	info, err := s.parent.Lstat(s.name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := isOutput(s.out, info); err != nil {
		return err
	}
	if s.now, err = s.parent.OpenRoot(s.name); err != nil {
		return err
	}
	return writtenByUs(s.out, s.now)
}

// sibling is the name, within parent, of the hidden folder or of something in it.
func (s *Stage) sibling(name string) string { return path.Join("."+s.name+".gloss", name) }

// Write stages a file.
func (s *Stage) Write(name string, data []byte) error {
	if err := s.claim(name, int64(len(data))); err != nil {
		return err
	}
	before := s.standing(name, int64(len(data)))
	if before != nil {
		old, err := s.now.ReadFile(name)
		if err != nil || !bytes.Equal(old, data) {
			before = nil
		}
	}
	return s.put(name, before, bytes.NewReader(data))
}

// Copy stages a regular file of another file system.
func (s *Stage) Copy(name string, from fs.FS, file string) error {
	info, err := fs.Stat(from, file)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s is not a regular file and cannot be published", file)
	}
	if err := s.claim(name, info.Size()); err != nil {
		return err
	}
	before := s.standing(name, info.Size())
	if before != nil {
		same, err := s.sameBytes(name, from, file)
		if err != nil {
			return err
		}
		if !same {
			before = nil
		}
	}
	src, err := from.Open(file)
	if err != nil {
		return err
	}
	defer src.Close()
	return s.put(name, before, src)
}

// Drop takes a folder and all that was staged in it out of the stage again.
// Nothing may be staged there at the same time.
func (s *Stage) Drop(folder string) error {
	if err := validName(folder); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	maps.DeleteFunc(s.staged, func(_ string, e *entry) bool {
		return e.name == folder || strings.HasPrefix(e.name, folder+"/")
	})
	return s.next.RemoveAll(folder)
}

// Size is the number of bytes staged so far.
func (s *Stage) Size() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	var n int64
	for _, e := range s.staged {
		n += e.size
	}
	return n
}

// has reports whether a file is staged.
func (s *Stage) has(name string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.staged[fold(name)] != nil
}

// standing describes the file of that name in the output as it stands, when it
// is a regular file of that size; else it is nil.
func (s *Stage) standing(name string, size int64) fs.FileInfo {
	if s.now == nil {
		return nil
	}
	info, err := s.now.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() != size {
		return nil
	}
	return info
}

func (s *Stage) sameBytes(name string, from fs.FS, file string) (bool, error) {
	a, err := from.Open(file)
	if err != nil {
		return false, err
	}
	defer a.Close()
	b, err := s.now.Open(name)
	if err != nil {
		return false, nil
	}
	defer b.Close()
	x, y := make([]byte, 64<<10), make([]byte, 64<<10)
	for {
		n, err := io.ReadFull(a, x)
		m, _ := io.ReadFull(b, y)
		if !bytes.Equal(x[:n], y[:m]) {
			return false, nil
		}
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			return true, nil
		}
		if err != nil {
			return false, err
		}
	}
}

// put makes the staged file: a link to the one that stands, when that has the
// same bytes (before is not nil), else a new file. A standing file whose mode
// somebody changed, or that cannot be linked, is written anew with its old time.
func (s *Stage) put(name string, before fs.FileInfo, data io.Reader) error {
	if before != nil && before.Mode() == 0o644 &&
		s.parent.Link(path.Join(s.name, name), path.Join(s.sibling("next"), name)) == nil {
		return nil
	}
	if err := s.create(name, data); err != nil {
		return err
	}
	if before == nil {
		return nil
	}
	return s.next.Chtimes(name, time.Time{}, before.ModTime())
}

func (s *Stage) create(name string, data io.Reader) error {
	f, err := s.next.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, data)
	return errors.Join(err, f.Chmod(0o644), f.Close()) // whatever the umask
}

// Commit puts the staged site in the output's place. When it returns an error
// before the exchange, the output is as it was.
func (s *Stage) Commit() error {
	if s.done {
		return errors.New("the stage is closed")
	}
	if err := s.complete(); err != nil {
		return err
	}
	if err := flush(s.next); err != nil {
		return err
	}
	exists := s.now != nil
	s.closeSites()
	if err := s.swap(exists); err != nil {
		return err
	}
	if !exists {
		return nil
	}
	if err := s.parent.RemoveAll(s.sibling("next")); err != nil {
		return fmt.Errorf("the new site is in place, but the old one could not be removed: %w", err)
	}
	return nil
}

// complete adds what every output holds: the signature, and .gitkeep when the
// one that stands has it, since that is how an empty folder is kept in git.
func (s *Stage) complete() error {
	if !s.has(".nojekyll") {
		if err := s.Write(".nojekyll", []byte(nojekyll)); err != nil {
			return err
		}
	}
	if s.now == nil || s.has(".gitkeep") {
		return nil
	}
	data, err := s.now.ReadFile(".gitkeep")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return s.Write(".gitkeep", data)
}

func (s *Stage) swap(exists bool) error {
	if !exists {
		return s.parent.Rename(s.sibling("next"), s.name)
	}
	dir, err := s.parent.Open(".")
	if err != nil {
		return err
	}
	defer dir.Close()
	if err := disk.Exchange(dir, s.sibling("next"), s.name); err != nil {
		return fmt.Errorf("%s cannot be replaced in one step here (%w): remove it and build again, or choose another --out", s.out, err)
	}
	return dir.Sync()
}

// Discard gives up what was staged and releases the output. After Commit it
// only releases.
func (s *Stage) Discard() {
	if s.done {
		return
	}
	s.done = true
	s.closeSites()
	if s.lock != nil {
		// What cannot be removed now is removed by the next build.
		_ = s.parent.RemoveAll(s.sibling("next"))
		_ = s.parent.Remove(s.sibling("lock"))
		_ = s.parent.Remove(s.sibling(""))
		s.lock.release()
	}
	_ = s.parent.Close()
}

func (s *Stage) closeSites() {
	for _, root := range []*os.Root{s.now, s.next} {
		if root != nil {
			_ = root.Close()
		}
	}
}
