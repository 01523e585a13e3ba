package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"gloss/generator/edition"
)

// table walks over a table. It stands in a box that scrolls, which the
// keyboard must reach and which is named by the words of the heading row.
func (w *walker) table(n *extast.Table) {
	t, g, first := w.openGroup(edition.Table, n, "<div")
	w.html("<table>\n")
	label := ""
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if row.Kind() == extast.KindTableHeader {
			w.html("<thead>\n<tr>\n")
			w.row(row, "<th", "</th>\n", "col")
			label = w.label(first)
			if row.NextSibling() == nil {
				w.html("</tr>\n</thead>\n")
			} else {
				w.html("</tr>\n</thead>\n<tbody>\n")
			}
			continue
		}
		w.html("<tr>\n")
		w.row(row, "<td", "</td>\n", "")
		w.html("</tr>\n")
		if row.NextSibling() == nil {
			w.html("</tbody>\n")
		}
	}
	w.html("</table></div>\n")
	w.closeGroup(g, first)
	tag := &w.tags[t]
	tag.rest = boxed("table", tag.rest)
	if label != "" {
		tag.rest = ` tabindex="0" role="group" aria-label="` + escape(label) + `"` + tag.rest
	}
}

// boxed adds a class to the rest of a tag.
func boxed(class, rest string) string {
	if more, ok := strings.CutPrefix(rest, ` class="`); ok {
		return ` class="` + class + " " + more
	}
	return ` class="` + class + `"` + rest
}

// label names a table by the words of its heading row, whose first cell is the
// leaf of that number.
func (w *walker) label(first int) string {
	var words []string
	for _, b := range w.blocks[first:] {
		if s := strings.TrimSpace(string(w.plain[b.Start:b.End])); s != "" {
			words = append(words, s)
		}
	}
	return strings.Join(words, ", ")
}

// alignments are the classes of cells. They name the edge as the script runs,
// not a hand, as the style sheet does.
var alignments = map[extast.Alignment]string{
	extast.AlignLeft: "start", extast.AlignCenter: "center", extast.AlignRight: "end",
}

func (w *walker) row(row ast.Node, name, closing, scope string) {
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		cell, ok := c.(*extast.TableCell)
		if !ok {
			continue
		}
		name, closing, scope := name, closing, scope
		if scope != "" && cell.FirstChild() == nil { // an empty heading is none
			name, closing, scope = "<td", "</td>\n", ""
		}
		t := w.open(edition.Cell, cell, name)
		tag := &w.tags[t]
		tag.hidden = true
		if class := alignments[cell.Alignment]; class != "" {
			tag.rest = boxed(class, tag.rest)
		}
		if scope != "" {
			tag.rest = ` scope="` + scope + `"` + tag.rest
		}
		w.cell = true
		w.inlines(cell)
		w.cell = false
		w.end(t, closing)
	}
}
