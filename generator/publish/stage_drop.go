package publish

import "strings"

// Drop takes a folder of the site being written away again, with everything in
// it, so that its files can be staged anew.
func (s *Stage) Drop(folder string) error {
	if err := validName(folder); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for folded, name := range s.names {
		if name == folder || strings.HasPrefix(name, folder+"/") {
			delete(s.names, folded)
			delete(s.files, name)
		}
	}
	return s.next.RemoveAll(folder)
}
