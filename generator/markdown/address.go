package markdown

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/util"
)

// address turns a link's or an image's destination as written into an address
// that may stand in HTML after escaping: escapes and entities resolved,
// characters that an address may not hold percent-encoded. A dangerous one is
// "" and said.
func (w *walker) address(written []byte, at int, image bool) string {
	b := util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(written)))
	if s := scheme(b); forbiddenSchemes[s] && !(image && s == "data" && harmlessData(b)) {
		w.warn(at, "link to a page or a file", "an address of the kind “"+s+":” is left out")
		return ""
	}
	return string(util.URLEscape(b, false))
}

// plainAddress does the same for an address that holds neither escapes nor
// entities.
func (w *walker) plainAddress(written []byte, at int) string {
	if s := scheme(written); forbiddenSchemes[s] {
		w.warn(at, "link to a page or a file", "an address of the kind “"+s+":” is left out")
		return ""
	}
	return string(util.URLEscape(written, false))
}

// forbiddenSchemes run scripts or reach into the reader's own machine.
var forbiddenSchemes = map[string]bool{
	"javascript": true, "vbscript": true, "livescript": true, "mocha": true, "data": true, "file": true, "filesystem": true,
	"blob": true, "about": true, "view-source": true, "jar": true, "chrome": true, "resource": true, "ms-its": true,
	"mhtml": true, "mk": true, "res": true, "shell": true, "intent": true,
}

// harmlessImages are the media types of images that hold no script; SVG may.
var harmlessImages = []string{"png", "gif", "jpeg", "webp", "avif"}

// scheme returns an address's scheme in lower case as a browser sees it: with
// leading control characters and spaces and all tabs and line ends left out.
// It is "" when there is none.
func scheme(b []byte) string {
	colon := bytes.IndexByte(b, ':')
	if colon < 0 || colon > 64 || bytes.ContainsAny(b[:colon], "/?#") {
		return ""
	}
	s := strings.TrimLeftFunc(string(b[:colon]), func(r rune) bool { return r <= ' ' })
	s = strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' || r == 0xFFFD || r == 0x200B || r == 0xAD {
			return -1
		}
		return r
	}, s)
	return strings.ToLower(strings.TrimSpace(s))
}

// harmlessData reports whether a data: address is an image without script.
func harmlessData(b []byte) bool {
	kind, ok := strings.CutPrefix(strings.ToLower(string(b[:min(len(b), 40)])), "data:image/")
	if !ok {
		return false
	}
	kind, _, ok = strings.Cut(kind, ";")
	return ok && slices.Contains(harmlessImages, kind)
}
