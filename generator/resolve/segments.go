package resolve

import (
	"cmp"
	"slices"

	"gloss/generator/edition"
)

// segments cuts the text at every border of a passage and of a leaf block, so
// that overlapping, nested and block-crossing passages become one flat run of
// stretches, each knowing its notes.
func segments(text *edition.Text, notes []edition.Annotation) []edition.Segment {
	type edge struct {
		at, note int
		first    bool // the stretch of the note's first passage begins
		opens    bool
	}
	var edges []edge
	for i, n := range notes {
		for k, place := range n.Places {
			for j, part := range parts(text, place.Passage) {
				edges = append(edges, edge{part.Start, i, k == 0 && j == 0, true}, edge{part.End, i, false, false})
			}
		}
	}
	slices.SortFunc(edges, func(a, b edge) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.note, b.note))
	})
	var out []edition.Segment
	open := map[int]int{} // note → how many of its passages lie here
	var first []int
	for k := 0; k < len(edges); {
		at := edges[k].at
		for ; k < len(edges) && edges[k].at == at; k++ {
			e := edges[k]
			if e.opens {
				open[e.note]++
			} else if open[e.note]--; open[e.note] == 0 {
				delete(open, e.note)
			}
			if e.first {
				first = append(first, e.note)
			}
		}
		if k == len(edges) || len(open) == 0 {
			continue
		}
		lying := make([]int, 0, len(open))
		for n := range open {
			lying = append(lying, n)
		}
		slices.Sort(lying)
		out = append(out, edition.Segment{Passage: edition.Passage{Start: at, End: edges[k].at}, Notes: lying, First: first})
		first = nil
	}
	return out
}

// parts cuts a passage at the borders of the leaf blocks it crosses.
func parts(text *edition.Text, p edition.Passage) []edition.Passage {
	i, _ := slices.BinarySearchFunc(text.Blocks, p.Start, func(b edition.Block, at int) int {
		return cmp.Compare(b.End, at+1)
	})
	var out []edition.Passage
	for ; i < len(text.Blocks) && text.Blocks[i].Start < p.End; i++ {
		part := edition.Passage{Start: max(p.Start, text.Blocks[i].Start), End: min(p.End, text.Blocks[i].End)}
		if part.Len() > 0 {
			out = append(out, part)
		}
	}
	return out
}

// markPoints says where the marks stand: after the last character of each
// passage, in the order of the notes.
func markPoints(notes []edition.Annotation) []edition.MarkPoint {
	var out []edition.MarkPoint
	for i, n := range notes {
		for k, place := range n.Places {
			out = append(out, edition.MarkPoint{Offset: place.End, Note: i, N: k + 1})
		}
	}
	slices.SortStableFunc(out, func(a, b edition.MarkPoint) int {
		return cmp.Or(cmp.Compare(a.Offset, b.Offset), cmp.Compare(a.Note, b.Note))
	})
	return out
}
