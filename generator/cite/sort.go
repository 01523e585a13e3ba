package cite

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// collators keeps collators by language: making one is slow, and one serves a
// single goroutine at a time.
var collators sync.Map // language tag → *sync.Pool of *collator

type collator struct {
	c   *collate.Collator
	buf collate.Buffer
}

func borrowCollator(tag string) (*collator, func()) {
	p, ok := collators.Load(tag)
	if !ok {
		p, _ = collators.LoadOrStore(tag, &sync.Pool{New: func() any {
			return &collator{c: collate.New(language.Make(tag), collate.IgnoreCase)}
		}})
	}
	pool := p.(*sync.Pool)
	c := pool.Get().(*collator)
	return c, func() { pool.Put(c) }
}

// key appends a text's sort key to b: a byte that puts numbers first and empty
// texts last, then the number or the collation key, ended so that a shorter key
// comes first. In descending order the bytes of the key are turned round.
func (c *collator) key(b []byte, s string, descending bool) []byte {
	s = sortable(s)
	if s == "" {
		return append(b, 3)
	}
	begin := len(b)
	if plainDigits(s) {
		b = append(append(append(b, 1), s...), 0, 0)
	} else {
		b = c.words(append(b, 2), s)
	}
	if descending {
		b[begin] = 3 - b[begin]
		for i := begin + 1; i < len(b); i++ {
			b[i] = ^b[i]
		}
	}
	return b
}

// words appends the collation key of a text.
func (c *collator) words(b []byte, s string) []byte {
	c.buf.Reset()
	// Collation keys hold zero bytes; they are doubled with an escape so that
	// two zeros end the key.
	for _, k := range c.c.KeyFromString(&c.buf, s) {
		if k == 0 {
			b = append(b, 0, 1)
		} else {
			b = append(b, k)
		}
	}
	return append(b, 0, 0)
}

// sortable is a text without what sorting does not look at: quotation marks,
// brackets, commas, full stops, and apostrophes that begin a word.
func sortable(s string) string {
	clean := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 0x80 || !(c == ' ' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z') {
			clean = false
			break
		}
	}
	if clean {
		return strings.TrimSpace(s)
	}
	before := ' '
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		last := before
		before = r
		switch r {
		case '\'', '’', '‘':
			if last == ' ' {
				return -1
			}
		case '"', '“', '”', '«', '»', '[', ']', '(', ')', ',', '.', ';', ':':
			return -1
		}
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s))
}

// sortKeys makes the sort key of an item.
func (p *processor) sortKey(keys []*sortKey, inBib int, it *Item, state *citeState) []byte {
	c, done := borrowCollator(p.locale.tag)
	defer done()
	var b []byte
	for _, k := range keys {
		b = c.key(b, p.sortText(k, inBib, it, state), k.descending)
	}
	return b
}

// sortText renders what a key sorts by.
func (p *processor) sortText(k *sortKey, inBib int, it *Item, state *citeState) string {
	r := &p.renderer
	was := r.inBib
	r.inBib, r.sort = inBib, k
	defer func() { r.sort, r.inBib = nil, was }()
	r.reset()
	if k.macro != nil {
		r.render(k.macro, it, state)
		return plainTokens(r.tokens)
	}
	r.item, r.cite = it, state
	v := k.variable
	switch {
	case v.isName():
		r.suppressed = [4]uint64{}
		opts := p.area(inBib).names.with(nameOptions{has: hasForm | hasSortOrder, form: "long", sortOrder: "all"})
		e := &element{kind: kNames, variables: []variable{v}, names: &namesElement{name: &nameElement{}}}
		r.nameVariables(e, e, &opts)
		return plainTokens(r.tokens)
	case v.isDate():
		d := it.dates[v-firstDate]
		if d == nil {
			return ""
		}
		if d.From == (Day{}) {
			return d.Literal
		}
		return sortableDay(d.From, [3]bool{true, true, true}) + sortableDay(d.To, [3]bool{true, true, true})
	case v == vCitationNumber || v.isNumber():
		s := r.value(v)
		if plainDigits(s) {
			return strings.Repeat("0", max(0, 8-len(s))) + s
		}
		return s
	}
	r.rich(r.value(v), 0)
	return plainTokens(r.tokens)
}

func (p *processor) area(inBib int) *area {
	if inBib == 1 && p.style.bibliography != nil {
		return p.style.bibliography
	}
	return p.style.citation
}

// plainTokens is the characters of tokens, without quotation marks.
func plainTokens(tokens []token) string {
	if len(tokens) == 1 {
		return tokens[0].text
	}
	var b strings.Builder
	for i := range tokens {
		b.WriteString(tokens[i].text)
	}
	return b.String()
}

// sortedByKey returns the indices 0 to n-1 in the order of their keys; equal
// keys keep their order.
func sortedByKey(keys [][]byte) []int {
	order := make([]int, len(keys))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return bytes.Compare(keys[a], keys[b]) })
	return order
}
