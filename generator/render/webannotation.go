package render

import (
	"bytes"
	"encoding/json"
	"slices"
	"unicode/utf8"

	"gloss/generator/edition"
)

// How much of the text stands in a selector before and after a passage, in
// bytes, moved outwards to whole characters: Hypothesis uses 32.
const contextBytes = 32

// Web Annotation Data Model, W3C Recommendation of 23 February 2017, in its
// JSON-LD form.
type (
	annotationPage struct {
		Context string          `json:"@context"`
		ID      string          `json:"id"`
		Type    string          `json:"type"`
		Label   string          `json:"label,omitempty"`
		Total   int             `json:"total"`
		First   annotationItems `json:"first"`
	}
	annotationItems struct {
		ID    string          `json:"id"`
		Type  string          `json:"type"`
		Start int             `json:"startIndex"`
		Items []webAnnotation `json:"items"`
	}
	webAnnotation struct {
		ID         string    `json:"id"`
		Type       string    `json:"type"`
		Motivation string    `json:"motivation"`
		Creator    *webAgent `json:"creator,omitempty"`
		Created    string    `json:"created,omitempty"`
		Modified   string    `json:"modified,omitempty"`
		Body       []webBody `json:"body,omitempty"`
		Target     []any     `json:"target"`
	}
	webAgent struct {
		Type string `json:"type"`
		Name string `json:"name"`
	}
	webBody struct {
		Type     string `json:"type"`
		Value    string `json:"value"`
		Format   string `json:"format,omitempty"`
		Language string `json:"language,omitempty"`
		Purpose  string `json:"purpose,omitempty"`
	}
	webTarget struct {
		Source   string `json:"source"`
		Selector []any  `json:"selector"`
	}
	quoteSelector struct {
		Type   string `json:"type"`
		Exact  string `json:"exact"`
		Prefix string `json:"prefix,omitempty"`
		Suffix string `json:"suffix,omitempty"`
	}
	positionSelector struct {
		Type  string `json:"type"`
		Start int    `json:"start"`
		End   int    `json:"end"`
	}
)

// webAnnotations is the edition's notes as a collection of Web Annotations.
// Positions count code points of the essay's text.
func (p *editionPages) webAnnotations() ([]byte, error) {
	page := p.url + p.address()
	own, at := page+"annotations.jsonld", page
	if p.url == "" { // relative to the file itself
		page, own, at = "", "annotations.jsonld", "./"
	}
	spot := &spot{root: p.url, edition: p.e.ID, page: page, listed: p.listed, files: page}
	if p.url == "" {
		spot.root = "../"
	}
	points := codePoints(p.e)
	items := make([]webAnnotation, 0, len(p.e.Notes))
	for i := range p.e.Notes {
		items = append(items, p.webAnnotation(&p.e.Notes[i], spot, page, at, points))
	}
	collection := annotationPage{
		Context: "http://www.w3.org/ns/anno.jsonld",
		ID:      own, Type: "AnnotationCollection", Label: p.e.Front.Title, Total: len(items),
		First: annotationItems{ID: own + "#page", Type: "AnnotationPage", Items: items},
	}
	return asJSON(&collection)
}

func (p *editionPages) webAnnotation(a *edition.Annotation, spot *spot, page, source string, points map[int]int) webAnnotation {
	w := webAnnotation{
		ID: page + "#n-" + a.ID, Type: "Annotation", Motivation: "commenting",
		Created: webDate(a.Created), Modified: webDate(a.Modified),
	}
	if a.Creator != "" {
		w.Creator = &webAgent{Type: "Person", Name: a.Creator}
	}
	language := a.Language
	if language == "" {
		language = p.e.Language
	}
	flow, cited := a.Alone()
	body := spot.appendFlow(nil, flow, a.Plain)
	for _, c := range cited {
		body = append(spot.appendFlow(append(body, "<p>"...), c, ""), "</p>"...)
	}
	if body = bytes.TrimSpace(body); len(body) > 0 {
		w.Body = append(w.Body, webBody{Type: "TextualBody", Value: string(body), Format: "text/html", Language: language})
	}
	for _, tag := range a.Tags {
		w.Body = append(w.Body, webBody{Type: "TextualBody", Value: tag, Purpose: "tagging"})
	}
	for _, place := range a.Places {
		w.Target = append(w.Target, webTarget{Source: source, Selector: p.selectors(place.Passage, points)})
	}
	if len(w.Target) == 0 {
		w.Target = append(w.Target, source)
	}
	return w
}

// selectors are a passage's quotation, unless it is a point, and its position.
func (p *editionPages) selectors(at edition.Passage, points map[int]int) []any {
	var out []any
	if at.Len() > 0 {
		from, to := contextAround(p.e.Text.Plain, at)
		out = append(out, quoteSelector{
			Type: "TextQuoteSelector", Exact: cut(p.e.Text.Plain, at),
			Prefix: cut(p.e.Text.Plain, edition.Passage{Start: from, End: at.Start}),
			Suffix: cut(p.e.Text.Plain, edition.Passage{Start: at.End, End: to}),
		})
	}
	return append(out, positionSelector{Type: "TextPositionSelector", Start: points[at.Start], End: points[at.End]})
}

func contextAround(plain string, at edition.Passage) (from, to int) {
	from, to = max(0, at.Start-contextBytes), min(len(plain), at.End+contextBytes)
	for from > 0 && !utf8.RuneStart(plain[from]) {
		from--
	}
	for to < len(plain) && !utf8.RuneStart(plain[to]) {
		to++
	}
	return from, to
}

// codePoints counts the code points before each end of a passage, in one walk
// over the text.
func codePoints(e *edition.Edition) map[int]int {
	var ends []int
	for _, n := range e.Notes {
		for _, place := range n.Places {
			ends = append(ends, place.Start, place.End)
		}
	}
	slices.Sort(ends)
	ends = slices.Compact(ends)
	out := make(map[int]int, len(ends))
	at, n := 0, 0
	for _, end := range ends {
		n += utf8.RuneCountInString(cut(e.Text.Plain, edition.Passage{Start: at, End: min(end, len(e.Text.Plain))}))
		at = end
		out[end] = n
	}
	return out
}

// webDate makes an xsd:dateTime of a day, as the model wants; anything less
// exact has no place in it.
func webDate(d string) string {
	if _, _, ok := readDate(d); !ok || len(d) < len("2006-01-02") {
		return ""
	}
	if len(d) == len("2006-01-02") {
		d += "T00:00:00Z"
	}
	return d
}

// asJSON writes a value as JSON that keeps <, > and & as they are.
func asJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return b.Bytes(), err
}
