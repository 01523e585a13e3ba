package anchor

import (
	"strings"

	"gloss/generator/edition"
)

// Lines is the passage of some lines of a block, from the first character of
// the first to the last of the last, without the white space around them. It is
// false when the block has no such lines or nothing stands on them.
func Lines(text *edition.Text, block *edition.Block, lines edition.Lines) (edition.Passage, bool) {
	all := strings.SplitAfter(strings.TrimSuffix(text.Plain[block.Start:block.End], "\n"), "\n")
	if lines.First < 1 || lines.Last < lines.First || lines.Last > len(all) {
		return edition.Passage{}, false
	}
	p := edition.Passage{Start: block.Start}
	for _, line := range all[:lines.First-1] {
		p.Start += len(line)
	}
	p.End = p.Start
	for _, line := range all[lines.First-1 : lines.Last] {
		p.End += len(line)
	}
	return trimmed(text.Plain, p)
}

// trimmed is a passage without the white space at its edges; false when nothing
// else is in it.
func trimmed(plain string, p edition.Passage) (edition.Passage, bool) {
	words := strings.TrimSpace(plain[p.Start:p.End])
	p.Start += strings.Index(plain[p.Start:p.End], words)
	p.End = p.Start + len(words)
	return p, words != ""
}
