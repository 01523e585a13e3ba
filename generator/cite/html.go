package cite

// tags gives the markup of each mark.
var tags = [...][2]string{
	italic:        {`<i>`, `</i>`},
	oblique:       {`<em>`, `</em>`},
	uprightStyle:  {`<span style="font-style:normal;">`, `</span>`},
	smallCaps:     {`<span style="font-variant:small-caps;">`, `</span>`},
	normalVariant: {`<span style="font-variant:normal;">`, `</span>`},
	bold:          {`<b>`, `</b>`},
	light:         {`<span style="font-weight:lighter;">`, `</span>`},
	normalWeight:  {`<span style="font-weight:normal;">`, `</span>`},
	underline:     {`<span style="text-decoration:underline;">`, `</span>`},
	noDecoration:  {`<span style="text-decoration:none;">`, `</span>`},
	superscript:   {`<sup>`, `</sup>`},
	subscript:     {`<sub>`, `</sub>`},
	baseline:      {`<span style="baseline">`, `</span>`},
	displayBlock:  {"\n\n    <div class=\"csl-block\">", "</div>\n"},
	displayLeft:   {"\n    <div class=\"csl-left-margin\">", "</div>"},
	displayRight:  {"<div class=\"csl-right-inline\">", "</div>\n  "},
	displayIndent: {"<div class=\"csl-indent\">", "</div>\n  "},
}

// base is the mark that undoes a group; an author's markup inside markup of the
// same kind turns to it.
var base = map[mark]mark{italic: uprightStyle, oblique: uprightStyle, smallCaps: normalVariant, bold: normalWeight}

// writer turns tokens into HTML.
type writer struct {
	b     []byte
	r     *renderer
	open  []int32 // spans that are open, outermost first
	shown []mark  // what each of them is shown as; noMark without a tag
	depth int     // of quotation marks
	path  []int32 // room for to
}

// html writes tokens as HTML, every tag closed.
func (r *renderer) html(tokens []token) string {
	w := &r.writer
	w.b, w.r, w.open, w.shown, w.depth = w.b[:0], r, w.open[:0], w.shown[:0], 0
	for i := range tokens {
		w.token(&tokens[i])
	}
	w.to(0)
	return string(w.b)
}

func (w *writer) token(t *token) {
	w.to(t.span)
	q := &w.r.locale.quotes
	switch t.kind {
	case openQuote:
		w.b = append(w.b, q[w.depth%2*2]...)
		w.depth++
	case closeQuote:
		w.depth = max(0, w.depth-1)
		w.b = append(w.b, q[w.depth%2*2+1]...)
	default:
		if t.flag&isRaw != 0 || plainASCII(t.text) {
			w.b = escape(w.b, t.text)
		} else {
			w.b = appendRaised(w.b, t.text)
		}
	}
}

// to closes and opens tags until the span is the innermost open one.
func (w *writer) to(target int32) {
	if len(w.open) > 0 && w.open[len(w.open)-1] == target || len(w.open) == 0 && target == 0 {
		return
	}
	path := w.path[:0] // from target outwards
	for s := target; s > 0; s = w.r.spans[s].parent {
		path = append(path, s)
	}
	w.path = path
	common := 0
	for common < len(w.open) && common < len(path) && w.open[common] == path[len(path)-1-common] {
		common++
	}
	for i := len(w.open) - 1; i >= common; i-- {
		w.b = append(w.b, tags[w.shown[i]][1]...)
	}
	w.open, w.shown = w.open[:common], w.shown[:common]
	for i := len(path) - 1 - common; i >= 0; i-- {
		m := w.shownAs(path[i])
		w.b = append(w.b, tags[m][0]...)
		w.open, w.shown = append(w.open, path[i]), append(w.shown, m)
	}
}

// shownAs says how a span appears inside those that are open: italics inside
// italics are upright, and what changes nothing has no tag.
func (w *writer) shownAs(i int32) mark {
	s := &w.r.spans[i]
	if s.mark == noCase {
		return noMark
	}
	if s.mark == special { // without the decoration around it
		for k := len(w.shown) - 1; k >= 0; k-- {
			if b := base[w.shown[k]]; b != noMark {
				return b
			}
		}
		return noMark
	}
	now := noMark // what holds for the group
	for k := len(w.shown) - 1; k >= 0; k-- {
		if w.shown[k] != noMark && w.shown[k].group() == s.mark.group() {
			now = w.shown[k]
			break
		}
	}
	switch {
	case now == s.mark && s.field && base[s.mark] != noMark:
		return base[s.mark]
	case now == noMark && isBase(s.mark):
		return noMark
	}
	return s.mark
}

func isBase(m mark) bool {
	return m == uprightStyle || m == normalVariant || m == normalWeight || m == noDecoration || m == baseline
}

// escape appends text so that it is text in HTML.
func escape(b []byte, s string) []byte {
	begin := 0
	for i := 0; i < len(s); i++ {
		var e string
		switch s[i] {
		case '&':
			e = "&#38;"
		case '<':
			e = "&#60;"
		case '>':
			e = "&#62;"
		default:
			continue
		}
		b = append(append(b, s[begin:i]...), e...)
		begin = i + 1
	}
	return append(b, s[begin:]...)
}

func plainASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
