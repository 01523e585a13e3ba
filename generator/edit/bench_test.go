package edit_test

import (
	"testing"

	"gloss/generator/bench/madeup"
	"gloss/generator/edit"
	"gloss/generator/edition"
)

// BenchmarkAdd plans a note in an essay of some 5,000 words with 100 notes, and in
// one of 50,000 with 1,000.
func BenchmarkAdd(b *testing.B) {
	for _, shape := range []struct {
		name string
		madeup.Shape
	}{
		{"100", madeup.Shape{Essays: 1, Paragraphs: 40, Notes: 100, Sources: 20, Seed: 1}},
		{"1000", madeup.Shape{Essays: 1, Paragraphs: 400, Notes: 1000, Sources: 100, Seed: 1}},
	} {
		b.Run(shape.name, func(b *testing.B) {
			dir := b.TempDir()
			if err := shape.Content(dir); err != nil {
				b.Fatal(err)
			}
			content, site := open(b, dir)
			add := edit.Add{Spot: edit.Spot{Passage: edition.Passage{Start: 1000, End: 1040}}, Fields: edit.Fields{Body: "It."}}
			for b.Loop() {
				plan(b, content, site, site.Editions[0], add)
			}
		})
	}
}
