package publish

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// claim takes a name for a file of that size, makes its folders, and refuses a
// name that some system the site may be copied to or served from could not hold
// beside the others.
func (s *Stage) claim(name string, size int64) error {
	if err := validName(name); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, c := range name {
		if c != '/' {
			continue
		}
		if err := s.claimFolder(name[:i]); err != nil {
			return err
		}
	}
	_, err := s.enter(entry{name: name, file: true, size: size})
	return err
}

func (s *Stage) claimFolder(name string) error {
	fresh, err := s.enter(entry{name: name})
	if err != nil || !fresh {
		return err
	}
	if err := s.next.Mkdir(name, 0o755); err != nil {
		return err
	}
	return s.next.Chmod(name, 0o755) // whatever the umask
}

// enter puts a file or a folder into the table of what is staged and reports
// whether it is new there.
func (s *Stage) enter(e entry) (bool, error) {
	folded := fold(e.name)
	there := s.staged[folded]
	switch {
	case there == nil:
		s.staged[folded] = &e
		return true, nil
	case there.name != e.name:
		return false, fmt.Errorf("%s and %s are one name where capitals do not count; rename one", there.name, e.name)
	case there.file != e.file:
		return false, fmt.Errorf("%s would be a file and a folder", e.name)
	case e.file:
		return false, fmt.Errorf("%s would be written twice", e.name)
	}
	return false, nil
}

// fold brings names to one form that some file system takes for the same:
// capitals (NTFS, APFS) and Unicode forms (HFS+) do not count.
func fold(name string) string {
	return norm.NFC.String(strings.ToLower(strings.ToUpper(norm.NFC.String(name))))
}

// devices are the names that Windows keeps for devices, with any extension.
var devices = []string{
	"con", "prn", "aux", "nul", "conin$", "conout$",
	"com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "com¹", "com²", "com³",
	"lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "lpt¹", "lpt²", "lpt³",
}

func validName(name string) error {
	if !fs.ValidPath(name) || name == "." {
		return fmt.Errorf("%q is not a path within the site", name)
	}
	for part := range strings.SplitSeq(name, "/") {
		if len(part) > 255 {
			return fmt.Errorf("%q is longer than the 255 bytes that a file's name may have", part)
		}
		if i := strings.IndexFunc(part, func(r rune) bool { return unicode.IsControl(r) || strings.ContainsRune(`<>:"|?*\`, r) }); i >= 0 {
			return fmt.Errorf("%q holds a character that Windows does not allow in a file's name", name)
		}
		if strings.HasSuffix(part, ".") || strings.HasSuffix(part, " ") {
			return fmt.Errorf("%q ends in a dot or a space, which Windows does not allow", part)
		}
		stem, _, _ := strings.Cut(strings.ToLower(part), ".")
		if slices.Contains(devices, strings.TrimRight(stem, " ")) {
			return fmt.Errorf("%q is the name of a device on Windows; rename it", path.Base(part))
		}
	}
	return nil
}
