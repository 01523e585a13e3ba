package markdown

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// token is a stretch of code of one colour; class "" has none.
type token struct {
	length int // bytes
	class  string
}

// longestHighlighted bounds the code that is coloured, in bytes: some lexers
// take long over what they do not know, and chroma gives a rule up after a
// quarter of a second, by a clock that no two builds should depend on.
const longestHighlighted = 100_000

// colourless are chroma's classes that our style sheet gives no colour: space,
// names, punctuation, and text that the lexer did not understand.
var colourless = map[string]bool{"": true, "w": true, "n": true, "nx": true, "p": true, "err": true}

// highlight cuts code into chroma's tokens, each with its short class name; nil
// when the language is unknown or plain text, when the code is too long, and
// when the lexer fails, which must not stop a site.
func highlight(language string, code []byte) (tokens []token) {
	if language == "" || len(code) > longestHighlighted {
		return nil
	}
	l := lexersByName()[strings.ToLower(language)]
	if l == nil || l.Config().Name == "plaintext" {
		return nil
	}
	defer func() {
		if recover() != nil {
			tokens = nil
		}
	}()
	next, err := l.Tokenise(&chroma.TokeniseOptions{State: "root"}, string(code)+"\n")
	if err != nil {
		return nil
	}
	left := code
	for t := next(); t != chroma.EOF && len(left) > 0; t = next() {
		n := min(len(t.Value), len(left))
		if string(left[:n]) != t.Value[:n] || !utf8.ValidString(t.Value) {
			return nil // the lexer changed the code
		}
		left = left[n:]
		tokens = joined(tokens, token{n, classOf(t.Type)})
	}
	return joined(tokens, token{len(left), ""})
}

// joined adds a token, to the last one where both have one colour.
func joined(tokens []token, t token) []token {
	k := len(tokens) - 1
	switch {
	case t.length == 0:
	case k >= 0 && tokens[k].class == t.class:
		tokens[k].length += t.length
	default:
		tokens = append(tokens, t)
	}
	return tokens
}

// lexersByName holds chroma's lexers by name and alias and, where these leave a
// word free, by the extension of their files (yml). chroma's own search matches
// patterns of file names, one after the other, and costs more than the colours.
var lexersByName = sync.OnceValue(func() map[string]chroma.Lexer {
	all := map[string]chroma.Lexer{}
	add := func(name string, l chroma.Lexer) {
		if name = strings.ToLower(name); all[name] == nil {
			all[name] = l
		}
	}
	for _, name := range endless {
		lexers.Register(chroma.MustNewLexer(&chroma.Config{Name: name, Aliases: []string{strings.ToLower(name)}}, lexers.PlaintextRules))
	}
	for _, l := range lexers.GlobalLexerRegistry.Lexers {
		if slices.Contains(endless[:], l.Config().Name) {
			continue
		}
		for _, name := range append([]string{l.Config().Name}, l.Config().Aliases...) {
			add(name, l)
		}
	}
	for _, l := range lexers.GlobalLexerRegistry.Lexers {
		if slices.Contains(endless[:], l.Config().Name) {
			continue
		}
		for _, pattern := range l.Config().Filenames {
			if extension, ok := strings.CutPrefix(pattern, "*."); ok {
				add(extension, l)
			}
		}
	}
	return all
})

// endless are lexers of chroma 2.27.0 that go round for ever on code that is not
// theirs. They are put out of its registry, where a language inside another
// would find them, and their code is shown without colour.
var endless = [...]string{"Jungle", "JSONata"}

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
