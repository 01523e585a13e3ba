package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"gloss/generator/edition"
)

// fence walks over fenced code. Its first line may name a language and, in
// braces, an id: yaml {#records}, or {.yaml #records}.
func (w *walker) fence(n *ast.FencedCodeBlock) {
	language, a := "", w.reading.of(n)
	if n.Info != nil {
		s := n.Info.Segment
		info := w.src.text[s.Start:s.Stop]
		if open := bytes.IndexByte(info, '{'); open >= 0 && info[len(info)-1] == '}' {
			own := w.reading.readAttributes(info[open:], s.Start+open)
			info = bytes.TrimSpace(info[:open])
			if own != nil && len(info) == 0 && len(own.classes) > 0 {
				language, own.classes = own.classes[0], own.classes[1:]
			}
			if own != nil && a != nil {
				own = w.reading.merged(own, a)
			}
			if own != nil {
				a = own
			}
		}
		if word, _, _ := bytes.Cut(info, []byte(" ")); len(word) > 0 {
			language = string(decodedBytes(word))
		}
	}
	w.code(n, language, a)
}

// code walks over a block of code. Its last line end is left out.
func (w *walker) code(n ast.Node, language string, a *attributes) {
	w.leaf(edition.Code, 0, nil, "<div")
	t := len(w.tags) - 1
	tag := &w.tags[t]
	if a != nil {
		tag.attributes(a)
	}
	tag.rest = boxed("code", tag.rest)
	start := len(w.plain)
	if language == "" {
		w.piece(edition.Piece{HTML: `<pre tabindex="0"><code>`, Nest: 1})
	} else {
		w.piece(edition.Piece{HTML: `<pre tabindex="0"><code class="language-` + escape(language) + `">`, Nest: 1})
	}
	first := len(w.flow)
	w.codeLines(n)
	if tokens := highlight(language, w.plain[start:]); tokens != nil {
		w.flow = w.flow[:first]
		w.tokens(tokens, start)
	}
	w.piece(edition.Piece{HTML: "</code></pre>", Nest: -1})
	w.end(t, "</div>\n")
}

// codeLines adds the lines of a block of code. Spaces that stand for part of a
// tab have no byte of their own.
func (w *walker) codeLines(n ast.Node) {
	lines := n.Lines()
	count := lines.Len()
	for count > 0 && lines.At(count-1).Start == lines.At(count-1).Stop && lines.At(count-1).Padding == 0 {
		count-- // nothing but the fence's indentation, and no line end
	}
	for i := range count {
		s := lines.At(i)
		if s.Padding > 0 {
			from := s.Start
			if from > 0 && w.src.text[from-1] == '\t' {
				from--
			}
			w.written(strings.Repeat(" ", s.Padding), from, s.Start)
		}
		if i+1 == count && s.Stop > s.Start && w.src.text[s.Stop-1] == '\n' {
			s.Stop--
		}
		w.verbatim(s.Start, s.Stop)
	}
}

// tokens shows code in colours: the characters stay runs of the text.
func (w *walker) tokens(tokens []token, start int) {
	for _, t := range tokens {
		run := edition.Piece{Kind: edition.Run, Passage: edition.Passage{Start: start, End: start + t.length}}
		start += t.length
		if t.class == "" {
			w.flow = append(w.flow, run)
			continue
		}
		w.flow = append(w.flow,
			edition.Piece{HTML: `<span class="` + t.class + `">`, Passage: edition.Passage{Start: run.Start, End: run.Start}},
			run,
			edition.Piece{HTML: "</span>", Passage: edition.Passage{Start: start, End: start}, Closes: true})
	}
}
