package markdown

import (
	"bytes"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
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
	if tokens := highlight(language, string(w.plain[start:])); tokens != nil {
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
	for i := range lines.Len() {
		s := lines.At(i)
		if s.Padding > 0 {
			from := s.Start
			if from > 0 && w.src.text[from-1] == '\t' {
				from--
			}
			w.written(strings.Repeat(" ", s.Padding), from, s.Start)
		}
		if i+1 == lines.Len() && s.Stop > s.Start && w.src.text[s.Stop-1] == '\n' {
			s.Stop--
		}
		w.verbatim(s.Start, s.Stop)
	}
}

// token is a stretch of code of one colour; class "" has none.
type token struct {
	length int // bytes
	class  string
}

// tokens shows code in colours: the characters stay runs of the text.
func (w *walker) tokens(tokens []token, start int) {
	for _, t := range tokens {
		run := edition.Piece{Kind: edition.Run, Passage: edition.Passage{Start: start, End: start + t.length}}
		point := edition.Passage{Start: start + t.length, End: start + t.length}
		start += t.length
		if t.class == "" {
			w.flow = append(w.flow, run)
			continue
		}
		w.flow = append(w.flow,
			edition.Piece{HTML: `<span class="` + t.class + `">`, Passage: edition.Passage{Start: run.Start, End: run.Start}},
			run,
			edition.Piece{HTML: "</span>", Passage: point, Closes: true})
	}
}

// longestHighlighted bounds the code that is coloured, in bytes: some lexers
// take long over what they do not know.
const longestHighlighted = 200_000

// colourless are chroma's classes that our style sheet gives no colour: space,
// names, punctuation, and text that the lexer did not understand.
var colourless = map[string]bool{"": true, "w": true, "n": true, "p": true, "err": true}

// lexer finds chroma's lexer for a language by its name or an alias, nil when
// there is none. File names are not tried: that search is slow, and a language
// is not a file.
var lexer = func() func(string) chroma.Lexer {
	table := sync.OnceValue(func() map[string]chroma.Lexer {
		all := map[string]chroma.Lexer{}
		for _, l := range lexers.GlobalLexerRegistry.Lexers {
			c := l.Config()
			for _, name := range append([]string{c.Name}, c.Aliases...) {
				if name = strings.ToLower(name); all[name] == nil {
					all[name] = l
				}
			}
		}
		return all
	})
	return func(language string) chroma.Lexer { return table()[strings.ToLower(language)] }
}()

// highlight cuts code into tokens; nil when the language is unknown, or plain
// text, or the lexer fails, which must not stop a site.
func highlight(language, code string) (tokens []token) {
	if language == "" || len(code) > longestHighlighted {
		return nil
	}
	l := lexer(language)
	if l == nil || l.Config().Name == "plaintext" {
		return nil
	}
	defer func() {
		if recover() != nil {
			tokens = nil
		}
	}()
	next, err := l.Tokenise(&chroma.TokeniseOptions{State: "root"}, code+"\n")
	if err != nil {
		return nil
	}
	left := len(code)
	for t := next(); t != chroma.EOF && left > 0; t = next() {
		n := min(len(t.Value), left)
		if code[len(code)-left:][:n] != t.Value[:n] || !utf8.ValidString(t.Value) {
			return nil
		}
		left -= n
		class := classOf(t.Type)
		if k := len(tokens) - 1; k >= 0 && tokens[k].class == class {
			tokens[k].length += n
		} else if n > 0 {
			tokens = append(tokens, token{n, class})
		}
	}
	if left > 0 {
		tokens = append(tokens, token{left, ""})
	}
	return tokens
}

// classOf returns chroma's short class for a token, or that of the kind it
// belongs to.
func classOf(t chroma.TokenType) string {
	for ; t != 0; t = t.Parent() {
		if class, ok := chroma.StandardTypes[t]; ok {
			if colourless[class] {
				return ""
			}
			return class
		}
	}
	return ""
}
