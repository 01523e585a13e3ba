package cite

// tokenKind says what a token is.
type tokenKind uint8

const (
	content   tokenKind = iota // characters of a variable, a term, a value, a name
	affix                      // a prefix, suffix or delimiter of the style
	openQuote                  // a quotation mark, which one is settled at the end
	closeQuote
)

// token is a stretch of output. A rendering is a list of tokens; markup is the
// span each of them stands in.
type token struct {
	kind tokenKind
	flag tokenFlag
	span int32 // index into stream.spans
	cite int32 // which cite of a cluster it belongs to; -1: what joins them
	text string
}

type tokenFlag uint8

const (
	isYearSuffix tokenFlag = 1 << iota
	isTerm                 // may be capitalised at the beginning of a note
	isAffixed              // of a cite's own prefix or suffix: quotation marks stay as they are written
	isStart                // the beginning of such a text
	isRaw                  // an address: punctuation in it is left alone
)

// span is a stretch of markup inside another; 0 is the outermost, without any.
type span struct {
	parent int32
	mark   mark
	field  bool // an author's markup in a field, not the style's
}

// stream collects what is rendered.
type stream struct {
	tokens []token
	spans  []span
	cur    int32 // the span that new tokens stand in
	cite   int32

	pieces  []richPiece // room for rich
	outer   []int32
	chars   []caseChar // room for setCase
	words   [][2]int
	builder []byte
}

func (s *stream) reset() {
	s.tokens = s.tokens[:0]
	s.spans = append(s.spans[:0], span{})
	s.cur, s.cite = 0, 0
}

func (s *stream) push(kind tokenKind, text string) {
	if text != "" || kind >= openQuote {
		s.tokens = append(s.tokens, token{kind: kind, span: s.cur, cite: s.cite, text: text})
	}
}

func (s *stream) pushFlag(text string, flag tokenFlag) {
	if text != "" {
		s.tokens = append(s.tokens, token{kind: content, flag: flag, span: s.cur, cite: s.cite, text: text})
	}
}

// enter opens a span in the present one.
func (s *stream) enter(m mark, field bool) {
	s.spans = append(s.spans, span{parent: s.cur, mark: m, field: field})
	s.cur = int32(len(s.spans) - 1)
}

// enterFormat opens the spans of a style's element, the outermost first.
func (s *stream) enterFormat(f formatting) {
	for i := len(f) - 1; i >= 0; i-- {
		if f[i] != noMark {
			s.enter(f[i], false)
		}
	}
}

// leave closes spans up to an outer one.
func (s *stream) leave(outer int32) { s.cur = outer }
