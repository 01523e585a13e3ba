package cite

import (
	"bytes"
	"encoding/xml"
	"errors"
	"html"
	"io"
	"strings"

	"gloss/generator/edition"
)

// xmlElement is an element of a style or a locale, with the line it begins on.
type xmlElement struct {
	name string
	attr []xml.Attr
	kids []*xmlElement
	text string // its characters, those of its children left out
	line int
}

// maxDepth bounds the nesting of a style's elements: the deepest official
// style has about forty.
const maxDepth = 400

// parseXML reads a document into its root element. Namespaces are not looked
// at: in a style only xml:lang has a prefix.
func parseXML(file string, data []byte, ps *edition.Problems) *xmlElement {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(charset string, r io.Reader) (io.Reader, error) {
		if strings.EqualFold(charset, "us-ascii") {
			return r, nil
		}
		return nil, errors.New("the encoding is " + charset + ", not UTF-8")
	}
	root := &xmlElement{}
	stack := []*xmlElement{root}
	for {
		tok, err := d.RawToken()
		line, column := d.InputPos()
		at := edition.Place{File: file, Line: line, Column: column}
		if errors.Is(err, io.EOF) {
			if len(stack) > 1 {
				ps.Errorf(at, "", "<%s> is not closed", stack[len(stack)-1].name)
				return nil
			}
			break
		}
		if err != nil {
			ps.Errorf(at, "", "not well-formed XML: %s", xmlMessage(err))
			return nil
		}
		top := stack[len(stack)-1]
		switch tok := tok.(type) {
		case xml.StartElement:
			unescapeTwice(tok.Attr)
			if len(stack) > maxDepth {
				ps.Errorf(at, "", "elements nest deeper than %d", maxDepth)
				return nil
			}
			e := &xmlElement{name: tok.Name.Local, attr: tok.Copy().Attr, line: line}
			top.kids = append(top.kids, e)
			stack = append(stack, e)
		case xml.EndElement:
			if len(stack) == 1 || top.name != tok.Name.Local {
				ps.Errorf(at, "", "</%s> closes nothing that is open", tok.Name.Local)
				return nil
			}
			stack = stack[:len(stack)-1]
		case xml.CharData:
			if len(stack) > 1 {
				top.text += string(tok)
			}
		}
	}
	if len(root.kids) != 1 {
		ps.Errorf(edition.Place{File: file, Line: 1, Column: 1}, "", "an XML document has one root element; this has %d", len(root.kids))
		return nil
	}
	return root.kids[0]
}

// unescapeTwice undoes references that were escaped once too often
// (&amp;#8211;), as they are in some published styles.
func unescapeTwice(attr []xml.Attr) {
	for i := range attr {
		if strings.Contains(attr[i].Value, "&#") {
			attr[i].Value = html.UnescapeString(attr[i].Value)
		}
	}
}

func xmlMessage(err error) string {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return syntax.Msg
	}
	return err.Error()
}

// get returns an attribute's value, or "". The prefix "xml" is part of the name.
func (e *xmlElement) get(name string) string {
	v, _ := e.lookup(name)
	return v
}

func (e *xmlElement) lookup(name string) (string, bool) {
	for i := range e.attr {
		a := &e.attr[i]
		if a.Name.Local == name && a.Name.Space == "" || a.Name.Space == "xml" && name == "xml:"+a.Name.Local {
			return a.Value, true
		}
	}
	return "", false
}

// child returns the first child of that name, or nil.
func (e *xmlElement) child(name string) *xmlElement {
	for _, k := range e.kids {
		if k.name == name {
			return k
		}
	}
	return nil
}
