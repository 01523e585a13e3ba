package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// bareAddresses finds https://example.org and www.example.org in running text.
// goldmark's parser does the reading, but it asks to be called at every space,
// which takes as long as all other parsing together. This one is called at the
// colon or the full stop and goes back over the letters before it. What it finds
// is the same. It does not look for e-mail addresses, which are too various to
// go back over; a text that may hold one is left to goldmark as it is.
type bareAddresses struct{ parser.InlineParser }

func (bareAddresses) Trigger() []byte { return []byte{':', '.'} }

// addressStarts are what a bare address begins with, up to the trigger.
var addressStarts = map[byte][]string{':': {"https", "http", "ftp"}, '.': {"www"}}

func (b bareAddresses) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, position := block.Position()
	before, ok := parent.LastChild().(*ast.Text)
	if !ok || before.Segment.Stop != position.Start || before.SoftLineBreak() || before.HardLineBreak() {
		return nil
	}
	source := block.Source()
	letters := source[before.Segment.Start:before.Segment.Stop]
	for _, start := range addressStarts[block.Peek()] {
		if !bytes.HasSuffix(letters, []byte(start)) {
			continue
		}
		at := before.Segment.Stop - len(start)
		if at > before.Segment.Start && !mayPrecede(source, at) {
			return nil
		}
		block.SetPosition(line, position.WithStart(at))
		link := b.InlineParser.Parse(parent, block, pc)
		if link == nil {
			return nil
		}
		link.SetPos(at)
		if before.Segment.Stop = at; before.Segment.Start == at {
			parent.RemoveChild(parent, before)
		}
		return link
	}
	return nil
}

// mayPrecede reports whether an address may begin after the character before
// byte at: a space (goldmark takes no other), an opening parenthesis, a mark of
// emphasis or of code.
func mayPrecede(source []byte, at int) bool {
	c := source[at-1]
	return c == ' ' || bytes.IndexByte([]byte("*_~(`"), c) >= 0 && !escaped(source, at-1)
}

// mayHoldEMail reports whether an @ stands behind what may be the beginning of
// an e-mail address. That of a citation stands behind a space or a bracket.
func mayHoldEMail(source []byte) bool {
	for i := 0; i < len(source); i++ {
		n := bytes.IndexByte(source[i:], '@')
		if n < 0 {
			return false
		}
		i += n
		for k := i - 1; k >= 0 && i-k < 70 && source[k] > ' ' && source[k] < 0x7F; k-- {
			if util.IsAlphaNumeric(source[k]) {
				return true
			}
			if bytes.IndexByte([]byte("()<>[],;:\\\""), source[k]) >= 0 {
				break
			}
		}
	}
	return false
}
